"""Tries, rests and bells: what becomes of an article whose step fails, and of one nobody has heard of for long."""

import json
import logging
from datetime import timedelta

import pytest
from billiard.exceptions import SoftTimeLimitExceeded
from django.db import InterfaceError, OperationalError
from django.utils import timezone
from psycopg import errors

from tests.factories import ArticleFactory, ArticleVersionFactory, EditorFactory
from tracker import logs, tasks
from tracker.models import Article, Pulse
from tracker.models.articles import BELL
from tracker.pipeline import claims, http, manners

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)


@pytest.fixture
def rung(monkeypatch):
    """Keys of the articles whose bell was rung."""
    keys = []
    monkeypatch.setattr(tasks.queue, "ring", lambda task, key: keys.append(key))
    monkeypatch.setattr(tasks.process, "apply_async", lambda args, **options: keys.append(*args))
    return keys


@pytest.fixture
def captured():
    return ArticleVersionFactory(article__state="captured", read_by=None).article


def failing_with(monkeypatch, error):
    tried = []

    def fail(article):
        tried.append(article.pk)
        raise error

    monkeypatch.setattr(tasks, "step", fail)
    return tried


def rested(article):
    """The article when its rest is over."""
    Article.objects.filter(pk=article.pk).update(held_until=timezone.now() - timedelta(seconds=1))
    article.refresh_from_db()
    return article


def run_until_set_aside(article):
    for _ in range(claims.MAX_TRIES + 2):
        tasks.process.apply(args=(rested(article).pk,))
    article.refresh_from_db()


def because(state):
    """A database error as Django raises it for the SQLSTATE `state`."""
    error = OperationalError("it failed")
    error.__cause__ = errors.lookup(state)() if state else errors.OperationalError()
    return error


def test_quick_steps_follow_each_other_without_a_bell(captured, rung):
    tasks.process(captured.pk)
    captured.refresh_from_db()
    assert (captured.state, captured.attempts, captured.held_until) == ("ready", 0, None)
    assert rung == []


def test_a_slow_step_rings_for_the_next(captured, rung, monkeypatch):
    monkeypatch.setattr(tasks, "QUICK", -1)
    for state in ("read", "ready"):
        tasks.process(captured.pk)
        captured.refresh_from_db()
        assert (captured.state, captured.attempts, captured.held_until) == (state, 0, None)
        assert rung == [captured.pk]


def test_each_step_that_follows_is_claimed_and_its_tries_are_counted(captured, rung, monkeypatch):
    tried = []

    def step(article):
        kept = Article.objects.get(pk=article.pk)
        tried.append((kept.state, kept.attempts, claims.claim(article.pk, at=timezone.now())))
        if article.state == "captured":
            return article.move_to("read")
        raise http.FetchFailed("503")

    monkeypatch.setattr(tasks, "step", step)
    tasks.process(captured.pk)
    assert tried == [("captured", 1, None), ("read", 1, None)]
    captured.refresh_from_db()
    assert (captured.state, captured.attempts, captured.state_reason) == ("read", 1, "503")


def test_a_step_another_worker_has_begun_is_left_to_it(captured):
    first = claims.claim(captured.pk, at=timezone.now())
    first.article.move_to("read")
    assert claims.claim(captured.pk, at=timezone.now()) is not None
    assert claims.go_on(first, at=timezone.now()) is None


def test_a_publisher_that_does_not_answer_is_left_alone_longer_each_time(captured, rung, monkeypatch):
    failing_with(monkeypatch, http.FetchFailed("The publisher answered 503."))
    rests, now = [], timezone.now()
    monkeypatch.setattr(timezone, "now", lambda: now)
    for _ in range(claims.MAX_TRIES - 1):
        tasks.process(rested(captured).pk)
        captured.refresh_from_db()
        rests.append((captured.held_until - now).total_seconds())
        assert captured.ring_at == captured.held_until
    assert rests == [20, 40, 80, 160]
    assert (captured.state, captured.state_reason, rung) == ("captured", "The publisher answered 503.", [])
    claims.claim(rested(captured).pk, at=timezone.now())
    captured.refresh_from_db()
    assert (captured.state_reason, captured.trouble) == (None, None), "what went wrong before is not said of a new try"


def test_a_publisher_that_asks_for_a_month_is_asked_again_after_an_hour(captured, monkeypatch):
    failing_with(monkeypatch, http.FetchFailed("The publisher answered 429.", retry_after=30 * DAY))
    start = timezone.now()
    tasks.process(captured.pk)
    captured.refresh_from_db()
    assert timedelta(minutes=59) < captured.held_until - start < timedelta(minutes=90)


