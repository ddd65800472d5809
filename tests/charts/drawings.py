"""Remarks and the drawings of them that tests look at."""

from datetime import date, timedelta

import pytest

from tracker.analysis.positions import Evidence, line
from tracker.charts.frame import NARROW, WIDE
from tracker.charts.marks import Remark
from tracker.charts.shift_labels import Change
from tracker.charts.timeline import timeline

TODAY = date(2026, 11, 24)
STEPS = {2: "Deepen ties", 1: "Engage", 0: "It depends", -1: "Keep distance", -2: "Cut ties"}
KINDS = ("spoken", "part", "written", "reported")
WIDTHS = pytest.mark.parametrize("width", [WIDE, NARROW])


def remark(number, day, score=1, **more):
    return Remark(
        **{"id": number, "day": day, "precision": "day", "score": score, "kind": "spoken", "label": f"{day}", **more}
    )


def story(number, *, scores=(-2, -1, 0, 1, 2), days_apart=40, first=date(2021, 3, 4)):
    """`number` remarks at equal distances whose scores go round."""
    return [
        remark(i + 1, first + timedelta(days=days_apart * i), scores[i % len(scores)], kind=KINDS[i % 4])
        for i in range(number)
    ]


def drawn(remarks, width=WIDE, **more):
    computed = line(
        evidence=[
            Evidence(id=r.id, day=r.day, precision=r.precision, score=r.score, kind=r.kind)
            for r in remarks
            if r.checked
        ],
        today=TODAY,
    )
    given = {
        "stances": remarks,
        "periods": computed.periods,
        "moves": [
            Change(day=m.day, kind=m.kind, score_before=m.score_before, score_after=m.score_after)
            for m in computed.moves
        ],
        "tenures": (),
        "steps": STEPS,
        "today": TODAY,
        "width": width,
    }
    return timeline(**{**given, **more})
