"""Which statements make up a line, and which lines a statement belongs to: one rule, told from both ends."""

from itertools import product

import pytest

from tests.factories import CountryFactory, OfficeFactory, OfficialFactory, StatementFactory
from tracker.models import Country, Office, Official, Statement
from tracker.pipeline import series

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    """Statements in every combination of speaker, office and principal."""
    state, other = CountryFactory(), CountryFactory()
    ministry = OfficialFactory(institution=True, country=state)
    party = OfficialFactory(institution=True, country=state)
    people = OfficialFactory.create_batch(2, country=state)
    offices = [
        OfficeFactory(country=state, institution=ministry),
        OfficeFactory(country=state, institution=party, speaks_for_government=False),
        OfficeFactory(country=other),
    ]
    speakers, principals = [*people, ministry, party], [None, people[0], ministry, party]
    for speaker, office, principal in product(speakers, [None, *offices], principals):
        StatementFactory(accepted=True, official=speaker, office=office, on_behalf_of=principal)
    return Statement.objects.select_related("official", "office", "on_behalf_of")


def test_both_ends_of_the_rule_agree(world):
    subjects = [*Official.objects.all(), *Office.objects.all(), *Country.objects.all()]
    belongs = {(statement.pk, subject) for statement in world for subject in series.subjects_of(statement)}
    makes_up = {
        (pk, subject)
        for subject in subjects
        for pk in Statement.objects.filter(series.made_up_of(subject)).values_list("pk", flat=True)
    }
    assert len(world) == 64
    assert belongs == makes_up


def test_only_offices_that_speak_for_it_move_a_government(world):
    state = Office.objects.get(speaks_for_government=False).country
    moved = Statement.objects.filter(series.made_up_of(state))
    assert not moved.filter(office__speaks_for_government=False, official__kind="person", on_behalf_of=None).exists()
    assert moved.filter(office__speaks_for_government=True).exists()


def test_words_without_a_speaker_belong_to_nobody():
    assert series.subjects_of(StatementFactory(official=None)) == frozenset()
