"""Feeds polled now, in this process."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from rich.console import Console
from rich.progress import Progress

from tracker.models import Article, Feed, FeedEvent
from tracker.pipeline import claims, polling

from ._shared import COLUMNS


class Command(BaseCommand):
    help = "Poll the feeds that are due, or one feed whether it is due or not, and say what they brought."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--feed", type=int, metavar="ID", help="This feed only, now.")

    def handle(self, *args: Any, **options: Any) -> None:
        feeds = polling.due(timezone.now()) if options["feed"] is None else [_active(options["feed"])]
        outcomes = []
        with Progress(*COLUMNS, console=Console(stderr=True)) as progress:
            task = progress.add_task("Polling", total=len(feeds))
            for feed_id in feeds:
                outcomes.append(polling.poll(feed_id, now=options["feed"] is not None))
                progress.advance(task)
        self._sum_up([outcome for outcome in outcomes if outcome], held=outcomes.count(None))
        if options["feed"] is not None and not _fetched(outcomes[0]):
            raise CommandError(_why(outcomes[0]))

    def _sum_up(self, outcomes: list[polling.Outcome], *, held: int) -> None:
        events = [outcome.event for outcome in outcomes if outcome.event]
        failed = [event for event in events if event.kind == FeedEvent.Kind.FAILED]
        for event in failed:
            self.stderr.write(f"{event.feed.url}: {event.error}")
        touched = {article.pk for outcome in outcomes for article in outcome.touched}
        claims.ring_soon(Article.objects.filter(pk__in=touched))
        skipped = held + len(outcomes) - len(events)
        new, changed, refused = (sum(getattr(e, name) or 0 for e in events) for name in ("new", "changed", "refused"))
        self.stdout.write(
            f"{len(events)} feeds polled, {len(failed)} failed, {skipped} left for later: "
            f"{new} new items, {changed} edits, {refused} items refused. "
            f"{len(touched)} articles wait to be read by a worker."
        )


def _active(feed_id: int) -> int:
    feed = Feed.objects.filter(pk=feed_id).first()
    if feed is None:
        raise CommandError(f"There is no feed {feed_id}.")
    if not feed.is_active:
        raise CommandError(f"{feed} is {feed.get_state_display()}. Resume it first.")
    return feed.pk


def _fetched(outcome: polling.Outcome | None) -> bool:
    return outcome is not None and outcome.event is not None and outcome.event.kind != FeedEvent.Kind.FAILED


def _why(outcome: polling.Outcome | None) -> str:
    if outcome is not None and outcome.put_off:
        return f"The feed was not polled. {outcome.put_off}"
    if outcome is None or outcome.event is None:
        return "The feed was not polled: another worker is at it. Try again in a minute."
    return str(outcome.event.error)
