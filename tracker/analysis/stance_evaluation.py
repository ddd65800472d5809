"""How well stance is learnt: train on some labelled lines, read others, and count.

Lines are mappings `{"text", "label", "holder"?, "target"?}` with any set of labels. Rates are shares from 0 to 1,
`None` where there is nothing to divide by. With `meaning_of` the model also learns from what the sentences mean.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from tracker.analysis.encoder import Meaning
from tracker.analysis.learning import Example, train

SHARE_SHOWN = 0.6
CURVE = (50, 100, 200, 500, 1000)
BINS = (0.0, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)


@dataclass(frozen=True, slots=True)
class Judged:
    """One line read: its own label, the label predicted, and how sure the model was."""

    label: str
    predicted: str
    confidence: float


def examples_of(lines: Sequence[Mapping[str, object]], numbers: Sequence[int] | None = None) -> list[Example]:
    """Lines as examples; `ValueError` with the number of the first that is none (`numbers`, else counted from 1)."""
    numbers = numbers or range(1, len(lines) + 1)
    return [_example(line, number) for line, number in zip(lines, numbers, strict=True)]


def _example(line: Mapping[str, object], number: int) -> Example:
    text, label = line.get("text"), line.get("label")
    if not isinstance(text, str) or not text.strip():
        raise ValueError(f"line {number}: text must be words.")
    if not isinstance(label, str | int) or isinstance(label, bool) or label == "":
        raise ValueError(f"line {number}: label must be a word or a whole number.")
    return Example(text, str(label), *(_name(line, field, number) for field in ("holder", "target")))


def _name(line: Mapping[str, object], field: str, number: int) -> str:
    """A name that may be left out or null."""
    value = line.get(field) or ""
    if not isinstance(value, str):
        raise ValueError(f"line {number}: {field} must be a name, or be left out.")
    return value


def evaluate(
    learnt: Sequence[Example], read: Sequence[Example], meaning_of: Meaning | None = None
) -> dict[str, object]:
    """All figures of a model trained on the first and read on the second, with its learning curve."""
    meaning_of = remembered(meaning_of)
    judged = judge(learnt, read, meaning_of)
    curve = _curve(learnt, read, meaning_of)
    return figures(judged) | {"trained_on": len(learnt), "read": len(read), "learning_curve": curve}


def remembered(meaning_of: Meaning | None) -> Meaning | None:
    """The same, with every text encoded once, for as long as the returned function is held."""
    return cache(meaning_of) if meaning_of else None


def judge(learnt: Sequence[Example], read: Sequence[Example], meaning_of: Meaning | None = None) -> list[Judged]:
    """What a model of `learnt` says of each of `read`, in their order."""
    model = train(learnt, meaning_of)
    found = [model.predict(example.text, example.holder, example.target, meaning_of) for example in read]
    return [Judged(e.label, p.label, p.confidence) for e, p in zip(read, found, strict=True)]


def cross_judge(
    examples: Sequence[Example], groups: Sequence[str], meaning_of: Meaning | None = None, folds: int = 5
) -> list[Judged]:
    """Each example read by a model of the other folds; examples of one group (a speech, a debate) stay together."""
    fold_of, meaning_of = folds_of(groups, folds), remembered(meaning_of)
    judged: dict[int, Judged] = {}
    for fold in range(folds):
        inside = [i for i, group in enumerate(groups) if fold_of[group] == fold]
        outside = [e for e, group in zip(examples, groups, strict=True) if fold_of[group] != fold]
        if inside:
            judged |= dict(zip(inside, judge(outside, [examples[i] for i in inside], meaning_of), strict=True))
    return [judged[i] for i in range(len(examples))]


def folds_of(groups: Sequence[str], folds: int) -> dict[str, int]:
    """Groups dealt out largest first, each to the fold that holds least."""
    sizes = dict.fromkeys(groups, 0)
    for group in groups:
        sizes[group] += 1
    loads, fold_of = [0] * folds, {}
    for group in sorted(sizes, key=lambda name: -sizes[name]):
        fold_of[group] = loads.index(min(loads))
        loads[fold_of[group]] += sizes[group]
    return fold_of


def figures(judged: Sequence[Judged]) -> dict[str, object]:
    """Macro-F1, accuracy, precision and coverage at the threshold that shows 60 %, per-label and reliability tables."""
    threshold = _threshold(judged)
    shown = [j for j in judged if j.confidence >= threshold]
    labels = sorted({j.label for j in judged} | {j.predicted for j in judged})
    by_label = {label: _label_figures(judged, label) for label in labels}
    f1s = [by_label[label]["f1"] or 0.0 for label in labels]
    return {
        "macro_f1": _rate(sum(f1s), len(f1s)),
        "accuracy": _right(judged),
        "threshold": threshold,
        "coverage": _rate(len(shown), len(judged)),
        "precision_at_threshold": _right(shown),
        "labels": by_label,
        "reliability": _reliability(judged),
    }


def _threshold(judged: Sequence[Judged]) -> float:
    """The confidence of the last item shown when the surest 60 % are."""
    surest = sorted((j.confidence for j in judged), reverse=True)
    return surest[max(0, round(SHARE_SHOWN * len(surest)) - 1)] if surest else 0.0


def _right(judged: Sequence[Judged]) -> float | None:
    return _rate(sum(j.label == j.predicted for j in judged), len(judged))


def _rate(part: float, whole: int) -> float | None:
    return round(part / whole, 4) if whole else None


def _label_figures(judged: Sequence[Judged], label: str) -> dict[str, float | None]:
    both = sum(j.label == j.predicted == label for j in judged)
    said, meant = sum(j.predicted == label for j in judged), sum(j.label == label for j in judged)
    f1 = _rate(2 * both, said + meant)
    return {"precision": _rate(both, said), "recall": _rate(both, meant), "f1": f1, "count": meant}


def _reliability(judged: Sequence[Judged]) -> list[dict[str, float | None]]:
    """Per band of confidence: how many, how sure on average, and how many of them right."""
    rows = []
    for low, high in zip(BINS, (*BINS[1:], 1.01), strict=True):
        inside = [j for j in judged if low <= j.confidence < high]
        if inside:
            mean = _rate(sum(j.confidence for j in inside), len(inside))
            rows.append({"from": low, "count": len(inside), "confidence": mean, "right": _right(inside)})
    return rows


def _curve(learnt: Sequence[Example], read: Sequence[Example], meaning_of: Meaning | None) -> list[dict[str, object]]:
    """Macro-F1 by training size: even samples of 50, 100, 200, 500, 1000, and all examples."""
    curve: list[dict[str, object]] = []
    for size in [n for n in CURVE if n < len(learnt)] + [len(learnt)]:
        sample = [learnt[i * len(learnt) // size] for i in range(size)]
        try:
            found = figures(judge(sample, read, meaning_of))
        except ValueError:  # So few examples may lack a label; the curve then has no point there.
            found = {"macro_f1": None, "accuracy": None}
        curve.append({"examples": size, "macro_f1": found["macro_f1"], "accuracy": found["accuracy"]})
    return curve
