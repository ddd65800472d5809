"""The schedule of periodic tasks goes on when the clock is set back, and a worker that was away is not swamped; and what
a worker's connections are opened with."""

from datetime import timedelta

import psycopg
import pytest
from django.db import connection

from tracker import celery


@pytest.fixture
def sent(monkeypatch):
    names = []
    monkeypatch.setattr(celery.Scheduler, "apply_entry", lambda self, entry, producer: names.append(entry.name))
    monkeypatch.setattr(celery.Scheduler, "producer", None)
    return names


@pytest.fixture
def scheduler(tmp_path, sent):
    schedule = {name: celery.every(60, f"tasks.{name}") for name in ("one", "two")}
    before, celery.app.conf.beat_schedule = celery.app.conf.beat_schedule, schedule
    yield celery.Scheduler(app=celery.app, schedule_filename=str(tmp_path / "beat"))
    celery.app.conf.beat_schedule = before


def run_all(scheduler, sent):
    """What is sent until the schedule says to sleep, and how long it would sleep."""
    sent.clear()
    for _ in range(10):
        delay = scheduler.tick()
        if delay > 0:
            break
    return sorted(sent), delay


def move(scheduler, by):
    """The clock of the past was ahead of today's by `by`."""
    for entry in scheduler.schedule.values():
        entry.last_run_at += by
    scheduler._seen += by.total_seconds()
    scheduler._heap = [event._replace(time=event.time + by.total_seconds()) for event in scheduler._heap]


def test_a_clock_set_back_by_a_day_delays_nothing(scheduler, sent):
    run_all(scheduler, sent)
    move(scheduler, timedelta(days=1))
    _, delay = run_all(scheduler, sent)
    assert delay <= 60
    for entry in scheduler.schedule.values():
        assert entry.is_due().next <= 60


def test_times_of_a_clock_ahead_kept_over_a_restart_delay_nothing(scheduler, sent, tmp_path):
    run_all(scheduler, sent)
    move(scheduler, timedelta(days=1))
    scheduler.sync()
    scheduler._store.close()
    again = celery.Scheduler(app=celery.app, schedule_filename=str(tmp_path / "beat"))
    again.tick()
    assert all(entry.is_due().next <= 60 for entry in again.schedule.values())


def test_without_a_change_of_the_clock_each_runs_once_a_round(scheduler, sent):
    for entry in scheduler.schedule.values():
        entry.last_run_at -= timedelta(seconds=61)
    assert run_all(scheduler, sent)[0] == ["one", "two"]
    assert run_all(scheduler, sent)[0] == []


def test_what_no_worker_took_for_a_few_rounds_is_dropped():
    for name, entry in celery.app.conf.beat_schedule.items():
        rounds = 15 * 60 if hasattr(entry["schedule"], "run_every") else 24 * 3600
        assert 0 < entry["options"]["expires"] <= rounds, name


@pytest.mark.django_db
def test_a_worker_does_not_wait_for_the_disk_and_an_editor_does():
    asked = "SHOW synchronous_commit"
    with connection.cursor() as cursor:
        assert cursor.execute(asked).fetchone() == ("on",)
        celery.do_not_wait_for_the_disk(connection)
        assert cursor.execute(asked).fetchone() == ("off",)
        cursor.execute("RESET synchronous_commit")
    with psycopg.connect(celery.transport_options("pgmq://")["conn_string"]) as queue:
        assert queue.execute(asked).fetchone() == ("off",)
