"""Files of JSON lines, as the measuring commands read them."""

import gzip
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError


def read_lines(path: str) -> Iterator[tuple[int, dict[str, Any]]]:
    """Each object of a JSON-lines file (plain, .gz, or - for standard input) with its line number.

    Raises `CommandError` with the file and the line where it is not one.
    """
    try:
        if path == "-":
            yield from _objects(path, sys.stdin)
            return
        with (
            gzip.open(path, "rt", encoding="utf-8") if path.endswith(".gz") else Path(path).open(encoding="utf-8") as f
        ):
            yield from _objects(path, f)
    except (OSError, EOFError) as error:
        raise CommandError(f"{path}: {getattr(error, 'strerror', None) or error}.") from error
    except UnicodeDecodeError as error:
        raise CommandError(f"{path}: not UTF-8 text.") from error


def _objects(path: str, lines: Any) -> Iterator[tuple[int, dict[str, Any]]]:
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            entry = json.loads(line)
        except json.JSONDecodeError as error:
            raise CommandError(f"{path}, line {number}: not JSON ({error.msg}).") from error
        if not isinstance(entry, dict):
            raise CommandError(f"{path}, line {number}: not a JSON object.")
        yield number, entry
