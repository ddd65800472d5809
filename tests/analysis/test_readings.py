"""Whole articles as a careful editor labelled them: every quotation with its speaker, its mode and its day, and no other.

One file of `tests/data/readings` is one article, named by its difficulty. Contents are compared by their letters at
their place in the text, so that a mark or a comma more decides nothing. States and people are invented.
"""

import tomllib
from pathlib import Path

import pytest

from tests.analysis.varania import REGISTER
from tracker.analysis.reading import read

FOLDER = Path(__file__).resolve().parents[1] / "data" / "readings"
CLOSE = 0.8
PIECES = " … "
KEYS = {
    "content", "kind", "official", "speaker", "candidates", "mode", "said_on", "precision", "basis", "on_behalf_of",
}  # fmt: skip


def cases():
    for path in sorted(FOLDER.glob("*.toml")):
        case = tomllib.loads(path.read_text())
        gap = case.get("known_gap")
        yield pytest.param(case, id=path.stem, marks=[pytest.mark.xfail(strict=True, reason=gap)] if gap else [])


CASES = list(cases())


def places_of(text, content, after):
    """Where the pieces of a labelled content stand, the first at or behind `after`."""
    spans, at = [], after
    for piece in content.split(PIECES):
        at = text.index(piece, at)
        spans.append((at, at + len(piece)))
        at += len(piece)
    return spans


def labelled(text, quotations):
    """Labels with their spans; they stand in the order of the text."""
    start = 0
    for wanted in quotations:
        assert wanted.keys() <= KEYS, wanted.keys() - KEYS
        spans = places_of(text, wanted["content"], start)
        start = spans[0][0]
        yield wanted, spans


def letters(text, spans):
    return {place for start, end in spans for place in range(start, end) if text[place].isalnum()}


def closeness(text, wanted, spans):
    goal, found = letters(text, wanted), letters(text, spans)
    return len(goal & found) / len(goal | found)


def printed(quotation):
    return f"{quotation.kind}, {quotation.mode}, {quotation.speaker_text!r}: {quotation.content!r}"


def as_labelled(wanted):
    """What a label says of everything but the words; what it leaves out is the plain case."""
    return {
        "kind": wanted["kind"],
        "official": wanted.get("official"),
        "candidates": set(wanted.get("candidates", ())),
        "mode": wanted.get("mode", "said"),
        "said on": (wanted.get("said_on"), wanted.get("precision", "unknown")),
        "on behalf of": wanted.get("on_behalf_of"),
        **({"speaker": wanted["speaker"]} if "speaker" in wanted else {}),
    }


def as_read(quotation, wanted):
    return {
        "kind": quotation.kind,
        "official": quotation.official,
        "candidates": set(quotation.candidates),
        "mode": quotation.mode,
        "said on": (quotation.said_on, quotation.said_on_precision),
        "on behalf of": quotation.on_behalf_of,
        **({"speaker": quotation.speaker_name} if "speaker" in wanted else {}),
    }


def same_basis(wanted, found):
    """The words a date rests on may be cut wider or narrower ("on Sunday", "in an interview published on Sunday")."""
    return wanted == found or bool(wanted and found and (wanted in found or found in wanted))


def differences(case):
    """What differs between the labels and the reading, one sentence each."""
    text, day = case["text"], case["published"]
    reading = read(text, published=day, register=REGISTER, country=case.get("country"), title=case.get("title", ""))
    if reading.language != case.get("language", "en"):
        yield f"language: {reading.language}"
    left = list(reading.quotations)
    for wanted, spans in labelled(text, case.get("quotations", ())):
        best = max(left, key=lambda q: closeness(text, spans, q.spans), default=None)
        if best is None or closeness(text, spans, best.spans) < CLOSE:
            yield f"not found: {wanted['content']!r}; nearest is {printed(best) if best else None}"
            continue
        left.remove(best)
        goal, found = as_labelled(wanted), as_read(best, wanted)
        yield from (
            f"{key} of {best.content!r}: {found[key]}, not {goal[key]}" for key in goal if goal[key] != found[key]
        )
        if not same_basis(wanted.get("basis"), best.said_on_basis):
            yield f"basis of {best.content!r}: {best.said_on_basis}"
    if len(left) > case.get("extra_allowed", 0):
        yield from (f"found beyond the labels: {printed(q)}" for q in left)


@pytest.mark.parametrize("case", CASES)
def test_an_article_is_read_as_its_editor_labelled_it(case):
    assert list(differences(case)) == []


def words_of(case, line_end):
    text = case["text"].replace("\n", line_end)
    reading = read(
        text, published=case["published"], register=REGISTER, country=case.get("country"), title=case.get("title", "")
    )
    return [(q.content.replace("\r", ""), q.official, q.mode, q.said_on) for q in reading.quotations]


@pytest.mark.parametrize("case", CASES)
def test_the_line_ends_of_another_system_change_nothing(case):
    assert words_of(case, "\r\n") == words_of(case, "\n")
