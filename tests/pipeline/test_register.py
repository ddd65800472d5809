"""Importing the register: files merge into rows, and editors' values stay."""

from datetime import date

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories import AliasFactory, CountryFactory, OfficeFactory, OfficialFactory, TenureFactory
from tests.pipeline.register_files import COUNTRIES, OFFICES, OFFICIALS, TENURES, counts, official, snapshot, tenure
from tracker.models import Alias, Country, ImportedFile, Office, Official, Tenure
from tracker.pipeline.register import import_files, import_once, load_register

pytestmark = pytest.mark.django_db


def test_files_in_any_order_give_the_register(base):
    edda = Official.objects.get(slug="edda-quill")
    assert (edda.country_id, edda.gender, edda.family_name, edda.is_sample) == ("XA", "f", None, False)
    assert set(edda.aliases.values_list("text", "valid_from", "valid_until")) == {
        ("Dame Edda", date(2021, 3, 1), None),
        ("Q.", None, None),
    }
    office = Office.objects.get()
    assert (office.titles, office.institution.slug, office.role) == (
        ["Envoy", "Special Envoy"],
        "varnholt-ministry",
        "foreign_minister",
    )
    columns = ("start", "start_precision", "end", "end_precision", "acting")
    assert list(Tenure.objects.in_order().values_list(*columns)) == [
        (date(2019, 1, 1), "year", date(2020, 5, 1), "month", False),
        (date(2021, 7, 5), "day", None, "day", True),
    ]


def test_a_second_import_changes_nothing(base):
    before = snapshot()
    report = import_files(base)
    assert counts(report) == (0, 0, 6, 0)
    assert snapshot() == before


def test_the_report_counts_file_by_file(base):
    base[0].write_text(TENURES + "nobody,varnholt-envoy,2022,,,s\n")
    by_name = {file.file.rpartition("/")[2]: file for file in import_files(base).files}
    assert (by_name["tenures.csv"].unchanged, len(by_name["tenures.csv"].refused)) == (2, 1)
    assert (by_name["countries.csv"].unchanged, len(by_name["countries.csv"].refused)) == (1, 0)


def test_a_folder_gives_its_register_files_and_nothing_else(base):
    (base[0].parent / "README.md").write_text("not a register file")
    assert counts(import_files([base[0].parent])) == (0, 0, 6, 0)


def test_a_changed_cell_changes_its_column(base, write):
    assert counts(import_files(write(officials=official(name="Edda Quill-Tarn", country="XA")))) == (0, 1, 0, 0)
    assert Official.objects.get(slug="edda-quill").name == "Edda Quill-Tarn"


def test_a_column_that_is_not_there_says_nothing(base, write):
    import_files(write(officials=official()))
    edda = Official.objects.get(slug="edda-quill")
    assert (edda.gender, edda.country_id, edda.aliases.count()) == ("f", "XA", 2)


def test_an_empty_cell_takes_back_what_the_file_said(base, write):
    import_files(write(officials=official(gender="")))
    assert Official.objects.get(slug="edda-quill").gender is None


def test_an_import_deletes_nothing(base, write):
    import_files(write(officials=official(aliases="")))
    assert (Official.objects.count(), Alias.objects.count(), Tenure.objects.count()) == (2, 2, 2)


