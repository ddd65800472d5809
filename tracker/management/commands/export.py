"""Accepted data, streamed."""

import csv
import json
import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from typing import Any

from django.core.management.base import BaseCommand

from tracker.pipeline import exports


class Command(BaseCommand):
    help = "Write accepted statements, stances, positions or shifts to standard output, row by row."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("what", choices=sorted(exports.TABLES))
        parser.add_argument("--format", choices=["csv", "jsonl"], default="csv")

    def handle(self, *args: Any, **options: Any) -> None:
        rows = exports.TABLES[options["what"]]()
        if options["format"] == "jsonl":
            for row in rows:
                self.stdout.write(json.dumps(row, ensure_ascii=False, default=str))
            return
        _write_csv(rows)


def _write_csv(rows: Iterator[dict[str, Any]]) -> None:
    writer = None
    for row in rows:
        if writer is None:
            writer = csv.DictWriter(sys.stdout, fieldnames=list(row))
            writer.writeheader()
        writer.writerow({name: exports.spreadsheet_safe(value) for name, value in row.items()})
