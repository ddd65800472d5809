"""The register in and out: files of officials, offices and tenures into rows, and the rows as analysis reads them.

An import adds and changes, and never deletes. What an editor changed here since the last import is kept (`merging`).
"""

import hashlib
from collections.abc import Iterable, Sequence
from itertools import groupby
from pathlib import Path
from typing import cast

from django.db import transaction

from tracker.analysis import register as values
from tracker.models import Country, ImportedFile, Office, Official, Tenure

from . import records
from .columns import Known
from .imports import Report, Tally
from .merging import Merge
from .popolo import read_popolo
from .positions import recompute_for_tenures
from .records import BadFile, Record

SUFFIXES = {".csv", ".json"}


def import_files(paths: Sequence[Path], *, is_sample: bool = False) -> Report:
    """Import CSV files, Popolo JSON files and folders of them, in any order; a bad line costs that line only.

    Files of one kind are taken in the order given, so that a later one may change what an earlier one said.
    Raises `records.BadFile` when a whole file cannot be read; nothing is imported then.
    """
    found: list[Record] = []
    for path in files_in(paths):
        found.extend(read_popolo(path) if path.suffix.lower() == ".json" else records.read_csv(path))
    tally, known, offices = Tally(), Known(is_sample), set[int]()
    with transaction.atomic():
        for kind in records.KINDS:
            of_kind = [record for record in found if record.kind == kind]
            for _, of_file in groupby(of_kind, key=lambda record: record.file):
                merge = Merge(kind, known, tally)
                merge.run(list(of_file))
                offices |= merge.offices
        recompute_for_tenures(offices)
    return tally.report()


def import_once(folder: Path) -> Report:
    """Import a folder unless its files are the same as when they were last imported.

    Files with refused lines are not taken for imported, and are tried again.
    """
    digest = hashlib.sha256()
    for path in files_in([folder]):
        digest.update(f"{path.name}\0".encode() + path.read_bytes() + b"\0")
    if ImportedFile.objects.filter(name=folder.name, digest=digest.hexdigest()).exists():
        return Report()
    report = import_files([folder])
    if not report.refused:
        ImportedFile.objects.update_or_create(name=folder.name, defaults={"digest": digest.hexdigest()})
    return report


def files_in(paths: Iterable[Path]) -> list[Path]:
    """The files themselves and the register files of folders; raises `BadFile` where there are none."""
    found: list[Path] = []
    for path in paths:
        if not path.is_dir():
            found.append(path)
            continue
        inside = sorted(p for p in path.iterdir() if p.suffix.lower() in SUFFIXES)
        if not inside:
            raise BadFile(f"{path}: there is no CSV or JSON file in this folder.")
        found += inside
    return list(dict.fromkeys(found))


def load_register() -> values.Register:
    """The register as values, in five queries whatever its size."""
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
            for row in Tenure.objects.of_the_register()
            .in_order()
            .values_list("official__slug", "office__slug", "start", "end", "acting")
        ),
        countries=tuple(
            values.Country(c.code, c.name, tuple(c.names), tuple(c.adjectives))
            for c in Country.objects.order_by("code")
        ),
    )


def _official(row: Official) -> values.Official:
    aliases = tuple(values.Alias(a.text, a.valid_from, a.valid_until) for a in row.aliases.all())
    kind: values.OfficialKind = "institution" if row.is_institution else "person"
    gender = cast("values.Gender | None", row.gender)
    return values.Official(row.slug, row.name, kind, row.country_id, gender, aliases, row.family_name)
