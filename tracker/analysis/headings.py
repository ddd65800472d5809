"""Headlines and cross-headings inside a text: "Solvane warns of woodworm". They claim more than was said, and the words
themselves stand below."""

from tracker.analysis.cues import CUES
from tracker.analysis.sentences import Sentence

_LONGEST = 18
_BULLETS = "•*·-–—"


def is_heading(text: str, sentence: Sentence) -> bool:
    """Whether a sentence is a short line of its own among others, that no stop ends."""
    start, end = sentence.span
    last = sentence.tokens[-1]
    open_end = sentence.unended or (last.marked is not None and last.marked.sign_at_end.isalnum())
    if not open_end or len(sentence.tokens) > _LONGEST or end - start == len(text.strip()):
        return False
    before, after = text[max(0, start - 40) : start].rstrip(" \t\r\xa0"), text[end : end + 40].lstrip(" \t\r\xa0")
    alone = (not before or before[-1] == "\n") and (not after or after[0] == "\n")
    return alone and text[start] not in _BULLETS


def in_present(cue: str | None) -> bool:
    """Whether a report is told in the present, as headlines tell it; one without a verb ("Varga: no coins") is too."""
    words = [CUES[word] for word in (cue or "").lower().split() if word in CUES]
    return not words or words[-1].form != "past"
