"""Shifts and splits to follow: what readers may see, one entry a move, under names that last."""

from datetime import UTC, date, datetime
from xml.etree import ElementTree

import pytest
from django.urls import reverse

from tests.factories import CountryFactory, EditorFactory, QuotationFactory, ShiftFactory, SplitFactory, StanceFactory
from tracker.models import Shift, Split
from tracker.pipeline import verdicts

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"


def entries(client, name, **asked):
    feed = ElementTree.fromstring(client.get(reverse(f"{name}_atom"), asked).content)
    return [{part.tag.removeprefix(ATOM): part.text for part in entry} for entry in feed.findall(f"{ATOM}entry")]


def test_what_readers_do_not_see_is_in_no_feed_whoever_asks(client):
    for state in ("suggested", "dismissed"):
        ShiftFactory(state=state)
        SplitFactory(state=state)
    ShiftFactory(kind="first", before=None, score_before=None)
    client.force_login(EditorFactory())
    assert entries(client, "shifts", state="suggested") == entries(client, "splits", state="suggested") == []


def test_a_move_of_several_lines_is_one_entry(client):
    lead = ShiftFactory(official__name="Alma Quill", topic__name="The ferry")
    country = CountryFactory(name="Varnmark")
    ShiftFactory(official=None, country=country, topic=lead.topic, before=lead.before, after=lead.after)
    (entry,) = entries(client, "shifts")
    told = "The ferry: Alma Quill reverses: from “Hold off” to “Welcome”, and with it the line of Varnmark"
    assert entry["title"] == told
    assert lead.before.text in entry["summary"]


def test_words_of_a_statement_are_words_and_no_markup(client):
    ShiftFactory(after__text="<b>No</b> & never")
    (entry,) = entries(client, "shifts")
    assert "&lt;b&gt;No&lt;/b&gt; &amp; never" in entry["summary"]


def test_reported_words_are_told_with_the_report_s_own_verb(client):
    shift = ShiftFactory(after__text="that the ferry would sail", after__kind="reported", after__accepted=True)
    QuotationFactory(statement=shift.after, told=True)
    (entry,) = entries(client, "shifts")
    assert "told … that the ferry would sail" in entry["summary"]


def test_a_feed_is_narrowed_as_the_page_is_and_nonsense_has_none(client):
    reversed_ = ShiftFactory()
    ShiftFactory(kind="softened")
    assert len(entries(client, "shifts")) == 2
    assert len(entries(client, "shifts", kind="reversed", line="people", topic=reversed_.topic.slug)) == 1
    for asked in ({"kind": "nonsense"}, {"line": "nonsense"}, {"topic": "nowhere"}):
        assert client.get(reverse("shifts_atom"), asked).status_code == 404


@pytest.mark.parametrize(
    ("name", "factory", "model"), [("shifts", ShiftFactory, Shift), ("splits", SplitFactory, Split)]
)
def test_an_entry_keeps_its_name_and_the_latest_confirmed_comes_first(client, name, factory, model):
    older, newer = factory(day=date(2020, 1, 1)), factory(day=date(2024, 1, 1))
    before = [entry["id"] for entry in entries(client, name)]
    assert [name.rpartition("-")[2] for name in before] == [str(newer.pk), str(older.pk)]
    verdicts.annotate(older, actor=None, note="Looked at again.")
    model.objects.filter(pk=newer.pk).update(decided_at=datetime(2024, 2, 1, tzinfo=UTC))
    found = entries(client, name)
    assert [entry["id"] for entry in found] == before[::-1]
    assert found[1]["updated"] == "2024-02-01T00:00:00+00:00"
    assert "Looked at again." in found[0]["summary"]


def test_a_split_is_told_with_both_words(client):
    split = SplitFactory(country=CountryFactory(name="Varnmark", names=["the Varnmark"]))
    for statement, score in ((split.before, -1), (split.after, 1)):
        StanceFactory(statement=statement, topic=split.topic, score=score)
    (entry,) = entries(client, "splits")
    assert entry["title"].endswith("The Varnmark with two voices: “Hold off” and “Welcome”")


@pytest.mark.parametrize("name", ["shifts", "splits"])
def test_the_page_names_its_feed(client, name):
    assert 'type="application/atom+xml" title="S' in client.get(reverse(name)).content.decode()
    assert reverse(f"{name}_atom") in client.get(reverse(name)).content.decode()