def test_why_a_step_did_not_succeed_yet_is_on_the_page_at_once(captured, monkeypatch, client):
    failing_with(monkeypatch, http.FetchFailed("The publisher answered 503."))
    tasks.process(captured.pk)
    client.force_login(EditorFactory())
    assert "503" in client.get(captured.get_absolute_url()).content.decode()


def test_a_publisher_that_asks_for_more_time_gets_it(captured, monkeypatch):
    failing_with(monkeypatch, http.FetchFailed("The publisher answered 429.", retry_after=timedelta(minutes=7)))
    tasks.process(captured.pk)
    captured.refresh_from_db()
    assert timedelta(minutes=6) < captured.held_until - timezone.now() <= timedelta(minutes=7)


def test_waiting_for_a_turn_at_a_host_uses_up_no_tries(captured, monkeypatch):
    tried = failing_with(monkeypatch, manners.Busy("The host is busy with our other requests."))
    for _ in range(3 * claims.MAX_TRIES):
        tasks.process(rested(captured).pk)
    captured.refresh_from_db()
    assert (captured.state, captured.attempts, len(tried)) == ("captured", 0, 3 * claims.MAX_TRIES)


def test_bells_rung_during_a_rest_use_up_no_tries(captured, monkeypatch):
    tried = failing_with(monkeypatch, http.FetchFailed("503"))
    for _ in range(20):
        tasks.process(captured.pk)
    captured.refresh_from_db()
    assert (captured.state, captured.attempts, len(tried)) == ("captured", 1, 1)


def test_an_article_another_worker_is_at_is_left_to_it(captured):
    held = claims.claim(captured.pk, at=timezone.now())
    assert held is not None
    assert claims.claim(captured.pk, at=timezone.now()) is None
    assert claims.claim(captured.pk, at=timezone.now() + claims.HOLD) is not None


@pytest.mark.parametrize(
    ("error", "reason", "trouble"),
    [
        (http.FetchFailed("The publisher answered 503."), "The publisher answered 503.", "unreachable"),
        (SoftTimeLimitExceeded(), "It took longer than 100 seconds.", "time"),
        (RuntimeError("poison"), "The reader failed with RuntimeError.", "reader"),
        (because("54000"), "The worker process ended in the middle.", "reader"),
    ],
    ids=["network", "time", "mistake of ours", "what the database will never take"],
)
def test_what_fails_each_time_is_set_aside_with_its_reason(captured, rung, monkeypatch, error, reason, trouble):
    tried = failing_with(monkeypatch, error)
    run_until_set_aside(captured)
    assert (captured.state, captured.trouble) == ("failed", trouble)
    assert captured.state_reason == f"Tried 5 times without success. {reason}"
    assert (len(tried), rung) == (claims.MAX_TRIES, [])


def test_a_step_that_takes_its_process_along_has_been_counted(captured):
    """Nothing is written after the claim, as when the process is killed."""
    for number in range(1, claims.MAX_TRIES + 1):
        assert claims.claim(rested(captured).pk, at=timezone.now()).number == number
    assert claims.claim(rested(captured).pk, at=timezone.now()) is None
    captured.refresh_from_db()
    assert captured.state == "failed"
    assert "ended in the middle" in captured.state_reason


@pytest.mark.parametrize("state", [None, "57P01", "53100", "53300", "40P01"])
def test_a_database_that_is_away_uses_up_no_tries(captured, monkeypatch, state):
    monkeypatch.setattr(tasks, "close_old_connections", lambda: None)
    tried = failing_with(monkeypatch, because(state))
    for _ in range(3 * claims.MAX_TRIES):
        with pytest.raises(OperationalError):
            tasks.process(rested(captured).pk)
    captured.refresh_from_db()
    assert (captured.state, captured.attempts, len(tried)) == ("captured", 0, 3 * claims.MAX_TRIES)
    assert captured.ring_at < timezone.now() + BELL


@pytest.mark.parametrize(("state", "reason"), [("57P01", tasks.AWAY), ("53100", tasks.FULL), (None, tasks.AWAY)])
def test_why_the_database_took_nothing_is_told(captured, monkeypatch, state, reason):
    monkeypatch.setattr(tasks, "close_old_connections", lambda: None)
    failing_with(monkeypatch, because(state))
    with pytest.raises(OperationalError):
        tasks.process(captured.pk)
    captured.refresh_from_db()
    assert (captured.state_reason, captured.trouble) == (reason, "storage")


