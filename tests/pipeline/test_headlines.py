"""The headline an editor gives an article: it outranks the source's, and undoing gives that one back as it now is."""

import pytest

from tests.factories import ArticleVersionFactory, EditorFactory, SourceFactory
from tracker.pipeline import articles, curation, documents, identity, publication
from tracker.pipeline.headlines import correct_headline, undo_headline

pytestmark = pytest.mark.django_db

TEXT = "The ferry to the islands sails every hour until the ice comes, the harbour master said, and no later than that."


@pytest.fixture
def article():
    return ArticleVersionFactory(text=TEXT, title="Ferry news", article__title="Ferry news").article


def edited_at_source(article, title):
    articles.revise(article, documents.Document(TEXT, title=title))
    article.refresh_from_db()


def test_it_stays_when_the_source_prints_another(article):
    correct_headline(article, "Ferry sails hourly", actor=EditorFactory())
    edited_at_source(article, "Ice expected")
    assert article.title == "Ferry sails hourly"
    assert article.latest_version.title == "Ice expected"


def test_undoing_gives_back_what_the_source_printed_or_prints_since(article):
    decision = correct_headline(article, "Ferry sails hourly", actor=EditorFactory())
    undo_headline(decision, actor=EditorFactory())
    article.refresh_from_db()
    assert (article.title, article.renamed) == ("Ferry news", False)
    decision = correct_headline(article, "Ferry sails hourly", actor=EditorFactory())
    edited_at_source(article, "Ice expected")
    undo_headline(decision, actor=EditorFactory())
    article.refresh_from_db()
    assert article.title == "Ice expected"


def test_only_the_last_is_undone_and_the_day_is_undone_for_itself(article):
    first = correct_headline(article, "Ferry sails hourly", actor=EditorFactory())
    day = publication.correct_day(article, article.published_on.replace(day=2), actor=EditorFactory())
    second = correct_headline(article, "Ferry sails until the ice", actor=EditorFactory())
    with pytest.raises(curation.CannotUndo):
        undo_headline(first, actor=EditorFactory())
    publication.undo_day(day, actor=EditorFactory())
    undo_headline(second, actor=EditorFactory())
    undo_headline(first, actor=EditorFactory())
    article.refresh_from_db()
    assert article.title == "Ferry news"


def test_the_same_text_under_the_source_s_headline_is_still_known(article):
    source = SourceFactory()
    article.source = source
    article.save()
    article.versions.update(text_hash=documents.Document(TEXT).text_hash)
    correct_headline(article, "Ferry sails hourly", actor=EditorFactory())
    again = articles.submit_address("https://courier.example/again", source=source)
    document = documents.Document(TEXT, title="Ferry news")
    assert identity.settle(again, document, reached="https://courier.example/again") == article
