"""Many new rows at once, by COPY: several times as fast as INSERT, and as safe inside a transaction."""

from collections.abc import Sequence
from operator import attrgetter

from django.db import connection, models
from psycopg import sql


def copy_in(model: type[models.Model], rows: Sequence[models.Model]) -> None:
    """Insert `rows`, none of which has a key yet; they are not given one. Constraints hold as ever."""
    if not rows:
        return
    fields = [field for field in model._meta.concrete_fields if not field.primary_key]
    values = attrgetter(*(field.attname for field in fields))
    columns: list[sql.Composable] = [sql.Identifier(str(field.column)) for field in fields]
    table = sql.Identifier(model._meta.db_table)
    command = sql.SQL("COPY {} ({}) FROM STDIN").format(table, sql.SQL(", ").join(columns))
    with connection.cursor() as cursor, cursor.copy(command) as copy:
        for row in rows:
            copy.write_row(values(row))
