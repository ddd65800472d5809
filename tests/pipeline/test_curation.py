"""Decisions make statements public or keep them from it, move positions, and can be undone."""

from datetime import date

import pytest

from tests.factories import (
    EditorFactory,
    IssueTopicFactory,
    OfficeFactory,
    OfficialFactory,
    QuotationFactory,
    StanceFactory,
    StatementFactory,
    TenureFactory,
    TopicTermFactory,
)
from tracker.models import Check, Decision, Official, Position, Shift, Stance, Statement
from tracker.pipeline import curation, positions

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor():
    return EditorFactory()


def edit(statement, *, stances=None, **changes):
    given = {
        "official": statement.official,
        "office": statement.office,
        "said_on": statement.said_on,
        "said_on_precision": statement.said_on_precision,
        "kind": statement.kind,
        "decisive": False,
        "stances": stances or {},
    }
    return curation.Edit(**given | changes)


def test_accepting_makes_the_statement_and_its_stances_public_and_says_who_did(editor):
    topic = IssueTopicFactory()
    statement = StatementFactory()
    decision = curation.accept(statement, actor=editor, edit=edit(statement, stances={topic: 1}))
    assert list(Statement.objects.public()) == [statement]
    assert [s.score for s in Stance.objects.public()] == [1]
    assert (decision.actor, decision.verb) == (editor, Decision.Verb.ACCEPT)
    assert Position.objects.get().score == 1


def test_a_suggestion_the_editor_leaves_out_is_rejected(editor):
    suggested = StanceFactory(statement=StatementFactory(), score=2)
    curation.accept(suggested.statement, actor=editor, edit=edit(suggested.statement))
    suggested.refresh_from_db()
    assert suggested.state == Check.REJECTED
    assert not Position.objects.exists()


def test_a_step_the_editor_changes_is_the_editor_s(editor):
    suggested = StanceFactory(statement=StatementFactory(), score=2, confidence=0.8)
    curation.accept(suggested.statement, actor=editor, edit=edit(suggested.statement, stances={suggested.topic: -1}))
    suggested.refresh_from_db()
    assert (suggested.score, suggested.method, suggested.confidence) == (-1, "editor", None)


def corrected(statement, topic, score, editor):
    decision = curation.accept(statement, actor=editor, edit=edit(statement, stances={topic: score}))
    return decision, Stance.objects.get(statement=statement, topic=topic)


@pytest.fixture
def dam():
    topic = IssueTopicFactory()
    TopicTermFactory(topic=topic, phrase="Varn dam")
    TopicTermFactory(topic=topic, phrase="dam", weight=0.5, needs=["Varn"])
    return topic


def test_a_step_the_editor_changes_keeps_the_words_that_name_the_topic_and_not_those_of_the_other_step(editor, dam):
    statement = StatementFactory(text="The dam must be stopped.")
    StanceFactory(statement=statement, topic=dam, score=-2, evidence=["Varn dam", "must be stopped"])
    decision, stance = corrected(statement, dam, -1, editor)
    assert stance.evidence == ["Varn dam"]
    curation.undo(decision, actor=editor)
    stance.refresh_from_db()
    assert (stance.score, stance.evidence) == (-2, ["Varn dam", "must be stopped"])


def test_a_step_the_editor_confirms_keeps_all_its_words(editor, dam):
    statement = StatementFactory(text="The dam must be stopped.")
    StanceFactory(statement=statement, topic=dam, score=-2, evidence=["Varn dam", "must be stopped"])
    assert corrected(statement, dam, -2, editor)[1].evidence == ["Varn dam", "must be stopped"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("We spoke of the dam at Varn. The Varn dam must go.", ["Varn dam", "dam"]),
        ("The dam must go.", ["dam"]),
        ("It must go.", []),
    ],
    ids=["named", "named by what alone would not do", "not named"],
)
def test_a_stance_filed_by_hand_rests_on_the_words_that_name_the_topic(editor, dam, text, words):
    statement = StatementFactory(text=text)
    assert corrected(statement, dam, 1, editor)[1].evidence == words
    statement.refresh_from_db()
    assert corrected(statement, dam, 2, editor)[1].evidence == words


