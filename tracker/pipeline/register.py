"""The register in and out: files of officials, offices and tenures into rows, and the rows as analysis reads them.

An import adds and changes, and never deletes. A value that an editor changed here since the last import is kept: a
column is written only where the row still holds what the last file gave it.
"""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction

from tracker.analysis import register as values
from tracker.models import Alias, Country, ImportedFile, Office, Official, Tenure

from . import records
from .popolo import read_popolo
from .records import BadLine, Record


@dataclass
class Report:
    """What an import did, and every line it refused with the reason."""

    added: int = 0
    changed: int = 0
    unchanged: int = 0
    refused: list[str] = field(default_factory=list)


def import_files(paths: Sequence[Path], *, is_sample: bool = False) -> Report:
    """Import CSV files, Popolo JSON files and folders of them, in any order; a bad line costs that line only.

    Raises `records.BadFile` when a whole file cannot be read; nothing is imported then.
    """
    found: list[Record] = []
    for path in _files(paths):
        found.extend(read_popolo(path) if path.suffix.lower() == ".json" else records.read_csv(path))
    report = Report()
    with transaction.atomic():
        for kind in records.KINDS:
            _Import(kind, report, is_sample).run([record for record in found if record.kind == kind])
    return report


def import_once(folder: Path) -> Report:
    """Import a folder unless its files are the same as when they were last imported."""
    paths = _files([folder])
    digest = hashlib.sha256(b"".join(path.read_bytes() for path in paths)).hexdigest()
    if ImportedFile.objects.filter(name=folder.name, digest=digest).exists():
        return Report()
    report = import_files(paths)
    ImportedFile.objects.update_or_create(name=folder.name, defaults={"digest": digest})
    return report


def load_register() -> values.Register:
    """The register as values, in six queries whatever its size."""
    return values.Register(
        officials=tuple(_official(o) for o in Official.objects.prefetch_related("aliases").order_by("pk")),
        offices=tuple(
            values.Office(
                o.slug, o.name, tuple(o.titles), o.country_id, o.institution.slug if o.institution else None, o.role
            )
            for o in Office.objects.select_related("institution").order_by("pk")
        ),
        tenures=tuple(
            values.Tenure(*row)
            for row in Tenure.objects.in_order().values_list("official__slug", "office__slug", "start", "end", "acting")
        ),
        countries=tuple(
            values.Country(c.code, c.name, tuple(c.names), tuple(c.adjectives))
            for c in Country.objects.order_by("code")
        ),
    )


def _official(row: Official) -> values.Official:
    aliases = tuple(values.Alias(a.text, a.valid_from, a.valid_until) for a in row.aliases.all())
    kind: values.OfficialKind = "institution" if row.is_institution else "person"
    gender: values.Gender | None = {"f": "f", "m": "m"}.get(row.gender or "")  # type: ignore[assignment]
    return values.Official(row.slug, row.name, kind, row.country_id, gender, aliases, row.family_name)


def _files(paths: Iterable[Path]) -> list[Path]:
    found: list[Path] = []
    for path in paths:
        found += sorted(p for p in path.iterdir() if p.suffix in {".csv", ".json"}) if path.is_dir() else [path]
    return found


