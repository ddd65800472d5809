"""Tenures: an office is held over [start, end), once at a time by one official."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError

from tests.factories import CountryFactory, OfficeFactory, OfficialFactory, TenureFactory
from tracker.models import Tenure

pytestmark = pytest.mark.django_db
OVERLAP = ["This official already holds this office in part of that time."]


@pytest.fixture
def held():
    """An office held from January 2021 to the first of February 2022."""
    return TenureFactory(start=date(2021, 1, 4), end=date(2022, 2, 1))


def refused(row):
    """The sentences that refuse `row`; empty when it is fine. The database must be of the same opinion."""
    try:
        row.validate_constraints()
        messages = []
    except ValidationError as error:
        messages = error.messages
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError:
        assert messages, "the database refuses what validation lets pass"
    else:
        assert not messages, "validation refuses what the database takes"
    return messages


@pytest.mark.parametrize(
    ("start", "end", "messages"),
    [
        pytest.param(date(2021, 6, 1), date(2021, 7, 1), OVERLAP, id="inside"),
        pytest.param(date(2022, 1, 31), None, OVERLAP, id="on its last day"),
        pytest.param(date(2022, 2, 1), None, [], id="from the day it ends"),
        pytest.param(None, date(2021, 1, 5), OVERLAP, id="open start, into its first day"),
        pytest.param(None, date(2021, 1, 4), [], id="open start, up to its first day"),
        pytest.param(None, None, OVERLAP, id="at all times"),
        pytest.param(date(2023, 1, 1), date(2023, 1, 1), ["A tenure ends after it starts."], id="no day long"),
    ],
)
def test_an_official_holds_an_office_once_at_a_time(held, start, end, messages):
    row = Tenure(official=held.official, office=held.office, start=start, end=end, source="s")
    assert refused(row) == messages


def test_a_tenure_that_ends_before_it_starts_is_refused():
    row = Tenure(official=OfficialFactory(), office=OfficeFactory(), start=date(2023, 1, 2), end=date(2023, 1, 1))
    with pytest.raises(ValidationError, match="A tenure ends after it starts"):
        row.validate_constraints(exclude={"official"})


def test_others_may_hold_it_at_the_same_time_and_they_may_hold_others(held):
    assert refused(Tenure(official=OfficialFactory(), office=held.office, start=held.start, source="s")) == []
    assert refused(Tenure(official=held.official, office=OfficeFactory(), start=held.start, source="s")) == []


def test_a_stored_tenure_does_not_stand_in_its_own_way(held):
    held.end = date(2022, 3, 1)
    assert refused(held) == []


@pytest.mark.parametrize(
    ("day", "holds"),
    [
        pytest.param(date(2021, 1, 3), False, id="the day before"),
        pytest.param(date(2021, 1, 4), True, id="the first day"),
        pytest.param(date(2022, 1, 31), True, id="the last day"),
        pytest.param(date(2022, 2, 1), False, id="the first day no longer"),
    ],
)
def test_the_end_is_the_first_day_no_longer_held(held, day, holds):
    assert Tenure.objects.on(day).exists() is holds


def test_an_unknown_start_counts_as_long_ago_and_comes_first(held):
    former = TenureFactory(start=None, end=date(2000, 1, 1))
    assert list(Tenure.objects.on(date(1900, 1, 1))) == [former]
    assert list(Tenure.objects.in_order()) == [former, held]


def test_an_office_that_was_held_is_not_deleted(held):
    with pytest.raises(ProtectedError):
        held.office.delete()


def test_an_acting_holder_is_called_so():
    assert TenureFactory(acting=True, office__name="Envoy").title == "acting Envoy"


@pytest.mark.parametrize(
    ("name", "full"),
    [
        ("President", "President of the Meridian Union"),
        ("President of the Meridian Union", None),
        ("President of the Meridian Council", None),
        ("MU Commissioner for Trade", None),
        ("Director of the IAEO", None),
        ("Minister of Meridians", "Minister of Meridians of the Meridian Union"),
    ],
)
def test_an_office_is_named_with_its_country_unless_it_says_whose_it_is(name, full):
    union = CountryFactory(name="Meridian Union", names=["the MU", "MU"], adjectives=["Meridian"])
    assert OfficeFactory.build(name=name, country=union).full_name == (full or name)


def test_an_office_of_no_country_is_named_as_it_is():
    assert OfficeFactory.build(name="President", country=None).full_name == "President"
