"""Sources, their feeds, and articles with their texts."""

import hashlib
from datetime import UTC, datetime

import factory
from factory.django import DjangoModelFactory

from tracker import models


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
