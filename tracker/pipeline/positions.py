"""Positions and shifts kept as rows: recomputed whenever what they rest on changes, with editors' verdicts kept."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.db import transaction
from django.db.models import F, QuerySet
from django.db.models.functions import Collate

from tracker.analysis import positions
from tracker.analysis.series import Kind
from tracker.models import Decision, IssueTopic, Office, Position, Shift, Split, Statement
from tracker.models.series import Subject, series_field

from . import amendments, series
from .batches import batches
from .copying import copy_in
from .findings import keep_shifts, keep_splits
from .outcomes import PositionRow, Rows, rows_of
from .series import Batch


def recompute(subject: Subject, topic: IssueTopic, *, because: Decision | None = None) -> None:
    """Make the position and shift rows of a line what its accepted stances give.

    Rows that stay the same keep their keys, so that running it twice writes nothing new. Where the decision it is done
    for rewrites the past of the line, that is put on record.
    """
    batch = Batch(series_field(subject), (subject.pk,), (topic.pk,))
    with transaction.atomic():
        rows = rows_of(_held(batch), series.said_in(batch))
        if because is not None:
            amendments.put_on_record(subject, topic, rows.positions, because)
        _keep(batch, rows)


def recompute_for(statement: Statement, *, because: Decision, also: Iterable[Subject] = ()) -> None:
    """Recompute every line that `statement` belongs to after a decision about it; `also` are those it belonged to."""
    subjects = sorted({*series.subjects_of(statement), *also}, key=in_order)
    topics = IssueTopic.objects.filter(stances__statement=statement).distinct().order_by("pk")
    for subject in subjects:
        for topic in topics:
            recompute(subject, topic, because=because)


def in_order(subject: Subject) -> tuple[str, Any]:
    """One order in which everyone locks lines, so that no two wait for each other."""
    return series_field(subject), subject.pk


def rebuild() -> int:
    """Recompute every line from accepted stances and drop rows that nothing backs; the number of lines."""
    return sum(rebuild_by_batches())


def rebuild_by_batches() -> Iterator[int]:
    """As `rebuild`, a transaction at a time: the number of lines that each has recomputed.

    Statements decided on meanwhile are not lost: whoever decides waits for the lines of one batch, and recomputes them.
    """
    for batch in batches():
        with transaction.atomic():
            lines = _recomputed(batch)
        yield lines


def recompute_for_tenures(offices: Iterable[int]) -> None:
    """Recompute what tenures of `offices`, by their keys, bear on: the lines of these and of their governments.

    To be called by whoever adds, changes or removes a tenure.
    """
    theirs = Office.objects.filter(pk__in=offices)
    # A line that has a position has something to weigh; of others nothing is kept that tenures bear on.
    moved: dict[Kind, Any] = {"country": theirs.exclude(country=None).values("country"), "office": theirs.values("pk")}
    with transaction.atomic():
        for kind, keys in moved.items():
            found = Position.objects.filter(**{f"{kind}__in": keys}).order_by(kind)
            for key in found.values_list(kind, flat=True).distinct():
                _recomputed(Batch(kind, (key,)))


def _recomputed(batch: Batch) -> int:
    """Make the tables hold what the lines of the batch give; the number of these."""
    subjects = _held(batch)
    said = series.said_in(batch)
    _keep(batch, rows_of(subjects, said))
    return len(said)


def is_outdated() -> bool:
    """True if rows of another method are kept: the whole has to be rebuilt."""
    return Position.objects.exclude(method=positions.METHOD).exists()


def _held(batch: Batch) -> dict[int | str, Subject]:
    """The officials, offices or governments of a batch, held until the end of the transaction.

    Rows that refer to them are not blocked: filing goes on while a line is computed.
    """
    place = Collate("pk", "C") if batch.kind == "country" else F("pk")  # the order of Python, as in `in_order`
    model = series.MODELS[batch.kind]
    held = model._default_manager.filter(pk__in=batch.subjects).order_by(place).select_for_update(no_key=True)
    return {subject.pk: subject for subject in held}


def _keep(batch: Batch, rows: Rows) -> None:
    """Make the tables hold exactly `rows` for the lines of the batch."""
    _keep_positions(_present(Position.objects.all(), batch), rows.positions)
    keep_shifts(_present(Shift.objects.all(), batch), rows.shifts)
    if batch.kind == "country":
        keep_splits(_present(Split.objects.all(), batch), rows.splits)


def _present(rows: QuerySet[Any], batch: Batch) -> Any:
    theirs = rows.filter(**{f"{batch.kind}__in": batch.subjects})
    return theirs if batch.topics is None else theirs.filter(topic__in=batch.topics)


def _keep_positions(present: QuerySet[Position], rows: Iterable[PositionRow]) -> None:
    """Make the table hold exactly `rows` in place of `present`, touching only what differs."""
    known = {tuple(values): pk for *values, pk in present.values_list(*PositionRow._fields, "pk")}
    fresh = [row for row in rows if known.pop(row, None) is None]
    Position.objects.filter(pk__in=known.values()).delete()
    copy_in(Position, fresh)
