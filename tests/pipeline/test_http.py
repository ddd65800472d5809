"""The polite client: where it is led, and what it makes of answers, which are hostile until they are judged."""

import gzip
import socket
import time
import zlib
from datetime import timedelta

import brotli
import pytest

from tracker.pipeline import http

pytestmark = pytest.mark.django_db


def test_a_redirect_is_followed_and_judged_anew(site, settings):
    target = site.put("/there", "<p>arrived</p>")
    assert http.fetch(site.put("/from", status=302, Location=target)).body == b"<p>arrived</p>"
    for place in ("ftp://news.example/x", "file:///etc/passwd", "//user@news.example/", "http://[::ffff:10.0.0.1]/"):
        with pytest.raises(http.FetchRefused):
            http.fetch(site.put("/out", status=302, Location=place))
    for inside in ("http://10.0.0.1/", "http://169.254.169.254/latest/meta-data/", "http://[fd00::1]/"):
        with pytest.raises(http.FetchRefused, match="not on the public internet"):
            http.fetch(site.put("/in", status=302, Location=inside))


def test_where_permanent_redirects_lead_is_reported_up_to_the_first_passing_one(site):
    last = site.put("/last", "<p>arrived</p>")
    passing = site.put("/passing", status=302, Location=last)
    moved = site.put("/moved", status=301, Location="/passing")
    assert http.fetch(last).moved_to is None
    assert http.fetch(passing).moved_to is None
    assert http.fetch(moved).moved_to == passing
    assert http.fetch(site.put("/long-ago", status=308, Location=moved)).moved_to == passing
    assert http.fetch(moved).url == last


def test_a_ring_of_redirects_ends(site):
    ring = site.address("/ring")
    site.put("/ring", status=302, Location=ring)
    with pytest.raises(http.FetchRefused, match="redirects more than"):
        http.fetch(ring)


BOMBS = {"gzip": gzip.compress, "deflate": zlib.compress, "br": brotli.compress}


@pytest.mark.parametrize(("encoding", "pack"), BOMBS.items(), ids=BOMBS.keys())
def test_an_inflating_body_is_cut_off_and_an_honest_one_is_not(site, encoding, pack):
    bomb = site.put("/bomb", pack(b"0" * (http.MAX_BYTES + 1000)), Content_Encoding=encoding)
    with pytest.raises(http.FetchRefused, match="larger than"):
        http.fetch(bomb)
    assert http.fetch(site.put("/fine", pack(b"<p>fine</p>"), Content_Encoding=encoding)).body == b"<p>fine</p>"


def test_what_cannot_be_unpacked_is_said_to_be_broken(site):
    whole = gzip.compress(b"<p>fine</p>" * 50)
    for body, encoding in ((whole[:-20], "gzip"), (b"junk", "br"), (whole, "zstd"), (whole, "gzip, gzip, gzip")):
        with pytest.raises(http.FetchFailed, match="unpacked"):
            http.fetch(site.put("/broken", body, Content_Encoding=encoding))


@pytest.mark.parametrize("status", [400, 401, 402, 403, 404, 405, 406, 409, 410, 418, 451])
def test_a_refusal_of_the_publisher_is_final(site, status):
    with pytest.raises(http.FetchRefused, match=str(status)) as refusal:
        http.fetch(site.put("/no", status=status))
    assert refusal.value.status == status


@pytest.mark.parametrize("status", [408, 425, 429, 500, 502, 503, 504])
def test_a_failure_of_the_publisher_may_pass(site, status):
    with pytest.raises(http.FetchFailed, match=str(status)) as failure:
        http.fetch(site.put("/later", status=status))
    assert failure.value.retry_after is None


WAITS = {
    "120": timedelta(minutes=2),
    "0": timedelta(0),
    "Wed, 21 Oct 2015 07:28:00 GMT": timedelta(0),
    "soon": None,
    "-5": None,
    "": None,
    "9" * 30: timedelta(seconds=10**8),
    f"Mon, 01 Jan {'9' * 20} 00:00:00 GMT": None,
    f"Mon, 01 Jan 2035 00:00:00 +{'9' * 20}": None,
}


@pytest.mark.parametrize(("printed", "wait"), WAITS.items())
def test_how_long_the_publisher_asks_to_wait(site, printed, wait):
    with pytest.raises(http.FetchFailed) as failure:
        http.fetch(site.put("/later", status=503, Retry_After=printed))
    assert failure.value.retry_after == wait


def test_what_is_not_text_is_refused(site):
    with pytest.raises(http.FetchRefused, match="application/pdf"):
        http.fetch(site.put("/paper", b"%PDF", Content_Type="application/pdf"))
    with pytest.raises(http.FetchRefused, match="image/png, not a feed"):
        http.fetch(site.put("/picture", b"PNG", Content_Type="image/png"), wanted=http.FEEDS)


