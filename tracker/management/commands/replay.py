"""Feed snapshots of the past, as if polled live."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from rich.console import Console
from rich.progress import Progress

from tracker.models import Article
from tracker.pipeline import claims, replay

from ._shared import COLUMNS, source_named


class Command(BaseCommand):
    help = "Take in a folder of feed snapshots (.gz or plain) in the order of their names, as if polled live."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", metavar="DIR", type=Path)
        parser.add_argument("--source", metavar="SLUG", required=True, help="Who publishes the feed.")

    def handle(self, *args: Any, **options: Any) -> None:
        folder, source = options["folder"], source_named(options["source"])
        new = changed = refused = 0
        articles: set[int] = set()
        broken = []
        try:
            total = len(replay.snapshots(folder))
        except replay.BadFolder as error:
            raise CommandError(str(error)) from error
        with Progress(*COLUMNS, console=Console(stderr=True)) as progress:
            task = progress.add_task("Replaying", total=total)
            for found in replay.replay(folder, source):
                progress.advance(task)
                if found.error:
                    broken.append(found.snapshot.path.name)
                    self.stderr.write(f"{found.snapshot.path}: {found.error}")
                new, changed = new + found.taken.new, changed + found.taken.changed
                refused += found.taken.refused
                articles |= {article.pk for article in found.taken.touched}
        claims.ring_soon(Article.objects.filter(pk__in=articles))
        self.stdout.write(
            f"{total} snapshots: {new} new items, {changed} edits, {refused} items refused. "
            f"{len(articles)} articles wait to be read by a worker."
        )
        if broken:
            raise CommandError(f"{len(broken)} of {total} snapshots are not feeds: {', '.join(broken[:5])}.")
