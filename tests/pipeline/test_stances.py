"""Suggested stances: what is shown as a step, what is kept of a suggestion, and what a second look may change."""

import importlib
from pathlib import Path

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, transaction

from tests.factories import (
    DecisionFactory,
    EditorFactory,
    IssueTopicFactory,
    QuotationFactory,
    StanceFactory,
    StatementFactory,
    TopicTermFactory,
)
from tracker import migrations
from tracker.analysis.stances import StanceSuggestion
from tracker.models import Check, Stance, TopicCue
from tracker.pipeline import curation
from tracker.pipeline.stances import METHOD, SUGGESTED_FROM, Codebook, refresh, suggest_stances

pytestmark = pytest.mark.django_db


@pytest.fixture
def sanctions():
    topic = IssueTopicFactory(slug="kestria-sanctions", name="Sanctions on Kestria")
    TopicTermFactory(topic=topic, phrase="sanctions", weight=0.95)
    TopicCue.objects.create(topic=topic, phrase="lift * sanctions", score=-2)
    return topic


def said(words, **given):
    statement = StatementFactory(text=words, **given)
    QuotationFactory(statement=statement)
    return statement


def suggested(words):
    statement = said(words)
    suggest_stances([statement.quotations.get()], Codebook.open())
    return statement.stances.get()


def edit(statement, **stances):
    return curation.Edit(
        official=statement.official,
        office=None,
        said_on=statement.said_on,
        said_on_precision="day",
        kind="spoken",
        decisive=False,
        **stances,
    )


def test_a_clear_side_is_suggested_as_a_step_by_the_rules(sanctions):
    stance = suggested("Parliament should lift the sanctions.")
    assert (stance.score, stance.unclear, stance.method) == (-2, False, METHOD)
    assert (stance.suggested_score, stance.suggested_by) == (-2, METHOD)
    assert stance.suggested_confidence == stance.confidence >= SUGGESTED_FROM


@pytest.mark.parametrize("words", ["Will they lift the sanctions?", "The sanctions were on the agenda."])
def test_a_question_and_the_silence_of_the_rules_leave_the_direction_open(sanctions, words):
    stance = suggested(words)
    assert (stance.score, stance.unclear, stance.suggested_unclear) == (None, True, True)


def test_the_sample_speaks_of_the_sample_s_topics_alone(sanctions):
    own = IssueTopicFactory(slug="sample-sanctions", is_sample=True)
    TopicTermFactory(topic=own, phrase="sanctions", weight=0.95)
    statement = said("Parliament should lift the sanctions.")
    passage = statement.quotations.get()
    passage.version.article.is_sample = True
    suggest_stances([passage], Codebook.open())
    assert [stance.topic for stance in statement.stances.all()] == [own]


def test_a_mention_that_is_sure_is_suggested_as_one_and_not_as_unclear(sanctions, monkeypatch):
    sure = StanceSuggestion(None, 0.9, ("agenda",), "learnt", "mentions only")
    monkeypatch.setattr("tracker.pipeline.stances.suggest", lambda *args, **kwargs: sure)
    stance = suggested("The sanctions were on the agenda.")
    assert (stance.score, stance.unclear, str(stance)) == (None, False, "Sanctions on Kestria: mentions only")


def test_a_step_left_below_the_threshold_by_doubt_about_the_topic_is_filed_with_the_topic_only(sanctions):
    sanctions.terms.update(weight=0.52)
    stance = suggested("Parliament should lift the sanctions.")
    assert (stance.score, stance.unclear) == (None, True)
    assert 0 < stance.confidence < SUGGESTED_FROM
    assert stance.evidence == ["sanctions"]


def test_what_was_suggested_is_kept_when_an_editor_corrects_it_and_when_that_is_undone(sanctions):
    stance = suggested("Parliament should lift the sanctions.")
    statement, before = stance.statement, stance.confidence
    decision = curation.accept(statement, actor=EditorFactory(), edit=edit(statement, stances={sanctions: 1}))
    stance.refresh_from_db()
    assert (stance.score, stance.method, stance.confidence) == (1, "editor", None)
    assert (stance.suggested_score, stance.suggested_by, stance.suggested_confidence) == (-2, METHOD, before)
    curation.undo(decision, actor=None)
    stance.refresh_from_db()
    assert (stance.score, stance.method, stance.suggested_score) == (-2, METHOD, -2)