def test_a_connection_used_after_it_was_lost_is_a_database_that_is_away():
    assert claims.is_passing(InterfaceError("connection already closed"))


def test_a_late_failure_changes_nothing_in_an_article_that_went_on(captured):
    late = claims.claim(captured.pk, at=timezone.now())
    other = Article.objects.get(pk=captured.pk)
    other.move_to("read")
    claims.postpone(late, "late", "time", at=timezone.now())
    claims.give_back(late, "late", "storage", at=timezone.now())
    captured.refresh_from_db()
    assert (captured.state, captured.state_reason, captured.held_until) == ("read", None, None)


def test_lost_bells_are_rung_for_what_waits_too_long(rung):
    past, soon = timezone.now() - timedelta(seconds=1), timezone.now() + BELL
    lost = ArticleFactory(state="captured", ring_at=past)
    ArticleFactory(state="captured", ring_at=soon)
    ArticleFactory(state="ready", ring_at=past)
    assert tasks.ring_lost_bells() == 1
    assert rung == [lost.pk]


def test_bells_do_not_pile_up_while_nobody_answers(rung):
    ArticleFactory(state="captured", ring_at=timezone.now() - DAY)
    for _ in range(5):
        tasks.ring_lost_bells()
    assert len(rung) == 1


def test_the_longest_overdue_are_rung_first_and_not_all_at_once(rung, monkeypatch):
    monkeypatch.setattr(claims, "BELLS_AT_ONCE", 2)
    waiting = [ArticleFactory(state="queued", ring_at=timezone.now() - hours * DAY) for hours in (1, 3, 2)]
    tasks.ring_lost_bells()
    assert rung == [waiting[1].pk, waiting[2].pk]


def test_a_clock_set_back_holds_nothing_back(rung, monkeypatch):
    """What a clock a day ahead wrote lies further off than any wait."""
    ahead = timezone.now() + DAY
    article = ArticleVersionFactory(
        article__state="captured", article__ring_at=ahead, article__held_until=ahead
    ).article
    tasks.ring_lost_bells()
    assert rung == [article.pk]
    tasks.process(article.pk)
    article.refresh_from_db()
    assert article.is_finished


def test_the_worker_shows_signs_of_life(rung):
    Pulse.objects.create(name="worker", at=timezone.now() - DAY)
    tasks.ring_lost_bells()
    assert timezone.now() - Pulse.objects.get(name="worker").at < timedelta(minutes=1)


def test_all_that_was_set_aside_goes_back_to_where_it_stood(rung):
    aside = {"state": "failed", "state_reason": "x", "trouble": "time", "attempts": 0}
    unfetched = ArticleFactory(**aside)
    fetched = ArticleVersionFactory(**{f"article__{name}": value for name, value in aside.items()}).article
    ready = ArticleFactory()
    assert claims.retry(Article.objects.all()) == 2
    states = dict(Article.objects.values_list("pk", "state"))
    assert states == {unfetched.pk: "queued", fetched.pk: "captured", ready.pk: "ready"}
    tasks.ring_lost_bells()
    assert set(rung) == {unfetched.pk, fetched.pk}


def test_each_line_about_a_stage_names_its_article(captured, rung, caplog, settings):
    about = logs.About()
    caplog.handler.addFilter(about)
    with caplog.at_level(logging.INFO, logger="tracker.tasks"):
        tasks.process(captured.pk)
    caplog.handler.removeFilter(about)
    lines = [record for record in caplog.records if record.name == "tracker.tasks"]
    assert [line.article_id for line in lines] == [captured.pk] * 2
    assert [line.getMessage()[:13] for line in lines] == ["captured -> r", "read -> ready"]


def test_a_line_can_be_written_as_json_with_its_ids(settings):
    formats = logging.config.DictConfigurator(settings.LOGGING)
    formatter = formats.configure_formatter(settings.LOGGING["formatters"]["json"])
    record = logging.LogRecord("tracker.tasks", logging.INFO, __file__, 1, "read %s", ("it",), None)
    with logs.about(article_id=7), logs.about(feed_id=3):
        logs.About().filter(record)
    line = json.loads(formatter.format(record))
    assert (line["article_id"], line["feed_id"], line["message"], line["level"]) == (7, 3, "read it", "INFO")
    assert record.about == " [article 7, feed 3]"
