"""The ledger of changes: every move of a position with the words before and after, and what editors make of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeVar, cast

from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from tracker.analysis.formulas import Pairing, said_anew
from tracker.analysis.shift_words import headline
from tracker.analysis.wording_diff import Pair, compare
from tracker.models import Decision, IssueTopic, Shift, Split, Stance, Verdict
from tracker.models.positions import ShiftQuerySet
from tracker.models.splits import SplitQuerySet

from .site import asked_of, is_editor, respond

PER_PAGE = 20
Findings = TypeVar("Findings", ShiftQuerySet, SplitQuerySet)
# Whose lines, as the address and the filter name them.
LINES = {
    "people": ("People", Q(official__kind="person")),
    "institutions": ("Institutions", Q(official__kind="institution")),
    "offices": ("Offices", Q(office__isnull=False)),
    "governments": ("Governments and organisations", Q(country__isnull=False)),
}


@dataclass(frozen=True)
class ShiftRow:
    """A shift in words, with the topic's words for both steps and the two statements compared.

    `formula` tells what became of each clause where the words after say the words before again. `decision` is the last
    one that stands, for editors to undo.
    """

    shift: Shift
    headline: str
    word_before: str | None
    word_after: str
    pair: Pair | None
    formula: tuple[Pairing, ...]
    decision: Decision | None


def shift_rows(shifts: ShiftQuerySet) -> list[ShiftRow]:
    """The rows a list of shifts prints, in five queries whatever their number."""
    related = ("official", "office__country", "country", "topic", "decided_by")
    statements = ("before__office", "after__office", "before__official", "after__official")
    rows = list(shifts.select_related(*related, *statements).prefetch_related("topic__steps"))
    words = _evidence_words(rows)
    decisions = _last_decisions(rows)
    return [_row(shift, words, decisions.get(shift.pk)) for shift in rows]


def _row(
    shift: Shift, words: dict[tuple[int | None, int], tuple[str, ...]], decision: Decision | None = None
) -> ShiftRow:
    words_for = shift.topic.step_words()
    pair: Pair | None = None
    formula: tuple[Pairing, ...] = ()
    if shift.before is not None:
        pair = compare(
            shift.before.text,
            shift.after.text,
            evidence_before=words.get((shift.before_id, shift.topic_id), ()),
            evidence_after=words.get((shift.after_id, shift.topic_id), ()),
        )
        formula = said_anew(old=shift.before.text, new=shift.after.text)
    before = None if shift.score_before is None else words_for[shift.score_before]
    after = words_for[shift.score_after]
    said = headline(
        name=shift.subject_name, kind=shift.kind, before=before, after=after, by_spokesperson=shift.by_spokesperson
    )
    return ShiftRow(shift, said, before, after, pair, formula, decision)


def _evidence_words(shifts: Iterable[Shift]) -> dict[tuple[int | None, int], tuple[str, ...]]:
    """The words each public stance rests on, by (statement, topic)."""
    ids = {pk for shift in shifts for pk in (shift.before_id, shift.after_id) if pk}
    rows = Stance.objects.public().filter(statement__in=ids).values_list("statement_id", "topic_id", "evidence")
    return {(statement, topic): tuple(words) for statement, topic, words in rows}


def _last_decisions(shifts: Iterable[Shift]) -> dict[int | None, Decision]:
    """The last decision about each shift that was not undone."""
    standing = Decision.objects.standing().filter(shift__in=[shift.pk for shift in shifts]).select_related("actor")
    return {decision.shift_id: decision for decision in standing.order_by("at", "pk")}


@require_safe
def shifts(request: HttpRequest) -> HttpResponse:
    """All moves, newest first; `topic`, `kind` and `line` narrow them, unknown values are ignored. Editors may ask for
    another `state` than what readers see."""
    shown, state = asked_state(request, Shift.objects.all())
    found = shown.moves().newest_first()
    topic = IssueTopic.objects.filter(slug=request.GET.get("topic", "")[:120]).first()
    if topic is not None:
        found = found.filter(topic=topic)
    kind, line = request.GET.get("kind"), request.GET.get("line", "")
    kinds = [choice for choice in Shift.Kind.choices if choice[0] != Shift.Kind.FIRST]
    if kind in dict(kinds):
        found = found.filter(kind=kind)
    if line in LINES:
        found = found.filter(LINES[line][1])
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    query = asked_of(request)
    return respond(
        request,
        "shifts/shifts.html",
        {
            "page": page,
            "rows": shift_rows(cast(ShiftQuerySet, page.object_list)),
            "query": query,
            "topics": IssueTopic.objects.filter(shifts__in=shown.moves()).distinct(),
            "topic": topic,
            "kinds": kinds,
            "kind": kind,
            "lines": [(value, label) for value, (label, _) in LINES.items()],
            "line": line,
            "state": state,
            "waiting": Shift.objects.to_confirm().count() if is_editor(request) else 0,
            "splits": shown_splits(request).count(),
            "narrowed": bool(topic or kind in dict(kinds) or line in LINES),
        },
        fragments={"found": "shifts/_found.html"},
        address=f"{request.path}?{query}" if query else request.path,
    )


def asked_state(request: HttpRequest, findings: Findings) -> tuple[Findings, str]:
    """What readers see, or for editors who ask: what waits to be confirmed, or what was dismissed."""
    state = request.GET.get("state", "") if is_editor(request) else ""
    if state == Verdict.SUGGESTED:
        return findings.to_confirm(), state
    if state == Verdict.DISMISSED:
        return findings.found().filter(state=Verdict.DISMISSED), state
    return findings.public(), ""


def shown_splits(request: HttpRequest) -> SplitQuerySet:
    """The splits behind the link to them: readers' alone, for editors with those to confirm."""
    public = Split.objects.public()
    return public | Split.objects.to_confirm() if is_editor(request) else public
