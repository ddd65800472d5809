"""Correcting the day of an article: what was dated from it follows, what an editor dated stays, and undoing gives all back."""

from datetime import date

import pytest

from tests.factories import ArticleVersionFactory, EditorFactory, IssueTopicFactory, OfficialFactory
from tracker.models import Position, Statement
from tracker.pipeline import curation, publication, quotations, statements
from tracker.pipeline.articles import Refused

pytestmark = pytest.mark.django_db

TEXT = """Alma Quill went to the harbour again, and the ferry men were waiting for her there.

“The ferry will sail in every weather that there is,” Alma Quill said on Wednesday.

“Nobody on the island needs another bridge,” Alma Quill said."""
FORMER, DAY = date(2024, 10, 17), date(2024, 10, 24)


@pytest.fixture
def article():
    """Read and filed: one remark dated by "on Wednesday", one without a date."""
    OfficialFactory(name="Alma Quill", slug="alma-quill")
    article = ArticleVersionFactory(text=TEXT, read_by=None, language=None, article__state="captured").article
    quotations.read_article(article)
    statements.file_article(article)
    return article


def dated():
    return Statement.objects.get(text__contains="every weather")


def undated():
    return Statement.objects.get(text__contains="bridge")


def accept(statement, topic, day, precision="day"):
    edit = curation.Edit(
        official=statement.official, office=None, said_on=day, said_on_precision=precision, kind=statement.kind,
        decisive=False, stances={topic: 1},
    )  # fmt: skip
    return curation.accept(statement, actor=EditorFactory(), edit=edit)


def test_suggestions_follow_the_day_and_come_back_with_it(article):
    assert (dated().said_on, undated().day) == (date(2024, 10, 16), FORMER)
    decision = publication.correct_day(article, DAY, actor=EditorFactory())
    assert (dated().said_on, dated().said_on_basis) == (date(2024, 10, 23), "on Wednesday")
    assert (undated().said_on, undated().day) == (None, DAY)
    assert not dated().decisions.exists()
    publication.undo_day(decision, actor=EditorFactory())
    article.refresh_from_db()
    assert (article.published_on, dated().said_on, undated().day) == (FORMER, date(2024, 10, 16), FORMER)


def test_accepted_statements_follow_on_record_and_positions_with_them(article):
    topic, actor = IssueTopicFactory(), EditorFactory()
    accept(dated(), topic, date(2024, 10, 16))
    accept(undated(), topic, FORMER, "before")
    publication.correct_day(article, DAY, actor=actor)
    assert (dated().said_on, undated().said_on) == (date(2024, 10, 23), DAY)
    latest = dated().decisions.latest("pk")
    assert (latest.verb, latest.actor) == ("correct", actor)
    line = Position.objects.get(official=dated().official, topic=topic)
    assert line.start == date(2024, 10, 23)


def test_a_date_that_an_editor_gave_stays(article):
    accept(dated(), IssueTopicFactory(), date(2024, 10, 9))
    publication.correct_day(article, DAY, actor=EditorFactory())
    assert dated().said_on == date(2024, 10, 9)


def test_only_the_last_correction_is_undone_and_no_impossible_day_is_taken(article):
    first = publication.correct_day(article, DAY, actor=EditorFactory())
    publication.correct_day(article, date(2024, 10, 25), actor=EditorFactory())
    with pytest.raises(curation.CannotUndo):
        publication.undo_day(first, actor=EditorFactory())
    with pytest.raises(Refused):
        publication.correct_day(article, date(1970, 1, 1), actor=EditorFactory())
