"""The public pages: they answer, whole or in part, full or empty, and cost the same however much there is."""

from datetime import date

import pytest
from django.urls import reverse

from tests.factories import (
    IssueTopicFactory,
    OfficialFactory,
    QuotationFactory,
    StanceFactory,
    StatementFactory,
    TenureFactory,
)
from tracker.models import Official, Statement
from tracker.pipeline import positions

pytestmark = pytest.mark.django_db

NAMES = ("home", "officials", "topics", "statements", "shifts", "method")
FRAGMENTS = {"officials": "found", "statements": "found", "shifts": "found"}


def story(official=None, topic=None, scores=(-2, -2, 1, 1)):
    """An official who moves on a topic: accepted statements with evidence, positions and shifts."""
    official, topic = official or OfficialFactory(), topic or IssueTopicFactory()
    for number, score in enumerate(scores):
        statement = StatementFactory(official=official, accepted=True, said_on=date(2022 + number, 3, 1))
        StanceFactory(statement=statement, topic=topic, score=score)
        QuotationFactory(statement=statement)
    positions.recompute(official, topic)
    return official, topic


def every_address():
    official, topic = Official.objects.get(slug="one"), Official.objects.get(slug="one").positions.first().topic
    statement = official.statements.first()
    return [
        *(reverse(name) for name in NAMES),
        official.get_absolute_url(),
        topic.get_absolute_url(),
        statement.get_absolute_url(),
        reverse("timeline", args=[official.slug, topic.slug]),
    ]


@pytest.mark.parametrize("name", NAMES)
def test_an_empty_record_has_pages_that_say_so(client, name):
    response = client.get(reverse(name))
    assert response.status_code == 200
    assert b"<h1" in response.content


def test_a_full_record_has_pages_with_the_security_policy_and_a_title(client):
    story(OfficialFactory(slug="one", name="Alma Quill"))
    for address in every_address():
        response = client.get(address)
        assert response.status_code == 200, address
        assert "default-src 'self'" in response.headers["Content-Security-Policy"]
        assert b"<title>" in response.content


@pytest.mark.parametrize(
    "address",
    ["/officials/nobody/", "/topics/nothing/", "/officials/nobody/nothing/", "/statements/999/", "/nowhere/"],
)
def test_what_does_not_exist_is_not_found(client, address):
    response = client.get(address)
    assert response.status_code == 404
    assert b"<h1" in response.content


@pytest.mark.parametrize(
    "query",
    [
        "page=99",
        "page=x",
        "from=2020-13-45",
        "official=nobody",
        "topic=nothing",
        "kind=none",
        "q=%00",
        "q=" + "a" * 500,
    ],
)
def test_a_search_that_makes_no_sense_still_answers(client, query):
    story()
    assert client.get(f"{reverse('statements')}?{query}").status_code == 200


def test_a_date_that_is_none_is_today_on_a_topic_page(client):
    _, topic = story()
    assert client.get(f"{topic.get_absolute_url()}?at=yesterday").status_code == 200
    assert client.get(f"{topic.get_absolute_url()}?at=2023-01-01").status_code == 200


@pytest.mark.parametrize(("name", "target"), FRAGMENTS.items())
def test_a_fragment_goes_out_only_to_an_htmx_request_for_a_known_target(client, name, target):
    story()
    address = reverse(name)
    whole = client.get(address)
    part = client.get(address, headers={"HX-Request": "true", "HX-Target": target})
    assert b"<html" in whole.content
    assert b"<html" not in part.content
    assert "HX-Request" in part.headers["Vary"]
    assert "HX-Target" in whole.headers["Vary"]
    for headers in (
        {"HX-Request": "true", "HX-Target": "elsewhere"},
        {"HX-Request": "true", "HX-Target": target, "HX-Boosted": "true"},
        {"HX-Request": "true", "HX-Target": target, "HX-History-Restore-Request": "true"},
        {"HX-Target": target},
    ):
        assert b"<html" in client.get(address, headers=headers).content, headers


def test_statements_are_found_by_words_and_by_name(client):
    official = OfficialFactory(name="Alma Quill")
    StatementFactory(official=official, accepted=True, text="The ferry sails on Monday.")
    StatementFactory(accepted=True, text="The train stays in the station.")
    page = client.get(f"{reverse('statements')}?q=ferry").content.decode()
    assert "The ferry sails" in page
    assert "The train stays" not in page
    assert "The ferry sails" in client.get(f"{reverse('statements')}?q=quill").content.decode()


def counted(client, address, django_assert_max_num_queries):
    with django_assert_max_num_queries(40) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


def test_the_number_of_queries_does_not_grow_with_the_record(client, django_assert_max_num_queries):
    one, topic = story(OfficialFactory(slug="one"))
    TenureFactory(official=one)
    few = {address: counted(client, address, django_assert_max_num_queries) for address in every_address()}
    for _ in range(3):
        story(topic=topic)
        story(one)
    story(one, topic, scores=(2, 2, -1))
    TenureFactory(official=one)
    many = {address: counted(client, address, django_assert_max_num_queries) for address in few}
    assert {a: (few[a], many[a]) for a in few if many[a] > few[a]} == {}


@pytest.mark.parametrize(
    "address", ["/officials/?q=%00", "/shifts/?topic=%00", "/statements/?q=a%00b", "/topics/?x=%00"]
)
def test_null_characters_in_an_address_do_no_harm(client, address):
    assert client.get(address).status_code == 200


def test_a_statement_without_a_day_does_not_stand_before_the_dated():
    dated = StatementFactory(accepted=True)
    undated = StatementFactory(accepted=True, undated=True, reported_on=None)
    assert list(Statement.objects.newest_first()) == [dated, undated]
