"""What became of a text between two versions: how far it changed, and what of it each passage rests on still stands.

Words are compared as in `alignment`: case and kind of apostrophe aside, marks included. White space says nothing.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

import regex

from .alignment import WORD, Block, Token, common, gaps, keys_of, tokens
from .duplicates import LEAST_RUN

VERSION = 1
COLLAPSED = 0.4  # of the words: less is left where a wall, a consent form or an error stands in the article's place
REPLACED = 0.3  # of the shorter text: less is common where another text stands at the address
STILL = 0.5  # of a passage's words: less is common where it was dropped rather than reworded
RUN = 2  # a common stretch of one word between two changes reads better as a part of the change

_QUOTED = regex.compile(r"(?<!\w)[“‘\"'](.+?)[”’\"'](?!\w)")

Span = tuple[int, int]


class Extent(StrEnum):
    """How far a text changed."""

    NONE = "none"
    EDITED = "edited"
    COLLAPSED = "collapsed"
    REPLACED = "replaced"


class Fate(StrEnum):
    """What became of a passage's words."""

    KEPT = "kept"
    CHANGED = "changed"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a passage went: its spans in the new text (none when gone), and the words there. `near` when it was found
    where it stood before, so that what surrounds it can be compared too."""

    fate: Fate
    spans: tuple[Span, ...]
    words: str
    near: bool = True


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a comparison: in both texts, only in the old one, or only in the new one."""

    text: str
    kind: str  # "both", "removed", "added"


def extent(old: str, new: str) -> Extent:
    """How far `new` is from `old`. A text that was cut down or replaced is no edit: something else is shown there."""
    before, after = (keys_of(text, WORD) for text in (old, new))
    if before == after and keys_of(old) == keys_of(new):
        return Extent.NONE
    if len(after) < COLLAPSED * len(before):
        return Extent.COLLAPSED
    shared = sum(block.size for block in common(before, after, least=LEAST_RUN))
    return Extent.REPLACED if shared < REPLACED * min(len(before), len(after)) else Extent.EDITED


def same_headline(old: str, new: str) -> bool:
    """True where the words are the same: capitals, spaces and marks are the desk's style and no news."""
    return keys_of(old, WORD) == keys_of(new, WORD)


def left_headline(words: str, old: str, new: str) -> bool:
    """True where the headline `old` quoted a piece of `words`, in quotation marks, that `new` has no longer."""
    said, now = (f" {_folded(text)} " for text in (words, new))
    quoted = (f" {_folded(match[1])} " for match in _QUOTED.finditer(old))
    return any(len(piece.split()) > 1 and piece in said and piece not in now for piece in quoted)


def _folded(text: str) -> str:
    return " ".join(keys_of(text, WORD))


