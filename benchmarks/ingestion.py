"""Articles a second from a local server through the whole pipeline, with 1 and 2 workers, and where the time goes.

    .venv/bin/python benchmarks/ingestion.py [--articles 150]

On the default set-up: the embedded database, its queue, a Celery worker as the Procfile starts it. Pages are invented
and look like publishers' (most of a page is not the article); each is at a host of its own, so that its robots.txt is
asked for too. All is measured in this one run; compare the ratios, not the seconds. Of each round it is told how much
processor time each process took, and what other programs took of the machine: with few processors that, and not the
number of workers, decides how fast they are.

The split counts as network each exchange with a publisher; as extraction all that makes a document of the bytes:
decoding, main text, metadata and dates; as analysis every function of `tracker.analysis` that the stages call: reading,
topics, stances, and the comparison with other articles and with what the same people are known to have said around
these days; as database the time until the server has answered. The rest is Django's: queries written, rows made into
objects, transactions. The split comes last, when the rounds have filled the record, so that there is much to compare.
"""

import argparse
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import ModuleType
from typing import Any

import lab

WARM = 6  # articles that a worker takes before the clock starts
PARTS = ("network", "extraction", "analysis", "database", "the rest")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=150)
    count = parser.parse_args().articles
    port = lab.publisher()
    lab.open_newsroom()
    numbers = iter(range(10**6))
    rates: dict[int, float] = {}
    for workers in (1, 2, 1, 2):
        found, spent = rate(workers, count, port, numbers)
        rates[workers] = max(rates.get(workers, 0), found)
        print(f"{workers} worker{'s' if workers > 1 else ' '}: {found:6.1f} articles a second; {told(spent, count)}")
    print(f"best of each: {rates[1]:.1f} and {rates[2]:.1f}; 2 workers do {rates[2] / rates[1]:.2f} times what 1 does")
    shares = where_time_goes(count, port, numbers)
    whole = sum(shares.values())
    print(f"\none article in one process: {1000 * whole / count:.0f} ms, of which")
    for part in PARTS:
        print(f"  {part:<11}{1000 * shares[part] / count:7.1f} ms {100 * shares[part] / whole:5.0f} %")
    print(f"analysis costs {shares['analysis'] / shares['extraction']:.2f} of extraction")


def submitted(count: int, port: int, numbers: Iterator[int]) -> list[int]:
    """Keys of `count` new articles that wait to be fetched."""
    from tracker.pipeline import articles

    found = [(number, f"http://{lab.host(number)}:{port}/{number}") for number in (next(numbers) for _ in range(count))]
    return [articles.submit_address(address).pk for _, address in found]


def rate(workers: int, count: int, port: int, numbers: Iterator[int]) -> tuple[float, Counter[str]]:
    """Articles a second, from the first bell to the last article ready, and what it took (`lab.processor_time`)."""
    from tracker.tasks import process

    options = ["--concurrency", str(workers), "--loglevel", "ERROR", "--without-gossip", "--without-mingle"]
    command = [sys.executable, "-m", "celery", "--app", "tracker.celery", "--quiet", "worker", *options]
    worker = subprocess.Popen(command, cwd=lab.ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        for key in (warm := submitted(WARM * workers, port, numbers)):
            process.delay(key)
        await_ready(warm)
        keys = submitted(count, port, numbers)
        before, start = lab.processor_time(worker.pid), time.perf_counter()
        for key in keys:
            process.delay(key)
        await_ready(keys)
        seconds = time.perf_counter() - start
        spent = lab.processor_time(worker.pid)
        spent.subtract(before)
        return count / seconds, spent
    finally:
        worker.terminate()
        worker.wait(60)


def told(spent: Counter[str], count: int) -> str:
    ours = {name: spent[name] for name in ("workers", "their parent", "database", "server")}
    parts = ", ".join(f"{name} {1000 * seconds / count:.0f}" for name, seconds in ours.items())
    others = max(spent["busy"] - sum(ours.values()), 0) / spent["all"]
    return f"processor ms an article: {parts}; {spent['busy'] / spent['all']:.0%} busy, {others:.0%} with others"


def await_ready(keys: list[int], seconds: float = 600) -> None:
    from tracker.models import Article

    end = time.monotonic() + seconds
    waiting = Article.objects.unfinished().filter(pk__in=keys)
    while waiting.exists():
        if time.monotonic() > end:
            raise SystemExit(f"{waiting.count()} articles did not become ready in {seconds:.0f} seconds.")
        time.sleep(0.2)
    failed = Article.objects.filter(pk__in=keys, state="failed").first()
    if failed is not None:
        raise SystemExit(f"An article was set aside: {failed.state_reason}")


class Clock:
    """Adds up the time spent in each part; time inside a part that is entered from another counts for it alone."""

    def __init__(self) -> None:
        self.spent: Counter[str] = Counter()
        self._within = ["the rest"]
        self._since = time.perf_counter()

    @contextmanager
    def part(self, name: str) -> Iterator[None]:
        self._turn()
        self._within.append(name)
        try:
            yield
        finally:
            self._turn()
            self._within.pop()

    def _turn(self) -> None:
        now = time.perf_counter()
        self.spent[self._within[-1]] += now - self._since
        self._since = now

    def watch(self, place: Any, name: str, part: str) -> None:
        """Count every call of `place.name` for `part`."""
        called: Callable[..., Any] = getattr(place, name)

        def watched(*args: Any, **kwargs: Any) -> Any:
            # As `part`, but without what its context manager costs: some are called hundreds of times an article.
            self._turn()
            self._within.append(part)
            try:
                return called(*args, **kwargs)
            finally:
                self._turn()
                self._within.pop()

        setattr(place, name, watched)

    def watch_analysis(self, module: ModuleType) -> None:
        """Count every function of the analysis that `module` calls, and the methods of the topics' index."""
        for name, value in list(vars(module).items()):
            ours = getattr(value, "__module__", "").startswith("tracker.analysis")
            if ours and callable(value) and not isinstance(value, type):
                self.watch(module, name, "analysis")


def where_time_goes(count: int, port: int, numbers: Iterator[int]) -> Counter[str]:
    """Seconds in each part over `count` articles, taken through every stage in this process."""
    from django.db import connection

    from tracker.analysis.topics import TopicIndex
    from tracker.models import Article
    from tracker.pipeline import documents, http, manners, quotations, remarks, reprints, stances, statements
    from tracker.tasks import step

    clock = Clock()
    for module in (http, manners):
        clock.watch(module, "exchange", "network")
    clock.watch(documents, "from_fetched", "extraction")
    for module in (quotations, statements, remarks, reprints, stances):
        clock.watch_analysis(module)
    clock.watch(TopicIndex, "about", "analysis")

    def counted(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        with clock.part("database"):
            return execute(sql, params, many, context)

    keys = submitted(count + WARM, port, numbers)
    with connection.execute_wrapper(counted):
        for done, key in enumerate(keys):
            if done == WARM:
                clock.spent.clear()
            article = Article.objects.get(pk=key)
            while not article.is_finished:
                step(article)
                article.refresh_from_db()
    with clock.part("the rest"):
        return clock.spent


if __name__ == "__main__":
    main()
