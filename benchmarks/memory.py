"""Memory of a worker over many articles: flat, or something is kept.

    .venv/bin/python benchmarks/memory.py [--articles 10000]

One worker process reads and files articles that are captured already; the resident memory of the child that does the
work is looked at after each tenth of them.
"""

import argparse
import subprocess
import sys
import time

import lab
import psutil

AT_ONCE = 200  # bells rung ahead of the work


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=10_000)
    count = parser.parse_args().articles
    lab.open_newsroom()
    options = ["--concurrency", "1", "--loglevel", "ERROR", "--without-gossip", "--without-mingle"]
    command = [sys.executable, "-m", "celery", "--app", "tracker.celery", "--quiet", "worker", *options]
    worker = subprocess.Popen(command, cwd=lab.ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        sizes = watched(worker.pid, count)
    finally:
        worker.terminate()
        worker.wait(60)
    print(f"last tenth beside the second: {sizes[-1] / sizes[1]:.2f}")


def watched(pid: int, count: int) -> list[float]:
    """Millions of bytes that the worker's child holds after each tenth of `count` articles."""
    from tracker.models import Article
    from tracker.pipeline import articles
    from tracker.tasks import process

    sizes: list[float] = []
    start = time.perf_counter()
    for number in range(count):
        process.delay(articles.submit_text(lab.article(number), title=f"Report {number}").pk)
        while number % AT_ONCE == 0 and Article.objects.unfinished().count() > AT_ONCE:
            time.sleep(0.1)
        if (number + 1) % max(count // 10, 1) == 0:
            while Article.objects.unfinished().count() > 1:
                time.sleep(0.1)
            sizes.append(max(child.memory_info().rss for child in psutil.Process(pid).children()) / 1e6)
            rate = (number + 1) / (time.perf_counter() - start)
            print(f"{number + 1:>7,} articles: {sizes[-1]:6.0f} MB ({rate:.1f} articles a second)", flush=True)
    return sizes


if __name__ == "__main__":
    main()
