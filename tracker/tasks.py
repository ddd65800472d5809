"""The way of the data, stage by stage. A task calls one pipeline function, then rings for the next stage.

    address or text -> version -> quotations -> statements and stances -> (editor) -> positions -> shifts -> page

The database is the truth and the queue a doorbell: each stage does nothing unless the article's state asks for it, and
`ring_lost_bells` rings again for articles whose message was lost. Running any of these twice leaves the same rows.
"""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from .celery import app
from .models import Article
from .pipeline import articles, http, quotations, statements

MAX_ATTEMPTS = 5
IDLE = timedelta(minutes=3)


@app.task(bind=True, max_retries=MAX_ATTEMPTS)
def process(self, article_id: int) -> None:  # type: ignore[no-untyped-def]
    """Take the next step of one article, and ring for the step after it."""
    with transaction.atomic():
        article = Article.objects.select_for_update(skip_locked=True).filter(pk=article_id).first()
        if article is None or article.is_finished:
            return
        if article.attempts >= MAX_ATTEMPTS:
            articles.set_aside(article, f"Gave up after {MAX_ATTEMPTS} tries; the reader failed each time.")
            return
        article.attempts += 1
        article.save(update_fields=["attempts"])
    try:
        step(article)
    except http.FetchFailed as error:
        if article.attempts >= MAX_ATTEMPTS:
            articles.set_aside(article, str(error))
            return
        articles.note_failure(article, str(error))
        raise self.retry(exc=error, countdown=10 * 2**article.attempts) from error
    if not article.is_finished:
        process.delay_on_commit(article_id)  # type: ignore[attr-defined]


def step(article: Article) -> None:
    """The one stage the article's state asks for."""
    {
        Article.State.QUEUED: articles.fetch,
        Article.State.CAPTURED: quotations.read_article,
        Article.State.READ: statements.file_article,
    }[Article.State(article.state)](article)


@app.task
def ring_lost_bells() -> int:
    """Ring again for articles that have waited longer than any stage takes; how many there were."""
    waiting = Article.objects.unfinished().idle_since(timezone.now() - IDLE).values_list("pk", flat=True)
    for article_id in waiting[:500]:
        process.delay(article_id)
    return len(waiting[:500])
