"""Records of one kind and file against the table they belong to.

A row keeps what it had in the file it last came from (`imported`). A column is written where the row still holds that;
where it holds something else, an editor changed it here, and the editor's value is kept. A row that was made here and
is then found in a file takes from the file only what it lacks.

The table is read once. New rows are written together; where the database refuses the lot, it is halved until the
refused row stands alone, so that a bad line costs that line only.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import DataError, IntegrityError, models, transaction

from tracker.models import Tenure

from . import columns, printed
from .columns import MODELS, Known
from .imports import Outcome, Tally, sentence
from .records import BadLine, Kind, Record

Row = Any
BATCH = 500


@dataclass
class Change:
    """A record with the row it becomes. `writes` is False where nothing about the row itself changes."""

    record: Record
    row: Row
    is_new: bool
    writes: bool
    changed: bool = False
    kept: bool = False


class Merge:
    """One kind of record of one file against its table."""

    def __init__(self, kind: Kind, known: Known, tally: Tally) -> None:
        self.kind, self.known, self.tally, self.is_sample = kind, known, tally, known.is_sample
        self.model = MODELS[kind]
        self.present: dict[Any, Row] = {}
        self.taken: dict[Any, str] = {}
        self.offices: set[int] = set()  # whose tenures were added or changed
        self.tenures: defaultdict[Any, list[Row]] = defaultdict(list)

    def run(self, found: Sequence[Record]) -> None:
        self.known.refresh()
        for row in self.model._base_manager.all():
            self.present[self._key(vars(row), row.imported)] = row
            if isinstance(row, Tenure):
                self.tenures[row.official_id, row.office_id].append(row)
        changes = [change for record in found if (change := self._taken(record))]
        # What ends before what begins: a new tenure may need the room that a changed one leaves.
        stored = self._save([c for c in changes if not c.is_new]) + self._create([c for c in changes if c.is_new])
        if self.kind == "officials":
            printed.merge_aliases(stored)
        for change in stored:
            outcome: Outcome = "added" if change.is_new else "changed" if change.changed else "unchanged"
            self.tally.count(change.record.file, outcome, kept=change.kept)
            if isinstance(change.row, Tenure) and outcome != "unchanged":
                self.offices.add(change.row.office_id)

    def _taken(self, record: Record) -> Change | None:
        try:
            return self._change(record)
        except BadLine as error:
            self._refuse(record, str(error))
            return None

    def _change(self, record: Record) -> Change:
        if record.flaw:
            raise BadLine(record.flaw)
        wanted = columns.values_of(self.kind, record.cells, self.known)
        if self.kind == "officials":
            printed.check(record)
        row = self._row(wanted)
        key = self._key(wanted if row is None else vars(row), None)
        if key in self.taken:
            raise BadLine(f"the same row is given in {self.taken[key]} already")
        self._keep_apart(row)
        change = _merged(record, row, wanted) if row is not None else self._new(record, wanted)
        self.taken[key] = record.place
        return change

    def _row(self, wanted: Mapping[str, Any]) -> Row | None:
        """The row a record is about. A tenure whose start was made more exact is still the same tenure."""
        row = self.present.get(self._key(wanted, None))
        if row is None and self.kind == "tenures":
            same = [t for t in self.tenures[wanted["official_id"], wanted["office_id"]] if _overlap(t, wanted)]
            row = same[0] if len(same) == 1 and self._key(vars(same[0]), None) not in self.taken else None
        return row

    def _key(self, attributes: Mapping[str, Any], imported: Mapping[str, Any] | None) -> Any:
        """What identifies a row; a tenure is known by the start its file gave it, whatever an editor made of it."""
        if self.kind == "tenures":
            start = imported["start"] if imported and "start" in imported else plain(attributes.get("start"))
            return attributes["official_id"], attributes["office_id"], start
        return attributes["code" if self.kind == "countries" else "slug"]

    def _keep_apart(self, row: Row | None) -> None:
        """The sample's rows and the register's do not mix, so that removing the sample removes nothing else."""
        if row is not None and getattr(row, "is_sample", self.is_sample) != self.is_sample:
            raise BadLine(f"“{row}” belongs to {'the register' if self.is_sample else 'the sample'}")

    def _new(self, record: Record, wanted: dict[str, Any]) -> Change:
        sample = {} if self.kind == "tenures" else {"is_sample": self.is_sample}
        row = self.model(**wanted, **sample, imported=plain_values(wanted))
        _check_fields(row)
        return Change(record, row, is_new=True, writes=True)

    def _save(self, changes: Iterable[Change]) -> list[Change]:
        """Write changed rows one by one; what is refused is tried once more after the others have moved."""
        stored: list[Change] = []
        waiting: list[Change] = []
        for change in changes:
            (stored if not change.writes or _stored(change.row) is None else waiting).append(change)
        for change in waiting:
            if (reason := _stored(change.row)) is None:
                stored.append(change)
            else:
                self._refuse(change.record, reason)
        return stored

    def _create(self, changes: Sequence[Change]) -> list[Change]:
        if not changes:
            return []
        try:
            with transaction.atomic():
                self.model._default_manager.bulk_create([change.row for change in changes], batch_size=BATCH)
            return list(changes)
        except (IntegrityError, DataError) as error:
            if len(changes) == 1:
                self._refuse(changes[0].record, reason_of(error, self.model))
                return []
        for change in changes:
            change.row.pk = change.row.pk if self.kind == "countries" else None
        half = len(changes) // 2
        return self._create(changes[:half]) + self._create(changes[half:])

    def _refuse(self, record: Record, reason: str) -> None:
        self.tally.refuse(record.file, record.place, reason)


def _merged(record: Record, row: Row, wanted: Mapping[str, Any]) -> Change:
    last, file, here = row.imported, plain_values(wanted), plain_values({n: getattr(row, n) for n in wanted})
    changed, kept = [], False
    for name in wanted:
        if here[name] == file[name]:
            continue
        untouched = here[name] in (None, "", []) if last is None else name not in last or last[name] == here[name]
        if untouched:
            changed.append(name)
        else:
            kept = True
    for name in changed:
        setattr(row, name, wanted[name])
    if changed:
        _check_fields(row)
    writes = bool(changed) or {**(last or {}), **file} != last
    row.imported = {**(last or {}), **file}
    return Change(record, row, is_new=False, writes=writes, changed=bool(changed), kept=kept)


def _overlap(tenure: Tenure, wanted: Mapping[str, Any]) -> bool:
    start, end = wanted.get("start"), wanted.get("end")
    return (tenure.start is None or end is None or tenure.start < end) and (
        start is None or tenure.end is None or start < tenure.end
    )


def _check_fields(row: Row) -> None:
    """The rules of single columns; references were looked up, and rules of the whole row are the database's."""
    try:
        row.clean_fields(exclude=[f.name for f in row._meta.fields if f.is_relation or f.name == "imported"])
    except ValidationError as error:
        raise BadLine(sentence(error)) from error


def _stored(row: Row) -> str | None:
    """Save a row; the reason where the database refuses it."""
    try:
        with transaction.atomic():
            row.save()
    except (IntegrityError, DataError) as error:
        return reason_of(error, type(row))
    return None


def reason_of(error: Exception, model: type[models.Model]) -> str:
    """The sentence of the rule a row broke."""
    broken = getattr(getattr(error.__cause__, "diag", None), "constraint_name", None)
    for constraint in model._meta.constraints:
        if constraint.name == broken:
            return str(constraint.violation_error_message).rstrip(".")
    for field in model._meta.fields:
        if field.unique and broken and broken.startswith(f"{model._meta.db_table}_{field.column}_"):
            return f"another row has this {field.name} already"
    return f"the database refuses it ({str(error).splitlines()[0] if str(error) else NON_FIELD_ERRORS})"


def plain_values(wanted: Mapping[str, Any]) -> dict[str, Any]:
    return {name: plain(value) for name, value in wanted.items()}


def plain(value: Any) -> Any:
    """A value as JSON keeps it."""
    return value.isoformat() if hasattr(value, "isoformat") else value
