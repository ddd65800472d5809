"""An editor says who published an article, and what that means for its text."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.factories import (
    ArticleFactory,
    ArticleVersionFactory,
    CountryFactory,
    FeedFactory,
    OfficeFactory,
    OfficialFactory,
    SourceFactory,
    TenureFactory,
    UserFactory,
)
from tracker.models import Source, Statement
from tracker.pipeline.quotations import read_article
from tracker.pipeline.statements import file_article
from tracker.views import sources

pytestmark = pytest.mark.django_db
NEW = {"name": "The Quay Observer", "kind": "outlet", "time_zone": "Europe/Oslo"}


@pytest.fixture
def rung_sources(monkeypatch):
    """The sources whose articles the queue was asked to date anew."""
    rung = []
    monkeypatch.setattr(sources.queue, "ring", lambda task, *args, **named: rung.append(*args))
    return rung


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


def test_of_two_who_choose_at_once_the_second_is_told_and_may_still_insist(client, editor, article):
    first = SourceFactory(name="The Pier Times")
    opened = client.get(reverse("article_source", args=[article.pk])).content.decode()
    assert 'name="was" value=""' in opened
    say(client, article, source=first.pk, was="")
    late = say(client, article, was="")
    assert late.status_code == 422
    page = late.content.decode()
    assert "chosen meanwhile: it is The Pier Times now" in page
    assert 'value="The Quay Observer"' in page, "what was typed is kept"
    article.refresh_from_db()
    assert article.source == first
    assert Source.objects.count() == 1
    assert f'name="was" value="{first.pk}"' in page
    assert say(client, article, was=first.pk).status_code == 302
    article.refresh_from_db()
    assert article.source.name == "The Quay Observer"


def test_two_who_choose_the_same_source_at_once_agree(client, editor, article):
    source = SourceFactory()
    for _ in range(2):
        assert say(client, article, source=source.pk, was="").url == article.get_absolute_url()


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


def shown(client, source):
    return client.get(source.get_absolute_url()).content.decode()


def test_a_source_without_a_time_zone_says_what_that_costs_and_where_to_set_it(client, editor):
    source = SourceFactory(time_zone_why="Its feed prints times of UTC+2, which several countries have.")
    FeedFactory(source=source, title="Quay news")
    page = shown(client, source)
    for words in ("Its time zone is not known.", "counts as UTC", source.time_zone_why, "Quay news"):
        assert words in page
    assert f'href="{reverse("edit_source", args=[source.slug])}#id_time_zone"' in page
    assert f'href="{source.get_absolute_url()}"' in client.get(reverse("feeds")).content.decode()
    Source.objects.update(time_zone="America/New_York", time_zone_why="Its address ends in .gov.")
    page = shown(client, source)
    assert "not known.</strong>" not in page
    assert "America/New York" in page
    assert "Its address ends in .gov." in page
    assert "The time zone of" not in client.get(reverse("feeds")).content.decode()


def change(client, source, **values):
    given = {"name": source.name, "kind": "outlet", "country": "", "time_zone": "", "homepage": ""} | values
    return client.post(reverse("edit_source", args=[source.slug]), given)


def test_an_editor_sets_the_time_zone_and_the_articles_are_dated_anew(client, editor, rung_sources):
    article = ArticleFactory(source=SourceFactory(homepage="https://quay.ie/"))
    source = article.source
    form = client.get(reverse("edit_source", args=[source.slug])).content.decode()
    near, rest = form.split("All others")
    assert "Those of its country" in near
    assert near.count("Europe/Dublin") == 2
    assert "Europe/Dublin" not in rest
    assert change(client, source, time_zone="Europe/Dublin").url == source.get_absolute_url()
    source.refresh_from_db()
    assert (source.time_zone, source.time_zone_by, source.homepage) == ("Europe/Dublin", editor, None)
    assert rung_sources == [source.pk]
    page = shown(client, source)
    assert "Its articles are being dated anew." in page
    assert f"set by {editor.username}" in page


def test_a_change_that_makes_no_sense_is_asked_again(client, editor):
    source = SourceFactory()
    for wrong in ({"time_zone": "Mars/Olympus"}, {"name": ""}, {"homepage": "no address"}, {"kind": "rumour"}):
        assert change(client, source, **wrong).status_code == 422
    assert Source.objects.get() == source
    assert "Nothing was changed" in client.get(change(client, source).url).content.decode()


def test_a_refused_change_leaves_the_source_named_as_it_is_and_costs_one_look_at_it(client, editor):
    source = SourceFactory(name="The Quay Observer")
    address = reverse("edit_source", args=[source.slug])
    with CaptureQueriesContext(connection) as asked:
        page = client.post(address, {"name": "The Pier", "kind": "rumour"}).content.decode()
    assert "The Quay Observer" in page
    assert sum('WHERE "tracker_source"."slug"' in query["sql"] for query in asked) == 1


def test_the_pages_of_a_source_are_for_editors(client):
    source = SourceFactory()
    for address in (source.get_absolute_url(), reverse("edit_source", args=[source.slug])):
        assert client.get(address).url.startswith(reverse("login"))
