"""Floors of learnt stance on labelled sentences; they fail when a change makes the learner worse.

The sentences are read from `../shared/real/stance`, and nothing of them is kept.
"""

import gzip
import json
from collections.abc import Mapping
from pathlib import Path

import pytest

from tracker.analysis.stance_evaluation import Judged, cross_judge, examples_of, figures, judge

FOLDER = Path(__file__).parents[3] / "shared" / "real" / "stance"
pytestmark = pytest.mark.skipif(not FOLDER.exists(), reason="the labelled sentences are not at ../shared/real/stance")


def lines(name: str) -> list[Mapping[str, object]]:
    with gzip.open(FOLDER / f"{name}.jsonl.gz", "rt", encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def number(judged: list[Judged], name: str) -> float:
    value = figures(judged)[name]
    assert isinstance(value, float)
    return value


def grouped(name: str, group: str | None) -> list[Judged]:
    rows = lines(name)
    groups = [str(row[group]) if group else str(i) for i, row in enumerate(rows)]
    return cross_judge(examples_of(rows), groups)


@pytest.fixture(scope="module")
def judged_sets() -> dict[str, list[Judged]]:
    seesaw = judge(examples_of(lines("seesaw_train")), examples_of(lines("seesaw_valid")))
    return {
        "seesaw": seesaw,
        "unscon": grouped("unscon_dev", "speech"),
        "gwsd": grouped("gwsd_train", None),
        "debates": grouped("debates_dev", "debate_id"),
    }


@pytest.mark.parametrize(("name", "floor"), [("seesaw", 0.69), ("unscon", 0.765), ("gwsd", 0.64), ("debates", 0.695)])
def test_macro_f1_keeps_its_floor(judged_sets: dict[str, list[Judged]], name: str, floor: float) -> None:
    assert number(judged_sets[name], "macro_f1") >= floor


@pytest.mark.parametrize(("name", "gain"), [("seesaw", 0.1), ("unscon", 0.11), ("gwsd", 0.095), ("debates", 0.1)])
def test_the_surest_sixty_per_cent_are_clearly_better(
    judged_sets: dict[str, list[Judged]], name: str, gain: float
) -> None:
    judged = judged_sets[name]
    assert number(judged, "coverage") == pytest.approx(0.6, abs=0.01)
    assert number(judged, "precision_at_threshold") - number(judged, "accuracy") >= gain


@pytest.mark.parametrize("name", ["seesaw", "unscon", "gwsd", "debates"])
def test_confidence_is_never_overstated(judged_sets: dict[str, list[Judged]], name: str) -> None:
    rows = figures(judged_sets[name])["reliability"]
    assert isinstance(rows, list)
    assert all(row["confidence"] - row["right"] < 0.1 for row in rows if row["count"] >= 50)
