"""The list of officials and the page of one."""

from datetime import date

import pytest
from django.urls import reverse

from tests.factories import (
    AliasFactory,
    CountryFactory,
    IssueTopicFactory,
    OfficeFactory,
    OfficialFactory,
    StanceFactory,
    StatementFactory,
    TenureFactory,
)

pytestmark = pytest.mark.django_db


def shown(response):
    return [entry.official.name for group in response.context["groups"] for entry in group.entries]


def test_the_list_shows_who_is_on_record_and_on_demand_the_whole_register(client):
    StatementFactory(official=OfficialFactory(name="Alma Quill"), accepted=True)
    StatementFactory(official=OfficialFactory(name="Bram Tarn"))
    assert shown(client.get(reverse("officials"))) == ["Alma Quill"]
    assert set(shown(client.get(reverse("officials") + "?all=1"))) == {"Alma Quill", "Bram Tarn"}


@pytest.mark.parametrize("words", ["quill", "QUILL", "Lady Q"], ids=["part", "case aside", "alias"])
def test_a_search_looks_through_the_whole_register(client, words):
    AliasFactory(official=OfficialFactory(name="Alma Quill"), text="Lady Q of the Isles")
    OfficialFactory(name="Bram Tarn")
    assert shown(client.get(reverse("officials"), {"q": words})) == ["Alma Quill"]


def test_several_aliases_that_match_do_not_multiply_the_count(client):
    official = OfficialFactory(name="Alma Quill")
    for text in ("A. Quill", "Minister Quill", "Ms Quill"):
        AliasFactory(official=official, text=text)
    StatementFactory.create_batch(2, official=official, accepted=True)
    StatementFactory(official=official)
    response = client.get(reverse("officials"), {"q": "quill"})
    assert response.context["groups"][0].entries[0].official.said == 2


def test_the_list_tells_which_office_is_held_or_was_held_last(client):
    home = CountryFactory()
    quill, tarn = (OfficialFactory(name=name, country=home) for name in ("Alma Quill", "Bram Tarn"))
    harbours = OfficeFactory(name="minister for harbours", country=home)
    ferries = OfficeFactory(name="envoy for ferries", country=CountryFactory(name="Zedland"))
    TenureFactory(official=tarn, office=ferries, start=date(2020, 1, 1), end=date(2021, 1, 1))
    TenureFactory(official=tarn, office=harbours, start=date(2021, 1, 1), end=date(2022, 1, 1))
    TenureFactory(official=quill, office=harbours, start=date(2022, 1, 1))
    TenureFactory(official=quill, office=ferries, start=date(2023, 1, 1))
    (group,) = client.get(reverse("officials") + "?all=1").context["groups"]
    assert [entry.offices for entry in group.entries] == [
        "minister for harbours, envoy for ferries of Zedland",
        "formerly minister for harbours",
    ]


def test_queries_do_not_grow_with_the_list(client, django_assert_max_num_queries):
    for _ in range(8):
        TenureFactory()
    with django_assert_max_num_queries(10):
        client.get(reverse("officials") + "?all=1")


def test_officials_are_grouped_by_country_in_the_order_of_the_alphabet(client):
    second, first = CountryFactory(name="Zedland"), CountryFactory(name="Aland Republic")
    for name, country in [("Alma Quill", second), ("Bram Tarn", first), ("Cira Zell", second), ("Dov Wendt", None)]:
        StatementFactory(official=OfficialFactory(name=name, country=country), accepted=True)
    groups = client.get(reverse("officials")).context["groups"]
    assert [(g.name, [entry.official.name for entry in g.entries]) for g in groups] == [
        ("Aland Republic", ["Bram Tarn"]),
        ("Zedland", ["Alma Quill", "Cira Zell"]),
        (None, ["Dov Wendt"]),
    ]


def test_an_official_has_a_row_for_each_topic_the_latest_first(client):
    official = OfficialFactory()
    for name, year in [("Older question", 2022), ("Newer question", 2024)]:
        statement = StatementFactory(official=official, accepted=True, said_on=date(year, 5, 1))
        StanceFactory(statement=statement, topic=IssueTopicFactory(name=name))
    StanceFactory(statement=StatementFactory(official=official), topic__name="Unchecked question")
    response = client.get(official.get_absolute_url())
    assert [row.topic.name for row in response.context["rows"]] == ["Newer question", "Older question"]


def test_words_of_a_spokesperson_are_on_the_page_of_whom_they_were_for(client):
    minister = OfficialFactory()
    StatementFactory(accepted=True, on_behalf_of=minister, text="The minister stays in the harbour town.")
    page = client.get(minister.get_absolute_url()).content.decode()
    assert "The minister stays in the harbour town." in page


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        ((2021, 1, 4), (2024, 7, 8), "4 January 2021 – 8 July 2024"),
        ((2021, 1, 4), None, "since 4 January 2021"),
        (None, (2024, 7, 8), "until 8 July 2024"),
        (None, None, "dates not known"),
    ],
    ids=["closed", "present", "unknown start", "unknown"],
)
def test_offices_are_listed_with_their_dates(client, start, end, words):
    tenure = TenureFactory(start=start and date(*start), end=end and date(*end))
    page = client.get(tenure.official.get_absolute_url()).content.decode()
    assert words in page


def test_sample_people_are_marked(client):
    official = OfficialFactory(is_sample=True)
    StatementFactory(official=official, accepted=True, is_sample=True)
    for address in (reverse("officials"), official.get_absolute_url(), reverse("home"), reverse("statements")):
        assert '<span class="badge sample">Sample</span>' in client.get(address).content.decode(), address
