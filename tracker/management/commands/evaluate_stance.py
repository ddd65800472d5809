"""How well stance suggestions learn from one labelled file and read another."""

import json
from argparse import ArgumentParser
from collections.abc import Mapping
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from rich.console import Console
from rich.table import Table

from tracker.analysis import stance_evaluation
from tracker.management.jsonl import read_lines


class Command(BaseCommand):
    help = 'Train on one file and read another; lines {"text", "label", "holder"?, "target"?}. No database is needed.'
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--train", required=True, metavar="A.jsonl")
        parser.add_argument("--test", required=True, metavar="B.jsonl")
        parser.add_argument("--format", choices=["table", "json"], default="table")

    def handle(self, *args: Any, **options: Any) -> None:
        train = [entry for _, entry in read_lines(options["train"])]
        test = [entry for _, entry in read_lines(options["test"])]
        if not train or not test:
            raise CommandError("Both files need at least one line.")
        try:
            found = stance_evaluation.evaluate(train, test)
        except ValueError as error:
            raise CommandError(f"{options['train']} or {options['test']}: {error}") from error
        if options["format"] == "json":
            self.stdout.write(json.dumps(found))
        else:
            _show(found)


def _show(found: Mapping[str, Any]) -> None:
    console = Console()
    for name in ("macro_f1", "accuracy", "threshold", "coverage", "precision_at_threshold", "trained_on", "read"):
        console.print(f"{name.replace('_', ' ')}: {found[name]}")
    for title, rows in (("Reliability", found["reliability"]), ("Learning curve", found["learning_curve"])):
        table = Table(*rows[0], title=title)
        for row in rows:
            table.add_row(
                *("–" if value is None else f"{value:.3f}" if value % 1 else f"{value:.0f}" for value in row.values())
            )
        console.print(table)