def test_accepting_an_unclear_stance_as_a_mention_settles_it_and_undoing_opens_it_again(sanctions):
    stance = suggested("Will they lift the sanctions?")
    statement = stance.statement
    decision = curation.accept(statement, actor=None, edit=edit(statement, stances={sanctions: None}))
    stance.refresh_from_db()
    assert (stance.unclear, stance.suggested_unclear, stance.method) == (False, True, "editor")
    curation.undo(decision, actor=None)
    stance.refresh_from_db()
    assert stance.unclear


def test_a_topic_only_the_editor_saw_has_no_suggestion(sanctions):
    statement = said("We shall see.")
    curation.accept(statement, actor=None, edit=edit(statement, stances={sanctions: 1}))
    assert Stance.objects.get().suggested_by == ""


def test_a_second_look_changes_the_unchecked_and_never_the_decided(sanctions):
    unchecked = suggested("Parliament should lift the sanctions.").statement
    decided = suggested("It is time to lift the sanctions.").statement
    curation.accept(decided, actor=None, edit=edit(decided, stances={sanctions: 2}))
    TopicCue.objects.update(score=-1)
    assert refresh(Codebook.open(), [sanctions.slug]) == 1
    assert unchecked.stances.get().score == -1
    assert (decided.stances.get().score, decided.stances.get().suggested_score) == (2, -2)
    assert refresh(Codebook.open(), ["another-topic"]) == 0


@pytest.mark.parametrize(
    "broken",
    [
        pytest.param({"unclear": True, "score": 1}, id="unclear with a step"),
        pytest.param({"unclear": True, "score": None, "state": Check.ACCEPTED}, id="accepted and unclear"),
        pytest.param({"suggested_by": "", "suggested_score": 1}, id="a step suggested by nobody"),
        pytest.param({"suggested_by": "rules", "suggested_confidence": None}, id="a suggestion without confidence"),
        pytest.param({"suggested_unclear": True, "suggested_score": 1}, id="unclear suggestion with a step"),
    ],
)
def test_the_database_refuses_a_stance_that_contradicts_itself(broken):
    stance = StanceFactory()
    with pytest.raises(IntegrityError), transaction.atomic():
        Stance.objects.filter(pk=stance.pk).update(**broken)


def test_what_was_suggested_before_it_was_kept_is_found_again():
    (path,) = Path(migrations.__path__[0]).glob("*_stance_suggestions_and_models.py")
    migration = importlib.import_module(f"tracker.migrations.{path.stem}")
    old = {"suggested_by": "", "suggested_score": None, "suggested_confidence": None}
    plain = StanceFactory(method="stances-1", **old)
    open_one = StanceFactory(method="stances-1", score=None, **old)
    corrected = StanceFactory(
        statement=StatementFactory(accepted=True), method="editor", score=-1, confidence=None, **old
    )
    row = {"topic_id": corrected.topic_id, "score": 2, "method": "stances-1", "confidence": 0.6}
    DecisionFactory(statement=corrected.statement, before={"stances": [row]})
    with connection.schema_editor() as editor:
        migration.keep_what_was_suggested(apps, editor)
    for stance in (plain, open_one, corrected):
        stance.refresh_from_db()
    assert (plain.suggested_by, plain.suggested_score, plain.unclear) == ("stances-1", 1, False)
    assert (open_one.suggested_unclear, open_one.unclear) == (True, True)
    assert (corrected.suggested_score, corrected.suggested_confidence, corrected.score) == (2, 0.6, -1)


def test_steps_that_editors_set_before_are_given_the_words_that_name_the_topic():
    (path,) = Path(migrations.__path__[0]).glob("*_words_naming_topics.py")
    migration = importlib.import_module(f"tracker.migrations.{path.stem}")
    topic = TopicTermFactory(phrase="Varn dam").topic
    text = "We met. The Varn dam must go."
    by_hand, kept = (
        StanceFactory(statement=StatementFactory(text=text), topic=topic, method="editor", evidence=words)
        for words in ([], ["dam"])
    )
    suggested = StanceFactory(statement=StatementFactory(text=text), topic=topic, method="rules-1", evidence=[])
    unnamed = StanceFactory(statement=StatementFactory(text="It must go."), topic=topic, method="editor", evidence=[])
    with connection.schema_editor() as editor:
        migration.name_topics(apps, editor)
    for stance, words in ((by_hand, ["Varn dam"]), (kept, ["dam"]), (suggested, []), (unnamed, [])):
        stance.refresh_from_db()
        assert stance.evidence == words
