"""Labels of real transcripts resolved to officials of the shipped register. Skipped where the material is absent."""

import gzip
import json
from collections import Counter
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from tests.registers import shipped_register
from tracker.analysis.labels import Labels
from tracker.analysis.lexicon import family_of
from tracker.analysis.names import key_of

FOLDER = Path(__file__).resolve().parents[3] / "shared" / "real" / "official_texts"
FLOOR = 0.98
# Labels of officials whom the register has on every day of these texts.
KNOWN = {
    "MR PRICE": "ned-price",
    "MR. PRICE": "ned-price",
    "SECRETARY BLINKEN": "antony-blinken",
    "MS PORTER": "jalina-porter",
    "MS. PSAKI": "jen-psaki",
    "MS. JEAN-PIERRE": "karine-jean-pierre",
    "MR. SULLIVAN": "jake-sullivan",
    "THE PRESIDENT": "joe-biden",
    "PRESIDENT BIDEN": "joe-biden",
    "THE VICE PRESIDENT": "kamala-harris",
    "FOREIGN MINISTER MAAS": "heiko-maas",
    "FOREIGN MINISTER DI MAIO": "luigi-di-maio",
    "FOREIGN MINISTER LE DRIAN": "jean-yves-le-drian",
    "PRIME MINISTER JOHNSON": "boris-johnson",
    "CHANCELLOR MERKEL": "angela-merkel",
    "PRESIDENT MACRON": "emmanuel-macron",
    "PRESIDENT MOON": "moon-jae-in",
}

pytestmark = pytest.mark.skipif(not FOLDER.is_dir(), reason="the official texts of ../shared/real are not here")


def lines(name):
    with gzip.open(FOLDER / name, "rt", encoding="utf-8") as rows:
        yield from map(json.loads, rows)


@cache
def resolved():
    """How many turns of each printed label went to each official, or to nobody."""
    counts = Counter()
    for house in ("state", "whitehouse"):
        texts = {item["guid"]: item["revisions"][-1]["text"] for item in lines(f"{house}_items.jsonl.gz")}
        labels = {}
        for turn in lines(f"{house}_turns.jsonl.gz"):
            if turn["guid"] not in labels:
                day = date.fromisoformat(turn["date"])
                labels[turn["guid"]] = Labels(texts.get(turn["guid"], ""), turn["title"], shipped_register(), day, "US")
            counts[turn["label"], labels[turn["guid"]].attribute(turn["label"]).official] += 1
    return counts


def test_turns_of_known_officials_are_theirs():
    known = sum(count for (label, _), count in resolved().items() if label in KNOWN)
    right = sum(count for (label, official), count in resolved().items() if label in KNOWN and official == KNOWN[label])
    assert known > 5000
    assert right >= FLOOR * known


def test_no_turn_of_a_known_official_goes_to_another():
    assert not [key for key in resolved() if key[0] in KNOWN and key[1] not in (None, KNOWN[key[0]])]


def test_whoever_a_turn_goes_to_bears_the_surname_of_its_label():
    register = shipped_register().official_by_slug
    for label, official in resolved():
        if official and label not in KNOWN and label != "FOREIGN MINISTER DE MAIO":
            assert family_of(register[official])[-1] in [key.lower() for key in key_of(label)], (label, official)


@pytest.mark.parametrize(
    "label", ["QUESTION", "MODERATOR", "OPERATOR", "MS SMITH", "MS. BROWN", "GOVERNOR BROWN", "MR HOOD"]
)
def test_others_go_to_nobody(label):
    assert {official for printed, official in resolved() if printed == label} == {None}
