"""A newsroom of invented articles with real worker processes that can be killed, and what is to be found in the end."""

import os
import signal
import subprocess
import sys
import time
from collections import Counter
from datetime import timedelta
from pathlib import Path

from django.db import connection, transaction
from django.db.models import F
from django.utils import timezone
from kombu import Connection

from tests.factories import OfficialFactory
from tracker import celery
from tracker.models import Article, Host, Quotation, Statement
from tracker.models.articles import BELL
from tracker.pipeline import articles, claims, quotations, statements
from tracker.tasks import process

ROOT = Path(__file__).resolve().parents[2]
SPEAKER = "Alma Quill"
# Seconds until what has not come is taken for lost; a busy machine needs many, an idle one a few.
PATIENCE = 300


# Unlike each other, so that no two are taken for reports of one remark.
REMARKS = (
    ("We shall reopen the northern lighthouse before the winter storms", "old ropes belonged in a museum"),
    ("Nobody in this harbour will pay twice for the same barrel of tar", "the fishing fleet deserved better maps"),
    ("Our bakers feed both banks of the river and ask for no thanks", "flour would soon be carried by rail"),
    ("I have seen every bridge on this coast and most of them are sound", "masons should be trained at home"),
    ("The glass works must choose between smoke and good neighbours", "chimneys had never been so tall"),
    ("A choir of forty children is worth more than a brass gun", "music lessons ought to begin in May"),
)
COUNT = len(REMARKS)


def story(number):
    spoken, reported = REMARKS[number]
    return (
        f"This is what happened in the town numbered {number} in the first week of May, as its clerk wrote in a letter.\n\n"
        f"“{spoken},” {SPEAKER} told reporters on Monday.\n\n"
        f"{SPEAKER} said on Tuesday that {reported}, and the clerk of the town wrote that down as well."
    )


def page(number):
    paragraphs = "".join(f"<p>{part}</p>" for part in story(number).split("\n\n"))
    return f"<html><head><title>Ferry {number}</title></head><body><article>{paragraphs}</article></body></html>"


class Workers:
    """Worker processes, and a folder of orders for them."""

    def __init__(self, folder, environment):
        self.orders = folder / "orders"
        self.orders.mkdir()
        self.folder = folder
        self.environment = environment | {"FAULT_ORDERS": str(self.orders)}
        self.workers = []

    def order(self, key, place, what):
        (self.orders / f"{key}.{place}").write_text(what)

    def withdraw(self, key, place):
        (self.orders / f"{key}.{place}").unlink()

    def times_reached(self, key, place):
        reached = self.orders / f"{key}.{place}.reached"
        return len(reached.read_text().splitlines()) if reached.exists() else 0

    def start(self, *, concurrency=2, beat=True, step_seconds=100, megabytes=1000):
        """A worker process with a pool, and the schedule inside it unless there is one elsewhere."""
        schedule = ["--beat", "--schedule", str(self.folder / "beat")] if beat else []
        command = [sys.executable, "-m", "celery", "--quiet", "--app", "tests.faults.worker", "worker"]
        options = ["--concurrency", str(concurrency), "--loglevel", "WARNING", "--without-gossip", "--without-mingle"]
        log = (self.folder / f"worker{len(self.workers)}.log").open("w")
        worker = subprocess.Popen(
            [*command, *options, *schedule],
            cwd=ROOT,
            env=self.environment
            | {"TRACKER_STEP_SECONDS": str(step_seconds), "TRACKER_WORKER_MEGABYTES": str(megabytes)},
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
        self.workers.append(worker)
        return worker

    def kill(self, worker):
        """`kill -9` to the worker and all its children at once."""
        if worker.poll() is None:
            os.killpg(worker.pid, signal.SIGKILL)
            worker.wait()

    def logs(self):
        return "\n".join(path.read_text()[-3000:] for path in sorted(self.folder.glob("*.log")))

    def close(self):
        for worker in self.workers:
            self.kill(worker)


class Newsroom(Workers):
    """Articles in the test database, and workers on it."""

    def __init__(self, folder, environment):
        super().__init__(folder, environment)
        OfficialFactory(name=SPEAKER)
        self.expected, self.statements = undisturbed(COUNT)

    def texts(self):
        """COUNT captured articles."""
        return [articles.submit_text(story(n), title=f"Ferry {n}") for n in range(COUNT)]

    def to_be_fetched(self, text, publisher):
        """Put an article to be fetched from `publisher` in the place of `text`; its name there."""
        number = str(COUNT - 1)
        assert text.title == f"Ferry {number}"
        text.versions.all().delete()
        text.delete()
        articles.submit_address(f"http://127.0.0.1:{publisher.server_port}/{number}")
        return number

    def ring(self, *rung, times=1):
        """Announce articles on the queue in the database, while no worker need be there."""
        with Connection("pgmq://", transport_options=celery.transport_options("pgmq://")) as queue:
            for article in rung * times:
                process.apply_async((article.pk,), connection=queue)

    def await_end(self, *, passing=True):
        """Until no article has work left; time passes quickly meanwhile."""

        def ended():
            if passing:
                let_pass()
            return not Article.objects.unfinished().exists()

        until(ended, "the end of all work", self.log)

    def assert_each_once(self):
        """Every article in its final state, with one version, and each passage and statement once."""
        assert Article.objects.exclude(state="ready").count() == 0, self.log()
        assert filed() == self.expected, self.log()
        assert Statement.objects.count() == self.statements

    def log(self):
        rows = Article.objects.exclude(state="ready").values("pk", "state", "attempts", "held_until", "state_reason")
        return f"{list(rows)}\n{self.logs()}"


def let_pass(span=claims.HOLD + BELL, *, at_work=timedelta(seconds=5)):
    """Bring forward whatever waits, as if `span` had passed, but not what was claimed within `at_work`."""
    now = timezone.now()
    Host.objects.filter(free_at__gt=now + at_work).update(free_at=F("free_at") - span)
    waiting = Article.objects.unfinished().filter(ring_at__gt=now).exclude(held_until__gt=now + claims.HOLD - at_work)
    with transaction.atomic():  # rows that a worker has locked are not waited for
        keys = list(waiting.select_for_update(skip_locked=True).values_list("pk", flat=True))
        Article.objects.filter(pk__in=keys).update(held_until=F("held_until") - span, ring_at=F("ring_at") - span)


def until(true, what, explain=lambda: ""):
    end = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < end, f"{what} did not come\n{explain()}"
        time.sleep(0.1)


def filed():
    """For each ready article what it was filed as: versions, and passages with their statements, by their words."""
    return {
        article.title: (
            article.versions.count(),
            Counter(Quotation.objects.filter(version__article=article).values_list("content", "statement__text")),
        )
        for article in Article.objects.filter(state="ready")
    }


def undisturbed(count):
    """What `filed` gives, and how many statements there are, when nothing goes wrong; leaves nothing behind."""
    assert not Article.objects.exists()
    with transaction.atomic():
        for n in range(count):
            article = articles.submit_text(story(n), title=f"Ferry {n}")
            quotations.read_article(article)
            statements.file_article(article)
        expected = filed(), Statement.objects.count()
        transaction.set_rollback(True)
    assert (len(expected[0]), expected[1]) == (count, 2 * count)
    return expected


def messages():
    """How many messages the queue in the database holds."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT coalesce(sum(queue_length), 0) FROM pgmq.metrics_all()")
        return int(cursor.fetchone()[0])


def sessions_cut():
    """End every other session of the database, as a restart of the server does; how many there were."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity "
            "WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
        return cursor.fetchone()[0]
