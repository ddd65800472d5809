"""The ledger of changes: every move of a position with the words before and after, and what editors make of it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import TypeVar, cast

from django.core.paginator import Paginator
from django.db.models import Prefetch, Q
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from tracker.analysis.excerpts import about
from tracker.analysis.formulas import Pairing, said_anew
from tracker.analysis.shift_words import headline
from tracker.analysis.wording_diff import Pair, compare
from tracker.models import Decision, IssueTopic, Quotation, Shift, Split, Stance, Verdict
from tracker.models.positions import RANK, ShiftQuerySet
from tracker.models.splits import SplitQuerySet

from .site import asked_of, is_editor, respond

PER_PAGE = 20
LONGEST = 800  # characters of a statement beside another; of a longer one only what it says of the topic is shown
Findings = TypeVar("Findings", ShiftQuerySet, SplitQuerySet)
LINE = ("official", "office__country", "country", "topic")
# Whose lines, as the address and the filter name them.
LINES = {
    "people": ("People", Q(official__kind="person")),
    "institutions": ("Institutions", Q(official__kind="institution")),
    "offices": ("Offices", Q(office__isnull=False)),
    "governments": ("Governments and organisations", Q(country__isnull=False)),
}
KINDS = [choice for choice in Shift.Kind.choices if choice[0] != Shift.Kind.FIRST]


@dataclass(frozen=True)
class ShiftRow:
    """A shift in words, with the topic's words for both steps and the two statements compared.

    `formula` tells what became of each clause where the words after say the words before again. `decision` is the last
    one that stands, for editors to undo. `with_it` are the shifts of other lines that make the same move, and
    `decisions` the last ones about these.
    """

    shift: Shift
    headline: str
    word_before: str | None
    word_after: str
    pair: Pair | None
    formula: tuple[Pairing, ...]
    decision: Decision | None = None
    with_it: tuple[Shift, ...] = ()
    decisions: tuple[Decision, ...] = ()


def shift_rows(shifts: ShiftQuerySet, *, among: ShiftQuerySet | None = None) -> list[ShiftRow]:
    """The rows a list of shifts prints, in eight queries whatever their number.

    Each brings along those `among` which make the same move, of other lines.
    """
    statements = ("before__office", "after__office", "before__official", "after__official")
    found = shifts.select_related(*LINE, *statements, "decided_by")
    rows = list(found.prefetch_related("topic__steps", *frames()))
    words = _evidence_words(rows)
    with_it = {} if among is None else _with_it(rows, among)
    decisions = Decision.objects.last_about([*rows, *chain.from_iterable(with_it.values())])
    return [
        replace(
            _row(shift, words),
            decision=decisions.get(shift.pk),
            with_it=tuple(with_it.get(shift.pk, ())),
            decisions=tuple(decisions[other.pk] for other in with_it.get(shift.pk, ()) if other.pk in decisions),
        )
        for shift in rows
    ]


def frames() -> "list[Prefetch[str]]":
    """The checked prints of the statements before and after, for the verb that reported words are told with."""
    prints = Quotation.objects.filter(checked=True).in_frames()
    return [Prefetch(f"{side}__quotations", prints) for side in ("before", "after")]


def _with_it(rows: Sequence[Shift], among: ShiftQuerySet) -> dict[int, list[Shift]]:
    """By the keys of `rows`, the other shifts that make the same move, persons' first and governments' last."""
    others = among.filter(after__in=[shift.after_id for shift in rows]).select_related(*LINE)
    leading = {shift.move: shift.pk for shift in rows}
    found: dict[int, list[Shift]] = {}
    for other in others.annotate(rank=RANK).order_by("rank", "pk"):
        lead = leading.get(other.move)
        if lead is not None and lead != other.pk:
            found.setdefault(lead, []).append(other)
    return found


def _row(shift: Shift, words: dict[tuple[int | None, int], tuple[str, ...]]) -> ShiftRow:
    words_for = shift.topic.step_words()
    pair: Pair | None = None
    formula: tuple[Pairing, ...] = ()
    if shift.before is not None:
        rests_before = words.get((shift.before_id, shift.topic_id), ())
        rests_after = words.get((shift.after_id, shift.topic_id), ())
        pair = compare(
            about(shift.before.text, rests_before, LONGEST),
            about(shift.after.text, rests_after, LONGEST),
            evidence_before=rests_before,
            evidence_after=rests_after,
        )
        formula = said_anew(old=shift.before.text, new=shift.after.text)
    before = None if shift.score_before is None else words_for[shift.score_before]
    after = words_for[shift.score_after]
    said = headline(
        name=shift.subject_in_words,
        kind=shift.kind,
        before=before,
        after=after,
        by_spokesperson=shift.by_spokesperson,
    )
    return ShiftRow(shift, said, before, after, pair, formula)


def _evidence_words(shifts: Iterable[Shift]) -> dict[tuple[int | None, int], tuple[str, ...]]:
    """The words each public stance rests on, by (statement, topic)."""
    ids = {pk for shift in shifts for pk in (shift.before_id, shift.after_id) if pk}
    rows = Stance.objects.public().filter(statement__in=ids).values_list("statement_id", "topic_id", "evidence")
    return {(statement, topic): tuple(words) for statement, topic, words in rows}


@dataclass(frozen=True)
class Narrowing:
    """What an address asks of the ledger: a topic, a kind of move, whose lines. `nonsense` is asked for, and is not."""

    topic: IssueTopic | None
    kind: str
    line: str
    nonsense: bool

    def of(self, shifts: ShiftQuerySet) -> ShiftQuerySet:
        if self.topic is not None:
            shifts = shifts.filter(topic=self.topic)
        if self.kind:
            shifts = shifts.filter(kind=self.kind)
        return shifts.filter(LINES[self.line][1]) if self.line else shifts

    def __bool__(self) -> bool:
        return bool(self.topic or self.kind or self.line)


def narrowing(request: HttpRequest) -> Narrowing:
    """What `topic`, `kind` and `line` of the address ask for; unknown values ask for nothing."""
    topic, kind, line = (request.GET.get(name, "")[:120] for name in ("topic", "kind", "line"))
    found = IssueTopic.objects.filter(slug=topic).first() if topic else None
    known_kind, known_line = kind if kind in dict(KINDS) else "", line if line in LINES else ""
    nonsense = (bool(topic), kind, line) != (found is not None, known_kind, known_line)
    return Narrowing(found, known_kind, known_line, nonsense)


@require_safe
def shifts(request: HttpRequest) -> HttpResponse:
    """All moves, newest first; `topic`, `kind` and `line` narrow them, unknown values are ignored. Editors may ask for
    another `state` than what readers see."""
    shown, state = asked_state(request, Shift.objects.all())
    asked = narrowing(request)
    found = asked.of(shown.moves())
    page = Paginator(found.leading().newest_first(), PER_PAGE).get_page(request.GET.get("page"))
    query = asked_of(request)
    return respond(
        request,
        "shifts/shifts.html",
        {
            "page": page,
            "rows": shift_rows(cast(ShiftQuerySet, page.object_list), among=found),
            "query": query,
            "topics": IssueTopic.objects.filter(shifts__in=shown.moves()).distinct(),
            "topic": asked.topic,
            "kinds": KINDS,
            "kind": asked.kind,
            "lines": [(value, label) for value, (label, _) in LINES.items()],
            "line": asked.line,
            "state": state,
            "waiting": Shift.objects.to_confirm().count() if is_editor(request) else 0,
            "splits": shown_splits(request).count(),
            "narrowed": bool(asked),
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
