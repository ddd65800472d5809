"""Pairing of quotation marks: which opening mark belongs to which closing mark, and what is only an apostrophe.

All styles are read, also mixed in one text: “ ” " ' ‘ ’ « » ‹ › „ ‚, the doubled '' and ``. Marks pair inside a
paragraph only. A passage still open at the end of a paragraph goes on if the next paragraph begins with an opening
mark; a lost mark therefore costs at most one paragraph. Only outermost passages are given: marks inside a passage
belong to its words. One pass; the cost is linear in the number of marks.
"""

from collections.abc import Sequence
from dataclasses import dataclass
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
    '"': ('"', "”", "''"),
    "''": ("''", '"'),
    "``": ("''", '"', "``"),
    "‘‘": ("’’",),
    "’’": ("’’",),
    "‘": ("’", "'"),
    "’": ("’",),
    "‛": ("’",),
    "‚": ("‘", "’"),
    "'": ("'", "’", "''"),
    "`": ("'", "’", "`"),
}
_SINGLE = frozenset("‘‛‚'`")
_ALWAYS_OPENS = frozenset("“‟„«‹‘‚‛") | {"``", "‘‘"}
_DASHES = frozenset("-–—―")
_OPENING = _DASHES | frozenset("([{/") | frozenset("“‟„«‹‘‚‛\"'`")
# A report at the end of a paragraph, before which a closing mark was lost: …, Ada Ortel said on Friday.
_TAG = regex.compile(r",(?=\s(?:\p{Lu}[\w.’'-]*\s){1,6}(?:said|says|told|added|asked)\b[^“”\"]{0,60}+\Z)")
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


class _Mark(NamedTuple):
    start: int
    end: int
    sign: str
    opens: bool
    closes: bool
    paused: bool  # after a comma or colon, where a quotation inside a quotation begins
    weak: bool  # a closing mark that is as likely the apostrophe of a plural: the ministers’ plan


def marked_passages(text: str, paragraphs: Sequence[Span]) -> list[list[Marked]]:
    """The outermost marked passages of each paragraph, in text order, one list per paragraph."""
    found: list[list[Marked]] = []
    for number, paragraph in enumerate(paragraphs):
        following = paragraphs[number + 1] if number + 1 < len(paragraphs) else None
        found.append(_pair(text, paragraph, following))
    return found


def _pair(text: str, paragraph: Span, following: Span | None) -> list[Marked]:
    marks = _marks(text, paragraph)
    if not marks:
        return []
    last = _last_closers(marks)
    found: list[Marked] = []
    i = 0
    while i < len(marks):
        mark = marks[i]
        if not mark.opens:
            i += 1
            continue
        j = _closing(marks, i, last)
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
        found.append(Marked(mark.start, end, (start, stop), mark.sign, closed, runs_on, words, capital, text[stop - 1]))


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
    opens = loose_before and not after.isspace()
    closes = not after.isalnum()
    if before.isspace() and not after.isspace():
        closes = False
    return opens, closes


def _last_closers(marks: Sequence[_Mark]) -> dict[str, int]:
    return {mark.sign: i for i, mark in enumerate(marks) if mark.closes}


def _closing(marks: Sequence[_Mark], i: int, last: dict[str, int]) -> int | None:
    """The index of the mark that closes the one at `i`; `None` when there is none, or it opens anew before."""
    signs = [sign for sign in _CLOSERS.get(marks[i].sign, ()) if last.get(sign, -1) > i]
    return _closing_among(marks, i, signs, last) if signs else None


def _closing_among(marks: Sequence[_Mark], i: int, signs: Sequence[str], last: dict[str, int]) -> int | None:
    depth = 0
    spare: int | None = None
    weak: int | None = None
    for j in range(i + 1, len(marks)):
        mark = marks[j]
        if mark.sign == "''" and marks[i].sign == "'" and mark.closes and depth:
            return j  # the mark inside and the outer one close together
        if mark.closes and mark.sign == signs[0]:
            if depth:
                depth -= 1
            elif mark.weak:
                weak = j if weak is None else weak
            else:
                return j
        elif mark.sign == marks[i].sign and mark.opens:
            if weak is not None or spare is not None or not _nests(marks, i, j):
                break
            depth += 1
        elif mark.closes and mark.sign in signs[1:] and spare is None and not mark.weak:
            spare = j
            if last[signs[0]] < j:
                break
    return weak if weak is not None else spare


def _nests(marks: Sequence[_Mark], i: int, j: int) -> bool:
    """Whether the same opening mark met again at `j` opens a quotation inside: two closing marks must follow soon."""
    closers = _CLOSERS[marks[i].sign]
    if marks[i].sign == "'":
        return marks[j].paused
    window = [m for m in marks[j + 1 : j + 3] if m.sign in (closers[0], marks[i].sign)]
    return (
        marks[i].sign in _ALWAYS_OPENS and len(window) == 2 and all(m.closes and m.sign == closers[0] for m in window)
    )


def _reopens(marks: Sequence[_Mark], i: int) -> bool:
    return any(mark.sign == marks[i].sign and mark.opens and not mark.closes for mark in marks[i + 1 : i + 2])


def _stays_open(text: str, mark: _Mark, paragraph: Span, following: Span | None) -> bool:
    """Whether a mark without a partner opens a passage up to the end of its paragraph."""
    if following is not None and _begins_with(text, following, mark.sign):
        return mark.sign not in "'`" or mark.start == paragraph[0] or text[mark.start - 2 : mark.start - 1] in ":,"
    if mark.sign in _SINGLE:
        return mark.start == paragraph[0] and mark.sign == "‘"
    lead = text[max(paragraph[0], mark.start - 2) : mark.start].rstrip()
    return mark.start == paragraph[0] or lead.endswith((":", ","))


def _begins_with(text: str, paragraph: Span, sign: str) -> bool:
    return text.startswith(sign, paragraph[0]) or (sign in '“"' and text[paragraph[0]] in '“"')
