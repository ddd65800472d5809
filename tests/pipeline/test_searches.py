"""What is on record is searched for a topic that is new or has other words, in parts that can end anywhere."""

import pytest

from tests.factories import (
    ArticleVersionFactory,
    EditorFactory,
    IssueTopicFactory,
    OfficialFactory,
    QuotationFactory,
    StanceFactory,
    StatementFactory,
    TopicTermFactory,
)
from tracker import tasks
from tracker.models import Check, RecordSearch, Stance, Statement
from tracker.pipeline import codebooks, curation, searches
from tracker.pipeline.topics import load_topics, store

pytestmark = pytest.mark.django_db
WORDS = "The harbour of Aurelle must stay open to every ship."


@pytest.fixture
def topic():
    topic = IssueTopicFactory(name="The harbour", slug="harbour")
    TopicTermFactory(topic=topic, phrase="harbour")
    codebooks.freeze(topic)
    return topic


def said(words=WORDS, state="suggested", **more):
    statement = StatementFactory(text=words, state=state, official=OfficialFactory(), **more)
    version = ArticleVersionFactory(text=f"“{words}” she said.", article__is_sample=statement.is_sample)
    QuotationFactory(statement=statement, version=version, start=1, end=1 + len(words), spans=[[1, 1 + len(words)]])
    return statement


def decided(statement, stances):
    return curation.Edit(
        official=statement.official,
        office=None,
        said_on=statement.said_on,
        said_on_precision="day",
        kind="spoken",
        decisive=False,
        stances=stances,
    )


def search(topic):
    assert RecordSearch.objects.ask(topic)
    while searches.go_on(topic.pk):
        pass
    return RecordSearch.objects.get(topic=topic)


def test_what_bears_on_it_gets_a_suggestion_and_the_rest_does_not(topic):
    spoken, other = said(), said("The grain will be sold by the sack.")
    assert search(topic).found == 1
    assert spoken.stances.get().topic == topic
    assert spoken.stances.get().evidence
    assert not other.stances.exists()


def test_an_accepted_statement_comes_into_the_queue_and_stays_as_it_is_for_readers(topic):
    statement = said(state="accepted")
    search(topic)
    assert list(Statement.objects.to_check()) == [statement]
    assert not Stance.objects.public().exists()


def test_the_editor_who_looks_takes_it_or_turns_it_down_and_it_leaves_the_queue(topic):
    taken, refused = said(state="accepted"), said(state="accepted")
    search(topic)
    for statement, stances in ((taken, {topic: 1}), (refused, {})):
        edit = decided(statement, stances)
        curation.accept(statement, actor=EditorFactory(), edit=edit)
    assert not Statement.objects.to_check().exists()
    search(topic)
    assert not Statement.objects.to_check().exists()
    assert [taken.stances.get().state, refused.stances.get().state] == ["accepted", "rejected"]


def test_taking_an_earlier_decision_back_keeps_what_was_found_since(topic):
    statement = said()
    edit = decided(statement, {})
    decision = curation.accept(statement, actor=EditorFactory(), edit=edit)
    search(topic)
    curation.undo(decision, actor=EditorFactory())
    assert statement.stances.get().state == Check.SUGGESTED


def test_what_an_editor_decided_about_the_topic_stands(topic):
    statement = said(state="accepted")
    StanceFactory(statement=statement, topic=topic, score=-2, state="accepted", method="editor")
    assert search(topic).found == 0
    assert statement.stances.get().score == -2


def test_a_suggestion_whose_words_are_gone_goes(topic):
    statement = said()
    search(topic)
    topic.terms.update(phrase="lighthouse")
    assert search(topic).found == 0
    assert not statement.stances.exists()


def test_searching_twice_leaves_the_same_rows(topic):
    said(), said(state="accepted")
    search(topic)
    before = list(Stance.objects.order_by("pk").values())
    assert search(topic).found == 0
    assert list(Stance.objects.order_by("pk").values()) == before


def test_rejected_statements_and_those_of_the_other_newsroom_are_left_out(topic):
    said(state="rejected"), said(is_sample=True)
    assert search(topic).found == 0


def test_it_goes_on_where_it_ended_and_a_new_request_begins_anew(topic, monkeypatch):
    monkeypatch.setattr(searches, "AT_ONCE", 2)
    statements = [said() for _ in range(5)]
    RecordSearch.objects.ask(topic)
    assert searches.go_on(topic.pk)
    row = RecordSearch.objects.get()
    assert (row.reached, row.found, row.ended_at) == (statements[1].pk, 2, None)
    assert searches.go_on(topic.pk)
    assert not searches.go_on(topic.pk)
    assert RecordSearch.objects.get().found == 5
    assert not searches.go_on(topic.pk)
    RecordSearch.objects.ask(topic)
    assert searches.unfinished() == [topic.pk]
    assert RecordSearch.objects.get().reached == 0


def test_a_part_costs_the_same_number_of_queries_however_many_statements(topic, django_assert_max_num_queries):
    for _ in range(12):
        said()
    RecordSearch.objects.ask(topic)
    with django_assert_max_num_queries(20):
        searches.go_on(topic.pk)
    assert Stance.objects.count() == 12


def test_a_new_topic_and_a_new_version_ask_for_it_where_something_is_on_record(topic):
    codebook = load_topics([topic])[0]
    topic.delete()
    store(codebook)
    assert not RecordSearch.objects.exists()
    said()
    Stance.objects.all().delete()
    topic = store(
        codebook.__class__(**{n: getattr(codebook, n) for n in codebook.__slots__} | {"slug": "b", "name": "B"})
    )
    assert searches.unfinished() == [topic.pk]
    RecordSearch.objects.all().delete()
    topic.steps.filter(score=2).update(word="Quite")
    codebooks.freeze(topic)
    assert searches.unfinished() == [topic.pk]


def test_its_bell_is_rung_until_it_has_come_to_its_end(topic, rung, monkeypatch):
    monkeypatch.setattr(searches, "AT_ONCE", 1)
    said()
    RecordSearch.objects.ask(topic)
    tasks.search_record(topic.pk)
    assert rung == [("search_record", topic.pk)]
    asked = []
    monkeypatch.setattr(tasks.search_record, "apply_async", lambda args, **options: asked.append(*args))
    tasks.ring_lost_bells()
    tasks.search_record(topic.pk)
    tasks.ring_lost_bells()
    assert asked == [topic.pk]
