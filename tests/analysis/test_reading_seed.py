"""The wire story the product was conceived from, read as a careful editor reads it (read from the shared real inputs)."""

import json
from datetime import date
from pathlib import Path

import pytest

from tests.registers import shipped_register
from tracker.analysis.reading import read

SEED = Path(__file__).resolve().parents[3] / "shared" / "real" / "seed"
MOST_EXTRA = 2


@pytest.fixture(scope="module")
def seed():
    if not SEED.exists():
        pytest.skip("the shared real inputs are not beside this checkout")
    text = (SEED / "article.txt").read_text()
    expected = json.loads((SEED / "expected.json").read_text())
    found = read(text, published=date.fromisoformat(expected["published"]), register=shipped_register()).quotations
    return text, expected, found


def letters(text, spans):
    return {place for start, end in spans for place in range(start, end) if text[place].isalnum()}


def best(text, wanted, found):
    """The found quotation that overlaps `wanted` most closely."""
    goal = letters(text, wanted["content_spans"])
    return max(found, key=lambda q: len(goal & letters(text, q.spans)) / len(goal | letters(text, q.spans)))


def test_every_required_quotation_is_found_with_its_official_and_its_day(seed):
    text, expected, found = seed
    for wanted in (q for q in expected["quotations"] if q["required"]):
        quotation = best(text, wanted, found)
        of_speaker = [s for q in found if q.official == wanted["official"] for s in q.spans]
        for span in wanted["content_spans"]:
            goal = letters(text, [span])
            assert len(goal & letters(text, of_speaker)) >= 0.8 * len(goal), wanted["id"]
        assert quotation.official == wanted["official"], wanted["id"]
        if wanted["said_on"]:
            assert quotation.said_on == date.fromisoformat(wanted["said_on"]), wanted["id"]
            assert quotation.said_on_precision == wanted["said_on_precision"], wanted["id"]


def test_the_pull_quote_has_its_signer_and_an_announced_intention_is_not_words_said(seed):
    text, expected, found = seed
    by_id = {q["id"]: q for q in expected["quotations"]}
    assert best(text, by_id["s3"], found).official == "david-lammy"
    assert best(text, by_id["s16"], found).mode == "announced"


def test_hardly_anything_else_is_found_and_nothing_in_the_donation_appeal(seed):
    text, expected, found = seed
    wanted = letters(text, [span for q in expected["quotations"] for span in q["content_spans"]])
    extra = [q for q in found if not letters(text, q.spans) & wanted]
    assert len(extra) <= MOST_EXTRA, [q.content for q in extra]
    appeal = text.index(expected["boilerplate"][0])
    inside = range(appeal, appeal + len(expected["boilerplate"][0]))
    assert not [q for q in found if any(start in inside for start, _ in q.spans)]
