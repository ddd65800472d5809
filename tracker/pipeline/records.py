"""Lines of a register file as records: what kind of row each is, its cells, and where it stood.

CSV files are told by their header; columns are documented in `tracker/data/register/README.md`. Cells that hold lists
are parted by `|`. Days are `2024-07-05`, `2024-07` or `2024`: the shape is the precision. A column that a file does not
have says nothing; an empty cell says that there is nothing.

Cells are written as they are read (`joined`, `alias_cell`, `day_cell`), so that an export can be imported again. A cell
that a spreadsheet would run as a formula is written behind an apostrophe, which is taken off when it is read.
"""

import csv
import io
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Literal

Kind = Literal["countries", "officials", "offices", "tenures"]
Printed = tuple[str, date | None, date | None]

# In the order in which one kind refers to another.
KINDS: tuple[Kind, ...] = ("countries", "officials", "offices", "tenures")
REQUIRED: Mapping[Kind, frozenset[str]] = {
    "countries": frozenset({"code", "name"}),
    "officials": frozenset({"slug", "name", "kind", "source"}),
    "offices": frozenset({"slug", "name", "source"}),
    "tenures": frozenset({"official", "office", "start", "source"}),
}
OPTIONAL: Mapping[Kind, frozenset[str]] = {
    "countries": frozenset({"names", "adjectives", "organisation", "source"}),
    "officials": frozenset({"country", "gender", "family_name", "aliases", "wikidata"}),
    "offices": frozenset({"country", "institution", "role", "titles", "outside_government"}),
    "tenures": frozenset({"end", "acting"}),
}
LONGEST_CELL = 20_000
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*\Z")
_DAY = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?\Z")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


class BadFile(Exception):
    """The whole file cannot be read. The sentence names it."""


class BadLine(Exception):
    """One line cannot be taken. The words say why, without a full stop."""


@dataclass(frozen=True, slots=True)
class Record:
    """One line of a file: its kind, where it stood, and its cells as plain values.

    `place` is "line 12" of a CSV file or "persons 3" of a Popolo file. `flaw` is what makes the line unreadable.
    """

    kind: Kind
    file: str
    place: str
    cells: Mapping[str, Any]
    flaw: str | None = None


def read_csv(path: Path) -> Iterator[Record]:
    """The records of a CSV file; raises `BadFile` when it cannot be read or its header is of no known kind.

    A quotation mark that nothing closes makes the whole file unreadable: nobody can say where its lines end.
    """
    lines = _lines(path, csv.reader(io.StringIO(read_text(path), newline=""), strict=True))
    _, header, flaw = next(lines, (1, [], "the file is empty"))
    if flaw:
        raise BadFile(f"{path}: {flaw}.")
    columns = [name.strip() for name in header]
    kind = _kind(path, columns)
    for line, cells, flaw in lines:
        yield _record(kind, str(path), line, columns, cells, flaw)


def _lines(path: Path, rows: Any) -> Iterator[tuple[int, list[str], str | None]]:
    """Each line that is not blank: where it starts, its cells, and what makes it unreadable."""
    while True:
        line, flaw = rows.line_num + 1, None
        try:
            cells = next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            if "end of data" in str(error):
                raise BadFile(f"{path}, line {line}: a quotation mark opens here and nothing closes it.") from error
            cells, flaw = [], f"not CSV ({error})"
        if flaw or any(cell.strip() for cell in cells):
            yield line, cells, flaw


