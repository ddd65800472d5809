"""What several say together is given to none of them; those whom the register knows are candidates."""

import pytest

from tests.analysis.test_people import quoted

PORT = "{} said: “We will open the port.”"
TOGETHER = {
    "two people": ("Ilse Varga and Nils Dremm", {"ilse-varga", "nils-dremm"}),
    "three people": ("Ilse Varga, Nils Dremm and Greta Lund", {"ilse-varga", "nils-dremm", "greta-lund"}),
    "three people, all of them": (
        "Ilse Varga, Nils Dremm and Greta Lund all",
        {"ilse-varga", "nils-dremm", "greta-lund"},
    ),
    "two titles": ("The foreign minister and the prime minister", {"ilse-varga", "henrik-solvane"}),
    "a name and a title": ("Nils Dremm and the prime minister", {"nils-dremm", "henrik-solvane"}),
    "one title of two countries": ("The foreign ministers of Varania and the Isles", {"ilse-varga", "nils-dremm"}),
    "two countries": ("Varania and the Isles", {"varania-government", "isles-government"}),
    "two capitals": ("Lindhaven and Port Merrow", {"varania-government", "isles-government"}),
    "two behind a capital with a full stop": ("They met in Lind, D.C. Minister Varga and Mr Dremm", {"ilse-varga"}),
    "neither of two": ("Neither Ilse Varga nor Nils Dremm", {"ilse-varga", "nils-dremm"}),
    "one of two": ("Either Ilse Varga or Nils Dremm", {"ilse-varga", "nils-dremm"}),
    "someone and others": ("Ilse Varga and her officials", {"ilse-varga"}),
    "someone and people of a body": ("Ilse Varga and guild members", {"ilse-varga"}),
    "leaders of two countries": ("Varania and Islander leaders", {"varania-government"}),
}


@pytest.mark.parametrize(("speakers", "candidates"), TOGETHER.values(), ids=TOGETHER.keys())
def test_what_several_say_is_given_to_none_of_them(speakers, candidates):
    found = quoted(PORT.format(speakers))
    assert (found.official, set(found.candidates)) == (None, candidates)


def test_two_titles_of_one_person_are_one_speaker():
    assert quoted(PORT.format("The prime minister and first lord")).official == "henrik-solvane"


def test_the_object_of_the_clause_before_is_no_speaker():
    assert quoted("Edda Crane had waved to Nils Dremm and Ilse Varga said: “We will open the port.”").candidates == ()


def test_the_second_name_of_an_inverted_report_is_no_speaker():
    assert quoted("“We will open the port,” said Ilse Varga, and Nils Dremm nodded.").official == "ilse-varga"


POINTING_BACK = ["they", "the two ministers", "the two", "both ministers"]


@pytest.mark.parametrize("words", POINTING_BACK)
def test_words_for_several_point_back_to_those_who_spoke_last(words):
    text = f"Ilse Varga and Nils Dremm said it was late. “We will open the port,” {words} said."
    assert set(quoted(text).candidates) == {"ilse-varga", "nils-dremm"}


def test_words_for_several_do_not_point_past_someone_who_spoke_alone():
    text = "Ilse Varga and Nils Dremm said it was late. Ada Quill said it was not. “We will open the port,” they said."
    assert quoted(text).candidates == ()
