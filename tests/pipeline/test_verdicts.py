"""Editors confirm, dismiss and note on shifts; recomputation keeps what they decided."""

import random
from datetime import date, timedelta

import pytest

from tests.factories import (
    EditorFactory,
    IssueTopicFactory,
    OfficeFactory,
    OfficialFactory,
    StanceFactory,
    StatementFactory,
)
from tracker.models import Decision, Position, Shift, Split, Statement
from tracker.pipeline import curation, positions, verdicts
from tracker.pipeline.curation import CannotUndo

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor():
    return EditorFactory()


@pytest.fixture
def official():
    return OfficialFactory()


@pytest.fixture
def topic():
    return IssueTopicFactory()


def say(official, topic, score, day, **more):
    statement = StatementFactory(official=official, accepted=True, said_on=date.fromisoformat(day), **more)
    StanceFactory(statement=statement, topic=topic, score=score)
    return statement


@pytest.fixture
def reversal(official, topic):
    for score, day in ((-1, "2021-03-04"), (-1, "2021-06-04"), (1, "2022-03-04"), (1, "2022-06-04")):
        say(official, topic, score, day)
    positions.recompute(official, topic)
    return Shift.objects.get(kind="reversed")


def test_a_shift_is_public_only_once_it_is_confirmed(reversal, editor, settings):
    assert reversal not in Shift.objects.public()
    verdicts.confirm(reversal, actor=editor, note="Said twice.")
    confirmed = Shift.objects.public().get(pk=reversal.pk)
    assert (confirmed.decided_by, confirmed.note) == (editor, "Said twice.")
    verdicts.dismiss(reversal, actor=editor)
    assert reversal not in Shift.objects.public()
    settings.SHIFTS_NEED_CONFIRMATION = False
    assert reversal not in Shift.objects.public()


def test_a_newsroom_may_waive_confirmation(reversal, settings):
    settings.SHIFTS_NEED_CONFIRMATION = False
    assert reversal in Shift.objects.public()


def test_a_first_position_waits_for_nobody(reversal):
    assert [shift.kind for shift in Shift.objects.public()] == ["first"]
    assert [shift.kind for shift in Shift.objects.to_confirm()] == ["reversed"]


def test_confirmation_does_not_show_words_that_are_no_longer_accepted(reversal, editor):
    verdicts.confirm(reversal, actor=editor)
    Statement.objects.filter(pk=reversal.before_id).update(state="rejected")
    assert reversal not in Shift.objects.public()


def test_each_decision_is_kept_and_the_last_one_can_be_undone(reversal, editor):
    first = verdicts.confirm(reversal, actor=editor, note="Clear.")
    second = verdicts.annotate(reversal, actor=editor, note="Clearer.")
    with pytest.raises(CannotUndo):
        verdicts.undo_verdict(first, actor=editor)
    verdicts.undo_verdict(second, actor=editor)
    reversal.refresh_from_db()
    assert (reversal.state, reversal.note) == ("confirmed", "Clear.")
    verdicts.undo_verdict(first, actor=editor)
    reversal.refresh_from_db()
    assert (reversal.state, reversal.note, reversal.decided_at, reversal.decided_by) == ("suggested", "", None, None)
    assert [d.verb for d in Decision.objects.order_by("pk")] == ["confirm", "note", "undo", "undo"]


def test_recomputation_keeps_confirmation_and_note(reversal, editor, official, topic):
    verdicts.confirm(reversal, actor=editor, note="Clear.")
    say(official, topic, 1, "2023-03-04")
    positions.recompute(official, topic)
    positions.rebuild()
    kept = Shift.objects.get(kind="reversed")
    assert (kept.pk, kept.state, kept.note) == (reversal.pk, "confirmed", "Clear.")


def test_a_verdict_survives_another_statement_in_place_of_the_one_before(reversal, editor, official, topic):
    verdicts.confirm(reversal, actor=editor)
    later = say(official, topic, -1, "2021-09-04")
    positions.recompute(official, topic)
    kept = Shift.objects.get(kind="reversed")
    assert (kept.pk, kept.before, kept.state) == (reversal.pk, later, "confirmed")


