"""Memory of a worker over many articles: flat, or something is kept.

    .venv/bin/python benchmarks/memory.py [--articles 10000]

One worker process reads and files articles that are captured already, as many a day as a large newsroom takes; the
resident memory of the child that does the work, and its rate, are looked at after each tenth of them. The invented
articles quote a handful of officials, each of them hundreds of times a day, which no real ones do.
"""

import argparse
import subprocess
import sys
import time
from datetime import date, timedelta

import lab
import psutil

AT_ONCE = 200  # bells rung ahead of the work
A_DAY = 350
FIRST_DAY = date(2024, 1, 1)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=10_000)
    count = parser.parse_args().articles
    lab.open_newsroom()
    options = ["--concurrency", "1", "--loglevel", "ERROR", "--without-gossip", "--without-mingle"]
    command = [sys.executable, "-m", "celery", "--app", "tracker.celery", "--quiet", "worker", *options]
    worker = subprocess.Popen(command, cwd=lab.ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        sizes, rates = watched(worker.pid, count)
    finally:
        worker.terminate()
        worker.wait(60)
    print(f"memory over the second half: {sizes[-1] / sizes[len(sizes) // 2 - 1] - 1:+.1%}")
    print(f"rate of the last tenth beside the second: {rates[-1] / rates[1]:.2f}")


def watched(pid: int, count: int) -> tuple[list[float], list[float]]:
    """Millions of bytes that the worker's child holds after each tenth of `count` articles, and articles a second."""
    from tracker.models import Article
    from tracker.pipeline import articles
    from tracker.tasks import process

    sizes: list[float] = []
    rates: list[float] = []
    tenth = max(count // 10, 1)
    start = time.perf_counter()
    for number in range(count):
        day = FIRST_DAY + timedelta(days=number // A_DAY)
        process.delay(articles.submit_text(lab.article(number), title=f"Report {number}", published_on=day).pk)
        while number % AT_ONCE == 0 and Article.objects.unfinished().count() > AT_ONCE:
            time.sleep(0.1)
        if (number + 1) % tenth == 0:
            while Article.objects.unfinished().count() > 1:
                time.sleep(0.1)
            sizes.append(max(child.memory_info().rss for child in psutil.Process(pid).children()) / 1e6)
            rates.append(tenth / (time.perf_counter() - start))
            start = time.perf_counter()
            print(f"{number + 1:>7,} articles: {sizes[-1]:6.1f} MB, {rates[-1]:.1f} articles a second", flush=True)
    return sizes, rates


if __name__ == "__main__":
    main()
