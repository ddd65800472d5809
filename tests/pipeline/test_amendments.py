"""A correction dated in the past rewrites later positions, and says so."""

from datetime import date

import pytest
from django.urls import reverse

from tests.factories import EditorFactory, IssueTopicFactory, OfficialFactory, StatementFactory
from tracker.models import Amendment
from tracker.pipeline import curation

pytestmark = pytest.mark.django_db


@pytest.fixture
def official():
    return OfficialFactory()


@pytest.fixture
def topic():
    return IssueTopicFactory()


def accept(statement, topic, score, **changes):
    given = {
        "official": statement.official,
        "office": None,
        "said_on": statement.said_on,
        "said_on_precision": "day",
        "kind": "spoken",
        "decisive": False,
        "stances": {topic: score},
    }
    return curation.accept(statement, actor=EditorFactory(), edit=curation.Edit(**given | changes))


@pytest.fixture
def said(official, topic):
    """Four statements, a year apart and in order, that reverse in the third."""
    statements = [StatementFactory(official=official, said_on=date(2021 + n, 3, 4)) for n in range(4)]
    for statement, score in zip(statements, (-1, -1, 1, 1), strict=True):
        accept(statement, topic, score)
    return statements


def test_statements_accepted_in_order_revise_nothing(said):
    assert not Amendment.objects.exists()


def test_a_correction_of_the_past_says_since_when_and_why(client, said, official, topic):
    accept(said[0], topic, -2)
    revision = Amendment.objects.get()
    assert (revision.subject, revision.since, revision.said) == (official, date(2021, 3, 4), date(2021, 3, 4))
    page = client.get(reverse("timeline", args=[official.slug, topic.slug])).text
    assert "Positions from 4 March 2021 on were revised on" in page
    assert "after a statement of 4 March 2021 was corrected." in page


def test_setting_a_statement_aside_revises_what_followed(client, said, official, topic):
    curation.reject(said[2], actor=EditorFactory())
    assert Amendment.objects.get().since == date(2023, 3, 4)
    page = client.get(reverse("timeline", args=[official.slug, topic.slug])).text
    assert "after a statement of 4 March 2023 was set aside." in page


def test_a_statement_found_late_revises_what_followed(said, official, topic):
    accept(StatementFactory(official=official, said_on=date(2020, 3, 4)), topic, 2)
    assert Amendment.objects.get().since == date(2020, 3, 4)


def test_a_correction_that_changes_no_position_says_nothing(said, topic):
    accept(said[1], topic, -1, kind="written")
    assert not Amendment.objects.exists()


def test_what_is_said_last_continues_the_line(said, official, topic):
    accept(StatementFactory(official=official, said_on=date(2026, 3, 4)), topic, -1)
    assert not Amendment.objects.exists()


def test_undoing_is_said_as_well(said, topic):
    decision = accept(said[0], topic, -2)
    curation.undo(decision, actor=EditorFactory())
    assert [amendment.decision.verb for amendment in Amendment.objects.newest_first()] == ["undo", "correct"]
