"""What is owed to a host: its robots.txt obeyed, one request at a time whoever asks, and a pause after each.

Both stand in the database, so that all workers on all machines keep them together. A worker killed in the middle of a
request leaves its turn behind; it runs out by itself.
"""

import random
import threading
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime, timedelta
from operator import attrgetter
from typing import Any, NamedTuple

from cachetools import LRUCache, cached
from django.conf import settings
from django.db import connection
from django.db.models.functions import Now
from django.utils import timezone
from protego import Protego

from tracker.models import Host, Robots

from .network import Answer, FetchFailed, FetchRefused, Target, exchange, join, judge, parse

AGENT = "stance-tracker"
TURN = timedelta(seconds=60)  # longer than any request
PATIENCE = 10.0  # seconds a worker waits for its turn before it does something else
LONGEST_PAUSE = timedelta(seconds=30)  # of a Crawl-delay
# A turn that lies further ahead was written before the clock went back.
LONGEST_HOLD = timedelta(hours=1)
_TURN = {"turn": TURN.total_seconds(), "beyond": (LONGEST_HOLD + TURN).total_seconds()}
# One statement, for a host seen for the first time too.
TAKE_TURN = """
    INSERT INTO tracker_host AS host (name, free_at)
    SELECT %(host)s, statement_timestamp() + %(turn)s * interval '1 second' {allowed}
    ON CONFLICT (name) DO UPDATE SET free_at = excluded.free_at
    WHERE host.free_at <= statement_timestamp()
       OR host.free_at > statement_timestamp() + %(beyond)s * interval '1 second'
"""
# With the rules of the host where they are fresh: every request pays for it.
TAKE_ALLOWED_TURN = """
    WITH rules AS (
        SELECT answer, text, good_until FROM tracker_robots
        WHERE origin = %(origin)s AND good_until > %(now)s AND good_until <= %(latest)s
    ), taken AS ({take} RETURNING name)
    SELECT answer, text, good_until, EXISTS (SELECT FROM taken) FROM rules
""".format(take=TAKE_TURN.format(allowed="FROM rules WHERE answer <> 'failed'"))  # noqa: S608 - of constants
GIVE_TURN = "UPDATE tracker_host SET free_at = statement_timestamp() + %s * interval '1 second' WHERE name = %s"

ROBOTS_KEPT, FAILURE_KEPT = timedelta(hours=24), timedelta(minutes=15)
MOST_ROBOTS = 500 * 1024  # bytes, the least that RFC 9309 asks for
# What a process keeps of them read, which takes up to fifteen times their size in memory.
MOST_KEPT, MOST_KEPT_SIZE = 256, 4 * MOST_ROBOTS
MOST_REDIRECTS = 5
ROBOTS_SECONDS = 15.0


def headers(accept: str) -> dict[str, str]:
    """Who asks, how to reach us, and for what."""
    return {"User-Agent": f"{AGENT}/1.0 (+{settings.FETCH_CONTACT})", "Accept": accept}


class Busy(FetchFailed):
    """Our own requests keep a host busy. Nothing is wrong with it: the try does not count."""


@contextmanager
def allowed_turn(target: Target) -> Iterator[None]:
    """Hold the one turn at the target's host for the length of a request, and leave the pause its rules ask for.

    Raises `FetchRefused` where its robots.txt forbids the address, `FetchFailed` while that cannot be read, and `Busy`.
    """
    robots, ours = _look_up(target)
    rest = timedelta(0)
    try:
        pause = _pause_after(target, robots or _read_anew(target))
        if not ours:
            _take_turn(target.host)
        ours, rest = True, pause
        yield
    finally:
        if ours:
            _give_turn(target.host, rest)


@contextmanager
def turn(host: str, pause: timedelta | None = None) -> Iterator[None]:
    """Hold the one turn at `host` for the length of a request, and leave `pause` after it, `None` for the usual.

    Raises `Busy` where others hold it for longer than a worker should wait.
    """
    _take_turn(host)
    try:
        yield
    finally:
        _give_turn(host, _usual_pause() if pause is None else pause)


def _usual_pause() -> timedelta:
    return timedelta(seconds=settings.FETCH_HOST_PAUSE)


def hold_off(host: str, wait: timedelta) -> None:
    """Ask nothing of `host` for a while, because it said so."""
    _give_turn(host, min(wait, LONGEST_HOLD))


def rests(addresses: Iterable[str]) -> dict[str, datetime]:
    """Until when each address is left alone because its host asked for it; those that may be asked are left out."""
    hosts = {address: host for address in addresses if (host := _host_of(address))}
    asked = Host.objects.filter(
        name__in=set(hosts.values()), free_at__gt=Now() + TURN, free_at__lte=Now() + LONGEST_HOLD
    )
    until = dict(asked.values_list("name", "free_at"))
    return {address: until[host] for address, host in hosts.items() if host in until}


def _host_of(address: str) -> str | None:
    try:
        return parse(address).raw_host.decode("ascii")
    except FetchRefused:
        return None


