"""Silent edits of real releases are never taken for a wall or another text. Skipped where the material is absent."""

import csv
import gzip
import json
from pathlib import Path

import pytest

from tests.analysis.test_duplicates_accuracy import FOLDER
from tracker.analysis.revisions import Comparison, Extent, extent

pytestmark = pytest.mark.skipif(not FOLDER.is_dir(), reason="the labelled pairs of ../shared/real are not here")


def edited():
    with gzip.open(Path(FOLDER) / "docs.jsonl.gz", "rt", encoding="utf-8") as lines:
        texts = {row["id"]: row["text"] for row in map(json.loads, lines)}
    with (Path(FOLDER) / "pairs.csv").open(encoding="utf-8", newline="") as file:
        pairs = [(r["a"], r["b"]) for r in csv.DictReader(file) if r["rule_label"] == "same_item_revision"]
    return [(texts[a], texts[b]) for a, b in pairs]


def test_no_real_edit_is_taken_for_something_else_in_the_article_s_place():
    pairs = edited()
    assert len(pairs) >= 100
    found = {extent(old, new) for a, b in pairs for old, new in ((a, b), (b, a))}
    assert found == {Extent.NONE, Extent.EDITED}


def test_the_comparison_of_a_real_edit_marks_little_and_gives_the_new_text():
    shares = []
    for old, new in edited():
        pieces = Comparison(old, new).pieces
        assert "".join(p.text for p in pieces if p.kind != "removed") == new
        shares.append(sum(len(p.text) for p in pieces if p.kind == "both") / len(new))
    assert sorted(shares)[len(shares) // 10] >= 0.9
