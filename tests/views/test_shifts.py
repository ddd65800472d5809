"""The ledger of changes, here and on the front page."""

from datetime import date

import pytest
from django.urls import reverse

from tests.factories import EditorFactory, OfficeFactory, ShiftFactory, StatementFactory, UserFactory
from tracker.models import Decision, Shift

pytestmark = pytest.mark.django_db


def shown(client, **asked):
    return [row.shift for row in client.get(reverse("shifts"), asked).context["rows"]]


def test_moves_are_listed_newest_first_and_first_positions_are_none(client):
    older = ShiftFactory(day=date(2023, 1, 1))
    newer = ShiftFactory(day=date(2024, 1, 1))
    ShiftFactory(kind="first", before=None, score_before=None, day=date(2025, 1, 1))
    assert shown(client) == [newer, older]
    assert [row.shift for row in client.get(reverse("home")).context["moves"]] == [newer, older]


@pytest.mark.parametrize("state", ["suggested", "rejected"])
@pytest.mark.parametrize("side", ["before", "after"])
def test_a_shift_whose_words_are_no_longer_accepted_is_not_shown(client, side, state):
    shift = ShiftFactory()
    type(getattr(shift, side)).objects.filter(pk=getattr(shift, side).pk).update(state=state)
    assert shown(client) == []
    assert client.get(reverse("home")).context["moves"] == []


def test_the_ledger_is_narrowed_by_topic_and_kind_and_ignores_nonsense(client):
    reversed_, softened = ShiftFactory(), ShiftFactory(kind="softened")
    assert shown(client, kind="softened") == [softened]
    assert shown(client, topic=reversed_.topic.slug) == [reversed_]
    assert len(shown(client, kind="nonsense", topic="nowhere")) == 2
    assert shown(client, kind="softened", topic=reversed_.topic.slug) == []


def test_the_words_before_and_after_stand_side_by_side(client):
    shift = ShiftFactory()
    page = client.get(reverse("shifts")).content.decode()
    assert shift.before.get_absolute_url() in page
    assert shift.after.get_absolute_url() in page
    assert "from “Hold off” to “Welcome”" in page


def test_differing_words_of_like_statements_are_marked(client):
    ShiftFactory(
        before=StatementFactory(accepted=True, text="We will never open the harbour."),
        after=StatementFactory(accepted=True, text="We will gladly open the harbour."),
    )
    page = client.get(reverse("shifts")).content.decode()
    assert "<mark>never</mark>" in page
    assert "<mark>gladly</mark>" in page


def test_a_standing_sentence_is_laid_out_clause_by_clause(client):
    formula = "We oppose unilateral changes in the strait; we do not support closing it; and we expect peaceful means."
    ShiftFactory(
        kind="clause_dropped",
        score_before=1,
        before=StatementFactory(accepted=True, text=formula),
        after=StatementFactory(accepted=True, text="We do not support closing it and we expect peaceful means."),
    )
    page = client.get(reverse("shifts")).content.decode()
    assert "<del>We oppose unilateral changes in the strait</del>" in page
    assert ">dropped</th>" in page
    assert "drops words from a standing sentence" in page


def test_a_long_ledger_has_pages(client):
    ShiftFactory.create_batch(22)
    assert len(shown(client)) == 20
    assert len(shown(client, page=2)) == 2


def test_what_waits_or_was_dismissed_is_for_editors_who_ask(client):
    waiting, dismissed = ShiftFactory(state="suggested"), ShiftFactory(state="dismissed")
    for visitor in (None, UserFactory()):
        if visitor:
            client.force_login(visitor)
        assert shown(client, state="suggested") == shown(client, state="dismissed") == []
        assert client.get(reverse("home")).context["moves"] == []
    client.force_login(EditorFactory())
    assert shown(client) == []
    assert shown(client, state="suggested") == [waiting]
    assert shown(client, state="dismissed") == [dismissed]


def test_the_ledger_is_narrowed_by_whose_line_it_is(client):
    person = ShiftFactory()
    office = ShiftFactory(official=None, office=OfficeFactory(), before=person.before, after=person.after)
    assert shown(client, line="people") == [person]
    assert shown(client, line="offices") == [office]
    assert shown(client, line="governments") == []


def decide(client, shift, action, note=""):
    address = reverse("decide_shift", args=[shift.pk])
    return client.post(address, {"action": action, "note": note, "next": "/shifts/?state=suggested"})


def test_an_editor_confirms_a_shift_and_comes_back_to_the_list(client):
    shift, editor = ShiftFactory(state="suggested"), EditorFactory()
    client.force_login(editor)
    response = decide(client, shift, "confirm", "Said twice.")
    assert response.url == "/shifts/?state=suggested"
    decision = Decision.objects.get()
    assert (decision.shift, decision.verb, decision.actor) == (shift, "confirm", editor)
    client.logout()
    assert shown(client) == [shift]
    assert b"Said twice." in client.get(reverse("shifts")).content


def test_an_editor_dismisses_and_takes_it_back(client):
    shift = ShiftFactory()
    client.force_login(EditorFactory())
    decide(client, shift, "dismiss")
    assert shown(client) == []
    client.post(reverse("undo_verdict", args=[Decision.objects.get().pk]))
    assert shown(client) == [shift]


def test_what_is_found_no_more_cannot_be_confirmed(client):
    shift = ShiftFactory(state="suggested", found=False)
    client.force_login(EditorFactory())
    decide(client, shift, "confirm")
    assert Shift.objects.get().state == "suggested"


@pytest.mark.parametrize("visitor", [None, UserFactory], ids=["anyone", "reader"])
def test_deciding_is_for_editors(client, visitor):
    shift = ShiftFactory(state="suggested")
    if visitor:
        client.force_login(visitor())
    assert decide(client, shift, "confirm").status_code in {302, 403}
    assert Shift.objects.get().state == "suggested"


@pytest.mark.parametrize("next_", ["https://elsewhere.example/", "//elsewhere.example"])
def test_nobody_is_sent_to_another_site(client, next_):
    client.force_login(EditorFactory())
    address = reverse("decide_shift", args=[ShiftFactory().pk])
    assert client.post(address, {"action": "dismiss", "next": next_}).url == reverse("shifts")


def test_a_list_costs_the_same_for_many_shifts_as_for_few(client, django_assert_max_num_queries):
    ShiftFactory.create_batch(2)
    with django_assert_max_num_queries(40) as few:
        client.get(reverse("shifts"))
    ShiftFactory.create_batch(15)
    with django_assert_max_num_queries(len(few)):
        client.get(reverse("shifts"))
