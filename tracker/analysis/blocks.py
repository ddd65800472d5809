"""Block quotations: paragraphs that are someone's words without marks, set off by "> " or by a report that ends in a
colon.

"The Foreign Minister said:" and a paragraph of its own below, as press releases print it, is a quotation. Where only
the colon tells, further paragraphs belong to it as long as they speak in their own voice (I, we).
"""

from collections.abc import Iterable, Iterator, Sequence

import regex

from tracker.analysis.marks import Marked
from tracker.analysis.quotations import Span
from tracker.analysis.wordclasses import words

_SET_OFF = regex.compile(r"\s*>\s*")
_INTRODUCED = regex.compile(
    r"\b(?:said|says|wrote|writes|added|adds|read|reads|stated|commented|concluded|continued|tweeted|posted)"
    r"(?:\s(?:in|on|to|at|of)\s[^.:“”\"]{1,60})?:\s*$"
)
_ENDED = regex.compile(r"[.!?…]\)?\s*$")
_LIST = regex.compile(r"\s*(?:[•*·–—-]|\d+[.)]|[a-z][.)])\s")
_OWN_VOICE = words("i we our my us me")
_LEAST_WORDS = 5


def with_blocks(text: str, paragraphs: Sequence[Span], marked: Iterable[list[Marked]]) -> Iterator[list[Marked]]:
    """The marked passages of each paragraph, where a paragraph that is a block quotation is one passage."""
    opened = False  # by a colon above, and still in the speaker's own voice
    before: Span | None = None
    for (start, end), passages in zip(paragraphs, marked, strict=True):
        set_off = _SET_OFF.match(text, start, end)
        introduced = before is not None and bool(_INTRODUCED.search(text, max(before[0], before[1] - 120), before[1]))
        before = start, end
        if set_off and set_off.end() > start and set_off.end() < end:
            opened = False
            yield [_block(text, start, set_off.end(), end)]
        elif (introduced or opened) and not passages and _is_plain(text, start, end):
            opened = not _OWN_VOICE.isdisjoint(text[start:end].lower().replace("’", " ").split())
            yield [_block(text, start, start, end)] if introduced or opened else []
        else:
            opened = False
            yield passages


def _is_plain(text: str, start: int, end: int) -> bool:
    """Whether the paragraph is whole sentences, no heading and no item of a list."""
    if _LIST.match(text, start, end) or text.count(" ", start, end) + 1 < _LEAST_WORDS:
        return False
    return bool(_ENDED.search(text, max(start, end - 4), end))


def _block(text: str, start: int, first: int, end: int) -> Marked:
    while end > first and text[end - 1].isspace():
        end -= 1
    return Marked(
        start, end, (first, end), ">", words=text.count(" ", first, end) + 1, opens_capital=text[first].isupper(),
        sign_at_end=text[end - 1],
    )  # fmt: skip
