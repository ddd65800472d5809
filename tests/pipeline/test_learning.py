"""Learning from editors: what teaches whom, when a model is taken, and what it may change."""

import pytest

from tests.factories import (
    IssueTopicFactory,
    QuotationFactory,
    StanceFactory,
    StatementFactory,
    TopicTermFactory,
)
from tracker import tasks
from tracker.analysis.trials import Figures
from tracker.models import Stance, StanceModel
from tracker.pipeline import learning, stances
from tracker.pipeline.stances import METHOD, Codebook, suggest_stances

pytestmark = pytest.mark.django_db

SAYINGS = {2: "the ferry brings splendid boats in every winter", -1: "the ferry means dear tickets and empty decks"}


@pytest.fixture
def ferry():
    topic = IssueTopicFactory(slug="island-ferry", name="The island ferry", family="transport")
    TopicTermFactory(topic=topic, phrase="ferry", weight=0.95)
    return topic


def decide(topic, number, *, start=0, sayings=SAYINGS, **given):
    """Accepted stances in turn of each saying, with the passage they were suggested from."""
    for n in range(start, start + number):
        score = list(sayings)[n % len(sayings)]
        statement = StatementFactory(accepted=True, text=f"{sayings[score]}, number {n}", **given)
        QuotationFactory(statement=statement)
        StanceFactory(statement=statement, topic=topic, score=score, suggested_score=None, suggested_unclear=True)


def learn(name="transport", *, is_sample=False):
    return learning.learn(learning.family_named(name, is_sample=is_sample))


def test_too_few_decisions_teach_nothing_and_the_reason_counts_them(ferry):
    decide(ferry, 12)
    outcome = learn()
    assert (outcome.row, outcome.reason) == (None, "Not taught yet: 12 of the 30 decisions it takes.")


def test_of_too_many_decisions_the_last_teach(ferry, monkeypatch):
    decide(ferry, 32)
    monkeypatch.setattr(learning, "MOST", 30)
    last = Stance.objects.order_by("statement").values_list("pk", flat=True)[2:]
    assert learn().row.taught_by == list(last)


def test_one_step_alone_teaches_nothing(ferry):
    decide(ferry, 30, sayings={2: SAYINGS[2]})
    assert "fewer than two steps" in learn().reason
    assert not StanceModel.objects.exists()


def test_a_model_that_beats_the_rules_is_taken_with_its_scores_on_record(ferry):
    decide(ferry, 30)
    row = learn().row
    assert (row.state, row.version, row.examples, row.compared_on) == ("current", 1, 30, 30)
    assert row.compared_with == METHOD
    assert row.compared["new"]["macro_f1"] > row.compared["present"]["macro_f1"]
    assert row.scores["count"] == 30
    assert sorted(row.taught_by) == sorted(Stance.objects.values_list("pk", flat=True))


def test_a_suggestion_by_a_model_names_its_version(ferry):
    decide(ferry, 30)
    learn()
    statement = StatementFactory(text="the ferry has splendid boats")
    suggest_stances([QuotationFactory(statement=statement)], Codebook.open())
    stance = statement.stances.get()
    assert (stance.score, stance.method, stance.suggested_by) == (2, "learnt/transport/1", "learnt/transport/1")


def test_it_waits_for_new_decisions_before_it_is_taught_again(ferry):
    decide(ferry, 30)
    learn()
    decide(ferry, 4, start=30)
    assert learn().reason == "Waits: 4 of 10 decisions since it was last taught."
    assert StanceModel.objects.count() == 1


def test_the_next_model_is_compared_on_decisions_the_present_one_was_not_taught_by(ferry):
    decide(ferry, 30)
    learn()
    decide(ferry, 10, start=30)
    row = learn().row
    assert (row.compared_with, row.compared_on, row.examples) == ("learnt/transport/1", 10, 40)


def test_one_that_does_not_beat_the_present_model_is_declined_and_kept_without_numbers(ferry):
    decide(ferry, 30)
    first = learn().row
    decide(ferry, 10, start=30)
    second = learn().row  # both know all ten: a tie
    assert (second.state, second.numbers, second.version) == ("declined", None, 2)
    assert StanceModel.objects.current().get() == first


