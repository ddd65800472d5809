"""Editing officials, aliases and tenures: the register's rules come back as sentences in the form."""

from datetime import date

import pytest
from django.urls import reverse

from tests.factories import AliasFactory, CountryFactory, OfficeFactory, OfficialFactory, TenureFactory
from tracker.models import Alias, Official, Tenure

pytestmark = pytest.mark.django_db
ADD = "admin:tracker_official_add"
BLANK = {
    f"{prefix}-{name}": value
    for prefix in ("aliases", "tenures")
    for name, value in (("TOTAL_FORMS", 0), ("INITIAL_FORMS", 0))
}
PERSON = {"slug": "edda-quill", "name": "Edda Quill", "kind": "person", "source": "https://register.example/"} | BLANK


def alias(n, text, start="", end=""):
    return {f"aliases-{n}-text": text, f"aliases-{n}-valid_from": start, f"aliases-{n}-valid_until": end}


def tenure(n, office, start="", end=""):
    return {
        f"tenures-{n}-office": office.pk,
        f"tenures-{n}-start": start,
        f"tenures-{n}-start_precision": "day",
        f"tenures-{n}-end": end,
        f"tenures-{n}-end_precision": "day",
        f"tenures-{n}-source": "https://register.example/",
    }


def test_an_official_is_added_with_names_and_offices_at_once(boss):
    office = OfficeFactory()
    TenureFactory(office=office, start=date(2020, 1, 1))  # somebody else in the same office at the same time
    rows = alias(0, "Dame Edda") | tenure(0, office, "2021-03-01", "2022-03-01") | tenure(1, office, "2023-01-01")
    answer = boss.post(reverse(ADD), PERSON | rows | {"aliases-TOTAL_FORMS": 1, "tenures-TOTAL_FORMS": 2})
    assert answer.status_code == 302, answer.context["errors"]
    edda = Official.objects.get(slug="edda-quill")
    assert (edda.aliases.count(), edda.tenures.count()) == (1, 2)


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        pytest.param({"kind": "institution", "gender": "f"}, "An institution has no gender.", id="gendered ministry"),
        pytest.param(
            alias(0, "Dame Edda", "2022-01-01", "2021-01-01") | {"aliases-TOTAL_FORMS": 1},
            "The last day of an alias cannot be before its first.",
            id="alias backwards",
        ),
        pytest.param(
            alias(0, "Dame Edda") | alias(1, "Dame Edda") | {"aliases-TOTAL_FORMS": 2},
            "“Dame Edda” is entered twice.",
            id="alias twice in one form",
        ),
    ],
)
def test_a_broken_rule_is_a_sentence_in_the_form(boss, changes, sentence):
    answer = boss.post(reverse(ADD), PERSON | changes)
    assert answer.status_code == 200
    assert sentence in answer.text
    assert not Official.objects.filter(slug="edda-quill").exists()


def test_two_overlapping_tenures_of_one_form_are_a_sentence(boss):
    office = OfficeFactory(name="Envoy")
    rows = tenure(0, office, "2021-03-01", "2022-03-02") | tenure(1, office, "2022-03-01")
    answer = boss.post(reverse(ADD), PERSON | rows | {"tenures-TOTAL_FORMS": 2})
    assert "in part of the same time; one must end before the other starts." in answer.text
    assert not Tenure.objects.exists()


@pytest.mark.parametrize(
    ("start", "end", "sentence"),
    [
        pytest.param("2021-05-01", "", "This official already holds this office in part of that time.", id="overlap"),
        pytest.param("2023-05-01", "2023-05-01", "A tenure ends after it starts.", id="no day long"),
        pytest.param("2022-02-01", "", None, id="the day the former ends"),
        pytest.param("", "2021-01-04", None, id="open at the start, up to the former"),
    ],
)
def test_a_tenure_keeps_clear_of_the_stored_ones(boss, start, end, sentence):
    held = TenureFactory(start=date(2021, 1, 4), end=date(2022, 2, 1))
    row = {
        "official": held.official_id,
        "office": held.office_id,
        "start": start,
        "end": end,
        "start_precision": "day",
        "end_precision": "day",
        "source": "https://register.example/",
    }
    answer = boss.post(reverse("admin:tracker_tenure_add"), row)
    assert (answer.status_code == 302) == (sentence is None)
    if sentence:
        assert sentence in answer.text


