"""Who holds the floor in a transcript, and whose a signed text is."""

from datetime import date

import pytest

from tests.analysis.varania import REGISTER
from tracker.analysis.reading import read
from tracker.analysis.transcripts import signature_of, turns_of

DAY = date(2024, 10, 17)

BRIEFING = """Ilse Varga, Foreign Minister
Lindhaven
10:03 A.M. EST
MODERATOR: Good morning. The minister will take three questions.
FOREIGN MINISTER VARGA: (Via interpreter) Thank you. The port stays open. (Laughter.)
Nobody will close it.
QUESTION: Will you close the port, as Mr Dremm said?
MS VARGA: No. (Inaudible) we will not.
Q What about the Isles?
FOREIGN MINISTER DREMM: They are friends.
MR KESTREL: I only keep the time.
END 10:30 A.M. EST"""


def spoken(text, **given):
    reading = read(text, published=DAY, register=REGISTER, country="XA", **given)
    return [(q.speaker_text, q.official, q.content) for q in reading.quotations]


def test_turns_are_their_speakers_and_questions_are_nobodys():
    assert spoken(BRIEFING) == [
        ("FOREIGN MINISTER VARGA", "ilse-varga", "Thank you. The port stays open. Nobody will close it."),
        ("MS VARGA", "ilse-varga", "No. we will not."),
        ("FOREIGN MINISTER DREMM", "nils-dremm", "They are friends."),
        ("MR KESTREL", None, "I only keep the time."),
    ]


def test_a_turn_carries_the_office_held_that_day():
    first = read(BRIEFING, published=DAY, register=REGISTER, country="XA").quotations[0]
    assert (first.kind, first.office) == ("transcript", "varania-foreign-minister")


def test_a_label_means_the_office_holder_of_the_day():
    text = "QUESTION: And now?\nTHE PRIME MINISTER: We wait."
    assert spoken(text) == [("THE PRIME MINISTER", "henrik-solvane", "We wait.")]


def test_a_label_with_a_slip_is_settled_by_the_name_on_top():
    text = "Nils Dremm, Foreign Minister\nFOREIGN MINISTER DREM: We wait.\nQUESTION: How long?"
    assert spoken(text)[0][1] == "nils-dremm"


def test_a_namesake_named_on_top_is_not_the_official():
    text = "Bruna Varga, Harbour Master\nMS VARGA: We wait.\nQUESTION: How long?"
    assert spoken(text) == [("MS VARGA", None, "We wait.")]


NO_TRANSCRIPT = {
    "headings of a fact sheet": "PORTS: Ten are open.\nSHIPS: Forty sail.\nTAXES: None is raised.",
    "plain news": "Ms Varga spoke.\n\nQ fever came to the Isles.\n\nA ship: that is what we need, she said.",
    "an address with a colon": "See HTTPS://harbour.example for more.\nNo more.",
}


@pytest.mark.parametrize("text", NO_TRANSCRIPT.values(), ids=NO_TRANSCRIPT.keys())
def test_labels_that_are_none_make_no_transcript(text):
    assert turns_of(text) == ()


SIGNED = {
    "the first line names the author": ("Ilse Varga, Foreign Minister\nWe welcome the treaty.", ""),
    "attributable to": ("The following is attributable to Foreign Minister Ilse Varga:\nWe welcome the treaty.", ""),
    "the title names the speaker": ("We welcome the treaty.", "Statement by Foreign Minister Varga on the Treaty"),
    "lines of place and time are no words": (
        "East Hall\nWe welcome the treaty.",
        "Remarks by Ilse Varga on the Treaty",
    ),
}
UNSIGNED = {
    "a readout is not the words of whom it is about": ("Ms Varga met Mr Dremm.", "Readout of Ilse Varga’s Call"),
    "a joint statement is not one person's": (
        "We welcome it.",
        "Joint Statement by Ilse Varga and Nils Dremm on Ports",
    ),
    "news about the one in the caption": ("Ilse Varga, Foreign Minister\nThe port opened. Ms Varga said little.", ""),
    "an unknown author": ("Bruna Kestrel, Harbour Master\nWe welcome the treaty.", ""),
}


@pytest.mark.parametrize(("text", "title"), SIGNED.values(), ids=SIGNED.keys())
def test_a_signed_text_is_its_signers_as_a_whole(text, title):
    found = spoken(text, title=title)
    assert [(official, content) for _, official, content in found] == [("ilse-varga", "We welcome the treaty.")]


@pytest.mark.parametrize(("text", "title"), UNSIGNED.values(), ids=UNSIGNED.keys())
def test_an_unsigned_text_is_not_one_persons_statement(text, title):
    assert not [
        1 for q in read(text, published=DAY, register=REGISTER, title=title).quotations if q.kind == "transcript"
    ]


