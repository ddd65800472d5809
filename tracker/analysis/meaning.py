"""A linear model over what sentences mean (`encoder`), beside the one over their words.

Method: the mean of the training sentences is taken off, each layer is scaled to length one, and logistic regression is
fitted on them all. Words tell what was seen in training; meaning also what was said there in other words.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from tracker.analysis.encoder import WIDTH, Array, alone
from tracker.analysis.stages import chances_of

STRENGTH = 3.0
_MISFIT = "a question about meanings has not one number for each answer and part of a meaning"


@dataclass(frozen=True, slots=True)
class MeaningStage:
    """One question about meanings: labels, an intercept each, and a weight for each label and number of a meaning.

    Of two labels only the second has numbers: the first is measured against it and scores nought. `centre` is the mean
    of the sentences it was taught by.
    """

    labels: tuple[str, ...]
    centre: tuple[float, ...]
    intercepts: tuple[float, ...]
    weights: tuple[tuple[float, ...], ...]

    def probabilities(self, meaning: Array) -> dict[str, float]:
        (row,) = _scaled(meaning[np.newaxis], np.array(self.centre))
        sums = np.array(self.weights) @ row + np.array(self.intercepts)
        return chances_of(self.labels, sums.tolist())

    def to_dict(self) -> dict[str, object]:
        """The numbers as lists, fit for JSON."""
        return {
            "labels": list(self.labels),
            "centre": list(self.centre),
            "intercepts": list(self.intercepts),
            "weights": [list(row) for row in self.weights],
        }

    @classmethod
    def from_dict(cls, stored: Mapping[str, object]) -> "MeaningStage":
        """What `to_dict` gave; `ValueError` when the numbers do not fit each other."""
        labels = tuple(np.array(stored["labels"], dtype=str, ndmin=1).tolist())
        intercepts, centre = (_numbers(stored[name], 1) for name in ("intercepts", "centre"))
        weights = _numbers(stored["weights"], 2)
        answers = 1 if len(labels) == 2 else len(labels)
        fit = intercepts.shape == (answers,) and weights.shape == (answers, *centre.shape)
        if len(labels) < 2 or not fit or len(centre) % WIDTH:
            raise ValueError(_MISFIT)
        return cls(labels, tuple(centre.tolist()), tuple(intercepts.tolist()), tuple(map(tuple, weights.tolist())))


def fitted(meanings: Sequence[Array], labels: Sequence[str]) -> MeaningStage:
    """What the meanings of sentences, one a label, tell of the labels."""
    rows = np.array(meanings, dtype=float)
    centre = np.round(rows.mean(axis=0), 5)
    regression = LogisticRegression(C=STRENGTH, max_iter=300, tol=1e-3)
    with alone():
        regression.fit(_scaled(rows, centre), list(labels))
    weights = np.round(regression.coef_, 5)
    return MeaningStage(
        tuple(map(str, regression.classes_)),
        tuple(centre.tolist()),
        tuple(np.round(regression.intercept_, 5).tolist()),
        tuple(map(tuple, weights.tolist())),
    )


def _scaled(meanings: NDArray[np.floating], centre: NDArray[np.float64]) -> NDArray[np.float64]:
    """Meanings less their centre, of length one in all and each layer as long as the others."""
    layers = (meanings - centre).reshape(len(meanings), -1, WIDTH)
    lengths = np.linalg.norm(layers, axis=2, keepdims=True)
    units = layers / np.where(lengths > 0, lengths, 1) / np.sqrt(layers.shape[1])
    return np.asarray(units.reshape(len(meanings), -1), dtype=float)


def _numbers(value: object, depth: int) -> NDArray[np.float64]:
    found = np.array(value, dtype=float)
    if found.ndim != depth:
        raise ValueError(_MISFIT)
    return found
