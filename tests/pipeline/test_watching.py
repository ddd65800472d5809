"""Articles are looked at again in a rhythm that decays; an edit is a version, everything else is noted and kept."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tracker.models import Article, ArticleVersion, Watch
from tracker.pipeline import articles, http, manners, watching
from tracker.tasks import look_at_article, look_at_due_articles, step

pytestmark = pytest.mark.django_db

HOUR, DAY, WEEK = timedelta(hours=1), timedelta(days=1), timedelta(days=7)
PAGE = """<!doctype html><html lang="en"><head><title>Ferry sails again</title></head><body><article>
<h1>Ferry sails again</h1>
<p>The ferry to the outer islands of Lindhaven sails again after three weeks of repairs, its owner said on Thursday.</p>
<p>“We are glad to be back on the water,” the harbour master said, standing beside the vessel in the morning rain.</p>
<p>The crossing takes {hours} hours and costs what it cost before the engine failed in the last days of September.</p>
</article></body></html>"""
ORIGINAL = PAGE.format(hours="two")


@pytest.fixture
def article(site):
    """Fetched, read and filed; its page has an ETag."""
    found = articles.submit_address(site.put("/ferry", ORIGINAL, ETag='"1"'))
    while not found.is_finished:
        step(found)
        found.refresh_from_db()
    return found


def look(article, after):
    """The look that is due `after` the capture."""
    return watching.look(article.pk, at=captured(article) + after)


def captured(article):
    return article.versions.get(number=1).captured_at


def due_after(article):
    due = Watch.objects.get(article=article).due_at
    return due and due - captured(article)


def test_an_hour_a_day_and_a_week_after_capture_and_then_no_more(article, site):
    for after, following in ((HOUR, DAY), (DAY, WEEK), (WEEK, None)):
        assert due_after(article) == after
        assert look(article, after - timedelta(seconds=1)) is None
        assert look(article, after).outcome == Watch.Outcome.UNCHANGED
        assert due_after(article) == following
    assert watching.due(captured(article) + 52 * WEEK) == []
    assert article.versions.count() == 1
    assert article.latest_version.seen_at == captured(article) + WEEK


def test_it_asks_only_for_what_changed(article, site):
    look(article, HOUR)
    assert site.asked[-1][1]["If-None-Match"] == '"1"'


def test_looks_missed_while_no_worker_ran_are_not_all_made_up_for(article):
    assert look(article, 3 * DAY).outcome == Watch.Outcome.UNCHANGED
    assert due_after(article) == 3 * DAY + HOUR
    look(article, 3 * DAY + HOUR)
    assert due_after(article) == WEEK


def test_an_edit_is_a_version_and_the_rhythm_begins_anew(article, site):
    site.put("/ferry", PAGE.format(hours="three"), ETag='"2"')
    watch = look(article, DAY)
    assert watch.outcome == Watch.Outcome.CHANGED
    article.refresh_from_db()
    assert article.state == Article.State.CAPTURED
    assert "three hours" in article.latest_version.text
    assert due_after(article) == DAY + HOUR


def test_another_headline_is_an_edit_too(article, site):
    site.put("/ferry", ORIGINAL.replace("Ferry sails again", "Ferry to sail in May"))
    assert look(article, HOUR).outcome == Watch.Outcome.CHANGED
    article.refresh_from_db()
    assert article.title == article.latest_version.title == "Ferry to sail in May"


def test_what_is_edited_long_after_is_taken_in_but_not_looked_at_more_often(article, site):
    site.put("/ferry", PAGE.format(hours="three"))
    watch = look(article, 40 * DAY)
    assert (watch.outcome, watch.step) == (Watch.Outcome.CHANGED, 1)
    assert article.versions.count() == 2


def test_an_edit_taken_back_is_seen(article, site):
    site.put("/ferry", PAGE.format(hours="three"))
    look(article, HOUR)
    site.put("/ferry", ORIGINAL)
    assert look(article, HOUR + HOUR).outcome == Watch.Outcome.CHANGED
    assert article.latest_version.number == 1
    assert article.versions.count() == 2


@pytest.mark.parametrize("status", [404, 410])
def test_what_was_deleted_at_its_source_is_kept_and_marked_with_the_day(article, site, status):
    site.put("/ferry", status=status)
    watch = look(article, HOUR)
    assert (watch.outcome, watch.gone_at) == (Watch.Outcome.GONE, captured(article) + HOUR)
    assert str(status) in watch.note
    article.refresh_from_db()
    assert (article.state, article.versions.count()) == (Article.State.READY, 1)
    look(article, DAY)
    assert Watch.objects.get(article=article).gone_at == captured(article) + HOUR


def test_what_comes_back_is_no_longer_marked(article, site):
    site.put("/ferry", status=404)
    look(article, HOUR)
    site.put("/ferry", ORIGINAL)
    watch = look(article, DAY)
    assert (watch.outcome, watch.gone_at) == (Watch.Outcome.UNCHANGED, None)
    assert "If-None-Match" not in site.asked[-1][1], "what is there now is asked for whole"


WALL = "<html><body><article><p>To read this story, and all others, become a subscriber today. It costs little.</p>"
CONSENT = "".join(
    f"<p>Purpose {n}: partners store data on your device and measure it, {n} of them.</p>" for n in range(9)
)


@pytest.mark.parametrize(
    "body",
    [WALL, "<html><body></body></html>", f"<html><body><article>{CONSENT}</article></body></html>"],
    ids=["wall", "nothing", "consent"],
)
def test_something_else_in_the_article_s_place_is_noted_and_is_no_edit(article, site, body):
    site.put("/ferry", body)
    watch = look(article, HOUR)
    assert watch.outcome == Watch.Outcome.REPLACED
    assert watch.note.endswith(".")
    assert article.versions.count() == 1
    assert due_after(article) == DAY


def test_an_address_that_leads_to_the_front_page_now_is_noted(article, site):
    site.put("/", PAGE.format(hours="three"))
    site.put("/ferry", status=302, Location="/")
    watch = look(article, HOUR)
    assert watch.outcome == Watch.Outcome.REPLACED
    assert "leads to" in watch.note
    assert article.versions.count() == 1


def test_a_publisher_who_refuses_is_noted(article, site):
    site.put("/ferry", status=403)
    watch = look(article, HOUR)
    assert watch.outcome == Watch.Outcome.REFUSED
    assert "403" in watch.note


def test_a_failing_network_is_tried_again_after_longer_and_longer_rests_and_then_at_the_next_time(article, site):
    site.put("/ferry", status=503)
    rests = []
    after = HOUR
    for _ in range(watching.MOST_FAILURES):
        watch = look(article, after)
        assert watch.outcome == Watch.Outcome.FAILED
        rests.append(due_after(article) - after)
        after = due_after(article)
    assert rests[:3] == [timedelta(minutes=15), timedelta(minutes=30), HOUR]
    assert after == DAY
    assert watch.failures == 0


@pytest.mark.parametrize(
    ("asked", "wait"),
    [("172800", timedelta(days=2)), ("Fri, 31 Dec 9999 23:59:59 GMT", timedelta(days=7)), ("5", timedelta(minutes=15))],
)
def test_a_publisher_is_waited_for_as_long_as_it_asks_and_not_for_ever(article, site, asked, wait):
    site.put("/ferry", status=503, Retry_After=asked)
    look(article, HOUR)
    assert due_after(article) == HOUR + wait


def test_our_own_rush_at_a_host_is_no_failure(article, monkeypatch):
    def busy(*args, **kwargs):
        raise manners.Busy("busy")

    monkeypatch.setattr(http, "fetch", busy)
    watch = look(article, HOUR)
    assert (watch.failures, watch.outcome) == (0, None)
    assert due_after(article) == HOUR + timedelta(minutes=1)


def test_a_look_that_another_worker_took_is_not_taken_twice(article, site):
    at = captured(article) + HOUR
    assert watching._lease(article.pk, at) is not None
    assert watching.look(article.pk, at=at) is None
    assert watching.due(at + timedelta(minutes=11)) == [article.pk]


def test_due_articles_are_rung_for_and_an_edited_one_is_read_again(article, site, rung, monkeypatch):
    Watch.objects.update(due_at=timezone.now())
    looked_at = []
    monkeypatch.setattr("tracker.tasks.look_at_article.apply_async", lambda args, expires: looked_at.extend(args))
    assert look_at_due_articles() == 1
    assert looked_at == [article.pk]
    site.put("/ferry", PAGE.format(hours="three"))
    look_at_article(article.pk)
    look_at_article(article.pk)
    assert rung == [("process", article.pk)]
    assert ArticleVersion.objects.count() == 2