READOUT = """The following is attributable to Spokesperson Edda Crane:
Foreign Minister Ilse Varga spoke today with Foreign Minister Nils Dremm of the Isles. {}"""
TOLD = {
    "what the readout's subject said": (
        "Foreign Minister Varga reiterated the concerns of Varania about the port.",
        [("ilse-varga", "the concerns of Varania about the port")],
    ),
    "what two said together": ("Foreign Minister Varga and Mr Dremm welcomed the opening of the port.", []),
    "what a government said": ("Varania condemned the attack on the port.", []),
    "a text in the first person": ("I thank them. I told my own staff. Ms Varga said that the port was open.", []),
}


@pytest.mark.parametrize(("words", "told"), TOLD.values(), ids=TOLD.keys())
def test_a_signed_text_is_its_signers_and_what_it_reports_of_others_is_theirs(words, told):
    text = READOUT.format(words)
    signed, *found = read(text, published=DAY, register=REGISTER, country="XA").quotations
    assert (signed.official, signed.kind) == ("edda-crane", "transcript")
    assert [(q.official, q.content) for q in found] == told
    assert all(q.kind == "indirect" for q in found)


OP_ED = """I grew up in Tarn, and my father kept the light.

I have asked for it to be lit again.

{} is the foreign minister of Varania."""
NO_OP_ED = {
    "by someone else": OP_ED.format("Bruna Kestrel"),
    "not in the first person": "The light is out.\n\nIlse Varga is the foreign minister of Varania.",
    "others speak of themselves": (
        "“I lit my lamp, I saw my light,” a sailor said.\n\nIlse Varga is the foreign minister of Varania."
    ),
}


def test_a_piece_signed_below_in_the_first_person_is_its_authors():
    (found,) = read(OP_ED.format("Ilse Varga"), published=DAY, register=REGISTER, country="XA").quotations
    assert (found.official, found.kind, found.speaker_text) == ("ilse-varga", "transcript", "Ilse Varga")
    assert found.content.endswith("I have asked for it to be lit again.")


@pytest.mark.parametrize("text", NO_OP_ED.values(), ids=NO_OP_ED.keys())
def test_a_last_line_about_someone_makes_no_piece_of_theirs(text):
    found = read(text, published=DAY, register=REGISTER, country="XA").quotations
    assert not [q for q in found if q.kind == "transcript"]


INTERVIEW = """The foreign minister keeps bees.

Tilda Marsh: Why bees?

Ilse Varga: They never ask me why.

They only work.

Tilda Marsh: And in winter?

Ilse Varga: They sleep. So should we.

The hive was sold on Friday."""


def test_an_interview_with_names_for_labels_has_turns():
    assert spoken(INTERVIEW) == [
        ("Ilse Varga", "ilse-varga", "They never ask me why. They only work."),
        ("Ilse Varga", "ilse-varga", "They sleep. So should we."),
    ]


TALK = """Ilse Varga, Foreign Minister
Provided courtesy of the Harbour Fund
Tilda de Marsh , Keeper of the Harbour Fund’s lamp : Good morning. Why bees?
Foreign Minister of Varania , Ilse Varga: They never ask me why.
Tilda de Marsh: And in winter?
Foreign Minister Varga: They sleep.
Our answer to them is clear: so should we.
Tilda de Marsh: Thank you.
Foreign Minister Varga: Thank you."""


def test_a_talk_printed_below_its_guests_name_is_not_the_guests_as_a_whole():
    assert [(official, content) for _, official, content in spoken(TALK)] == [
        ("ilse-varga", "They never ask me why."),
        ("ilse-varga", "They sleep. Our answer to them is clear: so should we."),
        ("ilse-varga", "Thank you."),
    ]


HEADINGS = """Ministry of Ports: Ten are open.
Ministry of Ships: Forty sail.
Ministry of Ports: Two are closed.
Ministry of Ships: None is lost."""


def test_headings_with_titles_are_no_labels_where_nobody_asks():
    assert turns_of(HEADINGS) == ()


@pytest.mark.parametrize(
    "text",
    [
        "Polling Day: rain.\n\nMarket Day: sun.\n\nIlse Varga: absent.\n\nNils Dremm: present.",
        "Ilse Varga: We wait.\n\nIlse Varga: We go.\n\nIlse Varga: We stay.",
    ],
    ids=["a list", "one voice"],
)
def test_names_before_colons_make_no_interview_unless_two_return(text):
    assert turns_of(text) == ()


def test_a_signature_tells_where_it_is_printed():
    text = "Ilse Varga, Foreign Minister\nWe welcome the treaty."
    found = signature_of(text)
    assert text[found.span[0] : found.span[1]] == "Ilse Varga, Foreign Minister"
