"""How a speech in a parliament bears on the motion before the house.

Who speaks for a government and who against it shows in forms of address, in whose party is named and in praise and
blame, whatever the motion is about. Such a speech favours a motion the government asks for, and opposes one that finds
fault with the government: what it says counts as it stands for the first kind, the other way round for the second.
"""

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from tracker.analysis import wordclasses

OFTEN = 3
_REACH = 8

# Whom and what a speaker turns to.
_FLOOR_WORDS = wordclasses.words("""
    friend gentleman lady minister government opposition we my party secretary state i congratulate agree motion bill
    amendment vote labour tory tories conservative conservatives liberal coalition his her your their house member
    members bench benches hon right chancellor
    """)
# What a house says for itself; most motions that do so are moved against the government.
_OF_ITS_OWN = wordclasses.words("""
    note notes believe believes regret regrets concerned recognise recognises condemn condemns call calls deplore
    deplores reject rejects disagree disagrees urge urges while
    """)
_BEFORE_HOUSES = wordclasses.words("house bill order orders regulations amendment amendments act")
_UNDOING = frozenset({"annulled", "revoked"})
_WITH_GOVERNMENT = ("support the government", "supports the government", "supports her majesty", "supports his majesty")


def is_motion(target: Sequence[str]) -> bool:
    """True of words, in lower case, that a house could be asked to agree to: "that the bill be now read"."""
    return "that" in target and bool(_BEFORE_HOUSES & set(target))


def finds_fault(motion: Sequence[str]) -> bool:
    """True when a motion, in words of lower case, blames a government, asks it for more or undoes what it did."""
    if _UNDOING & set(motion):
        return True
    text = " ".join(motion)
    if any(phrase in text for phrase in _WITH_GOVERNMENT):
        return False
    houses = [i for i, pair in enumerate(pairwise(motion)) if pair == ("this", "house")]
    return any(_OF_ITS_OWN & set(motion[i : i + _REACH]) for i in houses)


def floor_features(words: Sequence[str], marks: Sequence[str]) -> list[str]:
    """Forms of address and of speaking in `words`, with the words beside them, and the classes of words in `marks`."""
    often = [f"{mark} often" for mark, n in Counter(marks).items() if n >= OFTEN]
    turns = [word for word in words if word in _FLOOR_WORDS]
    return [*sorted(set(marks)), *often, *turns, *(f"{a} {b}" for a, b in pairwise(words) if _FLOOR_WORDS & {a, b})]