def read_text(path: Path) -> str:
    """The text of a UTF-8 file; raises `BadFile`."""
    try:
        return path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise BadFile(f"{path}: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise BadFile(f"{path}: not UTF-8 text (byte {error.start + 1}).") from error


def _record(kind: Kind, file: str, line: int, header: Sequence[str], cells: Sequence[str], flaw: str | None) -> Record:
    if not flaw and len(cells) != len(header):
        flaw = f"there are {len(cells)} cells under {len(header)} columns"
    named = {name: _unguarded(cell.strip()) for name, cell in zip(header, cells, strict=False)}
    return Record(kind, file, f"line {line}", named, flaw or flaw_of(named))


def flaw_of(cells: Mapping[str, Any]) -> str | None:
    """What no cell may be: huge, or with control characters (or halves of characters) in it."""
    for name, cell in cells.items():
        texts = [cell] if isinstance(cell, str) else [part for parts in cell for part in parts]
        if any(len(text) > LONGEST_CELL for text in texts):
            return f"{name} is longer than {LONGEST_CELL} characters"
        if any(_CONTROL.search(text) for text in texts):
            return f"{name} has a control character in it"
    return None


def _kind(path: Path, header: Sequence[str]) -> Kind:
    columns = set(header)
    for kind in KINDS:
        if REQUIRED[kind] <= columns <= REQUIRED[kind] | OPTIONAL[kind] and len(columns) == len(header):
            return kind
    known = "; ".join(f"{kind}: {', '.join(sorted(REQUIRED[kind]))}" for kind in KINDS)
    raise BadFile(f"{path}: the header fits no kind of register file. Columns that must be there: {known}.")


def text(cells: Mapping[str, Any], name: str) -> str:
    """A cell that must not be empty."""
    value = str(cells.get(name) or "").strip()
    if not value:
        raise BadLine(f"{name} is empty")
    return value


def slug(cells: Mapping[str, Any], name: str = "slug") -> str:
    value = text(cells, name)
    if not _SLUG.match(value):
        raise BadLine(f"{name} “{shown(value)}” must be small letters, digits and hyphens")
    return value


def choice(cells: Mapping[str, Any], name: str, allowed: Collection[str]) -> str | None:
    """One of the allowed words, or `None` for an empty cell."""
    value = cells.get(name) or None
    if value is not None and value not in allowed:
        raise BadLine(f"{name} “{shown(value)}” is not one of {', '.join(allowed)}")
    return value


def many(cells: Mapping[str, Any], name: str) -> list[str]:
    return [part.strip() for part in str(cells.get(name) or "").split("|") if part.strip()]


def day(value: Any, name: str) -> tuple[date | None, str]:
    """A date and its precision from its shape; an empty cell is no date, and exact as far as it goes."""
    if not value:
        return None, "day"
    found = _DAY.match(str(value))
    try:
        if found is None:
            raise ValueError
        year, month, of_month = found.groups()
        return date(int(year), int(month or 1), int(of_month or 1)), "day" if of_month else "month" if month else "year"
    except ValueError as error:
        raise BadLine(f"{name} “{shown(value)}” is not a date such as 2024-07-05, 2024-07 or 2024") from error


def last_day(value: Any, name: str) -> date | None:
    """The last day a date such as 2024-07 or 2024 stands for."""
    first, precision = day(value, name)
    if first is None or precision == "day":
        return first
    after = (first.year + first.month // 12, first.month % 12 + 1) if precision == "month" else (first.year + 1, 1)
    return date.fromordinal(date(*after, 1).toordinal() - 1) if after[0] <= date.max.year else date.max


def aliases(cells: Mapping[str, Any]) -> list[Printed]:
    """Printed names with their first and last day: `Lord Cameron@2023-11-17/2025`, or pairs already taken apart."""
    given = cells.get("aliases") or ""
    parts = [_parted(cell) for cell in many(cells, "aliases")] if isinstance(given, str) else given
    found = [(name, day(start, "aliases")[0], last_day(end, "aliases")) for name, start, end in parts]
    for name, start, end in found:
        if start and end and end < start:
            raise BadLine(f"aliases: the last day of “{shown(name)}” is before its first")
    if len({(name, start) for name, start, _ in found}) < len(found):
        raise BadLine("aliases: the same name is given twice")
    return found


def _parted(cell: str) -> tuple[str, str, str]:
    name, at, days = cell.rpartition("@")
    if not at:
        return cell, "", ""
    start, slash, end = days.partition("/")
    if not slash or not name.strip():
        raise BadLine(f"aliases “{shown(cell)}” must have its days as name@from/until")
    return name.strip(), start.strip(), end.strip()


def shown(value: Any) -> str:
    """A value as a refusal repeats it: short."""
    return f"{str(value)[:60]}…" if len(str(value)) > 60 else str(value)


def joined(parts: Iterable[str]) -> str:
    return "|".join(parts)


def alias_cell(name: str, start: date | None, end: date | None) -> str:
    return f"{name}@{start or ''}/{end or ''}" if start or end else name


def day_cell(value: date | None, precision: str) -> str:
    return value.isoformat()[: {"year": 4, "month": 7}.get(precision, 10)] if value else ""


def guarded(cell: str) -> str:
    """The cell behind an apostrophe where a spreadsheet would take it for a formula."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def _unguarded(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(_FORMULA) else cell
