"""What PostgreSQL went through to answer: a cost that is counted, whatever the machine is busy with."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from django.db import connection


class Counted:
    """How many rows of each table were looked at, found or not, by the questions asked so far."""

    def __init__(self) -> None:
        self.rows: dict[str, int] = {}

    def add(self, node: Mapping[str, Any]) -> None:
        """Take in a node of a plan, as `EXPLAIN (ANALYZE, FORMAT JSON)` prints it, and those below it."""
        if table := node.get("Relation Name"):
            each = node["Actual Rows"] + node.get("Rows Removed by Filter", 0)
            self.rows[table] = self.rows.get(table, 0) + round(each * node["Actual Loops"])
        for below in node.get("Plans", ()):
            self.add(below)


@contextmanager
def counted_rows(*tables: str) -> Iterator[Counted]:
    """Count what is looked at meanwhile. `tables` get statistics first, and no answer that reads one from end to end
    only because it is as small as a test makes it."""
    counted = Counted()

    def explain(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if sql.split(maxsplit=1)[0] in {"SELECT", "WITH"} and "FOR " not in sql[-40:]:
            execute(f"EXPLAIN (ANALYZE, FORMAT JSON) {sql}", params, many, context)
            counted.add(context["cursor"].fetchone()[0][0]["Plan"])
        return execute(sql, params, many, context)

    with connection.cursor() as cursor:
        cursor.execute(f"ANALYZE {', '.join(tables)}")
        cursor.execute("SET LOCAL enable_seqscan = off")
    with connection.execute_wrapper(explain):
        yield counted
