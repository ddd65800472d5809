"""Whether what was learnt from editors' decisions suggests better than what suggests stances now.

Both are put to the same decisions, and neither to one it was taught by: the new model by cross-validation, in folds
that keep a statement together, the present one on decisions made since. What is judged is the whole suggestion as an
editor would see it, rules and model together. A suggestion kept back as unclear counts as not given: it is never right.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass

from tracker.analysis.codebook import Topic
from tracker.analysis.learning import Example, LinearStanceModel, train
from tracker.analysis.stance_evaluation import folds_of
from tracker.analysis.stances import MENTIONS_ONLY, SHOWN_FROM, suggest

FOLDS = 5
# A step that fewer decisions took teaches nothing: each fold but one must still hold two of them.
FEWEST_OF_A_STEP = 3


@dataclass(frozen=True, slots=True)
class Case:
    """One decision: the passage, its sentence and holder as read, and the label the editor gave it.

    `label` is a step ("-2" to "2") or "mentions only". Cases of one `group` (a statement) stay in one fold.
    """

    key: int
    group: str
    topic: Topic
    text: str
    label: str
    sentence: str = ""
    holder: str = ""


@dataclass(frozen=True, slots=True)
class Figures:
    """What suggestions were worth on `count` decisions; shares from 0 to 1, `None` where there is nothing to divide by.

    `accuracy` is the share of all decisions that were suggested as decided, `coverage` the share for which anything
    was suggested, `precision` the share of these that were right. `macro_f1` is the mean of F1 over the labels.
    """

    count: int
    macro_f1: float | None
    accuracy: float | None
    coverage: float | None
    precision: float | None

    def to_dict(self) -> dict[str, float | None]:
        return asdict(self)

    def beats(self, present: "Figures") -> bool:
        """True when better in the mean of labels and no worse over all; a tie leaves things as they are."""
        return (self.macro_f1 or 0.0) > (present.macro_f1 or 0.0) and (self.accuracy or 0.0) >= (
            present.accuracy or 0.0
        )


def teach(cases: Sequence[Case]) -> LinearStanceModel:
    """A model of the decisions; `ValueError` when fewer than two labels have enough of them."""
    enough = {label for label, n in Counter(case.label for case in cases).items() if n >= FEWEST_OF_A_STEP}
    if len(enough) < 2:
        raise ValueError(f"fewer than two steps have {FEWEST_OF_A_STEP} decisions each.")
    return train([Example(c.text, c.label, c.holder, c.topic.name) for c in cases if c.label in enough])


def suggested_label(case: Case, model: LinearStanceModel | None) -> str | None:
    """The label an editor would see suggested; `None` where none would be."""
    found = suggest(case.text, topic=case.topic, sentence=case.sentence, holder=case.holder, model=model)
    if found.confidence < SHOWN_FROM or found.kind == "unclear":
        return None
    return MENTIONS_ONLY if found.score is None else str(found.score)


def cross_suggested(cases: Sequence[Case]) -> list[str | None]:
    """What a model taught by the other folds would suggest for each case; the rules alone where there is too little."""
    fold_of = folds_of([case.group for case in cases], FOLDS)
    models: list[LinearStanceModel | None] = []
    for fold in range(FOLDS):
        try:
            models.append(teach([case for case in cases if fold_of[case.group] != fold]))
        except ValueError:
            models.append(None)
    return [suggested_label(case, models[fold_of[case.group]]) for case in cases]


def figures(cases: Sequence[Case], suggested: Sequence[str | None]) -> Figures:
    """What `suggested`, one for each case, is worth against what was decided."""
    pairs = [(case.label, label) for case, label in zip(cases, suggested, strict=True)]
    given = [pair for pair in pairs if pair[1] is not None]
    right = sum(a == b for a, b in given)
    labels = sorted({label for pair in pairs for label in pair if label is not None})
    f1s = [_f1(pairs, label) for label in labels]
    return Figures(
        count=len(pairs),
        macro_f1=_share(sum(f1s), len(f1s)),
        accuracy=_share(right, len(pairs)),
        coverage=_share(len(given), len(pairs)),
        precision=_share(right, len(given)),
    )


def _f1(pairs: Sequence[tuple[str, str | None]], label: str) -> float:
    both = sum(a == b == label for a, b in pairs)
    either = sum(a == label for a, _ in pairs) + sum(b == label for _, b in pairs)
    return 2 * both / either


def _share(part: float, whole: int) -> float | None:
    return round(part / whole, 4) if whole else None
