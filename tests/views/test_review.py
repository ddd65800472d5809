"""Checking one statement: who may, what the form holds, and what a decision does."""

from datetime import date

import pytest
from django.urls import reverse

from tests.factories import (
    EditorFactory,
    IssueTopicFactory,
    OfficialFactory,
    QuotationFactory,
    StatementFactory,
    TenureFactory,
    UserFactory,
)
from tests.views.reviewing import address, given, queue_of
from tracker.models import Check, Decision, Statement

pytestmark = pytest.mark.django_db


def test_strangers_log_in_first_and_readers_are_refused(client, suggested):
    for path in (reverse("review"), address(suggested)):
        assert client.get(path).url.startswith(reverse("login"))
    client.force_login(UserFactory())
    for path in (reverse("review"), address(suggested)):
        assert client.get(path).status_code == 403
    assert client.post(address(suggested), given(suggested)).status_code == 403
    suggested.refresh_from_db()
    assert suggested.state == Check.SUGGESTED


def test_the_form_is_filled_in_and_the_passage_marked(client, editor, suggested):
    page = client.get(address(suggested)).content.decode()
    assert 'value="Alma Quill"' in page
    assert 'value="2024-10-16"' in page
    assert f'<mark class="current">{suggested.quotations.get().content}' in page
    assert "on Wednesday" in page


@pytest.mark.parametrize(
    ("kind", "precision", "words"),
    [
        ("spoken", "before", "it was said on the article’s day or before"),
        ("reported", "before", "it was said on the article’s day or before"),
        ("written", "day", "this is the day of the article"),
    ],
)
def test_without_a_date_in_the_text_the_article_s_day_is_the_latest_that_is_proposed(
    client, editor, kind, precision, words
):
    statement = StatementFactory(undated=True, reported_on=date(2024, 10, 17), kind=kind)
    response = client.get(address(statement))
    assert response.context["form"].initial["said_on"] == date(2024, 10, 17)
    assert response.context["form"].initial["said_on_precision"] == precision
    assert words in response.content.decode()


def test_accepting_an_undated_remark_as_proposed_gives_it_no_exact_day(client, editor):
    statement = StatementFactory(undated=True, reported_on=date(2024, 10, 17))
    proposed = client.get(address(statement)).context["form"].initial
    dated = {"said_on": proposed["said_on"].isoformat(), "said_on_precision": proposed["said_on_precision"]}
    client.post(address(statement), given(statement, **dated))
    statement.refresh_from_db()
    assert statement.state == Check.ACCEPTED
    assert not statement.is_scoring


def test_one_button_accepts_an_undated_remark_as_said_on_the_article_s_day(client, editor):
    statement = StatementFactory(undated=True, reported_on=date(2024, 10, 17))
    page = client.get(address(statement))
    proposed = page.context["form"].initial
    dated = {"said_on": proposed["said_on"].isoformat(), "said_on_precision": proposed["said_on_precision"]}
    assert 'value="accept_that_day"' in page.content.decode()
    client.post(address(statement), given(statement, **dated, action="accept_that_day"))
    statement.refresh_from_db()
    assert (statement.state, statement.said_on_precision) == (Check.ACCEPTED, "day")
    assert statement.is_scoring


@pytest.mark.parametrize(
    "changes",
    [
        {"official": "Nobody At All"},
        {"official": ""},
        {"said_on": "", "said_on_precision": "day"},
        {"said_on": "2199-01-01"},
        {"said_on": "soon"},
        {"kind": "shouted"},
        {"office": "999999"},
    ],
)
def test_what_makes_no_sense_decides_nothing_and_keeps_what_was_typed(client, editor, suggested, changes):
    response = client.post(address(suggested), given(suggested, note="my thoughts") | changes)
    assert response.status_code == 422
    assert 'value="my thoughts"' in response.content.decode()
    suggested.refresh_from_db()
    assert suggested.state == Check.SUGGESTED


def test_a_topic_left_open_is_asked_about_again(client, editor, suggested):
    field = f"topic-{suggested.stances.get().topic.slug}"
    response = client.post(address(suggested), given(suggested) | {field: ""})
    assert response.status_code == 422
    assert "Choose a step" in response.content.decode()


def test_a_name_two_people_bear_is_refused(client, editor, suggested):
    OfficialFactory(name="Alma Quill")
    assert client.post(address(suggested), given(suggested)).status_code == 422