class TestEditors:
    """What an editor changed since the last import."""

    def test_is_kept_and_reported(self, base):
        Official.objects.filter(slug="edda-quill").update(name="Edda Tarn")
        report = import_files(base)
        assert (report.changed, sum(file.kept for file in report.files)) == (0, 1)
        assert Official.objects.get(slug="edda-quill").name == "Edda Tarn"

    def test_is_kept_against_a_newer_file_too(self, base, write):
        Official.objects.filter(slug="edda-quill").update(name="Edda Tarn")
        import_files(write(officials=official(name="Edda Q. Quill")))
        import_files(write(officials=official(name="Edda Q. Quill")))
        assert Official.objects.get(slug="edda-quill").name == "Edda Tarn"

    def test_leaves_the_other_columns_to_the_file(self, base, write):
        Official.objects.filter(slug="edda-quill").update(name="Edda Tarn")
        import_files(write(officials=official(wikidata="Q1")))
        edda = Official.objects.get(slug="edda-quill")
        assert (edda.name, edda.wikidata) == ("Edda Tarn", "Q1")

    def test_an_end_entered_here_outlives_the_open_end_of_the_file(self, base):
        Tenure.objects.filter(end=None).update(end=date(2024, 1, 2))
        assert import_files(base).changed == 0
        assert not Tenure.objects.filter(end=None).exists()

    def test_a_start_entered_here_is_not_taken_for_another_tenure(self, base):
        Tenure.objects.filter(end=None).update(start=date(2021, 8, 1))
        assert counts(import_files(base)) == (0, 0, 6, 0)

    def test_a_row_made_here_takes_only_what_it_lacks(self, write):
        OfficialFactory(slug="edda-quill", name="Edda Tarn", gender="f", wikidata=None)
        import_files(write(officials=official(gender="m", wikidata="Q1")))
        edda = Official.objects.get()
        assert (edda.name, edda.gender, edda.wikidata) == ("Edda Tarn", "f", "Q1")

    def test_an_alias_taken_off_here_stays_off(self, base):
        Alias.objects.get(text="Q.").delete()
        assert import_files(base).changed == 0
        assert not Alias.objects.filter(text="Q.").exists()

    def test_an_alias_added_here_stays(self, base):
        Official.objects.get(slug="edda-quill").aliases.create(text="Lady Harbour")
        import_files(base)
        assert Alias.objects.count() == 3

    def test_days_of_an_alias_entered_here_stay(self, base, write):
        Alias.objects.filter(text="Q.").update(valid_until=date(2023, 1, 1))
        import_files(write(officials=official(aliases="Q.@/2022")))
        assert Alias.objects.get(text="Q.").valid_until == date(2023, 1, 1)


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        pytest.param("Q.@2020/", ("Q.", date(2020, 1, 1), None), id="first day added"),
        pytest.param("Q.@/2022", ("Q.", None, date(2022, 12, 31)), id="a year ends with its last day"),
        pytest.param("Q.@/2024-02", ("Q.", None, date(2024, 2, 29)), id="a month ends with its last day"),
        pytest.param("Q.@/9999", ("Q.", None, date(9999, 12, 31)), id="the last year there is"),
        pytest.param("Q@Harbour@2020/", ("Q@Harbour", date(2020, 1, 1), None), id="an at sign in the name"),
    ],
)
def test_a_file_may_give_an_alias_other_days(base, write, cell, expected):
    import_files(write(officials=official(aliases=f"Dame Edda@2021-03/|{cell}")))
    names = Alias.objects.exclude(text="Dame Edda").values_list("text", "valid_from", "valid_until")
    assert expected in names
    assert import_files(write(officials=official(aliases=f"Dame Edda@2021-03/|{cell}"))).changed == 0


@pytest.mark.parametrize(
    "rows",
    [
        pytest.param(["edda-quill,varnholt-envoy,2021-07-12,,1,s"], id="start corrected"),
        pytest.param(["edda-quill,varnholt-envoy,2019-03-01,2020-05,,s"], id="start made exact"),
        pytest.param(["edda-quill,varnholt-envoy,2019,2020-06,,s"], id="end moved"),
    ],
)
def test_a_corrected_tenure_is_still_the_same_tenure(base, write, rows):
    assert counts(import_files(write(tenures=tenure(*rows)))) == (0, 1, 0, 0)
    assert Tenure.objects.count() == 2
    assert counts(import_files(write(tenures=tenure(*rows)))) == (0, 0, 1, 0)


def test_a_boundary_between_two_tenures_may_move(base, write):
    import_files(write(tenures=tenure("edda-quill,varnholt-envoy,2019,2021-07-05,,s")))
    rows = ("edda-quill,varnholt-envoy,2019,2022-01-01,,s", "edda-quill,varnholt-envoy,2022-01-01,,1,s")
    assert counts(import_files(write(tenures=tenure(*rows)))) == (0, 2, 0, 0)


