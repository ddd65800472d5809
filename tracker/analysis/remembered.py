"""What is known about printed words, found out once for each of them.

A text asks the same of the same words again and again, and the next text of most of them. Long words, which no text
repeats, are not kept, and of the others only the last: what was not asked for while `_MOST` others came up is dropped,
so that a stream of texts fills the memory once and no further.
"""

from collections.abc import Callable
from typing import Generic, TypeVar

T = TypeVar("T")
_MOST = 8192
_LONGEST = 60


class Remembered(dict[str, T], Generic[T]):
    """`remembered[word]` is `find(word)`."""

    def __init__(self, find: Callable[[str], T]) -> None:
        super().__init__()
        self._find = find
        self._former: dict[str, T] = {}

    def __missing__(self, word: str) -> T:
        found = self._former[word] if word in self._former else self._find(word)
        if len(word) <= _LONGEST:
            if len(self) >= _MOST:
                self._former = self.copy()
                self.clear()
            self[word] = found
        return found
