"""Everything before the processes start; running it again changes nothing."""

import secrets
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

import psycopg
from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from pgmq.install import install_pgmq_from_sql

from tracker.celery import CLOCK, QUEUE, queue_conninfo
from tracker.models import Article
from tracker.pipeline import positions, register, sample, topics

DATA = Path(settings.BASE_DIR) / "tracker" / "data"
EDITOR = "editor"


class Command(BaseCommand):
    help = "Migrate, install the queue, load the register and the topics; with --sample, the sample newsroom."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--sample", action="store_true", help="Load the sample newsroom into an empty database.")

    def handle(self, *args: Any, **options: Any) -> None:
        self._say("Preparing the database …")
        call_command("migrate", verbosity=0, interactive=False)
        if settings.CELERY_BROKER_URL.startswith("pgmq:"):
            install_queue()
        call_command("collectstatic", verbosity=0, interactive=False)
        self._refuse(register.import_once(DATA / "register"), "register")
        self._load_topics()
        if options["sample"] and not Article.objects.exists() and not sample.was_loaded():
            self._say("Loading the sample newsroom (invented states and people) …")
            count = sum(1 for _ in sample.load_sample())
            self._say(
                f"{count} sample articles loaded; `manage.py remove_sample` or the button on the site removes them."
            )
        if positions.is_outdated():
            self._say("Recomputing positions, as their method has changed …")
            positions.rebuild()
        self._first_editor()

    def _load_topics(self) -> None:
        """What the shipped topics became, where they are others than before."""
        report = topics.import_topics(DATA / "topics")
        self._refuse(report, "topics")
        newer = [Path(file.file).stem for file in report.files if file.changed]
        kept = [Path(file.file).stem for file in report.files if file.kept]
        if newer:
            self._say(f"Topics brought up to date with what is shipped: {', '.join(newer)}.")
        if kept:
            self._say(f"Topics left as an editor has made them, though a newer one is shipped: {', '.join(kept)}.")

    def _refuse(self, report: Any, what: str) -> None:
        if report.refused:
            raise CommandError(f"The shipped {what} has bad lines, the first: {report.refused[0]}")

    def _first_editor(self) -> None:
        """Create the first editor with a random password, said once."""
        users = get_user_model().objects
        if users.filter(is_staff=True).exists():
            return
        password = secrets.token_urlsafe(9)
        users.create_superuser(EDITOR, password=password)
        self._say(f"First editor: user name {EDITOR}, password {password}")
        self._say(f"(said once; a new one: .venv/bin/python manage.py changepassword {EDITOR})")

    def _say(self, text: str) -> None:
        self.stdout.write(text)
        self.stdout.flush()


def install_queue() -> None:
    """Install PGMQ's SQL unless the database has it, and make the queues."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT to_regnamespace('pgmq') IS NOT NULL")
        installed = cursor.fetchone()[0]
    with psycopg.connect(queue_conninfo()) as queue:
        if not installed:
            install_pgmq_from_sql(conn=queue)
        for name in (QUEUE, CLOCK):
            queue.execute("SELECT pgmq.create(%s)", [name])
