"""Checking by keyboard, and marking words by selecting them."""

import re

import pytest
from django.urls import reverse

from tests.factories import QuotationFactory, StanceFactory, StatementFactory
from tracker.models import Check, Quotation

from .conftest import log_in

pytestmark = pytest.mark.django_db(transaction=True)


def enter(page):
    log_in(page)
    page.get_by_role("link", name="Add article").wait_for()


@pytest.fixture
def queued():
    """Two statements on one topic, the direction of the newer one open."""
    older = StanceFactory(statement=StatementFactory(said_on="2024-10-01"), score=-1)
    newer = StanceFactory(statement=StatementFactory(said_on="2024-10-16"), topic=older.topic, score=None, unclear=True)
    for stance in (older, newer):
        QuotationFactory(statement=stance.statement)
    return newer, older


def test_a_digit_and_a_letter_settle_a_statement(page, editor, queued):
    newer, older = queued
    enter(page)
    page.goto(reverse("review_statement", args=[newer.statement_id]))
    page.keyboard.press("2")
    assert page.get_by_role("radio", name="Welcome").is_checked()
    page.keyboard.press("a")
    page.wait_for_url(re.compile(f"/review/{older.statement_id}/"))
    page.keyboard.press("a")
    page.wait_for_url(re.compile("/review/$"))
    for stance, score in ((newer, 1), (older, -1)):
        stance.refresh_from_db()
        assert (stance.state, stance.score) == (Check.ACCEPTED, score)


def test_digits_do_nothing_while_one_types_and_when_keys_are_off(page, editor, queued):
    enter(page)
    page.goto(reverse("review_statement", args=[queued[0].statement_id]))
    page.get_by_label("Note").press("2")
    page.get_by_role("button", name="Turn keys off").click()
    page.locator("h1").click()
    page.keyboard.press("2")
    assert page.locator("#topic-fields :checked").count() == 0


def test_selected_words_become_the_passage(page, editor, queued):
    quotation = queued[0].statement.quotations.get()
    enter(page)
    page.goto(reverse("mark_anew", args=[quotation.pk]))
    page.evaluate(
        """(words) => {
          const node = document.querySelector("#text mark").firstChild;
          const range = document.createRange();
          range.setStart(node, node.textContent.indexOf(words));
          range.setEnd(node, node.textContent.indexOf(words) + words.length);
          getSelection().removeAllRanges();
          getSelection().addRange(range);
        }""",
        "invented island will sail",
    )
    page.get_by_role("button", name="Mark these words").click()
    page.wait_for_url(re.compile("/review/"))
    assert Quotation.objects.get(pk=quotation.pk).content == "invented island will sail"
