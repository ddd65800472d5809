"""What is owed to a host: robots.txt, one request at a time, and a pause after each."""

import threading
import time
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from tracker.models import Host, Robots
from tracker.pipeline import http, manners

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
RULES = "User-agent: *\nDisallow: /private\n\nUser-agent: other-program\nDisallow: /\n"


@pytest.fixture(autouse=True)
def hurry(monkeypatch):
    monkeypatch.setattr(manners, "PATIENCE", 0.3)


def rules(site, text, **more):
    return site.put("/robots.txt", text, Content_Type="text/plain", **more)


def later(wait):
    """Make every robots.txt read before look read `wait` ago."""
    for robots in Robots.objects.all():
        Robots.objects.filter(pk=robots.pk).update(good_until=robots.good_until - wait)


def test_what_robots_txt_forbids_is_not_asked_for(site):
    rules(site, RULES)
    private, public = site.put("/private/x", "<p>x</p>"), site.put("/public", "<p>y</p>")
    with pytest.raises(http.FetchRefused, match=r"robots\.txt"):
        http.fetch(private)
    assert http.fetch(public).body == b"<p>y</p>"
    assert site.paths == ["/robots.txt", "/public"]


def test_what_is_forbidden_takes_no_turn_from_what_is_allowed(site):
    rules(site, "User-agent: *\nDisallow: /private\nCrawl-delay: 20\n")
    for _ in range(2):  # the second time the rules are known
        with pytest.raises(http.FetchRefused):
            http.fetch(site.put("/private/x", "<p>x</p>"))
        assert Host.objects.get().free_at <= timezone.now()


def test_a_request_under_known_rules_costs_two_statements(site, django_assert_num_queries):
    page = site.put("/x", "<p>x</p>")
    http.fetch(page)
    with django_assert_num_queries(2):
        http.fetch(page)


def test_a_redirect_into_what_is_forbidden_is_not_followed(site):
    rules(site, RULES)
    with pytest.raises(http.FetchRefused, match=r"robots\.txt"):
        http.fetch(site.put("/x", status=302, Location="/private/x"))


def test_rules_for_us_by_name_go_before_rules_for_all(site):
    rules(site, "User-agent: stance-tracker\nDisallow: /x\n\nUser-agent: *\nAllow: /\n")
    with pytest.raises(http.FetchRefused):
        http.fetch(site.put("/x", "<p>x</p>"))


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410])
def test_no_robots_txt_allows_everything(site, status):
    site.put("/robots.txt", status=status)
    assert http.fetch(site.put("/x", "<p>x</p>")).body == b"<p>x</p>"


@pytest.mark.parametrize("status", [429, 500, 503])
def test_a_failing_robots_txt_allows_nothing_for_a_while(site, status):
    site.put("/robots.txt", status=status)
    page = site.put("/x", "<p>x</p>")
    for _ in range(2):
        with pytest.raises(http.FetchFailed, match=r"robots\.txt fails") as failure:
            http.fetch(page)
    assert timedelta(0) < failure.value.retry_after <= manners.FAILURE_KEPT
    assert site.paths == ["/robots.txt"]
    rules(site, "")
    later(manners.FAILURE_KEPT)
    assert http.fetch(page).body == b"<p>x</p>"


def test_robots_txt_is_read_once_a_day_and_then_anew(site):
    rules(site, "")
    page = site.put("/x", "<p>x</p>")
    http.fetch(page)
    http.fetch(page)
    assert site.paths.count("/robots.txt") == 1
    rules(site, "User-agent: *\nDisallow: /")
    later(DAY)
    with pytest.raises(http.FetchRefused):
        http.fetch(page)


def test_old_rules_stand_while_new_ones_cannot_be_read(site):
    rules(site, RULES)
    http.fetch(site.put("/public", "<p>y</p>"))
    later(DAY)
    site.put("/robots.txt", status=500)
    assert http.fetch(site.address("/public")).body == b"<p>y</p>"
    with pytest.raises(http.FetchRefused, match=r"robots\.txt"):
        http.fetch(site.put("/private/x", "<p>x</p>"))


def test_robots_txt_may_stand_elsewhere_and_may_be_odd(site):
    site.put("/robots.txt", status=301, Location=site.put("/real.txt", b"\xef\xbb\xbf" + RULES.encode() + b"\0\xff"))
    with pytest.raises(http.FetchRefused):
        http.fetch(site.put("/private/x", "<p>x</p>"))
    later(DAY)
    site.put("/robots.txt", status=301, Location="http://10.0.0.1/robots.txt")
    assert http.fetch(site.put("/private/x", "<p>x</p>")).body == b"<p>x</p>"


def test_a_clock_that_went_back_does_not_keep_old_rules_for_ever(site):
    rules(site, "")
    page = site.put("/x", "<p>x</p>")
    http.fetch(page)
    later(-400 * DAY)
    http.fetch(page)
    assert site.paths.count("/robots.txt") == 2


