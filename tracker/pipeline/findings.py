"""What recomputation finds beside what editors made of it: rows are kept up to date, verdicts and notes are kept.

A shift is known again by its kind and its two statements; where another statement took the place of the one before, by
its kind, its steps and the statement after: it claims the same then, and an editor's verdict stays with it.
"""

from collections.abc import Callable, Hashable, Mapping, Sequence
from typing import Any, TypeVar

from tracker.models import Shift, Split
from tracker.models.positions import ShiftQuerySet
from tracker.models.splits import SplitQuerySet

from .copying import copy_in
from .outcomes import ShiftRow, SplitRow

Row = TypeVar("Row", ShiftRow, SplitRow)
Claim = Callable[[Row], Hashable]


def keep_shifts(present: ShiftQuerySet, rows: Sequence[ShiftRow]) -> None:
    """Make `present`, the shifts of some lines, what `rows` says."""
    old = {pk: ShiftRow._make(values) for pk, *values in present.values_list("pk", *ShiftRow._fields)}
    _keep(Shift, old, rows, claims=(_same_statements, _same_steps))


def keep_splits(present: SplitQuerySet, rows: Sequence[SplitRow]) -> None:
    """Make `present`, the splits of some governments, what `rows` says."""
    old = {pk: SplitRow._make(values) for pk, *values in present.values_list("pk", *SplitRow._fields)}
    _keep(Split, old, rows, claims=(_same_voices,))


def _keep(
    model: type[Shift] | type[Split],
    old: Mapping[int, Row],
    rows: Sequence[Row],
    *,
    claims: Sequence[Claim[Row]],
) -> None:
    """Touch only what differs. A row that is not in `rows` goes if nobody decided on it, else it stays and counts as
    found no more."""
    keys = _recognised(old, rows, claims)
    known = [(pk, row) for pk, row in zip(keys, rows, strict=True) if pk is not None]
    changed: list[Any] = [model(pk=pk, **row._asdict()) for pk, row in known if old[pk] != row]
    gone = model._default_manager.filter(pk__in=old.keys() - set(keys))
    gone.filter(decisions__isnull=True).delete()
    gone.filter(found=True).update(found=False)
    if changed:
        columns = type(rows[0])._fields
        model._default_manager.bulk_create(changed, update_conflicts=True, unique_fields=["id"], update_fields=columns)
    copy_in(model, [row for pk, row in zip(keys, rows, strict=True) if pk is None])


def _same_voices(row: SplitRow) -> Hashable:
    return row.country_id, row.topic_id, row.before_id, row.after_id


def _same_statements(row: ShiftRow) -> Hashable:
    return _line(row), row.kind, row.before_id, row.after_id


def _same_steps(row: ShiftRow) -> Hashable:
    return _line(row), row.kind, row.score_before, row.score_after, row.after_id


def _line(row: ShiftRow) -> Hashable:
    return row.official_id, row.office_id, row.country_id, row.topic_id


def _recognised(old: Mapping[int, Row], rows: Sequence[Row], claims: Sequence[Claim[Row]]) -> list[int | None]:
    """For each new row the key of the old one that claims the same, by the first claim that finds one."""
    keys: list[int | None] = [None] * len(rows)
    for claim in claims:
        taken = set(keys)
        waiting = {claim(row): pk for pk, row in old.items() if pk not in taken}
        for place, row in enumerate(rows):
            if keys[place] is None:
                keys[place] = waiting.pop(claim(row), None)
    return keys
