"""The shipped register read straight from its CSV files, for tests that need real offices and no database."""

import csv
from datetime import date
from functools import cache
from pathlib import Path

from tracker.analysis.register import Alias, Country, Office, Official, Register, Tenure

FOLDER = Path(__file__).parents[1] / "tracker" / "data" / "register"


@cache
def shipped_register() -> Register:
    """The shipped register; days given as a month or a year begin on its first day."""
    return Register(
        officials=tuple(_official(row) for row in _rows("officials")),
        offices=tuple(
            Office(
                row["slug"],
                row["name"],
                _cells(row["titles"]),
                row["country"] or None,
                row["institution"] or None,
                row["role"],
            )
            for row in _rows("offices")
        ),
        tenures=tuple(
            Tenure(row["official"], row["office"], _day(row["start"]), _day(row["end"]), bool(row["acting"]))
            for row in _rows("tenures")
        ),
        countries=tuple(
            Country(row["code"], row["name"], _cells(row["names"]), _cells(row["adjectives"]))
            for row in _rows("countries")
        ),
    )


def _rows(name: str) -> list[dict[str, str]]:
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def _cells(cell: str) -> tuple[str, ...]:
    return tuple(part for part in (cell or "").split("|") if part)


def _official(row: dict[str, str]) -> Official:
    aliases = tuple(_alias(cell) for cell in _cells(row["aliases"]))
    kind = "institution" if row["kind"] == "institution" else "person"
    gender = {"f": "f", "m": "m"}.get(row["gender"])
    return Official(
        row["slug"],
        row["name"],
        kind,
        row["country"] or None,
        gender,
        aliases,
        row["family_name"] or None,  # type: ignore[arg-type]
    )


def _alias(cell: str) -> Alias:
    text, _, validity = cell.partition("@")
    start, _, end = validity.partition("/")
    return Alias(text, _day(start), _day(end))


def _day(cell: str) -> date | None:
    """A day, or the first day of a coarser date; `None` for an empty cell."""
    parts = [int(part) for part in cell.split("-")] if cell else []
    return date(*[*parts, 1, 1][:3]) if parts else None
