"""The ledger of changes: every move of a position with the words before and after."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import cast

from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from tracker.charts.wording_diff import Pair, compare
from tracker.models import Check, IssueTopic, Shift, Stance
from tracker.models.positions import ShiftQuerySet
from tracker.templatetags.record import word_for

from .site import asked_of, respond

PER_PAGE = 20


@dataclass(frozen=True)
class ShiftRow:
    """A shift with the topic's words for both steps and the two statements compared."""

    shift: Shift
    word_before: str | None
    word_after: str
    pair: Pair | None


def visible_shifts() -> ShiftQuerySet:
    """Shifts whose two statements are public. Rows are kept so by recomputation; the page does not rely on it."""
    return Shift.objects.filter(Q(before__isnull=True) | Q(before__state=Check.ACCEPTED), after__state=Check.ACCEPTED)


def shift_rows(shifts: ShiftQuerySet) -> list[ShiftRow]:
    """The rows a list of shifts prints, in four queries whatever their number."""
    rows = list(
        shifts.select_related(
            "official", "topic", "before__office", "after__office", "before__official", "after__official"
        ).prefetch_related("topic__steps")
    )
    words = _evidence_words(rows)
    return [_row(shift, words) for shift in rows]


def _row(shift: Shift, words: dict[tuple[int | None, int], tuple[str, ...]]) -> ShiftRow:
    steps = {step.score: step.word for step in shift.topic.steps.all()}
    pair = None
    if shift.before is not None:
        pair = compare(
            shift.before.text,
            shift.after.text,
            evidence_before=words.get((shift.before_id, shift.topic_id), ()),
            evidence_after=words.get((shift.after_id, shift.topic_id), ()),
        )
    before = None if shift.score_before is None else word_for(shift.score_before, steps)
    return ShiftRow(shift, before, word_for(shift.score_after, steps), pair)


def _evidence_words(shifts: Iterable[Shift]) -> dict[tuple[int | None, int], tuple[str, ...]]:
    """The words each public stance rests on, by (statement, topic)."""
    ids = {pk for shift in shifts for pk in (shift.before_id, shift.after_id) if pk}
    rows = Stance.objects.public().filter(statement__in=ids).values_list("statement_id", "topic_id", "evidence")
    return {(statement, topic): tuple(words) for statement, topic, words in rows}


@require_safe
def shifts(request: HttpRequest) -> HttpResponse:
    """All moves, newest first; `topic` and `kind` narrow them, unknown values are ignored."""
    found = visible_shifts().moves().newest_first()
    topic = IssueTopic.objects.filter(slug=request.GET.get("topic", "")[:120]).first()
    if topic is not None:
        found = found.filter(topic=topic)
    kind = request.GET.get("kind")
    kinds = [choice for choice in Shift.Kind.choices if choice[0] != Shift.Kind.FIRST]
    if kind in dict(kinds):
        found = found.filter(kind=kind)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    query = asked_of(request)
    return respond(
        request,
        "shifts/shifts.html",
        {
            "page": page,
            "rows": shift_rows(cast(ShiftQuerySet, page.object_list)),
            "query": query,
            "topics": IssueTopic.objects.filter(shifts__in=visible_shifts().moves()).distinct(),
            "topic": topic,
            "kinds": kinds,
            "kind": kind,
        },
        fragments={"found": "shifts/_found.html"},
        address=f"{request.path}?{query}" if query else request.path,
    )
