"""Register files as they come: a bad line costs that line only, a bad file is one sentence."""

import pytest

from tests.pipeline.register_files import COUNTRIES, OFFICIALS, counts, official, snapshot, tenure
from tracker.models import Country, Official
from tracker.pipeline.records import BadFile
from tracker.pipeline.register import import_files

pytestmark = pytest.mark.django_db


REFUSALS = [
    ("officials", official(slug=""), "slug is empty"),
    ("officials", official(slug="Edda Quill"), "must be small letters, digits and hyphens"),
    ("officials", official(name=""), "name is empty"),
    ("officials", official(name="x" * 201), "name: Ensure this value has at most 200 characters"),
    ("officials", official(name="x" * 30000), "name is longer than 20000 characters"),
    ("officials", official(name="Edda\0Quill"), "name has a control character in it"),
    ("officials", official(source=""), "source is empty"),
    ("officials", official(kind="robot"), "kind “robot” is not one of person, institution"),
    ("officials", official(country="ZZ"), "there is no country “ZZ” in the register"),
    ("officials", official(gender="x"), "gender “x” is not one of f, m"),
    ("officials", official(kind="institution", gender="f", slug="a-body"), "An institution has no gender"),
    ("officials", official(aliases="Dame@2022/2021"), "the last day of “Dame” is before its first"),
    ("officials", official(aliases="Dame@2022"), "must have its days as name@from/until"),
    ("officials", official(aliases="Dame@May/"), "is not a date such as 2024-07-05"),
    ("officials", official(aliases="Dame|Dame"), "the same name is given twice"),
    ("officials", official(aliases="x" * 201), "is longer than 200 characters"),
    ("officials", official() + "edda-tarn,short row\n", "there are 2 cells under 4 columns"),
    ("officials", official() + official().splitlines()[1] + "\n", "the same row is given in line 2 already"),
    ("officials", 'slug,name,kind,source\na-b,"A"B,person,s\n', "not CSV (',' expected after '\"')"),
    ("officials", f"slug,name,kind,source\na-b,{'x' * 200000},person,s\n", "not CSV (field larger than field limit"),
    ("countries", "code,name\nXB,Varnholt\n", "another row has this name already"),
    ("countries", "code,name\nXABCDE,Long\n", "code: Ensure this value has at most 4 characters"),
    ("offices", "slug,name,source,role\nan-office,Office,s,king\n", "role “king” is not one of head_of_state"),
    ("offices", "slug,name,source,institution\nan-office,Office,s,nobody\n", "there is no institution “nobody”"),
    ("tenures", tenure("nobody,varnholt-envoy,2020,,,s"), "there is no official “nobody” in the register"),
    ("tenures", tenure("edda-quill,no-office,2020,,,s"), "there is no office “no-office” in the register"),
    ("tenures", tenure("edda-quill,varnholt-envoy,2016,2016,,s"), "a tenure ends after it starts"),
    ("tenures", tenure("edda-quill,varnholt-envoy,2016-13,,,s"), "start “2016-13” is not a date"),
    ("tenures", tenure("edda-quill,varnholt-envoy,2016-02-30,,,s"), "start “2016-02-30” is not a date"),
    ("tenures", tenure("edda-quill,varnholt-envoy,٢٠١٦,,,s"), "start “٢٠١٦” is not a date"),
    ("tenures", tenure("edda-quill,varnholt-envoy,2016,2016-05,maybe,s"), "acting “maybe” is not one of 0, 1"),
    (
        "tenures",
        tenure("edda-quill,varnholt-envoy,2017,,,s"),
        "This official already holds this office in part of that time",
    ),
]


@pytest.mark.parametrize(("kind", "text", "reason"), REFUSALS, ids=[f"{k}: {r[:50]}" for k, _, r in REFUSALS])
def test_a_bad_line_is_refused_with_its_place_and_reason(base, write, kind, text, reason):
    before = snapshot()
    (path,) = write(**{kind: text})
    (refusal,) = import_files([path]).refused
    assert reason in refusal.reason
    assert str(refusal).startswith(f"{path}, line ")
    assert str(refusal).endswith(".")
    assert "\n" not in str(refusal)
    assert [len(rows) for rows in snapshot()] == [len(rows) for rows in before]


def test_bad_lines_cost_themselves_only(write):
    rows = [f"person-{n},Person {n},person,s" for n in range(40)]
    rows[7], rows[23] = "person-7,,person,s", "Person 23,Person 23,person,s"
    bodies = [f"X{n},{'Twin' if n in (3, 8) else f'State {n}'}" for n in range(10, 20)]
    bodies[5] = "X99,State 11"
    paths = write(
        officials="slug,name,kind,source\n" + "\n".join(rows), countries="code,name\n" + "\n".join(bodies) + "\n"
    )
    report = import_files(paths)
    assert counts(report) == (38 + 9, 0, 0, 3)
    assert [r.place for r in report.refused if "officials" in r.file] == ["line 9", "line 25"]
    assert (Official.objects.count(), Country.objects.count()) == (38, 9)


def test_a_line_number_is_where_the_record_starts(write):
    (path,) = write(officials='slug,name,kind,source\n\na-b,"Two\nlines",person,s\nBAD,Name,person,s\n')
    assert [refusal.place for refusal in import_files([path]).refused] == ["line 5"]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        pytest.param("", "the file is empty", id="empty"),
        pytest.param("a,b,c\n1,2,3\n", "the header fits no kind of register file", id="wrong header"),
        pytest.param(OFFICIALS.replace(",", ";"), "the header fits no kind", id="semicolons"),
        pytest.param("slug,name,kind,source,source\n", "the header fits no kind", id="a column twice"),
        pytest.param("slug,name,kind,source\nx,Zoë,person,s\n".encode("cp1252"), "not UTF-8 text", id="Windows-1252"),
        pytest.param(b"\xff\xfes\x00l\x00", "not UTF-8 text", id="UTF-16"),
        pytest.param(
            'slug,name,kind,source\na-b,"open', "line 2: a quotation mark opens here", id="open quotation mark"
        ),
    ],
)
def test_a_bad_file_is_one_sentence_and_imports_nothing(write, text, sentence):
    paths = write(countries=COUNTRIES, officials=text)
    with pytest.raises(BadFile) as refused:
        import_files(paths)
    assert sentence in str(refused.value)
    assert str(paths[1]) in str(refused.value)
    assert not Country.objects.exists()


def test_a_missing_file_and_a_folder_without_files_are_named(tmp_path):
    with pytest.raises(BadFile, match=r"nowhere\.csv: No such file"):
        import_files([tmp_path / "nowhere.csv"])
    with pytest.raises(BadFile, match="no CSV or JSON file"):
        import_files([tmp_path])


def test_a_byte_order_mark_and_windows_line_ends_are_read(write):
    text = "\ufeff" + OFFICIALS.replace("\n", "\r\n").replace(",XA,", ",,")
    assert counts(import_files(write(officials=text))) == (2, 0, 0, 0)
