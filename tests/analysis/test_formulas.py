"""A standing sentence beside what was said later: kept, reworded, dropped, added. The questions are invented."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.analysis.formulas import Told, align, clauses, dropped, drops, is_formula

FORMULA = (
    "We oppose unilateral changes to the status quo in the strait from either side; we do not support closing it; "
    "and we expect differences to be settled by peaceful means."
)


def fates(new, old=FORMULA):
    return [(p.fate, (p.old or p.new).text) for p in align(old=old, new=new)]


CHANGES = {
    "said again": (FORMULA, ["kept", "kept", "kept"]),
    "said again in another order": (
        "We expect differences to be settled by peaceful means. We do not support closing it. "
        "We oppose unilateral changes to the status quo in the strait from either side.",
        ["kept", "kept", "kept"],
    ),
    "the first clause dropped": (
        "We do not support closing it, and we expect differences to be settled by peaceful means.",
        ["dropped", "kept", "kept"],
    ),
    "the middle clause dropped": (
        "We oppose unilateral changes to the status quo in the strait from either side, "
        "and we expect differences to be settled by peaceful means.",
        ["kept", "dropped", "kept"],
    ),
    "a negation lost is a rewording and not the same": (
        "We oppose unilateral changes to the status quo in the strait from either side; we do support closing it; "
        "and we expect differences to be settled by peaceful means.",
        ["kept", "reworded", "kept"],
    ),
    "a word exchanged": (
        "We oppose unilateral changes to the status quo in the strait from any side; we do not support closing it; "
        "and we expect differences to be settled by peaceful means.",
        ["reworded", "kept", "kept"],
    ),
    "a clause added": (
        FORMULA + " We will escort every ship that asks for it.",
        ["kept", "kept", "kept", "added"],
    ),
    "nothing of it": ("Harvests were good in every valley this year.", ["dropped", "dropped", "dropped", "added"]),
    "capitals and marks aside": (FORMULA.upper().replace(";", ".").rstrip("."), ["kept", "kept", "kept"]),
}


@pytest.mark.parametrize(("new", "expected"), CHANGES.values(), ids=CHANGES.keys())
def test_each_clause_has_its_fate(new, expected):
    assert [fate for fate, _ in fates(new)] == expected


def test_a_clause_is_text_at_its_place():
    for clause in clauses(FORMULA):
        assert FORMULA[clause.start : clause.end] == clause.text


def test_what_was_dropped_is_named():
    new = "We do not support closing it, and we expect differences to be settled by peaceful means."
    (clause,) = dropped(align(old=FORMULA, new=new))
    assert clause.text == "We oppose unilateral changes to the status quo in the strait from either side"


def test_a_splinter_is_not_missed():
    old = "We oppose unilateral changes, frankly, and we do not support closing the strait."
    assert dropped(align(old=old, new="We oppose unilateral changes and we do not support closing the strait.")) == ()


def test_two_clauses_made_one_are_both_there():
    old = "We support the pact. We honour the treaty of the isles."
    new = "We support the pact as we honour the treaty of the isles."
    assert dropped(align(old=old, new=new)) == ()


@pytest.mark.parametrize(
    ("new", "again"),
    [
        (FORMULA, True),
        (CHANGES["the middle clause dropped"][0], True),
        ("We do not support closing it.", False),
        ("Harvests were good in every valley this year.", False),
    ],
    ids=["all of it", "two of three", "one of three", "none"],
)
def test_a_formula_is_said_again_when_half_of_it_is(new, again):
    assert is_formula(align(old=FORMULA, new=new)) is again


def test_one_clause_is_no_formula():
    assert not is_formula(align(old="We oppose changes.", new="We oppose changes."))


def told(*lines):
    return [
        Told(id=n, day=date.fromisoformat(day), score=1, kind=kind, text=text)
        for n, (day, kind, text) in enumerate(lines, 1)
    ]


SHORT = CHANGES["the middle clause dropped"][0]
LINES = {
    "a dropped clause is flagged once, though the step stays": (
        [("2021-03-01", "written", FORMULA), ("2022-03-01", "written", SHORT), ("2022-06-01", "written", SHORT)],
        [(1, 2, "2022-03-01")],
    ),
    "other statements between do not hide it": (
        [
            ("2021-03-01", "spoken", FORMULA),
            ("2021-06-01", "spoken", "Harvests were good this year, and prices are low."),
            ("2022-03-01", "spoken", SHORT),
        ],
        [(1, 3, "2022-03-01")],
    ),
    "a fragment in the paper drops nothing": (
        [("2021-03-01", "written", FORMULA), ("2022-03-01", "part", SHORT)],
        [],
    ),
    "two parts of one day drop nothing": (
        [("2021-03-01", "spoken", FORMULA), ("2021-03-01", "spoken", SHORT)],
        [],
    ),
    "what was last said two years ago stands no more": (
        [("2021-03-01", "written", FORMULA), ("2023-04-01", "written", SHORT)],
        [],
    ),
    "it is laid beside the latest that says it": (
        [
            ("2021-03-01", "written", FORMULA),
            ("2021-09-01", "written", FORMULA),
            ("2021-12-01", "written", "Harvests were good."),
            ("2022-03-01", "written", SHORT),
        ],
        [(2, 4, "2022-03-01")],
    ),
    "a formula that comes back drops nothing": (
        [("2021-03-01", "written", SHORT), ("2022-03-01", "written", FORMULA)],
        [],
    ),
}


@pytest.mark.parametrize(("lines", "found"), LINES.values(), ids=LINES.keys())
def test_a_clause_gone_from_the_standing_sentence_is_flagged(lines, found):
    moves = drops(told(*lines))
    assert [(m.before, m.after, m.day.isoformat()) for m in moves] == found
    assert all(m.kind == "clause_dropped" and m.score_before == m.score_after for m in moves)


texts = st.text(alphabet="abn o.,;—\n“", max_size=80)


@given(texts, texts)
def test_every_clause_of_both_sides_is_told_of(old, new):
    pairings = align(old=old, new=new)
    assert [p.old for p in pairings if p.old] == list(clauses(old))
    news = {p.new for p in pairings if p.new}
    assert news == set(clauses(new))


@given(texts)
def test_a_text_keeps_all_of_itself(text):
    assert {p.fate for p in align(old=text, new=text)} <= {"kept"}
