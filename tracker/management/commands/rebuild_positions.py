"""Recompute every position and shift from accepted stances."""

from typing import Any

from django.core.management.base import BaseCommand

from tracker.pipeline import positions


class Command(BaseCommand):
    help = "Recompute every position and shift from accepted stances. Afterwards the rows equal the incremental ones."

    def handle(self, *args: Any, **options: Any) -> None:
        lines = positions.rebuild()
        self.stdout.write(f"{lines} lines recomputed.")
