"""The queue of what is to be checked: what it holds, in which order, and how one walks through it."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.factories import (
    IssueTopicFactory,
    QuotationFactory,
    StanceFactory,
    StatementFactory,
)
from tests.views.reviewing import address, given, queue_of
from tracker.models import Check, Decision

pytestmark = pytest.mark.django_db


def test_an_empty_queue_says_what_to_do(client, editor):
    assert reverse("submit") in client.get(reverse("review")).content.decode()


def test_the_queue_holds_what_is_not_checked_and_on_topic_first(client, editor, suggested):
    later = StatementFactory(text="Said later, about nothing in particular.", said_on=date(2025, 1, 1))
    StatementFactory(accepted=True, text="Long since accepted.")
    StatementFactory(rejected=True, text="Long since rejected.")
    page = client.get(reverse("review")).content.decode()
    assert page.index(suggested.text) < page.index(later.text)
    assert "Long since" not in page


def test_the_queue_narrows_by_article_topic_speaker_and_words(client, editor, suggested):
    other = StatementFactory(official=None, text="Nobody knows who said this.")
    topic, article = suggested.stances.get().topic, suggested.quotations.get().version.article
    for query in (f"topic={topic.slug}", f"article={article.pk}", "q=quill"):
        page = client.get(f"{reverse('review')}?{query}").content.decode()
        assert suggested.text in page, query
        assert other.text not in page, query
    assert other.text in client.get(f"{reverse('review')}?open=on").content.decode()
    assert suggested.text not in client.get(f"{reverse('review')}?again=on").content.decode()


def test_a_fragment_of_the_queue_goes_to_htmx_alone(client, editor, suggested):
    part = client.get(reverse("review"), headers={"HX-Request": "true", "HX-Target": "found"})
    assert b"<html" not in part.content
    assert suggested.text in part.content.decode()


def test_queries_do_not_grow_with_the_queue(client, editor, suggested, django_assert_max_num_queries):
    def count():
        with django_assert_max_num_queries(30) as queries:
            client.get(reverse("review"))
        return len(queries)

    few = count()
    for _ in range(6):
        QuotationFactory(statement=StanceFactory().statement)
    assert count() <= few


def test_the_queue_loads_no_text_of_an_article(client, editor, suggested):
    with CaptureQueriesContext(connection) as queries:
        client.get(reverse("review"))
    asked = " ".join(query["sql"] for query in queries)
    assert '"tracker_articleversion"."captured_at"' in asked
    assert '"tracker_articleversion"."text"' not in asked


def test_accepting_leads_to_the_next_and_keeps_the_filters(client, editor, suggested):
    following = StanceFactory().statement
    response = client.post(f"{address(suggested)}?q=x", given(suggested))
    assert response.url == f"{reverse('review')}?q=x"
    assert client.post(address(following), given(following, official=following.official.name)).status_code == 302
    suggested.refresh_from_db()
    assert suggested.state == Check.ACCEPTED
    assert Decision.objects.filter(statement=suggested, actor=editor).count() == 1


def skip_address(client, statement, query=""):
    page = client.get(f"{address(statement)}{query}").content.decode()
    return page.split('data-key="s"')[0].rsplit('href="', 1)[1].split('"')[0]


def test_skipping_walks_the_whole_queue_and_ends_there(client, editor):
    first, second, third = queue_of(3)
    assert skip_address(client, first) == address(second)
    assert skip_address(client, second) == address(third)
    assert skip_address(client, third) == reverse("review")


def test_skipping_keeps_the_filters(client, editor):
    first, second, third = queue_of(3)
    second.delete()
    topic = IssueTopicFactory()
    for statement in (first, third):
        StanceFactory(statement=statement, topic=topic)
    assert skip_address(client, first, f"?topic={topic.slug}") == f"{address(third)}?topic={topic.slug}"


def test_deciding_goes_on_from_where_one_is_not_back_to_what_was_skipped(client, editor):
    _, second, third = queue_of(3)
    assert client.post(address(second), given(second)).url == address(third)


def test_what_has_no_day_stands_last_in_the_queue(client, editor):
    undated = StanceFactory(statement__undated=True, statement__reported_on=None).statement
    dated = StanceFactory().statement
    page = client.get(reverse("review")).content.decode()
    assert page.index(dated.text) < page.index(undated.text)
    assert skip_address(client, dated) == address(undated)


def test_the_sample_can_be_left_out_of_the_queue_or_stand_alone(client, editor):
    real, sample = StatementFactory(), StatementFactory(is_sample=True)
    for query, shown, hidden in (("sample=without", real, sample), ("sample=only", sample, real)):
        page = client.get(f"{reverse('review')}?{query}").content.decode()
        assert shown.text in page
        assert hidden.text not in page


def test_what_stands_among_the_filters_cannot_lead_elsewhere(client, editor, suggested):
    client.post(address(suggested), given(suggested, action="reject"))
    path = reverse("undo", args=[Decision.objects.get().pk])
    response = client.post(path, {"filters": "q=x\r\nSet-Cookie: a=b"})
    assert response.url.startswith(f"{address(suggested)}?q=x%0D%0A")
