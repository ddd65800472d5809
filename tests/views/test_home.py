"""The front page and the frame around every page."""

import pytest
from django.urls import reverse

from tests.factories import CountryFactory, EditorFactory, StanceFactory, StatementFactory, UserFactory

pytestmark = pytest.mark.django_db


def test_the_front_page_counts_what_is_accepted(client):
    StanceFactory(statement=StatementFactory(accepted=True))
    StatementFactory(rejected=True)
    StatementFactory()
    context = client.get(reverse("home")).context
    assert context["record"] == {"statements": 1, "officials": 1}
    assert context["topics"] == 1


def test_the_newest_statements_come_first(client):
    statements = [StatementFactory(accepted=True) for _ in range(10)]
    assert list(client.get(reverse("home")).context["newest"]) == statements[:1:-1]


def test_an_empty_front_page_tells_editors_how_to_begin(client):
    assert reverse("submit") not in client.get(reverse("home")).content.decode()
    client.force_login(EditorFactory())
    page = client.get(reverse("home")).content.decode()
    assert f'<a href="{reverse("add_feed")}">follow a feed</a>' in page
    assert "Check what was found" not in page
    StatementFactory()
    assert "Check what was found" in client.get(reverse("home")).content.decode()


@pytest.mark.parametrize(
    ("visitor", "expected"),
    [(None, False), (UserFactory, False), (EditorFactory, True)],
    ids=["anyone", "reader", "editor"],
)
def test_the_number_of_unchecked_statements_is_for_editors(client, visitor, expected):
    StatementFactory.create_batch(7)
    if visitor:
        client.force_login(visitor())
    page = client.get(reverse("home")).content.decode()
    assert ('<span class="count" id="number-to-check">7</span>' in page) is expected


def test_the_sample_banner_shows_while_there_is_a_sample(client):
    assert b"Sample newsroom" not in client.get(reverse("home")).content
    CountryFactory(is_sample=True)
    page = client.get(reverse("home")).content
    assert b"Sample newsroom" in page
    assert b"Remove the sample" not in page
    client.force_login(EditorFactory())
    assert b"Remove the sample" in client.get(reverse("home")).content


@pytest.mark.parametrize("name", ["home", "officials", "topics", "statements", "shifts", "method"])
def test_only_reading_is_allowed(client, name):
    assert client.post(reverse(name)).status_code == 405