class _Import:
    """One kind of record against its table, which is read once."""

    def __init__(self, kind: records.Kind, report: Report, is_sample: bool) -> None:
        self.kind, self.report, self.is_sample = kind, report, is_sample
        self.model: type[models.Model] = {
            "countries": Country,
            "officials": Official,
            "offices": Office,
            "tenures": Tenure,
        }[kind]

    def run(self, found: Sequence[Record]) -> None:
        if not found:
            return
        self.countries = set(Country.objects.values_list("code", flat=True))
        self.officials = dict(Official.objects.values_list("slug", "pk"))
        self.offices = dict(Office.objects.values_list("slug", "pk"))
        rows = self.model.objects.all()  # type: ignore[attr-defined]
        self.present = {self._key_of(row): row for row in rows}
        if self.kind == "officials":
            self.aliases: dict[int, set[tuple[Any, ...]]] = {}
            for alias in Alias.objects.values_list("official_id", "text", "valid_from", "valid_until"):
                self.aliases.setdefault(alias[0], set()).add(alias[1:])
        for record in found:
            try:
                self._take(record)
            except BadLine as error:
                self.report.refused.append(f"{record.file}, line {record.line}: {error}.")

    def _key_of(self, row: Any) -> Any:
        """What identifies a row: for a tenure as it was imported, so that an edited start is not taken for another."""
        if self.kind == "tenures":
            start = (row.imported or {}).get("start") or (row.start.isoformat() if row.start else None)
            return row.official_id, row.office_id, start
        return row.code if self.kind == "countries" else row.slug

    def _take(self, record: Record) -> None:
        if "_too_many" in record.cells:
            raise BadLine("more cells than the header has columns")
        key, wanted = getattr(self, f"_{self.kind}")(record.cells)
        row = self.present.get(key)
        if row is None:
            row = self.model(**wanted, imported=_plain(wanted), **self._sample())
            _save(row)
            self.present[key] = row
            self.report.added += 1
            self._add_aliases(row, record)
            return
        changed = self._update(row, wanted)
        changed = self._add_aliases(row, record) or changed
        self.report.changed += changed
        self.report.unchanged += not changed

    def _sample(self) -> dict[str, bool]:
        return {} if self.kind == "tenures" else {"is_sample": self.is_sample}

    @staticmethod
    def _update(row: Any, wanted: dict[str, Any]) -> bool:
        """Write the columns the file changed, leave those an editor changed; True when something was written."""
        last, plain, changed = row.imported or {}, _plain(wanted), False
        for name, value in wanted.items():
            here = _plain({name: getattr(row, name)})[name]
            if here != plain[name] and (name not in last or last[name] == here):
                setattr(row, name, value)
                changed = True
        if changed or last != plain:
            row.imported = plain
            _save(row)
        return changed

    def _add_aliases(self, row: Any, record: Record) -> bool:
        if self.kind != "officials":
            return False
        have, added = self.aliases.setdefault(row.pk, set()), False
        for cell in records.many(record.cells, "aliases"):
            printed, _, validity = cell.partition("@")
            start, _, end = validity.partition("/")
            alias = (printed.strip(), records.day(start, "aliases")[0], records.day(end, "aliases")[0])
            if alias not in have:
                _save(Alias(official=row, text=alias[0], valid_from=alias[1], valid_until=alias[2]))
                have.add(alias)
                added = True
        return added

    def _country(self, cells: Any) -> str | None:
        code = cells.get("country") or None
        if code and code not in self.countries:
            raise BadLine(f"there is no country “{code}” in the register")
        return code

    def _countries(self, cells: Any) -> tuple[Any, dict[str, Any]]:
        code = records.text(cells, "code", longest=4)
        return code, {
            "code": code,
            "name": records.text(cells, "name", longest=120),
            "names": records.many(cells, "names"),
            "adjectives": records.many(cells, "adjectives"),
            "source": cells.get("source") or "",
        }

    def _officials(self, cells: Any) -> tuple[Any, dict[str, Any]]:
        slug = records.slug(cells)
        return slug, {
            "slug": slug,
            "name": records.text(cells, "name", longest=200),
            "kind": records.choice(cells, "kind", ["person", "institution"]) or "person",
            "country_id": self._country(cells),
            "gender": records.choice(cells, "gender", ["f", "m"]),
            "family_name": cells.get("family_name") or None,
            "wikidata": cells.get("wikidata") or None,
            "source": records.text(cells, "source"),
        }

    def _offices(self, cells: Any) -> tuple[Any, dict[str, Any]]:
        slug, institution = records.slug(cells), cells.get("institution") or None
        if institution and institution not in self.officials:
            raise BadLine(f"there is no institution “{institution}” in the register")
        return slug, {
            "slug": slug,
            "name": records.text(cells, "name", longest=200),
            "country_id": self._country(cells),
            "institution_id": self.officials[institution] if institution else None,
            "role": records.choice(cells, "role", list(Office.Role.values), "other"),
            "titles": records.many(cells, "titles"),
            "source": records.text(cells, "source"),
        }

    def _tenures(self, cells: Any) -> tuple[Any, dict[str, Any]]:
        official, office = records.slug(cells, "official"), records.slug(cells, "office")
        if official not in self.officials:
            raise BadLine(f"there is no official “{official}” in the register")
        if office not in self.offices:
            raise BadLine(f"there is no office “{office}” in the register")
        start, start_precision = records.day(cells.get("start"), "start")
        end, end_precision = records.day(cells.get("end"), "end")
        wanted = {
            "official_id": self.officials[official],
            "office_id": self.offices[office],
            "start": start,
            "start_precision": start_precision,
            "end": end,
            "end_precision": end_precision,
            "acting": records.choice(cells, "acting", ["0", "1"], "0") == "1",
            "source": records.text(cells, "source"),
        }
        return (wanted["official_id"], wanted["office_id"], start.isoformat() if start else None), wanted


def _plain(wanted: dict[str, Any]) -> dict[str, Any]:
    """Values as JSON keeps them."""
    return {name: value.isoformat() if hasattr(value, "isoformat") else value for name, value in wanted.items()}


def _save(row: models.Model) -> None:
    """Validate by the model's own rules and save; the first broken rule refuses the line."""
    try:
        row.full_clean(validate_unique=row.pk is None)
    except ValidationError as error:
        raise BadLine(" ".join(error.messages).rstrip(".")) from error
    row.save()