def test_another_topic_can_be_added_and_decided(client, editor, suggested):
    other = IssueTopicFactory(name="A further question")
    shown = client.post(address(suggested), given(suggested, action="add", topic_also=[other.slug])).content.decode()
    assert f'name="topic-{other.slug}"' in shown
    fields = given(suggested)
    fields |= {"topic_also": [fields["topic_also"], other.slug], f"topic-{other.slug}": "mention"}
    client.post(address(suggested), fields)
    assert suggested.stances.get(topic=other).score is None
    assert suggested.stances.get(topic=other).state == Check.ACCEPTED


def test_choosing_someone_else_lists_their_offices(client, editor, suggested):
    tenure = TenureFactory(official__name="Bram Tarn")
    headers = {"HX-Request": "true", "HX-Target": "office-field"}
    part = client.post(address(suggested), given(suggested, action="offices", official="bram tarn"), headers=headers)
    assert tenure.office.name in part.content.decode()
    assert b"<html" not in part.content


def test_an_unfiled_passage_can_be_filed_once(client, editor):
    quotation = QuotationFactory(statement=None, official=None, speaker_name="Bruna Kestrel")
    path = reverse("file_quotation", args=[quotation.pk])
    first, again = client.post(path), client.post(path)
    statement = Statement.objects.get()
    assert first.url == again.url == address(statement)
    assert "Bruna Kestrel" in client.get(reverse("review")).content.decode()


def test_rejecting_keeps_the_reason_and_undoing_brings_it_back(client, editor, suggested):
    client.post(address(suggested), given(suggested, action="reject", note="misquoted"))
    decision = Decision.objects.get()
    assert (decision.verb, decision.note) == ("reject", "misquoted")
    response = client.post(reverse("undo", args=[decision.pk]))
    assert response.url == address(suggested)
    suggested.refresh_from_db()
    assert suggested.state == Check.SUGGESTED


def test_undoing_never_leads_off_the_site(client, editor, suggested):
    client.post(address(suggested), given(suggested, action="reject"))
    response = client.post(reverse("undo", args=[Decision.objects.get().pk]), {"next": "https://elsewhere.example/"})
    assert response.url == address(suggested)


def test_what_another_editor_decided_meanwhile_is_not_overwritten(client, editor, suggested):
    fields = given(suggested)
    client.post(address(suggested), fields)
    response = client.post(address(suggested), fields | {"action": "reject"}, follow=True)
    assert "meanwhile" in response.content.decode()
    suggested.refresh_from_db()
    assert suggested.state == Check.ACCEPTED
    assert Decision.objects.count() == 1


def test_an_accepted_statement_can_be_corrected(client, editor, suggested):
    client.post(address(suggested), given(suggested))
    suggested = Statement.objects.get(pk=suggested.pk)
    client.post(address(suggested), given(suggested, kind="part"))
    assert Statement.objects.get().kind == "part"
    assert Decision.objects.order_by("pk").last().verb == "correct"


def test_the_same_decision_sent_twice_is_one(client, editor, suggested):
    fields = given(suggested)
    assert client.post(address(suggested), fields).status_code == 302
    assert client.post(address(suggested), fields).status_code == 302
    assert Decision.objects.count() == 1


def test_a_late_form_keeps_what_was_typed_and_can_be_sent_again(client, editor, suggested):
    fields = given(suggested, kind="part", note="a careful reason")
    client.force_login(EditorFactory(username="the-other-one"))
    client.post(address(suggested), given(suggested))
    client.force_login(editor)
    response = client.post(address(suggested), fields)
    page = response.content.decode()
    assert response.status_code == 409
    assert "the-other-one" in page
    assert 'value="a careful reason"' in page
    fresh = Statement.objects.get(pk=suggested.pk)
    client.post(address(suggested), fields | {"seen": given(fresh)["seen"]})
    assert Statement.objects.get(pk=suggested.pk).kind == "part"


def test_a_candidate_is_chosen_by_one_press(client, editor):
    statement = StatementFactory(official=None, speaker_name="Tarn")
    tenure = TenureFactory(official__name="Liv Tarn")
    statement.candidates.add(tenure.official, OfficialFactory(name="Bram Tarn"))
    page = client.get(address(statement)).content.decode()
    assert f'name="pick" value="{tenure.official.slug}"' in page
    picked = client.post(address(statement), given(statement, action="", pick=tenure.official.slug)).content.decode()
    assert 'value="Liv Tarn"' in picked
    assert f'<option value="{tenure.office.pk}" selected>' in picked
    fields = given(statement, official=tenure.official.slug, office=tenure.office.pk)
    assert client.post(address(statement), fields).status_code == 302
    assert Statement.objects.get(pk=statement.pk).official == tenure.official


