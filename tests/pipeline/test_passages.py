"""What an editor marks: bounds that were wrong, and passages that were not found."""

from datetime import date

import pytest

from tests.factories import (
    ArticleFactory,
    ArticleVersionFactory,
    EditorFactory,
    IssueTopicFactory,
    OfficialFactory,
    QuotationFactory,
    StatementFactory,
    TopicTermFactory,
)
from tests.pipeline.test_curation import edit
from tracker.models import Check, Decision, Quotation, Statement
from tracker.pipeline import curation, passages
from tracker.pipeline.quotations import read_article
from tracker.pipeline.statements import file_article

pytestmark = pytest.mark.django_db

TEXT = "Weather first.\n\n“The ferry will sail at noon. We keep our word,” she said.\n\nHe called the quay “our own”."


@pytest.fixture
def version():
    return ArticleVersionFactory(text=TEXT)


@pytest.fixture
def short(version):
    """A passage whose second sentence was missed."""
    statement = StatementFactory(text="The ferry will sail at noon")
    return QuotationFactory(statement=statement, version=version, content="The ferry will sail at noon")


def test_new_bounds_give_the_statement_its_words_and_can_be_undone(short):
    decision = passages.mark_anew(short, "The ferry will sail at noon. We keep our word", actor=EditorFactory())
    short.refresh_from_db()
    assert short.statement.text == "The ferry will sail at noon. We keep our word"
    assert short.version.text[short.start : short.end] == short.content == short.statement.text
    assert (decision.verb, short.statement.state) == (Decision.Verb.MARK, Check.SUGGESTED)
    curation.undo(decision, actor=EditorFactory())
    short.refresh_from_db()
    assert short.statement.text == short.content == "The ferry will sail at noon"
    assert short.bounds_rule != Quotation.BY_HAND


def test_undoing_puts_every_bound_of_a_passage_back_and_touches_no_other(short, version):
    other = QuotationFactory(statement=short.statement, version=version, content="the quay")
    bounds = [Quotation.objects.filter(pk=q.pk).values(*curation.PASSAGE).get() for q in (short, other)]
    decision = passages.mark_anew(short, "We keep our word", actor=None)
    assert Quotation.objects.filter(pk=short.pk).values(*curation.PASSAGE).get() != bounds[0]
    curation.undo(decision, actor=None)
    assert [Quotation.objects.filter(pk=q.pk).values(*curation.PASSAGE).get() for q in (short, other)] == bounds


@pytest.mark.parametrize("words", ["The ferry will sail at midnight", "", "“”"])
def test_words_the_text_does_not_have_cannot_be_marked(short, words):
    with pytest.raises(passages.CannotMark):
        passages.mark_anew(short, words, actor=None)
    assert not Decision.objects.exists()


def test_words_that_are_marked_already_are_not_marked_twice(short, version):
    with pytest.raises(passages.CannotMark, match="already"):
        passages.mark(version, short.content)


def test_unchecked_stances_follow_the_words_and_decided_ones_stay(short):
    topic = IssueTopicFactory()
    TopicTermFactory(topic=topic, phrase="keep our word")
    passages.mark_anew(short, "We keep our word", actor=None)
    assert [s.topic for s in short.statement.stances.all()] == [topic]
    short.statement.refresh_from_db()
    curation.accept(short.statement, actor=None, edit=edit(short.statement, stances={topic: 2}))
    passages.mark_anew(short, "The ferry will sail at noon", actor=None)
    assert [(s.state, s.score) for s in short.statement.stances.all()] == [(Check.ACCEPTED, 2)]


def test_a_missed_passage_waits_for_its_speaker_with_those_of_the_article_offered(short, version):
    statement = passages.mark(version, "the quay “our own”")
    assert (statement.state, statement.official, statement.kind) == (Check.SUGGESTED, None, Statement.Kind.PART)
    assert list(statement.candidates.all()) == [short.official]
    assert statement.reported_on == version.article.published_on


def test_reading_again_leaves_what_an_editor_marked(short, version):
    marked = passages.mark(version, "The ferry will sail at noon. We keep our word").quotations.get()
    version.article.move_to("captured")
    read_article(version.article)
    assert version.quotations.filter(pk=marked.pk, statement__isnull=False).exists()
    overlapping = version.quotations.filter(start__lt=marked.end, end__gt=marked.start)
    assert list(overlapping) == [marked]


def test_a_longer_print_does_not_take_back_the_words_an_editor_marked():
    official = OfficialFactory(name="Alma Quill")
    text = "The harbour was calm.\n\n“{}” Alma Quill said on Wednesday."
    words = "We will keep every ferry to the islands sailing through the winter"
    first, later = (
        ArticleVersionFactory(
            article=ArticleFactory(state="captured", published_on=date(2024, 10, 17)),
            text=text.format(said),
            read_by=None,
        )
        for said in (f"{words},", f"{words}, and we will pay for it as we have always done,")
    )
    for version in (first, later):
        read_article(version.article)
        file_article(version.article)
        if version is first:
            passages.mark_anew(version.quotations.get(), words, actor=None)
    statement = Statement.objects.get(official=official)
    assert (statement.quotations.count(), statement.text) == (2, words)
