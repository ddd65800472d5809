"""The queues as seen from outside: ringing for work, whether they answer, and what waits in them."""

import logging
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import psycopg
from celery import Task
from django.conf import settings
from django.db import DatabaseError, connection, transaction
from django.utils import timezone
from kombu.exceptions import OperationalError

from .celery import CLOCK, QUEUE, app

log = logging.getLogger(__name__)

WAITING = """
    SELECT sum(queue_length)::bigint, max(oldest_msg_age_sec)
    FROM (SELECT * FROM pgmq.metrics(%s) UNION ALL SELECT * FROM pgmq.metrics(%s)) AS both_queues
"""
SECONDS = 2  # how long a broker may take to answer a question about itself


def ring(task: Task[Any, Any], *args: Any, **named: Any) -> bool:
    """Send `task` once all that is being written is committed; False if the queue was asked and did not take it.

    That is logged and loses nothing: the rows say what is to be done, and the schedule rings for them again. Never
    raises for a queue that is away, refuses this process or is not installed.
    """
    taken = True

    def send() -> None:
        nonlocal taken
        taken = _sent(task, args, named)

    transaction.on_commit(send)
    return taken


def _sent(task: Task[Any, Any], args: tuple[Any, ...], named: dict[str, Any]) -> bool:
    try:
        task.delay(*args, **named)
    except _refusals() as error:
        log.error("The queue did not take %s%s: %s", task.name, args, error)
        return False
    return True


def _refusals() -> tuple[type[Exception], ...]:
    """All that sending to this kind of broker can fail with; opens no connection."""
    broker = app.connection_for_write()
    return (OperationalError, OSError, psycopg.Error, *broker.connection_errors, *broker.channel_errors)


class Silent(Exception):
    """The queue does not answer; the text says how, without its address."""


@dataclass(frozen=True, slots=True)
class Backlog:
    """Messages that wait, and for how long the oldest has; `None` where this kind of queue does not tell."""

    messages: int
    oldest: timedelta | None

    @property
    def oldest_since(self) -> datetime | None:
        """When the oldest message was sent."""
        return None if self.oldest is None else timezone.now() - self.oldest


def backlog() -> Backlog:
    """What waits in the queue now. Raises `Silent`."""
    return _in_database() if settings.CELERY_BROKER_URL.startswith("pgmq:") else _at_broker()


def _in_database() -> Backlog:
    """By a query on the connection there is, which is the queue's database too."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(WAITING, [QUEUE, CLOCK])
            length, age = cursor.fetchone()
    except DatabaseError as error:
        raise Silent("The database has no queue; `manage.py prepare` installs it.") from error
    return Backlog(length, timedelta(seconds=age) if age is not None else None)


def _at_broker() -> Backlog:
    try:
        with app.connection_for_read() as opened:
            opened.ensure_connection(max_retries=1, interval_start=0, timeout=SECONDS)
            return Backlog(sum(_length(opened, name) for name in (QUEUE, CLOCK)), None)
    except (OperationalError, OSError) as error:
        raise Silent(f"The queue does not answer ({type(error).__name__}).") from error


def _length(opened: Any, name: str) -> int:
    """How many messages a queue holds; one that is not there is made by its first message."""
    try:
        with opened.channel() as channel:
            return int(channel.queue_declare(name, passive=True).message_count)
    except opened.channel_errors:
        return 0
