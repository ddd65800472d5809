"""What surrounds a passage: its sentence and its paragraph, as plain cuts of the text."""

import re
from bisect import bisect_right
from functools import lru_cache

_BREAK = re.compile(r"\n\s*")
_SENTENCE_END = re.compile(r"[.!?][”\"’']?\s")


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


def _sentence(paragraph: str, start: int, end: int) -> str:
    ends = [found.end() for found in _SENTENCE_END.finditer(paragraph)]
    first = max((place for place in ends if place <= start), default=0)
    last = min((place for place in ends if place >= end), default=len(paragraph))
    return paragraph[first:last].strip()
