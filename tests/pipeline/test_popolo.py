"""Popolo JSON: persons, organizations, posts and memberships come in as officials, offices and tenures."""

import json
from datetime import date

import pytest

from tests.factories import CountryFactory, OfficialFactory
from tracker.models import Alias, Office, Official, Tenure
from tracker.pipeline.popolo import slugify
from tracker.pipeline.records import BadFile
from tracker.pipeline.register import import_files

pytestmark = pytest.mark.django_db
SOURCES = [{"url": "https://register.example/"}]


def popolo(**changes):
    """A small world in Popolo; `changes` replace whole lists."""
    return {
        "areas": [{"id": "area-1", "identifier": "xa", "name": "Varnholt"}],
        "persons": [
            {
                "id": "p1",
                "name": "Édda Quîll",
                "family_name": "Quîll",
                "gender": "female",
                "area_id": "area-1",
                "other_names": [{"name": "Dame Edda", "start_date": "2021-03", "end_date": "2022"}, {"name": "A|B@C"}],
                "identifiers": [{"scheme": "wikidata", "identifier": "Q1"}],
                "sources": SOURCES,
            }
        ],
        "organizations": [{"id": "o1", "name": "Foreign Ministry of Varnholt", "sources": SOURCES}],
        "posts": [
            {
                "id": "varnholt/envoy",
                "label": "Envoy",
                "other_label": "Special Envoy",
                "role": "foreign_minister",
                "organization_id": "o1",
                "area_id": "country:xa",
                "sources": SOURCES,
            }
        ],
        "memberships": [
            {"person_id": "p1", "post_id": "varnholt/envoy", "start_date": "2021", "end_date": "2022-05-01"},
            {"person_id": "p1", "post_id": "varnholt/envoy", "start_date": "2023-02", "role": "Acting Envoy"},
            {"person_id": "p1", "organization_id": "a-party"},
        ],
    } | changes


@pytest.fixture
def run(tmp_path):
    """Import one Popolo file."""
    CountryFactory(code="XA")

    def run(data, **options):
        path = tmp_path / "world.json"
        path.write_text(data if isinstance(data, str) else json.dumps(data), encoding="utf-8")
        return import_files([path], **options)

    return run


def test_a_world_comes_in_whole(run):
    assert run(popolo()).refused == ()
    edda = Official.objects.get(kind="person")
    assert (edda.slug, edda.name, edda.family_name, edda.gender) == ("edda-quill", "Édda Quîll", "Quîll", "f")
    assert (edda.country_id, edda.wikidata, edda.source) == ("XA", "Q1", "https://register.example/")
    assert list(Alias.objects.values_list("text", "valid_from", "valid_until")) == [
        ("A|B@C", None, None),
        ("Dame Edda", date(2021, 3, 1), date(2022, 12, 31)),
    ]
    office = Office.objects.get()
    assert (office.slug, office.titles, office.role) == (
        "varnholt-envoy",
        ["Envoy", "Special Envoy"],
        "foreign_minister",
    )
    assert (office.institution.slug, office.country_id) == ("foreign-ministry-of-varnholt", "XA")
    columns = ("start", "start_precision", "end", "acting", "source")
    assert list(Tenure.objects.in_order().values_list(*columns)) == [
        (date(2021, 1, 1), "year", date(2022, 5, 1), False, "https://register.example/"),
        (date(2023, 2, 1), "month", None, True, "https://register.example/"),
    ]


def test_a_second_import_changes_nothing(run):
    run(popolo())
    report = run(popolo())
    assert (report.added, report.changed, report.unchanged, report.refused) == (0, 0, 5, ())


def test_a_person_the_register_has_by_wikidata_is_that_person(run):
    known = OfficialFactory(slug="dame-edda-quill", name="Edda Quill", wikidata="Q1", gender=None)
    run(popolo())
    known.refresh_from_db()
    assert Official.objects.filter(kind="person").count() == 1
    assert (known.slug, known.name, known.gender) == ("dame-edda-quill", "Edda Quill", "f")
    assert known.tenures.count() == 2


def test_memberships_may_refer_to_the_register_by_slug(run):
    OfficialFactory(slug="known-person")
    held = {"person_id": "known-person", "post_id": "varnholt/envoy", "start_date": "2020", "end_date": "2020-06"}
    assert run(popolo(memberships=[held])).refused == ()
    assert Tenure.objects.get().official.slug == "known-person"


def one(name, /, **changes):
    """The world with one item of a list changed."""
    items = popolo()[name]
    return popolo(**{name: [items[0] | changes, *items[1:]]})


@pytest.mark.parametrize(
    ("data", "place", "reason"),
    [
        pytest.param(one("persons", name=""), "persons 1", "slug is empty", id="no name"),
        pytest.param(one("persons", name="王"), "persons 1", "slug is empty", id="no Latin letters"),
        pytest.param(one("persons", name=["Edda"]), "persons 1", "slug is empty", id="name is a list"),
        pytest.param(one("persons", sources=[]), "persons 1", "source is empty", id="no source"),
        pytest.param(one("persons", area_id="nowhere"), "persons 1", "no country “NOWHERE”", id="unknown area"),
        pytest.param(
            one("persons", other_names=[{"name": "Edda", "start_date": "May 2021"}]),
            "persons 1",
            "is not a date",
            id="bad alias date",
        ),
        pytest.param(one("persons", name="Edda\u0000Quill"), "persons 1", "control character", id="control character"),
        pytest.param(
            one("organizations", sources=None), "organizations 1", "source is empty", id="no source of a body"
        ),
        pytest.param(one("posts", label="", role=""), "posts 1", "name is empty", id="no label"),
        pytest.param(one("memberships", start_date="2021-99"), "memberships 1", "is not a date", id="bad date"),
        pytest.param(
            one("memberships", start_date={"y": 1}, end_date="1"), "memberships 1", "not a date", id="no text"
        ),
        pytest.param(one("memberships", person_id="nobody"), "memberships 1", "no official “nobody”", id="no person"),
        pytest.param(one("memberships", post_id="no-post"), "memberships 1", "no office “no-post”", id="no post"),
        pytest.param(popolo(persons=["Edda"]), "persons 1", "slug is empty", id="an item that is no object"),
    ],
)
def test_a_bad_item_is_refused_by_list_and_number(run, data, place, reason):
    refusals = {refusal.place: refusal.reason for refusal in run(data).refused}
    assert reason in refusals[place]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        pytest.param("", "not JSON", id="empty"),
        pytest.param('{"persons": [}', "line 1: not JSON", id="broken"),
        pytest.param("[]", "not Popolo JSON", id="a list"),
        pytest.param('{"people": []}', "not Popolo JSON", id="no list it knows"),
        pytest.param("[" * 100_000, "nested too deeply", id="nested a hundred thousand deep"),
        pytest.param('{"persons": ' + "9" * 5000 + "}", "not JSON", id="a number of five thousand digits"),
    ],
)
def test_a_bad_file_is_one_sentence(run, text, sentence):
    with pytest.raises(BadFile, match=r"world\.json") as refused:
        run(text)
    assert sentence in str(refused.value)


@pytest.mark.parametrize(
    ("text", "slug"),
    [("Éva Ťarn-Ğil", "eva-tarn-gil"), ("  A — B  ", "a-b"), ("王", "")],
)
def test_a_slug_is_small_ascii_letters(text, slug):
    assert slugify(text) == slug
