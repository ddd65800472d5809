"""How long an office was held without a break, and by whom on a day."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.analysis.tenures import Stretch, held_on, stretches

ONE, OTHER = 1, 2


def years(official, start, end):
    return Stretch(official, start and date(start, 1, 1), end and date(end, 1, 1))


CASES = {
    "who is elected again has not left": (
        [years(ONE, 2021, 2025), years(ONE, 2017, 2021)],
        [years(ONE, 2017, 2025)],
    ),
    "nor when elected for the third time": (
        [years(ONE, None, 2017), years(ONE, 2017, 2021), years(ONE, 2021, None)],
        [years(ONE, None, None)],
    ),
    "who comes back after a while has left": (
        [years(ONE, 2017, 2021), years(OTHER, 2021, 2025), years(ONE, 2025, None)],
        [years(ONE, 2017, 2021), years(OTHER, 2021, 2025), years(ONE, 2025, None)],
    ),
    "a successor goes on with nobody's tenure": (
        [years(ONE, 2017, 2021), years(OTHER, 2021, None)],
        [years(ONE, 2017, 2021), years(OTHER, 2021, None)],
    ),
    "of two at once each goes on with their own": (
        [years(ONE, 2017, 2021), years(OTHER, 2018, 2021), years(OTHER, 2021, 2022), years(ONE, 2021, 2023)],
        [years(ONE, 2017, 2023), years(OTHER, 2018, 2022)],
    ),
    "an open end and an unknown start are no days that meet": (
        [years(ONE, None, None), years(OTHER, None, None)],
        [years(ONE, None, None), years(OTHER, None, None)],
    ),
}


@pytest.mark.parametrize(("tenures", "found"), CASES.values(), ids=CASES.keys())
def test_tenures_without_a_day_between_are_one_stretch(tenures, found):
    assert stretches(tenures) == found


def test_an_office_is_held_from_the_first_day_to_the_day_before_the_end():
    tenure = years(ONE, 2017, 2021)
    days = [date(2016, 12, 31), date(2017, 1, 1), date(2020, 12, 31), date(2021, 1, 1)]
    assert [bool(held_on([tenure], day)) for day in days] == [False, True, True, False]
    assert all(held_on([years(ONE, None, None)], day) for day in days)


tenures = st.lists(
    st.builds(
        lambda official, start, length: years(official, start, start + length),
        st.sampled_from([ONE, OTHER]),
        st.integers(2000, 2020),
        st.integers(1, 5),
    ),
    unique=True,
    max_size=8,
)


@given(tenures, st.integers(1999, 2026))
def test_joining_them_changes_who_held_it_on_no_day(told, year):
    day = date(year, 6, 1)
    assert {s.official for s in held_on(stretches(told), day)} == {s.official for s in held_on(told, day)}
