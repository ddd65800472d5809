"""Accepted data as plain rows, streamed from the database; nothing unchecked is ever in them."""

import csv
import json
from collections.abc import Callable, Iterator, Sequence
from io import StringIO
from itertools import chain
from typing import Any

from django.db.models import F, OuterRef, Prefetch, Subquery

from tracker.models import Position, Quotation, Shift, Stance, Statement
from tracker.models.positions import PositionQuerySet, ShiftQuerySet
from tracker.models.statements import StatementQuerySet

from .records import guarded

Rows = Iterator[dict[str, Any]]
ALL = slice(None)


def as_csv(rows: Rows, columns: Sequence[str] = ()) -> Iterator[str]:
    """Lines of a CSV file, the header being the first row's keys, or `columns` where there is no row."""
    first = next(rows, None)
    names = list(first) if first else list(columns)
    line = StringIO()
    writer = csv.DictWriter(line, fieldnames=names)
    writer.writeheader()
    for row in chain([first] if first else [], rows):
        writer.writerow({name: _cell(value) for name, value in row.items()})
        yield line.getvalue()
        line.seek(0)
        line.truncate()
    yield line.getvalue()


def as_jsonl(rows: Rows) -> Iterator[str]:
    for row in rows:
        yield json.dumps(row, ensure_ascii=False, default=str) + "\n"


def _cell(value: Any) -> Any:
    """`value` as one cell: a list of stances as "slug +1; slug mention"."""
    if isinstance(value, list):
        steps = [f"{v['topic']} {'mention' if v['score'] is None else format(v['score'], '+d')}" for v in value]
        return "; ".join(steps)
    return guarded(value) if isinstance(value, str) else value


STATEMENT_COLUMNS = (
    "id", "official", "name", "office", "said_on", "said_on_precision", "reported_on", "kind", "text", "sample",
    "stances", "source", "url", "frame",
)  # fmt: skip


def statements(found: StatementQuerySet | None = None, *, window: slice = ALL) -> Rows:
    """Accepted statements, those of `found` in its order, with their accepted stances and where they are in print."""
    rows = Statement.objects.order_by("day", "pk") if found is None else found
    printed = Quotation.objects.filter(statement=OuterRef("pk"), checked=True).order_by(
        F("version__article__published_at").asc(nulls_last=True), "pk"
    )
    rows = rows.public().annotate(
        source=Subquery(printed.values("version__article__source__name")[:1]),
        url=Subquery(printed.values("version__article__url")[:1]),
    )
    accepted = Prefetch("stances", Stance.objects.public().select_related("topic"), to_attr="accepted_stances")
    prints = Prefetch("quotations", Quotation.objects.filter(checked=True).in_frames())
    rows = rows.select_related("official", "office").prefetch_related(accepted, prints)[window]
    for row in rows.iterator(chunk_size=1000):
        yield {
            "id": row.pk,
            "official": row.official.slug if row.official else None,
            "name": row.official.name if row.official else None,
            "office": row.office.name if row.office else None,
            "said_on": row.said_on,
            "said_on_precision": row.said_on_precision,
            "reported_on": row.reported_on,
            "kind": row.kind,
            "text": row.text,
            "sample": row.is_sample,
            "stances": [{"topic": s.topic.slug, "score": s.score} for s in row.accepted_stances],
            "source": row.source,
            "url": row.url,
            "frame": row.frame or None,
        }


def stances() -> Rows:
    rows = Stance.objects.public().select_related("statement__official", "topic").in_time()
    for row in rows.iterator(chunk_size=1000):
        yield {
            "statement": row.statement_id,
            "official": row.statement.official.slug if row.statement.official else None,
            "topic": row.topic.slug,
            "score": row.score,
            "day": row.statement.day,
            "precision": row.statement.said_on_precision,
            "kind": row.statement.kind,
        }


def _line(row: Position | Shift) -> dict[str, Any]:
    """Whose line the row is of: one of the three."""
    return {
        "official": row.official.slug if row.official else None,
        "line_of_office": row.office.slug if row.office else None,
        "line_of_government": row.country_id,
    }


def positions(found: PositionQuerySet | None = None, *, window: slice = ALL) -> Rows:
    """Positions, those of `found`, line by line in time."""
    rows = Position.objects.all() if found is None else found
    rows = rows.select_related("official", "office", "country", "topic")
    ordered = rows.order_by("official", "office", "country", "topic", "start")
    for row in ordered[window].iterator(chunk_size=1000):
        yield {
            **_line(row),
            "topic": row.topic.slug,
            "start": row.start,
            "end": row.end,
            "state": row.state,
            "score": row.score,
            "statements": row.evidence_count,
        }


def shifts(found: ShiftQuerySet | None = None, *, window: slice = ALL) -> Rows:
    """Shifts that readers may see, those of `found` in its order."""
    related = ("official", "office", "country", "topic", "office_before", "office_after")
    rows = Shift.objects.public().order_by("day", "pk") if found is None else found
    for row in rows.select_related(*related)[window].iterator(chunk_size=1000):
        yield {
            **_line(row),
            "topic": row.topic.slug,
            "day": row.day,
            "precision": row.precision,
            "kind": row.kind,
            "by_spokesperson": row.by_spokesperson,
            "score_before": row.score_before,
            "score_after": row.score_after,
            "statement_before": row.before_id,
            "statement_after": row.after_id,
            "office_before": row.office_before.name if row.office_before else None,
            "office_after": row.office_after.name if row.office_after else None,
            "with_office_change": row.with_office_change,
            "with_scale_change": row.with_scale_change,
            "rule": row.rule,
            "state": row.state,
            "note": row.note,
        }


TABLES: dict[str, Callable[[], Rows]] = {
    "statements": statements,
    "stances": stances,
    "positions": positions,
    "shifts": shifts,
}
