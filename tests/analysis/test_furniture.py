"""What on a page is not the article, and what must never be taken for it."""

from datetime import date

import pytest

from tracker.analysis.furniture import find_furniture, leading_date

ARTICLE = "The harbour of Lindhaven stays shut, the ministry said.\n\nMs Varga came on Monday."

FURNITURE = {
    "a donation appeal": "Your support helps us to tell the story. Support Now",
    "a newsletter box": "Sign up for our morning newsletter and never miss a thing.",
    "a bare button": "Read more",
    "an advertisement line": "Advertisement",
    "a caption with its agency": "Ships in the harbour of Lindhaven (Reuters)",
    "a photo credit": "Photograph: Bruna Kestrel/Harbour Press",
    "a cross reference": "READ MORE: Why the Isles closed their ports",
    "a consent note": "By clicking subscribe you accept our privacy policy.",
    "a rights line": "© 2024 The Lindhaven Courier. All rights reserved.",
    "a reading time": "4 min read",
    "where the story goes on": "Story continues below",
}
ARTICLE_WORDS = {
    "words that ask for support": "“Your support helps us to keep the port open,” Ms Varga said.",
    "a sentence about newsletters": "The minister reads three newsletters a day and forgets them all.",
    "a sentence with a clock": "The talks ended at 10:30 and nobody in the long hall wanted to speak of what came out.",
    "a sentence that ends in a name": "The letter was written by Ilse Varga and never sent to anyone.",
}


def texts(text):
    return [text[start:end] for start, end in find_furniture(text)]


@pytest.mark.parametrize("box", FURNITURE.values(), ids=FURNITURE.keys())
@pytest.mark.parametrize("place", ["top", "middle", "end"])
def test_furniture_is_found_wherever_it_stands(box, place):
    first, second = ARTICLE.split("\n\n")
    text = {
        "top": f"{box}\n\n{first}\n\n{second}",
        "middle": f"{first}\n\n{box}\n\n{second}",
        "end": f"{ARTICLE}\n\n{box}",
    }
    assert texts(text[place]) == [box]


@pytest.mark.parametrize("sentence", ARTICLE_WORDS.values(), ids=ARTICLE_WORDS.keys())
def test_words_of_the_article_are_left_alone(sentence):
    assert texts(f"{ARTICLE}\n\n{sentence}\n\n{ARTICLE}") == []


def test_a_date_stamp_on_top_is_furniture_and_gives_the_day():
    text = f" date 2024-10-17 Sign up for our newsletter.\n\n{ARTICLE}"
    assert texts(text) == ["date 2024-10-17", "Sign up for our newsletter."]
    assert leading_date(text) == date(2024, 10, 17)


@pytest.mark.parametrize("text", [ARTICLE, "date 2024-13-40 " + ARTICLE, ""])
def test_a_text_without_a_true_stamp_has_no_leading_date(text):
    assert leading_date(text) is None


@pytest.mark.parametrize(
    "note",
    [
        "This article was amended on 17 October. An earlier version said that Ms Varga had rung the bell.",
        "An earlier version of this article said that Ms Varga had rung the bell.",
        "Correction: Ms Varga said that she held the ladder.",
    ],
)
def test_a_note_of_correction_is_not_said_again(note):
    text = f"Ms Varga came home.\n\n{note}"
    (span,) = find_furniture(text)
    assert text[span[0] : span[1]] == note