def test_a_host_is_left_in_peace_after_a_request(site, settings):
    settings.FETCH_HOST_PAUSE = 60.0
    page = site.put("/x", "<p>x</p>")
    http.fetch(page)
    with pytest.raises(http.FetchFailed, match="busy with our other requests") as failure:
        http.fetch(page)
    assert failure.value.retry_after == timedelta(seconds=30)


def test_the_pause_robots_txt_asks_for_is_kept_within_reason(site):
    page = site.put("/x", "<p>x</p>")
    for asked, kept in ((20, 20), (100_000, 30)):
        Host.objects.all().delete()
        Robots.objects.all().delete()
        rules(site, f"User-agent: *\nCrawl-delay: {asked}\n")
        http.fetch(page)
        wait = Host.objects.get().free_at - timezone.now()
        assert timedelta(seconds=kept - 5) < wait <= timedelta(seconds=kept)


@pytest.mark.parametrize("status", [429, 503])
def test_a_host_that_asks_for_time_is_left_alone_by_all(site, status):
    with pytest.raises(http.FetchFailed):
        http.fetch(site.put("/busy", status=status, Retry_After="600"))
    with pytest.raises(http.FetchFailed, match="asked us to wait"):
        http.fetch(site.put("/x", "<p>x</p>"))
    Host.objects.update(free_at=timezone.now())
    assert http.fetch(site.address("/x")).body == b"<p>x</p>"


def test_a_turn_is_given_back_when_the_request_fails_and_runs_out_when_the_worker_dies():
    with pytest.raises(ZeroDivisionError), manners.turn("news.example", timedelta(0)):
        raise ZeroDivisionError
    with (
        manners.turn("news.example", timedelta(0)),
        pytest.raises(http.FetchFailed, match="busy"),
        manners.turn("news.example"),
    ):
        pass
    Host.objects.update(free_at=timezone.now() - timedelta(seconds=1))
    with manners.turn("news.example"):
        pass


def test_a_turn_from_before_the_clock_went_back_does_not_stall_the_host():
    Host.objects.create(name="news.example", free_at=timezone.now() + 2 * DAY)
    with manners.turn("news.example", timedelta(0)):
        pass


def test_two_hosts_do_not_wait_for_each_other():
    with manners.turn("news.example"), manners.turn("courier.example"):
        pass


@pytest.mark.django_db(transaction=True)
def test_one_host_is_asked_one_thing_at_a_time_whoever_asks(monkeypatch):
    monkeypatch.setattr(manners, "PATIENCE", 20.0)
    at_once, most, lock = [0], [0], threading.Lock()

    def ask():
        try:
            with manners.turn("news.example", timedelta(0)):
                with lock:
                    at_once[0] += 1
                    most[0] = max(most[0], at_once[0])
                time.sleep(0.03)
                with lock:
                    at_once[0] -= 1
        finally:
            connection.close()

    threads = [threading.Thread(target=ask) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert most == [1]


def test_no_worker_waits_for_a_rest_that_a_host_asked_for(site, monkeypatch):
    address = site.put("/ferry", "<p>The ferry sails.</p>")
    http.fetch(address)
    manners.hold_off("127.0.0.1", timedelta(minutes=40))
    monkeypatch.setattr(manners.time, "sleep", lambda seconds: pytest.fail("it waited"))
    with pytest.raises(manners.Busy, match="has asked us to wait until") as refusal:
        http.fetch(address)
    assert timedelta(minutes=39) < refusal.value.retry_after <= timedelta(minutes=40)


@pytest.fixture
def parsed(monkeypatch):
    """The lengths of the rules read anew, with none kept from before."""
    manners._read.cache_clear()
    lengths, parse = [], manners.Protego.parse
    monkeypatch.setattr(manners.Protego, "parse", lambda text: lengths.append(len(text)) or parse(text))
    yield lengths
    manners._read.cache_clear()


def test_rules_are_kept_read_up_to_a_bound_of_their_size_together(parsed):
    large = [f"User-agent: *\nDisallow: /{n}\n{'#' * (manners.MOST_ROBOTS - 30)}" for n in range(9)]
    for text in [*large, large[-1], large[-2], large[-3]]:
        manners._read(text)
    assert len(parsed) == 9, "the last ones were known"
    assert manners._read.cache.currsize <= manners.MOST_KEPT_SIZE
    assert len(manners._read.cache) * len(large[0]) <= manners.MOST_KEPT_SIZE
    manners._read(large[0])
    assert len(parsed) == 10


def test_rules_are_kept_read_up_to_a_bound_of_their_number_and_those_asked_for_longest(parsed):
    small = "User-agent: *\nDisallow: /small\n"
    for number in range(manners.MOST_KEPT + 9):
        manners._read(f"User-agent: *\nDisallow: /{number}\n")
        manners._read(small)
    assert len(manners._read.cache) == manners.MOST_KEPT
    assert parsed.count(len(small)) == 1, "it is asked for all the time"


def test_robots_txt_is_read_as_far_as_the_standard_asks(site):
    rules(site, f"{'#' * (500 * 1024 - 41)}\nUser-agent: *\nDisallow: /private\n")
    with pytest.raises(http.FetchRefused, match=r"robots\.txt"):
        http.fetch(site.put("/private/x", "<p>x</p>"))
