"""Which statements make up a line, and which lines a statement belongs to: one rule, told from both ends."""

from datetime import date
from itertools import product

import pytest

from tests.factories import (
    CountryFactory,
    IssueTopicFactory,
    OfficeFactory,
    OfficialFactory,
    StanceFactory,
    StatementFactory,
)
from tracker.models import Country, Office, Official, Stance, Statement
from tracker.pipeline import series
from tracker.pipeline.evidence import evidence_of
from tracker.pipeline.series import Batch

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


@pytest.mark.parametrize("model", [Official, Office, Country])
def test_lines_read_together_are_those_read_one_by_one(world, model):
    topics = IssueTopicFactory.create_batch(2)
    for statement in world:
        for topic in topics[: 1 + statement.pk % 2]:
            StanceFactory(statement=statement, topic=topic)
    StanceFactory(statement=world[0], topic=IssueTopicFactory(), state="suggested")
    subjects = {subject.pk: subject for subject in model.objects.all()}
    together = series.said_in(Batch(series.series_field(next(iter(subjects.values()))), tuple(subjects)))
    one_by_one = {
        (key, topic.pk): list(
            series.stances_of(subject, Stance.objects.public().filter(topic=topic))
            .in_time()
            .values_list("statement", flat=True)
        )
        for key, subject in subjects.items()
        for topic in topics
    }
    found = {line: [said.statement for said in theirs] for line, theirs in together.items()}
    assert found == {line: theirs for line, theirs in one_by_one.items() if theirs}
    assert found


def test_only_offices_that_speak_for_it_move_a_government(world):
    state = Office.objects.get(speaks_for_government=False).country
    moved = Statement.objects.filter(series.made_up_of(state))
    assert not moved.filter(office__speaks_for_government=False, official__kind="person", on_behalf_of=None).exists()
    assert moved.filter(office__speaks_for_government=True).exists()


def test_words_without_a_speaker_belong_to_nobody():
    assert series.subjects_of(StatementFactory(official=None)) == frozenset()


def test_the_voice_of_a_government_is_the_office_whoever_holds_it():
    ministry = OfficialFactory(institution=True)
    office, other = OfficeFactory.create_batch(2, institution=ministry, country=ministry.country)
    first, second, spokesperson = OfficialFactory.create_batch(3)
    topic = IssueTopicFactory()
    capacities = [
        {"official": first, "office": office},
        {"official": second, "office": office},
        {"official": spokesperson, "office": other},
        {"official": ministry},
        {"official": spokesperson, "on_behalf_of": ministry},
        {"official": spokesperson, "office": other, "on_behalf_of": second},
    ]
    for n, capacity in enumerate(capacities):
        said_on = date(2024, 3, 1 + n)
        StanceFactory(statement=StatementFactory(accepted=True, said_on=said_on, **capacity), topic=topic)
    assert groups(ministry.country, topic) == groups(ministry, topic) == [0, 0, 1, 2, 2, 0]
    assert groups(second, topic) == [0, 0]
    assert groups(office, topic) == [0, 1]


def groups(subject, topic):
    """The voices of a line, numbered in the order of their first words."""
    said = series.said_in(Batch(series.series_field(subject), (subject.pk,)))[subject.pk, topic.pk]
    voices = [evidence.voice for evidence in evidence_of(subject, said)]
    return [list(dict.fromkeys(voices)).index(voice) for voice in voices]
