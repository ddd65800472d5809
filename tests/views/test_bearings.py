"""Beside each topic of a statement under review stands where its speaker has stood on it."""

from datetime import date

import pytest

from tests.factories import IssueTopicFactory, StanceFactory, StatementFactory
from tracker.pipeline import positions

from .reviewing import address

pytestmark = pytest.mark.django_db


@pytest.fixture
def topic():
    return IssueTopicFactory()


@pytest.fixture
def suggested(topic):
    statement = StatementFactory(said_on=date(2024, 10, 16))
    StanceFactory(statement=statement, topic=topic, state="suggested")
    return statement


def told(client, statement):
    (bearing,) = client.get(address(statement)).context["bearings"]
    return bearing.so_far


def said_before(suggested, topic, day, score):
    said = StatementFactory(official=suggested.official, said_on=day, accepted=True)
    StanceFactory(statement=said, topic=topic, score=score, state="accepted")
    positions.recompute(suggested.official, topic)


def test_it_is_told_where_the_speaker_stood_that_day(client, editor, suggested, topic):
    said_before(suggested, topic, date(2024, 3, 4), 2)
    assert told(client, suggested) == f"{topic.step_words()[2]}, last on 4 March 2024"
    said_before(suggested, topic, date(2024, 11, 4), -2)
    assert told(client, suggested) == topic.step_words()[2]


def test_who_has_said_nothing_yet_has_no_position(client, editor, suggested, topic):
    said_before(suggested, topic, date(2024, 11, 4), -2)
    assert told(client, suggested) == "no position"


def test_without_a_speaker_nothing_is_told(client, editor, topic):
    statement = StatementFactory(official=None)
    StanceFactory(statement=statement, topic=topic, state="suggested")
    assert b"so far" not in client.get(address(statement)).content
