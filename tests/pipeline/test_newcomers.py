"""Whoever is entered in the register gets what they were quoted with before."""

from datetime import date

import pytest

from tests.factories import (
    AliasFactory,
    ArticleFactory,
    ArticleVersionFactory,
    CountryFactory,
    OfficeFactory,
    OfficialFactory,
    QuotationFactory,
)
from tracker.models import Article, Check, Official, Statement
from tracker.pipeline import newcomers
from tracker.pipeline.quotations import read_article
from tracker.pipeline.statements import file_article, make_statement

pytestmark = pytest.mark.django_db

TEXT = "Ferries wait.\n\n“We will keep the harbour open to every ship,” Bruna Kestrel said on Wednesday."


def newcomer(**changes):
    given = {"name": "Bruna Kestrel", "kind": "person", "country": None, "gender": "f", "aliases": []}
    return newcomers.Newcomer(**given | {"source": "https://register.example/kestrel"} | changes)


@pytest.fixture
def article():
    """An article whose only speaker is not in the register."""
    article = ArticleFactory(state="captured", published_on=date(2024, 10, 17))
    ArticleVersionFactory(article=article, text=TEXT, read_by=None)
    read_and_file(article)
    return article


def read_and_file(article):
    article.refresh_from_db()
    read_article(article)
    file_article(article)


def test_who_is_missing_is_counted_over_articles(article):
    other = ArticleVersionFactory(text=TEXT + " She left.")
    QuotationFactory(version=other, statement=None, official=None, speaker_name="Bruna Kestrel", content="We will keep")
    QuotationFactory(statement=None, official=None, speaker_name="Dov Wendt")
    first, second = newcomers.missing()
    assert (first["speaker_name"], first["articles"], first["times"]) == ("Bruna Kestrel", 2, 2)
    assert second["speaker_name"] == "Dov Wendt"


def test_nobody_of_the_register_or_decided_on_is_missing():
    QuotationFactory()
    QuotationFactory(statement__rejected=True, statement__official=None, official=None, speaker_name="A Heckler")
    assert not newcomers.missing().exists()


def test_an_official_who_is_entered_gets_what_waited(article):
    assert not Statement.objects.exists()
    country = CountryFactory()
    official, again = newcomers.enrol(newcomer(country=country, office="harbour minister", start=date(2024, 1, 1)))
    assert again == [article]
    read_and_file(article)
    statement = Statement.objects.get()
    assert (statement.official, statement.office.name) == (official, "harbour minister")
    assert not newcomers.missing().exists()


def test_a_statement_filed_without_a_speaker_takes_the_one_found_later(article):
    statement = make_statement(article.versions.get().quotations.get())
    official, _ = newcomers.enrol(newcomer())
    read_and_file(article)
    statement.refresh_from_db()
    assert (statement.official, statement.state) == (official, Check.SUGGESTED)


def test_an_office_of_the_register_is_held_and_not_made_twice():
    office = OfficeFactory()
    official, _ = newcomers.enrol(newcomer(office=office, start=date(2024, 1, 1), end=date(2025, 1, 1)))
    tenure = official.tenures.get()
    assert (tenure.office, tenure.end) == (office, date(2025, 1, 1))


def test_namesakes_get_addresses_of_their_own():
    (one, _), (other, _) = newcomers.enrol(newcomer()), newcomers.enrol(newcomer())
    assert (one.slug, other.slug) == ("bruna-kestrel", "bruna-kestrel-2")


@pytest.mark.parametrize("by", ["name", "alias"])
def test_what_an_import_names_is_read_again(article, by):
    if by == "name":
        OfficialFactory(name="BRUNA KESTREL")
    else:
        AliasFactory(official__name="B. K. Kestrel", text="Bruna Kestrel")
    assert newcomers.read_again_what_is_named() == [article]
    assert Article.objects.get().state == Article.State.CAPTURED


def test_articles_of_others_are_left_alone(article):
    OfficialFactory(name="Dov Wendt")
    assert newcomers.read_again_what_is_named() == []
    assert newcomers.read_again(["Dov Wendt", "", "Br"]) == []
    assert Official.objects.count() == 1
