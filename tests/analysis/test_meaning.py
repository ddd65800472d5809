"""The model over meanings: what it learns, that it is plain numbers, and what it refuses."""

import json

import numpy as np
import pytest

from tracker.analysis.encoder import SIZE, Array
from tracker.analysis.learning import Example, LinearStanceModel, train
from tracker.analysis.meaning import MeaningStage, fitted

# Meanings that differ in one number of each layer, whatever words were said.
FOR, AGAINST, NEITHER = "welcomed", "deplored", "noted"
LABELS = {"favour": FOR, "against": AGAINST, "neutral": NEITHER}


def meaning_of(text: str) -> Array:
    side = 1 if any(w in text for w in (FOR, "hailed")) else -1 if any(w in text for w in (AGAINST, "cursed")) else 0
    meaning = np.full(SIZE, 0.5, np.float32)
    meaning[::384] += side
    meaning[1::384] += len(text) % 3 / 10
    meaning[2::384] += 1 - abs(side)
    return meaning


def examples(*labels: str) -> list[Example]:
    return [Example(f"She {LABELS[label]} it {'x' * n}", label) for n in range(9) for label in labels]


@pytest.mark.parametrize("labels", [("favour", "against"), ("favour", "against", "neutral")])
def test_what_was_said_in_other_words_is_known_by_its_meaning(labels: tuple[str, ...]) -> None:
    stage = fitted([meaning_of(e.text) for e in examples(*labels)], [e.label for e in examples(*labels)])
    found = stage.probabilities(meaning_of("They hailed the day"))
    assert max(found, key=found.__getitem__) == "favour"
    assert max(stage.probabilities(meaning_of("They cursed")).items(), key=lambda item: item[1])[0] == "against"
    assert sum(found.values()) == pytest.approx(1)


def test_the_meaning_is_mixed_with_the_words() -> None:
    taught = examples("favour", "against", "neutral")
    words, both = train(taught), train(taught, meaning_of)
    text = "They hailed the day"
    assert both.meaning is not None
    meant = both.meaning.probabilities(meaning_of(text))
    for label, chance in both.predict(text, meaning_of=meaning_of).probabilities.items():
        assert chance == pytest.approx(0.7 * words.predict(text).probabilities[label] + 0.3 * meant[label])


def test_a_model_taught_with_meanings_is_not_read_without_them() -> None:
    with pytest.raises(ValueError, match=r"no encoder"):
        train(examples("favour", "against"), meaning_of).predict("She hailed it")


def test_a_model_taught_without_them_needs_none() -> None:
    model = train(examples("favour", "against"))
    assert model.predict("She hailed it", meaning_of=meaning_of) == model.predict("She hailed it")


def test_a_stored_model_comes_back_the_same() -> None:
    model = train(examples("favour", "against", "neutral"), meaning_of)
    assert LinearStanceModel.from_dict(json.loads(json.dumps(model.to_dict()))) == model


@pytest.mark.parametrize(
    "change",
    [
        pytest.param({"labels": ["favour"]}, id="a label too few"),
        pytest.param({"intercepts": [0.1, 0.2]}, id="an intercept too many"),
        pytest.param({"centre": [0.0] * 383}, id="no whole layer"),
        pytest.param({"weights": [0.0] * SIZE}, id="a list for a table"),
        pytest.param({"weights": [["x"] * SIZE]}, id="words for numbers"),
    ],
)
def test_a_stored_question_that_is_not_whole_is_refused(change: dict[str, object]) -> None:
    stored = train(examples("favour", "against"), meaning_of).to_dict()
    meaning = stored["meaning"]
    assert isinstance(meaning, dict)
    assert MeaningStage.from_dict(meaning)
    with pytest.raises(ValueError, match=r"^the stored model is not whole: .+\.$"):
        LinearStanceModel.from_dict(stored | {"meaning": meaning | change})


def test_a_meaning_at_the_centre_says_nothing() -> None:
    stage = MeaningStage(("against", "favour"), (0.5,) * SIZE, (0.0,), ((1.0,) * SIZE,))
    assert stage.probabilities(np.full(SIZE, 0.5, np.float32)) == {"against": 0.5, "favour": 0.5}
