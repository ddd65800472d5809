"""A comparison of two texts by paragraphs, so that what stayed as it was for long can be folded away."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from tracker.analysis.revisions import Piece

LEFT_OUT = 2  # more unchanged paragraphs than this in a row are folded away

Paragraph = tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Stretch:
    """Paragraphs in a row that are all unchanged, `folded` when they are many, or that all have a change in them."""

    folded: bool
    paragraphs: tuple[Paragraph, ...]


def stretches(pieces: Iterable[Piece]) -> list[Stretch]:
    """The pieces of a comparison in paragraphs; those without a change stand apart from those with one."""
    grouped = ((same, tuple(group)) for same, group in groupby(_paragraphs(pieces), key=_is_unchanged))
    return [Stretch(same and len(paragraphs) > LEFT_OUT, paragraphs) for same, paragraphs in grouped]


def _is_unchanged(paragraph: Paragraph) -> bool:
    return all(piece.kind == "both" for piece in paragraph)


def _paragraphs(pieces: Iterable[Piece]) -> Iterator[Paragraph]:
    """The pieces line by line; lines that hold nothing are left out."""
    line: list[Piece] = []
    for piece in pieces:
        for number, text in enumerate(piece.text.split("\n")):
            if number:
                if line:
                    yield tuple(line)
                line = []
            if text.strip() or (text and line):
                line.append(Piece(text, piece.kind))
    if line:
        yield tuple(line)
