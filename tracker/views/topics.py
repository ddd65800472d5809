"""Questions of policy: the list, and where everyone stands on one, now and at another day."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Max, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.views.decorators.http import require_safe

from tracker.analysis.wording import Place, place
from tracker.charts.strip import Strip, strip
from tracker.models import Country, IssueTopic, Office, Official, RecordSearch, Stance, Statement
from tracker.models.series import Subject, kind_of, name_of, timeline_address
from tracker.models.statements import StatementQuerySet
from tracker.pipeline.lines import Line, describe_topic

from .site import is_editor, respond, wants_suggestions
from .statements import for_cards

NEWEST = 8
PUBLIC = Q(stances__state="accepted", stances__statement__state="accepted")


@require_safe
def topics(request: HttpRequest) -> HttpResponse:
    """All topics by name, those nobody has spoken on yet behind the others."""
    found = IssueTopic.objects.annotate(
        said=Count("stances", filter=PUBLIC),
        people=Count("stances__statement__official", filter=PUBLIC, distinct=True),
        last_said=Max("stances__statement__day", filter=PUBLIC),
    )
    in_order = sorted(found.order_by("name"), key=lambda topic: not topic.said)
    return respond(request, "topics/topics.html", {"topics": in_order})


@dataclass(frozen=True)
class OfficialRow:
    official: Official
    now: Place
    then: Place
    last_said: date | None
    drawing: Strip


@dataclass(frozen=True)
class LineRow:
    """The line of an office or a government as it stands today."""

    name: str
    kind: str
    address: str
    now: Place
    said: int


@require_safe
def topic(request: HttpRequest, slug: str) -> HttpResponse:
    """`at=YYYY-MM-DD` chooses the day to compare with, a year ago if it is missing or makes no sense."""
    found = get_object_or_404(IssueTopic.objects.with_scale(), slug=slug)
    suggestions = wants_suggestions(request)
    today = timezone.localdate()
    at = _asked_day(request.GET.get("at"), today)
    stances = Stance.objects.visible_to(request.user, suggestions=suggestions).filter(topic=found)
    visible = Statement.objects.visible_to(request.user, suggestions=suggestions).filter(stances__in=stances)
    rows = _official_rows(found, today, at)
    return respond(
        request,
        "topics/topic.html",
        {
            "topic": found,
            "steps": sorted(found.steps.all(), key=lambda step: step.score),
            "rows": [row for row in rows if row.now.score is not None],
            "silent": [row for row in rows if row.now.score is None],
            "lines": _line_rows(found, today),
            "versions": found.codebooks.newest_first().annotate(coded=Count("stances", filter=PUBLIC)),
            "at": at,
            "today": today,
            "newest": for_cards(visible.newest_first(), request, suggestions=suggestions)[:NEWEST],
            "number": visible.count(),
            "suggestions": suggestions,
            "search": RecordSearch.objects.filter(topic=found).first() if is_editor(request) else None,
        },
        fragments={"standings": "topics/_standings.html"},
    )


def _asked_day(asked: str | None, today: date) -> date:
    try:
        day = parse_date(asked or "")
    except ValueError:
        day = None
    return min(day, today) if day else _year_before(today)


def _year_before(day: date) -> date:
    return day.replace(year=day.year - 1, day=28 if (day.month, day.day) == (2, 29) else day.day)


def _official_rows(topic: IssueTopic, today: date, at: date) -> list[OfficialRow]:
    """Everyone with an accepted stance on the topic, from most for to most against."""
    officials = list(
        Official.objects.filter(statements__stances__in=Stance.objects.public().filter(topic=topic))
        .select_related("country")
        .distinct()
    )
    words = topic.step_words()
    now, then = (describe_topic(topic, officials, today=day) for day in (today, at))
    rows = [_row(official, now[official], then[official], words) for official in officials]
    return sorted(rows, key=lambda row: (-(row.now.score if row.now.score is not None else -9), row.official.name))


def _line_rows(topic: IssueTopic, today: date) -> list[LineRow]:
    """The lines of offices and governments with an accepted stance on the topic, those of offices last."""
    said = Statement.objects.filter(stances__in=Stance.objects.public().filter(topic=topic))
    offices = list(Office.objects.filter(statements__in=said).select_related("country").distinct())
    subjects: list[Subject] = [*Country.objects.filter(_speaking(said)).distinct(), *offices]
    words = topic.step_words()
    lines = describe_topic(topic, subjects, today=today)
    rows = [
        LineRow(name_of(s), kind_of(s), timeline_address(s, topic), _place(line, words), len(line.stances))
        for s, line in lines.items()
        if line.stances
    ]
    return sorted(rows, key=lambda row: (row.kind == "office", row.name))


def _speaking(said: StatementQuerySet) -> Q:
    """Countries that an official or an office with one of these statements is of."""
    return Q(officials__statements__in=said) | Q(offices__statements__in=said)


def _row(official: Official, now: Line, then: Line, words: Mapping[int | None, str]) -> OfficialRow:
    standing, earlier = _place(now, words), _place(then, words)
    days = [s.statement.day for s in now.stances if s.statement.day]
    return OfficialRow(
        official, standing, earlier, max(days, default=None), strip(now=standing.score, then=earlier.score)
    )


def _place(line: Line, words: Mapping[int | None, str]) -> Place:
    last = line.periods[-1] if line.periods else None
    return place(last.state if last else None, last.score if last else None, words)
