"""The read API shows what readers see, in pages, as its own description says."""

from datetime import date

import pytest
from django.urls import reverse

from tests.factories import (
    AliasFactory,
    EditorFactory,
    IssueTopicFactory,
    OfficialFactory,
    PositionFactory,
    QuotationFactory,
    ShiftFactory,
    StanceFactory,
    StatementFactory,
    TenureFactory,
)

pytestmark = pytest.mark.django_db
ROOT = "/api/v1"


def got(client, path, status=200, **asked):
    response = client.get(f"{ROOT}{path}", asked)
    assert response.status_code == status, response.content
    return response.json()


@pytest.fixture
def said():
    statement = StatementFactory(accepted=True, said_on=date(2024, 5, 1), text="The ferry sails at noon.")
    QuotationFactory(statement=statement)
    StanceFactory(statement=statement, score=-1, topic__slug="ferries")
    return statement


@pytest.mark.parametrize("path", ["/officials", "/topics", "/statements", "/positions", "/shifts"])
def test_an_empty_newsroom_answers_with_empty_pages(client, path):
    assert got(client, path) == {"count": 0, "next": None, "results": []}


def test_a_statement_comes_with_its_stances_and_its_passages_in_print(client, said):
    listed = got(client, "/statements")["results"][0]
    assert (listed["id"], listed["stances"]) == (said.pk, [{"topic": "ferries", "score": -1}])
    alone = got(client, f"/statements/{said.pk}")
    quotation = said.quotations.get()
    start, end = alone["passages"][0]["spans"][0]
    assert quotation.version.text[start:end] == alone["passages"][0]["content"] == said.text
    assert {name: alone[name] for name in listed} == listed


def test_reported_words_come_with_the_report_s_own_verb(client, said):
    reported = StatementFactory(accepted=True, kind="reported", text="that the ferry would sail")
    QuotationFactory(statement=reported, told=True)
    assert got(client, f"/statements/{reported.pk}")["frame"] == "told …"
    assert got(client, f"/statements/{said.pk}")["frame"] is None


def test_the_unchecked_is_nowhere_whoever_asks(client, said):
    client.force_login(EditorFactory())
    hidden = StanceFactory(statement=StatementFactory())
    joined = QuotationFactory(statement=said, checked=False)
    StanceFactory(statement=said, state="suggested")
    assert got(client, "/statements")["count"] == 1
    assert got(client, f"/statements/{hidden.statement_id}", status=404)
    assert got(client, "/statements", topic=hidden.topic.slug)["count"] == 0
    alone = got(client, f"/statements/{said.pk}")
    assert (len(alone["stances"]), len(alone["passages"])) == (1, 1)
    assert joined.content == said.text


@pytest.mark.parametrize(
    ("asked", "count"),
    [
        ({"q": "ferries"}, 1),
        ({"q": "zebra"}, 0),
        ({"topic": "ferries"}, 1),
        ({"topic": "trains"}, 0),
        ({"kind": "reported"}, 0),
        ({"since": "2024-05-01", "until": "2024-05-01"}, 1),
        ({"until": "2024-04-30"}, 0),
        ({"official": "nobody"}, 0),
    ],
)
def test_questions_narrow_the_statements(client, said, asked, count):
    assert got(client, "/statements", **asked)["count"] == count


def test_pages_follow_each_other_and_repeat_nothing(client):
    topic = IssueTopicFactory()
    for n in range(5):
        StanceFactory(statement=StatementFactory(accepted=True, said_on=date(2024, 1, n + 1)), topic=topic)
    page, seen = got(client, "/statements", limit=2, topic=topic.slug), []
    while True:
        seen += [row["id"] for row in page["results"]]
        if page["next"] is None:
            break
        page = client.get(page["next"]).json()
    assert len(seen) == len(set(seen)) == page["count"] == 5


@pytest.mark.parametrize("asked", [{"limit": 0}, {"limit": 100_000}, {"offset": -1}, {"since": "soon"}])
def test_a_question_that_makes_no_sense_is_refused(client, asked):
    assert "detail" in got(client, "/statements", status=422, **asked)


def test_an_official_comes_with_names_and_offices(client):
    official = OfficialFactory(name="Alma Quill")
    AliasFactory(official=official, text="Dame Alma")
    tenure = TenureFactory(official=official, acting=True)
    OfficialFactory(name="Dov Wendt")
    assert [row["slug"] for row in got(client, "/officials", q="dame")["results"]] == [official.slug]
    alone = got(client, f"/officials/{official.slug}")
    assert alone["aliases"][0]["text"] == "Dame Alma"
    assert alone["tenures"][0]["title"] == f"acting {tenure.office.name}"
    assert alone["country"] == official.country_id


def test_a_topic_comes_with_its_scale(client):
    topic = IssueTopicFactory()
    steps = got(client, f"/topics/{topic.slug}")["steps"]
    assert {step["score"] for step in steps} == {-2, -1, 0, 1, 2}
    assert all(step["anchors"] for step in steps)


def test_positions_are_those_of_a_day_and_a_line(client):
    position = PositionFactory(start=date(2024, 1, 1), end=date(2024, 6, 1))
    line = {"official": position.official.slug, "topic": position.topic.slug}
    assert got(client, "/positions", **line)["results"][0]["score"] == position.score
    assert got(client, "/positions", at="2024-05-31", **line)["count"] == 1
    assert got(client, "/positions", at="2024-06-01", **line)["count"] == 0
    assert got(client, "/positions", office="none")["count"] == 0


def test_shifts_are_those_readers_may_see(client, settings):
    settings.SHIFTS_NEED_CONFIRMATION = True
    waiting, confirmed = ShiftFactory(state="suggested"), ShiftFactory()
    rows = got(client, "/shifts")["results"]
    assert [row["statement_after"] for row in rows] == [confirmed.after_id]
    assert waiting.after_id not in [row["statement_after"] for row in rows]


@pytest.mark.parametrize("number", [1, 6])
def test_a_page_takes_the_same_number_of_queries_however_many_rows(client, django_assert_max_num_queries, number):
    for _ in range(number):
        QuotationFactory(statement=StanceFactory(statement__accepted=True).statement)
    with django_assert_max_num_queries(4):
        got(client, "/statements")


def test_the_description_names_every_address_and_no_way_to_change_anything(client):
    described = got(client, "/openapi.json")["paths"]
    assert len(described) == 8
    assert {verb for methods in described.values() for verb in methods} == {"get"}
    assert client.post(f"{ROOT}/statements").status_code == 405


def test_the_page_about_it_lists_what_the_description_lists(client):
    page = client.get(reverse("api")).content.decode()
    assert all(path in page for path in got(client, "/openapi.json")["paths"])


def test_the_page_says_what_every_question_means(client):
    asks = [ask for address in client.get(reverse("api")).context["addresses"] for ask in address.asks]
    assert {"q", "country", "at", "kind"} <= {name for name, _ in asks}
    assert [name for name, meaning in asks if not meaning] == []
