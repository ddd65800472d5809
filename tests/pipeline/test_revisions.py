"""An edit at the source: what still stands is carried over, what was touched waits for an editor, the evidence stays."""

from dataclasses import replace
from datetime import date

import pytest

from tests.analysis.test_duplicates import STORY
from tests.factories import (
    CountryFactory,
    EditorFactory,
    OfficeFactory,
    OfficialFactory,
    TenureFactory,
)
from tracker.models import Article, Quotation, Revision, Statement
from tracker.pipeline import articles, curation, documents, quotations, revisions, statements

pytestmark = pytest.mark.django_db

DAY = date(2024, 10, 17)
WORDS = "We will keep the ferry line to the islands open through the winter, whatever it costs us"


def official(slug, name, title, country):
    found = OfficialFactory(slug=slug, name=name, country=country)
    office = OfficeFactory(name=title, titles=[title], country=country, role="foreign_minister")
    TenureFactory(official=found, office=office, start=date(2024, 1, 8))
    return found


@pytest.fixture
def country():
    return CountryFactory(code="XA", name="Varania", adjectives=["Varanian"])


@pytest.fixture(autouse=True)
def varga(country):
    return official("ilse-varga", "Ilse Varga", "Foreign Minister", country)


@pytest.fixture
def article():
    return processed(articles.submit_text(STORY, url="https://courier.example/ferry", published_on=DAY))


def processed(article):
    article.refresh_from_db()
    quotations.read_article(article)
    statements.file_article(article)
    article.refresh_from_db()
    return article


def edit(article, *changes):
    """The text with `changes` seen at the source, read and filed; the record of the edit."""
    text = article.latest_version.text
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    articles.revise(article, documents.from_plain(text))
    processed(article)
    return Revision.objects.filter(version=article.latest_version).first()


def accept(statement):
    given = curation.Edit(
        official=statement.official,
        office=None,
        said_on=DAY,
        said_on_precision="day",
        kind=statement.kind,
        decisive=False,
        stances={},
    )
    curation.accept(statement, actor=None, edit=given)


def spoken():
    return Statement.objects.get(text__startswith=WORDS[:20])


def first_print(words=WORDS):
    found = Quotation.objects.with_presence().first_prints().filter(content__startswith=words[:20])
    return found.order_by("pk")[0]


def test_an_edit_that_touches_nothing_quoted_is_trivial_and_needs_no_second_check(article):
    accept(spoken())
    count = Statement.objects.count()
    revision = edit(article, ("1962", "1964"))
    assert (revision.state, revision.touched) == (Revision.State.TRIVIAL, [])
    assert Statement.objects.count() == count
    assert not Statement.objects.to_check().filter(pk=spoken().pk).exists()
    assert first_print().still_there
    assert first_print().version.number == 1


def test_every_passage_is_carried_over_with_its_statement(article):
    edit(article, ("1962", "1964"))
    carried = Quotation.objects.filter(version=article.latest_version)
    firsts = Quotation.objects.filter(version__number=1)
    assert carried.count() == firsts.count()
    assert {(q.carried_from_id, q.statement_id) for q in carried} == {(q.pk, q.statement_id) for q in firsts}


def test_an_edit_of_quoted_words_waits_for_an_editor_with_both_wordings(article):
    accept(spoken())
    revision = edit(article, ("We will keep", "We hope to keep"))
    assert revision.state == Revision.State.OPEN
    (touched,) = revision.touched
    assert touched["what"] == "words"
    assert touched["statement"] == spoken().pk
    assert touched["before"].startswith("We will keep")
    assert touched["after"].startswith("We hope to keep")
    assert not first_print().still_there
    assert first_print().version.text == STORY


def test_a_passage_cut_at_the_source_is_kept_here_and_said_to_be_gone(article):
    paragraphs = STORY.split("\n\n")
    revision = edit(article, (paragraphs[1] + "\n\n", ""))
    assert {entry["what"] for entry in revision.touched} == {"gone"}
    assert not first_print().still_there
    assert spoken().quotations.exists()


def test_words_given_to_somebody_else_wait_for_an_editor(article, country):
    official("falk-tarn", "Falk Tarn", "Trade Minister", country)
    revision = edit(article, ("Ilse Varga told reporters", "Trade Minister Falk Tarn told reporters"))
    assert revision.state == Revision.State.OPEN
    entries = [entry for entry in revision.touched if entry["statement"] == first_print().statement_id]
    assert entries[0]["what"] == "attribution"
    assert "Ilse Varga" in entries[0]["before"]
    assert "Falk Tarn" in entries[0]["after"]
    assert not first_print().still_there


def test_another_verb_of_saying_touches_the_attribution(article):
    revision = edit(article, ("told reporters at the airport", "promised reporters at the airport"))
    assert "attribution" in {entry["what"] for entry in revision.touched}
    assert first_print().still_there


def test_an_edit_of_words_that_no_statement_rests_on_is_trivial(article):
    Quotation.objects.update(statement=None)
    before = edit(article, ("We will keep", "We hope to keep"))
    assert before.state == Revision.State.TRIVIAL


def test_a_new_passage_is_read_and_waits_to_be_checked(article):
    count = Statement.objects.count()
    revision = edit(article, ("The line has run", "“No toll will ever be paid,” Ilse Varga said.\n\nThe line has run"))
    assert revision.state == Revision.State.TRIVIAL
    assert Statement.objects.count() == count + 1


