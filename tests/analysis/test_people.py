"""Who a printed speaker is: names, titles, pronouns, institutions and spokespersons of an invented register."""

from datetime import date

import pytest

from tracker.analysis.reading import read
from tracker.analysis.register import Alias, Country, Office, Official, Register, Tenure

DAY = date(2024, 10, 17)

REGISTER = Register(
    countries=(
        Country("XA", "Varania", ("Varania",), ("Varanian",)),
        Country("XB", "Ostrava Isles", ("the Isles",), ("Islander",)),
    ),
    officials=(
        Official("ilse-varga", "Ilse Varga", "person", "XA", "f"),
        Official("henrik-solvane", "Henrik Solvane", "person", "XA", "m", (Alias("Lord Solvane", date(2024, 9, 1)),)),
        Official("edda-crane", "Edda Crane", "person", "XA", "f"),
        Official("otto-crane", "Otto Crane", "person", "XA", "m"),
        Official("nils-dremm", "Nils Dremm", "person", "XB", "m"),
        Official("ada-quill", "Ada Quill", "person", "XA", "f"),
        Official("varania-government", "Varanian Government", "institution", "XA", None, (Alias("Lindhaven"),)),
        Official("varania-foreign-ministry", "Varanian Foreign Ministry", "institution", "XA"),
        Official("isles-government", "Islander Government", "institution", "XB", None, (Alias("Port Merrow"),)),
    ),
    offices=(
        Office("varania-foreign-minister", "Foreign Minister", ("Foreign Minister",), "XA", "varania-foreign-ministry", "foreign_minister"),
        Office("varania-prime-minister", "Prime Minister", ("Prime Minister",), "XA", "varania-government", "head_of_government"),
        Office("isles-foreign-minister", "Foreign Minister", ("Foreign Minister",), "XB", "isles-government", "foreign_minister"),
    ),
    tenures=(
        Tenure("ada-quill", "varania-foreign-minister", date(2020, 1, 1), date(2024, 7, 8)),
        Tenure("ilse-varga", "varania-foreign-minister", date(2024, 7, 8), None),
        Tenure("henrik-solvane", "varania-prime-minister", date(2019, 6, 3), None),
        Tenure("nils-dremm", "isles-foreign-minister", date(2022, 1, 1), None),
    ),
)  # fmt: skip

SPEAKERS = {
    "full name": ("Ilse Varga said on Monday: “We will open the port.”", "ilse-varga"),
    "surname after the full name": (
        "Ilse Varga came to the harbour.\n\n“We will open the port,” Ms Varga said.",
        "ilse-varga",
    ),
    "a lord by his alias": ("Henrik Solvane came home. “We will open the port,” Lord Solvane said.", "henrik-solvane"),
    "a title is its holder on that day": ("“We will open the port,” the foreign minister said.", "ilse-varga"),
    "a title with its country": ("“We will open the port,” the Islander foreign minister said.", "nils-dremm"),
    "a pronoun after its subject": (
        "Ilse Varga came to the harbour on Monday.\n\n“We will open the port,” she said.",
        "ilse-varga",
    ),
    "a pronoun by gender": (
        "Ilse Varga met Nils Dremm at the harbour on Monday. “We will open the port,” he said.",
        "nils-dremm",
    ),
    "the paragraph's own subject before one of the paragraph above": (
        "Nils Dremm spoke first. “The port is closed,” Mr Dremm said.\n\n"
        "The prime minister, Henrik Solvane, came to the barracks. “We will open the port,” he said.",
        "henrik-solvane",
    ),
    "a name in apposition to a title is not the title's holder elsewhere": (
        "In Port Merrow, the foreign minister, Nils Dremm, said that he expected nothing. “We will open the port,” he said.",
        "nils-dremm",
    ),
    "an institution": ("“We will open the port,” the Varanian Foreign Ministry said.", "varania-foreign-ministry"),
    "a capital is its government": ("Port Merrow said on Monday that it “will open the port”.", "isles-government"),
    "the Government is the home country's": ("The Government said it “will open the port”.", "varania-government"),
}
OPEN = {
    "two of one surname": (
        "Edda Crane met Otto Crane at the harbour on Monday. “We will open the port,” Crane said.",
        {"edda-crane", "otto-crane"},
    ),
}
NOBODY = {
    "a shadow minister is not the minister": "“We will open the port,” the shadow foreign minister said.",
    "a deputy is not the minister": "“We will open the port,” the deputy foreign minister said.",
    "someone outside the register": "“We will open the port,” said Bruna Kestrel, a fisherwoman.",
    "a spokesman is not whom he speaks for": "“We will open the port,” a spokesman for Ilse Varga said.",
    "nobody named only inside the words": "“We will open the port with Ilse Varga,” the harbour master said.",
}


def quoted(text):
    reading = read(text, published=DAY, register=REGISTER, country="XA")
    found = [q for q in reading.quotations if "open the port" in q.content]
    assert len(found) == 1, [q.content for q in reading.quotations]
    return found[0]


@pytest.mark.parametrize(("text", "official"), SPEAKERS.values(), ids=SPEAKERS.keys())
def test_a_printed_speaker_is_the_official_it_means(text, official):
    assert quoted(text).official == official


@pytest.mark.parametrize(("text", "candidates"), OPEN.values(), ids=OPEN.keys())
def test_what_stays_open_keeps_its_candidates(text, candidates):
    found = quoted(text)
    assert found.official is None
    assert set(found.candidates) == candidates


@pytest.mark.parametrize("text", NOBODY.values(), ids=NOBODY.keys())
def test_a_wrong_official_is_worse_than_none(text):
    found = quoted(text)
    assert (found.official, found.candidates) == (None, ())


def test_a_spokesman_speaks_on_behalf_of_whom_he_is_printed_for():
    assert quoted("“We will open the port,” a spokesman for Ilse Varga said.").on_behalf_of == "ilse-varga"


def test_the_office_is_the_one_held_that_day():
    assert quoted("“We will open the port,” the foreign minister said.").office == "varania-foreign-minister"


def test_the_name_of_someone_unknown_is_the_fullest_in_print():
    text = "Bruna Kestrel, a fisherwoman, came too.\n\n“We will open the port ourselves,” Ms Kestrel said."
    assert quoted(text).speaker_name == "Bruna Kestrel"
