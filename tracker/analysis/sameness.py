"""Whether two passages report the same words: a reprint, a pull-quote, a longer and a shorter cut of one remark.

Words are compared letter by letter after folding case, marks and spacing; nothing is compared by meaning. Two people
saying like things, or one person repeating a formula on another day, are two statements: who and when is the
caller's to check.
"""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from functools import lru_cache

import regex
from rapidfuzz import fuzz
from rapidfuzz.distance import LCSseq

# A shorter cut must be long enough that nobody would use the same run of words by chance.
FEWEST_WORDS = 7
SAME_FROM = 90.0
CONTAINED_FROM = 93.0
# How much of the shorter text the longer must have, in this order, for any stretch of it to be CONTAINED_FROM alike:
# of n letters c are common with a stretch of c to n letters, and 2c / (n + c) >= 0.93.
LEAST_COMMON = CONTAINED_FROM / (200 - CONTAINED_FROM)
SHORT_SAME_FROM = 97.0
DAYS_APART = timedelta(days=4)

_MARKED = regex.compile(r"[“\"«„‘]([^”\"»“]+?)[”\"»’](?!\p{L})")
_NEGATION = regex.compile(
    r"\b(?:not|never|no|cannot|(?:do|does|did|wo|ca|is|are|was|were|have|has|had|could|would|should|must)nt)\b"
)
_NOT_WORDS = regex.compile(r"[^\p{L}\p{N}]+")
# What nearly any two sentences share says nothing of their being one remark.
_COMMON = regex.compile(
    r"\b(?:th(?:at|is|ey|em|eir|ere|ese|ose|an|en)|with|ha(?:ve|s)|been|being|would|will|shall|wh(?:ich|at|en|ere)|were|"
    r"from|should|could|must|might|into|onto|over|under|about|after|before|while|because|said|says|very|more|most|some|"
    r"such|only|also|just|even|your|ours|hers|does|cannot)\b"
)
_ENDING = regex.compile(r"(?:ing|ed|es|s)$")
FEWEST_SHARED, LEAST_SHARED = 3, 0.6


def folded(text: str) -> str:
    """The words alone, in lower case, one space between."""
    plain = text.casefold().replace("’", "'").replace("'", "")
    return str(_NOT_WORDS.sub(" ", plain)).strip()


@lru_cache(maxsize=4096)
def marked_words(content: str, kind: str) -> str:
    """What of a passage is in somebody's own words: all of a direct one, the marked pieces of a mixed one.

    Remembered, as on a crowded day each article asks for the same passages again.
    """
    if kind in {"direct", "transcript"}:
        return folded(content)
    return folded(" ".join(_MARKED.findall(content)))


def first_same(words: str, others: Iterable[str]) -> int | None:
    """The place of the first of `others` that is the same remark as `words`, each different text compared once."""
    unlike: set[str] = set()
    for place, other in enumerate(others):
        if other in unlike:
            continue
        if same_words(words, other):
            return place
        unlike.add(other)
    return None


def same_words(a: str, b: str) -> bool:
    """True when two folded texts are the same remark, whole or cut. Short ones must agree nearly to the letter."""
    shorter, longer = (a, b) if len(a) <= len(b) else (b, a)
    if not shorter:
        return False
    if shorter.count(" ") + 1 < FEWEST_WORDS:
        alike = _is_like(shorter, longer, SHORT_SAME_FROM)
    else:
        alike = _is_like(shorter, longer, SAME_FROM) or (_may_hold(shorter, longer) and _holds(shorter, longer))
    return alike and not _turned_round(shorter, longer)


def _is_like(a: str, b: str, least: float) -> bool:
    # Told what is enough, the comparison ends as soon as it cannot be reached; so do those below.
    return fuzz.ratio(a, b, score_cutoff=least) >= least


def _may_hold(shorter: str, longer: str) -> bool:
    """False where `_holds` cannot be true, found out in a fraction of its time: nearly all remarks are unlike."""
    least = int(LEAST_COMMON * len(shorter))
    return LCSseq.similarity(shorter, longer, score_cutoff=least) >= least


def _holds(shorter: str, longer: str) -> bool:
    """True when some stretch of `longer` is like `shorter`. Costs the product of their lengths."""
    return fuzz.partial_ratio(shorter, longer, score_cutoff=CONTAINED_FROM) >= CONTAINED_FROM


def same_passage(a: str, b: str) -> bool:
    """True when two passages, reported ones too, are one passage of a story that is printed twice."""
    return fuzz.ratio(folded(a), folded(b)) >= SAME_FROM and not _turned_round(*sorted((folded(a), folded(b)), key=len))


def _turned_round(shorter: str, longer: str) -> bool:
    """True when a "not" stands in one of two texts of like length only: a misquote is not the same statement."""
    like = len(shorter) >= 0.8 * len(longer)
    return like and len(_NEGATION.findall(shorter)) != len(_NEGATION.findall(longer))


def likeness(a: str, b: str) -> float:
    """How far two folded texts may report one remark in other words: the share of the shorter one's telling words that
    the other has too. 0 where they share too little, or where only one of two texts of like length says "not"."""
    if a == b:
        return 1.0
    fewer, more = sorted((_telling(a), _telling(b)), key=len)
    shared = len(fewer & more)
    if shared < FEWEST_SHARED or shared < LEAST_SHARED * len(fewer):
        return 0.0
    like = len(fewer) >= LEAST_SHARED * len(more)
    return 0.0 if like and len(_NEGATION.findall(a)) != len(_NEGATION.findall(b)) else shared / len(fewer)


def _telling(words: str) -> frozenset[str]:
    """The words of four letters and more without their endings, the commonest left out."""
    return frozenset(_ENDING.sub("", word)[:6] for word in _COMMON.sub(" ", words).split() if len(word) > 3)


def days_agree(a: Sequence[date | None], b: Sequence[date | None]) -> bool:
    """True when two reports can be of one occasion. Each side gives (said on, reported on), unknown as `None`.

    Two stated days of speech must be equal; otherwise the reports must lie within four days.
    """
    if a[0] is not None and b[0] is not None:
        return a[0] == b[0]
    day_a, day_b = a[0] or a[1], b[0] or b[1]
    if day_a is None or day_b is None:
        return day_a is day_b
    return abs(day_a - day_b) <= DAYS_APART
