"""Two voices of one government that do not say the same."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.analysis.splits import Voice, splits

MINISTER, PREMIER, SPOKESPERSON = 1, 2, 3


def voice(number, day, score, speaker, principal=None, office=None):
    given = {"principal": principal, "office": office}
    return Voice(id=number, day=date.fromisoformat(day), score=score, speaker=speaker, **given)


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
