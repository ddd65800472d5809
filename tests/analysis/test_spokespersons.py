"""Who speaks for whom: a spokesperson speaks on behalf of somebody and is not them."""

import pytest

from tests.analysis.varania import quoted

ON_BEHALF = {
    "a title's possessive": ("“We will open the port,” the prime minister’s spokesman said.", "henrik-solvane"),
    "his spokesman": ("Henrik Solvane was away. “We will open the port,” his spokesman said.", "henrik-solvane"),
    "her possessive spokesman": ("“We will open the port,” Ilse Varga’s spokesman said.", "ilse-varga"),
    "a ministry's spokeswoman": (
        "“We will open the port,” a Varanian Foreign Ministry spokeswoman said.",
        "varania-foreign-ministry",
    ),
    "a palace's spokesman by name": (
        "“We will open the port,” Grey Palace spokesman Rufus Oakes said.",
        "varania-palace",
    ),
    "a spokesman for the prime minister": (
        "“We will open the port,” a spokesman for the prime minister said.",
        "henrik-solvane",
    ),
}


@pytest.mark.parametrize(("text", "principal"), ON_BEHALF.values(), ids=ON_BEHALF.keys())
def test_a_spokesperson_speaks_on_behalf_of_someone_and_is_not_them(text, principal):
    found = quoted(text)
    assert found.on_behalf_of == principal
    assert found.official != principal


def test_a_spokesman_speaks_on_behalf_of_whom_he_is_printed_for():
    assert quoted("“We will open the port,” a spokesman for Ilse Varga said.").on_behalf_of == "ilse-varga"


def test_he_after_a_nameless_spokesman_speaks_on_behalf_of_the_same():
    found = quoted("The prime minister’s spokesman was late. “We will open the port,” he said.")
    assert found.on_behalf_of == "henrik-solvane"


def test_a_spokeswoman_named_once_still_speaks_for_the_same_later():
    text = "Ilse Varga’s spokeswoman, Alma Kestrel, came. It was late, she said.\n\n“We will open the port,” Ms Kestrel said."
    assert (quoted(text).speaker_name, quoted(text).on_behalf_of) == ("Alma Kestrel", "ilse-varga")
