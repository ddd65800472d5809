"""What was said: accepted statements, and one with the passages that prove it."""

from datetime import date, datetime
from typing import Annotated, Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Query, Router, Schema
from pydantic import Field

from tracker.models import Quotation, Stance, Statement
from tracker.models.statements import StatementQuerySet
from tracker.pipeline import exports, search

from .pages import Asked, Page, page_of

router = Router(tags=["statements"])


class StanceRow(Schema):
    topic: str
    score: int | None = Field(description="−2 to +2 on the topic’s scale; null for a mention only.")


class StatementRow(Schema):
    id: int
    official: str | None
    name: str | None
    office: str | None = Field(description="The office it was said in.")
    said_on: date | None
    said_on_precision: str = Field(description="day, month, year, before or unknown")
    reported_on: date | None
    kind: str = Field(description="spoken, part (quoted in part), written or reported (without quotation)")
    text: str
    sample: bool
    stances: list[StanceRow]
    source: str | None = Field(description="Who printed it first, of what was read here.")
    url: str | None
    frame: str | None = Field(
        description="The report’s own verb where the words do not stand by themselves: “said” before “that …”."
    )


class PassageRow(Schema):
    """The words at their place in a frozen text: `text[start:end]` of that version, for each span."""

    content: str
    spans: list[list[int]] = Field(description="Code-point offsets into the version’s text.")
    printed_speaker: str | None = Field(alias="speaker_text")
    article: str = Field(alias="version.article.title")
    url: str | None = Field(alias="version.article.url")
    published_on: date | None = Field(alias="version.article.published_on")
    version: int = Field(alias="version.number")
    captured_at: datetime = Field(alias="version.captured_at")
    text_hash: str = Field(alias="version.text_hash")


class StatementPage(StatementRow):
    passages: list[PassageRow]


class Wanted(Schema):
    q: str = Field(
        "",
        max_length=200,
        description="Words that stand in it in any form, or a speaker’s name; as in the search of the site.",
    )
    official: str = Field("", description="Slug; also what was said on their behalf.")
    country: str = Field("", description="Code; what its officials said, and what was said in one of its offices.")
    topic: str = Field("", description="Slug; those with an accepted stance on it.")
    kind: str = Field("", description="spoken, part, written or reported")
    since: date | None = Field(None, description="First day.")
    until: date | None = Field(None, description="Last day.")

    def narrow(self, found: StatementQuerySet) -> StatementQuerySet:
        return search.narrow(
            found,
            stances=Stance.objects.public(),
            words=self.q,
            official=self.official,
            country=self.country,
            topic=self.topic,
            kind=self.kind,
            since=self.since,
            until=self.until,
        )


@router.get("", response=Page[StatementRow], summary="Accepted statements, newest first")
def statements(request: HttpRequest, window: Asked, wanted: Annotated[Wanted, Query()]) -> object:
    found = wanted.narrow(Statement.objects.public()).newest_first()
    return page_of(request, found, window, lambda part: exports.statements(found, window=part))


@router.get("/{pk}", response=StatementPage, summary="One statement with its passages in print")
def statement(request: HttpRequest, pk: int) -> dict[str, Any]:
    found = Statement.objects.public().filter(pk=pk)
    get_object_or_404(found)
    checked = Quotation.objects.filter(statement=pk, checked=True).first_prints()
    passages = checked.select_related("version__article").defer("version__text").order_by("pk")
    return {**next(exports.statements(found)), "passages": passages}
