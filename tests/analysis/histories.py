"""Histories of statements, written down shortly or drawn at random, and what a line makes of them."""

from datetime import date, timedelta

from hypothesis import strategies as st

from tracker.analysis.positions import Evidence, line

START = date(2021, 1, 1)
DECISIVE, CONDITIONAL, PART = {"decisive": True}, {"conditional": True}, {"kind": "part"}
MONTH = {"precision": "month"}
BOTH = DECISIVE | CONDITIONAL


def said(number, day, score, **given):
    fields = {"precision": "day", "kind": "spoken"} | given
    return Evidence(id=number, day=date.fromisoformat(day), score=score, **fields)


def words(*told):
    """Evidence from (days since the start, score, what else is known of it), in time order."""
    return [
        Evidence(
            id=n,
            day=START + timedelta(days=days),
            score=score,
            **({"precision": "day", "kind": "spoken"} | (given[0] if given else {})),
        )
        for n, (days, score, *given) in enumerate(told, 1)
    ]


def moved(evidence):
    return [(m.kind, m.day.isoformat(), m.score_before, m.score_after) for m in line(evidence=evidence).moves]


def moved_on(told):
    """The moves of `told`, as in `words`, as (kind, days since the start, score before, score after)."""
    return [(m.kind, (m.day - START).days, m.score_before, m.score_after) for m in line(evidence=words(*told)).moves]


histories = st.lists(
    st.builds(
        lambda n, days, score, kind, decisive, precision, conditional: Evidence(
            id=n,
            day=START + timedelta(days=days),
            score=score,
            kind=kind,
            decisive=decisive,
            precision=precision,
            conditional=conditional,
        ),
        st.integers(1, 10_000),
        st.integers(0, 3000),
        st.sampled_from([-2, -1, 0, 1, 2, None]),
        st.sampled_from(["spoken", "part", "written", "reported"]),
        st.booleans(),
        st.sampled_from(["day", "month", "before"]),
        st.booleans(),
    ),
    unique_by=lambda e: e.id,
    max_size=25,
)
