"""The way of the data, stage by stage. Each stage is one pipeline function and ends with a transaction of its own.

    feed, address or text -> version -> quotations -> statements and stances -> (editor) -> positions -> shifts -> page

The database is the truth and the queue a doorbell: each stage does nothing unless the article's state asks for it, and
`ring_lost_bells` rings again for articles whose message was lost. Running any of these twice leaves the same rows. A
worker that has an article takes it through all stages that are quick, and rings for the others.

A try is counted before it starts (`pipeline.claims`). What then goes wrong is one of three: the network or the time
(tried again after a rest), the database or another of ours at the same host (tried again, and not counted), or the
reader itself, which raises. The queue retries nothing: the row says when it is due, and its bell is rung then.
"""

import logging
import time
from datetime import timedelta
from typing import Any

from billiard.exceptions import SoftTimeLimitExceeded, TimeLimitExceeded, WorkerLostError
from celery.contrib.django.task import DjangoTask
from django.conf import settings
from django.db import InterfaceError, OperationalError, close_old_connections
from django.utils import timezone

from . import logs, queue
from .celery import app
from .models import Article, Pulse
from .models.articles import BELL
from .pipeline import (
    articles,
    claims,
    http,
    learning,
    manners,
    polling,
    quotations,
    searches,
    sources,
    statements,
    watching,
)

log = logging.getLogger(__name__)

# Seconds an article may have taken before its next step gets a message, and with it a time limit, of its own.
QUICK = 0.1 * settings.STEP_SECONDS
POLL_BELL = 120  # seconds a message about a feed lives: the feed stays due, and its bell is rung again
AWAY = "The database was away for a moment."
FULL = "The disk of the database is full."
TOO_LONG = f"It took longer than {settings.STEP_SECONDS} seconds."


class Stage(DjangoTask):
    """A task about one article. When it fails with a mistake of our own, or is stopped from outside, the article's row
    says so for editors; the article stays claimed, and is tried again when the claim ends."""

    def on_failure(self, exc: BaseException, task_id: str, args: Any, kwargs: Any, einfo: Any) -> None:
        if isinstance(exc, TimeLimitExceeded):
            claims.note(args[0], TOO_LONG, Article.Trouble.TIME)
        elif not isinstance(exc, (OperationalError, InterfaceError, WorkerLostError)):
            claims.note(args[0], f"The reader failed with {type(exc).__name__}.", Article.Trouble.READER)


@app.task(base=Stage)
def process(article_id: int) -> None:
    """Take the next step of one article, and those after it as long as that is quick; then ring for the rest."""
    until = time.monotonic() + QUICK
    claim = claims.claim(article_id, at=timezone.now())
    if claim is None:
        return
    with logs.about(article_id=article_id, **_feed_of(claim.article)):
        while claim and attempt(claim) and not claim.article.is_finished:
            if time.monotonic() > until:
                queue.ring(process, article_id)
                return
            claim = claims.go_on(claim, at=timezone.now())


def attempt(claim: claims.Claim) -> bool:
    """The step the claim is for; False when it is to be tried again later or was tried often enough."""
    start = time.perf_counter()
    try:
        step(claim.article)
    except manners.Busy as error:
        trouble = Article.Trouble.UNREACHABLE
        claims.give_back(claim, str(error), trouble, at=timezone.now(), least=error.retry_after)
        return False
    except http.FetchFailed as error:
        return _failed(claim, str(error), Article.Trouble.UNREACHABLE, error.retry_after)
    except SoftTimeLimitExceeded:
        return _failed(claim, TOO_LONG, Article.Trouble.TIME)
    except (OperationalError, InterfaceError) as error:
        if claims.is_passing(error):
            close_old_connections()
            claims.give_back(claim, FULL if claims.is_full(error) else AWAY, Article.Trouble.STORAGE, at=timezone.now())
        raise
    log.info("%s -> %s in %.0f ms", claim.step, claim.article.state, 1000 * (time.perf_counter() - start))
    return True


def step(article: Article) -> None:
    """The one stage the article's state asks for."""
    {
        Article.State.QUEUED: articles.fetch,
        Article.State.CAPTURED: quotations.read_article,
        Article.State.READ: statements.file_article,
    }[Article.State(article.state)](article)


