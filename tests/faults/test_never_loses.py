"""Whatever dies in the middle of whatever, every article is in its final state once in the end. With real processes."""

from datetime import timedelta

import psutil
from django.db import connection

from tests.faults.newsroom import COUNT, let_pass, messages, sessions_cut, until
from tracker.models import Article
from tracker.pipeline import claims

# What PostgreSQL answers when it cannot write, and a count of how often it did, which no rollback takes back.
FULL_DISK = """
    CREATE SEQUENCE full_disk_hits;
    CREATE FUNCTION refuse_to_write() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            PERFORM nextval('full_disk_hits');
            RAISE 'could not extend file: no space left on device' USING ERRCODE = 'disk_full';
        END $$;
    CREATE TRIGGER full_disk BEFORE INSERT ON tracker_quotation FOR EACH ROW EXECUTE FUNCTION refuse_to_write();
"""
SPACE_AGAIN = """
    DROP TRIGGER full_disk ON tracker_quotation; DROP FUNCTION refuse_to_write; DROP SEQUENCE full_disk_hits;
"""


def test_a_worker_killed_in_the_middle_of_each_stage_loses_nothing(room, publisher):
    """One article is held while its page is fetched, one before it is read, two just before a transaction ends."""
    first, second, third, *_, last = room.texts()
    stalled = {"captured": first, "to-read": second, "to-ready": third}
    for place, article in stalled.items():
        room.order(article.pk, place, "stall")
    fetched = room.to_be_fetched(last, publisher)
    publisher.busy.add(fetched)
    worker = room.start(concurrency=COUNT)  # who files the same speaker's words waits for the held transaction
    until(lambda: let_pass() or all(room.times_reached(a.pk, p) for p, a in stalled.items()), "the stages")
    assert publisher.asked.acquire(timeout=30)
    room.kill(worker)
    assert Article.objects.unfinished().count() >= 4
    publisher.busy.clear()
    for place, article in stalled.items():
        room.withdraw(article.pk, place)
    room.start()
    room.await_end()
    room.assert_each_once()


def test_a_worker_that_has_grown_too_large_is_replaced_and_loses_nothing(room):
    """With a limit below what a process starts with, it is replaced after its first task."""
    worker = psutil.Process(room.start(megabytes=1).pid)
    until(lambda: len(worker.children()) == 2, "its processes")
    first = set(worker.children())
    room.ring(*room.texts())
    room.await_end()
    room.assert_each_once()
    until(lambda: set(worker.children()) - first, "those that take their place")


def test_an_emptied_queue_and_a_clock_set_back_by_a_day_lose_and_delay_nothing(room):
    room.ring(*room.texts())
    assert messages() == COUNT
    empty_the_queue()
    let_pass(-timedelta(days=1))
    room.start()
    room.await_end(passing=False)
    room.assert_each_once()


def test_messages_delivered_many_times_to_two_workers_change_nothing(room):
    """One article is held in its step for longer than it may, so that a second worker takes it over at once."""
    first, *others = room.texts()
    room.order(first.pk, "captured", "stall")
    room.ring(first, *others, times=4)
    room.start()
    room.start(beat=False)
    until(lambda: room.times_reached(first.pk, "captured"), "the step", room.log)
    let_pass(at_work=timedelta())
    until(lambda: room.times_reached(first.pk, "captured") >= 2, "the second worker", room.log)
    room.withdraw(first.pk, "captured")
    room.await_end()
    room.assert_each_once()


def test_poisoned_articles_are_set_aside_with_their_reasons_and_the_rest_go_on(room):
    """They end or hold up their process, one of them deaf to the first warning; one try is left to each."""
    reasons = {"crash": "Tried 5 times", "hang": "longer than 4 seconds", "deaf": "longer than 4 seconds"}
    poisoned = dict(zip(reasons, room.texts(), strict=False))
    for what, article in poisoned.items():
        room.order(article.pk, "captured", what)
        Article.objects.filter(pk=article.pk).update(attempts=claims.MAX_TRIES - 1)
    let_pass()
    room.start(concurrency=3, step_seconds=4)
    room.await_end(passing=False)
    for what, article in poisoned.items():
        article.refresh_from_db()
        assert article.state == "failed", what
        assert reasons[what] in article.state_reason, what
        assert room.times_reached(article.pk, "captured") == 1, what
    assert Article.objects.filter(state="ready").count() == COUNT - len(poisoned)


def test_a_database_that_ends_every_session_loses_nothing(room):
    article, *_ = room.texts()
    room.order(article.pk, "to-read", "stall")
    room.start()
    until(lambda: let_pass() or room.times_reached(article.pk, "to-read"), "the transaction", room.log)
    assert sessions_cut() > 2
    room.withdraw(article.pk, "to-read")
    room.await_end()
    room.assert_each_once()


def test_a_full_disk_delays_and_loses_nothing(room):
    """No passage can be written for a while; that uses up no tries, however often it is tried."""
    room.texts()
    with connection.cursor() as cursor:
        cursor.execute(FULL_DISK)
    try:
        room.start()
        until(lambda: let_pass() or refusals() > 3 * COUNT, "tries on a full disk", room.log)
        assert Article.objects.filter(state="captured", attempts__lte=1).count() == COUNT
    finally:
        with connection.cursor() as cursor:
            cursor.execute(SPACE_AGAIN)
    room.await_end()
    room.assert_each_once()


def refusals():
    with connection.cursor() as cursor:
        cursor.execute("SELECT last_value FROM full_disk_hits")
        return cursor.fetchone()[0]


def empty_the_queue():
    with connection.cursor() as cursor:
        cursor.execute("SELECT pgmq.purge_queue(queue_name) FROM pgmq.list_queues()")
