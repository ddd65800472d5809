"""Sources: from a TOML file, named by an editor for an article that has none, and changed by one."""

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from tracker.models import Article, Country, Source
from tracker.models.slugs import free_slug

from . import addresses, publication
from .columns import Known
from .imports import Report, Tally, sentence
from .records import BadFile, BadLine, read_text

FIELDS = ("slug", "name", "kind", "country", "time_zone", "homepage")
AT_ONCE = 50  # articles dated anew in one go


def import_sources(path: Path, *, is_sample: bool = False) -> Report:
    """Add the sources of a file (`[[sources]]` tables) that the database does not have, by slug.

    Those it has are left as they are; a bad entry costs that entry only. Raises `BadFile` when the file has no such
    tables or cannot be read.
    """
    tally, known = Tally(), Known(is_sample)
    known.refresh()
    slugs = set(Source.objects.values_list("slug", flat=True))
    for number, entry in enumerate(_entries(path), 1):
        try:
            source = _source(entry, known)
            if source.slug not in slugs:
                source.save()
        except BadLine as error:
            tally.refuse(str(path), f"source {number}", str(error))
            continue
        tally.count(str(path), "unchanged" if source.slug in slugs else "added")
        slugs.add(source.slug)
    return tally.report()


def _entries(path: Path) -> list[Mapping[str, Any]]:
    try:
        entries = tomllib.loads(read_text(path)).get("sources")
    except tomllib.TOMLDecodeError as error:
        raise BadFile(f"{path}: not TOML ({error}).") from error
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise BadFile(f"{path}: there are no [[sources]] in it.")
    return entries


def _source(entry: Mapping[str, Any], known: Known) -> Source:
    if unknown := sorted(set(entry) - set(FIELDS)):
        raise BadLine(f"{unknown[0]}: no such field; there are {', '.join(FIELDS)}")
    if wrong := [name for name, value in entry.items() if not isinstance(value, str)]:
        raise BadLine(f"{wrong[0]}: must be text")
    values = {name: entry[name] for name in ("slug", "name", "kind", "time_zone") if name in entry}
    source = Source(
        **values,
        country_id=known.country(entry.get("country")),
        homepage=entry.get("homepage") or None,
        is_sample=known.is_sample,
    )
    try:
        source.clean_fields(exclude=["country"])
    except ValidationError as error:
        raise BadLine(sentence(error)) from error
    return source


def assign(article: Article, source: Source, *, actor: User | None = None) -> list[Article]:
    """Say who published an article, and with it the others of its host that have no source; those to be read again.

    The source's country and time zone decide what titles and days in their texts mean, and the day they are from.
    """
    with transaction.atomic():
        others = Article.objects.filter(source=None, is_sample=article.is_sample, url__in=_of_host(article))
        found = Article.objects.select_for_update().filter(Q(pk=article.pk) | Q(pk__in=others.values("pk")))
        articles = list(found.exclude(source=source).order_by("pk"))
        for row in articles:
            row.source = source
            row.save(update_fields=["source"])
            publication.count_anew(row, actor=actor, why=f"The article is one of {source}.")
        again = [row for row in articles if row.state == Article.State.READY]
        for row in again:
            row.move_to(Article.State.CAPTURED)
    return again


def _of_host(article: Article) -> list[str]:
    """The addresses without a source at the article's host."""
    if not article.url:
        return []
    unknown = Article.objects.filter(source=None, url__isnull=False).values_list("url", flat=True)
    return [url for url in unknown if url and addresses.same_site(url, article.url)]


def make(name: str, *, kind: str, country: Country | None, time_zone: str | None, article: Article) -> Source:
    """A new source, whose home page is the root of the article's address, so that its next articles find it."""
    parts = urlsplit(article.url) if article.url else None
    homepage = f"{parts.scheme}://{parts.netloc}/" if parts else None
    return Source.objects.create(
        slug=free_slug(Source, name, otherwise="source"),
        name=name,
        kind=kind,
        country=country,
        time_zone=time_zone,
        homepage=homepage,
    )


def change(source: Source, *, actor: User | None, **values: object) -> list[str]:
    """Set what an editor may set of a source; the names of what changed.

    A new time zone dates its articles anew, part by part (`date_anew`); a new country has them read again.
    """
    changed = [name for name, value in values.items() if getattr(source, name) != value]
    if not changed:
        return []
    for name in changed:
        setattr(source, name, values[name])
    fields = list(changed)
    if "time_zone" in changed:
        source.time_zone_why, source.time_zone_by, source.dated_anew_to = "", actor, 0
        fields += ["time_zone_why", "time_zone_by", "dated_anew_to"]
    with transaction.atomic():
        source.save(update_fields=fields)
        if "country" in changed:
            Article.objects.filter(source=source).read_again(timezone.now())
    return changed


def to_date_anew() -> list[int]:
    """Keys of the sources whose articles are not all dated by their time zone yet."""
    return list(Source.objects.to_date_anew().values_list("pk", flat=True))


def date_anew(source_id: int) -> bool:
    """Date the next part of a source's articles by its time zone; True where more is left.

    Of two workers at once the second finds nothing to do.
    """
    with transaction.atomic():
        held = Source.objects.to_date_anew().select_for_update(skip_locked=True, of=("self",))
        source = held.select_related("time_zone_by").filter(pk=source_id).first()
        if source is None:
            return False
        part = list(source.articles.filter(pk__gt=source.dated_anew_to).order_by("pk")[:AT_ONCE])
        why = f"Its source’s time zone was set: {source.time_zone or 'not known'}."
        for article in part:
            publication.count_anew(article, actor=source.time_zone_by, why=why)
        source.dated_anew_to = part[-1].pk if len(part) == AT_ONCE else None
        source.save(update_fields=["dated_anew_to"])
    return source.dated_anew_to is not None
