"""Pairing of quotation marks: which opening mark belongs to which closing mark, and what is only an apostrophe.

All styles are read, also mixed in one text: “ ” " ' ‘ ’ « » ‹ › „ ‚, the doubled '' and ``. Marks pair inside a
paragraph only. A passage still open at the end of a paragraph goes on if the next paragraph begins with an opening
mark; a lost mark therefore costs at most one paragraph. Only outermost passages are given: marks inside a passage
belong to its words. One pass; the cost is linear in the number of marks.
"""

from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import NamedTuple

import regex

from tracker.analysis.quotations import Span

# Of three straight singles together at an end, the first closes the marks inside.
_MARK = regex.compile(r"'(?=''(?![\w']))|''|``|’’|‘‘|[“”‟„«»‹›\"'‘’‚‛`]")
# An opening mark, and the marks that may close it: the proper one first, others only where that one is missing.
_CLOSERS = {
    "“": ("”", '"', "''", "“"),
    "‟": ("”", '"'),
    "”": ("”", '"'),
    "„": ("“", "”", '"'),
    "«": ("»",),
    "»": ("«",),
    "‹": ("›",),
    '"': ('"', "”", "''", "“"),
    "''": ("''", '"'),
    "``": ("''", '"', "``"),
    "‘‘": ("’’",),
    "’’": ("’’",),
    "‘": ("’", "'", "‘"),
    "’": ("’",),
    "‛": ("’",),
    "‚": ("‘", "’"),
    "'": ("'", "’", "''"),
    "`": ("'", "’", "`"),
}
_SINGLE = frozenset("‘‛‚'`")
_ALWAYS_OPENS = frozenset("“‟„«‹‘‚‛") | {"``", "‘‘"}
_LONGEST_TITLE = 8  # words
_LONGEST_SMALL = 3  # letters of a word that stands without a capital in a title
# How far a straight single mark opens or closes: (sign, whether it closes).
_STEPS = {("'", False): 1, ("'", True): -1, ("''", True): -2}
_DASHES = frozenset("-–—―")
_OPENING = _DASHES | frozenset("([{/") | frozenset("“‟„«‹‘‚‛\"'`")
# A report that ends its sentence, before which a closing mark was lost: …, Ada Ortel said on Friday.
_NAME = r"(?:\p{Lu}[\w.’'-]*\s){0,5}\p{Lu}[\w.’'-]*"
_TAG = regex.compile(
    rf",(?=\s(?:(?:he|she|they|{_NAME})\s(?:said|says|told|added|asked)|(?:said|added)\s{_NAME})"
    r"(?:\.|\b[^“”\"]{0,60}+\Z))"
)
# Words printed with a leading apostrophe, which looks like an opening mark.
_ELISIONS = regex.compile(r"(?:em|tis|twas|til|till|cause|cuz|bout|round|n|[0-9]0s|[0-9]{2})(?!\w)", regex.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Marked:
    """A passage in marks. `start` and `end` take in the marks, `inner` does not (nor the white space beside them).

    `mark` is the opening mark. `closed` is false when no closing mark was printed; `runs_on` when the passage goes on
    in the next paragraph. `words` counts the words inside; `sign_at_end` is the last character inside.
    """

    start: int
    end: int
    inner: Span
    mark: str
    closed: bool = True
    runs_on: bool = False
    words: int = 0
    opens_capital: bool = False
    sign_at_end: str = ""
    titled: bool = False  # a few words, the long ones with capitals: the name of a work or a programme


class _Mark(NamedTuple):
    start: int
    end: int
    sign: str
    opens: bool
    closes: bool
    paused: bool  # after a comma or colon, where a quotation inside a quotation begins
    weak: bool  # a closing mark that is as likely the apostrophe of a plural: the ministers’ plan


def marked_passages(text: str, paragraphs: Sequence[Span]) -> Iterator[list[Marked]]:
    """The outermost marked passages of each paragraph, in text order, one list per paragraph."""
    for paragraph, following in zip_longest(paragraphs, paragraphs[1:]):
        yield _pair(text, paragraph, following)


def _pair(text: str, paragraph: Span, following: Span | None) -> list[Marked]:
    marks = _marks(text, paragraph)
    if not marks:
        return []
    last = _last_closers(marks)
    nested = _nested_straight(marks)
    found: list[Marked] = []
    i = 0
    while i < len(marks):
        mark = marks[i]
        if not mark.opens:
            i += 1
            continue
        j = _Closing(marks, i, last, nested).index()
        if j is not None:
            _append(found, text, mark, marks[j].start, marks[j].end)
            i = j + 1
        elif _stays_open(text, mark, paragraph, following) and not _reopens(marks, i):
            runs_on = following is not None and _begins_with(text, following, mark.sign)
            tag = _TAG.search(text, mark.end, paragraph[1]) if not runs_on else None
            end = tag.start() + 1 if tag is not None else paragraph[1]
            _append(found, text, mark, end, end, closed=False, runs_on=runs_on)
            break
        else:
            i += 1
    return found


def _append(
    found: list[Marked], text: str, mark: _Mark, close: int, end: int, *, closed: bool = True, runs_on: bool = False
) -> None:
    start, stop = mark.end, close
    while start < stop and text[start].isspace():
        start += 1
    while stop > start and text[stop - 1].isspace():
        stop -= 1
    if any(character.isalnum() for character in text[start:stop]):
        words = text.count(" ", start, stop) + 1
        capital = text[start].isupper() or not text[start].isalnum()
        titled = capital and words <= _LONGEST_TITLE and _is_titled(text[start:stop])
        found.append(
            Marked(mark.start, end, (start, stop), mark.sign, closed, runs_on, words, capital, text[stop - 1], titled)
        )


def _is_titled(words: str) -> bool:
    return all(word[0].isupper() or not word[0].isalpha() for word in words.split() if len(word) > _LONGEST_SMALL)


def _marks(text: str, paragraph: Span) -> list[_Mark]:
    marks = []
    for match in _MARK.finditer(text, paragraph[0], paragraph[1]):
        start, end = match.span()
        before = text[start - 1] if start > paragraph[0] else " "
        after = text[end] if end < paragraph[1] else " "
        sign = match[0]
        if sign in "'’‘`" and before.isalnum() and after.isalnum():
            continue
        opens, closes = _roles(sign, before, after)
        if sign == "’" and start == paragraph[0]:
            opens = after.isupper()  # printed the wrong way round
        if opens and sign in "'‘’" and _ELISIONS.match(text, end, paragraph[1]):
            opens = False
        weak = closes and sign in "'’" and before in "sS" and after.isspace() and text[end + 1 : end + 2].isalnum()
        if opens or closes:
            paused = before.isspace() and text[start - 2 : start - 1] in (",", ":")
            marks.append(_Mark(start, end, sign, opens, closes, paused, weak))
    return marks


def _roles(sign: str, before: str, after: str) -> tuple[bool, bool]:
    """Whether a mark can open and can close, from the characters beside it."""
    loose_before = before.isspace() or before in _OPENING
    if sign in _ALWAYS_OPENS:
        return True, sign in "“«‘" and not before.isspace() and not after.isalnum()
    if sign in ("”", "»", "›", "’", "’’"):
        opens = sign in ("”", "»", "’’") and loose_before and before != '"' and after.isalnum()
        return opens, not before.isspace() or after.isspace() or not after.isalnum()
    unspaced = sign == '"' and before in ".?!" and after.isupper()  # he said."We go
    opens = (loose_before and not after.isspace()) or unspaced
    closes = not after.isalnum()
    if before.isspace() and not after.isspace():
        closes = False
    return opens, closes


def _last_closers(marks: Sequence[_Mark]) -> dict[str, int]:
    return {mark.sign: i for i, mark in enumerate(marks) if mark.closes}


def _nested_straight(marks: Sequence[_Mark]) -> frozenset[int]:
    """The straight single marks that open inside the one that opened before: those behind which more close than open.

    They look alike on both sides, so that only the balance of what follows tells 'the 'great game' is over' apart from
    'it is late' and 'we go'.
    """
    found = set()
    lowest = 0  # that the balance reaches behind the mark looked at
    for k in range(len(marks) - 1, -1, -1):
        step = 0 if marks[k].weak else _STEPS.get((marks[k].sign, marks[k].closes), 0)
        if step > 0 and lowest < -1:
            found.add(k)
        lowest = min(0, step + lowest)
    return frozenset(found)


class _Closing:
    """The search for the mark that closes the one at `i`."""

    def __init__(self, marks: Sequence[_Mark], i: int, last: Mapping[str, int], nested: Container[int]) -> None:
        self.marks, self.i, self.last, self.nested = marks, i, last, nested
        self.sign = marks[i].sign
        self.signs = [sign for sign in _CLOSERS.get(self.sign, ()) if last.get(sign, -1) > i]
        self.depth = 0  # of the same marks inside
        self.inner = 0  # other marks open inside
        self.spare: int | None = None
        self.weak: int | None = None

    def index(self) -> int | None:
        """Its index; `None` when there is none, or the mark opens anew before."""
        if not self.signs:
            return None
        for j in range(self.i + 1, len(self.marks)):
            mark = self.marks[j]
            if mark.closes and (mark.sign == self.signs[0] or not (mark.opens and mark.sign == self.sign)):
                if self._closes(mark, j):
                    return j
                if self.spare == j and self.last[self.signs[0]] < j:
                    break
            elif mark.opens and self._is_anew(mark, j):
                break
        return self.weak if self.weak is not None else self.spare

    def _closes(self, mark: _Mark, j: int) -> bool:
        if mark.sign == "''" and self.sign == "'" and self.depth:
            return True  # the mark inside and the outer one close together
        if mark.sign == self.signs[0]:
            if not self.depth and not mark.weak:
                return True
            if self.depth:
                self.depth -= 1
            elif self.weak is None:
                self.weak = j
        elif mark.sign in self.signs[1:]:
            if self.inner:
                self.inner -= 1
            elif self.spare is None and not mark.weak:
                self.spare = j
        return False

    def _is_anew(self, mark: _Mark, j: int) -> bool:
        """Whether the opening mark at `j` shows that the passage ended before it: “We go," he said. "Now," she said."""
        if mark.sign == self.sign:
            if self.weak is not None or self.spare is not None or not self._nests(j):
                return True
            self.depth += 1
        elif _CLOSERS[mark.sign][0] in self.signs[1:]:
            if self.spare is not None:
                return True
            self.inner += 1
        return False

    def _nests(self, j: int) -> bool:
        """Whether the same opening mark met again at `j` opens a quotation inside: two closing marks must follow
        soon."""
        if self.sign == "'":
            return self.marks[j].paused or j in self.nested
        closer = _CLOSERS[self.sign][0]
        window = [m for m in self.marks[j + 1 : j + 3] if m.sign in (closer, self.sign)]
        return self.sign in _ALWAYS_OPENS and len(window) == 2 and all(m.closes and m.sign == closer for m in window)


def _reopens(marks: Sequence[_Mark], i: int) -> bool:
    return any(mark.sign == marks[i].sign and mark.opens and not mark.closes for mark in marks[i + 1 : i + 2])


def _stays_open(text: str, mark: _Mark, paragraph: Span, following: Span | None) -> bool:
    """Whether a mark without a partner opens a passage up to the end of its paragraph."""
    if following is not None and _begins_with(text, following, mark.sign):
        return mark.sign not in "'`" or mark.start == paragraph[0] or text[mark.start - 2 : mark.start - 1] in ":,"
    if mark.sign in _SINGLE:
        return mark.start == paragraph[0] and mark.sign == "‘"
    lead = text[max(paragraph[0], mark.start - 2) : mark.start].rstrip()
    return mark.start == paragraph[0] or lead.endswith((":", ",", ".", "?", "!"))


def _begins_with(text: str, paragraph: Span, sign: str) -> bool:
    return text.startswith(sign, paragraph[0]) or (sign in '“"' and text[paragraph[0]] in '“"')
