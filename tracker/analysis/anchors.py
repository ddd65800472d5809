"""The example sentences of a topic's scale as nearest neighbours of what was said.

Likeness is the cosine of word stems weighed by rarity among the topic's own examples, so that the words all steps
share ("sanctions", "Russia") say little and those that tell the steps apart say much.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from math import log, sqrt

from tracker.analysis.codebook import Topic
from tracker.analysis.phrases import folded, words_of
from tracker.analysis.stems import EMPTY_WORDS, stem

FEWEST_SHARED = 2


@dataclass(frozen=True, slots=True)
class Likeness:
    """The anchor most like a passage: its step, itself, and their likeness from 0 to 1."""

    score: int
    anchor: str
    likeness: float


def nearest_anchor(content: str, topic: Topic, *, leave_out: str = "") -> Likeness | None:
    """The anchor most like `content`, `leave_out` not counted; `None` when they share no telling word."""
    vector = _vector(content, _rarity(topic), _matter(topic))
    anchors = _anchors(topic)
    found = [Likeness(score, anchor, _cosine(vector, its)) for score, anchor, its in anchors if anchor != leave_out]
    best = max(found, key=lambda like: (like.likeness, like.anchor), default=None)
    return best if best is not None and best.likeness > 0 else None


def _stems(text: str) -> list[str]:
    return [stem(word) for word in map(folded, words_of(text)) if word not in EMPTY_WORDS]


@lru_cache(maxsize=256)
def _anchors(topic: Topic) -> tuple[tuple[int, str, Mapping[str, float]], ...]:
    """The score of each of a topic's anchors, itself, and its vector."""
    rarity, matter = _rarity(topic), _matter(topic)
    scored = ((step.score, anchor) for step in topic.steps for anchor in step.anchors)
    return tuple((score, anchor, _vector(anchor, rarity, matter)) for score, anchor in scored)


@lru_cache(maxsize=256)
def _rarity(topic: Topic) -> Mapping[str, float]:
    anchors = [anchor for step in topic.steps for anchor in step.anchors]
    seen = Counter(word for anchor in anchors for word in set(_stems(anchor)))
    return {word: log((1 + len(anchors)) / n) for word, n in seen.items()}


@lru_cache(maxsize=256)
def _matter(topic: Topic) -> frozenset[str]:
    """The stems that only name what the topic is about, and so tell no steps apart."""
    names = [topic.name, *(phrase for term in topic.terms for phrase in (term.phrase, *term.needs)), *topic.context]
    return frozenset(word for name in names for word in _stems(name))


def _vector(text: str, rarity: Mapping[str, float], matter: frozenset[str]) -> dict[str, float]:
    """Words that no anchor has count half as much as the rarest: they make a passage less like any."""
    rarest = max(rarity.values(), default=1.0)
    return {word: rarity.get(word, 0.5 * rarest) for word in _stems(text) if word not in matter}


def _cosine(a: Mapping[str, float], b: Mapping[str, float]) -> float:
    """The cosine of two vectors, 0 when they share less than two words."""
    if len(a.keys() & b.keys()) < FEWEST_SHARED:
        return 0.0
    lengths = sqrt(sum(v * v for v in a.values()) * sum(v * v for v in b.values()))
    return sum(value * b[word] for word, value in a.items() if word in b) / lengths if lengths else 0.0
