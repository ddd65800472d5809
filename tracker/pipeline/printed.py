"""The names officials are printed under, from a file into rows.

A name that a file gives is added unless it is there. A name that the last file gave and that is not there any more was
taken off or reworded by an editor, and stays off; where it stands unchanged and the file gives it other days, it
takes them. No name is deleted.
"""

from collections import defaultdict
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from tracker.models import Alias, Official

from . import records
from .records import BadLine, Printed, Record

if TYPE_CHECKING:
    from .merging import Change

LONGEST = 200


def check(record: Record) -> None:
    """Refuse a record whose names cannot be stored, before any of it is."""
    for name, _, _ in records.aliases(record.cells):
        if len(name) > LONGEST:
            raise BadLine(f"aliases: “{records.shown(name)}” is longer than {LONGEST} characters")


def merge_aliases(changes: Sequence["Change"]) -> None:
    """Add and update the names of officials that are stored already; marks the changes it made something of."""
    touched = [change for change in changes if "aliases" in change.record.cells]
    present: defaultdict[int, list[Alias]] = defaultdict(list)
    for alias in Alias.objects.filter(official__in=[change.row.pk for change in touched if not change.is_new]):
        present[alias.official_id].append(alias)
    added: list[Alias] = []
    remembered: list[Official] = []
    for change in touched:
        wanted, last = records.aliases(change.record.cells), (change.row.imported or {}).get("aliases")
        fresh, updated = _differences(change.row, wanted, present[change.row.pk], last or [])
        added += fresh
        for alias in updated:
            alias.save()
        change.changed |= bool(fresh or updated)
        if last != (now := [_plain(name) for name in wanted]):
            change.row.imported = {**(change.row.imported or {}), "aliases": now}
            remembered.append(change.row)
    Alias.objects.bulk_create(added, batch_size=500)
    Official.everyone.bulk_update(remembered, ["imported"], batch_size=200)


def _differences(
    official: Official, wanted: Sequence[Printed], there: Sequence[Alias], last: Sequence[Any]
) -> tuple[list[Alias], list[Alias]]:
    """Names to add, and names whose days are to be changed."""
    added, updated = [], []
    by_start = {(alias.text, alias.valid_from): alias for alias in there}
    untouched = [alias for alias in there if _plain((alias.text, alias.valid_from, alias.valid_until)) in last]
    kept = set(wanted)
    for name, start, end in wanted:
        same = by_start.get((name, start))
        if _plain((name, start, end)) in last or (same and same.valid_until == end):
            continue
        movable = [a for a in untouched if a.text == name and (a.text, a.valid_from, a.valid_until) not in kept]
        if same in movable or (same is None and movable):
            alias = same or movable[0]
            alias.valid_from, alias.valid_until = start, end
            updated.append(alias)
            untouched.remove(alias)
        elif same is None:
            added.append(Alias(official=official, text=name, valid_from=start, valid_until=end))
    return added, updated


def _plain(name: Printed) -> list[str | None]:
    text, start, end = name
    return [text, start.isoformat() if start else None, end.isoformat() if end else None]
