"""What machines are told: that the process lives, what it lacks, and numbers that agree with the rows."""

import pytest
from django.db import OperationalError
from django.urls import reverse
from django.utils import timezone
from prometheus_client.parser import text_string_to_metric_families

from tests.factories import ArticleFactory, EditorFactory, StatementFactory, UserFactory
from tracker import queue
from tracker.management.commands.prepare import install_queue
from tracker.models import Pulse
from tracker.views import machines, numbers

TOKEN = "a token of some length"
OUTSIDE = {"REMOTE_ADDR": "203.0.113.7"}


@pytest.fixture(scope="session")
def queue_installed(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock():
        install_queue()
        with queue.connection.cursor() as cursor:
            cursor.execute("SELECT pgmq.purge_queue(%s)", [queue.QUEUE])


@pytest.fixture
def queued(queue_installed, db):
    """A database with its queue, which is empty."""


def test_a_process_that_lives_says_so_without_the_database(client):
    """Without the `db` fixture a query would fail the test."""
    response = client.get("/healthz", headers={"Host": "10.0.0.7"})
    assert (response.status_code, response.content) == (200, b"ok\n")


def test_probes_are_answered_whatever_the_host_and_without_https(client, settings, queued):
    settings.SECURE_SSL_REDIRECT = True
    for path in ("/healthz", "/readyz"):
        assert client.get(path, headers={"Host": "10.0.0.7"}).status_code == 200, path


def test_a_probe_changes_nothing_and_takes_only_questions(client):
    assert client.post("/healthz").status_code == 405


def test_what_is_ready_says_so(client, queued):
    assert client.get("/readyz").json() == {"ready": True, "missing": []}


def test_a_database_away_is_named_and_nothing_else(client, monkeypatch):
    def away(self):
        raise OperationalError("connection to server at secret.example failed: password=hush")

    monkeypatch.setattr(machines.MigrationRecorder, "applied_migrations", away)
    monkeypatch.setattr(machines.connection, "close", lambda: None)
    response = client.get("/readyz")
    assert (response.status_code, response.json()) == (503, {"ready": False, "missing": ["database"]})
    assert b"secret" not in response.content


def test_a_migration_not_applied_is_named(client, queued, monkeypatch):
    monkeypatch.setattr(machines, "_shipped", lambda: {("tracker", "9999_to_come")})
    response = client.get("/readyz")
    assert (response.status_code, response.json()["missing"]) == (503, ["migrations"])


def test_a_full_disk_is_named(client, queued, monkeypatch):
    monkeypatch.setattr(machines.status, "is_full", lambda: True)
    response = client.get("/readyz")
    assert (response.status_code, response.json()["missing"]) == (503, ["space"])


def test_a_queue_that_is_not_there_is_named(client, db, monkeypatch):
    monkeypatch.setattr(queue, "QUEUE", "of_no_such_name")
    response = client.get("/readyz")
    assert (response.status_code, response.json()["missing"]) == (503, ["queue"])


def test_a_broker_that_does_not_answer_is_named(client, db, settings, monkeypatch):
    assert queue.app.conf.broker_url  # read once and for all, before the address changes
    settings.CELERY_BROKER_URL = "redis://127.0.0.1:1/0"
    elsewhere = queue.app.connection(settings.CELERY_BROKER_URL, transport="redis")
    monkeypatch.setattr(queue.app, "connection_for_read", lambda: elsewhere)
    assert client.get("/readyz").json()["missing"] == ["queue"]


def numbers_of(response):
    assert response.status_code == 200
    families = text_string_to_metric_families(response.content.decode())
    return {(s.name, *s.labels.values()): s.value for family in families for s in family.samples}


def test_numbers_agree_with_the_rows(client, queued):
    now = timezone.now()
    ArticleFactory.create_batch(3)
    ArticleFactory(state="captured", state_since=now - timezone.timedelta(hours=1))
    ArticleFactory(state="failed", state_reason="x", trouble="refused")
    ArticleFactory(state="failed", state_reason="x")
    StatementFactory(accepted=True)
    Pulse.objects.create(name="worker", at=now)
    found = numbers_of(client.get("/metrics"))
    assert found["tracker_articles", "ready"] == 3
    assert found["tracker_articles", "queued"] == 0
    assert found["tracker_articles_set_aside", "refused"] == 1
    assert found["tracker_articles_set_aside", "other"] == 1
    assert found["tracker_statements", "accepted"] == 1
    assert found["tracker_feeds", "failing"] == 0
    assert found["tracker_oldest_unfinished_seconds",] == pytest.approx(3600, abs=60)
    assert found["tracker_worker_silent_seconds",] < 60
    assert (found["tracker_queue_up",], found["tracker_queue_messages",]) == (1, 0)


def test_no_data_is_no_zero(client, db):
    found = numbers_of(client.get("/metrics"))
    assert not {name for name, *_ in found} & {"tracker_last_read_seconds", "tracker_worker_silent_seconds"}


def test_the_number_of_queries_does_not_grow(client, queued, django_assert_num_queries):
    ArticleFactory.create_batch(5)
    with django_assert_num_queries(11):
        client.get("/metrics")


@pytest.mark.parametrize(
    ("asked", "status"),
    [
        ({}, 200),
        (OUTSIDE, 401),
        ({"HTTP_X_FORWARDED_FOR": "203.0.113.7"}, 401),
        (OUTSIDE | {"HTTP_AUTHORIZATION": f"Bearer {TOKEN}"}, 200),
        (OUTSIDE | {"HTTP_AUTHORIZATION": "Bearer wrong"}, 401),
        (OUTSIDE | {"HTTP_AUTHORIZATION": "Bearer "}, 401),
        (OUTSIDE | {"HTTP_AUTHORIZATION": f"Basic {TOKEN}"}, 401),
        (OUTSIDE | {"HTTP_AUTHORIZATION": "Bearer té"}, 401),
        ({"REMOTE_ADDR": ""}, 401),
    ],
    ids=[
        "this machine",
        "outside",
        "through a proxy",
        "the token",
        "a wrong token",
        "an empty token",
        "the token as something else",
        "letters no token has",
        "a socket",
    ],
)
def test_numbers_are_for_this_machine_and_who_knows_the_token(client, db, settings, asked, status):
    settings.METRICS_TOKEN = TOKEN
    assert client.get("/metrics", **asked).status_code == status


def test_without_a_token_none_opens_the_numbers(client, db):
    assert client.get("/metrics", HTTP_AUTHORIZATION="Bearer ", **OUTSIDE).status_code == 401


def test_in_production_this_machine_is_no_reason(client, db, settings):
    settings.PRODUCTION = True
    assert client.get("/metrics").status_code == 401


@pytest.mark.parametrize(("factory", "status"), [(EditorFactory, 200), (UserFactory, 401)])
def test_numbers_are_for_editors_not_for_readers(client, db, factory, status):
    client.force_login(factory())
    assert client.get(reverse("metrics"), **OUTSIDE).status_code == status


def test_a_clock_that_ran_ahead_gives_no_negative_age():
    now = timezone.now()
    assert numbers.since(now + timezone.timedelta(hours=1), now) == 0
