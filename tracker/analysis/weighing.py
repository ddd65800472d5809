"""How much each feature of a sentence counts: by how often it occurs, how rare it is and the block it belongs to."""

from collections import Counter
from collections.abc import Mapping, Sequence
from math import log, sqrt

from tracker.analysis.stance_features import BLOCKS, features

Row = Mapping[str, float]

# With few examples broad concepts stand in for words not yet seen; with many, words speak for themselves.
MANY = 3000
FEW_WEIGHTS = {
    "words": 1.0,
    "classes": 0.7,
    "concepts": 0.6,
    "together": 0.6,
    "fours": 0.6,
    "framing": 0.7,
    "target": 0.5,
    "floor": 0.85,
    "turned floor": -0.85,
}
MANY_WEIGHTS = {block: FEW_WEIGHTS[block] for block in BLOCKS if block != "together"} | {
    "concepts": 0.3,
    "fours": 0.4,
    "framing": 0.4,
}
# What a block counts the other way round are the features of another.
TURNED = {"turned floor": "floor"}
RAREST = 2
# Of few examples it is hard to tell how rare a feature is, so rarity counts for less.
FEW_POWER = 0.5


def counts_of(text: str, holder: str, target: str) -> dict[str, Counter[str]]:
    """How often each feature of a sentence occurs in it, by block."""
    found = features(text, holder, target)
    return {block: Counter(f"{TURNED.get(block, block)}:{name}" for name in found[block]) for block in BLOCKS}


def rarity_of(counts: Sequence[Mapping[str, Counter[str]]]) -> dict[str, float]:
    """The weight by rarity of each feature that at least two of the counted sentences have."""
    seen = Counter(name for count in counts for block in count.values() for name in block)
    power = 1.0 if len(counts) >= MANY else FEW_POWER
    return {name: (log((1 + len(counts)) / (1 + n)) + 1) ** power for name, n in sorted(seen.items()) if n >= RAREST}


def weights_for(size: int) -> Mapping[str, float]:
    """The weight of each block of features for a training set of this size."""
    return MANY_WEIGHTS if size >= MANY else FEW_WEIGHTS


def row_of(
    counts: Mapping[str, Counter[str]], idf: Mapping[str, float], weights: Mapping[str, float]
) -> dict[str, float]:
    """The features known to `idf` with their weights, each block scaled to the length its weight gives it."""
    row: dict[str, float] = {}
    for block, weight in weights.items():
        values = {name: (1 + log(n)) * idf[name] for name, n in counts[block].items() if name in idf}
        length = sqrt(sum(value * value for value in values.values()))
        row |= {name: weight * value / length for name, value in values.items()}
    return row
