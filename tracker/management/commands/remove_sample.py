"""Remove the sample newsroom and nothing else."""

from typing import Any

from django.core.management.base import BaseCommand

from tracker.pipeline import sample


class Command(BaseCommand):
    help = "Remove the sample newsroom (invented states, people, topics and articles) and nothing else."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{sample.remove_sample()} sample articles removed, with all that came from them.")
