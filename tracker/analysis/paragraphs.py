"""What surrounds a passage, and what a long one is made of: sentences and paragraphs, as plain cuts of the text."""

import re
from bisect import bisect_right
from collections.abc import Iterable
from functools import lru_cache
from itertools import pairwise

_BREAK = re.compile(r"\n\s*")
_SENTENCE_END = re.compile(r"[.!?][”\"’']?\s")
_CUT = re.compile(rf"{_SENTENCE_END.pattern}|\n")


class Surroundings:
    """The sentence and the paragraph round a passage. The text is cut once, each question then costs its paragraph."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._starts = [0, *(found.end() for found in _BREAK.finditer(text))]

    @staticmethod
    @lru_cache(maxsize=4)
    def of_text(text: str) -> "Surroundings":
        """As the constructor; the last few texts are remembered."""
        return Surroundings(text)

    def of(self, start: int, end: int) -> tuple[str, str]:
        """The sentence and the paragraphs that hold [start, end) of the text."""
        first = self._starts[bisect_right(self._starts, start) - 1]
        after = bisect_right(self._starts, max(end - 1, start))
        last = self._starts[after] if after < len(self._starts) else len(self._text)
        paragraph = self._text[first:last]
        return _sentence(paragraph, start - first, end - first), paragraph.strip()


def sentences_of(text: str) -> list[str]:
    """The sentences of a text, cut at closing marks and line breaks; an abbreviation may end one too early."""
    ends = [found.end() for found in _CUT.finditer(text)]
    return [piece for start, end in pairwise([0, *ends, len(text)]) if (piece := text[start:end].strip())]


def with_neighbours(places: Iterable[int], number: int) -> list[int]:
    """`places` of a row of `number` and those next to them, each once, in order."""
    return sorted({near for place in places for near in (place - 1, place, place + 1) if 0 <= near < number})


def _sentence(paragraph: str, start: int, end: int) -> str:
    ends = [found.end() for found in _SENTENCE_END.finditer(paragraph)]
    first = max((place for place in ends if place <= start), default=0)
    last = min((place for place in ends if place >= end), default=len(paragraph))
    return paragraph[first:last].strip()
