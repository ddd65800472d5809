"""Topics: the rules of the scale and of the words stand in the database, each with a sentence."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError

from tests.factories import AnchorFactory, IssueTopicFactory, StanceFactory, TopicTermFactory
from tracker.models import Anchor, IssueTopic, TopicCue, TopicStep, TopicTerm

pytestmark = pytest.mark.django_db


@pytest.fixture
def topic():
    topic = IssueTopicFactory()
    TopicTermFactory(topic=topic, phrase="the thing")
    TopicCue.objects.create(topic=topic, phrase="do * thing", score=1)
    return topic


BROKEN = [
    (lambda t: TopicStep(topic=t, score=1, word="Again"), "This step already has a word."),
    (lambda t: TopicStep(topic=t, score=3, word="Further"), "A step is between −2 and +2."),
    (lambda t: TopicTerm(topic=t, phrase="weightless", weight=0), "A term's weight is above zero."),
    (lambda t: TopicTerm(topic=t, phrase="the thing"), ""),
    (lambda t: TopicCue(topic=t, phrase="do * thing", score=0), ""),
    (lambda t: TopicCue(topic=t, phrase="overdo", score=3), "A step is between −2 and +2."),
    (lambda t: Anchor(step=t.steps.first(), text=t.steps.first().anchors.first().text), ""),
]


@pytest.mark.parametrize(
    ("row", "sentence"),
    BROKEN,
    ids=[
        "step twice",
        "step off the scale",
        "term weighs nothing",
        "term twice",
        "cue twice",
        "cue off the scale",
        "anchor twice",
    ],
)
def test_a_broken_rule_has_its_sentence_and_the_database_refuses_it(topic, row, sentence):
    row = row(topic)
    with pytest.raises(ValidationError) as invalid:
        row.validate_constraints()
    assert sentence in " ".join(invalid.value.messages)
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()


def test_a_scale_runs_from_for_to_against(topic):
    assert [step.score for step in topic.steps.all()] == [2, 1, 0, -1, -2]


def test_a_topic_with_stances_is_not_deleted(topic):
    StanceFactory(topic=topic)
    with pytest.raises(ProtectedError):
        topic.delete()


def test_a_topic_takes_its_scale_along(topic):
    AnchorFactory(step=topic.steps.first())
    topic.delete()
    assert [model.objects.count() for model in (TopicStep, Anchor, TopicTerm, TopicCue)] == [0, 0, 0, 0]


def test_topics_come_with_their_scale_in_five_queries(django_assert_num_queries):
    for _ in range(4):
        IssueTopicFactory()
    with django_assert_num_queries(5):
        for topic in IssueTopic.objects.with_scale():
            assert all(step.anchors.all() for step in topic.steps.all())
