"""Who speaks, under which names, and which offices they held."""

from datetime import date
from typing import Annotated

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Query, Router, Schema
from pydantic import Field

from tracker.models import Official

from .pages import Asked, Page, page_of

router = Router(tags=["officials"])


class OfficialRow(Schema):
    slug: str = Field(description="The key other rows name the official by.")
    name: str
    kind: str = Field(description="person or institution")
    country: str | None = Field(alias="country_id", description="ISO 3166-1 alpha-2; XA to XZ are invented.")
    wikidata: str | None
    sample: bool = Field(alias="is_sample", description="True for the invented people of the sample newsroom.")


class AliasRow(Schema):
    text: str
    valid_from: date | None
    valid_until: date | None


class TenureRow(Schema):
    office: str = Field(alias="office.slug")
    title: str = Field(description="Name of the office, with “acting” where it was held so.")
    start: date | None
    start_precision: str
    end: date | None = Field(description="The first day it was no longer held.")
    end_precision: str
    acting: bool
    source: str


class OfficialPage(OfficialRow):
    aliases: list[AliasRow]
    tenures: list[TenureRow]
    source: str = Field(description="Where this can be checked.")


Named = Annotated[str, Query(description="Part of a name, or of a name in print.")]
Whose = Annotated[str, Query(description="Code of the country or organisation.")]


@router.get("", response=Page[OfficialRow], summary="The register, or those called so")
def officials(request: HttpRequest, window: Asked, q: Named = "", country: Whose = "") -> object:
    found = Official.objects.named(q) if q else Official.objects.all()
    if country:
        found = found.filter(country=country)
    return page_of(request, found, window, lambda part: found.order_by("name", "pk")[part])


@router.get("/{slug}", response=OfficialPage, summary="One official with names and offices")
def official(request: HttpRequest, slug: str) -> Official:
    return get_object_or_404(Official.objects.prefetch_related("aliases", "tenures__office"), slug=slug)
