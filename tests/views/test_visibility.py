"""Nothing unchecked or rejected reaches the public, by any address."""

import re

import pytest
from django.urls import reverse

from tests.factories import (
    EditorFactory,
    QuotationFactory,
    StanceFactory,
    StatementFactory,
    UserFactory,
)
from tracker.models import Statement

pytestmark = pytest.mark.django_db

SECRET = "zanzibarine"


@pytest.fixture
def record():
    """An accepted statement, and one of each kind the public must not see, all of one official on one topic."""
    accepted = StanceFactory(statement=StatementFactory(accepted=True), state="accepted", score=1)
    official, topic = accepted.statement.official, accepted.topic
    hidden = [
        StatementFactory(official=official, text=f"{SECRET} suggested"),
        StatementFactory(official=official, text=f"{SECRET} rejected", rejected=True),
    ]
    for statement in hidden:
        StanceFactory(statement=statement, topic=topic, score=-2)
        QuotationFactory(statement=statement, official=official, content=statement.text)
    return official, topic, accepted.statement, hidden


def addresses(official, topic, query=""):
    paths = [
        reverse("home"),
        reverse("officials"),
        reverse("official", args=[official.slug]),
        reverse("timeline", args=[official.slug, topic.slug]),
        reverse("topics"),
        reverse("topic", args=[topic.slug]),
        reverse("statements"),
        f"{reverse('statements')}?q={SECRET}",
        reverse("shifts"),
        reverse("splits"),
        reverse("government_timeline", args=[official.country_id, topic.slug]),
        reverse("method"),
    ]
    return [f"{path}{'&' if '?' in path else '?'}{query}" if query else path for path in paths]


@pytest.mark.parametrize("query", ["", "suggestions=1", "suggestions=1&state=suggested"])
@pytest.mark.parametrize("visitor", ["anonymous", "reader"])
def test_no_public_page_shows_what_is_not_accepted(client, record, visitor, query):
    official, topic, _, _ = record
    if visitor == "reader":
        client.force_login(UserFactory())
    for address in addresses(official, topic, query):
        response = client.get(address)
        assert response.status_code == 200, address
        words = response.content.decode().replace(f'value="{SECRET}"', "").replace(f"“{SECRET}”", "")
        assert f"{SECRET} suggested" not in words, address
        assert f"{SECRET} rejected" not in words, address


@pytest.mark.parametrize("query", ["", "?suggestions=1"])
@pytest.mark.parametrize("visitor", ["anonymous", "reader"])
def test_the_address_of_an_unchecked_statement_does_not_exist_for_the_public(client, record, visitor, query):
    if visitor == "reader":
        client.force_login(UserFactory())
    for statement in record[3]:
        assert client.get(statement.get_absolute_url() + query).status_code == 404


def pages(client, official, topic):
    """The public pages, without how long ago something was: that alone changes from one look to the next."""
    found = (client.get(address).content for address in addresses(official, topic) if "q=" not in address)
    return [re.sub(rb"\bnow\b|\d+\W+seconds? ago|a second ago", b"", page) for page in found]


def test_counts_tell_nothing_of_what_is_hidden(client, record):
    official, topic, _, _ = record
    before = pages(client, official, topic)
    Statement.objects.exclude(state="accepted").update(official=None)
    assert [len(page) for page in before] == [len(page) for page in pages(client, official, topic)]


def test_an_editor_who_asks_sees_suggestions_labelled_and_never_the_rejected(client, record):
    official, topic, _, _ = record
    client.force_login(EditorFactory())
    address = reverse("timeline", args=[official.slug, topic.slug])
    assert f"{SECRET} suggested" not in client.get(address).content.decode()
    page = client.get(f"{address}?suggestions=1").content.decode()
    assert f"{SECRET} suggested" in page
    assert "not checked" in page
    assert f"{SECRET} rejected" not in page


def test_a_rejected_stance_of_an_accepted_statement_is_not_shown(client, record):
    _, _, accepted, _ = record
    StanceFactory(statement=accepted, topic__name="A question nobody settled", state="rejected", score=2)
    StanceFactory(statement=accepted, topic__name="A question still open", state="suggested", score=2)
    page = client.get(accepted.get_absolute_url()).content.decode()
    assert "A question nobody settled" not in page
    assert "A question still open" not in page
