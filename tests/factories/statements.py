"""Statements with the passages that back them, their stances, and what was learnt from those."""

from datetime import date

import factory
from factory.django import DjangoModelFactory

from tracker import models

from .articles import ArticleVersionFactory
from .register import OfficialFactory
from .topics import IssueTopicFactory


class StatementFactory(DjangoModelFactory):
    """A suggested statement of an exact day; `accepted=True` or `rejected=True` for the others."""

    class Meta:
        model = models.Statement

    class Params:
        accepted = factory.Trait(state="accepted")
        rejected = factory.Trait(state="rejected")
        undated = factory.Trait(said_on=None, said_on_precision="unknown", said_on_basis=None)

    official = factory.SubFactory(OfficialFactory)
    speaker_name = factory.LazyAttribute(lambda o: o.official.name if o.official else "A person in print")
    text = factory.Sequence(lambda n: f"The ferry to the invented island will sail at {n} o’clock.")
    kind = "spoken"
    said_on = date(2024, 10, 16)
    said_on_precision = "day"
    said_on_basis = "on Wednesday"
    reported_on = date(2024, 10, 17)
    confidence = 0.9

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        """With `day`, which the database computes, read back."""
        statement = super()._create(model_class, *args, **kwargs)
        statement.refresh_from_db(fields=["day"])
        return statement


class QuotationFactory(DjangoModelFactory):
    """A direct quotation whose version's text is built around `content`, unless a version that has it is given.

    `told` makes an indirect one of it.
    """

    class Meta:
        model = models.Quotation

    class Params:
        told = factory.Trait(
            kind="indirect",
            version=factory.SubFactory(
                ArticleVersionFactory,
                text=factory.LazyAttribute(lambda o: f"Alma Quill told the guild {o.factory_parent.content}."),
            ),
            cue="told",
            cue_span=[11, 15],
        )

    statement = factory.SubFactory(StatementFactory)
    content = factory.LazyAttribute(lambda o: o.statement.text if o.statement else "Words without a statement.")
    version = factory.SubFactory(
        ArticleVersionFactory,
        text=factory.LazyAttribute(
            lambda o: (
                "A paragraph before, about the weather.\n\n"
                f"“{o.factory_parent.content}” she said on Wednesday.\n\nA paragraph after, about the harbour."
            )
        ),
    )
    kind = "direct"
    start = factory.LazyAttribute(lambda o: o.version.text.index(o.content))
    end = factory.LazyAttribute(lambda o: o.start + len(o.content))
    spans = factory.LazyAttribute(lambda o: [[o.start, o.end]])
    cue = "said"
    speaker_text = "she"
    speaker_name = factory.LazyAttribute(lambda o: o.official.name if o.official else None)
    official = factory.LazyAttribute(lambda o: o.statement.official if o.statement else None)
    said_on = factory.LazyAttribute(lambda o: o.statement.said_on if o.statement else None)
    said_on_precision = factory.LazyAttribute(lambda o: o.statement.said_on_precision if o.statement else "unknown")
    said_on_basis = factory.LazyAttribute(lambda o: o.statement.said_on_basis if o.statement else None)
    confidence = 0.9
    checked = factory.LazyAttribute(lambda o: o.statement is not None and o.statement.state == "accepted")


class StanceFactory(DjangoModelFactory):
    """A stance in the state its statement is in, as it was suggested; `added=True` for one only the editor saw."""

    class Meta:
        model = models.Stance

    class Params:
        added = factory.Trait(method="editor", confidence=None, suggested_by="", suggested_score=None)

    statement = factory.SubFactory(StatementFactory)
    topic = factory.SubFactory(IssueTopicFactory)
    score = 1
    state = factory.LazyAttribute(lambda o: o.statement.state)
    confidence = 0.7
    method = "factory"
    suggested_by = "factory"
    suggested_score = factory.LazyAttribute(lambda o: o.score if o.suggested_by else None)
    suggested_confidence = factory.LazyAttribute(lambda o: 0.7 if o.suggested_by else None)


class StanceModelFactory(DjangoModelFactory):
    """A model in use that beat the rules on the ten decisions it was compared on; its numbers say nothing."""

    class Meta:
        model = models.StanceModel

    family = factory.Sequence(lambda n: f"family-{n}")
    version = 1
    state = "current"
    method = "factory"
    numbers = factory.LazyFunction(dict)
    taught_by = factory.LazyFunction(lambda: list(range(1, 31)))
    examples = 30
    scores = factory.LazyFunction(lambda: _figures(30, 0.7))
    compared_with = "rules-2"
    compared_on = 10
    compared = factory.LazyFunction(lambda: {"new": _figures(10, 0.7), "present": _figures(10, 0.5)})


def _figures(count, share):
    return {"count": count, "macro_f1": share, "accuracy": share, "coverage": 0.8, "precision": share}