class Comparison:
    """Two versions of a text, laid side by side once for any number of questions."""

    def __init__(self, old: str, new: str) -> None:
        self.old, self.new = old, new
        self._old, self._new = tokens(old), tokens(new)
        self._keys = [t.key for t in self._new]
        self._blocks = common([t.key for t in self._old], self._keys)
        self._place = {b.a0 + i: b.b0 + i for b in self._blocks for i in range(b.size)}

    def follow(self, spans: Sequence[Span]) -> Place:
        """Where the words at `spans` of the old text stand in the new one; a span without a word stands for nothing."""
        pieces = [piece for piece in map(self._within, spans) if piece]
        kept = [self._together(piece) for piece in pieces]
        if all(kept):
            return self._placed(Fate.KEPT, [k for k in kept if k])
        moved = [self._elsewhere(piece) for piece in pieces]
        if all(moved):
            return self._placed(Fate.KEPT, [m for m in moved if m], near=False)
        found = sum(i in self._place for piece in pieces for i in piece)
        if found < STILL * sum(map(len, pieces)):
            return Place(Fate.GONE, (), "")
        return self._placed(Fate.CHANGED, [place for piece in pieces if (place := self._around(piece))])

    def still(self, span: Span | None) -> bool:
        """True when the words at `span` stand unchanged where they stood; nothing is unchanged too."""
        return span is None or bool(self._together(self._within(span)))

    def now(self, span: Span) -> str:
        """What stands in the new text where the words at `span` stood; empty where nothing does."""
        place = self._around(self._within(span))
        return self.new[self._new[place[0]].start : self._new[place[1] - 1].end] if place else ""

    def moved(self, span: Span | None) -> Span | None:
        """Where the unchanged words at `span` stand in the new text."""
        place = self._together(self._within(span)) if span else None
        return (self._new[place[0]].start, self._new[place[1] - 1].end) if place else None

    @cached_property
    def pieces(self) -> tuple[Piece, ...]:
        """The new text with what was added marked, and what was removed between; joined without the removed pieces
        they are the new text."""
        return tuple(self._pieces())

    def _within(self, span: Span) -> range:
        """The tokens of the old text that lie in `span`, those cut by its ends too."""
        first = bisect_right(self._old, span[0], key=lambda token: token.end)
        last = bisect_left(self._old, span[1], key=lambda token: token.start)
        return range(first, max(first, last))

    def _together(self, piece: range) -> tuple[int, int] | None:
        """Where the tokens of `piece` stand in the new text as one stretch, without anything between."""
        places = [self._place.get(i) for i in piece]
        first = places[0] if places else None
        if first is None or places != list(range(first, first + len(places))):
            return None
        return first, first + len(places)

    def _elsewhere(self, piece: range) -> tuple[int, int] | None:
        """Where the very words stand in another place: whole paragraphs are moved."""
        wanted = [self._old[i].key for i in piece]
        for start in range(len(self._keys) - len(wanted) + 1):
            if self._keys[start] == wanted[0] and self._keys[start : start + len(wanted)] == wanted:
                return start, start + len(wanted)
        return None

    def _around(self, piece: range) -> tuple[int, int] | None:
        """What stands between the words before and after `piece`, as far as those still stand."""
        places = [place for i in piece if (place := self._place.get(i)) is not None]
        before, after = self._place.get(piece.start - 1), self._place.get(piece.stop)
        start = before + 1 if before is not None else min(places, default=None)
        stop = after if after is not None else max(places, default=-2) + 1
        return (start, stop) if start is not None and start < stop else None

    def _placed(self, fate: Fate, places: Sequence[tuple[int, int]], *, near: bool = True) -> Place:
        spans = tuple((self._new[a].start, self._new[b - 1].end) for a, b in places)
        return Place(fate, spans, " ".join(self.new[s:e] for s, e in spans), near)

    def _pieces(self) -> Iterator[Piece]:
        ends = (len(self._old), len(self._new))
        blocks = [b for b in self._blocks if b.size >= RUN or b.a0 == b.b0 == 0 or (b.a1, b.b1) == ends]
        at = 0
        for gap in map(self._slid, gaps(blocks, len(self._old), len(self._new))):
            start = self._start(gap.b0) if gap.b0 else 0
            if start > at:
                yield Piece(self.new[at:start], "both")
            if gap.a1 > gap.a0:
                yield Piece(self.old[self._old[gap.a0].start : self._old[gap.a1 - 1].end], "removed")
            at = self._start(gap.b1)
            if at > start:
                added = self.new[start:at].rstrip()
                yield Piece(added, "added")
                at = start + len(added)
        if at < len(self.new):
            yield Piece(self.new[at:], "both")

    def _slid(self, gap: Block) -> Block:
        """What was only added or only removed, from the start of a paragraph where that is as true: of two full stops
        the alignment takes the first, the reader the second."""
        if gap.a0 == gap.a1:
            by = _slide(self.new, self._new, gap.b0, gap.b1)
            return Block(gap.a0 + by, gap.a1 + by, gap.b0 + by, gap.b1 + by)
        if gap.b0 == gap.b1:
            by = _slide(self.old, self._old, gap.a0, gap.a1)
            return Block(gap.a0 + by, gap.a1 + by, gap.b0 + by, gap.b1 + by)
        return gap

    def _start(self, token: int) -> int:
        """Where a token starts in the new text; its end for the one after the last."""
        return self._new[token].start if token < len(self._new) else len(self.new)


def _slide(text: str, found: Sequence[Token], start: int, stop: int) -> int:
    """By how many tokens the stretch can be moved on, its words staying the same, to start where a paragraph does."""
    for by in range(stop - start):
        if start + by and "\n" in text[found[start + by - 1].end : found[start + by].start]:
            return by
        if stop + by >= len(found) or found[start + by].key != found[stop + by].key:
            return 0
    return 0
