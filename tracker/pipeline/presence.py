"""Whether quoted words still stand on the page of an article whose text came from a feed or an editor's hands.

Two readings of one article differ in more than its words, so that page and text are not compared as wholes. Only what
the page did show at an earlier look can be missed at a later one: the page is compared with itself.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from tracker.analysis.revisions import Comparison, Extent, Fate, Place, extent
from tracker.models import Article, ArticleVersion, Check, Quotation

NOT_SHOWN = (
    "The page shows none of the words that are quoted from this text: only whether it still exists is looked at."
)
NOT_THIS = "Another text, or no more than a notice, stands at the address: only whether it still exists is looked at."
EDITED = "The page was edited; nothing quoted was touched."


@dataclass(frozen=True, slots=True)
class Presence:
    """Of the passages that back statements: those the page showed before (`seen`), those it never did (`unseen`), and
    of the first those it has no longer in the same words and by the same speaker (`lost`)."""

    seen: tuple[Quotation, ...] = ()
    unseen: tuple[Quotation, ...] = ()
    lost: tuple[Quotation, ...] = ()

    @property
    def note(self) -> str | None:
        """How much of what is quoted can be looked for, for editors; `None` where that is all."""
        if not self.unseen:
            return None
        return f"{len(self.seen)} of {len(self.seen) + len(self.unseen)} quoted passages stand on the page."


def why_hidden(version: ArticleVersion, page: str, quoted: Presence) -> str | None:
    """Why `page` does not show the text of `version`; `None` when it does, or shows at least some quoted words."""
    if quoted.seen:
        return None
    if quoted.unseen:
        return NOT_SHOWN
    return NOT_THIS if extent(version.text, page) in {Extent.COLLAPSED, Extent.REPLACED} else None


def presence(version: ArticleVersion, before: str, now: str) -> Presence:
    """What became of the version's passages between two texts of its page."""
    shown, since = Comparison(version.text, before), Comparison(before, now)
    seen, unseen, lost = [], [], []
    for quotation in _backing(version):
        place = shown.follow([(start, end) for start, end in quotation.spans])
        if place.fate != Fate.KEPT:
            unseen.append(quotation)
            continue
        seen.append(quotation)
        if since.follow(place.spans).fate != Fate.KEPT or not all(map(since.still, _credits(quotation, place, shown))):
            lost.append(quotation)
    return Presence(tuple(seen), tuple(unseen), tuple(lost))


def _backing(version: ArticleVersion) -> list[Quotation]:
    found = version.quotations.filter(statement__isnull=False).exclude(statement__state=Check.REJECTED)
    return list(found.order_by("start", "pk"))


def _credits(quotation: Quotation, place: Place, shown: Comparison) -> Iterator[tuple[int, int]]:
    """Where the page printed speaker and cue as the text does."""
    if not place.near:
        return
    for span in (quotation.speaker_span, quotation.cue_span):
        if span and (there := shown.moved((span[0], span[1]))):
            yield there


def leave_out(article: Article, unseen: tuple[Quotation, ...]) -> None:
    """Expect of no later text of the page what the page never showed."""
    roots = {quotation.carried_from_id or quotation.pk for quotation in unseen}
    Quotation.objects.filter(version__article=article, pk__in=roots).update(off_page=True)
