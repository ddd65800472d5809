"""Entering somebody met in the news."""

import pytest
from django.urls import reverse

from tests.factories import (
    CountryFactory,
    IssueTopicFactory,
    OfficeFactory,
    OfficialFactory,
    QuotationFactory,
    StatementFactory,
    UserFactory,
)
from tracker.models import Country, Official

pytestmark = pytest.mark.django_db


def given(**changes):
    fields = {"name": "Bruna Kestrel", "kind": "person", "role": "other", "source": "https://register.example/bruna"}
    return fields | changes


def test_only_editors_add_to_the_register(client):
    for name in ("missing", "add_official"):
        assert client.get(reverse(name)).url.startswith(reverse("login"))
    client.force_login(UserFactory())
    assert client.post(reverse("add_official"), given()).status_code == 403
    assert not Official.objects.exists()


def test_who_is_missing_leads_to_a_form_with_the_name_in_it(client, editor):
    QuotationFactory(statement=None, official=None, speaker_name="Bruna Kestrel")
    assert "name=Bruna%20Kestrel" in client.get(reverse("missing")).content.decode()
    assert 'value="Bruna Kestrel"' in client.get(reverse("add_official"), {"name": "Bruna Kestrel"}).content.decode()


def test_an_official_is_entered_with_an_office_of_their_country(client, editor):
    country = CountryFactory()
    office = OfficeFactory(country=country, name="Minister for Ferries", titles=["ferry minister"])
    fields = given(country=country.pk, office="ferry minister", start="2024-01-01", aliases="B. Kestrel\n\nThe Pilot\n")
    response = client.post(reverse("add_official"), fields | {"next": reverse("missing")})
    official = Official.objects.get()
    assert response.url == reverse("missing")
    assert official.tenures.get().office == office
    assert set(official.aliases.values_list("text", flat=True)) == {"B. Kestrel", "The Pilot"}


def test_a_foreign_address_to_go_back_to_is_not_followed(client, editor):
    response = client.post(reverse("add_official"), given(next="https://elsewhere.example/"))
    assert response.url == Official.objects.get().get_absolute_url()


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"name": ""}, "name"),
        ({"source": ""}, "source"),
        ({"office": "ferry minister", "start": "2024-01-02", "end": "2024-01-01"}, "end"),
        ({"start": "2024-01-02"}, "office"),
        ({"kind": "institution", "gender": "f"}, "gender"),
    ],
)
def test_what_makes_no_sense_adds_nobody(client, editor, changes, field):
    response = client.post(reverse("add_official"), given(**changes))
    assert response.status_code == 422
    assert field in response.context["form"].errors
    assert not Official.objects.exists()


NEW = {"new_country": "Ruritania", "new_code": "rt", "new_adjective": "Ruritanian"}


def test_a_country_that_is_not_in_the_list_is_entered_with_the_official(client, editor):
    assert client.post(reverse("add_official"), given(office="Foreign Minister", **NEW)).status_code == 302
    country = Official.objects.get().country
    assert (country.code, country.names, country.adjectives) == ("RT", ["Ruritania"], ["Ruritanian"])
    assert country.offices.get().name == "Foreign Minister"


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"new_code": ""}, "new_code"),
        ({"new_code": "r2"}, "new_code"),
        ({"new_code": "zz"}, "new_code"),
        ({"new_country": ""}, "new_country"),
        ({"new_country": "ZUBROVIA"}, "new_country"),
        ({"country": "ZZ"}, "new_country"),
    ],
)
def test_a_country_half_entered_or_known_already_enters_nobody(client, editor, changes, field):
    CountryFactory(code="ZZ", name="Zubrovia")
    response = client.post(reverse("add_official"), given(**{**NEW, **changes}))
    assert field in response.context["form"].errors
    assert '<details class="not-listed" open>' in response.content.decode()
    assert not Official.objects.exists()
    assert Country.objects.count() == 1


def test_a_namesake_is_entered_only_when_said_to_be_somebody_else(client, editor):
    OfficialFactory(name="Bruna Kestrel")
    assert client.post(reverse("add_official"), given()).status_code == 422
    assert client.post(reverse("add_official"), given(another="1")).status_code == 302
    assert Official.objects.filter(name="Bruna Kestrel").count() == 2


def test_two_who_are_one_are_joined_by_an_editor_and_old_addresses_lead_on(client, editor):
    double, kept = OfficialFactory(name="Bruna Kestrel"), OfficialFactory(name="Bruna Tarn")
    path = reverse("join_official", args=[double.slug])
    assert path in client.get(double.get_absolute_url()).content.decode()
    StatementFactory(official=double)
    looked_at = client.post(path, {"into": "bruna tarn"}).content.decode()
    assert "1 statement" in looked_at
    assert Official.objects.count() == 2  # nothing is done before it is shown whom it makes one
    assert f'name="sure" value="{kept.pk}">Yes: join Bruna Kestrel into Bruna Tarn<' in looked_at
    assert client.post(path, {"into": "bruna tarn", "sure": double.pk}).status_code == 200
    assert client.post(path, {"into": "bruna tarn", "sure": kept.pk}).url == kept.get_absolute_url()
    told = client.get(kept.get_absolute_url()).content.decode()
    assert "Bruna Kestrel was joined into Bruna Tarn, with 1 statement." in told
    client.logout()
    assert client.get(double.get_absolute_url()).url == kept.get_absolute_url()
    topic = IssueTopicFactory()
    moved = client.get(reverse("timeline", args=[double.slug, topic.slug]))
    assert moved.url == reverse("timeline", args=[kept.slug, topic.slug])


@pytest.mark.parametrize("into", ["", "Nobody There", "Bruna Kestrel", "bruna"])
def test_a_name_that_means_nobody_or_several_joins_nobody(client, editor, into):
    double, _, _ = (OfficialFactory(name=name) for name in ("Bruna Kestrel", "Bruna Tarn", "Bruna Quill"))
    response = client.post(reverse("join_official", args=[double.slug]), {"into": into})
    assert response.status_code == 422
    assert Official.objects.count() == 3


def test_readers_join_nobody(client):
    client.force_login(UserFactory())
    official = OfficialFactory()
    assert client.post(reverse("join_official", args=[official.slug]), {"into": "x"}).status_code == 403
    assert (
        reverse("join_official", args=[official.slug]) not in client.get(official.get_absolute_url()).content.decode()
    )
