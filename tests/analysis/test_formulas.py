"""A standing sentence beside what was said later: kept, reworded, dropped, added. The questions are invented."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.analysis.formulas import Told, align, clauses, dropped, drops, is_formula, said_anew

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


SHORT = CHANGES["the middle clause dropped"][0]


@pytest.mark.parametrize(("new", "expected"), CHANGES.values(), ids=CHANGES.keys())
def test_each_clause_has_its_fate(new, expected):
    assert [fate for fate, _ in fates(new)] == expected


def test_a_clause_is_text_at_its_place():
    for clause in clauses(FORMULA):
        assert FORMULA[clause.start : clause.end] == clause.text


CLAUSES = {
    "We oppose the pact, frankly, and we expect talks.": ["We oppose the pact, frankly", "we expect talks"],
    "We oppose it all, but not always here.": ["We oppose it all", "not always here"],
    "… we oppose the pact.": ["we oppose the pact"],
    "Well, we oppose the pact.": ["Well", "we oppose the pact"],
    "“‘We oppose it’, and we expect talks.”": ["We oppose it", "we expect talks"],
    "We back it – nobody asks us – while ships stay here": ["We back it", "nobody asks us", "ships stay here"],
}


@pytest.mark.parametrize(("text", "found"), CLAUSES.items(), ids=CLAUSES.keys())
def test_a_text_is_cut_where_its_clauses_end_and_splinters_stay(text, found):
    assert [clause.text for clause in clauses(text)] == found


def test_what_was_dropped_is_named():
    new = "We do not support closing it, and we expect differences to be settled by peaceful means."
    (clause,) = dropped(align(old=FORMULA, new=new))
    assert clause.text == "We oppose unilateral changes to the status quo in the strait from either side"


def test_a_splinter_is_not_missed():
    old = "We oppose unilateral changes, frankly, and we do not support closing the strait."
    assert dropped(align(old=old, new="We oppose unilateral changes and we do not support closing the strait.")) == ()


def test_of_the_words_that_open_a_text_three_are_missed_and_two_are_not():
    new = "We oppose the pact; we expect talks."
    assert dropped(align(old=f"Well then, {new}", new=new)) == ()
    assert [clause.text for clause in dropped(align(old=f"As always before, {new}", new=new))] == ["As always before"]


def test_two_clauses_made_one_are_both_there():
    old = "We support the pact. We honour the treaty of the isles."
    new = "We support the pact as we honour the treaty of the isles."
    assert dropped(align(old=old, new=new)) == ()


ALIKE = {
    "of two like clauses the liker one was kept": (
        "We back the pact today. We back the pact.",
        "We back the pact.",
        ["dropped", "kept"],
    ),
    "and of two new ones the other was added": (
        "We back the pact.",
        "We back the pact today. We back the pact.",
        ["kept", "added"],
    ),
    "turned round in a longer clause it is not there": (
        "We honour the treaty of the isles.",
        "We do not honour the treaty of the isles as long as ships from the south are held there by force.",
        ["dropped", "added"],
    ),
    "the opening of a long clause is not the clause": (
        "We honour the treaty of the isles as long as ships from the south are free.",
        "We honour the treaty.",
        ["dropped", "added"],
    ),
}


@pytest.mark.parametrize(("old", "new", "expected"), ALIKE.values(), ids=ALIKE.keys())
def test_each_clause_belongs_to_one_other(old, new, expected):
    assert [fate for fate, _ in fates(new, old)] == expected


def test_a_formula_has_a_clause_word_for_word():
    old = "We back the pact firmly; ships stay in port."
    assert not is_formula(align(old=old, new="We back the pact gladly; ships remain in port."))
    assert is_formula(align(old=old, new="We back the pact gladly; ships stay in port."))


def test_what_is_added_makes_it_no_less_a_formula():
    old, more = "We back the pact; ships stay in port.", "Grain is cheap now. Rain falls on hills. Nobody asks us why."
    assert is_formula(align(old=old, new=f"{old} {more}"))


def test_both_texts_are_laid_out_only_where_a_formula_is_said_anew():
    assert said_anew(old=FORMULA, new=SHORT) == align(old=FORMULA, new=SHORT)
    assert said_anew(old=FORMULA, new=FORMULA) == ()
    assert said_anew(old=FORMULA, new="Harvests were good in every valley this year.") == ()


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


def test_half_of_two_clauses_is_one_and_of_five_is_three():
    assert is_formula(align(old="We back the pact; ships stay in port.", new="We back the pact."))
    five = "We back the pact. Ships stay in port. Grain is cheap now. Rain falls on hills. Nobody asks us why."
    assert not is_formula(align(old=five, new="We back the pact. Ships stay in port."))
    assert is_formula(align(old=five, new="We back the pact. Ships stay in port. Grain is cheap now."))


def test_one_clause_is_no_formula():
    assert not is_formula(align(old="We oppose changes.", new="We oppose changes."))


def told(*lines):
    return [
        Told(id=n, day=date.fromisoformat(day), score=1, kind=kind, text=text)
        for n, (day, kind, text) in enumerate(lines, 1)
    ]


OTHERS = [("2021-06-01", "spoken", "Harvests were good this year, and prices are low.")] * 30
PACT = "written", "We back the pact."
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
    "two years to the day it still stands": (
        [("2021-03-01", "written", FORMULA), ("2023-03-01", "written", SHORT)],
        [(1, 2, "2023-03-01")],
    ),
    "and not a day longer": ([("2021-03-01", "written", FORMULA), ("2023-03-02", "written", SHORT)], []),
    "nine and twenty other statements do not hide it": (
        [("2021-03-01", "spoken", FORMULA), *OTHERS[:29], ("2022-03-01", "spoken", SHORT)],
        [(1, 31, "2022-03-01")],
    ),
    "thirty do": ([("2021-03-01", "spoken", FORMULA), *OTHERS, ("2022-03-01", "spoken", SHORT)], []),
    "two words in five are enough": (
        [("2021-03-01", "written", "We back the pact; ships carry grain to nine harbours."), ("2022-03-01", *PACT)],
        [(1, 2, "2022-03-01")],
    ),
    "fewer are another sentence": (
        [("2021-03-01", "written", "We back the pact; ships carry grain to nine far harbours."), ("2022-03-01", *PACT)],
        [],
    ),
    "nor do like words in another order": (
        [
            ("2021-03-01", "written", "We back the pact; ships carry grain to nine harbours."),
            ("2021-06-01", "written", "The pact we back; back we the pact now."),
            ("2022-03-01", *PACT),
        ],
        [(1, 3, "2022-03-01")],
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