def test_a_part_of_a_name_is_enough_where_it_is_one_person_s(client, editor, suggested):
    OfficialFactory(name="Imre Zell")
    client.post(address(suggested), given(suggested, official="zell", office=""))
    assert Statement.objects.get(pk=suggested.pk).official.name == "Imre Zell"


def test_names_are_offered_while_typing(client, editor, suggested):
    OfficialFactory(name="Imre Zell", country__name="Farland")
    headers = {"HX-Request": "true", "HX-Target": "officials"}
    part = client.post(address(suggested), given(suggested, action="names", official="zel"), headers=headers)
    assert "Imre Zell, Farland" in part.content.decode()
    assert b"<html" not in part.content


def test_an_official_with_a_namesake_is_named_by_key(client, editor, suggested):
    OfficialFactory(name=suggested.official.name, slug="the-other-quill")
    assert f'value="{suggested.official.slug}"' in client.get(address(suggested)).content.decode()


def test_an_office_of_somebody_else_is_replaced_and_asked_about(client, editor, suggested):
    tenure = TenureFactory(official__name="Imre Zell")
    response = client.post(address(suggested), given(suggested, official="Imre Zell"))
    assert response.status_code == 422
    assert f'<option value="{tenure.office.pk}" selected>' in response.content.decode()
    assert Statement.objects.get(pk=suggested.pk).state == Check.SUGGESTED


def test_another_day_proposes_the_office_of_that_day(client, editor, suggested):
    suggested.official.tenures.update(end=date(2023, 1, 1))
    later = TenureFactory(official=suggested.official, start=date(2023, 1, 1))
    headers = {"HX-Request": "true", "HX-Target": "office-field"}
    part = client.post(address(suggested), given(suggested, action="offices"), headers=headers).content.decode()
    assert f'<option value="{later.office.pk}" selected>' in part


def test_words_of_the_sample_are_never_given_to_somebody_real(client, editor):
    statement = StatementFactory(is_sample=True, official=OfficialFactory(is_sample=True))
    OfficialFactory(name="Somebody Real", slug="somebody-real")
    for typed in ("Somebody Real", "somebody-real", "Somebody"):
        assert client.post(address(statement), given(statement, official=typed)).status_code == 422
    assert Statement.objects.get(pk=statement.pk).state == Check.SUGGESTED


def test_adding_a_topic_complains_of_nothing_yet(client, editor, suggested):
    other = IssueTopicFactory()
    page = client.post(address(suggested), given(suggested, action="add", topic_also=[other.slug])).content.decode()
    assert "Choose a step" not in page
    assert "Nothing was decided" not in page


def test_one_s_last_decision_is_undone_from_any_statement_and_shown_again(client, editor):
    first, second = queue_of(2)
    client.post(f"{address(first)}?q=ferry", given(first))
    page = client.get(f"{address(second)}?q=ferry").content.decode()
    decision = Decision.objects.get()
    assert f'id="undo-last" action="{reverse("undo", args=[decision.pk])}"' in page
    undo = reverse("undo", args=[decision.pk])
    assert client.post(undo, {"filters": "q=ferry&open=on"}).url == f"{address(first)}?q=ferry&open=on"


def test_a_decision_is_undone_once(client, editor, suggested):
    client.post(address(suggested), given(suggested))
    path = reverse("undo", args=[Decision.objects.get().pk])
    client.post(path)
    again = client.post(path, follow=True)
    assert "can no longer be undone" in again.content.decode()
    assert Decision.objects.filter(verb="undo").count() == 1


def test_queries_of_a_review_do_not_grow_with_reprints(client, editor, suggested, django_assert_max_num_queries):
    def count():
        with django_assert_max_num_queries(40) as queries:
            client.get(address(suggested))
        return len(queries)

    few = count()
    for _ in range(6):
        QuotationFactory(statement=suggested)
    assert count() <= few


def test_null_characters_in_the_form_do_no_harm(client, editor, suggested):
    client.post(
        address(suggested), given(suggested, action="reject", note="mis\x00quoted", pick="\x00", official="\x00")
    )
    assert Decision.objects.get().note == "misquoted"
