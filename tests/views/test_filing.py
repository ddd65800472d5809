"""Joining and parting statements on the page."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.factories import QuotationFactory, StatementFactory, UserFactory
from tests.views.reviewing import address, given
from tracker.models import Check

pytestmark = pytest.mark.django_db


@pytest.fixture
def other(suggested):
    """Another statement of the same official in the same words."""
    other = StatementFactory(official=suggested.official, text=suggested.text, accepted=True)
    QuotationFactory(statement=other)
    return other


def join(client, statement, into):
    return client.post(reverse("join_statement", args=[statement.pk]) + "?topic=x", {"into": into})


def test_only_editors_join(client, suggested, other):
    client.force_login(UserFactory())
    assert join(client, suggested, other.pk).status_code == 403
    suggested.refresh_from_db()
    assert suggested.state == Check.SUGGESTED


def test_the_page_offers_what_is_alike_and_joining_leads_there(client, editor, suggested, other):
    assert f'name="into" value="{other.pk}"' in client.get(address(suggested)).content.decode()
    response = join(client, suggested, other.pk)
    assert response.url == f"{address(other)}?topic=x"
    assert "Undo" in client.get(response.url).content.decode()


def test_reported_words_are_offered_with_the_report_s_own_verb(client, editor, suggested):
    words = suggested.text[:1].lower() + suggested.text[1:]
    reported = StatementFactory(official=suggested.official, text=words, kind="reported")
    QuotationFactory(statement=reported, told=True)
    assert f'<span class="frame">told …</span> {words}' in client.get(address(suggested)).content.decode()


def test_queries_do_not_grow_with_what_is_offered(client, editor, suggested, other):
    numbers = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as asked:
            assert 'name="into"' in client.get(address(suggested)).content.decode()
        numbers.append(len(asked))
        for _ in range(3):
            reported = StatementFactory(official=suggested.official, text=suggested.text.lower(), kind="reported")
            QuotationFactory(statement=reported, told=True)
    assert numbers[0] == numbers[1]


def test_a_stale_page_joins_nothing_and_says_why(client, editor, suggested, other):
    page = client.get(address(suggested)).content.decode()
    stale = {"into": other.pk, "seen": re.search(r'name="seen" value="([^"]+)"', page)[1]}
    client.post(address(suggested), given(suggested))
    told = client.post(reverse("join_statement", args=[suggested.pk]), stale, follow=True).content.decode()
    assert "decided on meanwhile, so it was not joined" in told
    suggested.refresh_from_db()
    assert (suggested.state, suggested.same_as) == (Check.ACCEPTED, None)


def test_a_joined_statement_is_not_decided_on_by_itself(client, editor, suggested, other):
    join(client, suggested, other.pk)
    suggested.refresh_from_db()
    assert client.post(address(suggested), given(suggested)).url == address(other)
    suggested.refresh_from_db()
    assert suggested.state == Check.REJECTED


@pytest.mark.parametrize("number", ["", "x", "-1", "9" * 30, "²", "987654"])
def test_a_number_of_no_statement_joins_nothing(client, editor, suggested, number):
    assert join(client, suggested, number).url == f"{address(suggested)}?topic=x"
    suggested.refresh_from_db()
    assert suggested.state == Check.SUGGESTED


def test_the_address_of_a_joined_statement_leads_readers_to_the_other(client, editor, suggested, other):
    join(client, suggested, other.pk)
    client.logout()
    assert client.get(suggested.get_absolute_url()).url == other.get_absolute_url()
    other.state = Check.REJECTED
    other.save()
    assert client.get(suggested.get_absolute_url()).status_code == 404


def test_a_checked_passage_of_several_can_be_parted(client, editor, other):
    passage = QuotationFactory(statement=other, content="Quite other words than those", checked=True)
    response = client.post(reverse("detach_quotation", args=[passage.pk]))
    passage.refresh_from_db()
    assert passage.statement != other
    assert response.url == address(passage.statement)
