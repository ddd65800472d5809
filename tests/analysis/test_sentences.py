"""Paragraphs and sentences."""

import pytest

from tracker.analysis.marks import marked_passages
from tracker.analysis.sentences import paragraphs_of, sentences_of, tokens_of


def sentences(text: str) -> list[str]:
    paragraphs = paragraphs_of(text)
    return [
        text[sentence.span[0] : sentence.span[1]]
        for number, (span, marked) in enumerate(zip(paragraphs, marked_passages(text, paragraphs), strict=True))
        for sentence in sentences_of(tokens_of(text, span, marked), text, number)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("It rained. She left.", ["It rained.", "She left."], id="full stop"),
        pytest.param("Mr. Ortel met Sen. Pell.", ["Mr. Ortel met Sen. Pell."], id="title"),
        pytest.param("It met then-Sen. Pell in May.", ["It met then-Sen. Pell in May."], id="former title"),
        pytest.param("He lost Ortel v. Pell in May.", ["He lost Ortel v. Pell in May."], id="two parties"),
        pytest.param(
            "J. P. Ortel left the U.S. today.", ["J. P. Ortel left the U.S. today."], id="initials and country"
        ),
        pytest.param("“Why?” Ms Ortel asked.", ["“Why?” Ms Ortel asked."], id="question reported after it"),
        pytest.param("“We go.” She left.", ["“We go.”", "She left."], id="marked sentence, then another"),
        pytest.param(
            "“We go now.” He added, “Soon.”", ["“We go now.”", "He added, “Soon.”"], id="new report after marks"
        ),
        pytest.param("Pell (D-Md.) said no.", ["Pell (D-Md.) said no."], id="abbreviation in brackets"),
        pytest.param("It was 3.5 percent.", ["It was 3.5 percent."], id="decimal"),
        pytest.param("One\n\nTwo", ["One", "Two"], id="paragraphs without stops"),
    ],
)
def test_a_sentence_ends_where_a_reader_would_pause(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


def test_a_hard_wrapped_line_goes_on_in_lower_case() -> None:
    text = "The ministry of Varania said that the road would\nbe open.\nNew line."
    assert [text[s:e] for s, e in paragraphs_of(text)] == [text.removesuffix("\nNew line."), "New line."]
