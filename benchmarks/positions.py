"""What positions cost: one line of many statements, and a whole rebuild.

    .venv/bin/python benchmarks/positions.py [STANCES] [--statements N] [--private]

First, without a database: what one line is computed from, in its parts, from 125 statements up to N (2,000). Then, in a
scratch database that is dropped afterwards: STANCES (20,000) accepted stances of invented officials, all lines rebuilt
from nothing and then again with nothing new, and one line recomputed after a statement of it changed.

Each statement is said in an office, and so is in four lines: of the person, the office, the institution and the
government; with `--private` in the person's alone. Scores are drawn blindly, which makes many more shifts than people
do. Compare ratios within one run, not seconds.
"""

import argparse
import os
import random
import sys
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tracker.settings")

import django  # noqa: E402
import psutil  # noqa: E402

django.setup()

from django.db import connection  # noqa: E402
from django.test.utils import setup_databases, teardown_databases  # noqa: E402

from tracker.analysis import conditions, formulas, positions  # noqa: E402
from tracker.models import Country, IssueTopic, Office, Official, Position, Shift, Stance, Statement  # noqa: E402
from tracker.pipeline.positions import rebuild_by_batches, recompute  # noqa: E402

FIRST = date(1990, 1, 1)
PER_LINE = 100
TOPICS = 10
MINISTERS = 5  # of one government
RUNS = 3
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
    """No two in the same words, so that nothing is compared for free."""
    chance = random.Random(number)
    return [
        formulas.Told(
            id=i, day=FIRST + timedelta(days=i * 7), score=1, kind="spoken", text=f"{chance.choice(SENTENCES)} {i}"
        )
        for i in range(1, number + 1)
    ]


def pure(most: int) -> None:
    for number in (most // 16, most // 4, most):
        line, words = evidence(number), told(number)
        parts = {
            "line": least(lambda line=line: positions.line(evidence=line)),
            "clauses": least(lambda words=words: compared(words)),
            "conditions": least(lambda words=words: [conditions.is_conditional(told.text) for told in words]),
        }
        print(f"{number:>7,} statements:", ", ".join(f"{part} {1000 * spent:.1f} ms" for part, spent in parts.items()))


def compared(words: list[formulas.Told]) -> None:
    formulas.clauses.cache_clear()
    formulas.drops(words)


def fill(number: int, *, private: bool) -> None:
    """`number` accepted stances on invented topics, `PER_LINE` of each official on each topic."""
    people = max(number // PER_LINE // TOPICS, 1)
    IssueTopic.objects.bulk_create(
        IssueTopic(slug=f"topic-{n}", name=f"Topic {n}", proposition="It should.", pole_for="a", pole_against="b")
        for n in range(TOPICS)
    )
    officials = Official.objects.bulk_create(invented(f"official-{n}") for n in range(people))
    offices = [None] * people if private else offices_of(people)
    with connection.cursor() as cursor:
        for n, (official, office) in enumerate(zip(officials, offices, strict=True)):
            said = min(PER_LINE * TOPICS, number - n * PER_LINE * TOPICS)
            texts = {"texts": [*SENTENCES], "first": FIRST, "number": said}
            cursor.execute(STATEMENTS, {"official": official.pk, "office": office, **texts})
        cursor.execute(STANCES, {"topics": [topic.pk for topic in IssueTopic.objects.all()]})
        cursor.execute("VACUUM ANALYZE")


STATEMENTS = """
    INSERT INTO tracker_statement (official_id, office_id, text, kind, said_on, said_on_precision, state,
                                   speaker_name, decisive, confidence, created_at, is_sample)
    SELECT %(official)s, %(office)s, (%(texts)s::text[])[1 + floor(4 * random())::int] || ' ' || i, 'spoken',
           %(first)s::date + (i / 10) * 30 + i %% 7, 'day', 'accepted', '', false, 0, now(), false
    FROM generate_series(0, %(number)s - 1) AS i
"""
STANCES = """
    INSERT INTO tracker_stance (statement_id, topic_id, score, state, method, unclear, evidence, recheck,
                                suggested_by, suggested_unclear)
    SELECT id, (%(topics)s::bigint[])[1 + id %% array_length(%(topics)s::bigint[], 1)], floor(5 * random())::int - 2,
           'accepted', 'x', false, '{}', false, '', false
    FROM tracker_statement
"""


def invented(slug: str, **given: object) -> Official:
    return Official(slug=slug, name=slug, source="https://register.example", **given)


def offices_of(people: int) -> list[int]:
    """The keys of an office for each, `MINISTERS` of one ministry and government."""
    governments = range(-(-people // MINISTERS))
    countries = Country.objects.bulk_create(Country(code=f"{n:04}", name=f"Invented {n}") for n in governments)
    ministries = Official.objects.bulk_create(
        invented(f"ministry-{n}", kind="institution", country=country) for n, country in enumerate(countries)
    )
    offices = Office.objects.bulk_create(
        Office(
            slug=f"office-{n}",
            name=f"Office {n}",
            country=countries[n // MINISTERS],
            institution=ministries[n // MINISTERS],
            source="https://register.example",
        )
        for n in range(people)
    )
    return [office.pk for office in offices]


def resident() -> float:
    """The memory this process holds now, in megabytes."""
    return psutil.Process().memory_info().rss / 1e6


def rebuilt(number: int, most: int, *, private: bool) -> None:
    fill(number, private=private)
    timed_rebuild(number, "from nothing")
    timed_rebuild(number, "with nothing new")
    print(f"{Position.objects.count():,} positions and {Shift.objects.count():,} shifts")
    long_line(most)


def timed_rebuild(number: int, what: str) -> None:
    """All lines recomputed; memory and pace are printed after about each tenth of the batches."""
    start, lines = time.perf_counter(), 0
    for count, recomputed in enumerate(rebuild_by_batches(), 1):
        lines += recomputed
        if count % max(number // 10_000, 1) == 0:
            spent = time.perf_counter() - start
            print(f"  {lines:>7,} lines in {spent:6.0f} s, {resident():.0f} MB", flush=True)
    spent = time.perf_counter() - start
    print(f"{what}: {number:,} stances in {lines:,} lines, {number / spent:,.0f} stances a second, {resident():.0f} MB")


def long_line(number: int) -> None:
    """One official with `number` statements: the line recomputed after one of them changed."""
    topic = IssueTopic.objects.first()
    official = Official.objects.create(slug="much-said", name="Much Said", source="https://register.example")
    rows = Statement.objects.bulk_create(
        Statement(
            official=official,
            text=f"{SENTENCES[i % 4]} {i}",
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
    parser.add_argument("--private", action="store_true")
    given = parser.parse_args()
    pure(given.statements)
    scratch = setup_databases(verbosity=0, interactive=False)
    try:
        rebuilt(given.stances, given.statements, private=given.private)
    finally:
        teardown_databases(scratch, verbosity=0)


if __name__ == "__main__":
    main()
