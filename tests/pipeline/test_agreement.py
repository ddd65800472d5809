"""How often suggestions agree with editors: counted by hand, from decided stances alone."""

import pytest

from tests.factories import DecisionFactory, IssueTopicFactory, StanceFactory, StanceModelFactory, StatementFactory
from tracker.pipeline import agreement

pytestmark = pytest.mark.django_db


@pytest.fixture
def ferry():
    return IssueTopicFactory(name="The island ferry", family="transport")


def decided(topic, suggested, chosen, *, confidence=0.7, state="accepted", **given):
    statement = StatementFactory(accepted=True)
    return StanceFactory(
        statement=statement,
        topic=topic,
        state=state,
        score=chosen,
        suggested_score=suggested,
        suggested_confidence=confidence,
        **given,
    )


def test_exact_within_one_and_same_side_are_counted_apart(ferry):
    for suggested, chosen in [(2, 2), (2, 1), (0, 1), (-1, 1), (0, 0)]:
        decided(ferry, suggested, chosen)
    (found,) = agreement.by_topic()
    assert (found.decided, found.steps, found.exact, found.near, found.same_way) == (5, 5, 2, 4, 3)
    assert (found.judged, found.right) == (5, 2)


def test_mentions_unclear_missed_and_struck_out_are_told_apart(ferry):
    decided(ferry, None, None)  # a mention, suggested as one
    decided(ferry, None, 1)  # a mention was suggested, a step chosen
    decided(ferry, 1, None)  # the other way round
    decided(ferry, None, 2, suggested_unclear=True)
    decided(ferry, 2, 2, state="rejected")
    StanceFactory(statement=StatementFactory(accepted=True), topic=ferry, added=True)
    (found,) = agreement.by_topic()
    assert (found.decided, found.shown, found.unclear, found.missed, found.turned_down) == (5, 3, 1, 1, 1)
    assert (found.steps, found.judged, found.right) == (0, 4, 1)


def test_what_is_not_decided_does_not_count(ferry):
    StanceFactory(topic=ferry)
    StanceFactory(topic=ferry, statement=StatementFactory(rejected=True))
    assert agreement.by_topic() == []
    assert agreement.by_confidence() == []


def test_the_last_decision_is_dated(ferry):
    stance = decided(ferry, 1, 1)
    DecisionFactory(statement=stance.statement)
    last = DecisionFactory(statement=stance.statement, verb="correct")
    assert agreement.by_topic()[0].last == last.at
    assert agreement.by_topic()[0].decided == 1


def test_bands_hold_the_suggestions_of_their_confidence(ferry):
    for confidence, chosen in [(0.5, 1), (0.59, 2), (0.6, 1), (0.95, 1), (1.0, 1)]:
        decided(ferry, 1, chosen, confidence=confidence)
    decided(ferry, 1, 1, confidence=0.61, state="rejected")
    decided(ferry, None, 1, confidence=0.6, suggested_unclear=True)
    found = [(band.low, band.high, band.judged, band.right) for band in agreement.by_confidence()]
    assert found == [(0.5, 0.6, 2, 1), (0.6, 0.7, 2, 1), (0.9, 1.0, 2, 2)]


def test_each_family_shows_the_model_in_use_and_the_last_one_trained(ferry):
    in_use = StanceModelFactory(family="transport")
    declined = StanceModelFactory(family="transport", version=2, state="declined", numbers=None)
    decided(ferry, 1, 1)
    (found,) = agreement.by_family(agreement.by_topic())
    assert (found.family.name, found.decisions, found.in_use, found.latest) == ("transport", 1, in_use, declined)


def test_the_number_of_queries_does_not_grow(ferry, django_assert_num_queries):
    for _ in range(4):
        decided(IssueTopicFactory(), 1, 1)
    with django_assert_num_queries(3):
        agreement.by_topic()
    with django_assert_num_queries(1):
        agreement.by_confidence()
