"""How well stance suggestions learn from one labelled file and read another."""

import json
from argparse import ArgumentParser
from collections.abc import Mapping
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from rich.console import Console
from rich.table import Table

from tracker.analysis import stance_evaluation
from tracker.analysis.learning import Example
from tracker.management.jsonl import read_lines
from tracker.pipeline.encoder import sentence_encoder


class Command(BaseCommand):
    help = 'Train on one file and read another; lines {"text", "label", "holder"?, "target"?}. No database is needed.'
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--train", required=True, metavar="A.jsonl")
        parser.add_argument("--test", required=True, metavar="B.jsonl")
        parser.add_argument("--format", choices=["table", "json"], default="table")

    def handle(self, *args: Any, **options: Any) -> None:
        train, test = _examples(options["train"]), _examples(options["test"])
        try:
            found = stance_evaluation.evaluate(train, test, sentence_encoder())
        except ValueError as error:
            raise CommandError(f"{options['train']}: {error}") from error
        if options["format"] == "json":
            self.stdout.write(json.dumps(found))
        else:
            _show(found)


def _examples(path: str) -> list[Example]:
    numbered = list(read_lines(path))
    if not numbered:
        raise CommandError(f"{path}: there is no line in it.")
    try:
        return stance_evaluation.examples_of([entry for _, entry in numbered], [number for number, _ in numbered])
    except ValueError as error:
        raise CommandError(f"{path}, {error}") from error


def _show(found: Mapping[str, Any]) -> None:
    console = Console()
    for name in ("macro_f1", "accuracy", "threshold", "coverage", "precision_at_threshold", "trained_on", "read"):
        console.print(f"{name.replace('_', ' ')}: {found[name]}")
    for title, rows in (("Reliability", found["reliability"]), ("Learning curve", found["learning_curve"])):
        table = Table(*(name.replace("_", " ") for name in rows[0]), title=title)
        for row in rows:
            table.add_row(
                *("–" if value is None else f"{value:.3f}" if value % 1 else f"{value:.0f}" for value in row.values())
            )
        console.print(table)
