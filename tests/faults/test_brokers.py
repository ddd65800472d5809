"""RabbitMQ (quorum queues) and Redis as the queue, where they answer on this machine: the same promises hold."""

import contextlib

import pytest
from kombu import Connection

from tests import brokers
from tests.faults.conftest import open_room
from tests.faults.newsroom import COUNT, let_pass, until
from tracker.models import Article


@pytest.fixture(params=brokers.ADDRESSES)
def broker(request):
    """The broker's address, its queue emptied before and after."""
    with brokers.held(request.param) as address:
        empty(address)
        yield address
        empty(address)


@pytest.fixture
def room(transactional_db, tmp_path, broker):
    yield from open_room(tmp_path, CELERY_BROKER_URL=broker)


def empty(address):
    with Connection(address) as opened, contextlib.suppress(opened.channel_errors):  # there is none yet
        opened.channel().queue_delete("tracker")


def test_a_killed_worker_and_an_emptied_queue_lose_nothing(room, broker):
    first, second, third, *_ = room.texts()
    stalled = {"captured": first, "to-read": second, "to-ready": third}
    for place, article in stalled.items():
        room.order(article.pk, place, "stall")
    worker = room.start(concurrency=COUNT)  # who files the same speaker's words waits for the held transaction
    until(lambda: let_pass() or all(room.times_reached(a.pk, p) for p, a in stalled.items()), "the stages", room.log)
    room.kill(worker)
    empty(broker)
    assert Article.objects.unfinished().count() >= 3
    for place, article in stalled.items():
        room.withdraw(article.pk, place)
    room.start()
    room.await_end()
    room.assert_each_once()


def test_a_queue_that_vanishes_under_a_worker_loses_nothing(room, broker):
    """As when a broker without a disk is started again: the queue and all messages are gone."""
    first, *_ = room.texts()
    room.order(first.pk, "captured", "stall")
    room.start()
    until(lambda: let_pass() or room.times_reached(first.pk, "captured"), "the step", room.log)
    empty(broker)
    room.withdraw(first.pk, "captured")
    room.await_end()
    room.assert_each_once()
