"""Whether what was learnt from editors' decisions suggests better than what suggests stances now.

Both are put to the same decisions, and neither to one it was taught by: the new model by cross-validation, in folds
that keep a statement together, the present one on decisions made since. What is judged is the whole suggestion as an
editor would see it, rules and model together. A suggestion kept back as unclear counts as not given: it is never right.

Suggesting more is no merit where it is less often right. So the two are also compared where they suggest equally much:
by how often each is right in its surest suggestions, as many as both of them gave.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass

from tracker.analysis.codebook import Topic
from tracker.analysis.encoder import Meaning
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
class Suggested:
    """A label that an editor would see suggested, and its confidence."""

    label: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Figures:
    """What suggestions were worth on `count` decisions; shares from 0 to 1, `None` where there is nothing to divide by.

    `accuracy` is the share of all decisions that were suggested as decided, `coverage` the share for which anything
    was suggested, `precision` the share of these that were right, and `precision_at_equal_coverage` the share of the
    surest of them, as many as the other side of a comparison gave too. `macro_f1` is the mean of F1 over the labels.
    """

    count: int
    macro_f1: float | None
    accuracy: float | None
    coverage: float | None
    precision: float | None
    precision_at_equal_coverage: float | None

    def to_dict(self) -> dict[str, float | None]:
        return asdict(self)

    def beats(self, present: "Figures") -> bool:
        """True when better in the mean of labels, and no worse over all or at equal coverage; a tie changes nothing."""
        return (
            (self.macro_f1 or 0.0) > (present.macro_f1 or 0.0)
            and (self.accuracy or 0.0) >= (present.accuracy or 0.0)
            and (self.precision_at_equal_coverage or 0.0) >= (present.precision_at_equal_coverage or 0.0)
        )


def teach(cases: Sequence[Case], meaning_of: Meaning | None = None) -> LinearStanceModel:
    """A model of the decisions; `ValueError` when fewer than two labels have enough of them."""
    enough = {label for label, n in Counter(case.label for case in cases).items() if n >= FEWEST_OF_A_STEP}
    if len(enough) < 2:
        raise ValueError(f"fewer than two steps have {FEWEST_OF_A_STEP} decisions each.")
    return train([Example(c.text, c.label, c.holder, c.topic.name) for c in cases if c.label in enough], meaning_of)


def suggested_to(case: Case, model: LinearStanceModel | None, meaning_of: Meaning | None = None) -> Suggested | None:
    """What an editor would see suggested; `None` where nothing would be."""
    found = suggest(
        case.text,
        topic=case.topic,
        sentence=case.sentence,
        holder=case.holder,
        model=model,
        meaning_of=meaning_of,
    )
    if found.confidence < SHOWN_FROM or found.kind == "unclear":
        return None
    return Suggested(MENTIONS_ONLY if found.score is None else str(found.score), found.confidence)


def cross_suggested(cases: Sequence[Case], meaning_of: Meaning | None = None) -> list[Suggested | None]:
    """What a model taught by the other folds would suggest for each case; the rules alone where there is too little."""
    fold_of = folds_of([case.group for case in cases], FOLDS)
    models: list[LinearStanceModel | None] = []
    for fold in range(FOLDS):
        try:
            models.append(teach([case for case in cases if fold_of[case.group] != fold], meaning_of))
        except ValueError:
            models.append(None)
    return [suggested_to(case, models[fold_of[case.group]], meaning_of) for case in cases]


def compared(
    cases: Sequence[Case], new: Sequence[Suggested | None], present: Sequence[Suggested | None]
) -> tuple[Figures, Figures]:
    """The figures of the new and of the present suggestions, each one for each case."""
    both_gave = min(sum(item is not None for item in side) for side in (new, present))
    return figures(cases, new, both_gave), figures(cases, present, both_gave)


def figures(cases: Sequence[Case], suggested: Sequence[Suggested | None], both_gave: int | None = None) -> Figures:
    """What `suggested`, one for each case, is worth against what was decided.

    `both_gave` is how many the other side of a comparison gave too; without one, all that were given.
    """
    given = [(case.label, item) for case, item in zip(cases, suggested, strict=True) if item is not None]
    pairs = [(case.label, item.label if item else None) for case, item in zip(cases, suggested, strict=True)]
    right = sum(decided == item.label for decided, item in given)
    labels = sorted({label for pair in pairs for label in pair if label is not None})
    surest = len(given) if both_gave is None else both_gave
    return Figures(
        count=len(pairs),
        macro_f1=_share(sum(_f1(pairs, label) for label in labels), len(labels)),
        accuracy=_share(right, len(pairs)),
        coverage=_share(len(given), len(pairs)),
        precision=_share(right, len(given)),
        precision_at_equal_coverage=_share(_right_of_surest(given, surest), surest),
    )


def _right_of_surest(given: Sequence[tuple[str, Suggested]], number: int) -> float:
    """How many of the `number` surest are right; of those that tie for the last places, the mean."""
    if not number:
        return 0.0
    edge = sorted((item.confidence for _, item in given), reverse=True)[number - 1]
    above = [decided == item.label for decided, item in given if item.confidence > edge]
    tied = [decided == item.label for decided, item in given if item.confidence == edge]
    return sum(above) + (number - len(above)) * sum(tied) / len(tied)


def _f1(pairs: Sequence[tuple[str, str | None]], label: str) -> float:
    both = sum(a == b == label for a, b in pairs)
    either = sum(a == label for a, _ in pairs) + sum(b == label for _, b in pairs)
    return 2 * both / either


def _share(part: float, whole: int) -> float | None:
    return round(part / whole, 4) if whole else None
