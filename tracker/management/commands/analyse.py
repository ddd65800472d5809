"""What a text says, nothing saved."""

import json
import sys
import time
from argparse import ArgumentParser
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from rich.console import Console
from rich.markup import escape
from rich.table import Table
from rich.text import Text

from tracker.analysis.quotations import Quotation, Reading, quoted_words
from tracker.management.jsonl import read_lines
from tracker.pipeline import documents, http, reading

from ._shared import day


class Command(BaseCommand):
    help = (
        "Say what texts say, saving nothing. Reads files (text or HTML, - for standard input) and addresses; "
        'with --batch, lines {"id", "text", "date"} and writes one line per document.'
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("files", nargs="*", metavar="FILE|URL")
        parser.add_argument("--date", type=day, help="Day of publication, YYYY-MM-DD.")
        parser.add_argument("--country", help="Country code of the source: whose “the Foreign Secretary” is meant.")
        parser.add_argument("--format", choices=["table", "jsonl"], default="table")
        parser.add_argument("--batch", metavar="IN.jsonl", help="Documents to analyse, one JSON object a line.")

    def handle(self, *args: Any, **options: Any) -> None:
        if bool(options["files"]) == bool(options["batch"]):
            raise CommandError("Name files to analyse, or one file of lines with --batch.")
        desk = reading.ReadingDesk.open()
        if options["batch"]:
            for line in _batch(options["batch"], desk, options["country"]):
                self.stdout.write(line)
            return
        for name in options["files"]:
            document = _document(name)
            published = options["date"] or document.published_on
            found = desk.read(document.text, published=published, title=document.title, country=options["country"])
            if options["format"] == "jsonl":
                for quotation in found.quotations:
                    self.stdout.write(json.dumps(desk.as_json(quotation, found), ensure_ascii=False))
            else:
                _show(name, found)


def _document(name: str) -> documents.Document:
    """The document a file, standard input or an address holds."""
    try:
        if name.startswith(("http://", "https://")):
            return documents.from_fetched(http.fetch(name))
        body = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
        text = documents.decode(body, None)
        return documents.from_html(text) if documents.is_html(text) else documents.from_plain(text)
    except OSError as error:
        raise CommandError(f"{name}: {error.strerror}.") from error
    except (documents.NoText, http.FetchRefused, http.FetchFailed) as error:
        raise CommandError(f"{name}: {error}") from error


def _batch(path: str, desk: reading.ReadingDesk, country: str | None) -> Iterator[str]:
    """One line per document: {"id", "quotations", "seconds"}."""
    for number, entry in read_lines(path):
        try:
            text, printed = entry["text"], entry.get("date")
            if not isinstance(text, str):
                raise TypeError
            published = date.fromisoformat(printed[:10]) if printed else None
        except (KeyError, TypeError, ValueError) as error:
            raise CommandError(f"{path}, line {number}: needs “text” and, if any, “date” as YYYY-MM-DD.") from error
        started = time.perf_counter()
        found = desk.read(text, published=published, title=entry.get("title") or "", country=country)
        quotations = [desk.as_json(quotation, found) for quotation in found.quotations]
        seconds = round(time.perf_counter() - started, 4)
        yield json.dumps({"id": entry.get("id"), "quotations": quotations, "seconds": seconds}, ensure_ascii=False)


def _show(name: str, found: Reading) -> None:
    """The text with its quotations marked, then a table of who is found to have said them, when, and why."""
    console = Console()
    text = Text(found.text)
    for number, quotation in enumerate(found.quotations, 1):
        for start, end in quotation.spans:
            text.stylize("reverse" if number % 2 else "underline", start, end)
    for start, end in found.furniture:
        text.stylize("dim", start, end)
    console.print(text)
    if found.language not in {"en", None}:
        console.print(f"The text is in another language ({found.language}) and is set aside.")
    # Two broad columns: seven narrow ones cannot be read in a window of 80 characters.
    table = Table("#", "words", "who, when and why", title=escape(name), show_lines=True, expand=True)
    table.columns[1].ratio = table.columns[2].ratio = 1
    for number, quotation in enumerate(found.quotations, 1):
        table.add_row(str(number), escape(_words(quotation, found.text)), escape("\n".join(_facts(quotation))))
    console.print(table)


def _words(quotation: Quotation, text: str) -> str:
    words = quoted_words(text, quotation.spans)
    return words if len(words) < 240 else f"{words[:237]}…"


def _facts(quotation: Quotation) -> list[str]:
    """What is found out about it, one thing to a line."""
    who = quotation.official or " or ".join(quotation.candidates) or quotation.speaker_name or "nobody found"
    printed = f"“{quotation.speaker_text}” → " if quotation.speaker_text else ""
    when = f"{quotation.said_on or 'day not known'}"
    known = ", ".join(filter(None, [quotation.said_on_precision, _in_marks(quotation.said_on_basis)]))
    return [
        f"{printed}{who}",
        *([f"as {quotation.office}"] if quotation.office else []),
        f"{when} ({known})" if quotation.said_on else when,
        f"{quotation.kind}, {quotation.mode}",
        f"{quotation.bounds_rule}; {quotation.speaker_rule}; {quotation.confidence:.2f}",
    ]


def _in_marks(words: str | None) -> str:
    return f"“{words}”" if words else ""
