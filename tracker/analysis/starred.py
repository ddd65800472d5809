"""Phrases with stars in a clause: "lift * sanctions" stands in "lift the old sanctions".

A star stands for up to four words. Words are compared folded, as in `phrases`.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from tracker.analysis.phrases import folded, words_of

MOST_BETWEEN = 4


@lru_cache(maxsize=1 << 13)
def _parts(phrase: str) -> tuple[tuple[tuple[str, ...], ...], frozenset[str]]:
    """The words of a phrase between its stars, and the first of each such part."""
    found = (tuple(map(folded, words_of(part))) for part in phrase.split("*"))
    parts = tuple(part for part in found if part)
    return parts, frozenset(part[0] for part in parts)


@lru_cache(maxsize=64)
def _folded_all(words: tuple[str, ...]) -> tuple[tuple[str, ...], frozenset[str]]:
    keys = tuple(map(folded, words))
    return keys, frozenset(keys)


@lru_cache(maxsize=1 << 9)
def _by_first(phrases: tuple[str, ...]) -> Mapping[str, Sequence[int]]:
    """The numbers of the phrases that begin with each word."""
    numbers: defaultdict[str, list[int]] = defaultdict(list)
    for number, phrase in enumerate(phrases):
        if parts := _parts(phrase)[0]:
            numbers[parts[0][0]].append(number)
    return numbers


def places_of(words: Sequence[str], phrases: tuple[str, ...]) -> Iterator[tuple[int, tuple[int, int]]]:
    """The numbers of those of `phrases` that stand in a clause, in order, each with the first start and end in words.

    Only phrases that begin with a word of the clause are looked for, however many there are.
    """
    keys, present = _folded_all(tuple(words))
    begun = _by_first(phrases)
    for number in sorted(number for word in begun.keys() & present for number in begun[word]):
        place = _place(keys, present, phrases[number])
        if place is not None:
            yield number, place


def _place(keys: Sequence[str], present: frozenset[str], phrase: str) -> tuple[int, int] | None:
    parts, firsts = _parts(phrase)
    if not firsts <= present:
        return None
    ends = ((start, _end(keys, parts, start)) for start, key in enumerate(keys) if key == parts[0][0])
    return next(((start, end) for start, end in ends if end is not None), None)


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
