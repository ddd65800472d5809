"""The page of methods: what it says without decisions and with them, and who may have families taught."""

import pytest
from django.urls import reverse

from tests.factories import (
    EditorFactory,
    IssueTopicFactory,
    StanceFactory,
    StanceModelFactory,
    StatementFactory,
    UserFactory,
)
from tracker import queue

pytestmark = pytest.mark.django_db


def page(client):
    return client.get(reverse("method")).content.decode()


def test_without_decisions_it_says_so(client):
    assert "No decisions yet" in page(client)


def test_agreement_is_shown_in_counts_and_from_ten_cases_on_in_per_cent(client):
    few, many = IssueTopicFactory(name="Few"), IssueTopicFactory(name="Many")
    for topic, number in ((few, 3), (many, 12)):
        for n in range(number):
            statement = StatementFactory(accepted=True)
            StanceFactory(statement=statement, topic=topic, score=1, suggested_score=2 if n == 0 else 1)
    shown = page(client)
    assert "No decisions yet" not in shown
    assert "2 of 3<" in shown
    assert "11 of 12 (92\u202f%)" in shown


def test_a_model_is_shown_with_what_it_was_compared_on(client):
    IssueTopicFactory(family="transport")
    StanceModelFactory(family="transport")
    shown = page(client)
    assert "model 1, taught by 30 decisions" in shown
    assert "70\u202f% / 50\u202f% on 10" in shown


def test_the_button_is_for_editors_and_has_every_family_taught(client, rung):
    assert "Teach now" not in page(client)
    assert client.post(reverse("learn")).status_code == 302
    client.force_login(UserFactory())
    assert client.post(reverse("learn")).status_code == 403
    assert rung == []
    client.force_login(EditorFactory())
    assert "Teach now" in page(client)
    assert client.get(reverse("learn")).status_code == 405
    response = client.post(reverse("learn"), follow=True)
    assert rung == [("learn_stances",)]
    assert "Learning has started" in response.content.decode()


def test_an_editor_is_told_when_the_queue_does_not_take_the_lesson(client, editor, monkeypatch):
    monkeypatch.setattr(queue, "ring", lambda task: False)
    assert "The queue does not answer" in client.post(reverse("learn"), follow=True).content.decode()
