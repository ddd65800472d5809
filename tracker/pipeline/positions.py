"""Positions and shifts kept as rows: recomputed whenever what they rest on changes, with editors' verdicts kept."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from operator import attrgetter
from typing import Any

from django.db import transaction
from django.db.models import F, QuerySet
from django.db.models.functions import Collate

from tracker.analysis import formulas, positions, splits
from tracker.analysis.moves import Move
from tracker.models import Country, Decision, IssueTopic, Position, Shift, Split, Statement
from tracker.models.series import Subject, series_field

from . import amendments, series
from .batches import batches
from .copying import copy_in
from .findings import keep_shifts, keep_splits
from .series import Batch, Said


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows that the accepted stances of some lines give."""

    positions: list[Position] = field(default_factory=list)
    shifts: list[Shift] = field(default_factory=list)
    splits: list[Split] = field(default_factory=list)


def recompute(subject: Subject, topic: IssueTopic, *, because: Decision | None = None) -> None:
    """Make the position and shift rows of a line what its accepted stances give.

    Rows that stay the same keep their keys, so that running it twice writes nothing new. Where the decision it is done
    for rewrites the past of the line, that is put on record.
    """
    batch = Batch(series_field(subject), (subject.pk,), (topic.pk,))
    with transaction.atomic():
        rows = _rows(_held(batch), series.said_in(batch))
        if because is not None:
            amendments.put_on_record(subject, topic, rows.positions, because)
        _keep(batch, rows)


def recompute_for(statement: Statement, *, because: Decision, also: Iterable[Subject] = ()) -> None:
    """Recompute every line that `statement` belongs to after a decision about it; `also` are those it belonged to."""
    subjects = sorted({*series.subjects_of(statement), *also}, key=in_order)
    topics = IssueTopic.objects.filter(stances__statement=statement).distinct().order_by("pk")
    for subject in subjects:
        for topic in topics:
            recompute(subject, topic, because=because)


def in_order(subject: Subject) -> tuple[str, Any]:
    """One order in which everyone locks lines, so that no two wait for each other."""
    return series_field(subject), subject.pk


def rebuild() -> int:
    """Recompute every line from accepted stances and drop rows that nothing backs; the number of lines."""
    return sum(rebuild_by_batches())


def rebuild_by_batches() -> Iterator[int]:
    """As `rebuild`, a transaction at a time: the number of lines that each has recomputed.

    Statements decided on meanwhile are not lost: whoever decides waits for the lines of one batch, and recomputes them.
    """
    for batch in batches():
        with transaction.atomic():
            subjects = _held(batch)
            said = series.said_in(batch)
            _keep(batch, _rows(subjects, said))
        yield len(said)


def is_outdated() -> bool:
    """True if rows of another method are kept: the whole has to be rebuilt."""
    return Position.objects.exclude(method=positions.METHOD).exists()


def _held(batch: Batch) -> dict[int | str, Subject]:
    """The officials, offices or governments of a batch, held until the end of the transaction.

    Rows that refer to them are not blocked: filing goes on while a line is computed.
    """
    place = Collate("pk", "C") if batch.kind == "country" else F("pk")  # the order of Python, as in `in_order`
    model = series.MODELS[batch.kind]
    held = model._default_manager.filter(pk__in=batch.subjects).order_by(place).select_for_update(no_key=True)
    return {subject.pk: subject for subject in held}


def _rows(subjects: Mapping[int | str, Subject], said: Mapping[tuple[int | str, int], Sequence[Said]]) -> Rows:
    """What every line of `said` gives."""
    rows = Rows()
    for (key, topic), theirs in said.items():
        subject = subjects[key]
        line = positions.line(evidence=series.evidence(subject, theirs))
        moves = (*line.moves, *formulas.drops(series.told(theirs)))
        columns: dict[str, Any] = {f"{series_field(subject)}_id": key, "topic_id": topic}
        rows.positions.extend(_position_rows(line, columns))
        rows.shifts.extend(_shift_rows(moves, columns, theirs))
        if isinstance(subject, Country):
            rows.splits.extend(_split_rows(columns, theirs))
    return rows


def _keep(batch: Batch, rows: Rows) -> None:
    """Make the tables hold exactly `rows` for the lines of the batch."""
    _keep_positions(_present(Position.objects.all(), batch), rows.positions)
    keep_shifts(_present(Shift.objects.all(), batch), rows.shifts)
    if batch.kind == "country":
        keep_splits(_present(Split.objects.all(), batch), rows.splits)


def _present(rows: QuerySet[Any], batch: Batch) -> Any:
    theirs = rows.filter(**{f"{batch.kind}__in": batch.subjects})
    return theirs if batch.topics is None else theirs.filter(topic__in=batch.topics)


def _position_rows(line: positions.Line, columns: Mapping[str, Any]) -> Iterator[Position]:
    last = 0
    for period in line.periods:
        last = period.evidence[-1] if period.evidence else last
        yield Position(
            **columns,
            start=period.start,
            end=period.end,
            state=period.state,
            score=period.score,
            evidence_count=len(period.evidence),
            last_statement_id=last,
            method=positions.METHOD,
        )


def _shift_rows(moves: Iterable[Move], columns: Mapping[str, Any], said: Sequence[Said]) -> Iterator[Shift]:
    by_statement = {row.statement: row for row in said}
    for move in moves:
        after, before = by_statement[move.after], by_statement.get(move.before or 0)
        yield Shift(
            **columns,
            day=move.day,
            precision=after.precision,
            kind=move.kind,
            by_spokesperson=move.by_spokesperson,
            score_before=move.score_before,
            score_after=move.score_after,
            before_id=move.before,
            after_id=move.after,
            office_before_id=before.office if before else None,
            office_after_id=after.office,
            with_office_change=before is not None and _in_another_office(before, after),
            with_scale_change=before is not None and before.codebook != after.codebook,
            rule=move.rule,
            method=formulas.METHOD if move.kind == "clause_dropped" else positions.METHOD,
        )


def _split_rows(columns: Mapping[str, Any], said: Sequence[Said]) -> list[Split]:
    return [
        Split(
            **columns,
            day=split.day,
            before_id=split.before,
            after_id=split.after,
            apart=split.apart,
            method=splits.METHOD,
        )
        for split in splits.splits(voices=series.voices(said))
    ]


def _in_another_office(before: Said, after: Said) -> bool:
    """True where one and the same person spoke as something else before."""
    return before.official == after.official and before.office != after.office


_VALUES = attrgetter(*(f.attname for f in Position._meta.concrete_fields if not f.primary_key))


def _keep_positions(present: Iterable[Position], rows: Iterable[Position]) -> None:
    """Make the table hold exactly `rows` in place of `present`, touching only what differs."""
    known = {_VALUES(row): row.pk for row in present}
    fresh = [row for row in rows if known.pop(_VALUES(row), None) is None]
    Position.objects.filter(pk__in=known.values()).delete()
    copy_in(Position, fresh)
