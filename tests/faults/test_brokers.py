"""RabbitMQ (quorum queues) and Redis as the queue, where they answer on this machine: the same promises hold."""

import contextlib
import os

import pytest
from kombu import Connection
from kombu.exceptions import OperationalError

from tests.faults.conftest import open_room
from tests.faults.newsroom import COUNT, let_pass, until
from tracker.models import Article

BROKERS = {
    "RabbitMQ": os.environ.get("TEST_RABBITMQ_URL", "amqp://guest:guest@127.0.0.1:5672//"),
    "Redis": os.environ.get("TEST_REDIS_URL", "redis://127.0.0.1:6379/9"),
}


@pytest.fixture(params=BROKERS)
def broker(request):
    """The broker's address, its queue emptied before and after."""
    address = BROKERS[request.param]
    try:
        with Connection(address, connect_timeout=2) as opened:
            opened.ensure_connection(max_retries=1, timeout=2)
    except (TimeoutError, OperationalError, OSError):
        pytest.skip(f"no {request.param} answers on this machine")
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
    until(
        lambda: let_pass() or all(room.times_reached(a.pk, p) for p, a in stalled.items()), "the stages", 90, room.log
    )
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
    until(lambda: let_pass() or room.times_reached(first.pk, "captured"), "the step", 90, room.log)
    empty(broker)
    room.withdraw(first.pk, "captured")
    room.await_end(seconds=60)
    room.assert_each_once()
