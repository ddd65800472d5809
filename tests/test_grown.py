"""The same code on real servers: PostgreSQL, RabbitMQ and Redis, where they answer on this machine.

A text is submitted, its bell rung, and a worker process of its own takes it through every stage.
"""

import os
import subprocess
import sys
import textwrap
import time
import uuid
from pathlib import Path

import psycopg
import pytest

from tests import brokers

ROOT = Path(__file__).resolve().parents[1]
POSTGRES = os.environ.get("TEST_POSTGRES_URL", "postgresql://postgres@127.0.0.1:5432/postgres")
JOURNEY = textwrap.dedent("""
    import os, sys, time
    import django
    django.setup()
    from datetime import date
    from tracker.pipeline import articles
    from tracker.tasks import process
    words = "The ferry sails, the harbour master said on Monday."
    article = articles.submit_text(words, published_on=date(2024, 10, 17))
    process.delay(article.pk)
    process.delay(article.pk)
    until = time.monotonic() + 40
    while not article.is_finished and time.monotonic() < until:
        time.sleep(0.1)
        article.refresh_from_db()
    print("state:", article.state, "versions:", article.versions.count())
""")
PREPARE = textwrap.dedent("""
    import django
    django.setup()
    from django.core.management import call_command
    from tracker.management.commands.prepare import install_queue
    call_command("migrate", verbosity=0)
    install_queue()
""")


@pytest.fixture(params=["queue in the database", *brokers.ADDRESSES])
def broker(request):
    """The broker's address, or none."""
    if request.param not in brokers.ADDRESSES:
        yield None
    else:
        with brokers.held(request.param) as address:
            yield address


@pytest.fixture
def database():
    """A database of its own on the real server, dropped afterwards."""
    name = f"tracker_test_{uuid.uuid4().hex[:12]}"
    try:
        server = psycopg.connect(POSTGRES, autocommit=True, connect_timeout=3)
    except psycopg.OperationalError:
        pytest.skip("no PostgreSQL server answers on this machine")
    with server:
        server.execute(f'CREATE DATABASE "{name}"')
        yield POSTGRES.rsplit("/", 1)[0] + f"/{name}"
        server.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def environment(tmp_path, database, broker):
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("TRACKER_", "CELERY_"))}
    named = {"DATABASE_URL": database, "TRACKER_VAR": str(tmp_path), "DJANGO_SETTINGS_MODULE": "tracker.settings"}
    return kept | named | ({"CELERY_BROKER_URL": broker} if broker else {})


def run(code, env):
    return subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env=env, capture_output=True, text=True, timeout=90, check=False
    )


def test_an_article_goes_all_the_way_on_real_servers(database, broker, tmp_path):
    env = environment(tmp_path, database, broker)
    prepared = run(PREPARE, env)
    assert prepared.returncode == 0, prepared.stderr
    command = ["-m", "celery", "--app", "tracker.celery", "worker", "--pool", "solo", "--loglevel", "ERROR"]
    worker = subprocess.Popen([sys.executable, *command], cwd=ROOT, env=env, stderr=subprocess.PIPE, text=True)
    try:
        time.sleep(1)
        journey = run(JOURNEY, env)
    finally:
        worker.terminate()
        try:
            worker.wait(15)
        except subprocess.TimeoutExpired:
            worker.kill()
    assert "state: ready versions: 1" in journey.stdout, journey.stderr + (
        worker.stderr.read() if worker.stderr else ""
    )
