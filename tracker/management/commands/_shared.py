"""What several commands share: the columns of their progress bars, days and sources as they are given."""

from argparse import ArgumentTypeError
from datetime import date

from django.core.management.base import CommandError
from rich.progress import BarColumn, MofNCompleteColumn, TextColumn

from tracker.models import Source

COLUMNS = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())


def day(text: str) -> date:
    """The `type` of an argument that is a day."""
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise ArgumentTypeError(f"{text} is not a day; write it as 2024-10-17.") from error


def source_named(slug: str) -> Source:
    """The source of that slug; raises `CommandError` naming those there are."""
    source = Source.objects.filter(slug=slug).first()
    if source is None:
        known = ", ".join(Source.objects.values_list("slug", flat=True)[:20]) or "none yet"
        raise CommandError(f"There is no source “{slug}”. Known sources: {known}.")
    return source
