"""Exchanges printed in marks: “PELL: We will go.”, each paragraph beginning with the label of who speaks in it."""

import regex

from tracker.analysis.marks import Marked
from tracker.analysis.quotations import Span

_LABEL = regex.compile(r"(?P<name>\p{Lu}[\p{Lu}\p{M}.'’ -]{1,40}\p{Lu})\s?:\s+(?=\S)")


def labelled(text: str, marked: Marked) -> tuple[Span, Span] | None:
    """The label that begins a marked passage and the words behind it; `None` when no label in capitals begins it."""
    start, end = marked.inner
    match = _LABEL.match(text, start, end)
    if match is None or match.end() >= end:
        return None
    return match.span("name"), (match.end(), end)


def is_aside(text: str, marked: Marked) -> bool:
    """Whether a marked passage is only a note of the transcriber: “(Crosstalk.)”."""
    start, end = marked.inner
    return (text[start], text[end - 1]) in {("(", ")"), ("[", "]")}
