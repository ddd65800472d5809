"""Two voices of one government that do not say the same."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.analysis.splits import Voice, splits

MINISTER, PREMIER, SPOKESPERSON = 1, 2, 3


def voice(number, day, score, speaker, **given):
    """`since` and `until`, the days of the office, in short."""
    given |= {name: date.fromisoformat(given[name]) for name in ("since", "until") if name in given}
    return Voice(id=number, day=date.fromisoformat(day), score=score, speaker=speaker, **given)


def left(day, **given):
    """The minister's words of the first of March, who was in office until `day`."""
    return voice(1, "2024-03-01", 1, MINISTER, until=day, **given)


def answered(**given):
    """The opposite, said by the prime minister on the tenth."""
    return voice(2, "2024-03-10", -1, PREMIER, **given)


SPLIT = [("2024-03-10", 1, 2, 2)]


CASES = {
    "two steps within a fortnight": (
        [voice(1, "2024-03-01", 1, MINISTER), voice(2, "2024-03-15", -1, PREMIER)],
        [("2024-03-15", 1, 2, 2)],
    ),
    "on one day": (
        [voice(1, "2024-03-01", 2, MINISTER), voice(2, "2024-03-01", -2, PREMIER)],
        [("2024-03-01", 1, 2, 4)],
    ),
    "a day too late": ([voice(1, "2024-03-01", 1, MINISTER), voice(2, "2024-03-16", -1, PREMIER)], []),
    "one step is no split": ([voice(1, "2024-03-01", 1, MINISTER), voice(2, "2024-03-02", 0, PREMIER)], []),
    "one voice does not split from itself": (
        [voice(1, "2024-03-01", 2, MINISTER), voice(2, "2024-03-02", -2, MINISTER)],
        [],
    ),
    "what the other said last is what counts": (
        [
            voice(1, "2024-03-01", 2, MINISTER),
            voice(2, "2024-03-05", -1, MINISTER),
            voice(3, "2024-03-06", -1, PREMIER),
        ],
        [],
    ),
    "said again, it is the same split": (
        [
            voice(1, "2024-03-01", 1, MINISTER),
            voice(2, "2024-03-02", -1, PREMIER),
            voice(3, "2024-03-10", 1, MINISTER),
            voice(4, "2024-03-20", -1, PREMIER),
        ],
        [("2024-03-02", 1, 2, 2)],
    ),
    "a fortnight of agreement later it is another": (
        [
            voice(1, "2024-03-01", 1, MINISTER),
            voice(2, "2024-03-02", -1, PREMIER),
            voice(3, "2024-05-10", 1, MINISTER),
            voice(4, "2024-05-11", -1, PREMIER),
        ],
        [("2024-03-02", 1, 2, 2), ("2024-05-11", 3, 4, 2)],
    ),
    "the minister corrects who spoke for them and does not split": (
        [voice(1, "2024-03-01", -1, SPOKESPERSON, principal=MINISTER), voice(2, "2024-03-02", 1, MINISTER)],
        [],
    ),
    "who speaks for the minister corrects and does not split": (
        [voice(1, "2024-03-01", -1, MINISTER), voice(2, "2024-03-02", 1, SPOKESPERSON, principal=MINISTER)],
        [],
    ),
    "who follows in an office and says otherwise does not split": (
        [voice(1, "2024-03-01", 1, MINISTER, office=7), voice(2, "2024-03-02", -1, PREMIER, office=7)],
        [],
    ),
    "two offices do": (
        [voice(1, "2024-03-01", 1, MINISTER, office=7), voice(2, "2024-03-02", -1, PREMIER, office=8)],
        [("2024-03-02", 1, 2, 2)],
    ),
    "agreed and apart again within a fortnight, it is the same split": (
        [
            voice(1, "2024-03-01", 1, MINISTER),
            voice(2, "2024-03-02", -1, PREMIER),
            voice(3, "2024-03-05", -1, MINISTER),
            voice(4, "2024-03-16", 1, MINISTER),
        ],
        [("2024-03-02", 1, 2, 2)],
    ),
    "a day later it is another": (
        [
            voice(1, "2024-03-01", 1, MINISTER),
            voice(2, "2024-03-02", -1, PREMIER),
            voice(3, "2024-03-05", -1, MINISTER),
            voice(4, "2024-03-06", -1, PREMIER),
            voice(5, "2024-03-17", 1, MINISTER),
        ],
        [("2024-03-02", 1, 2, 2), ("2024-03-17", 4, 5, 2)],
    ),
    "a new government does not split from who left with the old one": (
        [left("2024-03-05"), answered(since="2024-03-05")],
        [],
    ),
    "who left before the other came is no voice beside them, whoever governed": (
        [left("2024-03-05", head=9), answered(since="2024-03-06", head=9)],
        [],
    ),
    "who resigned is answered by those who were in office with them": (
        [left("2024-03-05"), answered(since="2024-03-04")],
        SPLIT,
    ),
    "and by those of whom it is not known since when": ([left("2024-03-05", head=9), answered(head=9)], SPLIT),
    "but not when another government came meanwhile": (
        [left("2024-03-10", head=9), answered(since="2022-01-01", head=10)],
        [],
    ),
    "who stays in office under another government is a voice of it": (
        [left("2024-03-11", head=9), answered(since="2024-03-09", head=10)],
        SPLIT,
    ),
    "as is of whom no end is known": (
        [voice(1, "2024-03-01", 1, MINISTER, head=9), answered(since="2024-03-09", head=10)],
        SPLIT,
    ),
    "it is no other government where the head of the one is not known": (
        [left("2024-03-05", head=9), answered()],
        SPLIT,
    ),
    "nor where the head of the other is not": ([left("2024-03-05"), answered(head=10)], SPLIT),
    "what was split while both were in office stays so": (
        [voice(1, "2024-03-01", 1, MINISTER, until="2024-03-03"), voice(2, "2024-03-02", -1, PREMIER, head=9)],
        [("2024-03-02", 1, 2, 2)],
    ),
    "they are told by which words are older": (
        [
            voice(1, "2024-03-01", 2, MINISTER),
            voice(2, "2024-03-02", 2, SPOKESPERSON),
            voice(3, "2024-03-03", 2, MINISTER),
            voice(4, "2024-03-04", 0, PREMIER),
        ],
        [("2024-03-04", 2, 4, 2), ("2024-03-04", 3, 4, 2)],
    ),
    "three voices make two splits": (
        [
            voice(1, "2024-03-01", 2, MINISTER),
            voice(2, "2024-03-02", 2, SPOKESPERSON),
            voice(3, "2024-03-03", 0, PREMIER),
        ],
        [("2024-03-03", 1, 3, 2), ("2024-03-03", 2, 3, 2)],
    ),
}


@pytest.mark.parametrize(("voices", "found"), CASES.values(), ids=CASES.keys())
def test_splits_are_those_a_reader_would_find(voices, found):
    assert [(s.day.isoformat(), s.before, s.after, s.apart) for s in splits(voices=voices)] == found


@given(
    st.lists(
        st.builds(
            Voice,
            id=st.integers(1, 999),
            day=st.dates(date(2024, 1, 1), date(2024, 3, 1)),
            score=st.integers(-2, 2),
            speaker=st.integers(1, 3),
        ),
        unique_by=lambda v: v.id,
        max_size=12,
    ),
    st.randoms(use_true_random=False),
)
def test_order_changes_nothing_and_every_split_holds(voices, random):
    shuffled = list(voices)
    random.shuffle(shuffled)
    found = splits(voices=voices)
    assert splits(voices=shuffled) == found
    by_id = {v.id: v for v in voices}
    for split in found:
        before, after = by_id[split.before], by_id[split.after]
        assert before.speaker != after.speaker
        assert 0 <= (after.day - before.day).days <= 14
        assert abs(after.score - before.score) == split.apart >= 2
