"""Sources from a TOML file: added once, refused with the entry and the field."""

import pytest

from tests.factories import CountryFactory, SourceFactory
from tracker.models import Source
from tracker.pipeline.records import BadFile
from tracker.pipeline.sources import import_sources

pytestmark = pytest.mark.django_db
COURIER = """
[[sources]]
slug = "harbour-courier"
name = "The Harbour Courier"
kind = "outlet"
country = "XA"
time_zone = "Etc/GMT-1"
homepage = "https://courier.example/"
"""


@pytest.fixture
def write(tmp_path):
    CountryFactory(code="XA", is_sample=True)

    def file(text):
        path = tmp_path / "sources.toml"
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    return file


def test_sources_come_in_and_a_second_time_change_nothing(write):
    path = write(COURIER)
    assert import_sources(path, is_sample=True).added == 1
    source = Source.objects.get()
    assert (source.name, source.country_id, source.is_sample) == ("The Harbour Courier", "XA", True)
    assert str(source.zone) == "Etc/GMT-1"
    before = list(Source.objects.values())
    report = import_sources(path, is_sample=True)
    assert (report.added, report.unchanged) == (0, 1)
    assert list(Source.objects.values()) == before


def test_a_source_an_editor_changed_is_left_as_it_is(write):
    SourceFactory(slug="harbour-courier", name="The Courier")
    import_sources(write(COURIER), is_sample=True)
    assert Source.objects.get().name == "The Courier"


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        pytest.param('"harbour-courier"', '""', "slug: ", id="no slug"),
        pytest.param('slug = "harbour-courier"', "", "slug: ", id="slug missing"),
        pytest.param('"harbour-courier"', '"Harbour Courier"', "slug: Enter a valid", id="slug with a space"),
        pytest.param('"The Harbour Courier"', "5", "name: must be text", id="name a number"),
        pytest.param('"outlet"', '"blog"', "kind: ", id="unknown kind"),
        pytest.param('"XA"', '"ZZ"', "there is no country “ZZ”", id="unknown country"),
        pytest.param("Etc/GMT-1", "Harbour/Time", "Harbour/Time is not a time zone", id="unknown zone"),
        pytest.param("https://courier.example/", "javascript:alert(1)", "homepage: ", id="no web address"),
        pytest.param("homepage", "home_page", "home_page: no such field", id="misspelt field"),
    ],
)
def test_a_bad_entry_costs_itself_only(write, old, new, reason):
    good = COURIER.replace("harbour-courier", "other-courier")
    report = import_sources(write(COURIER.replace(old, new) + good), is_sample=True)
    (refusal,) = report.refused
    assert reason in refusal.reason
    assert refusal.place == "source 1"
    assert [source.slug for source in Source.objects.all()] == ["other-courier"]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [("slug = ", "not TOML"), ("", "there are no"), ("sources = 5", "there are no"), (b"\xff", "not UTF-8")],
)
def test_a_bad_file_is_one_sentence(write, text, sentence):
    with pytest.raises(BadFile, match=sentence):
        import_sources(write(text))


def test_the_register_does_not_refer_to_the_sample(write):
    (refusal,) = import_sources(write(COURIER)).refused
    assert "belongs to the sample" in refusal.reason
