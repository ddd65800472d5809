"""Readers see what is covered; editors also what waits, what failed and why, and can have it tried again."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.factories import ArticleFactory, ArticleVersionFactory, FeedFactory, UserFactory
from tracker import queue
from tracker.models import Article, FeedEvent, Pulse
from tracker.views import status

pytestmark = pytest.mark.django_db

NOW_PART = {"HX-Request": "true", "HX-Target": "now"}


def aside(trouble="refused", reason="The publisher answered 404.", **more):
    return ArticleFactory(state="failed", trouble=trouble, state_reason=reason, **more)


def page_of(client, query="", **headers):
    response = client.get(f"{reverse('status')}{query}", headers=headers)
    assert response.status_code == 200
    return response.content.decode()


def test_readers_see_what_is_covered_and_nothing_of_what_failed(client):
    FeedFactory(source=ArticleFactory().source, state="stopped", state_reason="Secret words of the publisher.")
    aside(reason="Words for editors.")
    for account in (None, UserFactory()):
        if account:
            client.force_login(account)
        page = page_of(client)
        assert "Coverage by week" in page
        assert "What arrived, day by day" in page
        for hidden in ("Words for editors", "Secret words", "in work", "Try again", "hx-get"):
            assert hidden not in page, hidden
        assert "<html" in page_of(client, **NOW_PART)


def test_an_empty_newsroom_says_so(client, editor):
    page = page_of(client)
    for words in (
        "No article has been read yet",
        "Nothing was set aside",
        "No feed is followed",
        "Nothing has arrived",
    ):
        assert words in page, words


def test_editors_see_what_waits_and_since_when(client, editor):
    Pulse.objects.create(name="worker")
    ArticleFactory(state="captured", state_since=timezone.now() - timedelta(hours=2))
    page = page_of(client)
    assert "1 article in work" in page
    assert "2\xa0hours" in page


@pytest.mark.parametrize("silent", [None, timedelta(minutes=9)])
def test_a_worker_not_heard_of_is_missed(client, editor, silent):
    if silent:
        Pulse.objects.create(name="worker", at=timezone.now() - silent)
    assert "No worker is running" in page_of(client)


def test_a_full_disk_is_told_before_anything_else(client, editor, monkeypatch):
    monkeypatch.setattr("tracker.pipeline.status.is_full", lambda: True)
    page = page_of(client)
    assert "The disk of the database is full" in page
    assert "No worker is running" not in page


def test_what_was_set_aside_is_listed_newest_first_with_its_reason(client, editor):
    old = aside(state_since=timezone.now() - timedelta(days=3), title="The older one")
    new = aside("no_text", "No text was found.", title="The newer one")
    page = page_of(client)
    assert page.index(new.title) < page.index(old.title)
    assert "No text was found." in page
    assert "Without text: 1 again" in page


def test_only_the_newest_are_listed_and_the_rest_linked(client, editor, monkeypatch):
    monkeypatch.setattr(status, "SHOWN", 2)
    for _ in range(3):
        aside()
    page = page_of(client)
    assert page.count("Try again<") == 2
    assert "The newest 2 of 3." in page


def test_feeds_that_need_looking_after_are_listed_with_why(client, editor):
    FeedFactory(title="Well", last_success_at=timezone.now(), last_item_at=timezone.now())
    FeedFactory(title="Gone", state="stopped", state_reason="The publisher answered 410.")
    FeedFactory(title="Ill", error_count=3, last_error="The publisher answered 503.")
    page = page_of(client)
    assert "Well" not in page
    for words in ("The publisher answered 410.", "Failing, 3 times in a row", "The publisher answered 503.", "1 fine"):
        assert words in page, words


@pytest.mark.parametrize(
    ("asked", "again"),
    [({}, {"a", "b", "c"}), ({"trouble": "time"}, {"b"}), ({"trouble": "other"}, {"c"}), ({"trouble": "odd"}, set())],
    ids=["all", "one kind", "those without a kind", "a kind that is none"],
)
def test_what_was_set_aside_is_tried_again_by_a_press(client, editor, rung, asked, again):
    for title, trouble in (("a", "refused"), ("b", "time"), ("c", None)):
        ArticleVersionFactory(article=aside(trouble, title=title))
    assert client.get(reverse("retry_all")).status_code == 405
    response = client.post(reverse("retry_all"), asked, follow=True)
    assert set(Article.objects.filter(state="captured").values_list("title", flat=True)) == again
    assert rung == [("ring_lost_bells",)]
    count = len(again)
    assert (f"{count} article" if count else "Nothing was set aside") in response.content.decode()


@pytest.mark.parametrize("key", ["x", "999999", "-1", "٣"])
def test_an_article_that_is_not_set_aside_is_not_tried_again(client, editor, key):
    aside()
    assert client.post(reverse("retry_all"), {"article": key}).status_code == 302
    assert Article.objects.filter(state="failed").count() == 1


def test_one_article_is_tried_again_alone(client, editor):
    one, other = aside(), aside()
    client.post(reverse("retry_all"), {"article": one.pk})
    one.refresh_from_db()
    other.refresh_from_db()
    assert (one.state, one.trouble, other.state) == ("queued", None, "failed")


def test_a_queue_that_does_not_answer_keeps_nothing_from_being_tried(client, editor, monkeypatch):
    monkeypatch.setattr(queue, "ring", lambda task: False)
    one = aside()
    response = client.post(reverse("retry_all"), follow=True)
    one.refresh_from_db()
    assert one.state == "queued"
    assert "The queue does not answer" in response.content.decode()


def test_only_editors_try_again(client):
    one = aside()
    assert reverse("login") in client.post(reverse("retry_all")).url
    client.force_login(UserFactory())
    assert client.post(reverse("retry_all")).status_code == 403
    one.refresh_from_db()
    assert one.state == "failed"


def test_the_part_that_renews_itself_holds_no_button(client, editor):
    aside()
    part = page_of(client, **NOW_PART)
    assert "<html" not in part
    assert 'hx-trigger="every' in part
    assert "<button" not in part
    assert "<form" not in part


def test_renewing_can_be_stopped(client, editor):
    assert "hx-get" not in page_of(client, "?still=1").split('id="now"')[1].split("</section>")[0]


def test_a_week_not_read_is_said_in_words(client):
    feed = FeedFactory()
    FeedEvent.objects.create(feed=feed, kind="failed", error="503")
    assert '<b class="bad">not read</b></td>' in page_of(client)


def test_queries_do_not_grow_with_what_is_listed(client, editor, django_assert_max_num_queries):
    def fill():
        article = aside()
        FeedFactory(source=article.source, error_count=2, last_error="503")
        ArticleFactory(state="queued")
        ArticleFactory(published_on=timezone.localdate())

    def count(path, limit, **headers):
        with django_assert_max_num_queries(limit) as queries:
            client.get(path, headers=headers)
        return len(queries)

    fill()
    asked = ((reverse("status"), 27, {}), (reverse("status"), 13, NOW_PART))
    few = [count(path, limit, **headers) for path, limit, headers in asked]
    for _ in range(5):
        fill()
    assert [count(path, limit, **headers) for path, limit, headers in asked] == few
