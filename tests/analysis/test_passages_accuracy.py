"""Floors of accuracy on labelled political news: bounds, kinds and speakers. Skipped where the material is absent."""

import gzip
import json
from functools import cache
from pathlib import Path

import pytest

from tracker.analysis.evaluation import Case, case_of, reliability, score
from tracker.analysis.passages import find_passages

FOLDER = Path(__file__).resolve().parents[3] / "shared" / "real" / "attribution"

pytestmark = pytest.mark.skipif(not FOLDER.is_dir(), reason="the labelled articles of ../shared/real are not here")


@cache
def cases(name: str) -> tuple[Case, ...]:
    with gzip.open(FOLDER / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
        documents = [json.loads(line) for line in lines]
    return tuple(case_of(d["text"], d["quotes"], _found(d["text"])) for d in documents)


def _found(text: str) -> list[dict[str, object]]:
    return [
        {"type": p.kind, "content_spans": p.spans, "speaker_span": p.speaker_span, "confidence": p.confidence}
        for p in find_passages(text)
    ]


@pytest.mark.parametrize(
    ("name", "kind", "threshold", "measure", "floor"),
    [
        ("dev", "direct", "0.8", "recall", 0.90),
        ("dev", "direct", "1.0", "recall", 0.88),
        ("dev", "direct", "0.8", "precision", 0.92),
        ("dev", "direct", "0.8", "speaker", 0.96),
        ("dev", "mixed", "0.8", "recall", 0.64),
        ("dev", "mixed", "0.8", "precision", 0.77),
        ("dev", "mixed", "0.8", "speaker", 0.94),
        ("dev", "indirect", "0.8", "precision", 0.72),
        ("dev_single_quotes", "direct", "0.8", "recall", 0.88),
        ("dev_single_quotes", "mixed", "0.8", "recall", 0.63),
    ],
)
def test_accuracy_does_not_fall_below_its_floor(
    name: str, kind: str, threshold: str, measure: str, floor: float
) -> None:
    assert score(cases(name))[kind][threshold][measure] >= floor


def test_high_confidence_means_right() -> None:
    top = [band for band in reliability(cases("dev")) if band["from"] >= 0.9]
    assert sum(band["found"] for band in top) >= 200
    assert all(band["all_right"] >= 0.94 for band in top)
