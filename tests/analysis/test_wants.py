"""What a clause wants of the thing it names: asked for, to stay, to be none, or less of it."""

import pytest

from tracker.analysis.wants import is_less, want_at

THING = "howitzers"


def at(clause):
    words = clause.split()
    place = words.index(THING)
    return words, place


@pytest.mark.parametrize(
    ("clause", "says", "score"),
    [
        pytest.param("we need more howitzers this winter", "need", 1, id="needed"),
        pytest.param("we ask our friends for howitzers", None, None, id="asked in two words that stand apart"),
        pytest.param("i have come to ask for sixty howitzers", "ask", 1, id="asked for"),
        pytest.param("we insist on howitzers", "insist", 1, id="insisted on"),
        pytest.param("we can use forty more howitzers", None, None, id="use more, with a number between"),
        pytest.param("we can use more howitzers", "use", 1, id="use more"),
        pytest.param("we want to speak of howitzers", None, None, id="what is to be done is an action"),
        pytest.param("we want a word about howitzers", None, None, id="something else is asked for"),
        pytest.param("they need a tax on howitzers", None, None, id="what is wanted stands before on"),
        pytest.param("there is no need of howitzers", None, None, id="no need"),
        pytest.param("the howitzers stay where they are", "stay", 1, id="they stay"),
        pytest.param("the howitzers will remain", "remain", 1, id="they remain, and no more"),
        pytest.param("the howitzers remain a problem", None, None, id="remaining something else"),
        pytest.param("there will be no howitzers", "no", -2, id="there will be none"),
        pytest.param("there might be no howitzers", None, None, id="there might be none"),
        pytest.param("there were no howitzers", None, None, id="there were none"),
        pytest.param("not one of the howitzers until may", "not", -2, id="none until then"),
        pytest.param("no howitzers came", None, None, id="none came"),
    ],
)
def test_what_is_wanted_of_a_thing(clause, says, score):
    words, place = at(clause)
    wanted = want_at(words, place, place + 1)
    assert wanted == (None if says is None else (words.index(says), score))


@pytest.mark.parametrize(
    ("clause", "less"),
    [
        pytest.param("fewer howitzers", True, id="before the thing"),
        pytest.param("fewer heavy howitzers", True, id="with a word between"),
        pytest.param("lower the howitzers", False, id="something done to it"),
        pytest.param("more howitzers", False, id="more of it"),
        pytest.param("fewer of those old howitzers", False, id="of something else"),
    ],
)
def test_a_word_of_less_belongs_to_the_thing_it_stands_before(clause, less):
    words, place = at(clause)
    assert is_less(words, place) is less
