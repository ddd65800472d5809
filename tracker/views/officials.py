"""Who speaks: the list with its search, and the page of one official."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.db.models import Count, Max, Prefetch, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_safe

from tracker.charts.sparkline import Sparkline, sparkline
from tracker.models import IssueTopic, Official, Stance, Statement, Tenure
from tracker.pipeline.lines import Line, describe_lines

from .site import respond, wants_suggestions
from .statements import for_cards

NEWEST = 8
ACCEPTED = Q(statements__state="accepted")


@dataclass(frozen=True)
class Entry:
    """An official with the offices held today in words, or the last one held."""

    official: Official
    offices: str


@dataclass(frozen=True)
class Group:
    """The officials of one country or organisation; `name` is `None` for those of none."""

    name: str | None
    entries: tuple[Entry, ...]


@require_safe
def officials(request: HttpRequest) -> HttpResponse:
    """Those on record, or with `all=1` the whole register; a search always looks through all of it."""
    words = request.GET.get("q", "").strip()[:100]
    everyone = request.GET.get("all") == "1"
    register = Official.objects.annotate(
        said=Count("statements", filter=ACCEPTED), last_said=Max("statements__day", filter=ACCEPTED)
    )
    shown = register.select_related("country").order_by("country__name", "kind", "name")
    shown = shown.prefetch_related(Prefetch("tenures", Tenure.objects.in_order().select_related("office__country")))
    if words:
        # Matched by key: joining the aliases into the counting query would count each statement once per alias.
        shown = shown.filter(pk__in=Official.objects.named(words).values("pk"))
    elif not everyone:
        shown = shown.filter(said__gt=0)
    groups = _grouped(list(shown))
    return respond(
        request,
        "officials/officials.html",
        {
            "groups": groups,
            "words": words,
            "everyone": everyone,
            "number": sum(len(group.entries) for group in groups),
            "registered": Official.objects.count(),
        },
        fragments={"found": "officials/_found.html"},
    )


def _grouped(officials: Sequence[Official]) -> list[Group]:
    today = timezone.localdate()
    by_country = groupby(officials, key=lambda official: official.country)
    return [
        Group(
            country.name if country else None, tuple(Entry(official, _offices(official, today)) for official in group)
        )
        for country, group in by_country
    ]


def _offices(official: Official, today: date) -> str:
    """ "Foreign Minister, Member of Parliament"; "formerly Foreign Minister" of who holds none any more."""
    ever = list(official.tenures.all())
    held = [t for t in ever if (t.start is None or t.start <= today) and (t.end is None or t.end > today)]
    if held:
        return ", ".join(dict.fromkeys(_title(tenure) for tenure in held))
    past = [tenure for tenure in ever if tenure.end is not None and tenure.end <= today]
    return f"formerly {_title(past[-1])}" if past else ""


def _title(tenure: Tenure) -> str:
    """Without the country, which stands above the name, unless it is another one."""
    return tenure.title if tenure.office.country_id == tenure.official.country_id else tenure.office.full_name


@dataclass(frozen=True)
class TopicRow:
    """One topic of an official's page."""

    topic: IssueTopic
    line: Line
    drawing: Sparkline


@require_safe
def official(request: HttpRequest, slug: str) -> HttpResponse:
    found = get_object_or_404(Official.everyone.select_related("country", "same_as"), slug=slug)
    if found.same_as is not None:
        return redirect(found.same_as, permanent=True)
    suggestions = wants_suggestions(request)
    visible = Statement.objects.visible_to(request.user, suggestions=suggestions)
    theirs = visible.filter(Q(official=found) | Q(on_behalf_of=found))
    newest = for_cards(theirs.newest_first(), request, suggestions=suggestions)[:NEWEST]
    return respond(
        request,
        "officials/official.html",
        {
            "official": found,
            "tenures": found.tenures.in_order().reverse().select_related("office__country"),
            "rows": _topic_rows(request, found, suggestions=suggestions),
            "newest": newest,
            "number": theirs.count(),
            "suggestions": suggestions,
        },
    )


def _topic_rows(request: HttpRequest, official: Official, *, suggestions: bool) -> list[TopicRow]:
    """The official's topics, the one spoken about last first."""
    today = timezone.localdate()
    stances = Stance.objects.visible_to(request.user, suggestions=suggestions)
    theirs = stances.filter(Q(statement__official=official) | Q(statement__on_behalf_of=official))
    topics = list(IssueTopic.objects.filter(stances__in=theirs).distinct())
    lines = describe_lines(official, topics, today=today, suggestions=suggestions)
    rows = [TopicRow(t, line, sparkline(periods=line.periods, today=today)) for t, line in lines.items()]
    return sorted(rows, key=lambda row: _last_day(row.line), reverse=True)


def _last_day(line: Line) -> int:
    return max((s.statement.day.toordinal() for s in line.stances if s.statement.day), default=0)
