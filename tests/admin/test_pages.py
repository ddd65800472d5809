"""Every page of the admin opens, costs the same however many rows there are, and needs nothing inline."""

import re

import pytest
from django.contrib import admin
from django.urls import reverse

from tests import factories
from tracker import models

EDITED = ("country", "official", "office", "tenure", "source", "issuetopic")
SHOWN = (
    "article",
    "articleversion",
    "quotation",
    "statement",
    "stance",
    "decision",
    "position",
    "shift",
    "split",
    "stancemodel",
)
SCRIPT = re.compile(r"<script(?![^>]*\bsrc=)(?![^>]*application/json)[^>]*>", re.I)
INLINE = re.compile(r"<style\b|\sstyle=|\son[a-z]+=", re.I)

pytestmark = pytest.mark.django_db


def fill(count):
    """Rows of every kind, related as in life."""
    for _ in range(count):
        quotation = factories.QuotationFactory()
        statement = quotation.statement
        statement.office = factories.OfficeFactory(institution=factories.OfficialFactory(institution=True))
        statement.save()
        factories.TenureFactory(official=statement.official, office=statement.office)
        factories.AliasFactory(official=statement.official)
        factories.SourceFactory(country=statement.official.country)
        topic = factories.IssueTopicFactory()
        factories.TopicTermFactory(topic=topic)
        models.TopicCue.objects.create(topic=topic, phrase="a cue", score=1)
        factories.StanceFactory(statement=statement, topic=topic)
        factories.PositionFactory(official=statement.official, topic=topic)
        factories.ShiftFactory(official=statement.official, topic=topic)
        factories.SplitFactory(topic=topic)
        factories.DecisionFactory(statement=statement)
        factories.StanceModelFactory()


def queries_of(client, address, captured):
    with captured() as queries:
        assert client.get(address).status_code == 200
    return len(queries)


@pytest.mark.parametrize("name", [*EDITED, *SHOWN, "topicstep"])
def test_a_list_costs_the_same_for_many_rows_as_for_few(boss, name, django_assert_max_num_queries):
    address = reverse(f"admin:tracker_{name}_changelist")
    fill(2)
    few = queries_of(boss, address, lambda: django_assert_max_num_queries(40))
    fill(6)
    assert queries_of(boss, address, lambda: django_assert_max_num_queries(40)) <= few


@pytest.mark.parametrize("name", [*EDITED, *SHOWN, "topicstep"])
def test_a_row_opens_without_inline_script_or_style(boss, name):
    fill(1)
    row = admin.site.get_model_admin(models_by_name()[name]).model.objects.first()
    page = boss.get(reverse(f"admin:tracker_{name}_change", args=[row.pk]))
    assert page.status_code == 200
    assert not SCRIPT.findall(page.text)
    assert not INLINE.findall(page.text)
    assert "unsafe" not in page.headers["Content-Security-Policy"]


@pytest.mark.parametrize("name", EDITED)
def test_a_form_for_a_new_row_opens(boss, name):
    assert boss.get(reverse(f"admin:tracker_{name}_add")).status_code == 200


@pytest.mark.parametrize("name", SHOWN)
def test_evidence_cannot_be_added_changed_or_deleted_here(boss, name):
    fill(1)
    row = models_by_name()[name].objects.first()
    assert boss.get(reverse(f"admin:tracker_{name}_add")).status_code == 403
    assert boss.post(reverse(f"admin:tracker_{name}_change", args=[row.pk]), {}).status_code == 403
    assert boss.post(reverse(f"admin:tracker_{name}_delete", args=[row.pk]), {"post": "yes"}).status_code == 403
    assert models_by_name()[name].objects.filter(pk=row.pk).exists()


@pytest.mark.parametrize("name", SHOWN)
def test_a_page_of_evidence_says_where_it_is_decided(boss, name):
    fill(1)
    model = models_by_name()[name]
    sentence = admin.site.get_model_admin(model).elsewhere
    assert sentence
    pages = ("changelist", []), ("change", [model.objects.first().pk])
    for page, args in pages:
        response = boss.get(reverse(f"admin:tracker_{name}_{page}", args=args))
        assert sentence in response.text.replace("&#x27;", "'")


@pytest.mark.parametrize("name", [*EDITED, *SHOWN])
def test_a_search_of_hostile_words_answers(boss, name):
    address = reverse(f"admin:tracker_{name}_changelist")
    for words in ("%' OR 1=1 --", "a" * 3000, "“’” ö 王", "\\"):
        assert boss.get(address, {"q": words}).status_code == 200


def test_the_front_page_names_the_register_and_hides_what_is_reached_from_its_parent(boss):
    page = boss.get(reverse("admin:index"))
    assert "Stance tracker: register and reference data" in page.text
    assert reverse("admin:tracker_official_changelist") in page.text
    assert reverse("admin:tracker_topicstep_changelist") not in page.text


def test_a_stranger_is_sent_to_the_log_in(client):
    assert client.get(reverse("admin:tracker_official_changelist")).status_code == 302


def models_by_name():
    return {model._meta.model_name: model for model in admin.site._registry if model._meta.app_label == "tracker"}
