"""Which way a motion leans, and what is taken from a speech to it."""

import pytest

from tracker.analysis.learning import Example, train
from tracker.analysis.motions import finds_fault, floor_features, is_motion


@pytest.mark.parametrize(
    ("motion", "fault"),
    [
        pytest.param("that this house regrets the closing of the harbour at ketter", True, id="blames"),
        pytest.param("harbours that this house notes with concern that ferries are late", True, id="behind a title"),
        pytest.param("that this house calls on the government to keep the ferries", True, id="asks for more"),
        pytest.param("that the ferries order laid on 4 may be annulled", True, id="undoes"),
        pytest.param("that the ferries order laid before this house on 4 may be approved", False, id="approves"),
        pytest.param("that the bill be now read a second time", False, id="furthers a bill"),
        pytest.param(
            "that this house notes the report and supports the government in closing the harbour", False, id="supports"
        ),
        pytest.param("that this house of the ferries and quays regrets it", True, id="with six words between"),
        pytest.param("that this house of the ferries and old quays regrets it", False, id="too far behind"),
        pytest.param("that the house shall meet at noon and notes shall be taken", False, id="another house"),
    ],
)
def test_a_motion_finds_fault_where_a_house_says_so_itself(motion: str, fault: bool) -> None:
    assert finds_fault(motion.split()) is fault


def test_forms_of_address_are_taken_with_their_neighbours_and_classes_once() -> None:
    found = floor_features(["will", "the", "minister", "resign"], ["harm", "harm", "harm"])
    assert found == ["harm", "harm often", "minister", "the minister", "minister resign"]


def test_a_class_is_often_named_from_three_times_on() -> None:
    assert floor_features([], ["harm", "harm"]) == ["harm"]


def speech(words: str, motion: str, label: str) -> list[Example]:
    return [Example(f"{words} in harbour {n}", label, target=motion) for n in range(6)]


APPROVES = "Ferries: that the Ferries Order laid on the fourth of May be approved"
BLAMES = "Ferries: that this House regrets the closing of the harbour at Ketter"


def test_what_opposes_one_kind_of_motion_favours_the_other() -> None:
    """What is said in the one debate was never said in the other."""
    told = [
        *speech("Will the Minister tell us", APPROVES, "against"),
        *speech("My hon. Friend congratulates", APPROVES, "favour"),
        *speech("We sailed", BLAMES, "against"),
        *speech("They sailed", BLAMES, "favour"),
    ]
    model = train(told)
    heard = [model.predict("Will the Minister listen?", target=motion) for motion in (APPROVES, BLAMES)]
    assert heard[1].probabilities["favour"] > heard[0].probabilities["favour"] + 0.1


@pytest.mark.parametrize(
    ("target", "motion"),
    [
        pytest.param("that the bill be now read a second time", True, id="a bill"),
        pytest.param("that this house regrets it", True, id="a view"),
        pytest.param("the claim that ferries are late", False, id="a proposition"),
        pytest.param("the house of the harbour master", False, id="a house that is asked nothing"),
    ],
)
def test_a_motion_asks_a_house_for_something(target: str, motion: bool) -> None:
    assert is_motion(target.split()) is motion
