"""Teach the families of topics from what editors decided, now."""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from rich.console import Console
from rich.table import Table

from tracker.pipeline import learning


class Command(BaseCommand):
    help = "Teach each family of topics from editors' decisions; a model is taken only if it beats what suggests now."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--family", metavar="NAME", help="This family alone, as topics name it.")
        parser.add_argument("--format", choices=["table", "json"], default="table")

    def handle(self, *args: Any, **options: Any) -> None:
        found = [f for f in learning.families() if options["family"] in (None, f.name)]
        if not found and options["family"]:
            raise CommandError(f"{options['family']}: no topic is of this family.")
        outcomes = []
        for family in found:
            outcome = learning.learn(family)
            outcomes.append(outcome)
            if outcome.taken:
                learning.refresh_suggestions(family)
        if options["format"] == "json":
            self.stdout.write(json.dumps([_as_json(outcome) for outcome in outcomes]))
        else:
            Console().print(_table(outcomes))


def _as_json(outcome: learning.Outcome) -> dict[str, Any]:
    row = outcome.row
    return {
        "family": outcome.family.name,
        "sample": outcome.family.is_sample,
        "decisions": outcome.decisions,
        "taken": outcome.taken,
        "reason": outcome.reason or None,
        "version": row.version if row else None,
        "scores": row.scores if row else None,
        "compared_with": row.compared_with if row else None,
        "compared_on": row.compared_on if row else None,
        "compared": row.compared if row else None,
    }


def _table(outcomes: list[learning.Outcome]) -> Table:
    table = Table("Family", "Decisions", "Outcome", "Macro-F1, new", "present", title="Learnt from editors")
    for outcome in outcomes:
        name = outcome.family.name + (" (sample)" if outcome.family.is_sample else "")
        row = outcome.row
        if row is None:
            table.add_row(name, str(outcome.decisions), outcome.reason, "", "")
            continue
        said = f"Version {row.version} {row.get_state_display()}, against {row.compared_with} on {row.compared_on}"
        scores = (row.compared[side]["macro_f1"] for side in ("new", "present"))
        table.add_row(name, str(outcome.decisions), said, *(f"{score:.3f}" for score in scores))
    return table
