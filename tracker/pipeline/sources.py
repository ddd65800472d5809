"""Sources from a TOML file."""

import tomllib
from pathlib import Path

from tracker.models import Source

from .register import Report


def import_sources(path: Path, *, is_sample: bool = False) -> Report:
    """Add the sources of a file that the database does not have, by slug; those it has are left as they are."""
    report = Report()
    for number, entry in enumerate(tomllib.loads(path.read_text(encoding="utf-8")).get("sources", []), 1):
        values = {name: entry.get(name) or None for name in ("country", "homepage")}
        source = Source(
            slug=entry.get("slug", ""),
            name=entry.get("name", ""),
            kind=entry.get("kind", Source.Kind.OUTLET),
            country_id=values["country"],
            time_zone=entry.get("time_zone", "UTC"),
            homepage=values["homepage"],
            is_sample=is_sample,
        )
        if Source.objects.filter(slug=source.slug).exists():
            report.unchanged += 1
            continue
        if not source.slug or not source.name:
            report.refused.append(f"{path}, source {number}: slug and name must be given.")
            continue
        source.save()
        report.added += 1
    return report
