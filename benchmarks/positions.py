"""What positions cost: one line of many statements, and a whole rebuild.

    .venv/bin/python benchmarks/positions.py [STANCES] [--statements N]

First, without a database: the periods, moves and dropped clauses of one line, from 125 statements up to N (2,000).
Then, in a scratch database that is dropped afterwards: STANCES (20,000) accepted stances of invented officials, all
lines rebuilt, and one line recomputed after a statement of it changed. Compare ratios within one run, not seconds;
memory is the peak of this process before and after the rebuild.
"""

import argparse
import os
import random
import resource
import sys
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tracker.settings")

import django  # noqa: E402

django.setup()

from django.db import connection  # noqa: E402
from django.test.utils import setup_databases, teardown_databases  # noqa: E402

from tracker.analysis import formulas, positions  # noqa: E402
from tracker.models import IssueTopic, Official, Position, Stance, Statement  # noqa: E402
from tracker.pipeline.positions import rebuild, recompute  # noqa: E402

FIRST = date(1990, 1, 1)
PER_LINE = 100
RUNS = 3
BATCH = 5_000
SENTENCES = (
    "We oppose changes by force in the strait; we do not support closing it; and we expect a settlement by treaty.",
    "We do not support closing it, and we expect a settlement by treaty.",
    "The harbour stays open if the other side keeps its word.",
    "Harvests were good in every valley, and the ferries ran on time.",
)


def least(call: Callable[[], object]) -> float:
    """The least processor time of a few runs, in seconds."""
    spent = []
    for _ in range(RUNS):
        start = time.process_time()
        call()
        spent.append(time.process_time() - start)
    return min(spent)


def evidence(number: int) -> list[positions.Evidence]:
    chance = random.Random(number)
    return [
        positions.Evidence(
            id=i,
            day=FIRST + timedelta(days=i * 7),
            precision="day",
            score=chance.choice((-2, -1, 0, 1, 2)),
            kind=chance.choice(("spoken", "part", "written")),
            conditional=chance.random() < 0.3,
        )
        for i in range(1, number + 1)
    ]


def told(number: int) -> list[formulas.Told]:
    chance = random.Random(number)
    return [
        formulas.Told(id=i, day=FIRST + timedelta(days=i * 7), score=1, kind="spoken", text=chance.choice(SENTENCES))
        for i in range(1, number + 1)
    ]


def pure(most: int) -> None:
    sizes = [most // 16, most // 4, most]
    for number in sizes:
        line, words = evidence(number), told(number)
        computing = least(lambda line=line: positions.line(evidence=line))
        comparing = least(lambda words=words: formulas.drops(words))
        print(f"{number:>7,} statements: line {1000 * computing:8.1f} ms, clauses {1000 * comparing:8.1f} ms")


def fill(number: int) -> None:
    """Accepted stances of `number // PER_LINE` invented officials on one invented topic."""
    topic = IssueTopic.objects.create(
        slug="measured", name="Measured", proposition="It should.", pole_for="a", pole_against="b"
    )
    people = Official.objects.bulk_create(
        Official(slug=f"invented-{n}", name=f"Invented {n}", source="https://register.example")
        for n in range(max(number // PER_LINE, 1))
    )
    chance = random.Random(number)
    for start in range(0, number, BATCH):
        rows = Statement.objects.bulk_create(
            Statement(
                official=people[i // PER_LINE % len(people)],
                text=chance.choice(SENTENCES),
                kind="spoken",
                said_on=FIRST + timedelta(days=i % PER_LINE * 30),
                said_on_precision="day",
                state="accepted",
            )
            for i in range(start, min(start + BATCH, number))
        )
        Stance.objects.bulk_create(
            Stance(statement=row, topic=topic, score=chance.choice((-2, -1, 0, 1, 2)), state="accepted", method="x")
            for row in rows
        )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def peak() -> float:
    """The most memory this process has held so far, in megabytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def rebuilt(number: int, most: int) -> None:
    fill(number)
    before, start = peak(), time.perf_counter()
    lines = rebuild()
    seconds = time.perf_counter() - start
    print(f"rebuild of {number:,} stances in {lines:,} lines: {number / seconds:,.0f} stances a second")
    print(f"{Position.objects.count():,} positions; peak memory {before:.0f} MB before, {peak():.0f} MB after")
    long_line(most)


def long_line(number: int) -> None:
    """One official with `number` statements: the line recomputed after one of them changed."""
    topic = IssueTopic.objects.get(slug="measured")
    official = Official.objects.create(slug="much-said", name="Much Said", source="https://register.example")
    rows = Statement.objects.bulk_create(
        Statement(
            official=official,
            text=SENTENCES[i % 4],
            kind="spoken",
            said_on=FIRST + timedelta(days=i * 5),
            said_on_precision="day",
            state="accepted",
        )
        for i in range(number)
    )
    Stance.objects.bulk_create(
        Stance(statement=row, topic=topic, score=i // 40 % 5 - 2, state="accepted", method="x")
        for i, row in enumerate(rows)
    )
    recompute(official, topic)
    spent = []
    for i in range(RUNS):
        Stance.objects.filter(statement=rows[number // 2]).update(score=i % 3 - 1)
        start = time.perf_counter()
        recompute(official, topic)
        spent.append(time.perf_counter() - start)
    print(f"one line of {number:,} statements recomputed in {1000 * min(spent):.0f} ms, database and all")


def main() -> None:
    parser = argparse.ArgumentParser(description="What positions and shifts cost.")
    parser.add_argument("stances", type=int, nargs="?", default=20_000)
    parser.add_argument("--statements", type=int, default=2_000)
    given = parser.parse_args()
    pure(given.statements)
    scratch = setup_databases(verbosity=0, interactive=False)
    try:
        rebuilt(given.stances, given.statements)
    finally:
        teardown_databases(scratch, verbosity=0)


if __name__ == "__main__":
    main()
