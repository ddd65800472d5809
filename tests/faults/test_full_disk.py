"""The disk under the embedded server is really full: nothing can be written, then the server itself goes down.

A small file system stands for the disk. What is wrong is said as long as it lasts, and nothing is lost.
"""

import http.client
import json
import os
import subprocess
import sys
import textwrap
from contextlib import suppress

import pytest

from tests.faults.conftest import environment
from tests.faults.newsroom import COUNT, ROOT, Workers, until
from tests.faults.test_broker_restarts import free_port
from tests.faults.test_restart import START, STATE, crash, run

DISK = "110m"
TOLD = "The disk of the database is full"
# The bells are in the queue already: a full one takes no more. Nobody looks at the style of these pages.
RUNG = START + textwrap.dedent("""
    import json
    from django.conf import settings
    from django.contrib.staticfiles.finders import get_finders
    from django.test import Client
    from tests.factories import EditorFactory
    from tracker.models import Article
    from tracker.tasks import process
    paths = {path: path for finder in get_finders() for path, _ in finder.list([])}
    settings.STATIC_ROOT.mkdir()
    (settings.STATIC_ROOT / "staticfiles.json").write_text(json.dumps({"paths": paths, "version": "1.1", "hash": ""}))
    for pk in Article.objects.values_list("pk", flat=True):
        process.delay(pk)
    client = Client()
    client.force_login(EditorFactory())
    print(client.cookies["sessionid"].value)
""")
# What the server writes next needs a file of its own.
NEXT_LOG_FILE = textwrap.dedent("""
    import django; django.setup()
    from django.db import connection
    with connection.cursor() as cursor:
        for _ in range(3):
            cursor.execute("SELECT pg_switch_wal()")
            cursor.execute("SELECT pg_logical_emit_message(true, 'disk', 'full')")
""")


@pytest.fixture
def disk(tmp_path):
    """A small file system; skips where this machine lets nobody mount one, which is a failure under CI=true."""
    folder = tmp_path / "disk"
    folder.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", f"size={DISK}", "tmpfs", str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        missed = pytest.fail if os.environ.get("CI") == "true" else pytest.skip
        missed(f"no file system can be mounted here: {done.stderr.strip()}")
    yield folder
    with suppress(FileNotFoundError):
        crash(folder)
    subprocess.run(["umount", "--lazy", str(folder)], check=True)


class Site:
    """A web server on the newsroom, asked by an editor."""

    def __init__(self, env, session):
        self.port, self.session = free_port(), session
        command = ["-m", "gunicorn", "tracker.wsgi", "--bind", f"127.0.0.1:{self.port}", "--log-level", "critical"]
        self.process = subprocess.Popen([sys.executable, *command], cwd=ROOT, env=env, stderr=subprocess.DEVNULL)

    def ask(self, path):
        """Status and body of the answer."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        connection.request("GET", path, headers={"Cookie": f"sessionid={self.session}", "Host": "localhost"})
        answer = connection.getresponse()
        return answer.status, answer.read().decode()

    def says(self, status, words):
        given, page = self.ask("/status/")
        return given == status and words in page

    def readiness(self):
        with suppress(OSError):
            return json.loads(self.ask("/readyz")[1])["missing"]
        return None


def fill(disk):
    """Write until there is no room for another byte; the file to delete for there to be room again."""
    ballast = disk / "ballast"
    with ballast.open("wb", buffering=0) as file, suppress(OSError):
        while True:
            file.write(b"\0" * 4096)
    return ballast


@pytest.fixture
def site(disk):
    """A site on the small disk whose articles are to be read."""
    env = environment(disk)
    opened = Site(env, run(RUNG, env).split()[-1])
    until(lambda: opened.readiness() == [], "the site")
    yield opened
    opened.process.kill()
    opened.process.wait()


def test_a_full_disk_is_told_and_ends_with_every_article_once(site, disk, tmp_path):
    """The server at first lives and cannot write, then it is gone and cannot start."""
    env = environment(disk)
    ballast = fill(disk)
    workers = Workers(tmp_path, env)
    workers.start()
    try:
        until(lambda: "No space left on device" in workers.logs(), "the full disk", workers.logs)
        assert site.readiness() == ["space"]
        assert site.says(200, TOLD)

        with pytest.raises(AssertionError):
            run(NEXT_LOG_FILE, env)
        until(lambda: site.readiness() == ["database"], "the end of the server")
        until(lambda: site.says(503, TOLD), "the page that says why")

        ballast.unlink()
        until((disk / "postgres" / "postmaster.pid").exists, "a server that nobody asked for", workers.logs)
        until(lambda: json.loads(run(STATE, env))[2] == 0, "the end of all work", workers.logs)
        assert json.loads(run(STATE, env)) == [[1] * COUNT, 2 * COUNT, 0]
        assert site.readiness() == []
    finally:
        workers.close()
