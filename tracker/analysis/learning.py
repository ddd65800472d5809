"""A small linear model that learns stance from examples, asked in two ways, stored as plain numbers.

Method: term-frequency and inverse-document-frequency weights per block of features (`stance_features`), each block
scaled to its own length, then logistic regression, fitted twice: on these weights, and on the same weights scaled by
how well a feature tells the labels apart (its log-count ratio, after Wang and Manning, 2012). The mean of the two is
again one linear model, and steadier than either. Where the labels include one that means "no stance", it is asked in
two ways and the mean taken: in turn (is there a stance at all, and which way), and of each other label by itself (this
one or not), which leaves the rest to "no stance" as to the middle of a scale. The two err differently. Other labels are
one question. Where an encoder is at hand, a second linear model is fitted on what the sentences mean (`meaning`), and
its probabilities are mixed with those of the words. Training is deterministic: the same examples in the same order give
the same model.

Refusals: fewer than two labels, or fewer than two examples of one, raise `ValueError`. A holder or target that only
some examples name is left unread, since its mere presence could give the label away.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from tracker.analysis import meaning
from tracker.analysis.encoder import Meaning
from tracker.analysis.meaning import MeaningStage
from tracker.analysis.stages import Stage, listed, table_of
from tracker.analysis.stems import EMPTY_WORDS
from tracker.analysis.weighing import Row, counts_of, rarity_of, row_of, weights_for

METHOD = "linear-stance-7"
NEUTRAL_LABELS = frozenset({"neutral", "none", "no stance", "mentions only", "unrelated"})
# The strength of the fit on plain and on scaled weights, and what scales a feature that tells no labels apart.
PLAIN_C, SCALED_C = 1.5, 1.0
LEAST_TELLING = 0.1
# Rare labels are favoured by the prior to this power: 0 follows the training shares, 1 treats all labels alike.
EVENING_OUT = 0.8
# A name is read when at least this share of the examples give one.
NAMED_BY = 0.8
# How much the meaning of a sentence counts beside its words.
MEANING_SHARE = 0.3
EVIDENCE = 5
# In this order, so that the numbers speak for the second.
NO, YES = "0", "1"
# What "no stance" keeps where the other labels, each asked by itself, leave nothing to it.
LEAST_LEFT = 0.02


@dataclass(frozen=True, slots=True)
class Example:
    """A labelled sentence; `holder` and `target` are names, empty when unknown."""

    text: str
    label: str
    holder: str = ""
    target: str = ""


@dataclass(frozen=True, slots=True)
class Prediction:
    """The label a model gives, its probability, those of all labels, and the words that weighed most for it."""

    label: str
    confidence: float
    probabilities: Mapping[str, float]
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LinearStanceModel:
    """A trained model. `idf` maps each known feature to its weight by rarity; `size` is the number of examples."""

    idf: Mapping[str, float]
    stages: tuple[Stage, ...]
    priors: Mapping[str, float]
    reads_holder: bool
    reads_target: bool
    size: int
    meaning: MeaningStage | None = None
    method: str = METHOD

    def predict(self, text: str, holder: str = "", target: str = "", meaning_of: Meaning | None = None) -> Prediction:
        """The likeliest label of `text`, rare labels evened out; the confidence is the plain probability.

        A model that was taught with meanings needs `meaning_of`, and else raises `ValueError`.
        """
        counts = counts_of(text, holder if self.reads_holder else "", target if self.reads_target else "")
        row = row_of(counts, self.idf, weights_for(self.size))
        chances = self._with_meaning(_joined(self.stages, row), text, meaning_of)
        label = max(sorted(chances), key=lambda name: chances[name] / self.priors[name] ** EVENING_OUT)
        return Prediction(label, round(chances[label], 4), chances, self._evidence(row, label))

    def _with_meaning(self, chances: dict[str, float], text: str, meaning_of: Meaning | None) -> dict[str, float]:
        if self.meaning is None:
            return chances
        if meaning_of is None:
            raise ValueError("this model also reads what a text means, and no encoder was given.")
        meant = self.meaning.probabilities(meaning_of(text))
        return {label: (1 - MEANING_SHARE) * chance + MEANING_SHARE * meant[label] for label, chance in chances.items()}

    def _evidence(self, row: Row, label: str) -> tuple[str, ...]:
        """The plain words of the text that speak most for `label`, most first."""
        words = {name: name.removeprefix("words:") for name in row if name.startswith("words:") and name.islower()}
        names = [name for name, word in words.items() if word.isalpha() and word not in EMPTY_WORDS]
        pulls = {name: row[name] * max((s.pull(name, label) for s in self.stages), key=abs) for name in names}
        best = sorted((name for name in names if pulls[name] > 0), key=lambda name: (-pulls[name], name))
        return tuple(words[name] for name in best[:EVIDENCE])

    def to_dict(self) -> dict[str, object]:
        """The model as plain numbers, lists and texts, fit for JSON."""
        return {
            "method": self.method,
            "size": self.size,
            "reads_holder": self.reads_holder,
            "reads_target": self.reads_target,
            "priors": dict(self.priors),
            "idf": dict(self.idf),
            "stages": [s.to_dict() for s in self.stages],
            "meaning": self.meaning.to_dict() if self.meaning else None,
        }

    @staticmethod
    def is_readable(stored: Mapping[str, object]) -> bool:
        """True when `stored` is of this method: what another version stored means something else."""
        return stored.get("method") == METHOD

    @classmethod
    def from_dict(cls, stored: Mapping[str, object]) -> "LinearStanceModel":
        """The model `to_dict` gave; `ValueError` when it is of another method or not whole."""
        if not cls.is_readable(stored):
            raise ValueError(f"method: expected {METHOD}, found {stored.get('method')!r}.")
        try:
            return cls(
                idf={str(name): float(value) for name, value in table_of(stored["idf"]).items()},
                stages=tuple(Stage.from_dict(item) for item in listed(stored["stages"])),
                priors={str(name): float(value) for name, value in table_of(stored["priors"]).items()},
                reads_holder=stored["reads_holder"] is True,
                reads_target=stored["reads_target"] is True,
                size=int(str(stored["size"])),
                meaning=MeaningStage.from_dict(table_of(stored["meaning"])) if stored["meaning"] is not None else None,
            )
        except (KeyError, TypeError, ValueError) as error:
            raise ValueError(f"the stored model is not whole: {error}.") from error


def train(examples: Sequence[Example], meaning_of: Meaning | None = None) -> LinearStanceModel:
    """A model of `examples`, with `meaning_of` also of their meanings; some seconds for a few thousand of them."""
    labels = Counter(example.label for example in examples)
    if len(labels) < 2 or min(labels.values()) < 2:
        raise ValueError("labels: there must be at least two, each with at least two examples.")
    reads_holder = sum(bool(e.holder) for e in examples) >= NAMED_BY * len(examples)
    reads_target = sum(bool(e.target) for e in examples) >= NAMED_BY * len(examples)
    counts = [counts_of(e.text, e.holder if reads_holder else "", e.target if reads_target else "") for e in examples]
    weights = weights_for(len(examples))
    idf = rarity_of([{block: count[block] for block in weights} for count in counts])
    rows = [row_of(count, idf, weights) for count in counts]
    stages = _stages(rows, [e.label for e in examples], idf)
    priors = {label: labels[label] / len(examples) for label in sorted(labels)}
    meant = meaning.fitted([meaning_of(e.text) for e in examples], [e.label for e in examples]) if meaning_of else None
    return LinearStanceModel(idf, stages, priors, reads_holder, reads_target, len(examples), meant)


def _stages(rows: Sequence[Row], labels: Sequence[str], idf: Mapping[str, float]) -> tuple[Stage, ...]:
    """The one question, or with a label for "no stance" two: each label by itself, and which way."""
    neutral = set(labels) & NEUTRAL_LABELS
    if len(set(labels)) < 3 or len(neutral) != 1:
        return (_fitted(rows, labels, idf),)
    which = [None if label in neutral else label for label in labels]
    return (_apart(rows, labels, idf), _fitted(rows, which, idf))


def _apart(rows: Sequence[Row], labels: Sequence[str], idf: Mapping[str, float]) -> Stage:
    """Each label asked by itself: this one, or any other."""
    each = sorted(set(labels))
    asked = [_fitted(rows, [YES if label == this else NO for label in labels], idf) for this in each]
    known = sorted({name for stage in asked for name in stage.weights})
    weights = {name: tuple(stage.weights.get(name, (0.0,))[0] for stage in asked) for name in known}
    return Stage(tuple(each), tuple(stage.intercepts[0] for stage in asked), weights, apart=True)


def _joined(stages: Sequence[Stage], row: Row) -> dict[str, float]:
    """The probability of each label over all questions: the mean of asking in turn and of asking each by itself."""
    each, *more = (stage.probabilities(row) for stage in stages)
    if not more:
        return each
    (which,) = more
    none = next(label for label in each if label not in which)
    in_turn = {label: (1 - each[none]) * chance for label, chance in which.items()} | {none: each[none]}
    left = max(LEAST_LEFT, 1 - sum(each[label] for label in which))
    by_itself = each | {none: left}
    total = sum(by_itself.values())
    return {label: (in_turn[label] + by_itself[label] / total) / 2 for label in each}


def _fitted(rows: Sequence[Row], answers: Sequence[str | None], idf: Mapping[str, float]) -> Stage:
    """The mean of two fits, on the rows and on the rows scaled by how well each feature tells the answers apart."""
    asked = [(row, answer) for row, answer in zip(rows, answers, strict=True) if answer is not None]
    column = {name: i for i, name in enumerate(idf)}
    matrix, said = _matrix([row for row, _ in asked], column), np.array([answer for _, answer in asked])
    telling = _telling(matrix, said)
    plain, scaled = _regression(PLAIN_C), _regression(SCALED_C)
    plain.fit(matrix, said)
    scaled.fit(matrix.multiply(telling).tocsr(), said)
    numbers = np.round((plain.coef_ + scaled.coef_ * telling) / 2, 5)
    weights = {name: tuple(map(float, numbers[:, i])) for name, i in column.items() if numbers[:, i].any()}
    return Stage(
        tuple(map(str, plain.classes_)), tuple(map(float, (plain.intercept_ + scaled.intercept_) / 2)), weights
    )


def _regression(strength: float) -> LogisticRegression:
    return LogisticRegression(C=strength, max_iter=300, tol=1e-3)


def _telling(matrix: csr_matrix, said: np.ndarray) -> np.ndarray:
    """For each feature the greatest of its log-count ratios, one for each answer against all others.

    A feature that counts the other way round beside an answer is counted for the others, and beside them for it.
    """
    present, turned = (matrix > 0).astype(float), (matrix < 0).astype(float)
    ratios = []
    for answer in sorted(set(said)):
        its = said == answer
        inside, outside = (_seen(present[a]) + _seen(turned[b]) + 1 for a, b in ((its, ~its), (~its, its)))
        ratios.append(np.abs(np.log(inside / inside.sum()) - np.log(outside / outside.sum())))
    return np.asarray(np.max(ratios, axis=0) + LEAST_TELLING)


def _seen(present: csr_matrix) -> np.ndarray:
    """In how many rows each feature is."""
    return np.asarray(present.sum(axis=0)).ravel()


def _matrix(rows: Sequence[Row], column: Mapping[str, int]) -> csr_matrix:
    starts = np.cumsum([0, *(len(row) for row in rows)])
    columns = [column[name] for row in rows for name in row]
    values = [value for row in rows for value in row.values()]
    return csr_matrix((values, columns, starts), shape=(len(rows), len(column)))
