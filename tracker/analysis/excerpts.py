"""A quotation at its place in the frozen text: the paragraphs around it, with its words marked."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from tracker.analysis.paragraphs import sentences_of, with_neighbours
from tracker.analysis.phrases import PhraseAutomaton

PARAGRAPH = re.compile(r"[^\n]+")
LONGEST = 600  # characters kept of a paragraph on either side of the words


@dataclass(frozen=True, slots=True)
class Piece:
    """Text to print as it is; `marked` where it is what the reader should see."""

    text: str
    marked: bool = False


Paragraph = tuple[Piece, ...]


def passage(text: str, spans: Sequence[Sequence[int]], *, around: int = 1) -> tuple[Paragraph, ...]:
    """The paragraphs of `text` that `spans` (code-point offsets, in text order) touch, and `around` on either side.

    Spans outside the text give no paragraphs. A long paragraph is cut to what stands near the words.
    """
    paragraphs = [match.span() for match in PARAGRAPH.finditer(text)]
    touched = [i for i, (start, end) in enumerate(paragraphs) if any(s < end and start < e for s, e in spans)]
    if not touched:
        return ()
    wanted = paragraphs[max(0, touched[0] - around) : touched[-1] + around + 1]
    return tuple(_shortened(tuple(_pieces(text, start, end, spans))) for start, end in wanted)


def marked_paragraphs(text: str, spans: Sequence[Sequence[int]]) -> list[tuple[int, Paragraph]]:
    """Every paragraph of `text`, whole, with the offset it starts at."""
    found = [match.span() for match in PARAGRAPH.finditer(text)]
    return [(start, tuple(_pieces(text, start, end, spans))) for start, end in found]


def about(text: str, phrases: Sequence[str], longest: int) -> str:
    """What a text of more than `longest` characters says of a matter, in its own words: the sentences that hold the
    first of `phrases` to be found and their neighbours, with an ellipsis for what is left out.

    A shorter text is given whole, and so is one that holds none of them.
    """
    if len(text) <= longest:
        return text
    sentences = sentences_of(text)
    for phrase in phrases:
        automaton = PhraseAutomaton([phrase])
        places = [i for i, words in enumerate(sentences) if automaton.counts(words)]
        if places:
            return _with_gaps(sentences, with_neighbours(places, len(sentences)))
    return text


def _with_gaps(sentences: Sequence[str], places: Sequence[int]) -> str:
    """The sentences at `places`, with an ellipsis wherever some are left out."""
    pieces = ["…"] if places[0] else []
    for place, following in pairwise([*places, len(sentences)]):
        pieces += [sentences[place]] if following == place + 1 else [sentences[place], "…"]
    return " ".join(pieces)


def _pieces(text: str, start: int, end: int, spans: Sequence[Sequence[int]]) -> Iterable[Piece]:
    at = start
    for first, last in sorted((max(s, start), min(e, end)) for s, e in spans if s < end and start < e):
        if first > at:
            yield Piece(text[at:first])
        if last > max(first, at):
            yield Piece(text[max(first, at) : last], marked=True)
        at = max(at, last)
    if at < end:
        yield Piece(text[at:end])


def _shortened(paragraph: Paragraph) -> Paragraph:
    """The paragraph with what stands far from any marked words replaced by an ellipsis."""
    last = len(paragraph) - 1
    if len(paragraph) == 1:
        return (_head(paragraph[0]),)
    return tuple(
        _tail(piece) if i == 0 and not piece.marked else _head(piece) if i == last and not piece.marked else piece
        for i, piece in enumerate(paragraph)
    )


def _head(piece: Piece) -> Piece:
    if piece.marked or len(piece.text) <= LONGEST:
        return piece
    return Piece(piece.text[:LONGEST].rsplit(" ", 1)[0] + " …")


def _tail(piece: Piece) -> Piece:
    if len(piece.text) <= LONGEST:
        return piece
    return Piece("… " + piece.text[-LONGEST:].split(" ", 1)[-1])
