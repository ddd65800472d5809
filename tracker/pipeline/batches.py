"""All lines there are, in batches small enough to be held in memory and large enough to be worth a transaction."""

from collections.abc import Hashable, Iterable, Iterator
from typing import TypeVar

from django.db.models import Count, QuerySet

from tracker.analysis.series import Kind
from tracker.models import Position, Shift, Split, Stance
from tracker.models.series import KINDS_OF_SERIES

from . import series
from .series import Batch

STATEMENTS = 4_000  # of one batch; a line of more is a batch by itself
Key = TypeVar("Key", bound=Hashable)
Sizes = dict[int | str, dict[int, int]]


def batches() -> Iterator[Batch]:
    """Every line that has an accepted stance or a row that an earlier computation left, each in one batch."""
    for kind in KINDS_OF_SERIES:
        sizes = _sizes(kind)
        totals = {subject: sum(topics.values()) for subject, topics in sizes.items()}
        small = ((subject, total) for subject, total in totals.items() if total <= STATEMENTS)
        yield from (Batch(kind, subjects) for subjects in packed(small, STATEMENTS))
        for subject, total in totals.items():
            if total > STATEMENTS:
                yield from (Batch(kind, (subject,), topics) for topics in packed(sizes[subject].items(), STATEMENTS))


def packed(sizes: Iterable[tuple[Key, int]], most: int) -> Iterator[tuple[Key, ...]]:
    """Keys in their order, in groups of `most` in size; what is larger than that stands alone."""
    group: list[Key] = []
    filled = 0
    for key, size in sizes:
        if group and filled + size > most:
            yield tuple(group)
            group, filled = [], 0
        group.append(key)
        filled += size
    if group:
        yield tuple(group)


def _sizes(kind: Kind) -> Sizes:
    """The number of statements of each line of a kind, by subject and topic, in the order of their keys.

    A statement that is in a line for two reasons counts twice: the number is there to fill batches by.
    """
    sizes: Sizes = {}
    for subject, topic, number in _counted(kind):
        topics = sizes.setdefault(subject, {})
        topics[topic] = topics.get(topic, 0) + number
    return {
        subject: dict(sorted(sizes[subject].items()))
        for subject in sorted(sizes, key=lambda key: (str(type(key)), key))
    }


def _counted(kind: Kind) -> Iterator[tuple[int | str, int, int]]:
    stances = Stance.objects.public()
    for reason, said in _reasons(kind, stances):
        yield from said.exclude(**{reason: None}).order_by().values_list(reason, "topic").annotate(Count("pk"))
    for model in (Position, Shift, *((Split,) if kind == "country" else ())):
        left = model._default_manager.exclude(**{kind: None}).order_by().values_list(kind, "topic").distinct()
        yield from ((subject, topic, 0) for subject, topic in left)


def _reasons(kind: Kind, stances: QuerySet[Stance]) -> Iterator[tuple[str, QuerySet[Stance]]]:
    """Why statements are in lines of a kind: the column that names the subject, and the stances it names it for."""
    if kind == "office":
        yield "statement__office", stances
    elif kind == "official":
        for column in ("official", "on_behalf_of", "office__institution"):
            yield f"statement__{column}", stances
    else:
        yield "statement__office__country", stances.filter(series.of_government("statement__office__"))
        for column in ("official", "on_behalf_of"):
            speaking = stances.filter(**{f"statement__{column}__in": series.mouths()})
            yield f"statement__{column}__country", speaking
