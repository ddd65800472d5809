"""Whether a passage that names no topic speaks of the one that stands around it: "it is vital", but not "Sure."."""

from tracker.analysis.phrases import words_of
from tracker.analysis.verdicts import WILLED, verdict_at
from tracker.analysis.wordclasses import words

# What was spoken of before is taken up by one of these.
_TAKEN_UP = words("it its it's this that that's these those they them their they're there")
_UNFINISHED = ("—", "–", "-", "?")


def takes_up(passage: str) -> bool:
    """True when the passage takes up what was spoken of before, passes a verdict or says what its speaker wills.

    Questions and passages broken off do none of it.
    """
    if passage.rstrip(" ”\"'’»").endswith(_UNFINISHED):
        return False
    said = words_of(passage.lower().replace("’", "'"))
    if not (_TAKEN_UP | WILLED).isdisjoint(said):
        return True
    return any(verdict_at(said, place) for place in range(len(said)))
