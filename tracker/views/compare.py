"""Two to six officials on one topic: one drawing, and the same in words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from tracker.charts.comparison import LETTERS, comparison
from tracker.charts.frame import NARROW, WIDE
from tracker.charts.marks import Remark
from tracker.models import IssueTopic, Official, Stance
from tracker.pipeline.lines import Line, describe_topic
from tracker.templatetags.record import said_when

from .site import respond

MOST = len(LETTERS)


@dataclass(frozen=True)
class Compared:
    letter: str
    number: int
    official: Official
    line: Line
    last_said: date | None


@require_safe
def compare(request: HttpRequest) -> HttpResponse:
    """`topic` chooses the topic, each `official` one of those on record on it; what is unknown is left out."""
    topics = IssueTopic.objects.filter(stances__in=Stance.objects.public()).distinct().order_by("name")
    topic = topics.with_scale().filter(slug=request.GET.get("topic", "")).first()
    asked = list(dict.fromkeys(request.GET.getlist("official")))
    context: dict[str, object] = {
        "topics": topics,
        "topic": topic,
        "asked": asked,
        "most": MOST,
        "too_many": len(asked) > MOST,
    }
    if topic is not None:
        context |= _compared(topic, asked[:MOST])
    return respond(request, "compare/compare.html", context)


def _compared(topic: IssueTopic, asked: Sequence[str]) -> dict[str, object]:
    today = timezone.localdate()
    said = Stance.objects.public().filter(topic=topic)
    speaking = Official.objects.filter(statements__stances__in=said).select_related("country").distinct()
    offered = list(speaking.order_by("name"))
    by_slug = {official.slug: official for official in offered}
    chosen = [by_slug[slug] for slug in asked if slug in by_slug]
    lines = describe_topic(topic, chosen, today=today)
    words = topic.step_words()
    drawn = [(lines[official].periods, _remarks(official, lines[official], words)) for official in chosen]
    return {
        "offered": offered,
        "compared": [_row(place, official, lines[official]) for place, official in enumerate(chosen)],
        "drawings": [comparison(lines=drawn, steps=words, today=today, width=width) for width in (WIDE, NARROW)]
        if any(periods for periods, _ in drawn)
        else [],
    }


def _row(place: int, official: Official, line: Line) -> Compared:
    days = [stance.statement.day for stance in line.stances if stance.statement.day]
    return Compared(LETTERS[place], place + 1, official, line, max(days, default=None))


def _remarks(official: Official, line: Line, words: Mapping[int | None, str]) -> list[Remark]:
    return [
        Remark(
            id=stance.statement_id,
            day=stance.statement.day,
            precision=stance.statement.said_on_precision,
            score=stance.score,
            kind=stance.statement.kind,
            label=f"{official.name}, {said_when(stance.statement)}: {words[stance.score]}",
        )
        for stance in line.stances
        if stance.score is not None
    ]
