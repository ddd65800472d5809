"""The linear model: what it reads, what it refuses, and that it is plain numbers."""

import json
from math import log

import pytest

from tracker.analysis.learning import Example, LinearStanceModel, train
from tracker.analysis.stages import Stage
from tracker.analysis.stance_evaluation import Judged, cross_judge, evaluate, examples_of, figures
from tracker.analysis.stance_features import class_marks, features, masked_words, windows

GOOD = [Example(f"The envoy praised the plan number {n}.", "favour") for n in range(12)]
BAD = [Example(f"The envoy condemned the plan number {n}.", "against") for n in range(12)]
PLAIN = [Example(f"The plan number {n} has nine pages.", "neutral") for n in range(12)]


def test_three_labels_with_a_neutral_one_are_asked_in_turn_and_each_by_itself() -> None:
    model = train(GOOD + BAD + PLAIN)
    assert [stage.labels for stage in model.stages] == [("against", "favour", "neutral"), ("against", "favour")]
    assert [stage.apart for stage in model.stages] == [True, False]
    assert model.predict("She praised the plan.").label == "favour"
    assert model.predict("She condemned the plan.").label == "against"
    assert model.predict("The plan has nine pages.").label == "neutral"


def test_probabilities_of_all_labels_add_up_to_one() -> None:
    found = train(GOOD + BAD + PLAIN).predict("She praised nine pages.")
    assert set(found.probabilities) == {"favour", "against", "neutral"}
    assert sum(found.probabilities.values()) == pytest.approx(1)
    assert found.confidence == pytest.approx(found.probabilities[found.label], abs=1e-4)


@pytest.mark.parametrize(
    ("each", "by_itself"),
    [
        pytest.param((0.2, 0.4), (0.2, 0.4, 0.4), id="no stance is what the others leave"),
        pytest.param((0.7, 0.5), (0.7 / 1.22, 0.5 / 1.22, 0.02 / 1.22), id="and never nothing"),
    ],
)
def test_the_mean_is_taken_of_asking_in_turn_and_of_asking_each_by_itself(
    each: tuple[float, ...], by_itself: tuple[float, ...]
) -> None:
    labels, whether = ("against", "favour", "neutral"), 0.5
    apart = Stage(labels, tuple(log(p / (1 - p)) for p in (*each, whether)), {}, apart=True)
    which = Stage(("against", "favour"), (log(3),), {})
    found = LinearStanceModel({}, (apart, which), dict.fromkeys(labels, 1 / 3), False, False, 3).predict(
        "Nothing known."
    )
    in_turn = (whether / 4, whether * 3 / 4, whether)
    means = [(a + b) / 2 for a, b in zip(in_turn, by_itself, strict=True)]
    assert [found.probabilities[label] for label in labels] == pytest.approx(means)


def test_the_words_that_weighed_most_are_named() -> None:
    assert "praised" in train(GOOD + BAD).predict("She praised the plan.").evidence


def test_words_that_say_nothing_are_no_evidence() -> None:
    told = [Example(f"she was for it number {n}", "favour") for n in range(9)]
    against = [Example(f"he is not of it number {n}", "against") for n in range(9)]
    assert not {"she", "was", "for", "it"} & set(train(told + against).predict("she was for it").evidence)


def test_a_stored_model_comes_back_the_same_and_gives_the_same() -> None:
    model = train(GOOD + BAD + PLAIN)
    again = LinearStanceModel.from_dict(json.loads(json.dumps(model.to_dict())))
    assert again == model
    assert again.predict("He hailed it.") == model.predict("He hailed it.")


def test_training_twice_gives_the_same_numbers() -> None:
    assert train(GOOD + BAD).to_dict() == train(GOOD + BAD).to_dict()


@pytest.mark.parametrize(
    "change",
    [
        pytest.param({"method": "other"}, id="another method"),
        pytest.param({"idf": []}, id="list for a table"),
        pytest.param(
            {"stages": [{"labels": ["a", "b"], "intercepts": [1, 2], "weights": {}, "apart": False}]},
            id="a number too many",
        ),
        pytest.param(
            {"stages": [{"labels": ["a", "b"], "intercepts": ["x"], "weights": {}, "apart": False}]},
            id="text for a number",
        ),
        pytest.param({"priors": None}, id="nothing for a table"),
    ],
)
def test_a_stored_model_that_is_not_whole_is_refused(change: dict[str, object]) -> None:
    stored = train(GOOD + BAD).to_dict() | change
    with pytest.raises(ValueError, match=r".+\.$"):
        LinearStanceModel.from_dict(stored)


