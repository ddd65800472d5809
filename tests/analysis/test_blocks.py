"""Words printed as a paragraph of their own without marks, and headings that are none."""

import pytest

from tracker.analysis.passages import find_passages

RELEASE = "The ferry will sail on Friday.\n\nThe Trade Minister, Ada Ortel, said:\n\n{}\n\nNotes to editors"
WORDS = "We will sail whatever the weather, and we will be back by noon."


def found(text):
    return [(p.kind, " ".join(text[s:e] for s, e in p.spans)) for p in find_passages(text)]


def test_a_paragraph_below_a_report_that_ends_in_a_colon_is_its_words():
    text = RELEASE.format(WORDS)
    assert found(text) == [("direct", WORDS)]
    assert text[slice(*find_passages(text)[0].speaker_span)].startswith("The Trade Minister")


def test_it_goes_on_as_long_as_the_speaker_speaks_of_herself():
    own, other = "I thank the crew for their patience.", "The ferry was built in Tarn."
    assert found(RELEASE.format(f"{WORDS}\n\n{own}\n\n{other}")) == [("direct", f"{WORDS} {own}")]


def test_a_paragraph_set_off_by_a_sign_is_a_quotation():
    assert found(f"Ada Ortel wrote:\n\n> {WORDS}\n\nThe letter is kept in Tarn.") == [("direct", WORDS)]


NO_BLOCK = {
    "a list": "Ada Ortel said:\n\n• the ferry is late\n\n• the crew is well",
    "a heading": "Ada Ortel said:\n\nThe ferry",
    "a colon without a verb of saying": f"There are two reasons:\n\n{WORDS}",
}


@pytest.mark.parametrize("text", NO_BLOCK.values(), ids=NO_BLOCK.keys())
def test_other_paragraphs_below_a_colon_are_no_words(text):
    assert [kind for kind, _ in found(text) if kind == "direct"] == []


HEADINGS = [
    "Ortel says ferry will sail",
    "Ortel warns of late ferry",
    "Ortel vows to mend ferry",
    "Ortel ‘refuses to count herring’",
    "Ferry will sail, says Ortel",
]


@pytest.mark.parametrize("heading", HEADINGS)
@pytest.mark.parametrize("text", ["{}\n\nThe ferry is late.", "The ferry is late.\n\n{}\n\nIt sails on Friday."])
def test_a_heading_reports_nothing(heading, text):
    assert found(text.format(heading)) == []


@pytest.mark.parametrize(
    "text",
    [
        "The ferry is late.\n\nAda Ortel said that it would sail",
        "Ada Ortel says that it will sail",
        "The ferry is late.\n\n“The ferry will sail” – Ada Ortel",
        "The ferry is late.\n\nAda Ortel says that it will sail.",
    ],
)
def test_a_line_without_a_stop_is_not_always_a_heading(text):
    assert len(found(text)) == 1
