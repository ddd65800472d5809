"""What a line of the log is about: the article and the feed it concerns stand in it, whoever writes the line.

`about(article_id=7)` holds for everything logged inside it, in this thread. As plain lines the ids end the line in
brackets; as JSON (`TRACKER_LOG_FORMAT=json`) they are fields of their own.
"""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_about: ContextVar[dict[str, int | str]] = ContextVar("about")


@contextmanager
def about(**ids: int | str) -> Iterator[None]:
    """Name what all lines logged inside concern, beside what is named around it."""
    token = _about.set(_about.get({}) | ids)
    try:
        yield
    finally:
        _about.reset(token)


class About(logging.Filter):
    """Writes what is named onto each record: as attributes for JSON, and as `about` for plain lines."""

    def filter(self, record: logging.LogRecord) -> bool:
        ids = _about.get({})
        vars(record).update(ids)
        words = ", ".join(f"{name.removesuffix('_id')} {value}" for name, value in ids.items())
        record.about = f" [{words}]" if words else ""
        return True
