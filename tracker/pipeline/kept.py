"""What a process keeps from one article to the next: values loaded from tables, for as long as no row of them changes.

Loading the register and indexing its names takes longer than reading an article with them. Whether anything changed is
asked of the database each time, by a hash over the contents of all rows, whoever changed them and in whatever way, at
two or three milliseconds for the few thousand rows these tables have. It is no way to keep what large tables hold.
"""

from collections.abc import Callable
from typing import Generic, TypeVar

from django.db import connection
from django.db.models import Model

Value = TypeVar("Value")


class Kept(Generic[Value]):
    """What `load` makes of the rows of `models`, made anew when one of them was added, changed or removed."""

    def __init__(self, load: Callable[[], Value], *models: type[Model]) -> None:
        self._load = load
        self._models = models
        self._held: tuple[tuple[object, ...], Value] | None = None

    def now(self) -> Value:
        """The value for the rows as they are. It is shared: callers do not change it."""
        # Asked for before loading: a change in between makes the stamp too old, never the value.
        stamp = self._stamp()
        held = self._held
        if held is None or held[0] != stamp:
            held = self._held = (stamp, self._load())
        return held[1]

    def _stamp(self) -> tuple[object, ...]:
        """A number for each table from the contents of its rows, no two of them equal, in one query."""
        name = connection.ops.quote_name
        sums = ", ".join(
            f"(SELECT bit_xor(hash_record_extended(t.*, 0)) FROM {name(model._meta.db_table)} t)"  # noqa: S608
            for model in self._models
        )
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT {sums}")
            return tuple(cursor.fetchone())
