"""What recomputation finds beside what editors made of it: rows are kept up to date, verdicts and notes are kept.

A shift is known again by its kind and its two statements; where another statement took the place of the one before, by
its kind, its steps and the statement after: it claims the same then, and an editor's verdict stays with it.
"""

from collections.abc import Callable, Hashable, Sequence
from operator import attrgetter
from typing import TypeVar

from tracker.models import Shift, Split
from tracker.models.positions import ShiftQuerySet
from tracker.models.splits import SplitQuerySet

from .copying import copy_in

Found = TypeVar("Found", Shift, Split)

# What an editor decides; recomputation leaves it as it is.
_DECIDED = frozenset({"state", "decided_by_id", "decided_at", "note"})


def keep_shifts(present: ShiftQuerySet, rows: Sequence[Shift]) -> None:
    """Make `present`, the shifts of some lines, what `rows` says."""
    _keep(Shift, list(present), rows, claims=(_same_statements, _same_steps))


def keep_splits(present: SplitQuerySet, rows: Sequence[Split]) -> None:
    """Make `present`, the splits of some governments, what `rows` says."""
    _keep(Split, list(present), rows, claims=(_same_voices,))


def _keep(
    model: type[Found], old: Sequence[Found], rows: Sequence[Found], *, claims: Sequence[Callable[[Found], Hashable]]
) -> None:
    """Touch only what differs. A row that is not in `rows` goes if nobody decided on it, else it stays and counts as
    found no more."""
    for claim in claims:
        _recognise(old, rows, claim)
    values = attrgetter(*(field.attname for field in model._meta.concrete_fields))
    known = {row.pk: values(row) for row in old}
    changed = [row for row in rows if row.pk is not None and known.pop(row.pk) != values(row)]
    gone = model._default_manager.filter(pk__in=known)
    gone.filter(decisions__isnull=True).delete()
    gone.filter(found=True).update(found=False)
    columns = [field.name for field in model._meta.concrete_fields if not field.primary_key]
    model._default_manager.bulk_create(changed, update_conflicts=True, unique_fields=["id"], update_fields=columns)
    copy_in(model, [row for row in rows if row.pk is None])


def _line(row: Found) -> Hashable:
    if isinstance(row, Split):
        return row.country_id, row.topic_id
    return row.official_id, row.office_id, row.country_id, row.topic_id


def _same_voices(row: Split) -> Hashable:
    return _line(row), row.before_id, row.after_id


def _same_statements(row: Shift) -> Hashable:
    return _line(row), row.kind, row.before_id, row.after_id


def _same_steps(row: Shift) -> Hashable:
    return _line(row), row.kind, row.score_before, row.score_after, row.after_id


def _recognise(old: Sequence[Found], rows: Sequence[Found], claim: Callable[[Found], Hashable]) -> None:
    """Give each new row the key and the verdict of the row that claims the same, if none was given yet."""
    taken = {row.pk for row in rows if row.pk is not None}
    waiting = {claim(row): row for row in old if row.pk not in taken}
    for row in rows:
        if row.pk is None and (same := waiting.pop(claim(row), None)) is not None:
            row.pk = same.pk
            for name in _DECIDED:
                setattr(row, name, getattr(same, name))
