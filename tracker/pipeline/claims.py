"""Who works on an article, how often, and when it is tried again. All of it stands in the article's row.

A worker claims an article before it starts: the try is counted and the article held, in a transaction of its own, so
that a step which takes the worker process with it has been counted. A claim ends by itself (`HOLD`); nothing has to be
cleaned up after a killed worker. While an article is held, a bell for it does nothing, however often it is rung.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import Error, transaction
from django.db.models import Exists, OuterRef
from django.db.models.functions import Now

from tracker.models import Article, ArticleVersion
from tracker.models.articles import BELL, LONGEST_WAIT, ArticleQuerySet

MAX_TRIES = 5
HOLD = timedelta(seconds=1.5 * settings.STEP_SECONDS)
# After the n-th failed try an article rests FIRST_REST · 2ⁿ: 20, 40, 80, 160 seconds.
FIRST_REST = timedelta(seconds=0.1 * settings.STEP_SECONDS)
LONGEST_REST = LONGEST_WAIT / 2
BELLS_AT_ONCE = 500
# States of PostgreSQL that say nothing about the article: lost connections, shutdown, full disk, too many connections,
# and transactions that got in each other's way.
FULL = "53100"
PASSING = ("08", "40", "57P", FULL, "53300")


@dataclass(frozen=True, slots=True)
class Claim:
    """An article, the step it was claimed for, and which try of that step this is."""

    article: Article
    step: str
    number: int


def claim(article_id: int, *, at: datetime) -> Claim | None:
    """Claim the article if it has work left and is free; sets it aside when it was tried often enough."""
    with transaction.atomic():
        article = Article.objects.free(at).select_for_update(skip_locked=True).filter(pk=article_id).first()
        if article is None:
            return None
        if article.attempts >= MAX_TRIES:
            reason = article.state_reason or "The worker process ended in the middle."
            _give_up(article, reason, article.trouble or Article.Trouble.READER)
            return None
        article.attempts += 1
        article.held_until = article.ring_at = at + HOLD
        article.state_reason = article.trouble = None
        article.save(update_fields=["attempts", "held_until", "ring_at", "state_reason", "trouble"])
    return Claim(article, article.state, article.attempts)


def go_on(claim: Claim, *, at: datetime) -> Claim | None:
    """Claim the step after the one that `claim` was for, which ended well; `None` where another was quicker."""
    article = claim.article
    free = Article.objects.filter(pk=article.pk, state=article.state, attempts=0, held_until=None)
    if not free.update(attempts=1, held_until=at + HOLD, ring_at=at + HOLD):
        return None
    article.attempts, article.held_until, article.ring_at = 1, at + HOLD, at + HOLD
    return Claim(article, article.state, 1)


def postpone(claim: Claim, reason: str, trouble: str, *, at: datetime, least: timedelta | None = None) -> bool:
    """Let the article rest after a failed try, longer each time and for `least`; False if that was its last try.

    Then it is set aside with the reason.
    """
    with transaction.atomic():
        article = _held(claim)
        if article is None:
            return True
        if claim.number >= MAX_TRIES:
            _give_up(article, reason, trouble)
            return False
        rest = max(FIRST_REST * 2**claim.number, min(least or FIRST_REST, LONGEST_REST))
        article.held_until = article.ring_at = at + rest
        article.state_reason, article.trouble = reason[:500], trouble
        article.save(update_fields=["held_until", "ring_at", "state_reason", "trouble"])
    return True


def give_back(claim: Claim, reason: str, trouble: str, *, at: datetime, least: timedelta | None = None) -> None:
    """Undo a claim: what failed was not the article, so the try does not count. It is tried again soon, though after
    `least` where a host asked for that."""
    with transaction.atomic():
        article = _held(claim)
        if article is not None:
            article.attempts, article.held_until = claim.number - 1, at + max(FIRST_REST, least or FIRST_REST)
            article.ring_at, article.state_reason, article.trouble = article.held_until, reason[:500], trouble
            article.save(update_fields=["attempts", "held_until", "ring_at", "state_reason", "trouble"])


def note(article_id: int, reason: str, trouble: str) -> None:
    """Say in the row what the try came to; it stays held, and is tried again when that ends."""
    Article.objects.unfinished().filter(pk=article_id).update(state_reason=reason[:500], trouble=trouble)


def is_passing(error: Error) -> bool:
    """True of a database error that says nothing about the work: the server went away, its disk is full."""
    state = getattr(error.__cause__, "sqlstate", None)
    return state is None or state.startswith(PASSING)


def is_full(error: BaseException | None) -> bool:
    """True of an error that says that there is no room on the disk of the database's server, running or not."""
    return FULL in {getattr(told, "sqlstate", None) for told in (error, getattr(error, "__cause__", None))}


def overdue_bells(*, at: datetime) -> Sequence[int]:
    """Keys of articles whose bell is to be rung now. Their next bell is put off, so that bells do not pile up."""
    with transaction.atomic():
        keys = list(
            Article.objects.to_ring(at).select_for_update(skip_locked=True).values_list("pk", flat=True)[:BELLS_AT_ONCE]
        )
        Article.objects.filter(pk__in=keys).update(ring_at=at + BELL)
    return keys


def ring_soon(found: ArticleQuerySet) -> None:
    """Have the bells of those with work left rung at the next round, for want of a queue at hand."""
    found.unfinished().update(ring_at=Now())


def retry(failed: ArticleQuerySet) -> int:
    """Put those of `failed` that were set aside back to where they stood, and have their bells rung; how many."""
    fresh = {
        "state_since": Now(), "ring_at": Now(), "held_until": None, "attempts": 0, "state_reason": None, "trouble": None
    }  # fmt: skip
    captured = Exists(ArticleVersion.objects.filter(article=OuterRef("pk")))
    with transaction.atomic():
        aside = failed.filter(state=Article.State.FAILED).order_by()
        number = aside.filter(captured).update(state=Article.State.CAPTURED, **fresh)
        return number + aside.filter(~captured).update(state=Article.State.QUEUED, **fresh)


def _held(claim: Claim) -> Article | None:
    """The article, locked, if it still stands where it was claimed."""
    held = Article.objects.select_for_update().filter(pk=claim.article.pk, state=claim.step, attempts=claim.number)
    return held.first()


def _give_up(article: Article, reason: str, trouble: str) -> None:
    times = "once" if MAX_TRIES == 1 else f"{MAX_TRIES} times"
    article.move_to(Article.State.FAILED, reason=f"Tried {times} without success. {reason}", trouble=trouble)
