"""Accepted data, streamed."""

from argparse import ArgumentParser
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
        for line in exports.as_jsonl(rows) if options["format"] == "jsonl" else exports.as_csv(rows):
            self.stdout.write(line, ending="")
