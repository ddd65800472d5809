"""Many new rows at once, by COPY: several times as fast as INSERT, and as safe inside a transaction."""

from collections.abc import Sequence
from typing import NamedTuple

from django.db import connection, models
from psycopg import sql


def copy_in(model: type[models.Model], rows: Sequence[NamedTuple]) -> None:
    """Insert `rows`, whose fields are columns of `model`; other columns get its defaults. Constraints hold as ever."""
    if not rows:
        return
    fields = {field.attname: field for field in model._meta.concrete_fields if not field.primary_key}
    given = [fields.pop(name) for name in rows[0]._fields]
    defaults = tuple(field.get_default() for field in fields.values())
    columns: list[sql.Composable] = [sql.Identifier(str(field.column)) for field in (*given, *fields.values())]
    table = sql.Identifier(model._meta.db_table)
    command = sql.SQL("COPY {} ({}) FROM STDIN").format(table, sql.SQL(", ").join(columns))
    with connection.cursor() as cursor, cursor.copy(command) as copy:
        for row in rows:
            copy.write_row(row + defaults)
