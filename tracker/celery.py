"""The Celery application. Its settings are read when first needed, so that importing it starts no database."""

import os
from pathlib import Path
from typing import Any

from celery import Celery
from celery.schedules import schedule
from django.conf import settings
from psycopg.conninfo import make_conninfo

from tracker.embedded.server import socket_folder

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tracker.settings")

app = Celery("tracker")


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


def _transport_options(broker: str) -> dict[str, Any]:
    if not broker.startswith("pgmq:"):
        return {"visibility_timeout": 900} if broker.startswith("redis") else {"confirm_publish": True}
    return {
        "conn_string": queue_conninfo(),
        "init_extension": False,
        "use_notify": True,
        "wait_time_seconds": 0,
        "polling_interval": 1,
        "visibility_timeout": 900,
        "pool_size": 4,
        "pool_timeout": 10,
    }


@app.add_defaults
def _settings() -> dict[str, Any]:
    broker = settings.CELERY_BROKER_URL
    return {
        "broker_url": broker,
        "broker_transport_options": _transport_options(broker),
        "broker_connection_retry_on_startup": True,
        "task_default_queue": "tracker",
        "task_default_queue_type": "quorum" if broker.startswith("amqp") else "classic",
        "task_ignore_result": True,
        "task_acks_late": True,
        "task_reject_on_worker_lost": True,
        "task_time_limit": 120,
        "task_soft_time_limit": 100,
        "worker_prefetch_multiplier": 1,
        "worker_enable_remote_control": False,
        "worker_hijack_root_logger": False,
        "beat_schedule": {
            "ring lost bells": {"task": "tracker.tasks.ring_lost_bells", "schedule": schedule(60.0)},
        },
    }


app.autodiscover_tasks(["tracker"])
