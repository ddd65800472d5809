"""Two statements become one, one becomes two, and either can be taken back."""

from datetime import date

import pytest

from tests.factories import EditorFactory, OfficialFactory, QuotationFactory, StanceFactory, StatementFactory
from tracker.models import Check, Decision, Position, Statement
from tracker.pipeline import curation, joining

pytestmark = pytest.mark.django_db
WORDS = "The ferry to the islands will sail all winter, whatever it costs"


@pytest.fixture
def two():
    """An accepted statement, and a suggested one of the same speaker in nearly its words."""
    official = OfficialFactory()
    first = StatementFactory(official=official, text=WORDS, accepted=True)
    second = StatementFactory(official=official, text=f"{WORDS}, she promised")
    for statement in (first, second):
        QuotationFactory(statement=statement)
    return first, second


def test_a_statement_in_like_words_of_that_time_is_offered(two):
    first, second = two
    StatementFactory(official=first.official, text="Nothing of the kind was ever planned by anyone here")
    StatementFactory(official=first.official, text=WORDS, said_on=date(2019, 1, 1))
    StatementFactory(official=first.official, text=WORDS, rejected=True)
    StatementFactory(text=WORDS)
    assert joining.alike(second) == [first]


def test_where_the_speaker_is_not_settled_the_words_of_the_candidates_are_offered(two):
    first, _ = two
    unsettled = StatementFactory(official=None, text=WORDS)
    unsettled.candidates.set([first.official, OfficialFactory()])
    StatementFactory(text=WORDS)
    assert first in joining.alike(unsettled)
    assert {other.official for other in joining.alike(unsettled)} == {first.official}


def test_the_likest_are_offered_first_and_no_more_than_asked_for(two):
    first, second = two
    further = StatementFactory(official=first.official, text="that the ferry to the islands would sail till winter")
    assert joining.alike(second) == [first, further]
    assert joining.alike(second, most=1) == [first]


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("The ferry to the islands will not sail all winter", "The ferry to the islands will sail all winter"),
        ("that it was not to be understood as a no", "that this was not to be understood as a yes"),
        ("that the barns were very full", "I will not lower the duty on barley while our barns are full"),
        ("that he had been aware of that", "that nothing had been decided"),
    ],
)
def test_other_remarks_of_the_same_day_are_not_offered(text, other):
    official = OfficialFactory()
    StatementFactory(official=official, text=other)
    assert joining.alike(StatementFactory(official=official, text=text)) == []


def test_what_bears_on_a_topic_the_other_way_is_not_offered(two):
    first, second = two
    against = StanceFactory(statement=first, score=-2)
    stance = StanceFactory(statement=second, topic=against.topic, score=1)
    assert joining.alike(second) == []
    stance.state = Check.REJECTED
    stance.save()
    assert joining.alike(second) == [first]


def test_words_of_no_settled_speaker_may_be_joined(two):
    first, _ = two
    unsettled = StatementFactory(official=None)
    joining.join(unsettled, first, actor=None)
    unsettled.refresh_from_db()
    assert unsettled.same_as == first


def test_what_is_joined_already_is_joined_to_no_third(two):
    first, second = two
    joining.join(second, first, actor=None)
    third = StatementFactory(official=first.official)
    with pytest.raises(joining.CannotJoin):
        joining.join(second, third, actor=None)
    second.refresh_from_db()
    assert second.same_as == first


def test_joined_passages_wait_to_be_checked_where_they_went(two):
    first, second = two
    decision = joining.join(second, first, actor=EditorFactory())
    second.refresh_from_db()
    assert (second.state, second.same_as, second.quotations.count()) == (Check.REJECTED, first, 0)
    assert list(Statement.objects.to_check()) == [first]
    assert (decision.verb, first.quotations.filter(checked=False).count()) == (Decision.Verb.JOIN, 1)


def test_joining_can_be_undone(two):
    first, second = two
    decision = joining.join(second, first, actor=None)
    curation.undo(decision, actor=None)
    second.refresh_from_db()
    assert (second.state, second.same_as, second.quotations.count()) == (Check.SUGGESTED, None, 1)
    assert first.quotations.get().checked


def test_a_public_statement_that_is_joined_leaves_its_line(two):
    first, _ = two
    stance = StanceFactory(statement__official=first.official, statement__accepted=True)
    joining.join(stance.statement, first, actor=None)
    assert not Position.objects.filter(topic=stance.topic).exists()
    assert stance.statement not in Statement.objects.public()


def test_what_was_joined_to_a_joined_statement_leads_to_the_last(two):
    first, second = two
    third = StatementFactory(official=first.official)
    joining.join(third, second, actor=None)
    joining.join(second, first, actor=None)
    third.refresh_from_db()
    assert third.same_as == first


@pytest.mark.parametrize("what", ["itself", "rejected", "another speaker", "the sample"])
def test_what_cannot_be_one_is_not_joined(two, what):
    first, second = two
    into = {
        "itself": second,
        "rejected": StatementFactory(official=first.official, rejected=True),
        "another speaker": StatementFactory(),
        "the sample": StatementFactory(official=first.official, is_sample=True),
    }[what]
    with pytest.raises(joining.CannotJoin):
        joining.join(second, into, actor=None)
    assert not Decision.objects.exists()


def test_a_checked_passage_gets_a_statement_of_its_own_and_can_come_back(two):
    first, _ = two
    other = QuotationFactory(statement=first, content="We never said so about the ferries", checked=True)
    alone = joining.part(other, actor=None)
    assert (alone.text, alone.state) == ("We never said so about the ferries", Check.SUGGESTED)
    assert not alone.quotations.get().checked
    curation.undo(first.decisions.get(), actor=None)
    other.refresh_from_db()
    assert (other.statement, other.checked) == (first, True)
    assert not Statement.objects.filter(pk=alone.pk).exists()


def test_the_only_passage_stays(two):
    with pytest.raises(joining.CannotJoin):
        joining.part(two[0].quotations.get(), actor=None)


def test_parting_and_taking_it_back_touch_nothing_else(two):
    first, _ = two
    parted = QuotationFactory(statement=first, checked=True)
    others = QuotationFactory(statement__official=first.official, checked=True), StatementFactory()
    alone = joining.part(parted, actor=None)
    assert not first.quotations.filter(pk=parted.pk).exists()
    curation.undo(first.decisions.get(), actor=None)
    assert not Statement.objects.filter(pk=alone.pk).exists()
    for other in others:
        other.refresh_from_db()
    assert others[0].checked
    assert first.quotations.count() == 2