def _take_turn(host: str) -> None:
    """Wait for the turn; not where the host has asked for a rest that no worker should wait for."""
    until = time.monotonic() + PATIENCE
    while not _is_ours(host):
        if (rest := _taken_for(host)) > TURN:
            until_then = timezone.localtime(timezone.now() + rest)
            raise Busy(f"{host} has asked us to wait until {until_then:%H:%M %Z}.", retry_after=rest)
        if time.monotonic() > until:
            raise Busy(f"{host} is busy with our other requests.", retry_after=timedelta(seconds=30))
        time.sleep(random.uniform(0.05, 0.25))  # noqa: S311 - spreads workers, hides nothing


def _is_ours(host: str) -> bool:
    """Take the turn if it is free. The database's clock decides, since workers' clocks differ."""
    with connection.cursor() as cursor:
        cursor.execute(TAKE_TURN.format(allowed=""), {"host": host, **_TURN})
        return bool(cursor.rowcount)


def _taken_for(host: str) -> timedelta:
    """How long the turn is taken for; longer than `TURN` only where the host asked for it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT free_at - statement_timestamp() FROM tracker_host WHERE name = %s", [host])
        row = cursor.fetchone()
    return row[0] if row else timedelta(0)


def _give_turn(host: str, rest: timedelta) -> None:
    with connection.cursor() as cursor:
        cursor.execute(GIVE_TURN, [rest.total_seconds(), host])


def _look_up(target: Target) -> tuple[Robots | None, bool]:
    """The rules of the target's origin where they are fresh, and whether the turn at its host was taken with them."""
    now = timezone.now()
    asked: dict[str, Any] = {
        "origin": target.origin,
        "now": now,
        "latest": now + ROBOTS_KEPT,
        "host": target.host,
        **_TURN,
    }
    with connection.cursor() as cursor:
        cursor.execute(TAKE_ALLOWED_TURN, asked)
        found = cursor.fetchone()
    if found is None:
        return None, False
    answer, text, good_until, ours = found
    return Robots(origin=target.origin, answer=answer, text=text, good_until=good_until), ours


def _pause_after(target: Target, robots: Robots) -> timedelta:
    """How long to wait after a request that the rules allow.

    Raises `FetchRefused` where they forbid it, `FetchFailed` while they cannot be read.
    """
    if robots.answer == Robots.Answer.FAILED:
        raise FetchFailed(
            f"{target.host} does not say what may be fetched: its robots.txt fails.",
            retry_after=max(robots.good_until - timezone.now(), timedelta(0)),
        )
    if robots.answer == Robots.Answer.NONE:
        return _usual_pause()
    rules = _read(robots.text).rules
    if not rules.can_fetch(str(target.url), AGENT):
        raise FetchRefused(f"{target.host} asks programs not to fetch this address (robots.txt).")
    delay = rules.crawl_delay(AGENT)
    return _usual_pause() if delay is None else min(timedelta(seconds=max(delay, 0)), LONGEST_PAUSE)


class _Read(NamedTuple):
    """Rules read, and how much they weigh among those kept; the least keeps their number within bounds too."""

    rules: Protego
    weight: int


@cached(LRUCache(MOST_KEPT_SIZE, getsizeof=attrgetter("weight")), lock=threading.Lock())
def _read(text: str) -> _Read:
    """Those last asked for are kept."""
    return _Read(Protego.parse(text), max(len(text), MOST_KEPT_SIZE // MOST_KEPT))


def _read_anew(target: Target) -> Robots:
    """The rules of the target's origin as they are now; old rules stand while new ones fail.

    Raises `FetchFailed` where there are neither.
    """
    known = Robots.objects.filter(origin=target.origin).first()
    readable = known is not None and known.answer != Robots.Answer.FAILED
    try:
        answer, text = _read_robots(target)
    except FetchFailed:
        if not readable:
            raise
        answer, text = Robots.Answer.FAILED, ""
    kept = FAILURE_KEPT if answer == Robots.Answer.FAILED else ROBOTS_KEPT
    if known and readable and answer == Robots.Answer.FAILED:
        answer, text = Robots.Answer(known.answer), known.text
    robots = Robots(origin=target.origin, answer=answer, text=text, good_until=timezone.now() + kept)
    Robots.objects.bulk_create(
        [robots], update_conflicts=True, unique_fields=["origin"], update_fields=["answer", "text", "good_until"]
    )
    return robots


def _read_robots(target: Target) -> tuple[Robots.Answer, str]:
    """What robots.txt answers, by RFC 9309: refused or missing allows everything, a failing server nothing."""
    try:
        answer = _followed(target.at("/robots.txt"))
    except FetchRefused:
        return Robots.Answer.NONE, ""
    if answer.status == 200:
        return Robots.Answer.FOUND, answer.body[:MOST_ROBOTS].decode("utf-8-sig", errors="replace").replace("\0", "")
    failed = answer.status >= 500 or answer.status == 429
    return (Robots.Answer.FAILED if failed else Robots.Answer.NONE), ""


def _followed(target: Target) -> Answer:
    deadline = time.monotonic() + ROBOTS_SECONDS
    for _ in range(MOST_REDIRECTS + 1):
        with turn(target.host, timedelta(0)):
            answer = exchange(target, headers("text/plain"), deadline)
        if not is_redirect(answer.status, answer.headers):
            return answer
        target = judge(join(str(target.url), answer.headers["location"]), deadline)
    raise FetchRefused("robots.txt redirects without end.")


def is_redirect(status: int, answered: Mapping[str, str]) -> bool:
    return status in {301, 302, 303, 307, 308} and "location" in answered
