"""What changed between two versions of a codebook, in words, and which codes it calls into question.

A new proposition, new poles or new notes on what counts touch every code. New examples or a new word for one step touch
the codes next to its boundaries: those of the step itself and of its neighbours.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256

WHOLE = {
    "proposition": "the proposition",
    "pole_for": "the words for the poles",
    "pole_against": "the words for the poles",
    "inclusion": "what counts",
    "exclusion": "what does not count",
}
ALL_STEPS = frozenset({-2, -1, 0, 1, 2})


@dataclass(frozen=True, slots=True, kw_only=True)
class Frozen:
    """A codebook as plain values; `steps` maps each score to its word and its examples."""

    proposition: str
    pole_for: str
    pole_against: str
    inclusion: str = ""
    exclusion: str = ""
    notes: str = ""
    steps: Mapping[int, tuple[str, tuple[str, ...]]]

    def fingerprint(self) -> str:
        """The same for codebooks that say the same in the same order, and for no others."""
        rest = [self.proposition, self.pole_for, self.pole_against, self.inclusion, self.exclusion, self.notes]
        return sha256(repr([rest, sorted(self.steps.items())]).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Change:
    """`steps` are those whose codes are to be looked at again, `mentions` says whether mere mentions are too."""

    words: str
    steps: frozenset[int]
    mentions: bool


def change(*, old: Frozen, new: Frozen) -> Change | None:
    """What is new in `new`; `None` if nothing is that a code could rest on. The order of examples says nothing."""
    whole = list(dict.fromkeys(words for name, words in WHOLE.items() if getattr(old, name) != getattr(new, name)))
    scores = sorted(score for score in ALL_STEPS if _step(old, score) != _step(new, score))
    if not whole and not scores:
        return None
    told = [*whole, *(f"step {score:+d}".replace("-", "−").replace("+0", "0") for score in scores)]
    touched = ALL_STEPS if whole else frozenset(near for score in scores for near in (score - 1, score, score + 1))
    words = " and ".join(filter(None, [", ".join(told[:-1]), told[-1]]))
    return Change(f"Changed: {words}.", touched & ALL_STEPS, mentions=bool(whole))


def _step(codebook: Frozen, score: int) -> tuple[str, frozenset[str]]:
    word, anchors = codebook.steps.get(score, ("", ()))
    return word, frozenset(anchors)
