"""The values a reading of a text consists of. Spans are code-point offsets into the text as given."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

Span = tuple[int, int]
QuotationKind = Literal["direct", "mixed", "indirect", "transcript"]
Precision = Literal["day", "month", "year", "before", "unknown"]
Mode = Literal["said", "announced", "denied", "declined", "conditional", "asked"]


@dataclass(frozen=True, slots=True)
class Quotation:
    """A passage that reports someone's words, who is printed as having said them, and whom that is.

    `spans` are the pieces of the content in text order; `text[s:e]` equals the words. `speaker_text` is what is
    printed at `speaker_span` ("he"); `speaker_name` the fullest name the text gives that speaker, also for people not
    in the register. `official` and `candidates` are register slugs: at most one of them is filled. Candidates are those
    it may be or, of several who speak together, those the register knows. `office` is the
    slug of the office held on the day said. `on_behalf_of` is whom a spokesperson speaks for. `said_on` is `None`
    when the text gives no day; with precision "before" it is the day the words were said before.
    `mode` is "said" except for reporting that is no assertion: announced intentions, denials that something was
    said, refusals to answer, conditions and questions. `bounds_rule` and `speaker_rule` name the rules that decided.
    `confidence`, 0 to 1, is the expected share of such quotations that are right in bounds and speaker.
    """

    kind: QuotationKind
    spans: tuple[Span, ...]
    content: str
    cue: str | None = None
    cue_span: Span | None = None
    speaker_text: str | None = None
    speaker_span: Span | None = None
    speaker_name: str | None = None
    official: str | None = None
    candidates: tuple[str, ...] = ()
    on_behalf_of: str | None = None
    office: str | None = None
    said_on: date | None = None
    said_on_precision: Precision = "unknown"
    said_on_basis: str | None = None
    mode: Mode = "said"
    confidence: float = 0.5
    bounds_rule: str = ""
    speaker_rule: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """One text as read. `furniture` are spans that are not the article (date lines, appeals); they yield nothing.

    `language` is an ISO 639-1 code, or `None` when there is too little to tell; a text not in English yields no
    quotations.
    """

    text: str
    language: str | None
    furniture: tuple[Span, ...]
    quotations: tuple[Quotation, ...]


def quoted_words(text: str, spans: Sequence[Span]) -> str:
    """The words of a passage as one quotation: what the reporter put between the pieces becomes an ellipsis.

    Pieces that only marks and space part, as when a quotation runs over paragraphs, are joined as they are. The comma
    that leads over to "he said" is the reporter's and is dropped.
    """
    pieces = [text[start:end].strip() for start, end in spans]
    joined = ""
    for place, piece in enumerate(pieces):
        if place:
            between = text[spans[place - 1][1] : spans[place][0]]
            joined = f"{joined} {piece}" if not any(map(str.isalnum, between)) else f"{joined.rstrip(',')} … {piece}"
        else:
            joined = piece
    return joined.rstrip(" ,;")
