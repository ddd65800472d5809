"""Officials and their names: rules that stand in the database, each with a sentence."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError

from tests.factories import AliasFactory, CountryFactory, OfficialFactory, StatementFactory, TenureFactory
from tracker.models import Alias, Official

pytestmark = pytest.mark.django_db


def broken(row):
    """The sentences of the rules that `row` breaks; the database must refuse it too."""
    with pytest.raises(ValidationError) as invalid:
        row.validate_constraints()
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()
    return invalid.value.messages


def test_an_institution_has_no_gender():
    assert broken(OfficialFactory.build(institution=True, gender="m", country=None)) == [
        "An institution has no gender."
    ]


def test_an_official_is_a_person_or_an_institution():
    row = OfficialFactory.build(kind="robot", gender=None, country=None)
    assert "An official is a person or an institution." in broken(row)


def test_an_alias_does_not_end_before_it_starts():
    row = AliasFactory.build(official=OfficialFactory(), valid_from=date(2021, 1, 2), valid_until=date(2021, 1, 1))
    assert broken(row) == ["The last day of an alias cannot be before its first."]


@pytest.mark.parametrize("start", [None, date(2021, 1, 1)])
def test_an_alias_stands_once_from_one_day(start):
    alias = AliasFactory(valid_from=start)
    row = Alias(official=alias.official, text=alias.text, valid_from=start)
    assert broken(row) == ["This official already has this alias from that day."]


def test_one_name_may_be_borne_by_two_officials_and_again_at_another_time():
    alias = AliasFactory(valid_from=date(2021, 1, 1), valid_until=date(2022, 1, 1))
    AliasFactory(text=alias.text)
    AliasFactory(official=alias.official, text=alias.text, valid_from=date(2024, 1, 1))
    assert Alias.objects.filter(text=alias.text).count() == 3


def test_an_official_is_found_once_by_any_part_of_any_name():
    edda = OfficialFactory(name="Edda Quill")
    AliasFactory(official=edda, text="Dame Edda")
    AliasFactory(official=edda, text="Edda of the Harbour")
    OfficialFactory(name="Someone Else")
    assert list(Official.objects.named("EDDA")) == [edda]
    assert list(Official.objects.named("harbour")) == [edda]


@pytest.mark.parametrize("role", ["official", "on_behalf_of"])
def test_an_official_with_words_on_record_is_not_deleted(role):
    official = OfficialFactory()
    StatementFactory(**{"official": OfficialFactory(), role: official})
    with pytest.raises(ProtectedError):
        official.delete()


def test_a_country_of_officials_is_not_deleted():
    with pytest.raises(ProtectedError):
        OfficialFactory(country=CountryFactory()).country.delete()


def test_an_official_takes_names_and_tenures_along():
    tenure = TenureFactory()
    AliasFactory(official=tenure.official)
    tenure.official.delete()
    assert not Alias.objects.exists()
    assert not type(tenure).objects.exists()
