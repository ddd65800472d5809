"""RabbitMQ and Redis of this machine, one test at a time: all who ask use the same queue of the same server."""

import fcntl
import os
import tempfile
from contextlib import contextmanager
from pathlib import Path

import pytest
from kombu import Connection
from kombu.exceptions import OperationalError

ADDRESSES = {
    "RabbitMQ": os.environ.get("TEST_RABBITMQ_URL", "amqp://guest:guest@127.0.0.1:5672//"),
    "Redis": os.environ.get("TEST_REDIS_URL", "redis://127.0.0.1:6379/9"),
}


@contextmanager
def held(name):
    """The address of a broker, kept meanwhile from every other test of this user; skips where it does not answer."""
    address = ADDRESSES[name]
    try:
        with Connection(address, connect_timeout=2) as opened:
            opened.ensure_connection(max_retries=1, timeout=2)
    except (TimeoutError, OperationalError, OSError):
        pytest.skip(f"no {name} answers on this machine")
    with Path(tempfile.gettempdir(), f"tracker-tests-{os.getuid()}-{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield address
