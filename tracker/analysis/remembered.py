"""What is known about printed words, found out once for each of them.

A text asks the same of the same words again and again. Long words, which no text repeats, are not kept, and what is
kept is dropped when it grows past any vocabulary, so that no stream of texts fills the memory.
"""

from collections.abc import Callable
from typing import Generic, TypeVar

T = TypeVar("T")
_MOST = 65536
_LONGEST = 60


class Remembered(dict[str, T], Generic[T]):
    """`remembered[word]` is `find(word)`."""

    def __init__(self, find: Callable[[str], T]) -> None:
        super().__init__()
        self._find = find

    def __missing__(self, word: str) -> T:
        found = self._find(word)
        if len(word) <= _LONGEST:
            if len(self) >= _MOST:
                self.clear()
            self[word] = found
        return found
