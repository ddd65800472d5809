"""One factory for every model. States and people are invented, and so are their words."""

import hashlib
from datetime import UTC, date, datetime

import factory
from django.contrib.auth import get_user_model
from factory.django import DjangoModelFactory

from tracker import models

GIVEN = ("Alma", "Bram", "Cira", "Dov", "Edda", "Falk", "Greta", "Hanno", "Imre", "Jonna", "Kaspar", "Liv")
FAMILY = ("Ostrander", "Pellow", "Quill", "Rastow", "Sundal", "Tarn", "Ulfsen", "Vasko", "Wendt", "Yarrow", "Zell")


def _name(n: int) -> str:
    """A name that no other `n` under 132 gives; after that with a numeral."""
    numeral = "" if n < 132 else f" {n // 132 + 1}"
    return f"{GIVEN[n % 12]} {FAMILY[n % 11]}{numeral}"


def _code(n: int) -> str:
    """X and three letters or digits: enough for a whole run of the tests."""
    digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    return f"X{digits[n // 1296 % 36]}{digits[n // 36 % 36]}{digits[n % 36]}"


class UserFactory(DjangoModelFactory):
    """A reader with an account; `EditorFactory` makes staff. The password is "a long password"."""

    class Meta:
        model = get_user_model()
        skip_postgeneration_save = True

    username = factory.Sequence(lambda n: f"reader{n}")
    password = factory.django.Password("a long password")


class EditorFactory(UserFactory):
    username = factory.Sequence(lambda n: f"editor{n}")
    is_staff = True


class CountryFactory(DjangoModelFactory):
    class Meta:
        model = models.Country

    code = factory.Sequence(_code)
    name = factory.Sequence(lambda n: f"Invented State {n}")


class OfficialFactory(DjangoModelFactory):
    """A person; `institution=True` makes an institution."""

    class Meta:
        model = models.Official

    class Params:
        institution = factory.Trait(
            kind="institution", gender=None, name=factory.Sequence(lambda n: f"Invented Ministry {n}")
        )

    name = factory.Sequence(_name)
    slug = factory.Sequence(lambda n: f"official-{n}")
    country = factory.SubFactory(CountryFactory)
    gender = "f"
    source = "https://register.example/officials"


class AliasFactory(DjangoModelFactory):
    class Meta:
        model = models.Alias

    official = factory.SubFactory(OfficialFactory)
    text = factory.Sequence(lambda n: f"Printed Name {n}")


class OfficeFactory(DjangoModelFactory):
    class Meta:
        model = models.Office

    slug = factory.Sequence(lambda n: f"office-{n}")
    name = factory.Sequence(lambda n: f"Minister for Example {n}")
    country = factory.SubFactory(CountryFactory)
    titles = factory.LazyAttribute(lambda o: [o.name])
    source = "https://register.example/offices"


class TenureFactory(DjangoModelFactory):
    class Meta:
        model = models.Tenure

    official = factory.SubFactory(OfficialFactory)
    office = factory.SubFactory(OfficeFactory)
    start = date(2021, 1, 4)
    source = "https://register.example/tenures"


class SourceFactory(DjangoModelFactory):
    class Meta:
        model = models.Source

    slug = factory.Sequence(lambda n: f"source-{n}")
    name = factory.Sequence(lambda n: f"The Invented Courier {n}")


class ArticleFactory(DjangoModelFactory):
    """An article that is ready to be checked."""

    class Meta:
        model = models.Article

    source = factory.SubFactory(SourceFactory)
    url = factory.Sequence(lambda n: f"https://courier.example/articles/{n}")
    title = factory.Sequence(lambda n: f"An invented event of importance, part {n}")
    published_at = datetime(2024, 10, 17, 6, tzinfo=UTC)
    published_on = factory.LazyAttribute(lambda o: o.published_at.date() if o.published_at else None)
    state = "ready"


class FeedFactory(DjangoModelFactory):
    class Meta:
        model = models.Feed

    source = factory.SubFactory(SourceFactory)
    url = factory.Sequence(lambda n: f"https://courier.example/feeds/{n}.xml")
    title = factory.Sequence(lambda n: f"News from the invented harbour {n}")


class FeedItemFactory(DjangoModelFactory):
    class Meta:
        model = models.FeedItem

    feed = factory.SubFactory(FeedFactory)
    article = factory.SubFactory(ArticleFactory)
    key = factory.Sequence(lambda n: hashlib.sha256(str(n).encode()).hexdigest())
    guid = factory.LazyAttribute(lambda o: o.article.url if o.article else None)
    link = factory.LazyAttribute(lambda o: o.article.url if o.article else None)
    title = factory.LazyAttribute(lambda o: o.article.title if o.article else "An item that was refused")
    content_hash = factory.LazyAttribute(lambda o: hashlib.sha256(o.title.encode()).hexdigest())
    state = "taken"


class ArticleVersionFactory(DjangoModelFactory):
    class Meta:
        model = models.ArticleVersion

    article = factory.SubFactory(ArticleFactory)
    number = 1
    text = factory.Sequence(lambda n: f"Nothing of note happened at the place numbered {n}.")
    text_hash = factory.LazyAttribute(lambda o: hashlib.sha256(o.text.encode()).hexdigest())
    language = "en"
    extracted_by = "factory"
    read_by = "factory"


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
    """A direct quotation whose version's text is built around `content`, unless a version that has it is given."""

    class Meta:
        model = models.Quotation

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


STEP_WORDS = {2: "Embrace", 1: "Welcome", 0: "It depends", -1: "Hold off", -2: "Shut out"}


class IssueTopicFactory(DjangoModelFactory):
    """A topic with its five steps and an anchor for each; `scale=False` leaves them out."""

    class Meta:
        model = models.IssueTopic
        skip_postgeneration_save = True

    slug = factory.Sequence(lambda n: f"topic-{n}")
    name = factory.Sequence(lambda n: f"Invented question {n}")
    proposition = factory.Sequence(lambda n: f"The Invented States should do the thing numbered {n}.")
    pole_for = STEP_WORDS[2]
    pole_against = STEP_WORDS[-2]

    @factory.post_generation
    def scale(topic, create, extracted, **kwargs):
        if create and extracted is not False:
            for score, word in STEP_WORDS.items():
                AnchorFactory(step=TopicStepFactory(topic=topic, score=score, word=word))


class TopicStepFactory(DjangoModelFactory):
    class Meta:
        model = models.TopicStep

    topic = factory.SubFactory(IssueTopicFactory, scale=False)
    score = 1
    word = factory.LazyAttribute(lambda o: STEP_WORDS[o.score])


class AnchorFactory(DjangoModelFactory):
    class Meta:
        model = models.Anchor

    step = factory.SubFactory(TopicStepFactory)
    text = factory.Sequence(lambda n: f"An example sentence of this step, the {n}th.")


class TopicTermFactory(DjangoModelFactory):
    class Meta:
        model = models.TopicTerm

    topic = factory.SubFactory(IssueTopicFactory)
    phrase = factory.Sequence(lambda n: f"invented phrase {n}")


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