def test_what_a_later_edit_brings_back_is_there_again(article):
    paragraph = STORY.split("\n\n")[1] + "\n\n"
    edit(article, (paragraph, ""))
    assert not first_print().still_there
    edit(article, ("The line has run", paragraph + "The line has run"), ("1962", "1964"))
    assert first_print().still_there
    assert Statement.objects.filter(text__startswith=WORDS[:20]).count() == 1


def test_an_edit_taken_back_to_the_letter_is_there_again(article):
    edit(article, ("We will keep", "We hope to keep"))
    articles.revise(article, documents.from_plain(STORY))
    assert article.latest_version.number == 1
    assert first_print().still_there


def test_carrying_over_again_changes_nothing(article):
    edit(article, ("We will keep", "We hope to keep"), ("1962", "1964"))

    def rows():
        return [list(model.objects.order_by("pk").values()) for model in (Quotation, Statement, Revision)]

    before = rows()
    article.move_to(Article.State.CAPTURED)
    processed(article)
    assert rows() == before


def test_an_edit_somebody_looked_at_stays_so_unless_it_turns_out_to_touch_more(article):
    revision, editor = edit(article, ("We will keep", "We hope to keep")), EditorFactory()
    assert revisions.handle(revision, actor=editor, note="a slip of the desk")
    assert not revisions.handle(revision, actor=EditorFactory())
    article.move_to(Article.State.CAPTURED)
    processed(article)
    revision.refresh_from_db()
    assert (revision.state, revision.handled_by, revision.note) == ("handled", editor, "a slip of the desk")
    revisions.reopen(revision)
    revision.refresh_from_db()
    assert (revision.state, revision.handled_at) == ("open", None)


def test_of_versions_that_followed_each_other_unread_the_edit_is_recorded_and_touches_nothing():
    fresh = articles.submit_text(STORY, url="https://courier.example/x", published_on=DAY)
    document = documents.from_plain(STORY)
    articles.revise(fresh, replace(document, text=STORY.replace("1962", "1964")))
    processed(fresh)
    revision = Revision.objects.get()
    assert (revision.state, revision.before.number, revision.version.number) == ("trivial", 1, 2)
    assert fresh.state == Article.State.READY


def test_a_passage_an_editor_filed_elsewhere_stays_there(article):
    edit(article, ("1962", "1964"))
    later = Quotation.objects.get(version=article.latest_version, content__startswith=WORDS[:20])
    own = statements.make_statement(later)
    accept(own)
    article.move_to(Article.State.CAPTURED)
    processed(article)
    later.refresh_from_db()
    assert later.statement == own


def test_a_text_edited_while_it_is_read_is_read_again_before_it_is_filed(monkeypatch):
    fresh, reader = articles.submit_text(STORY, url="https://courier.example/y", published_on=DAY), quotations.read

    def slow(text, **given):
        articles.revise(fresh, documents.from_plain(STORY.replace("1962", "1964")))
        return reader(text, **given)

    monkeypatch.setattr(quotations, "read", slow)
    quotations.read_article(fresh)
    fresh.refresh_from_db()
    assert fresh.state == Article.State.CAPTURED
    monkeypatch.setattr(quotations, "read", reader)
    processed(fresh)
    assert fresh.state == Article.State.READY
    assert fresh.latest_version.quotations.exists()


def headline(article, title):
    """The same text under another headline, seen at the source, read and filed; the record of the edit."""
    document = replace(documents.from_plain(article.latest_version.text), title=title)
    articles.revise(article, document)
    processed(article)
    return Revision.objects.filter(version=article.latest_version).first()


def test_another_headline_over_the_same_text_is_a_version_and_touches_nothing(article):
    article.versions.update(title="Ferry stays open")
    revision = headline(article, "Ferry to stay open through winter")
    assert (revision.state, revision.touched) == (Revision.State.TRIVIAL, [])
    assert [v.title for v in article.versions.order_by("number")] == [
        "Ferry stays open",
        "Ferry to stay open through winter",
    ]
    assert article.title == "Ferry to stay open through winter"
    assert first_print().still_there
    assert Statement.objects.filter(text__startswith=WORDS[:20]).count() == 1


@pytest.mark.parametrize("title", ["Ferry Stays Open", "Ferry  stays open!", ""])
def test_a_headline_in_other_capitals_or_not_found_this_time_is_no_other_one(article, title):
    article.versions.update(title="Ferry stays open")
    assert headline(article, title) is None
    assert article.versions.count() == 1


def test_a_headline_that_was_taken_back_is_the_article_s_again(article):
    article.versions.update(title="Ferry stays open")
    for title in ("Ferry may close", "Ferry stays open"):
        headline(article, title)
    assert (article.title, article.latest_version.number, article.versions.count()) == ("Ferry stays open", 1, 2)


def test_a_headline_that_quotes_the_words_no_longer_waits_for_an_editor(article):
    article.versions.update(title="Varga: ‘We will keep the ferry line’")
    revision = headline(article, "Varga vague on the ferry line")
    assert revision.state == Revision.State.OPEN
    assert [(t["what"], t["after"]) for t in revision.touched] == [("headline", "Varga vague on the ferry line")]
    assert first_print().still_there, "the text has them"
