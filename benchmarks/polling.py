"""Polling feeds that have nothing new (304): requests a second beside bare httpx asking the same.

    .venv/bin/python benchmarks/polling.py [--feeds 1000]

Each feed is at a host of its own on a local server; both ask one after the other, with the entity tag of last time. A
poll does what a request does not: it claims the feed and its host in the database, keeps to robots.txt, judges the
address, and writes its line of the log.
"""

import argparse
import time
from collections.abc import Callable

import httpx
import lab


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--feeds", type=int, default=1000)
    count = parser.parse_args().feeds
    port = lab.publisher()
    lab.open_newsroom()
    from tracker.models import Feed, FeedEvent, Source
    from tracker.pipeline import polling

    source = Source.objects.create(slug="bench", name="The Invented Courier")
    urls = [f"http://{lab.host(number)}:{port}/feed{number}.xml" for number in range(count)]
    keys = [Feed.objects.create(source=source, url=url).pk for url in urls]
    for key in keys:  # the first poll takes the feed in and learns its entity tag
        polling.poll(key, now=True)
    time.sleep(1.1)  # the pause after a request to a host
    before = FeedEvent.objects.count()
    with httpx.Client(trust_env=False) as client:
        bare = seconds(lambda: [asked(client, url) for url in urls])
    anew = seconds(lambda: [asked(httpx, url) for url in urls])
    polled = seconds(lambda: [polling.poll(key, now=True) for key in keys])
    unchanged = FeedEvent.objects.filter(kind="unchanged").count()
    if FeedEvent.objects.count() - before != count or unchanged < count:
        raise SystemExit(f"Only {unchanged} of {count} polls found their feed unchanged.")
    print(f"{count} feeds that answer 304")
    print(f"bare httpx, one client      {count / bare:7.0f} requests a second")
    print(f"bare httpx, a client each   {count / anew:7.0f} requests a second")
    print(
        f"polls                       {count / polled:7.0f} a second, {polled / bare:.1f} times the cost of a request"
    )
    print(f"                            {polled / anew:.1f} times that of one with a client of its own, as polls have")


def asked(client: httpx.Client, url: str) -> None:
    answer = client.get(url, headers={"If-None-Match": lab.ETAG})
    if answer.status_code != 304:
        raise SystemExit(f"{url} answered {answer.status_code}.")


def seconds(call: Callable[[], object]) -> float:
    start = time.perf_counter()
    call()
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
