"""Exports: what is filtered, in the columns an import reads, and harmless in a spreadsheet."""

import csv
import io
from datetime import date

import pytest
from django.urls import reverse

from tests.factories import AliasFactory, CountryFactory, OfficeFactory, OfficialFactory, TenureFactory
from tracker.pipeline.register import import_files

pytestmark = pytest.mark.django_db
MODELS = ("country", "official", "office", "tenure")


def exported(boss, name, **filters):
    answer = boss.get(reverse(f"admin:tracker_{name}_export"), filters)
    assert answer.headers["Content-Type"] == "text/csv"
    return answer.content.decode()


def rows(text):
    return list(csv.DictReader(io.StringIO(text)))


@pytest.mark.parametrize("name", ["=1+1", "+44", "-2", "@SUM(A1)", "\tname"])
def test_no_cell_is_a_formula(boss, name):
    OfficialFactory(name=name)
    assert rows(exported(boss, "official"))[0]["name"] == f"'{name}"


def test_an_export_gives_the_rows_of_the_list_as_filtered(boss):
    OfficialFactory(institution=True, name="The Ministry")
    OfficialFactory(name="Someone Else")
    assert [row["name"] for row in rows(exported(boss, "official", kind__exact="institution"))] == ["The Ministry"]
    link = reverse("admin:tracker_official_export")
    assert link in boss.get(reverse("admin:tracker_official_changelist")).text


def test_an_export_imported_again_changes_nothing(boss, tmp_path):
    country = CountryFactory(names=["The State", "Invented"], adjectives=["Inventish"])
    institution = OfficialFactory(institution=True, country=country)
    office = OfficeFactory(country=country, institution=institution, titles=["Envoy", "=Envoy"])
    tenure = TenureFactory(
        office=office,
        official__name="=Formula",
        start=date(2021, 3, 1),
        start_precision="month",
        end=date(2023, 1, 1),
        end_precision="year",
        acting=True,
    )
    AliasFactory(official=tenure.official, text="Sir Formula", valid_from=date(2021, 1, 1))
    AliasFactory(official=tenure.official, text="Formula of the Hill")
    for name in MODELS:
        (tmp_path / f"{name}.csv").write_text(exported(boss, name), encoding="utf-8")
    report = import_files([tmp_path])
    assert (report.refused, report.added, report.changed) == ((), 0, 0)
    assert report.unchanged == 6


@pytest.mark.parametrize("name", MODELS)
def test_an_export_costs_the_same_for_many_rows_as_for_few(boss, name, django_assert_max_num_queries):
    def queries():
        with django_assert_max_num_queries(30) as captured:
            exported(boss, name)
        return len(captured)

    def fill(count):
        for _ in range(count):
            institution = OfficialFactory(institution=True)
            AliasFactory(official=TenureFactory(office__institution=institution).official)

    fill(2)
    few = queries()
    fill(6)
    assert queries() <= few
