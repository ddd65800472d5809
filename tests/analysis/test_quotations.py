"""The words of a passage as one quotation."""

import pytest

from tracker.analysis.quotations import quoted_words


def spans_of(text):
    """Spans of what stands between square brackets, and the text without the brackets."""
    spans, plain = [], ""
    for part in text.split("["):
        inside, _, after = part.partition("]") if "]" in part else ("", "", part)
        if inside:
            spans.append((len(plain), len(plain) + len(inside)))
        plain += inside + after
    return plain, spans


@pytest.mark.parametrize(
    ("printed", "words"),
    [
        ("“[The ferry sails,]” he said.", "The ferry sails"),
        ("“[The ferry sails,]” he said. “[It sails on Monday.]”", "The ferry sails … It sails on Monday."),
        ("“[The ferry sails.]\n\n“[It sails on Monday.]”", "The ferry sails. It sails on Monday."),
        ("[“compete”], and then [“challenge”]", "“compete” … “challenge”"),
    ],
    ids=["the reporter's comma", "interrupted by the reporter", "over two paragraphs", "fragments"],
)
def test_pieces_become_one_quotation_with_gaps_shown(printed, words):
    assert quoted_words(*spans_of(printed)) == words