def test_another_official_may_hold_another_office_at_the_same_time(boss):
    TenureFactory()
    official, office = OfficialFactory(), OfficeFactory()
    row = tenure(0, office, "2021-01-04") | {"tenures-TOTAL_FORMS": 1}
    data = PERSON | row | {"slug": official.slug, "name": official.name}
    assert boss.post(reverse("admin:tracker_official_change", args=[official.pk]), data).status_code == 302
    assert official.tenures.count() == 1


def test_a_page_sent_back_as_it_came_changes_nothing(boss, posted):
    held = TenureFactory(end=date(2022, 2, 1), end_precision="month")
    AliasFactory(official=held.official, valid_from=date(2021, 1, 1))
    before = list(Tenure.objects.values()), list(Alias.objects.values()), list(Official.objects.values())
    address = reverse("admin:tracker_official_change", args=[held.official_id])
    assert boss.post(address, posted(boss.get(address))).status_code == 302
    assert before == (list(Tenure.objects.values()), list(Alias.objects.values()), list(Official.objects.values()))


@pytest.mark.parametrize("words", ["Dame Edda", "dame edda", "Quill", "edda-quill"])
def test_an_official_is_found_by_any_name(boss, words):
    edda = OfficialFactory(slug="edda-quill", name="Edda Quill")
    AliasFactory(official=edda, text="Dame Edda of the Harbour")
    OfficialFactory(name="Someone Else")
    page = boss.get(reverse("admin:tracker_official_changelist"), {"q": words})
    assert [row.name for row in page.context["cl"].result_list] == ["Edda Quill"]


def test_filters_narrow_the_list(boss):
    country = CountryFactory()
    OfficialFactory(institution=True, name="The Ministry", country=country)
    OfficialFactory(name="Someone Else", is_sample=True)
    address = reverse("admin:tracker_official_changelist")
    for filters in ({"kind__exact": "institution"}, {"country__code__exact": country.code}, {"is_sample__exact": 0}):
        rows = boss.get(address, filters).context["cl"].result_list
        assert [row.name for row in rows] == ["The Ministry"], filters


def test_the_list_shows_who_holds_an_office_today(boss):
    TenureFactory(office__name="Envoy", start=date(2021, 1, 4))
    TenureFactory(office__name="Former Envoy", start=date(2021, 1, 4), end=date(2022, 1, 1))
    page = boss.get(reverse("admin:tracker_official_changelist"))
    shown = [page.context["cl"].model_admin.offices_today(row) for row in page.context["cl"].result_list]
    assert sorted(shown) == ["Envoy", "–"]


def test_an_official_whose_words_are_on_record_is_not_deleted(boss):
    held = TenureFactory()
    address = reverse("admin:tracker_office_delete", args=[held.office_id])
    answer = boss.post(address, {"post": "yes"})
    assert Tenure.objects.filter(pk=held.pk).exists()
    assert answer.status_code == 200


def test_a_page_costs_the_same_for_many_tenures_as_for_few(boss, django_assert_max_num_queries):
    official = OfficialFactory()
    address = reverse("admin:tracker_official_change", args=[official.pk])

    def queries():
        with django_assert_max_num_queries(60) as captured:
            assert boss.get(address).status_code == 200
        return len(captured)

    for _ in range(2):
        TenureFactory(official=official)
        AliasFactory(official=official)
    few = queries()
    for _ in range(8):
        TenureFactory(official=official)
        AliasFactory(official=official)
    assert queries() <= few