@pytest.mark.parametrize("examples", [[], GOOD, [*GOOD, BAD[0]]], ids=["none", "one label", "one example of a label"])
def test_too_little_to_learn_from_is_refused(examples: list[Example]) -> None:
    with pytest.raises(ValueError, match=r"^labels: "):
        train(examples)


def test_a_target_that_only_some_name_is_left_unread() -> None:
    told = [Example(e.text, e.label, target="the plan") for e in GOOD]
    model = train(told + BAD)
    assert not model.reads_target
    assert model.predict("It rained.", target="the plan") == model.predict("It rained.")


def test_holder_and_target_are_masked_by_any_part_of_their_names() -> None:
    words = masked_words("Mr Varga's aides said Varga backs the Meridian Union.", "Ilse Varga", "Meridian Union")
    assert words == ["mr", "HOLDER", "aides", "said", "HOLDER", "backs", "the", "TARGET"]


def test_a_target_as_long_as_a_motion_is_not_masked() -> None:
    motion = "That this House regrets the closing of the harbour at Ketter"
    assert "TARGET" not in masked_words("The harbour at Ketter", "", motion)


def test_windows_tell_left_from_right_and_who_comes_first() -> None:
    found = windows(["HOLDER", "backs", "TARGET", "now"])
    assert {"L:backs", "R:now", "HT", "HT:backs"} <= set(found)


def test_negation_marks_the_classes_after_it() -> None:
    assert class_marks(["we", "cannot", "support", "it"]) == ["NOT", "-support"]


def test_fours_run_across_words_and_end_with_the_text() -> None:
    assert features("We go.")["fours"] == [" we ", "we g", "e go", " go "]


def test_a_feature_that_tells_labels_apart_weighs_more_than_one_in_both() -> None:
    (stage,) = train(GOOD + BAD).stages
    assert abs(stage.pull("words:praised", "favour")) > 10 * abs(stage.pull("words:plan", "favour"))


def test_features_of_nothing_are_few_and_no_error() -> None:
    assert features("")["words"] == []


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ({"text": " ", "label": "b"}, "text must be words"),
        ({"text": 5, "label": "b"}, "text must be words"),
        ({"text": "a"}, "label must be"),
        ({"text": "a", "label": True}, "label must be"),
        ({"text": "a", "label": ""}, "label must be"),
        ({"text": "a", "label": "b", "target": ["x"]}, "target must be a name"),
    ],
)
def test_a_line_that_is_no_example_is_refused_by_its_number(line: dict[str, object], what: str) -> None:
    with pytest.raises(ValueError, match=rf"^line 2: {what}"):
        examples_of([{"text": "a", "label": "b"}, line])
    with pytest.raises(ValueError, match=rf"^line 7: {what}"):
        examples_of([line], [7])


def test_labels_may_be_numbers_and_names_may_be_null() -> None:
    assert examples_of([{"text": "a", "label": -1, "holder": None}]) == [Example("a", "-1")]


def test_a_group_is_never_in_training_and_reading_at_once() -> None:
    examples = [Example(f"{word} word", label) for n in range(10) for word, label in ((f"a{n}", "x"), (f"b{n}", "y"))]
    judged = cross_judge(examples, [str(i // 2) for i in range(20)], folds=5)
    assert [j.label for j in judged] == [e.label for e in examples]


def test_figures_count_by_hand() -> None:
    judged = [
        Judged("a", "a", 0.9),
        Judged("a", "b", 0.6),
        Judged("b", "b", 0.8),
        Judged("b", "b", 0.7),
        Judged("a", "a", 0.5),
    ]
    found = figures(judged)
    assert found["accuracy"] == 0.8
    assert found["macro_f1"] == pytest.approx(0.8)
    assert (found["coverage"], found["precision_at_threshold"], found["threshold"]) == (0.6, 1.0, 0.7)
    assert found["reliability"][-1] == {"from": 0.9, "count": 1, "confidence": 0.9, "right": 1.0}


def test_figures_of_nothing_are_none() -> None:
    assert figures([])["accuracy"] is None


def test_evaluation_carries_a_learning_curve_up_to_all_examples() -> None:
    rows = [example for pair in zip(GOOD * 5, BAD * 5, strict=True) for example in pair]
    found = evaluate(rows, rows[:10])
    assert [point["examples"] for point in found["learning_curve"]] == [50, 100, 120]
    assert (found["trained_on"], found["read"]) == (120, 10)
