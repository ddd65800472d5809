"""Worker processes on the test database, and pages of this machine for them to fetch."""

import os
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from django.db import connection

from tests.faults.newsroom import Newsroom, page
from tracker.management.commands.prepare import install_queue


def environment(folder, **named):
    """That of a worker: nothing of ours but what is named, and the test database."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("TRACKER_", "CELERY_", "DATABASE_"))}
    always = {"TRACKER_VAR": str(folder), "TRACKER_FETCH_ALLOW_LOOPBACK": "1", "PYTHONWARNINGS": "ignore"}
    return kept | always | {"DJANGO_SETTINGS_MODULE": "tracker.settings"} | named


def database_address():
    given = connection.settings_dict
    parts = {"host": given["HOST"], "port": given["PORT"], "user": given["USER"], "password": given["PASSWORD"]}
    return f"postgresql:///{given['NAME']}?" + "&".join(f"{key}={value}" for key, value in parts.items() if value)


@pytest.fixture
def room(transactional_db, tmp_path):
    """A newsroom on the queue inside the test database."""
    yield from open_room(tmp_path)


def open_room(folder, **named):
    install_queue()
    with connection.cursor() as cursor:
        cursor.execute("SELECT pgmq.purge_queue(queue_name) FROM pgmq.list_queues()")
    opened = Newsroom(folder, environment(folder, DATABASE_URL=database_address(), **named))
    yield opened
    opened.close()


@contextmanager
def serving(answer, host="127.0.0.1"):
    """A server of what `answer` gives for a path: a type and a body, or `None` where there is nothing."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            found = answer(self.path)
            if found is None:
                return self.send_error(404)
            content_type, body = found
            self.send_response(200)
            self.send_header("Content-Type", content_type)
            self.end_headers()
            self.wfile.write(body)
            return None

        def log_message(self, *args):
            pass

    server = ThreadingHTTPServer((host, 0), Handler)
    server.handle_error = lambda *args: None  # a reader that was killed hangs up
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture
def publisher():
    """Serves an article at /N on every loopback address; those in `publisher.busy` keep the reader waiting."""
    busy, asked = set(), threading.Semaphore(0)

    def answer(path):
        name = path.strip("/")
        if not name.isdecimal():
            return None
        asked.release()
        while name in busy:
            threading.Event().wait(0.05)
        return "text/html; charset=utf-8", page(int(name)).encode()

    with serving(answer, "0.0.0.0") as server:
        server.busy, server.asked = busy, asked
        yield server
        busy.clear()
