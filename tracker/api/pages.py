"""One page of a list, with how many there are and where the next page is."""

from collections.abc import Callable, Iterable
from typing import Annotated, Any, Generic, TypeVar

from django.db.models import QuerySet
from django.http import HttpRequest
from ninja import Query, Schema
from pydantic import Field

Item = TypeVar("Item")
LARGEST = 200


class Page(Schema, Generic[Item]):
    count: int = Field(description="How many answer the question, on all pages together.")
    next: str | None = Field(description="Address of the next page; null on the last one.")
    results: list[Item]


class Window(Schema):
    limit: int = Field(50, ge=1, le=LARGEST, description=f"Rows on a page, {LARGEST} at most.")
    offset: int = Field(0, ge=0, le=10_000_000, description="Rows before the first one of the page.")


Asked = Annotated[Window, Query()]


def page_of(
    request: HttpRequest,
    found: QuerySet[Any],
    window: Window,
    rows: Callable[[slice], Iterable[Any]],
) -> dict[str, Any]:
    """`found` counted, and of its `rows` those in the window."""
    count, end = found.count(), window.offset + window.limit
    query = request.GET.copy()
    query["limit"], query["offset"] = str(window.limit), str(end)
    after = request.build_absolute_uri(f"{request.path}?{query.urlencode()}") if end < count else None
    return {"count": count, "next": after, "results": list(rows(slice(window.offset, end)))}
