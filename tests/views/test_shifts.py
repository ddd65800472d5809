"""The ledger of changes, here and on the front page."""

import re
from datetime import date

import pytest
from django.urls import reverse

from tests.factories import (
    ArticleVersionFactory,
    CountryFactory,
    EditorFactory,
    OfficeFactory,
    QuotationFactory,
    ShiftFactory,
    StanceFactory,
    StatementFactory,
    UserFactory,
)
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


def test_of_a_long_speech_the_words_about_the_topic_stand_beside_the_others(client):
    shift = ShiftFactory()
    text = "We sail. " * 200 + "The dam must go. It drowns fields. " + "So be it. " * 200
    type(shift.before).objects.filter(pk=shift.before.pk).update(text=text)
    StanceFactory(statement=shift.before, topic=shift.topic, state="accepted", evidence=["dam"])
    page = client.get(reverse("shifts")).content.decode()
    assert "… We sail. The dam must go. It drowns fields. …" in " ".join(page.split())


def test_the_move_of_an_office_says_that_its_holder_is_another(client):
    told = "The words before were another holder’s."
    shift = ShiftFactory()
    assert told not in client.get(reverse("shifts")).content.decode()
    line = {"official": None, "office": OfficeFactory(), "topic": shift.topic}
    ShiftFactory(**line, before=shift.before, after=StatementFactory(official=shift.official, accepted=True))
    assert told not in client.get(reverse("shifts")).content.decode()
    ShiftFactory(**line, before=shift.before, after=StatementFactory(accepted=True))
    assert told in client.get(reverse("shifts")).content.decode()


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


def test_reported_words_beside_others_are_told_with_the_report_s_own_verb(client):
    words = "that the ferry “ought never to have sailed”"
    shift = ShiftFactory(before__text=words, before__kind="part")
    version = ArticleVersionFactory(text=f"Alma Quill told the guild {words}.")
    QuotationFactory(
        version=version,
        statement=shift.before,
        content=words,
        kind="mixed",
        checked=True,
        cue="told",
        cue_span=[11, 15],
    )
    page = client.get(reverse("shifts")).content.decode()
    assert '<span class="frame">told …</span> that the ferry' in page.replace("<mark>", "").replace("</mark>", "")


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


def test_of_two_editors_at_once_the_second_is_told_and_nothing_of_the_first_is_lost(client):
    shift, first = ShiftFactory(state="suggested"), EditorFactory(username="first-editor")
    address = reverse("decide_shift", args=[shift.pk])
    client.force_login(first)
    client.post(address, {"action": "confirm", "note": "Said twice.", "seen": "0"})
    client.force_login(EditorFactory())
    stale = {"action": "dismiss", "note": "Once only.", "seen": "0", "next": "/shifts/"}
    told = client.post(address, stale, follow=True).content.decode()
    assert "This was confirmed by first-editor meanwhile" in told
    assert "your note was: “Once only.”" in told
    shift.refresh_from_db()
    assert (shift.state, shift.note) == ("confirmed", "Said twice.")
    page = client.get("/shifts/").content.decode()
    seen = re.search(r'name="seen" value="(\d+)"', page)[1]
    client.post(address, {**stale, "seen": seen})
    shift.refresh_from_db()
    assert shift.state == "dismissed"


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


@pytest.fixture
def move():
    """One move of a person, with which the lines of an office and a government move; and another person's."""
    lead = ShiftFactory(state="suggested", official__name="Alma Quill")
    same = {"before": lead.before, "after": lead.after, "topic": lead.topic, "official": None, "state": "suggested"}
    office = ShiftFactory(office=OfficeFactory(name="Ferry Minister", country__name="Nordmark"), **same)
    government = ShiftFactory(country=CountryFactory(name="Sudmark", names=["the Sudmark"]), **same)
    ShiftFactory(state="suggested", topic=lead.topic)
    return lead, office, government


def confirm(client, shift, *others, action="confirm"):
    address = reverse("decide_shift", args=[shift.pk])
    return client.post(address, {"action": action, "with": [other.pk for other in others], "next": "/shifts/"})


def test_one_move_of_several_lines_is_one_entry_that_leads_to_each(client, move):
    Shift.objects.update(state="confirmed")
    lead, office, government = move
    row = next(row for row in client.get(reverse("shifts")).context["rows"] if row.shift == lead)
    assert row.with_it == (office, government)
    assert len(shown(client)) == 2
    for path in (reverse("shifts"), reverse("home")):
        page = client.get(path).content.decode()
        assert page.count("Alma Quill reverses") == 1
        assert "Ferry Minister of Nordmark</a> and <a" in page
        assert all(f'id="shift-{shift.pk}"' in page for shift in move)
        assert government.get_absolute_url() in page


def test_a_move_is_told_by_the_lines_that_are_asked_for_or_may_be_seen(client, move):
    _, office, government = move
    Shift.objects.filter(pk__in=[office.pk, government.pk]).update(state="confirmed")
    (row,) = client.get(reverse("shifts")).context["rows"]
    assert (row.shift, row.with_it) == (office, (government,))
    Shift.objects.update(state="confirmed")
    (row,) = client.get(reverse("shifts"), {"line": "governments"}).context["rows"]
    assert (row.shift, row.with_it) == (government, ())


def test_a_verdict_and_its_undoing_hold_for_all_lines_of_a_move(client, move):
    client.force_login(EditorFactory())
    lead, *others = move
    confirm(client, lead, *others)
    assert set(Shift.objects.public()) == set(move)
    assert Decision.objects.count() == 3
    (row,) = client.get(reverse("shifts")).context["rows"]
    address = reverse("undo_verdict", args=[row.decision.pk])
    client.post(address, {"with": [decision.pk for decision in row.decisions]})
    assert not Shift.objects.public().exists()


def test_of_several_lines_all_are_decided_or_none(client, move):
    client.force_login(EditorFactory())
    lead, *others = move
    Shift.objects.filter(pk=others[1].pk).update(found=False)
    confirm(client, lead, *others)
    assert not Shift.objects.public().exists()