@pytest.mark.parametrize(("said_on", "basis"), [(date(2024, 10, 16), "on Wednesday"), (date(2024, 10, 14), None)])
def test_a_day_the_editor_changes_rests_on_no_words_of_the_text(editor, said_on, basis):
    statement = StatementFactory(said_on=date(2024, 10, 16), said_on_basis="on Wednesday")
    curation.accept(statement, actor=editor, edit=edit(statement, said_on=said_on))
    statement.refresh_from_db()
    assert (statement.said_on, statement.said_on_basis) == (said_on, basis)


def test_accepting_checks_every_passage_and_undoing_puts_that_back(editor):
    statement = StatementFactory(accepted=True)
    QuotationFactory(statement=statement)
    joined = QuotationFactory(statement=statement, checked=False)
    decision = curation.accept(statement, actor=editor, edit=edit(statement))
    assert not statement.quotations.filter(checked=False).exists()
    curation.undo(decision, actor=editor)
    assert list(statement.quotations.filter(checked=False)) == [joined]


def test_accepting_again_is_a_correction_and_moves_both_lines(editor):
    topic, other = IssueTopicFactory(), OfficialFactory()
    statement = StatementFactory()
    curation.accept(statement, actor=editor, edit=edit(statement, stances={topic: 1}))
    statement.refresh_from_db()
    decision = curation.accept(statement, actor=editor, edit=edit(statement, stances={topic: 1}, official=other))
    assert decision.verb == Decision.Verb.CORRECT
    assert [p.official for p in Position.objects.all()] == [other]


def test_rejecting_takes_the_statement_out_of_every_line(editor):
    topic = IssueTopicFactory()
    statement = StatementFactory()
    curation.accept(statement, actor=editor, edit=edit(statement, stances={topic: 1}))
    curation.reject(statement, actor=editor, note="misquoted")
    assert not Statement.objects.public().exists()
    assert not Position.objects.exists()
    assert not Shift.objects.exists()


def test_undoing_puts_everything_back(editor):
    stance = StanceFactory(statement=StatementFactory(decisive=False), score=2)
    before = curation.snapshot(stance.statement)
    changed = edit(stance.statement, stances={IssueTopicFactory(): 0}, said_on=date(2020, 1, 1), kind="part")
    decision = curation.accept(stance.statement, actor=editor, edit=changed)
    curation.undo(decision, actor=editor)
    statement = Statement.objects.get()
    restored = curation.snapshot(statement)
    assert restored | {"stances": [s for s in restored["stances"] if s["state"] != "rejected"]} == before
    assert not Position.objects.exists()


def test_only_the_last_decision_can_be_undone_and_only_once(editor):
    statement = StatementFactory()
    first = curation.accept(statement, actor=editor, edit=edit(statement))
    second = curation.reject(statement, actor=editor)
    with pytest.raises(curation.CannotUndo):
        curation.undo(first, actor=editor)
    curation.undo(second, actor=editor)
    with pytest.raises(curation.CannotUndo):
        curation.undo(second, actor=editor)
    curation.undo(first, actor=editor)
    statement.refresh_from_db()
    assert statement.state == Check.SUGGESTED


def test_offices_on_a_day_are_those_held_that_day():
    tenure = TenureFactory(start=date(2021, 1, 1), end=date(2022, 1, 1))
    TenureFactory(official=tenure.official, office=OfficeFactory(), start=date(2022, 1, 1))
    assert list(curation.offices_on(tenure.official, date(2021, 12, 31))) == [tenure.office]
    assert tenure.office not in curation.offices_on(tenure.official, date(2022, 1, 1))


def test_the_weightiest_office_comes_first():
    official = OfficialFactory()
    for name, role in (("A party", "other"), ("Prime Minister", "head_of_government"), ("B committee", "other")):
        TenureFactory(official=official, office=OfficeFactory(name=name, role=role))
    assert curation.offices_on(official, date(2024, 1, 1)).first().name == "Prime Minister"


def test_undoing_goes_back_to_whom_people_turned_out_to_be_since(editor):
    speaker, principal, both = OfficialFactory.create_batch(3)
    statement = StatementFactory(official=speaker, on_behalf_of=principal)
    decision = curation.accept(statement, actor=editor, edit=edit(statement, official=OfficialFactory()))
    Official.objects.filter(pk__in=[speaker.pk, principal.pk]).update(same_as=both)
    curation.undo(decision, actor=editor)
    statement.refresh_from_db()
    assert (statement.official, statement.on_behalf_of) == (both, both)