def test_a_verdict_does_not_pass_to_another_claim(reversal, editor, official, topic):
    verdicts.confirm(reversal, actor=editor)
    reversal.after.stances.update(score=0)
    Statement.objects.exclude(pk=reversal.after_id).get(said_on=date(2022, 6, 4)).stances.update(score=0)
    positions.recompute(official, topic)
    assert Shift.objects.get(kind="softened").state == "suggested"
    assert Shift.objects.get(pk=reversal.pk).found is False
    assert not Shift.objects.public().moves().exists()


def test_a_decided_shift_that_comes_back_is_as_it_was_decided(reversal, editor, official, topic):
    verdicts.dismiss(reversal, actor=editor, note="Two halves of one sentence.")
    Statement.objects.filter(pk=reversal.after_id).update(state="rejected")
    positions.recompute(official, topic)
    gone = Shift.objects.get(pk=reversal.pk)
    assert not gone.found
    with pytest.raises(verdicts.NotFoundAnyMore):
        verdicts.confirm(gone, actor=editor)
    Statement.objects.filter(pk=reversal.after_id).update(state="accepted")
    positions.recompute(official, topic)
    back = Shift.objects.get(pk=reversal.pk)
    assert (back.found, back.state, back.note) == (True, "dismissed", "Two halves of one sentence.")


def test_an_undecided_shift_that_is_found_no_more_is_gone(reversal, official, topic):
    Statement.objects.filter(pk=reversal.after_id).update(state="rejected")
    positions.recompute(official, topic)
    assert not Shift.objects.filter(pk=reversal.pk).exists()


def test_a_shift_says_how_exact_its_day_is_and_that_the_office_changed(official, topic):
    office = OfficeFactory()
    say(official, topic, -1, "2021-03-04")
    say(official, topic, -1, "2021-06-04")
    say(official, topic, 1, "2022-03-01", said_on_precision="month", decisive=True, office=office)
    positions.recompute(official, topic)
    shift = Shift.objects.get(kind="reversed", official=official)
    assert (shift.precision, shift.with_office_change, shift.with_scale_change) == ("month", True, False)


def test_what_a_spokesperson_took_back_is_marked(official, topic):
    say(official, topic, 1, "2021-03-04")
    say(official, topic, 1, "2021-06-04")
    say(official, topic, -2, "2021-09-01")
    spokesperson = OfficialFactory()
    say(spokesperson, topic, 1, "2021-09-02", on_behalf_of=official)
    positions.recompute(official, topic)
    shift = Shift.objects.get(kind="walked_back")
    assert shift.by_spokesperson
    assert not shift.with_office_change


@pytest.mark.parametrize("seed", range(3))
def test_over_random_histories_a_rebuild_changes_neither_rows_nor_verdicts(seed, editor):
    chance = random.Random(seed)
    ministry = OfficialFactory(institution=True)
    offices = [None, *OfficeFactory.create_batch(2, institution=ministry, country=ministry.country)]
    people, topic, decisions = OfficialFactory.create_batch(2), IssueTopicFactory(), []
    for _ in range(25):
        if decisions and chance.random() < 0.2:
            statement = chance.choice(decisions).statement
            curation.reject(statement, actor=editor)
            continue
        statement = StatementFactory(official=chance.choice(people))
        edit = curation.Edit(
            official=statement.official,
            office=chance.choice(offices),
            said_on=date(2020, 1, 1) + timedelta(days=chance.randrange(2000)),
            said_on_precision="day",
            kind="spoken",
            decisive=chance.random() < 0.2,
            stances={topic: chance.choice((-2, -1, 0, 1, 2))},
        )
        decisions.append(curation.accept(statement, actor=editor, edit=edit))
        for shift in Shift.objects.to_confirm().order_by("?")[:1]:
            chance.choice((verdicts.confirm, verdicts.dismiss))(shift, actor=editor, note=f"note {shift.pk}")
    before = rows_of(Shift), rows_of(Position), rows_of(Split)
    assert all(before[:2])
    positions.rebuild()
    assert (rows_of(Shift), rows_of(Position), rows_of(Split)) == before


def rows_of(model):
    return sorted(model.objects.values_list(*(f.attname for f in model._meta.concrete_fields)))
