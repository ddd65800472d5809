"""Floors of accuracy on labelled political news: bounds, kinds and speakers. Skipped where the material is absent.

Of the labelled indirect quotations only those of a verb of speech count as missed: beliefs, wishes and perceptions are
no one's words. Of the found ones every match counts.
"""

import gzip
import json
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import pytest

from tracker.analysis.evaluation import Case, case_of, reliability, score
from tracker.analysis.passages import find_passages

SHARED = Path(__file__).resolve().parents[3] / "shared"
FOLDER = SHARED / "real" / "attribution"

pytestmark = pytest.mark.skipif(not FOLDER.is_dir(), reason="the labelled articles of ../shared/real are not here")

ROWS = [
    ("direct", "0.8", "recall", 0.94),
    ("direct", "1.0", "recall", 0.92),
    ("direct", "0.8", "precision", 0.94),
    ("direct", "0.8", "speaker", 0.96),
    ("mixed", "0.8", "recall", 0.72),
    ("mixed", "0.8", "precision", 0.78),
    ("mixed", "0.8", "speaker", 0.94),
    ("indirect", "0.8", "recall", 0.68),
    ("indirect", "0.8", "precision", 0.76),
]


@cache
def cases(name: str) -> tuple[Case, ...]:
    with gzip.open(FOLDER / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
        documents = [json.loads(line) for line in lines]
    return tuple(case_of(d["text"], [_of_speech(q) for q in d["quotes"]], _found(d["text"])) for d in documents)


@cache
def cues_of_speech() -> frozenset[str]:
    return frozenset((SHARED / "tools" / "speech_cues.txt").read_text().split()) | {"according"}


def _of_speech(quote: Mapping[str, object]) -> Mapping[str, object]:
    """The labelled quotation; an indirect one without a verb of speech becomes a kind of its own."""
    spoken = cues_of_speech() & set(re.findall("[a-z]+", str(quote.get("cue") or "").lower()))
    return quote if spoken or quote["type"] != "indirect" else {**quote, "type": "belief"}


def _found(text: str) -> list[dict[str, object]]:
    return [
        {"type": p.kind, "content_spans": p.spans, "speaker_span": p.speaker_span, "confidence": p.confidence}
        for p in find_passages(text)
    ]


@pytest.mark.parametrize(("kind", "threshold", "measure", "floor"), ROWS)
def test_accuracy_does_not_fall_below_its_floor(kind: str, threshold: str, measure: str, floor: float) -> None:
    assert score(cases("dev"))[kind][threshold][measure] >= floor


@pytest.mark.parametrize(("kind", "threshold", "measure", "floor"), ROWS)
def test_the_british_style_of_marks_costs_less_than_two_points(
    kind: str, threshold: str, measure: str, floor: float
) -> None:
    double, single = (score(cases(name))[kind][threshold][measure] for name in ("dev", "dev_single_quotes"))
    assert single >= double - 0.02


def test_high_confidence_means_right() -> None:
    top = [band for band in reliability(cases("dev")) if band["from"] >= 0.9]
    found = sum(band["found"] for band in top)
    assert found >= 300
    assert sum(band["all_right"] * band["found"] for band in top) >= 0.95 * found
