"""Editing offices, and completing their names in other forms."""

import pytest
from django.urls import reverse

from tests.factories import CountryFactory, OfficeFactory, OfficialFactory
from tracker.models import Country, Office

pytestmark = pytest.mark.django_db
OFFICE = {"slug": "envoy", "name": "Envoy", "role": "other", "source": "https://register.example/"}


def complete(boss, model, field, term):
    asked = {"app_label": "tracker", "model_name": model, "field_name": field, "term": term}
    return [row["text"] for row in boss.get(reverse("admin:autocomplete"), asked).json()["results"]]


def test_titles_are_edited_one_per_line(boss):
    lines = "Envoy\r\n\r\n  Special Envoy, Harbour Affairs  \r\n"
    assert boss.post(reverse("admin:tracker_office_add"), OFFICE | {"titles": lines}).status_code == 302
    office = Office.objects.get()
    assert office.titles == ["Envoy", "Special Envoy, Harbour Affairs"]
    page = boss.get(reverse("admin:tracker_office_change", args=[office.pk]))
    assert "Envoy\nSpecial Envoy, Harbour Affairs</textarea>" in page.text


def test_no_titles_is_an_empty_list(boss):
    boss.post(reverse("admin:tracker_office_add"), OFFICE | {"titles": " \r\n "})
    assert Office.objects.get().titles == []


def test_a_title_too_long_is_named_by_its_line(boss):
    answer = boss.post(reverse("admin:tracker_office_add"), OFFICE | {"titles": "Envoy\n" + "x" * 201})
    assert "Line 2: Ensure this value has at most 200 characters (it has 201)." in answer.text


def test_offices_are_completed_by_title(boss):
    OfficeFactory(name="Envoy", titles=["Voice of the Harbour"], country=None)
    OfficeFactory(name="Minister")
    assert complete(boss, "tenure", "office", "voice of") == ["Envoy"]


def test_only_institutions_are_completed_for_an_office(boss):
    OfficialFactory(institution=True, name="Harbour Ministry")
    OfficialFactory(name="Harbour Person")
    assert complete(boss, "office", "institution", "Harbour") == ["Harbour Ministry"]


def test_officials_are_completed_by_a_printed_name(boss):
    official = OfficialFactory(name="Edda Quill")
    official.aliases.create(text="Dame Edda")
    assert complete(boss, "tenure", "official", "dame") == ["Edda Quill"]


def test_a_country_keeps_its_code(boss):
    country = CountryFactory(code="XA", name="Invented State")
    address = reverse("admin:tracker_country_change", args=["XA"])
    sent = {"code": "XB", "name": "Renamed State", "names": "", "adjectives": "Invented", "source": ""}
    assert boss.post(address, sent).status_code == 302
    assert list(Country.objects.values_list("code", "name", "adjectives")) == [("XA", "Renamed State", ["Invented"])]
    assert country.code == "XA"
