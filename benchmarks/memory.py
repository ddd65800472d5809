"""Memory of a worker over many articles: flat, or something is kept.

    .venv/bin/python benchmarks/memory.py [--articles 10000]

One worker process reads and files articles that are captured already, as many a day as a large newsroom takes; the
resident memory of the child that does the work, and its rate, are looked at after each tenth of them. Beside the rate
stands what processor time an article took of worker and database, which other programs on the machine change less.

The first 1,750 articles fill the five days whose remarks an article's are compared with; what costs more after them
grows with the record. The articles are alike as real ones are not: every seventh passage is by one official, and one in
thirteen pairs of articles shares a key of their fingerprints, of real news one in two thousand.
"""

import argparse
import subprocess
import sys
import time
from datetime import date, timedelta
from typing import NamedTuple

import lab
import psutil

AT_ONCE = 200  # bells rung ahead of the work
A_DAY = 350
FIRST_DAY = date(2024, 1, 1)


class Tenth(NamedTuple):
    """What the worker's child held at the end, in millions of bytes; articles a second; and the milliseconds of
    processor time that an article took of worker and database."""

    size: float
    rate: float
    worker: float
    database: float

    def __str__(self) -> str:
        spent = f"processor ms an article: worker {self.worker:.0f}, database {self.database:.0f}"
        return f"{self.size:6.1f} MB, {self.rate:.1f} articles a second; {spent}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=10_000)
    count = parser.parse_args().articles
    lab.open_newsroom()
    options = ["--concurrency", "1", "--loglevel", "ERROR", "--without-gossip", "--without-mingle"]
    command = [sys.executable, "-m", "celery", "--app", "tracker.celery", "--quiet", "worker", *options]
    worker = subprocess.Popen(command, cwd=lab.ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        tenths = watched(worker.pid, count)
    finally:
        worker.terminate()
        worker.wait(60)
    middle, third, last = tenths[len(tenths) // 2 - 1], tenths[2], tenths[-1]
    spent = (last.worker + last.database) / (third.worker + third.database)
    print(f"memory over the second half: {last.size / middle.size - 1:+.1%}")
    print(f"the last tenth beside the third: rate {last.rate / third.rate:.2f}, processor time {spent:.2f}")


def watched(pid: int, count: int) -> list[Tenth]:
    """What is seen of the worker after each tenth of `count` articles."""
    from tracker.models import Article
    from tracker.pipeline import articles
    from tracker.tasks import process

    tenths: list[Tenth] = []
    tenth = max(count // 10, 1)
    start, before = time.perf_counter(), lab.processor_time(pid)
    for number in range(count):
        day = FIRST_DAY + timedelta(days=number // A_DAY)
        process.delay(articles.submit_text(lab.article(number), title=f"Report {number}", published_on=day).pk)
        while number % AT_ONCE == 0 and Article.objects.unfinished().count() > AT_ONCE:
            time.sleep(0.1)
        if (number + 1) % tenth == 0:
            while Article.objects.unfinished().count() > 1:
                time.sleep(0.1)
            spent, seconds = lab.processor_time(pid), time.perf_counter() - start
            each = [1000 * (spent[name] - before[name]) / tenth for name in ("workers", "database")]
            size = max(child.memory_info().rss for child in psutil.Process(pid).children()) / 1e6
            tenths.append(Tenth(size, tenth / seconds, *each))
            print(f"{number + 1:>7,} articles: {tenths[-1]}", flush=True)
            start, before = time.perf_counter(), spent
    return tenths


if __name__ == "__main__":
    main()
