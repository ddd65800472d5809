"""The topics, and where everyone stands on one."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.factories import (
    CountryFactory,
    EditorFactory,
    IssueTopicFactory,
    OfficeFactory,
    OfficialFactory,
    StanceFactory,
    StatementFactory,
)
from tracker.pipeline import codebooks

pytestmark = pytest.mark.django_db
THIS_YEAR = timezone.localdate().year


def said(official, topic, score, day, **more):
    return StanceFactory(
        statement=StatementFactory(official=official, accepted=True, said_on=day, **more), topic=topic, score=score
    )


@pytest.fixture
def topic():
    return IssueTopicFactory()


@pytest.fixture
def moved(topic):
    """Someone who was against two years ago and is for now."""
    official = OfficialFactory(name="Alma Quill")
    for year, score in [(2, -2), (2, -2), (1, 1), (1, 1)]:
        said(official, topic, score, date(THIS_YEAR - year, 1, 10))
    return official


def test_topics_nobody_has_spoken_on_stand_behind_the_others(client, moved, topic):
    topic.name = "Zoning"
    topic.save()
    IssueTopicFactory(name="Almanacs")
    response = client.get(reverse("topics"))
    assert [row.name for row in response.context["topics"]] == ["Zoning", "Almanacs"]
    assert response.content.decode().count("Nothing on record yet") == 1


def test_everyone_stands_where_their_words_put_them_most_for_first(client, topic, moved):
    said(OfficialFactory(name="Bram Tarn"), topic, 2, date(THIS_YEAR - 1, 3, 1))
    said(OfficialFactory(name="Cira Zell"), topic, -1, date(THIS_YEAR - 1, 3, 1))
    rows = client.get(topic.get_absolute_url()).context["rows"]
    assert [(row.official.name, row.now.score) for row in rows] == [
        ("Bram Tarn", 2),
        ("Alma Quill", 1),
        ("Cira Zell", -1),
    ]


def test_the_day_to_compare_with_can_be_chosen(client, topic, moved):
    (row,) = client.get(topic.get_absolute_url(), {"at": f"{THIS_YEAR - 2}-06-01"}).context["rows"]
    assert (row.then.score, row.now.score) == (-2, 1)
    assert row.drawing.way is not None


@pytest.mark.parametrize("asked", ["", "yesterday", "2020-13-40", "9999-12-31"])
def test_a_day_that_makes_no_sense_is_a_year_ago_or_today(client, topic, moved, asked):
    at = client.get(topic.get_absolute_url(), {"at": asked}).context["at"]
    today = timezone.localdate()
    assert at in {today, today.replace(year=today.year - 1, day=min(today.day, 28 if today.month == 2 else 31))}


def test_whoever_said_nothing_lately_is_named_without_a_place(client, topic):
    said(OfficialFactory(name="Dov Wendt"), topic, 2, date(THIS_YEAR - 6, 1, 1))
    response = client.get(topic.get_absolute_url())
    assert response.context["rows"] == []
    assert [row.official.name for row in response.context["silent"]] == ["Dov Wendt"]


def test_only_accepted_words_count_on_the_list(client, topic):
    said(OfficialFactory(), topic, 1, date(THIS_YEAR, 1, 1))
    StanceFactory(statement=StatementFactory(), topic=topic)
    StanceFactory(statement=StatementFactory(accepted=True), topic=topic, state="suggested")
    (listed,) = client.get(reverse("topics")).context["topics"]
    assert (listed.said, listed.people) == (1, 1)


def test_the_standings_go_out_alone_to_htmx(client, topic, moved):
    response = client.get(topic.get_absolute_url(), headers={"HX-Request": "true", "HX-Target": "standings"})
    assert b"<html" not in response.content
    assert b'id="standings"' in response.content


def test_versions_of_the_scale_are_told_with_what_was_coded_on_them(client):
    topic = IssueTopicFactory()
    first = codebooks.freeze(topic).version
    StanceFactory(topic=topic, statement=StatementFactory(accepted=True), codebook=first)
    anchor = topic.steps.get(score=2).anchors.get()
    anchor.text = "Open the gates for good."
    anchor.save()
    codebooks.freeze(topic)
    page = client.get(topic.get_absolute_url()).text
    assert "version 2, since" in page
    assert "Changed: step +2." in page
    assert "1 statement stands on it" in page


def test_offices_and_governments_have_lines_of_their_own(client):
    topic, ministry = IssueTopicFactory(), OfficialFactory(institution=True)
    office = OfficeFactory(name="Minister for Ferries", institution=ministry, country=ministry.country)
    official = OfficialFactory(country=ministry.country)
    said(official, topic, 1, date(THIS_YEAR, 1, 1), office=office)
    said(official, topic, -2, date(THIS_YEAR, 1, 2))
    lines = client.get(topic.get_absolute_url()).context["lines"]
    assert [(row.kind, row.now.score, row.said) for row in lines] == [("government", 1, 1), ("office", 1, 1)]
    assert all(client.get(row.address).status_code == 200 for row in lines)


def test_lines_of_governments_and_organisations_stand_before_those_of_offices(client):
    topic, union = IssueTopicFactory(), CountryFactory(name="Zellish Union", is_organisation=True)
    home = CountryFactory(name="Ostrany")
    for country in (union, home):
        office = OfficeFactory(country=country, institution=OfficialFactory(institution=True, country=country))
        said(OfficialFactory(country=country), topic, 1, date(THIS_YEAR, 1, 1), office=office)
    kinds = [row.kind for row in client.get(topic.get_absolute_url()).context["lines"]]
    assert kinds == ["government", "organisation", "office", "office"]


def test_a_topic_costs_the_same_for_many_officials_as_for_few(client, django_assert_max_num_queries):
    topic = IssueTopicFactory()
    for _ in range(2):
        said(OfficialFactory(), topic, 1, date(THIS_YEAR, 1, 1), office=OfficeFactory())
    with django_assert_max_num_queries(60) as few:
        client.get(topic.get_absolute_url())
    for _ in range(6):
        said(OfficialFactory(), topic, 1, date(THIS_YEAR, 1, 1), office=OfficeFactory())
    with django_assert_max_num_queries(len(few)):
        client.get(topic.get_absolute_url())


def test_an_empty_topic_tells_what_to_do_next(client, topic):
    page = client.get(topic.get_absolute_url()).content.decode()
    assert reverse("compare") not in page
    assert f'<a href="{reverse("status")}">See what is covered</a>' in page
    client.force_login(EditorFactory())
    assert f"{reverse('review')}?topic={topic.slug}" in client.get(topic.get_absolute_url()).content.decode()
