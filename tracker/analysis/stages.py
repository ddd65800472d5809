"""One question that a stance model puts to a sentence: a weight for each answer and feature, as plain numbers."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import exp

from tracker.analysis.weighing import Row


@dataclass(frozen=True, slots=True)
class Stage:
    """One question: labels, an intercept each, and a weight for each label and feature.

    Of two labels only the second has numbers: the first is measured against it and scores nought. Labels `apart` are
    questions of their own, yes or no, with numbers each, and their probabilities need not add up to one.
    """

    labels: tuple[str, ...]
    intercepts: tuple[float, ...]
    weights: Mapping[str, tuple[float, ...]]
    apart: bool = False

    def probabilities(self, row: Row) -> dict[str, float]:
        known = [(self.weights[name], value) for name, value in row.items() if name in self.weights]
        sums = [sum([w[i] * value for w, value in known], start) for i, start in enumerate(self.intercepts)]
        if self.apart:
            return {label: 1 / (1 + exp(-value)) for label, value in zip(self.labels, sums, strict=True)}
        return chances_of(self.labels, sums)

    def pull(self, name: str, label: str) -> float:
        """How much a feature speaks for a label in this question; 0 where it is not among the answers."""
        weights = self.weights.get(name)
        if weights is None or label not in self.labels:
            return 0.0
        if len(self.labels) == 2 and not self.apart:
            return weights[0] * (1 if label == self.labels[1] else -1)
        return weights[self.labels.index(label)]

    def to_dict(self) -> dict[str, object]:
        """The question as plain numbers, lists and texts, fit for JSON."""
        return {
            "labels": list(self.labels),
            "intercepts": list(self.intercepts),
            "weights": {name: list(values) for name, values in self.weights.items()},
            "apart": self.apart,
        }

    @classmethod
    def from_dict(cls, stored: object) -> "Stage":
        """What `to_dict` gave; `KeyError`, `TypeError` or `ValueError` when it is not whole."""
        item = table_of(stored)
        weights = {
            str(name): tuple(float(str(v)) for v in listed(values))
            for name, values in table_of(item["weights"]).items()
        }
        labels = tuple(str(label) for label in listed(item["labels"]))
        intercepts = tuple(float(str(value)) for value in listed(item["intercepts"]))
        apart = item["apart"] is True
        answers = 1 if len(labels) == 2 and not apart else len(labels)
        if len(intercepts) != answers or any(len(values) != answers for values in weights.values()):
            raise ValueError("a question has not one number for each answer")
        return cls(labels, intercepts, weights, apart)


def chances_of(labels: Sequence[str], sums: Sequence[float]) -> dict[str, float]:
    """The probability of each label by its sum; of two labels only the second has one, and the first scores nought."""
    sums = [0.0, *sums] if len(labels) == 2 else sums
    powers = [exp(value - max(sums)) for value in sums]
    return {label: power / sum(powers) for label, power in zip(labels, powers, strict=True)}


def table_of(value: object) -> Mapping[str, float]:
    """The value as a table; `TypeError` when it is none."""
    if not isinstance(value, Mapping):
        raise TypeError(f"a table was expected, not {type(value).__name__}")
    return value


def listed(value: object) -> Iterator[object]:
    """The members of a list; `TypeError` when it is none."""
    if not isinstance(value, list | tuple):
        raise TypeError(f"a list was expected, not {type(value).__name__}")
    return iter(value)
