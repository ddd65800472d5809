"""Floors of telling revisions and reprints from new items in the same words. Skipped where the material is absent."""

import csv
import gzip
import json
from functools import cache
from pathlib import Path

import pytest

from tracker.analysis.duplicates import Kinship, compare, may_be_one_item, signature

FOLDER = Path(__file__).resolve().parents[3] / "shared" / "real" / "near_duplicates"
DUPLICATES = {"same_item_revision", "republished_new_guid"}

pytestmark = pytest.mark.skipif(not FOLDER.is_dir(), reason="the labelled pairs of ../shared/real are not here")


@cache
def documents():
    with gzip.open(FOLDER / "docs.jsonl.gz", "rt", encoding="utf-8") as lines:
        return {row["id"]: row for row in map(json.loads, lines)}


@cache
def judged(titled):
    """(label, kinship) of every labelled pair."""
    with (FOLDER / "pairs.csv").open(encoding="utf-8", newline="") as file:
        pairs = [(row["rule_label"], documents()[row["a"]], documents()[row["b"]]) for row in csv.DictReader(file)]
    titles = [{"title_a": a["title"], "title_b": b["title"]} if titled else {} for _, a, b in pairs]
    return [
        (label, compare(a["text"], b["text"], **given).kinship)
        for (label, a, b), given in zip(pairs, titles, strict=True)
    ]


def scored(found, titled):
    """Precision against templates, recall of duplicates."""
    true = [found(kinship) for label, kinship in judged(titled) if label in DUPLICATES]
    false = [found(kinship) for label, kinship in judged(titled) if label == "template_not_duplicate"]
    assert len(true) >= 100
    assert len(false) >= 80
    return sum(true) / (sum(true) + sum(false)), sum(true) / len(true)


@pytest.mark.parametrize("titled", [True, False], ids=["with titles", "by the text alone"])
def test_duplicates_are_found_and_templates_kept_apart(titled):
    precision, recall = scored(lambda kinship: kinship == Kinship.SAME, titled)
    assert precision >= 0.995
    assert recall >= 0.98


def test_counting_parts_of_longer_texts_too_keeps_the_floor():
    precision, recall = scored(lambda kinship: kinship.one_item, titled=True)
    assert precision >= 0.99
    assert recall >= 0.98


def test_related_texts_are_not_duplicates():
    related = [kinship for label, kinship in judged(True) if label == "related_or_boilerplate"]
    assert len(related) >= 500
    assert not [kinship for kinship in related if kinship.one_item]


def test_nothing_found_to_be_one_item_is_set_aside_before_the_comparison():
    with (FOLDER / "pairs.csv").open(encoding="utf-8", newline="") as file:
        pairs = [(documents()[row["a"]]["text"], documents()[row["b"]]["text"]) for row in csv.DictReader(file)]
    found = [pair for pair, (_, kinship) in zip(pairs, judged(False), strict=True) if kinship.one_item]
    assert len(found) >= 100
    assert all(may_be_one_item(a, b) for a, b in found)


def test_every_duplicate_is_a_candidate():
    with (FOLDER / "pairs.csv").open(encoding="utf-8", newline="") as file:
        pairs = [(row["a"], row["b"]) for row in csv.DictReader(file) if row["rule_label"] in DUPLICATES]
    keys = {name: set(signature(documents()[name]["text"])) for pair in pairs for name in pair}
    assert all(len(keys[a] & keys[b]) >= 2 for a, b in pairs)
