"""Comparing officials: those on record on a topic, as many as can be told apart."""

from datetime import date

import pytest
from django.urls import reverse

from tests.factories import IssueTopicFactory, OfficialFactory, StanceFactory, StatementFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def topic():
    return IssueTopicFactory(slug="ferries")


@pytest.fixture
def speakers(topic):
    return [said(topic, score=score).statement.official for score in (2, -1)]


def said(topic, **fields):
    statement = StatementFactory(accepted=True, said_on=date(2024, 5, 1), official=OfficialFactory())
    return StanceFactory(statement=statement, topic=topic, **fields)


def page(client, *officials, topic="ferries"):
    return client.get(reverse("compare"), {"topic": topic, "official": [o.slug for o in officials]})


def test_each_line_has_a_letter_a_sentence_and_its_marks(client, speakers):
    response = page(client, *speakers)
    assert [(row.letter, row.official) for row in response.context["compared"]] == list(
        zip("AB", speakers, strict=True)
    )
    text = response.content.decode()
    for official in speakers:
        assert official.statements.get().get_absolute_url() in text
        assert reverse("timeline", args=[official.slug, "ferries"]) in text


def test_without_a_topic_topics_on_record_are_offered(client, speakers):
    silent = IssueTopicFactory()
    response = client.get(reverse("compare"))
    assert response.context["topic"] is None
    assert silent not in response.context["topics"]
    assert "Ferries" in response.content.decode() or "ferries" in response.content.decode()


def test_only_those_on_record_can_be_compared(client, topic, speakers):
    unchecked = StanceFactory(topic=topic).statement.official
    response = page(client, speakers[0], unchecked, OfficialFactory())
    assert [row.official for row in response.context["compared"]] == speakers[:1]
    assert unchecked.name not in [official.name for official in response.context["offered"]]


def test_more_than_six_are_not_drawn_and_it_is_said(client, topic):
    many = [said(topic, score=1).statement.official for _ in range(7)]
    response = page(client, *many)
    assert len(response.context["compared"]) == 6
    assert "could not be told apart" in response.content.decode()


def test_a_topic_there_is_not_is_asked_for_again(client, speakers):
    response = page(client, *speakers, topic="zebras")
    assert response.status_code == 200
    assert response.context["topic"] is None
