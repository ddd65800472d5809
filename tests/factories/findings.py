"""What is computed from stances, and what editors decided."""

from datetime import date

import factory
from factory.django import DjangoModelFactory

from tracker import models

from .register import CountryFactory, EditorFactory, OfficialFactory
from .statements import StatementFactory
from .topics import IssueTopicFactory


class PositionFactory(DjangoModelFactory):
    class Meta:
        model = models.Position

    official = factory.SubFactory(OfficialFactory)
    topic = factory.SubFactory(IssueTopicFactory)
    start = date(2024, 10, 16)
    state = "standing"
    score = 1
    evidence_count = 1
    last_statement = factory.SubFactory(StatementFactory, accepted=True, official=factory.SelfAttribute("..official"))
    method = "factory"


class ShiftFactory(DjangoModelFactory):
    """A reversal from one accepted statement to another."""

    class Meta:
        model = models.Shift

    official = factory.SubFactory(OfficialFactory)
    topic = factory.SubFactory(IssueTopicFactory)
    day = date(2024, 10, 16)
    kind = "reversed"
    score_before = -1
    score_after = 1
    before = factory.SubFactory(
        StatementFactory, accepted=True, said_on=date(2024, 3, 1), official=factory.SelfAttribute("..official")
    )
    after = factory.SubFactory(StatementFactory, accepted=True, official=factory.SelfAttribute("..official"))
    rule = "factory"
    method = "factory"
    state = "confirmed"


class SplitFactory(DjangoModelFactory):
    """Two voices of one government, confirmed."""

    class Meta:
        model = models.Split

    country = factory.SubFactory(CountryFactory)
    topic = factory.SubFactory(IssueTopicFactory)
    day = date(2024, 10, 16)
    before = factory.SubFactory(StatementFactory, accepted=True)
    after = factory.SubFactory(StatementFactory, accepted=True)
    apart = 2
    method = "factory"
    state = "confirmed"


class DecisionFactory(DjangoModelFactory):
    class Meta:
        model = models.Decision

    statement = factory.SubFactory(StatementFactory, accepted=True)
    actor = factory.SubFactory(EditorFactory)
    verb = "accept"
    before = factory.LazyFunction(dict)
    after = factory.LazyFunction(dict)