def test_one_that_beats_the_present_model_replaces_it(ferry):
    decide(ferry, 30)
    first = learn().row
    decide(ferry, 40, start=30, sayings={1: "the ferry crossing is quaint", -2: "that ferry wreck is a lasting sorrow"})
    second = learn().row
    first.refresh_from_db()
    assert (first.state, second.state) == ("retired", "current")


def test_a_training_that_was_overtaken_stores_nothing(ferry, monkeypatch):
    decide(ferry, 30)
    family = learning.family_named("transport", is_sample=False)
    quicker = learning.trials.cross_suggested

    def overtaken(*given):
        monkeypatch.setattr(learning.trials, "cross_suggested", quicker)
        learn()
        return quicker(*given)

    monkeypatch.setattr(learning.trials, "cross_suggested", overtaken)
    assert "meanwhile" in learning.learn(family).reason
    assert StanceModel.objects.count() == 1


def test_the_sample_teaches_its_own_models_and_nobody_else(ferry):
    invented = IssueTopicFactory(slug="invented-ferry", family="transport", is_sample=True)
    decide(invented, 30, is_sample=True)
    assert "0 of the 30" in learn().reason
    assert learn(is_sample=True).row.name == "learnt/sample/transport/1"


def test_a_topic_without_a_family_is_one_of_its_own():
    IssueTopicFactory(slug="lonely", family="")
    assert learning.family_named("lonely", is_sample=False) is not None


def test_a_stance_to_be_looked_at_again_teaches_nothing(ferry):
    decide(ferry, 30)
    Stance.objects.filter(pk=Stance.objects.first().pk).update(recheck=True)
    assert learn().decisions == 29


def test_a_model_taught_with_an_encoder_that_is_gone_leaves_the_rules_to_serve(ferry, monkeypatch):
    decide(ferry, 30)
    row = learn().row
    assert row.numbers["meaning"]
    assert Codebook.open().learnt("island-ferry").meaning_of is not None
    stances.learnt_by.cache_clear()
    monkeypatch.setattr(stances, "sentence_encoder", lambda: None)
    assert Codebook.open().learnt("island-ferry") is None
    stances.learnt_by.cache_clear()


def test_without_an_encoder_words_alone_are_learnt_from(ferry, monkeypatch):
    monkeypatch.setattr(learning, "sentence_encoder", lambda: None)
    decide(ferry, 30)
    row = learn().row
    assert (row.state, row.numbers["meaning"]) == ("current", None)


def test_undecided_and_rejected_stances_teach_nothing(ferry):
    decide(ferry, 30)
    Stance.objects.filter(pk__in=Stance.objects.values("pk")[:2]).update(state="rejected")
    StatementFactory(text="waiting").stances.create(topic=ferry, score=2, method="x")
    assert learn().decisions == 28


def test_a_model_of_another_method_is_not_read_and_is_replaced(ferry, monkeypatch):
    decide(ferry, 30)
    row = learn().row
    row.numbers["method"] = row.method = "linear-stance-0"
    row.save()
    stances.learnt_by.cache_clear()
    assert Codebook.open().learnt("island-ferry") is None
    again = learn().row
    assert (again.state, again.compared_with) == ("current", METHOD)
    row.refresh_from_db()
    assert row.state == "retired"


def test_the_night_teaches_every_family_and_renews_what_is_unchecked(ferry, django_capture_on_commit_callbacks):
    decide(ferry, 30)
    waiting = StatementFactory(text="the ferry has splendid boats")
    suggest_stances([QuotationFactory(statement=waiting)], Codebook.open())
    assert waiting.stances.get().score is None
    tasks.app.conf.task_always_eager = True
    try:
        with django_capture_on_commit_callbacks(execute=True):
            tasks.learn_stances()
    finally:
        tasks.app.conf.task_always_eager = False
    assert waiting.stances.get().method == "learnt/transport/1"
    assert not Stance.objects.decided().filter(method__startswith="learnt").exists()


def test_figures_are_kept_as_plain_values():
    assert Figures(1, None, 0.5, 1.0, None, None).to_dict() == {
        "count": 1,
        "macro_f1": None,
        "accuracy": 0.5,
        "coverage": 1.0,
        "precision": None,
        "precision_at_equal_coverage": None,
    }
