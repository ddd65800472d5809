"""Polling feeds that have nothing new (304): requests a second beside bare httpx asking the same.

    .venv/bin/python benchmarks/polling.py [--feeds 1000]

Each feed is at a host of its own on a local server; both ask one after the other, with the entity tag of last time. A
poll does what a request does not: it claims the feed and its host in the database, keeps to robots.txt, judges the
address, and writes its line of the log. As in a worker, its commits do not wait for the disk. Compare the processor
time where other programs use the machine too; that of the database's server is not in it.
"""

import argparse
import time
from collections.abc import Callable
from dataclasses import dataclass

import httpx
import lab


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--feeds", type=int, default=1000)
    count = parser.parse_args().feeds
    port = lab.publisher()
    lab.open_newsroom()
    from django.db import connection

    from tracker.celery import do_not_wait_for_the_disk
    from tracker.models import Feed, FeedEvent, Source
    from tracker.pipeline import polling

    do_not_wait_for_the_disk(connection)
    source = Source.objects.create(slug="bench", name="The Invented Courier")
    urls = [f"http://{lab.host(number)}:{port}/feed{number}.xml" for number in range(count)]
    keys = [Feed.objects.create(source=source, url=url).pk for url in urls]
    for key in keys:  # the first poll takes the feed in and learns its entity tag
        polling.poll(key, now=True)
    time.sleep(1.1)  # the pause after a request to a host
    before = FeedEvent.objects.count()
    with httpx.Client(trust_env=False) as client:
        bare = Cost.of(lambda: [asked(client, url) for url in urls])
    anew = Cost.of(lambda: [asked(httpx, url) for url in urls])
    polled = Cost.of(lambda: [polling.poll(key, now=True) for key in keys])
    unchanged = FeedEvent.objects.filter(kind="unchanged").count()
    if FeedEvent.objects.count() - before != count or unchanged < count:
        raise SystemExit(f"Only {unchanged} of {count} polls found their feed unchanged.")
    print(f"{count} feeds that answer 304")
    for name, cost in (("bare httpx, one client", bare), ("bare httpx, a client each", anew), ("polls", polled)):
        print(
            f"{name:<26}{count / cost.seconds:6.0f} a second, {1000 * cost.processor / count:6.2f} ms of the processor"
        )
    for name, cost in (("a request of one client", bare), ("one with a client of its own", anew)):
        print(
            f"a poll costs {polled.seconds / cost.seconds:.1f} times the time of {name}, "
            f"{polled.processor / cost.processor:.1f} times its processor time"
        )


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds by the clock, and of the processor in this process."""

    seconds: float
    processor: float

    @classmethod
    def of(cls, call: Callable[[], object]) -> "Cost":
        start, used = time.perf_counter(), time.process_time()
        call()
        return cls(time.perf_counter() - start, time.process_time() - used)


def asked(client: httpx.Client, url: str) -> None:
    answer = client.get(url, headers={"If-None-Match": lab.ETAG})
    if answer.status_code != 304:
        raise SystemExit(f"{url} answered {answer.status_code}.")


if __name__ == "__main__":
    main()
