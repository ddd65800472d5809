"""Sources: from a TOML file, added once and refused with the entry and the field; and what follows from changing one."""

from datetime import UTC, date, datetime

import pytest

from tests.factories import (
    ArticleFactory,
    CountryFactory,
    EditorFactory,
    FeedItemFactory,
    OfficialFactory,
    SourceFactory,
)
from tracker.analysis.publication import Candidate, Origin
from tracker.models import Article, Source, Statement
from tracker.pipeline import articles, publication, quotations, sources, statements
from tracker.pipeline.documents import Document
from tracker.pipeline.records import BadFile
from tracker.pipeline.sources import import_sources

pytestmark = pytest.mark.django_db
COURIER = """
[[sources]]
slug = "harbour-courier"
name = "The Harbour Courier"
kind = "outlet"
country = "XA"
time_zone = "Etc/GMT-1"
homepage = "https://courier.example/"
"""


@pytest.fixture
def write(tmp_path):
    CountryFactory(code="XA", is_sample=True)

    def file(text):
        path = tmp_path / "sources.toml"
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    return file


def test_sources_come_in_and_a_second_time_change_nothing(write):
    path = write(COURIER)
    assert import_sources(path, is_sample=True).added == 1
    source = Source.objects.get()
    assert (source.name, source.country_id, source.is_sample) == ("The Harbour Courier", "XA", True)
    assert str(source.zone) == "Etc/GMT-1"
    before = list(Source.objects.values())
    report = import_sources(path, is_sample=True)
    assert (report.added, report.unchanged) == (0, 1)
    assert list(Source.objects.values()) == before


def test_a_source_an_editor_changed_is_left_as_it_is(write):
    SourceFactory(slug="harbour-courier", name="The Courier")
    import_sources(write(COURIER), is_sample=True)
    assert Source.objects.get().name == "The Courier"


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        pytest.param('"harbour-courier"', '""', "slug: ", id="no slug"),
        pytest.param('slug = "harbour-courier"', "", "slug: ", id="slug missing"),
        pytest.param('"harbour-courier"', '"Harbour Courier"', "slug: Enter a valid", id="slug with a space"),
        pytest.param('"The Harbour Courier"', "5", "name: must be text", id="name a number"),
        pytest.param('"outlet"', '"blog"', "kind: ", id="unknown kind"),
        pytest.param('"XA"', '"ZZ"', "there is no country “ZZ”", id="unknown country"),
        pytest.param("Etc/GMT-1", "Harbour/Time", "Harbour/Time is not a time zone", id="unknown zone"),
        pytest.param("https://courier.example/", "javascript:alert(1)", "homepage: ", id="no web address"),
        pytest.param("homepage", "home_page", "home_page: no such field", id="misspelt field"),
    ],
)
def test_a_bad_entry_costs_itself_only(write, old, new, reason):
    good = COURIER.replace("harbour-courier", "other-courier")
    report = import_sources(write(COURIER.replace(old, new) + good), is_sample=True)
    (refusal,) = report.refused
    assert reason in refusal.reason
    assert refusal.place == "source 1"
    assert [source.slug for source in Source.objects.all()] == ["other-courier"]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [("slug = ", "not TOML"), ("", "there are no"), ("sources = 5", "there are no"), (b"\xff", "not UTF-8")],
)
def test_a_bad_file_is_one_sentence(write, text, sentence):
    with pytest.raises(BadFile, match=sentence):
        import_sources(write(text))


def test_the_register_does_not_refer_to_the_sample(write):
    (refusal,) = import_sources(write(COURIER)).refused
    assert "belongs to the sample" in refusal.reason


DUBLIN, LATE = "Europe/Dublin", datetime(2024, 7, 3, 23, 30)


def dated_article(source, moment=LATE):
    """Dated by its feed alone, whose time has no zone."""
    dates = [Candidate(Origin.FEED, moment=moment)]
    document = Document(f"“Nobody needs a bridge,” Alma Quill said on Wednesday {moment}.", dates=tuple(dates))
    return articles.take(document, source=source, dates=dates)


