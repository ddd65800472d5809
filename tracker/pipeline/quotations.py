"""Reading a captured article: its text becomes quotations, kept as printed and resolved against the register."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from django.db import transaction

from tracker.analysis import quotations as values
from tracker.analysis.reading import VERSION, read
from tracker.analysis.register import Register
from tracker.models import (
    Alias,
    Article,
    ArticleVersion,
    Check,
    Country,
    Office,
    Official,
    Quotation,
    Statement,
    Tenure,
)

from .kept import Kept
from .register import load_register


@dataclass(frozen=True)
class Desk:
    """What a run of readings shares: the register as values, and the keys of its rows."""

    register: Register

    @classmethod
    def open(cls) -> "Desk":
        """The desk for the register as it is; the same one as before unless that has changed."""
        return _desk.now()

    @cached_property
    def officials(self) -> Mapping[str, int]:
        return dict(Official.objects.values_list("slug", "pk"))

    @cached_property
    def offices(self) -> Mapping[str, int]:
        return dict(Office.objects.values_list("slug", "pk"))


_desk = Kept(lambda: Desk(load_register()), Country, Official, Alias, Office, Tenure)


def read_article(article: Article, *, desk: Desk | None = None) -> None:
    """Read the latest version and store its quotations. Does nothing unless the article waits to be read.

    Reading again replaces what no editor has decided on, and leaves alone what one has.
    """
    if article.state != Article.State.CAPTURED:
        return
    desk = desk or Desk.open()
    version = article.versions.current_first()[0]
    reading = read(
        version.text,
        published=article.published_on,
        register=desk.register,
        title=article.title,
        country=article.source.country_id if article.source else None,
    )
    with transaction.atomic():
        if not article.still(Article.State.CAPTURED) or article.latest_version != version:
            return  # read by another worker, or edited at the source meanwhile: the new text is read next
        _store(version, reading, desk)
        version.language = reading.language
        version.furniture = [list(span) for span in reading.furniture]
        version.read_by = f"reading-{VERSION}"
        version.save(update_fields=["language", "furniture", "read_by"])
        article.move_to(Article.State.READ)


def _store(version: ArticleVersion, reading: values.Reading, desk: Desk) -> None:
    """Make the version's quotations those of `reading`, keyed by where they start and end.

    What an editor marked stays, and nothing is found over it.
    """
    kept = {(q.start, q.end): q for q in version.quotations.select_related("statement")}
    marked = [bounds for bounds, q in kept.items() if q.bounds_rule == Quotation.BY_HAND]
    for bounds in marked:
        del kept[bounds]
    fresh: list[tuple[Quotation, list[int]]] = []
    for value in reading.quotations:
        if any(value.spans[0][0] < end and start < value.spans[-1][1] for start, end in marked):
            continue
        row = kept.pop((value.spans[0][0], value.spans[-1][1]), None) or Quotation(version=version)
        if _is_decided(row):
            continue
        _fill(row, value, desk)
        candidates = [desk.officials[slug] for slug in value.candidates if slug in desk.officials]
        if row.pk is None:
            fresh.append((row, candidates))
            continue
        row.save()
        row.candidates.set(candidates)
    _drop([row for row in kept.values() if not _is_decided(row)])
    _add(fresh)


def _is_decided(row: Quotation) -> bool:
    return row.statement is not None and row.statement.state != Check.SUGGESTED


def _drop(gone: Sequence[Quotation]) -> None:
    """Remove passages that are not read any more, and the statements that nothing else backs."""
    if not gone:
        return
    Quotation.objects.filter(pk__in=[row.pk for row in gone]).delete()
    Statement.objects.unbacked([row.statement_id for row in gone]).delete()


def _add(fresh: Sequence[tuple[Quotation, Sequence[int]]]) -> None:
    """Store new passages with the keys of their candidates."""
    Quotation.objects.bulk_create([row for row, _ in fresh])
    named = Quotation.candidates.through
    named.objects.bulk_create(
        named(quotation_id=row.pk, official_id=key) for row, candidates in fresh for key in dict.fromkeys(candidates)
    )


def _fill(row: Quotation, value: values.Quotation, desk: Desk) -> None:
    row.kind = value.kind
    row.start, row.end = value.spans[0][0], value.spans[-1][1]
    row.spans = [list(span) for span in value.spans]
    row.content = value.content
    row.cue = value.cue and value.cue[:200]
    row.cue_span = list(value.cue_span) if value.cue_span else None
    row.speaker_text = value.speaker_text
    row.speaker_span = list(value.speaker_span) if value.speaker_span else None
    row.speaker_name = value.speaker_name and value.speaker_name[:200]
    row.official_id = desk.officials.get(value.official) if value.official else None
    row.on_behalf_of_id = desk.officials.get(value.on_behalf_of) if value.on_behalf_of else None
    row.office_id = desk.offices.get(value.office) if value.office else None
    row.said_on = value.said_on
    row.said_on_precision = value.said_on_precision if value.said_on else "unknown"
    row.said_on_basis = value.said_on_basis and value.said_on_basis[:200]
    row.mode = value.mode
    row.confidence = value.confidence
    row.bounds_rule, row.speaker_rule = value.bounds_rule[:60], value.speaker_rule[:60]