def _failed(claim: claims.Claim, reason: str, trouble: str, least: timedelta | None = None) -> bool:
    again = claims.postpone(claim, reason, trouble, at=timezone.now(), least=least)
    log.warning("%s, try %d: %s %s", claim.step, claim.number, reason, "Rests." if again else "Set aside.")
    return False


def _feed_of(article: Article) -> dict[str, int]:
    """The feed the article came by, for the log."""
    feed = article.feed_items.values_list("feed", flat=True).first()
    return {"feed_id": feed} if feed else {}


@app.task
def ring_lost_bells() -> int:
    """Ring again for articles that have waited longer than any stage takes, which are counted, and for what goes
    through the record in parts and has not come to its end."""
    now = timezone.now()
    Pulse.objects.update_or_create(name="worker", defaults={"at": now})
    overdue = claims.overdue_bells(at=now)
    for article_id in overdue:
        process.apply_async((article_id,), expires=2 * BELL.total_seconds())
    for topic_id in searches.unfinished():
        search_record.apply_async((topic_id,), expires=2 * BELL.total_seconds())
    for source_id in sources.to_date_anew():
        date_source_anew.apply_async((source_id,), expires=2 * BELL.total_seconds())
    return len(overdue)


@app.task
def poll_due_feeds() -> int:
    """Ring for every feed whose next poll has come; how many there are. A feed polled meanwhile is not due."""
    due = polling.due(timezone.now())
    for feed_id in due:
        poll_feed.apply_async((feed_id,), expires=POLL_BELL)
    return len(due)


@app.task
def poll_feed(feed_id: int, now: bool = False) -> None:
    """Poll one feed, if it is due or `now` in any case, and ring for the articles it brought."""
    with logs.about(feed_id=feed_id):
        outcome = polling.poll(feed_id, now=now)
        if outcome is None:
            return
        log.info("polled: %s", polling.told(outcome))
        for article in outcome.touched:
            queue.ring(process, article.pk)


# Less than the 900 seconds after which a message is thought lost and sent again.
LEARNING_SECONDS = 700


@app.task
def learn_stances() -> None:
    """Teach every family of topics from what editors decided, one message each."""
    for family in learning.families():
        learn_family.delay(family.name, family.is_sample)


@app.task(soft_time_limit=LEARNING_SECONDS, time_limit=LEARNING_SECONDS + 100)
def learn_family(name: str, is_sample: bool) -> None:
    """Teach one family; where its model was taken, have the unchecked suggestions made anew."""
    family = learning.family_named(name, is_sample=is_sample)
    if family is not None and learning.learn(family).taken:
        queue.ring(refresh_suggestions, name, is_sample)


@app.task(soft_time_limit=LEARNING_SECONDS, time_limit=LEARNING_SECONDS + 100)
def refresh_suggestions(name: str, is_sample: bool) -> None:
    """Suggest anew for what no editor has checked yet under a family's topics."""
    family = learning.family_named(name, is_sample=is_sample)
    if family is not None:
        learning.refresh_suggestions(family)


@app.task
def search_record(topic_id: int) -> None:
    """Look at the next part of the record for what bears on a topic, and ring for the part after it."""
    if searches.go_on(topic_id):
        queue.ring(search_record, topic_id)


@app.task
def date_source_anew(source_id: int) -> None:
    """Date the next articles of a source by its time zone, and ring for those after them."""
    if sources.date_anew(source_id):
        queue.ring(date_source_anew, source_id)


@app.task
def look_at_due_articles() -> int:
    """Ring for every article whose source is to be looked at again; how many there are."""
    due = watching.due(timezone.now())
    for article_id in due:
        look_at_article.apply_async((article_id,), expires=POLL_BELL)
    return len(due)


@app.task
def look_at_article(article_id: int) -> None:
    """Look at one article's source again, if that is due, and ring for the article if it was edited."""
    with logs.about(article_id=article_id):
        watch = watching.look(article_id, at=timezone.now())
        if watch is None:
            return
        log.info("looked again: %s", watch.outcome)
        if not watch.article.is_finished:
            queue.ring(process, article_id)
