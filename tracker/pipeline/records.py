"""Lines of a register file as records: what kind of row each is, its values, and where it stood.

CSV files are told by their header; columns are documented in `tracker/data/register/README.md`. Cells that hold lists
are parted by `|`. Days are `2024-07-05`, `2024-07` or `2024`: the shape is the precision.
"""

import csv
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, Literal

Kind = Literal["countries", "officials", "offices", "tenures"]

# In the order in which one kind refers to another.
KINDS: tuple[Kind, ...] = ("countries", "officials", "offices", "tenures")
REQUIRED: Mapping[Kind, frozenset[str]] = {
    "countries": frozenset({"code", "name"}),
    "officials": frozenset({"slug", "name", "kind", "source"}),
    "offices": frozenset({"slug", "name", "source"}),
    "tenures": frozenset({"official", "office", "start", "source"}),
}
OPTIONAL: Mapping[Kind, frozenset[str]] = {
    "countries": frozenset({"names", "adjectives", "source"}),
    "officials": frozenset({"country", "gender", "family_name", "aliases", "wikidata"}),
    "offices": frozenset({"country", "institution", "role", "titles"}),
    "tenures": frozenset({"end", "acting"}),
}
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*\Z")
_DAY = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?\Z")


class BadFile(Exception):
    """The whole file cannot be read. The sentence names it."""


class BadLine(Exception):
    """One line cannot be taken. The sentence says why."""


@dataclass(frozen=True)
class Record:
    """One line of a file: its kind, where it stood, and its cells as plain values."""

    kind: Kind
    file: str
    line: int
    cells: Mapping[str, Any] = field(default_factory=dict)


def read_csv(path: Path) -> Iterator[Record]:
    """The records of a CSV file; raises `BadFile` when its header is of no known kind or it is not UTF-8 text."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as lines:
            rows = csv.DictReader(lines, strict=True)
            kind = _kind(path, rows.fieldnames or [])
            for row in rows:
                cells = {name: (value or "").strip() for name, value in row.items() if name and isinstance(value, str)}
                if None in row:
                    cells["_too_many"] = "yes"
                yield Record(kind, str(path), rows.line_num, cells)
    except OSError as error:
        raise BadFile(f"{path}: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise BadFile(f"{path}: not UTF-8 text.") from error
    except csv.Error as error:
        raise BadFile(f"{path}, line {rows.line_num}: not CSV ({error}).") from error


def _kind(path: Path, header: list[str] | Any) -> Kind:
    columns = {name.strip() for name in header if name}
    for kind in KINDS:
        if REQUIRED[kind] <= columns <= REQUIRED[kind] | OPTIONAL[kind]:
            return kind
    known = "; ".join(f"{kind}: {', '.join(sorted(REQUIRED[kind]))}" for kind in KINDS)
    raise BadFile(f"{path}: the header fits no kind of register file. Columns that must be there: {known}.")


def text(cells: Mapping[str, Any], name: str, *, longest: int = 500) -> str:
    """A cell that must not be empty."""
    value = str(cells.get(name) or "")
    if not value:
        raise BadLine(f"{name} is empty")
    if len(value) > longest:
        raise BadLine(f"{name} is longer than {longest} characters")
    return value


def slug(cells: Mapping[str, Any], name: str = "slug") -> str:
    value = text(cells, name, longest=120)
    if not _SLUG.match(value):
        raise BadLine(f"{name} “{value}” must be small letters, digits and hyphens")
    return value


def choice(cells: Mapping[str, Any], name: str, allowed: list[str], default: str | None = None) -> str | None:
    value = cells.get(name) or default
    if value is not None and value not in allowed:
        raise BadLine(f"{name} “{value}” is not one of {', '.join(allowed)}")
    return value


def many(cells: Mapping[str, Any], name: str) -> list[str]:
    value = cells.get(name) or ""
    parts = value.split("|") if isinstance(value, str) else list(value)
    return [part.strip() for part in parts if part.strip()]


def day(value: str | None, name: str) -> tuple[date | None, str]:
    """A date and its precision from its shape; an empty cell is no date, and exact as far as it goes."""
    if not value:
        return None, "day"
    found = _DAY.match(value)
    try:
        if found is None:
            raise ValueError
        year, month, of_month = found.groups()
        return date(int(year), int(month or 1), int(of_month or 1)), "day" if of_month else "month" if month else "year"
    except ValueError as error:
        raise BadLine(f"{name} “{value}” is not a date such as 2024-07-05, 2024-07 or 2024") from error
