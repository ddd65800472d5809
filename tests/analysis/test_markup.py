"""Markup as text: what a reader would see, and nothing that would be executed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.analysis.markup import is_markup, to_text

CASES = {
    "plain text stands": ("The ferry sails & waits.", "The ferry sails & waits."),
    "paragraphs": ("<p>One <b>ferry</b>.</p><p>Two.</p>", "One ferry.\n\nTwo."),
    "a line end is kept, a double one parts": ("one<br>two<br><br>three", "one\ntwo\n\nthree"),
    "list items part": ("<ul><li>a</li><li>b</li></ul>", "a\n\nb"),
    "scripts and styles go, what follows stays": (
        "<p>a</p><script>alert('<p>x')</script>b<style>p{}</style>",
        "a\n\nb",
    ),
    "what is embedded goes": ("a<iframe src='https://x.example'>fallback</iframe> <svg><text>z</text></svg>b", "a b"),
    "references are read": ("Alma &amp; Bram&nbsp;sail &#8220;soon&#8221;", "Alma & Bram sail “soon”"),
    "line ends of the source mean nothing": ("<p>one\n two</p>", "one two"),
    "comments go": ("a<!-- b -->c", "ac"),
    "an encoding it declares does not matter": ("<?xml version='1.0' encoding='latin-1'?><p>é</p>", "é"),
    "unclosed": ("<p>one<p>two<div>three", "one\n\ntwo\n\nthree"),
    "nothing": ("", ""),
    "only a comment": ("<!-- -->", ""),
    "control characters go": ("<p>a\x00b\x0bc</p>", "abc"),
}


@pytest.mark.parametrize(("markup", "text"), CASES.values(), ids=CASES.keys())
def test_markup_becomes_the_text_a_reader_sees(markup, text):
    assert to_text(markup) == text


@given(st.text(alphabet=st.sampled_from("<>/&;!?pbrdiv script=\"'\n \x00é￿"), max_size=120))
def test_no_markup_is_too_broken(markup):
    text = to_text(markup)
    assert "<script>" not in to_text(f"<div>{markup}")
    assert text == text.strip()
    assert "\n\n\n" not in text


@pytest.mark.parametrize(
    ("text", "expected"), [("a < b and b > c", False), ("AT&T", False), ("<p>", True), ("&amp;", True)]
)
def test_text_with_an_angle_in_it_is_not_markup(text, expected):
    assert is_markup(text) is expected