@pytest.mark.parametrize("named", ["official", "office", "on_behalf_of", "topic"])
def test_what_names_something_removed_since_cannot_be_undone(editor, named):
    gone = {"official": OfficialFactory, "office": OfficeFactory, "on_behalf_of": OfficialFactory}
    gone["topic"] = IssueTopicFactory
    removed = gone[named]()
    statement = StatementFactory(**{} if named == "topic" else {named: removed})
    if named == "topic":
        StanceFactory(statement=statement, topic=removed)
    others = {"official": OfficialFactory(), "office": OfficeFactory(), "on_behalf_of": None}
    decision = curation.accept(statement, actor=editor, edit=edit(statement, **others))
    if named == "topic":
        statement.stances.all().delete()
    removed.delete()
    with pytest.raises(curation.CannotUndo, match="removed since"):
        curation.undo(decision, actor=editor)


def test_everything_the_editor_says_of_the_words_is_kept_and_taken_back(editor):
    statement = StatementFactory(on_behalf_of=OfficialFactory())
    before = curation.snapshot(statement)
    said = {
        "official": OfficialFactory(),
        "office": OfficeFactory(),
        "on_behalf_of": OfficialFactory(),
        "said_on": date(2024, 3, 1),
        "said_on_precision": "month",
        "kind": "written",
        "decisive": True,
    }
    decision = curation.accept(statement, actor=editor, edit=edit(statement, **said), note="As she wrote it.")
    statement.refresh_from_db()
    assert decision.note == "As she wrote it."
    assert {name: getattr(statement, name) for name in said} == said
    curation.undo(decision, actor=editor)
    statement.refresh_from_db()
    assert curation.snapshot(statement) == before


@pytest.mark.parametrize("given", [{"said_on": None}, {"said_on_precision": "unknown"}])
def test_words_of_no_day_are_of_an_unknown_day(editor, given):
    statement = StatementFactory(said_on=date(2024, 3, 1))
    curation.accept(statement, actor=editor, edit=edit(statement, **given))
    statement.refresh_from_db()
    assert (statement.said_on, statement.said_on_precision) == (None, "unknown")


def rows(model, *fields):
    return sorted(model.objects.values_list("official_id", "topic_id", *fields), key=str)


def lines():
    return (
        rows(Position, "start", "end", "state", "score", "evidence_count", "last_statement_id"),
        rows(Shift, "day", "kind", "score_before", "score_after", "before_id", "after_id"),
    )


def test_rebuilding_gives_the_rows_that_deciding_one_by_one_gave(editor):
    people, topics = OfficialFactory.create_batch(2), IssueTopicFactory.create_batch(2)
    decisions = []
    for n in range(24):
        statement = StatementFactory(official=people[n % 2], said_on=date(2021 + n // 6, 1 + n % 6 * 2, 5))
        wanted = {topics[n % 3 % 2]: (-2, 1, 2, -1, 0)[n * 7 % 5]}
        decisions.append(curation.accept(statement, actor=editor, edit=edit(statement, stances=wanted)))
    curation.undo(decisions[5], actor=editor)
    curation.reject(decisions[8].statement, actor=editor)
    corrected = Statement.objects.get(pk=decisions[11].statement_id)
    curation.accept(corrected, actor=editor, edit=edit(corrected, official=people[0], stances={topics[0]: 2}))
    incremental = lines()
    assert incremental[0]
    Position.objects.all().delete()
    Shift.objects.all().delete()
    positions.rebuild()
    assert lines() == incremental


def test_rebuilding_twice_writes_nothing(editor, django_assert_num_queries):
    statement = StatementFactory()
    curation.accept(statement, actor=editor, edit=edit(statement, stances={IssueTopicFactory(): 1}))
    keys = set(Position.objects.values_list("pk", flat=True)) | set(Shift.objects.values_list("pk", flat=True))
    positions.rebuild()
    again = set(Position.objects.values_list("pk", flat=True)) | set(Shift.objects.values_list("pk", flat=True))
    assert again == keys
