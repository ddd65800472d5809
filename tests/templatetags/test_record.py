"""Words for templates."""

import pytest

from tracker.templatetags.record import shortened


@pytest.mark.parametrize(
    ("text", "longest", "expected"),
    [
        ("We will speak of tolls.", 23, "We will speak of tolls."),
        ("We will speak of tolls.", 22, "We will speak of …"),
        ("We will speak, and soon.", 18, "We will speak …"),
        ("Unaussprechlichkeiten", 8, "Unaussp…"),
    ],
    ids=["whole", "between words", "no comma before the gap", "a single long word"],
)
def test_long_words_are_cut_between_words(text, longest, expected):
    assert shortened(text, longest) == expected
    assert len(expected) <= longest
