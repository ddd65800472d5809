"""Sources from a TOML file."""

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError

from tracker.models import Source

from .columns import Known
from .imports import Report, Tally, sentence
from .records import BadFile, BadLine, read_text

FIELDS = ("slug", "name", "kind", "country", "time_zone", "homepage")


def import_sources(path: Path, *, is_sample: bool = False) -> Report:
    """Add the sources of a file (`[[sources]]` tables) that the database does not have, by slug.

    Those it has are left as they are; a bad entry costs that entry only. Raises `BadFile` when the file has no such
    tables or cannot be read.
    """
    tally, known = Tally(), Known(is_sample)
    known.refresh()
    slugs = set(Source.objects.values_list("slug", flat=True))
    for number, entry in enumerate(_entries(path), 1):
        try:
            source = _source(entry, known)
            if source.slug not in slugs:
                source.save()
        except BadLine as error:
            tally.refuse(str(path), f"source {number}", str(error))
            continue
        tally.count(str(path), "unchanged" if source.slug in slugs else "added")
        slugs.add(source.slug)
    return tally.report()


def _entries(path: Path) -> list[Mapping[str, Any]]:
    try:
        entries = tomllib.loads(read_text(path)).get("sources")
    except tomllib.TOMLDecodeError as error:
        raise BadFile(f"{path}: not TOML ({error}).") from error
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise BadFile(f"{path}: there are no [[sources]] in it.")
    return entries


def _source(entry: Mapping[str, Any], known: Known) -> Source:
    if unknown := sorted(set(entry) - set(FIELDS)):
        raise BadLine(f"{unknown[0]}: no such field; there are {', '.join(FIELDS)}")
    if wrong := [name for name, value in entry.items() if not isinstance(value, str)]:
        raise BadLine(f"{wrong[0]}: must be text")
    values = {name: entry[name] for name in ("slug", "name", "kind", "time_zone") if name in entry}
    source = Source(
        **values,
        country_id=known.country(entry.get("country")),
        homepage=entry.get("homepage") or None,
        is_sample=known.is_sample,
    )
    try:
        source.clean_fields(exclude=["country"])
    except ValidationError as error:
        raise BadLine(sentence(error)) from error
    return source
