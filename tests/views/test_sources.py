"""An editor says who published an article, and what that means for its text."""

from datetime import date

import pytest
from django.urls import reverse

from tests.factories import (
    ArticleFactory,
    ArticleVersionFactory,
    CountryFactory,
    OfficeFactory,
    OfficialFactory,
    SourceFactory,
    TenureFactory,
    UserFactory,
)
from tracker.models import Source, Statement
from tracker.pipeline.quotations import read_article
from tracker.pipeline.statements import file_article

pytestmark = pytest.mark.django_db
NEW = {"name": "The Quay Observer", "kind": "outlet", "time_zone": "Europe/Oslo"}


@pytest.fixture
def article():
    return ArticleFactory(source=None, url="https://quay.example/news/1")


def say(client, article, **fields):
    return client.post(reverse("article_source", args=[article.pk]), NEW | fields)


def test_only_editors_say_so(client, article):
    assert say(client, article).url.startswith(reverse("login"))
    client.force_login(UserFactory())
    assert say(client, article).status_code == 403
    assert not Source.objects.exists()


def test_a_new_source_serves_the_whole_host_and_what_comes_from_it_next(client, editor, article):
    other = ArticleFactory(source=None, url="https://www.quay.example/news/2")
    elsewhere = ArticleFactory(source=None, url="https://pier.example/news/2")
    named = ArticleFactory(url="https://quay.example/news/3")
    say(client, article)
    source = Source.objects.get(name="The Quay Observer")
    for row, expected in ((article, source), (other, source), (elsewhere, None), (named, named.source)):
        row.refresh_from_db()
        assert row.source == expected
    client.post(reverse("submit"), {"url": "https://quay.example/news/4"})
    assert source.articles.count() == 3


def test_a_known_source_is_chosen_and_none_is_made(client, editor, article):
    source = SourceFactory()
    say(client, article, source=source.pk, name="")
    article.refresh_from_db()
    assert article.source == source
    assert Source.objects.count() == 1


def test_neither_chosen_nor_named_is_asked_again(client, editor, article):
    assert say(client, article, name="").status_code == 422
    assert say(client, article, time_zone="Mars/Olympus").status_code == 422


def test_the_source_s_country_tells_whose_minister_spoke(client, editor):
    text = "Rain fell.\n\n“We will keep the harbour open to every ship,” the foreign minister said on Wednesday."
    article = ArticleFactory(source=None, state="captured", published_on=date(2024, 10, 17))
    ArticleVersionFactory(article=article, text=text, read_by=None)
    one, other = CountryFactory(), CountryFactory()
    for country in (one, other):
        office = OfficeFactory(country=country, titles=["foreign minister"], role="foreign_minister")
        TenureFactory(office=office, official=OfficialFactory(country=country))
    read_article(article)
    file_article(article)
    say(client, article, country=other.pk)
    article.refresh_from_db()
    read_article(article)
    file_article(article)
    assert Statement.objects.get().official.country == other