def test_a_feed_may_come_as_any_type_feeds_come_as(site):
    for kind in (
        "application/rss+xml",
        "application/feed+json; charset=utf-8",
        "text/html",
        "application/octet-stream",
    ):
        assert http.fetch(site.put("/feed", "<rss/>", Content_Type=kind), wanted=http.FEEDS).body == b"<rss/>"


def test_with_validators_only_a_change_is_sent(site):
    page = site.put("/x", "<p>new</p>", ETag='"2"', Last_Modified="Thu, 17 Oct 2024 06:00:00 GMT")
    first = http.fetch(page)
    assert (first.etag, first.last_modified) == ('"2"', "Thu, 17 Oct 2024 06:00:00 GMT")
    again = http.fetch(page, etag=first.etag, last_modified=first.last_modified)
    assert (again.not_modified, again.body, again.etag) == (True, b"", '"2"')
    assert site.asked[-1][1]["If-Modified-Since"] == "Thu, 17 Oct 2024 06:00:00 GMT"
    assert not http.fetch(page, etag='"1"').not_modified


def test_how_long_an_answer_may_be_kept(site):
    for printed, age in (("public, max-age=600", 600), ('max-age="60"', 60), ("no-cache", None), ("max-age=x", None)):
        kept = http.fetch(site.put("/x", "<p>x</p>", Cache_Control=printed)).max_age
        assert kept == (None if age is None else timedelta(seconds=age))


def test_who_asks_is_said_with_an_address_to_write_to(site, settings):
    settings.FETCH_CONTACT = "desk@tracker.example"
    http.fetch(site.put("/x", "<p>x</p>"))
    assert {headers["User-Agent"] for _, headers in site.asked} == {"stance-tracker/1.0 (+desk@tracker.example)"}


def dripping(first, piece, times=400):
    """A publisher that sends `first` and then `piece` now and again, until nobody listens."""

    def talk(connection):
        connection.recv(65_536)
        connection.sendall(first)
        for _ in range(times):
            time.sleep(0.02)
            connection.sendall(piece)

    return talk


HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
STALLERS = {
    "silence": dripping(b"", b""),
    "headers without end": dripping(HEAD, b"X-More: x\r\n"),
    "a body by the byte": dripping(HEAD + b"Content-Length: 9999\r\n\r\n", b"x"),
    "chunks without end": dripping(HEAD + b"Transfer-Encoding: chunked\r\n\r\n", b"1\r\nx\r\n"),
}


@pytest.mark.parametrize("talk", STALLERS.values(), ids=STALLERS.keys())
def test_a_publisher_that_stalls_holds_nobody(monkeypatch, talker, talk):
    monkeypatch.setattr(http, "MAX_SECONDS", 0.5)
    address, ended = talker(talk)
    with pytest.raises(http.FetchFailed, match="in time"):
        http.fetch(address)
    assert not ended.is_set(), "it was still talking when we left"


LIARS = {
    "nothing": (b"", http.FetchFailed, "did not answer"),
    "another protocol": (b"SSH-2.0-OpenSSH_9.6\r\n", http.FetchFailed, "did not answer"),
    "less than announced": (HEAD + b"Content-Length: 99\r\n\r\nx", http.FetchFailed, "did not answer"),
    "two lengths": (HEAD + b"Content-Length: 1\r\nContent-Length: 2\r\n\r\nxx", http.FetchFailed, "did not answer"),
    "more than allowed": (HEAD + b"Content-Length: 99999999999\r\n\r\n", http.FetchRefused, "larger than"),
    "a head without end": (HEAD + b"X: " + b"x" * 300_000, http.FetchFailed, "did not answer"),
    "a status that is none": (b"HTTP/1.1 9999 What\r\n\r\n", http.FetchFailed, "did not answer"),
    "a status of its own": (b"HTTP/1.1 299 Odd\r\nContent-Length: 0\r\n\r\n", http.FetchFailed, "299"),
    "a change where none was asked about": (b"HTTP/1.1 304 Not Modified\r\n\r\n", http.FetchFailed, "304"),
}


@pytest.mark.parametrize(("words", "kind", "sentence"), LIARS.values(), ids=LIARS.keys())
def test_an_answer_that_makes_no_sense_is_an_error_in_words(talker, words, kind, sentence):
    def talk(connection):
        connection.recv(65_536)
        connection.sendall(words)

    with pytest.raises(kind, match=sentence):
        http.fetch(talker(talk)[0])


def test_a_body_without_end_is_cut_off(talker):
    def talk(connection):
        connection.recv(65_536)
        connection.sendall(HEAD + b"\r\n")
        while True:
            connection.sendall(b"x" * 100_000)

    with pytest.raises(http.FetchRefused, match="larger than"):
        http.fetch(talker(talk)[0])


def test_nobody_at_home_is_a_failure_that_may_pass(settings):
    settings.FETCH_ALLOW_LOOPBACK = True
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        port = closed.getsockname()[1]
    with pytest.raises(http.FetchFailed, match="did not answer"):
        http.fetch(f"http://127.0.0.1:{port}/")
