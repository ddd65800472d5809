"""The Celery application. Its settings are read when first needed, so that importing it starts no database."""

import os
import time
from pathlib import Path
from typing import Any

from celery import Celery
from celery.beat import PersistentScheduler
from celery.schedules import crontab, schedule
from celery.signals import worker_init
from django.conf import settings
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created
from psycopg.conninfo import make_conninfo

from tracker.embedded.server import socket_folder

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tracker.settings")

QUEUE = "tracker"
# What is due at a time stands in a queue of its own. A worker takes from both in turn, so that a thousand articles to
# read keep no feed from being polled while its items are still there.
CLOCK = "tracker_clock"
BY_THE_CLOCK = ("ring_lost_bells", "poll_due_feeds", "poll_feed", "look_at_due_articles", "look_at_article")
app = Celery("tracker")
# What a worker commits may be lost when the whole server dies within half a second, never in another order than it was
# committed: its articles then stand where they stood before, and their bells are rung again. What an editor commits
# waits for the disk, and so for all that a worker committed before.
UNHURRIED = "synchronous_commit"


def queue_conninfo() -> str:
    """The connection string of the database that holds the queue; starts the embedded server if that is it.

    Given as keywords, not as a URL: a URL loses a folder of a socket.
    """
    database: dict[str, Any] = settings.DATABASES["default"]
    host = database.get("HOST", "")
    if database["ENGINE"] == "tracker.embedded":
        host = socket_folder(Path(settings.EMBEDDED_DATA))
    given = {
        "host": host,
        "port": database.get("PORT"),
        "user": database["USER"],
        "password": database.get("PASSWORD"),
        "dbname": database["NAME"],
    }
    return make_conninfo(**{key: value for key, value in given.items() if value})


@worker_init.connect
def _in_a_worker(**_: Any) -> None:
    connection_created.connect(do_not_wait_for_the_disk)


def do_not_wait_for_the_disk(connection: BaseDatabaseWrapper, **_: Any) -> None:
    """Let commits of this connection return at once: a worker has a dozen for each article, and no one who waits."""
    with connection.cursor() as cursor:
        cursor.execute(f"SET {UNHURRIED} TO off")


class Scheduler(PersistentScheduler):
    """Celery's own, that also goes on when the clock is set back.

    It keeps when each task last ran and when it is next due as times of day. After the clock was set back by an hour
    those lie in the future, and nothing would run for an hour; here they are forgotten as soon as that is noticed.
    """

    _seen = 0.0

    def tick(self, *args: Any, **kwargs: Any) -> float:
        now = time.time()
        if now < self._seen or self._seen == 0.0:
            self._forget_the_future()
        self._seen = now
        return super().tick(*args, **kwargs)

    def _forget_the_future(self) -> None:
        for entry in self.schedule.values():
            now = entry.default_now()
            entry.last_run_at = min(entry.last_run_at or now, now)
        self._heap = None


def every(seconds: float, task: str) -> dict[str, Any]:
    """An entry of the schedule. What no worker took for a few rounds is dropped, so that one that was away does not
    come back to a thousand of them; a few rounds, so that clocks of machines need not agree to the second."""
    return {"task": task, "schedule": schedule(seconds), "options": {"expires": 300 + seconds}}


def nightly(hour: int, task: str) -> dict[str, Any]:
    """An entry for once a night; a night that no worker saw is left out."""
    return {"task": task, "schedule": crontab(hour=hour, minute=20), "options": {"expires": 6 * 3600}}


def transport_options(broker: str) -> dict[str, Any]:
    """What connections to the queue at `broker` are opened with."""
    if not broker.startswith("pgmq:"):
        return {"visibility_timeout": 900} if broker.startswith("redis") else {"confirm_publish": True}
    return {
        "conn_string": make_conninfo(queue_conninfo(), options=f"-c {UNHURRIED}=off"),
        "init_extension": False,
        "use_notify": True,
        "wait_time_seconds": 0,
        # The worker's loop looks for room in its pool only this often, so that this bounds how many tasks it starts.
        "polling_interval": 0.1,
        "visibility_timeout": 900,
        "pool_size": 4,
        "pool_timeout": 10,
    }


def _transport(broker: str) -> str | None:
    """The class that connects to the queue, where that is not the one its address names."""
    embedded = settings.DATABASES["default"]["ENGINE"] == "tracker.embedded"
    return "tracker.embedded.transport:Transport" if embedded and broker.startswith("pgmq:") else None


def _queue_arguments(broker: str) -> dict[str, str]:
    """RabbitMQ keeps its queues on several machines where there are several."""
    return {"x-queue-type": "quorum"} if broker.startswith("amqp") else {}


@app.add_defaults
def _settings() -> dict[str, Any]:
    broker = settings.CELERY_BROKER_URL
    return {
        "broker_url": broker,
        "broker_transport": _transport(broker),
        "broker_transport_options": transport_options(broker),
        "broker_connection_retry_on_startup": True,
        "broker_connection_max_retries": None,  # a worker waits for its queue for as long as that is away
        "task_default_queue": QUEUE,
        "task_queues": {name: {"queue_arguments": _queue_arguments(broker)} for name in (QUEUE, CLOCK)},
        "task_routes": {f"tracker.tasks.{name}": {"queue": CLOCK} for name in BY_THE_CLOCK},
        "task_ignore_result": True,
        "result_expires": None,  # there are none, so that nothing is scheduled to remove them
        "task_acks_late": True,
        "task_reject_on_worker_lost": True,
        "task_soft_time_limit": settings.STEP_SECONDS,
        "task_time_limit": 1.2 * settings.STEP_SECONDS,
        "worker_max_memory_per_child": 1000 * settings.WORKER_MEGABYTES,
        "worker_prefetch_multiplier": 4,  # the next tasks are at hand when one ends; they take fractions of a second
        "worker_enable_remote_control": False,
        "worker_hijack_root_logger": False,
        "beat_scheduler": "tracker.celery:Scheduler",
        "beat_max_loop_interval": 60,
        "beat_schedule": {
            "ring lost bells": every(30, "tracker.tasks.ring_lost_bells"),
            "poll due feeds": every(60, "tracker.tasks.poll_due_feeds"),
            "learn from editors": nightly(3, "tracker.tasks.learn_stances"),
            "look at due articles": every(60, "tracker.tasks.look_at_due_articles"),
        },
    }


app.autodiscover_tasks(["tracker"])