def test_setting_the_time_zone_dates_the_articles_anew_and_taking_it_back_too():
    source = SourceFactory()
    article = dated_article(source)
    item = FeedItemFactory(article=article, published_at=LATE.replace(tzinfo=UTC))
    assert article.published_on == LATE.date()
    assert "as no time zone is known" in article.dates[0]["why"]
    for zone, day, moment in (
        ("Asia/Tokyo", LATE.date(), datetime(2024, 7, 3, 14, 30, tzinfo=UTC)),
        ("America/New_York", LATE.date(), datetime(2024, 7, 4, 3, 30, tzinfo=UTC)),
        (None, LATE.date(), LATE.replace(tzinfo=UTC)),
    ):
        assert sources.change(source, actor=EditorFactory(), time_zone=zone) == ["time_zone"]
        assert sources.to_date_anew() == [source.pk]
        assert not sources.date_anew(source.pk)
        article.refresh_from_db()
        item.refresh_from_db()
        assert (article.published_on, article.published_at, item.published_at) == (day, moment, moment)
    assert sources.to_date_anew() == []


def test_a_moment_with_an_offset_comes_to_count_on_another_day_and_its_statements_follow():
    OfficialFactory(name="Alma Quill", slug="alma-quill")
    source, actor = SourceFactory(), EditorFactory()
    article = dated_article(source, LATE.replace(tzinfo=UTC))
    quotations.read_article(article)
    statements.file_article(article)
    statement = Statement.objects.get()
    assert statement.said_on == date(2024, 7, 3)
    sources.change(source, actor=actor, time_zone="Asia/Tokyo")
    sources.date_anew(source.pk)
    article.refresh_from_db()
    statement.refresh_from_db()
    assert (article.published_on, statement.said_on) == (date(2024, 7, 4), date(2024, 7, 3))
    assert statement.reported_on == date(2024, 7, 4)


def test_a_day_an_editor_gave_stays_whatever_the_zone():
    source = SourceFactory()
    article = dated_article(source, LATE.replace(tzinfo=UTC))
    publication.correct_day(article, date(2024, 7, 1), actor=EditorFactory())
    sources.change(source, actor=None, time_zone="Asia/Tokyo")
    sources.date_anew(source.pk)
    article.refresh_from_db()
    assert article.published_on == date(2024, 7, 1)


def test_a_day_that_was_handed_in_without_more_stays():
    source = ArticleFactory().source
    before = source.articles.values().get()
    sources.change(source, actor=None, time_zone="Asia/Tokyo")
    sources.date_anew(source.pk)
    assert source.articles.values().get() == before


def test_many_articles_are_dated_in_parts_that_can_end_anywhere(monkeypatch):
    monkeypatch.setattr(sources, "AT_ONCE", 2)
    source = SourceFactory()
    for day in range(1, 6):
        dated_article(source, LATE.replace(day=day, tzinfo=UTC))
    sources.change(source, actor=None, time_zone="Asia/Tokyo")
    assert [sources.date_anew(source.pk) for _ in range(4)] == [True, True, False, False]
    assert [a.published_on.day for a in source.articles.order_by("pk")] == [2, 3, 4, 5, 6]


def test_another_country_has_what_is_ready_read_again():
    ready, failed = ArticleFactory(), ArticleFactory(state="failed", state_reason="The page is gone.")
    Article.objects.update(source=ready.source)
    assert sources.change(ready.source, actor=None, country=CountryFactory()) == ["country"]
    assert list(Article.objects.order_by("pk").values_list("state", flat=True)) == ["captured", "failed"]
    assert failed in Article.objects.filter(state="failed")


def test_nothing_changed_changes_nothing(django_assert_num_queries):
    source = SourceFactory(time_zone=DUBLIN)
    with django_assert_num_queries(0):
        assert sources.change(source, actor=None, time_zone=DUBLIN, name=source.name) == []


def test_an_article_that_gets_a_source_is_dated_by_its_zone():
    article = dated_article(None, LATE.replace(tzinfo=UTC))
    sources.assign(article, SourceFactory(time_zone="Asia/Tokyo"))
    article.refresh_from_db()
    assert article.published_on == date(2024, 7, 4)
