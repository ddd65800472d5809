"""A search as a file: what readers may see and nothing else, safe to open."""

import csv
import json
from datetime import date
from io import StringIO
from xml.etree import ElementTree

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.factories import EditorFactory, QuotationFactory, StanceFactory, StatementFactory

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def said():
    statement = StatementFactory(accepted=True, said_on=date(2024, 5, 1), text="=The “ferry” sails, at noon.")
    QuotationFactory(statement=statement)
    StanceFactory(statement=statement, score=1, topic__slug="ferries")
    StatementFactory(accepted=True, said_on=date(2020, 1, 1), text="The trains stop.")
    StatementFactory(text="Nobody has checked the ferry.")
    return statement


def body(response):
    return b"".join(response).decode()


def rows(client, **asked):
    text = body(client.get(reverse("statements_csv"), asked))
    assert text.startswith("\ufeff")
    return list(csv.DictReader(StringIO(text[1:])))


def entries(client, **asked):
    return ElementTree.fromstring(client.get(reverse("statements_atom"), asked).content).findall(f"{ATOM}entry")


def test_a_spreadsheet_has_one_row_a_statement_and_runs_nothing(client, said):
    row, other = rows(client)
    assert (row["id"], row["text"]) == (str(said.pk), "'=The “ferry” sails, at noon.")
    assert (row["stances"], other["stances"]) == ("ferries +1", "")
    assert row["url"] == said.quotations.get().version.article.url


def test_a_search_narrows_every_file_as_it_does_the_page(client, said):
    assert [row["id"] for row in rows(client, q="ferries")] == [str(said.pk)]
    line = json.loads(body(client.get(reverse("statements_jsonl"), {"q": "ferries"})))
    assert (line["id"], line["stances"]) == (said.pk, [{"topic": "ferries", "score": 1}])
    assert len(entries(client, q="ferries")) == 1


def test_the_unchecked_is_in_no_file_whoever_asks(client, said):
    client.force_login(EditorFactory())
    assert len(rows(client, suggestions="1")) == len(entries(client, suggestions="1")) == 2


def test_an_entry_leads_to_the_statement_and_gives_its_words(client, said):
    entry = entries(client, topic="ferries")[0]
    assert entry.find(f"{ATOM}link").get("href").endswith(said.get_absolute_url())
    assert "The “ferry” sails" in entry.find(f"{ATOM}summary").text
    assert said.official.name in entry.find(f"{ATOM}title").text


def test_words_of_an_entry_are_words_and_no_markup(client):
    StatementFactory(accepted=True, text="The <b>ferry</b> & the tram")
    (entry,) = entries(client)
    assert entry.find(f"{ATOM}summary").text == "“The &lt;b&gt;ferry&lt;/b&gt; &amp; the tram”"


def test_reported_words_are_no_file_s_without_the_report_s_own_verb(client, said):
    reported = StatementFactory(accepted=True, kind="reported", text="that the ferry would sail")
    QuotationFactory(statement=reported, told=True)
    assert {row["text"]: row["frame"] for row in rows(client, q="ferries")} == {
        "'=The “ferry” sails, at noon.": "",
        "that the ferry would sail": "told …",
    }
    line = json.loads(body(client.get(reverse("statements_jsonl"), {"kind": "reported"})))
    assert line["frame"] == "told …"
    (entry,) = entries(client, kind="reported")
    assert entry.find(f"{ATOM}summary").text == "told … that the ferry would sail"


def test_queries_of_a_file_do_not_grow_with_it(client, said):
    numbers = []
    for _ in range(2):
        for name in ("statements_csv", "statements_atom"):
            with CaptureQueriesContext(connection) as asked:
                response = client.get(reverse(name))
                assert b"ferry" in (response.getvalue() if response.streaming else response.content)
            numbers.append(len(asked))
        for _ in range(4):
            QuotationFactory(statement__accepted=True, statement__kind="reported", statement__text="the ferry sank")
    assert numbers[:2] == numbers[2:]


def test_what_is_put_on_record_last_comes_first_in_the_feed(client, said):
    late = StatementFactory(accepted=True, said_on=date(1999, 1, 1))
    assert entries(client)[0].find(f"{ATOM}link").get("href").endswith(late.get_absolute_url())


def test_a_search_for_nobody_has_no_file_and_one_that_finds_nothing_has_a_header(client, said):
    for name in ("statements_csv", "statements_jsonl", "statements_atom"):
        assert client.get(reverse(name), {"official": "nobody-there"}).status_code == 404
    assert body(client.get(reverse("statements_csv"), {"q": "zebra"})).startswith("\ufeffid,official,name,")


def test_the_page_offers_its_own_search(client, said):
    page = client.get(reverse("statements"), {"q": "ferries", "page": "1"}).content.decode()
    assert f'href="{reverse("statements_atom")}?q=ferries"' in page
    assert f'href="{reverse("statements_csv")}?q=ferries"' in page
