"""Where lines stand, and how they moved. A line is a person's or institution's, an office's or a government's."""

from datetime import date
from typing import Annotated

from django.db.models import Q
from django.http import HttpRequest
from ninja import Query, Router, Schema
from pydantic import Field

from tracker.models import Position, Shift
from tracker.pipeline import exports

from .pages import Asked, Page, page_of

router = Router(tags=["positions"])


class Line(Schema):
    """Whose line it is: one of the three is given."""

    official: str | None
    line_of_office: str | None
    line_of_government: str | None
    topic: str


class PositionRow(Line):
    start: date
    end: date | None = Field(description="First day it stood no longer; null while it stands.")
    state: str = Field(description="standing, mixed or stale (nothing said lately)")
    score: int | None = Field(description="−2 to +2 on the topic’s scale.")
    statements: int = Field(description="How many accepted statements it rests on.")


class ShiftRow(Line):
    day: date
    precision: str
    kind: str
    by_spokesperson: bool
    score_before: int | None
    score_after: int
    statement_before: int | None
    statement_after: int
    office_before: str | None
    office_after: str | None
    with_office_change: bool
    with_scale_change: bool
    rule: str
    state: str
    note: str


class WantedLine(Schema):
    official: str = Field("", description="Slug of a person or an institution.")
    office: str = Field("", description="Slug: the line of an office through its holders.")
    government: str = Field("", description="Country code: the line of a government.")
    topic: str = Field("", description="Slug.")

    def of_line(self) -> Q:
        asked = {
            "official__slug": self.official,
            "office__slug": self.office,
            "country": self.government,
            "topic__slug": self.topic,
        }
        return Q(**{name: value for name, value in asked.items() if value})


AskedLine = Annotated[WantedLine, Query()]


OnDay = Annotated[date | None, Query(description="Those that stood on that day.")]
OfKind = Annotated[str, Query(description=", ".join(Shift.Kind.values))]


@router.get("/positions", response=Page[PositionRow], summary="Positions, line by line in time")
def positions(request: HttpRequest, window: Asked, wanted: AskedLine, at: OnDay = None) -> object:
    found = Position.objects.filter(wanted.of_line())
    if at:
        found = found.filter(Q(end=None) | Q(end__gt=at), start__lte=at)
    return page_of(request, found, window, lambda part: exports.positions(found, window=part))


@router.get("/shifts", response=Page[ShiftRow], summary="Moves of a position, newest first")
def shifts(request: HttpRequest, window: Asked, wanted: AskedLine, kind: OfKind = "") -> object:
    """Those that readers may see, first positions among them."""
    found = Shift.objects.public().filter(wanted.of_line()).newest_first()
    if kind:
        found = found.filter(kind=kind)
    return page_of(request, found, window, lambda part: exports.shifts(found, window=part))
