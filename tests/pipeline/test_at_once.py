"""Several workers at once: one article per document, one origin per story."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from threading import Barrier

import pytest
from django.db import connections

from tests.analysis.test_duplicates import STORY
from tests.factories import ArticleVersionFactory
from tracker.models import Article, Reprint
from tracker.pipeline import articles, reprints

pytestmark = pytest.mark.django_db(transaction=True)

WORKERS = 6


def at_once(work, items):
    """`work` on each item in a thread of its own, all starting together; what each gave."""
    barrier = Barrier(len(items))

    def run(item):
        barrier.wait(timeout=20)
        try:
            return work(item)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(items)) as pool:
        return list(pool.map(run, items))


def test_one_address_in_many_spellings_handed_in_at_once_is_one_article():
    spellings = [
        f"{scheme}://courier.example/ferry{end}" for scheme in ("http", "https") for end in ("", "/", "?ref=x")
    ]
    found = at_once(articles.submit_address, spellings)
    assert len({article.pk for article in found}) == 1
    assert Article.objects.count() == 1


def test_reprints_linked_at_once_have_one_origin_and_no_chains():
    told = [
        ArticleVersionFactory(
            text=STORY.replace("1962", str(1962 + n)), article__published_at=datetime(2024, 10, 17, 20 - n, tzinfo=UTC)
        ).article
        for n in range(WORKERS)
    ]
    at_once(reprints.link, told)
    earliest = told[-1]
    assert set(Reprint.objects.values_list("origin", flat=True)) == {earliest.pk}
    assert set(Reprint.objects.values_list("article", flat=True)) == {a.pk for a in told} - {earliest.pk}
