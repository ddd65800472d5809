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
from tracker.analysis.stance_features import stem

_EMPTY_WORDS = frozenset(
    {"the", "a", "an", "and", "or", "of", "to", "in", "on", "for", "with", "by", "at", "as", "that", "this", "it", "is"}
    | {
        "are",
        "be",
        "been",
        "was",
        "were",
        "has",
        "have",
        "had",
        "do",
        "does",
        "we",
        "our",
        "us",
        "i",
        "my",
        "they",
        "its",
    }
    | {"their", "them", "he", "she", "his", "her", "who", "which", "what", "there", "so", "from", "said", "say"}
)


@dataclass(frozen=True, slots=True)
class Likeness:
    """The anchor most like a passage: its step, itself, and their likeness from 0 to 1."""

    score: int
    anchor: str
    likeness: float


def nearest_anchor(content: str, topic: Topic, *, leave_out: str = "") -> Likeness | None:
    """The anchor most like `content`, `leave_out` not counted; `None` when they share no telling word."""
    vector = _vector(content, _rarity(topic))
    found = [
        Likeness(step.score, anchor, _cosine(vector, _vector(anchor, _rarity(topic))))
        for step in topic.steps
        for anchor in step.anchors
        if anchor != leave_out
    ]
    best = max(found, key=lambda like: (like.likeness, like.anchor), default=None)
    return best if best is not None and best.likeness > 0 else None


def _stems(text: str) -> list[str]:
    return [stem(word) for word in map(folded, words_of(text)) if word not in _EMPTY_WORDS]


@lru_cache(maxsize=256)
def _rarity(topic: Topic) -> Mapping[str, float]:
    anchors = [anchor for step in topic.steps for anchor in step.anchors]
    seen = Counter(word for anchor in anchors for word in set(_stems(anchor)))
    return {word: log((1 + len(anchors)) / n) for word, n in seen.items()}


def _vector(text: str, rarity: Mapping[str, float]) -> dict[str, float]:
    """Words of the passage that no anchor has count as much as the rarest: they make it less like any."""
    rarest = max(rarity.values(), default=1.0)
    return {word: rarity.get(word, 0.5 * rarest) for word in _stems(text)}


def _cosine(a: Mapping[str, float], b: Mapping[str, float]) -> float:
    lengths = sqrt(sum(v * v for v in a.values()) * sum(v * v for v in b.values()))
    return sum(value * b[word] for word, value in a.items() if word in b) / lengths if lengths else 0.0
