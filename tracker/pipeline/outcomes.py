"""What the accepted stances of a line give, as plain values in the columns of the tables they are kept in.

Instances of the models cost more than all the computing, and a rebuild with nothing new would make two for every row
only to find them equal. Columns left out here are an editor's, and recomputation never touches them.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from tracker.analysis import formulas, positions, splits
from tracker.models import Country
from tracker.models.series import Subject, series_field

from .evidence import evidence_of, told_in, voices_in
from .series import Said


class PositionRow(NamedTuple):
    """A row of `Position`; just one of `official_id`, `office_id` and `country_id` is set."""

    topic_id: int
    start: date
    end: date | None
    state: str
    score: int | None
    evidence_count: int
    last_statement_id: int
    method: str
    official_id: int | None = None
    office_id: int | None = None
    country_id: str | None = None


class ShiftRow(NamedTuple):
    """A row of `Shift` that is found; just one of `official_id`, `office_id` and `country_id` is set."""

    topic_id: int
    day: date
    precision: str
    kind: str
    by_spokesperson: bool
    score_before: int | None
    score_after: int
    before_id: int | None
    after_id: int
    office_before_id: int | None
    office_after_id: int | None
    with_office_change: bool
    with_scale_change: bool
    rule: str
    method: str
    official_id: int | None = None
    office_id: int | None = None
    country_id: str | None = None
    found: bool = True


class SplitRow(NamedTuple):
    """A row of `Split` that is found."""

    topic_id: int
    country_id: str
    day: date
    before_id: int
    after_id: int
    apart: int
    method: str
    found: bool = True


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows of some lines."""

    positions: list[PositionRow] = field(default_factory=list)
    shifts: list[ShiftRow] = field(default_factory=list)
    splits: list[SplitRow] = field(default_factory=list)


def rows_of(subjects: Mapping[int | str, Subject], said: Mapping[tuple[int | str, int], Sequence[Said]]) -> Rows:
    """What every line of `said` gives, which is by the keys of `subjects` and of topics."""
    rows = Rows()
    for (key, topic), theirs in said.items():
        subject = subjects[key]
        line = positions.line(evidence=evidence_of(subject, theirs))
        columns: dict[str, Any] = {f"{series_field(subject)}_id": key, "topic_id": topic}
        rows.positions.extend(_positions(line, columns))
        rows.shifts.extend(_shifts((*line.moves, *formulas.drops(told_in(theirs))), columns, theirs))
        if isinstance(subject, Country):
            rows.splits.extend(_splits(columns, theirs))
    return rows


def _positions(line: positions.Line, columns: Mapping[str, Any]) -> Iterator[PositionRow]:
    last = 0
    for period in line.periods:
        last = period.evidence[-1] if period.evidence else last
        yield PositionRow(
            **columns,
            start=period.start,
            end=period.end,
            state=period.state,
            score=period.score,
            evidence_count=len(period.evidence),
            last_statement_id=last,
            method=positions.METHOD,
        )


def _shifts(moves: Sequence[positions.Move], columns: Mapping[str, Any], said: Sequence[Said]) -> Iterator[ShiftRow]:
    by_statement = {row.statement: row for row in said}
    for move in moves:
        after, before = by_statement[move.after], by_statement.get(move.before or 0)
        yield ShiftRow(
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


def _splits(columns: Mapping[str, Any], said: Sequence[Said]) -> Iterator[SplitRow]:
    for split in splits.splits(voices=voices_in(said)):
        yield SplitRow(
            **columns,
            day=split.day,
            before_id=split.before,
            after_id=split.after,
            apart=split.apart,
            method=splits.METHOD,
        )


def _in_another_office(before: Said, after: Said) -> bool:
    """True where one and the same person spoke as something else before."""
    return before.official == after.official and before.office != after.office
