"""What must hold over every official text of one summer, read whole. Skipped where the material is absent.

A speaker is never named only inside the words given to them, several speakers are never one, and no text breaks the
reader.
"""

import gzip
import json
from bisect import bisect_right
from email.utils import parsedate_to_datetime
from functools import cache
from pathlib import Path

import pytest
import regex

from tests.registers import shipped_register
from tracker.analysis.lexicon import family_of
from tracker.analysis.printed import PERSONAL
from tracker.analysis.reading import read

FOLDER = Path(__file__).resolve().parents[3] / "shared" / "real" / "official_texts"
# Names of two speakers in one printed speaker: "President Biden and President Moon".
TWO = regex.compile(
    r"\b\p{Lu}\p{Ll}+ (?:and|&) (?:the )?(?:President|Prime|Vice|Secretary|Minister|Foreign|Chancellor)\b"
)

pytestmark = pytest.mark.skipif(not FOLDER.is_dir(), reason="the official texts of ../shared/real are not here")


@cache
def readings():
    found = []
    for house in ("state", "whitehouse"):
        with gzip.open(FOLDER / f"{house}_items.jsonl.gz", "rt", encoding="utf-8") as lines:
            for item in map(json.loads, lines):
                last = item["revisions"][-1]
                day = parsedate_to_datetime(last["pub"]).date()
                reading = read(
                    last["text"], published=day, register=shipped_register(), title=last["title"], country="US"
                )
                found.append((last["title"], reading))
    return found


def reports():
    """Quotations of running text: who spoke is found there, not printed as a label."""
    return [
        (title, reading, quotation)
        for title, reading in readings()
        for quotation in reading.quotations
        if quotation.kind != "transcript"
    ]


def test_every_text_is_read():
    assert len(readings()) > 1200
    assert len(reports()) > 900


def test_spans_are_the_words():
    for _, reading in readings():
        for quotation in reading.quotations:
            assert quotation.content == " ".join(reading.text[s:e] for s, e in quotation.spans)


def test_no_speaker_is_printed_inside_the_words():
    for title, _, quotation in reports():
        if quotation.speaker_span:
            start, end = quotation.speaker_span
            assert not [1 for s, e in quotation.spans if s < end and start < e], (title, quotation.content)


def named_outside(reading, quotation, official):
    """Whether the text names `official` by surname or by a word of a title outside the words, before the pronoun."""
    register = shipped_register()
    words = {family_of(official)[-1]} | {
        word.lower()
        for tenure in register.tenures_by_official.get(official.slug, ())
        for title in (register.office_by_slug[tenure.office].name, *register.office_by_slug[tenure.office].titles)
        for word in title.split()
        if len(word) > 3
    }
    spans = sorted(quotation.spans)
    for match in regex.finditer(r"\p{L}+", reading.text[: quotation.speaker_span[0]]):
        at = bisect_right(spans, (match.start(), 1 << 60)) - 1
        inside = at >= 0 and match.start() < spans[at][1]
        if not inside and match.group().lower() in words:
            return True
    return False


def test_nobody_speaks_who_is_named_only_inside_the_words():
    register, checked = shipped_register(), 0
    for title, reading, quotation in reports():
        if quotation.official and (quotation.speaker_text or "").lower() in PERSONAL:
            checked += 1
            official = register.official_by_slug[quotation.official]
            assert named_outside(reading, quotation, official), (title, quotation.content)
    assert checked > 15


def test_two_speakers_are_never_given_to_one():
    for title, _, quotation in reports():
        if quotation.official:
            assert not TWO.search(quotation.speaker_text or ""), (title, quotation.speaker_text)
