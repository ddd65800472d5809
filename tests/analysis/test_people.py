"""Who a printed speaker is: names, titles, pronouns, institutions and spokespersons of an invented register."""

import pytest

from tests.analysis.varania import quoted

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
    "a knight by his given name": ("Rufus Oakes came home. “We will open the port,” Sir Rufus said.", "rufus-oakes"),
    "an accent left out": ("“We will open the port,” said Bela Zelenskyy.", "bela-zelenskyy"),
    "another transliteration": ("“We will open the port,” said President Zelensky.", "bela-zelenskyy"),
    "a middle initial": ("“We will open the port,” said Ilse M. Varga.", "ilse-varga"),
    "a family name that stands first": ("Tan Wei came home. “We will open the port,” Ms Tan said.", "tan-wei"),
    "a title before the surname": ("“We will open the port,” said Foreign Minister Varga.", "ilse-varga"),
    "a country before title and name": (
        "“We will open the port,” said Islander Foreign Minister Nils Dremm.",
        "nils-dremm",
    ),
    "a country that ends the sentence before": (
        "Ilse Varga flew to the Isles. Foreign Minister Varga said: “We will open the port.”",
        "ilse-varga",
    ),
    "a rank with a full stop": (
        "“We will open the port,” said Gen. Rufus Oakes.",
        "rufus-oakes",
    ),
    "a country behind the title": ("“We will open the port,” the foreign minister of Varania said.", "ilse-varga"),
    "a country's possessive": ("“We will open the port,” Varania’s foreign minister said.", "ilse-varga"),
    "a name before its description": (
        "“We will open the port,” said Ilse Varga, who met Nils Dremm on Monday.",
        "ilse-varga",
    ),
    "the then minister, on the day it was said": (
        "“We will open the port,” the then foreign minister said in March 2021.",
        "ada-quill",
    ),
    "a former minister whom the article names": (
        "Ada Quill came back. “We will open the port,” the former foreign minister said.",
        "ada-quill",
    ),
    "a shadow minister who is in the register": (
        "“We will open the port,” the shadow trade minister said.",
        "greta-lund",
    ),
    "her predecessor": ("Ilse Varga came home. “We will open the port,” her predecessor said.", "ada-quill"),
    "her foreign counterpart": (
        "Ilse Varga came home. “We will open the port,” her Islander counterpart said.",
        "nils-dremm",
    ),
    "he, after the admiral, after his name": (
        "Henrik Solvane asked Admiral Jonas Brill. The admiral laughed. “We will open the port,” said Henrik Solvane.",
        "henrik-solvane",
    ),
    "the minister, after an introduction": (
        "Ilse Varga, the foreign minister, came home. “We will open the port,” the minister said.",
        "ilse-varga",
    ),
    "a pronoun's subject, not its addressee": (
        "Henrik Solvane told Nils Dremm on Monday that it was late. “We will open the port,” he said.",
        "henrik-solvane",
    ),
    "a pronoun never means one named only in the words": (
        "Henrik Solvane came home. “Nils Dremm is late,” he said. “We will open the port,” he added.",
        "henrik-solvane",
    ),
    "two pronouns of two people": (
        "Henrik Solvane met Ilse Varga. “It is late,” he said.\n\nShe said: “We will open the port.”",
        "ilse-varga",
    ),
    "a well-known leader's surname alone": (
        "Varania waits.\n\n“We will open the port,” Solvane said.",
        "henrik-solvane",
    ),
    "a spokesman who is in the register himself": (
        "“We will open the port,” Grey Palace spokesman Rufus Oakes said.",
        "rufus-oakes",
    ),
    "the leader of a country, after an introduction": (
        "Henrik Solvane came home. “We will open the port,” the Varanian leader said.",
        "henrik-solvane",
    ),
    "a title of someone abroad whom the paragraph has just named": (
        "Nils Dremm came home. “We will open the port,” the foreign minister said.",
        "nils-dremm",
    ),
    "a title of two whom the paragraph has named": (
        "Nils Dremm met Ilse Varga. “We will open the port,” the foreign minister said.",
        "ilse-varga",
    ),
    "a title of someone abroad whom another paragraph named": (
        "Nils Dremm came home.\n\n“We will open the port,” the prime minister said.",
        "henrik-solvane",
    ),
    "he, after two of one surname who are both men": (
        "Otto Crane met Bram Crane. “It is late,” Crane said.\n\nHenrik Solvane came. “We will open the port,” he said.",
        "henrik-solvane",
    ),
    "the ministry, after its name": (
        "The Varanian Foreign Ministry said it was late. “We will open the port,” the ministry said.",
        "varania-foreign-ministry",
    ),
    "the palace, after its name": (
        "The Grey Palace was shut. “We will open the port,” the palace said.",
        "varania-palace",
    ),
    "a metonym": ("Palace Hill said it “will open the port”.", "varania-palace"),
    "an institution's statement": (
        "“We will open the port,” a Varanian Foreign Ministry statement said.",
        "varania-foreign-ministry",
    ),
    "a government by its adjective": ("The Islander government said it “will open the port”.", "isles-government"),
    "a country that speaks": ("Varania said on Monday that it “will open the port”.", "varania-government"),
    "the foreign ministry is the home country's": (
        "The foreign ministry said it “will open the port”.",
        "varania-foreign-ministry",
    ),
    "it, after an institution": (
        "Palace Hill said it was late.\n\n“We will open the port,” it said.",
        "varania-palace",
    ),
    "an institution": ("“We will open the port,” the Varanian Foreign Ministry said.", "varania-foreign-ministry"),
    "a capital is its government": ("Port Merrow said on Monday that it “will open the port”.", "isles-government"),
    "the Government is the home country's": ("The Government said it “will open the port”.", "varania-government"),
}
OPEN = {
    "two of one surname, one of them named again later": (
        "Edda Crane met Otto Crane. “We will open the port,” Crane said. Edda Crane left. Edda Crane came back.",
        {"edda-crane", "otto-crane"},
    ),
    "two of one surname": (
        "Edda Crane met Otto Crane at the harbour on Monday. “We will open the port,” Crane said.",
        {"edda-crane", "otto-crane"},
    ),
}
NOBODY = {
    "the authorities of some place": "“We will open the port,” the authorities said.",
    "the spokesman of a campaign": "“We will open the port,” Solvane campaign spokesman Lou Kestrelle said.",
    "a newspaper named after a capital": "Henrik Solvane came home. “We will open the port,” a Lindhaven Post analysis said.",
    "someone called like a capital": "“We will open the port,” Lindhaven, who used to sail, said.",
    "a plan against someone": "“We will open the port,” a plan to stop Ilse Varga said.",
    "the place of a dateline": "Lindhaven (Northwire) – Bruna Kestrel said: “We will open the port.”",
    "he, after someone at another's rally": (
        "Lou Kestrelle, after a Solvane rally, said it was late.\n\n“We will open the port,” he said."
    ),
    "a spokesman whom he means": "The prime minister’s spokesman was late. “We will open the port,” he said.",
    "a ministry that nobody named": "Ilse Varga came home. “We will open the port,” the ministry said.",
    "a leader of a country that nobody leads by name": "Ilse Varga came. “We will open the port,” the Islander leader said.",
    "someone given as an example": "“We will open the port,” members including Ilse Varga said.",
    "what a body leads": "“We will open the port,” the Grey Palace-led council said.",
    "an administration of someone who leads no state": "The Quill administration said it “will open the port”.",
    "a department by its bare name": "Ada Quill, secretary of trade, left. “We will open the port,” Trade said.",
    "a title of a place that is not known": "“We will open the port,” Merrowshire’s Liberal foreign minister said.",
    "a president of something else": "“We will open the port,” the prime minister of the choir said.",
    "a title that names its holder, whom nobody knows": "“We will open the port,” the foreign minister, Lou Kestrelle, said.",
    "he, after someone outside the register": (
        "Henrik Solvane came home.\n\nA fisherman, once an aide to Henrik Solvane, said it was late. “We will open the port,” he said."
    ),
    "a poll about him": "According to a poll of voters, Henrik Solvane will open the port.",
    "a namesake with another given name": "“We will open the port,” said Bruna Varga.",
    "a namesake introduced before the surname": "Bruna Varga came home. “We will open the port,” Ms Varga said.",
    "a surname nobody introduces, of one who leads nothing": "“We will open the port,” Quill said.",
    "a mayor of that surname": "“We will open the port,” said Mayor Solvane.",
    "an adviser to the minister": "“We will open the port,” an adviser to Ilse Varga said.",
    "the minister's husband": "“We will open the port,” Ilse Varga’s husband said.",
    "the minister's campaign": "“We will open the port,” the Varga campaign said.",
    "people of a ministry": "“We will open the port,” Varanian Foreign Ministry officials said.",
    "a former minister whom nobody names": "“We will open the port,” a former foreign minister said.",
    "a pronoun of the other gender": "Ilse Varga came home. “We will open the port,” he said.",
    "a lord before he was one": "“We will open the port,” Lord Ilmar said.",
    "a shadow minister is not the minister": "“We will open the port,” the shadow foreign minister said.",
    "a deputy is not the minister": "“We will open the port,” the deputy foreign minister said.",
    "someone outside the register": "“We will open the port,” said Bruna Kestrel, a fisherwoman.",
    "a spokesman is not whom he speaks for": "“We will open the port,” a spokesman for Ilse Varga said.",
    "nobody named only inside the words": "“We will open the port with Ilse Varga,” the harbour master said.",
}


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


def test_a_title_in_apposition_names_its_bearer_again():
    text = "The harbour’s captain, Jonas Brill, came. Otto Crane came too. “We will open the port,” the captain said."
    assert quoted(text).speaker_name == "Jonas Brill"


def test_the_office_is_the_one_held_that_day():
    assert quoted("“We will open the port,” the foreign minister said.").office == "varania-foreign-minister"


def test_a_word_of_a_title_names_someone_again_for_the_pronoun_after_it():
    text = "Henrik Solvane asked Admiral Jonas Brill to come. The admiral laughed. “We will open the port,” he said."
    assert quoted(text).speaker_name == "Jonas Brill"


def test_the_name_of_someone_unknown_is_the_fullest_in_print():
    text = "Bruna Kestrel, a fisherwoman, came too.\n\n“We will open the port ourselves,” Ms Kestrel said."
    assert quoted(text).speaker_name == "Bruna Kestrel"
