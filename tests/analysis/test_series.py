"""The capacity words were said in decides which lines they belong to."""

import pytest

from tracker.analysis.series import Capacity, Share, shares

PERSON, OTHER, SPOKESPERSON, MINISTRY = 1, 2, 3, 10
OFFICE = 7


def said(**given):
    return shares(capacity=Capacity(**given))


CASES = {
    "in office: the person, the office, the institution and the government": (
        {"official": PERSON, "office": OFFICE, "institution": MINISTRY, "governments": frozenset({"XA"})},
        {Share("official", PERSON), Share("office", OFFICE), Share("official", MINISTRY), Share("country", "XA")},
    ),
    "out of office: the person alone": ({"official": PERSON}, {Share("official", PERSON)}),
    "an office of no government: not the government": (
        {"official": PERSON, "office": OFFICE},
        {Share("official", PERSON), Share("office", OFFICE)},
    ),
    "an institution speaks for itself and its government": (
        {"official": MINISTRY, "governments": frozenset({"XA"})},
        {Share("official", MINISTRY), Share("country", "XA")},
    ),
    "a spokesperson moves the institution and informs the person spoken for": (
        {
            "official": SPOKESPERSON,
            "office": OFFICE,
            "institution": MINISTRY,
            "principal": OTHER,
            "principal_is_person": True,
        },
        {
            Share("official", SPOKESPERSON),
            Share("office", OFFICE),
            Share("official", MINISTRY),
            Share("official", OTHER, moves=False),
        },
    ),
    "who speaks for an institution moves it, whatever office is recorded": (
        {"official": SPOKESPERSON, "principal": MINISTRY},
        {Share("official", SPOKESPERSON), Share("official", MINISTRY)},
    ),
    "who speaks for themselves is not spoken for": (
        {"official": PERSON, "principal": PERSON, "principal_is_person": True},
        {Share("official", PERSON)},
    ),
}


@pytest.mark.parametrize(("capacity", "lines"), CASES.values(), ids=CASES.keys())
def test_words_belong_to_the_lines_of_their_capacity(capacity, lines):
    assert said(**capacity) == lines


def test_words_move_the_lines_they_belong_to():
    assert all(share.moves for share in said(official=PERSON, office=OFFICE, institution=MINISTRY))
