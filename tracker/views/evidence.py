"""What a statement rests on, told by story: an origin with its reprints is one report, however often it was printed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tracker.analysis.excerpts import Paragraph, passage
from tracker.models import Article, Quotation
from tracker.models.quotations import QuotationQuerySet
from tracker.pipeline.stories import in_words, stories


@dataclass(frozen=True)
class Evidence:
    """A quotation, and the paragraphs it stands in."""

    quotation: Quotation
    paragraphs: tuple[Paragraph, ...]


@dataclass(frozen=True)
class Print:
    """An article with its passages."""

    article: Article
    passages: tuple[Evidence, ...]


@dataclass(frozen=True)
class Report:
    """One story: where it was told first, and its reprints."""

    first: Print
    reprints: tuple[Print, ...]

    @property
    def agency(self) -> str | None:
        """The agency the story is credited to, where its first print is not the agency's own."""
        agency = next((p.article.agency for p in (self.first, *self.reprints) if p.article.agency), None)
        source = self.first.article.source
        return agency if source is None or agency != source.name else None


@dataclass(frozen=True)
class Reports:
    """All reports of a statement, with how many there are in words."""

    all: tuple[Report, ...]
    words: str


def in_print(quotations: QuotationQuerySet) -> QuotationQuerySet:
    """`quotations` with all that `reports` asks of them, the earliest print first."""
    related = ("version__article__source", "version__article__reprint", "version__article__watch")
    found = quotations.first_prints().with_presence().select_related(*related)
    return found.order_by("version__article__published_at", "pk")


def reports(quotations: Iterable[Quotation], *, around: int = 1) -> Reports:
    """`quotations` (see `in_print`) by story, with `around` paragraphs on either side of each passage."""
    passages: dict[Article, list[Evidence]] = {}
    for q in quotations:
        passages.setdefault(q.version.article, []).append(Evidence(q, passage(q.version.text, q.spans, around=around)))
    found = stories(passages)
    return Reports(tuple(Report(*_prints(passages, [s.origin, *s.reprints])) for s in found), in_words(found))


def _prints(passages: dict[Article, list[Evidence]], articles: Sequence[Article]) -> tuple[Print, tuple[Print, ...]]:
    first, *rest = (Print(article, tuple(passages[article])) for article in articles)
    return first, tuple(rest)
