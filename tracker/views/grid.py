"""Officials by topics on one day: who stands where, at a glance."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.views.decorators.http import require_safe

from tracker.analysis.wording import Place, place
from tracker.models import Country, IssueTopic, Official
from tracker.pipeline.standings import Standing, standings

from .site import respond

MOST_ROWS = 100


@dataclass(frozen=True)
class Row:
    official: Official
    cells: tuple[tuple[IssueTopic, Place], ...]


@require_safe
def grid(request: HttpRequest) -> HttpResponse:
    """`at=YYYY-MM-DD` chooses the day, today without it; `country` a country or organisation by its code."""
    today = timezone.localdate()
    at = _day(request.GET.get("at"), today)
    countries = Country.objects.filter(officials__positions__isnull=False).distinct()
    country = countries.filter(pk=request.GET.get("country", "")[:4]).first()
    found = standings(at, officials=Q(official__country=country) if country else Q())
    topics = _topics(found)
    steps = {topic: topic.step_words() for topic in topics}
    rows = [
        Row(official, tuple((topic, _place(theirs.get(topic), steps[topic])) for topic in topics))
        for official, theirs in found.items()
    ]
    context = {
        "rows": rows[:MOST_ROWS],
        "number": len(rows),
        "topics": topics,
        "countries": countries,
        "country": country,
        "at": at,
        "today": today,
    }
    return respond(request, "grid/grid.html", context, fragments={"grid": "grid/_grid.html"})


def _day(asked: str | None, today: date) -> date:
    """The day asked for; today where it makes no sense, and for days to come, as nobody has spoken on them."""
    try:
        day = parse_date(asked or "")
    except ValueError:
        day = None
    return min(day, today) if day else today


def _topics(found: Mapping[Official, Mapping[IssueTopic, Standing]]) -> list[IssueTopic]:
    """The topics somebody stood on, with their scales."""
    keys = {topic.pk for theirs in found.values() for topic in theirs}
    return list(IssueTopic.objects.filter(pk__in=keys).prefetch_related("steps").order_by("name"))


def _place(standing: Standing | None, words: Mapping[int | None, str]) -> Place:
    return place(standing.state if standing else None, standing.score if standing else None, words)
