"""Phrases with stars in a clause: "lift * sanctions" stands in "lift the old sanctions".

A star stands for up to four words. Words are compared folded, as in `phrases`.
"""

from collections.abc import Sequence
from functools import lru_cache

from tracker.analysis.phrases import folded, words_of

MOST_BETWEEN = 4


@lru_cache(maxsize=1 << 13)
def _parts(phrase: str) -> tuple[tuple[str, ...], ...]:
    parts = (tuple(map(folded, words_of(part))) for part in phrase.split("*"))
    return tuple(part for part in parts if part)


@lru_cache(maxsize=1 << 10)
def _folded_all(words: tuple[str, ...]) -> tuple[tuple[str, ...], frozenset[str]]:
    keys = tuple(map(folded, words))
    return keys, frozenset(keys)


def place_of(words: Sequence[str], phrase: str) -> tuple[int, int] | None:
    """Where a phrase stands first in a clause, as its start and end in words; `None` when it does not."""
    keys, present = _folded_all(tuple(words))
    parts = _parts(phrase)
    if not parts or not all(part[0] in present for part in parts):
        return None
    for start in range(len(keys)):
        end = _end(keys, parts, start)
        if end is not None:
            return start, end
    return None


def _end(keys: Sequence[str], parts: Sequence[tuple[str, ...]], start: int) -> int | None:
    """Where the parts end that begin at `start`, each at most `MOST_BETWEEN` words after the one before."""
    end: int | None = start
    for n, part in enumerate(parts):
        if end is None:
            return None
        end = _follows(keys, part, end, MOST_BETWEEN if n else 0)
    return end


def _follows(keys: Sequence[str], part: tuple[str, ...], at: int, slack: int) -> int | None:
    for skip in range(slack + 1):
        if tuple(keys[at + skip : at + skip + len(part)]) == part:
            return at + skip + len(part)
    return None