@pytest.mark.parametrize("is_sample", [True, False])
def test_the_sample_and_the_register_do_not_mix(base, write, is_sample):
    country = CountryFactory(code="XZ", is_sample=not is_sample)
    mine = OfficialFactory(slug="theirs", is_sample=not is_sample)
    OfficeFactory(slug="their-office", is_sample=not is_sample)
    paths = write(
        countries=f"code,name\nXZ,{country.name} again\n",
        officials=official(slug="theirs", name="Changed"),
        tenures=tenure(f"{'theirs' if is_sample else 'edda-quill'},their-office,2020,,,s"),
    )
    report = import_files(paths, is_sample=is_sample)
    assert counts(report) == (0, 0, 0, 3)
    assert all("belongs to the" in refusal.reason for refusal in report.refused)
    assert Official.objects.get(slug="theirs").name == mine.name


def test_rows_of_the_sample_are_marked(write):
    import_files(write(countries=COUNTRIES, officials=OFFICIALS, offices=OFFICES, tenures=TENURES), is_sample=True)
    assert all(row.is_sample for model in (Country, Official, Office) for row in model.objects.all()), (
        "every row of the sample must be removable as such"
    )


def queries_of(paths):
    with CaptureQueriesContext(
        connection,
    ) as captured:
        import_files(paths)
    return len(captured)


def test_queries_grow_with_the_rows_changed_and_not_with_the_rows_read(write):
    def rows(count, name="Person"):
        lines = "".join(f"person-{n},{name} {n},person,P{n},s\n" for n in range(count))
        return write(officials="slug,name,kind,aliases,source\n" + lines)

    few, many = queries_of(rows(20)), queries_of(rows(400))
    assert many <= few + 2
    assert queries_of(rows(400)) < few
    assert queries_of(rows(3, "Changed")) <= few + 3 * 3


def test_a_folder_is_imported_once_until_it_changes(base, django_assert_num_queries):
    folder = base[0].parent
    assert import_once(folder).unchanged == 6
    with django_assert_num_queries(1):
        assert counts(import_once(folder)) == (0, 0, 0, 0)
    base[2].write_text(OFFICIALS.replace("Edda Quill,", "Edda Q. Quill,"))
    assert import_once(folder).changed == 1


def test_a_folder_with_refused_lines_is_tried_again(base):
    base[0].write_text(TENURES + "nobody,varnholt-envoy,2022,,,s\n")
    assert len(import_once(base[0].parent).refused) == 1
    assert not ImportedFile.objects.exists()


class TestCommand:
    def test_prints_counts_and_ends_well(self, base, capsys):
        call_command("import_register", *map(str, base))
        assert "unchanged" in capsys.readouterr().out

    def test_names_the_refused_line_and_ends_badly(self, base, capsys):
        base[0].write_text(TENURES + "nobody,varnholt-envoy,2022,,,s\n")
        with pytest.raises(CommandError, match="1 line was refused; all others were taken"):
            call_command("import_register", *map(str, base))
        assert "line 4: there is no official “nobody” in the register." in capsys.readouterr().err

    def test_a_bad_file_is_one_sentence(self, tmp_path):
        with pytest.raises(CommandError, match="No such file or directory"):
            call_command("import_register", str(tmp_path / "nowhere.csv"))


class TestLoading:
    def test_gives_the_rows_as_values(self, base):
        register = load_register()
        edda = register.official_by_slug["edda-quill"]
        assert (edda.kind, edda.country, edda.gender) == ("person", "XA", "f")
        assert {(a.text, a.valid_from) for a in edda.aliases} == {("Dame Edda", date(2021, 3, 1)), ("Q.", None)}
        assert register.office_by_slug["varnholt-envoy"].institution == "varnholt-ministry"
        assert register.holders("varnholt-envoy", date(2022, 1, 1)) == ("edda-quill",)
        assert register.holders("varnholt-envoy", date(2020, 5, 1)) == ()
        assert register.countries[0].adjectives == ("Varnish", "Varnholter")

    def test_costs_the_same_for_many_as_for_few(self, base, django_assert_num_queries):
        for _ in range(5):
            AliasFactory(official=TenureFactory(office__institution=OfficialFactory(institution=True)).official)
        with django_assert_num_queries(5):
            load_register()
