"""How well quotations are found and attributed, against a labelled file."""

import json
from argparse import ArgumentParser
from collections.abc import Mapping
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from rich.console import Console
from rich.table import Table

from tracker.analysis import evaluation
from tracker.management.jsonl import read_lines
from tracker.pipeline.reading import ReadingDesk


class Command(BaseCommand):
    help = (
        "Precision, recall and F1 of finding and attributing quotations. CORPUS lines: "
        '{"text", "date"?, "quotes": [{"type", "content_spans", "speaker_spans"?}]}.'
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("corpus", metavar="CORPUS.jsonl")
        parser.add_argument("--format", choices=["table", "json"], default="table")

    def handle(self, *args: Any, **options: Any) -> None:
        desk = ReadingDesk.open()
        cases = [_case(options["corpus"], number, entry, desk) for number, entry in read_lines(options["corpus"])]
        if not cases:
            raise CommandError(f"{options['corpus']}: no documents in it.")
        scores, bands = evaluation.score(cases), evaluation.reliability(cases)
        if options["format"] == "json":
            overall = scores["all"]["0.8"]
            self.stdout.write(json.dumps({**overall, "documents": len(cases), "scores": scores, "reliability": bands}))
            return
        _show(scores, bands)


def _case(path: str, number: int, entry: Mapping[str, Any], desk: ReadingDesk) -> evaluation.Case:
    try:
        published = date.fromisoformat(entry["date"][:10]) if entry.get("date") else None
        found = desk.read(entry["text"], published=published, title=entry.get("title") or "").quotations
        given = [
            {"type": q.kind, "content_spans": q.spans, "speaker_span": q.speaker_span, "confidence": q.confidence}
            for q in found
        ]
        return evaluation.case_of(entry["text"], entry["quotes"], given)
    except (KeyError, TypeError, ValueError) as error:
        raise CommandError(f"{path}, line {number}: needs “text” and “quotes” as labelled ({error}).") from error


def _show(scores: Mapping[str, Mapping[str, Mapping[str, float]]], bands: list[dict[str, float]]) -> None:
    console = Console()
    table = Table("kind", "overlap", "recall", "precision", "F1", "speaker", "labelled", "found", title="Quotations")
    for kind, rows in scores.items():
        for threshold, row in rows.items():
            figures = (f"{row[name]:.3f}" for name in ("recall", "precision", "f1", "speaker"))
            table.add_row(kind, threshold, *figures, f"{row['labelled']:.0f}", f"{row['found']:.0f}")
    console.print(table)
    sure = Table("confidence from", "found", "mean", "bounds right", "bounds and speaker right", title="Reliability")
    for band in bands:
        shares = (f"{band[name]:.3f}" for name in ("confidence", "bounds_right", "all_right"))
        sure.add_row(f"{band['from']:.1f}", f"{band['found']:.0f}", *shares)
    console.print(sure)
