"""Who is quoted and not in the register, and what happens when an editor enters them: what they said follows.

Their articles are read again with the register as it now is. Reading again leaves alone what an editor has decided.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Count, F, Max, Min, Q, QuerySet
from django.db.models.functions import Lower

from tracker.models import Alias, Article, Check, Country, Office, Official, Quotation, Tenure
from tracker.models.quotations import QuotationQuerySet
from tracker.models.slugs import free_slug

from . import claims
from .positions import recompute_for_tenures

SHORTEST_NAME = 3


@dataclass(frozen=True, kw_only=True)
class Newcomer:
    """An official as an editor enters them; `office` is an office of the register, or the name of a new one."""

    name: str
    kind: str
    country: Country | None
    gender: str | None
    aliases: Sequence[str]
    source: str
    office: Office | str | None = None
    role: str = Office.Role.OTHER
    start: date | None = None
    end: date | None = None


def unresolved() -> QuotationQuerySet:
    """Passages whose speaker is printed and not in the register, and that no editor has decided on."""
    open_ones = Q(statement=None) | Q(statement__state=Check.SUGGESTED, statement__official=None)
    found = Quotation.objects.first_prints().filter(open_ones, official=None, candidates=None)
    return found.filter(version__article__is_sample=False)


def missing(*, least: int = 1) -> QuerySet[Quotation, Any]:
    """The names printed at unresolved passages, the most quoted first: `speaker_name`, `times`, `articles`, `latest`
    day and how they are `printed` once."""
    named = unresolved().exclude(speaker_name=None).exclude(speaker_name="").order_by()
    counted = named.values("speaker_name").annotate(
        times=Count("pk"),
        articles=Count("version__article", distinct=True),
        latest=Max("version__article__published_on"),
        article=Max("version__article"),
        printed=Min("speaker_text"),
    )
    return counted.filter(times__gte=least).order_by("-articles", "-times", "speaker_name")


def enrol(given: Newcomer) -> tuple[Official, list[Article]]:
    """Enter the official with aliases, office and a country that is new; also the articles that are now to be read
    again."""
    with transaction.atomic():
        if given.country is not None and given.country._state.adding:
            given.country.save(force_insert=True)
        official = Official.objects.create(
            slug=free_slug(Official, given.name, otherwise="official"),
            name=given.name,
            kind=given.kind,
            country=given.country,
            gender=given.gender,
            source=given.source,
        )
        Alias.objects.bulk_create(Alias(official=official, text=text) for text in dict.fromkeys(given.aliases))
        office = _office(given)
        if office is not None:
            Tenure.objects.create(
                official=official, office=office, start=given.start, end=given.end, source=given.source
            )
            recompute_for_tenures([office.pk])
        return official, read_again([given.name, *given.aliases, *(office.titles if office else [])])


def read_again(printed: Iterable[str]) -> list[Article]:
    """Have the articles read again in which an unresolved speaker is printed by any of these names or titles."""
    words = [text for text in printed if len(text) >= SHORTEST_NAME]
    if not words:
        return []
    spoken_by = Q()
    for text in words:
        spoken_by |= Q(speaker_name__iexact=text) | Q(speaker_text__icontains=text)
    return _sent_back(unresolved().filter(spoken_by))


def read_again_what_is_named() -> list[Article]:
    """Have the articles read again whose unresolved speakers bear a name that the register now has."""
    names = Official.objects.annotate(low=Lower("name")).values("low")
    aliases = Alias.objects.annotate(low=Lower("text")).values("low")
    named = unresolved().annotate(low=Lower(F("speaker_name")))
    return _sent_back(named.filter(Q(low__in=names) | Q(low__in=aliases)))


def _sent_back(found: QuotationQuerySet) -> list[Article]:
    with transaction.atomic():
        ready = Article.objects.filter(pk__in=found.values("version__article"), state=Article.State.READY)
        articles = list(ready.select_for_update().order_by("pk"))
        for article in articles:
            article.move_to(Article.State.CAPTURED)
        claims.ring_soon(Article.objects.filter(pk__in=[article.pk for article in articles]))
    return articles


def _office(given: Newcomer) -> Office | None:
    if not isinstance(given.office, str):
        return given.office
    code = given.country.code if given.country else ""
    return Office.objects.create(
        slug=free_slug(Office, f"{code} {given.office}", otherwise="office", longest=100),
        name=given.office,
        country=given.country,
        role=given.role,
        titles=[given.office],
        source=given.source,
    )
