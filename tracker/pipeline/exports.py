"""Accepted data as plain rows, streamed from the database; nothing unchecked is ever in them."""

from collections.abc import Callable, Iterator
from typing import Any

from tracker.models import Position, Shift, Stance, Statement

Rows = Iterator[dict[str, Any]]
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def spreadsheet_safe(value: Any) -> Any:
    """`value` as a spreadsheet shows it without running it: what starts like a formula gets an apostrophe."""
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA_STARTS) else value


def statements() -> Rows:
    rows = Statement.objects.public().select_related("official", "office").order_by("day", "pk")
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


def positions() -> Rows:
    rows = Position.objects.select_related("official", "office", "country", "topic")
    for row in rows.order_by("official", "office", "country", "topic", "start").iterator(chunk_size=1000):
        yield {
            **_line(row),
            "topic": row.topic.slug,
            "start": row.start,
            "end": row.end,
            "state": row.state,
            "score": row.score,
            "statements": row.evidence_count,
        }


def shifts() -> Rows:
    """Those that readers may see."""
    related = ("official", "office", "country", "topic", "office_before", "office_after")
    for row in Shift.objects.public().select_related(*related).order_by("day", "pk").iterator(chunk_size=1000):
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
