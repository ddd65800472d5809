"""Ringing for work: never before what is written is committed, and never an error for a queue that is away."""

import psycopg
import pytest
from amqp.exceptions import AccessRefused
from django.urls import reverse
from django.utils import timezone
from kombu.exceptions import OperationalError

from tests.factories import ArticleFactory, EditorFactory, FeedFactory
from tracker import queue
from tracker.models import Article, Feed
from tracker.tasks import process

pytestmark = pytest.mark.django_db

TEXT = "Alma Quill said on Wednesday that the ferry shall sail."


@pytest.fixture
def sent(monkeypatch):
    """Arguments of all that was sent."""
    calls = []
    monkeypatch.setattr(process, "delay", lambda *args, **named: calls.append((args, named)))
    return calls


def close(monkeypatch, error):
    """Have the queue take nothing."""

    def refuse(*args, **options):
        raise error

    monkeypatch.setattr("celery.app.task.Task.apply_async", refuse)


def test_a_bell_rings_when_what_is_written_is_committed(sent, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        assert queue.ring(process, 7, now=True)
        assert sent == []
    assert sent == [((7,), {"now": True})]


def test_a_bell_does_not_ring_for_what_is_rolled_back(sent, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=False):
        queue.ring(process, 7)
    assert sent == []


@pytest.mark.parametrize(
    "error",
    [
        OperationalError("Connection refused"),
        ConnectionResetError("reset by peer"),
        AccessRefused("wrong password"),
        psycopg.errors.InvalidSchemaName('schema "pgmq" does not exist'),
    ],
    ids=lambda error: type(error).__name__,
)
@pytest.mark.django_db(transaction=True)
def test_a_queue_that_takes_nothing_is_told_and_logged(monkeypatch, caplog, error):
    close(monkeypatch, error)
    assert not queue.ring(process, 7)
    assert "did not take tracker.tasks.process(7,)" in caplog.text


def test_a_mistake_of_our_own_is_not_taken_for_a_queue_that_is_away(monkeypatch, django_capture_on_commit_callbacks):
    def fail(*args):
        raise TypeError("no such argument")

    monkeypatch.setattr(process, "delay", fail)
    with pytest.raises(TypeError), django_capture_on_commit_callbacks(execute=True):
        queue.ring(process, 7)


@pytest.mark.django_db(transaction=True)
def test_no_page_breaks_and_nothing_is_lost_while_the_queue_is_away(client, monkeypatch):
    close(monkeypatch, OperationalError("Connection refused"))
    client.force_login(EditorFactory())
    feed = FeedFactory()
    failed = ArticleFactory(state="failed", trouble="refused", state_reason="The publisher answered 404.")
    presses = [
        (reverse("submit"), {"text": TEXT, "published_on": "2024-10-17"}),
        (reverse("retry_article", args=[failed.pk]), {}),
        (reverse("pause_feed", args=[feed.pk]), {}),
        (reverse("resume_feed", args=[feed.pk]), {}),
        (reverse("poll_feed", args=[feed.pk]), {}),
        (reverse("retry_all"), {}),
        (reverse("learn"), {}),
    ]
    assert [client.post(address, fields).status_code for address, fields in presses] == [302] * len(presses)
    assert Article.objects.unfinished().count() == 2
    assert list(Feed.objects.due(timezone.now())) == [feed]
