"""The ledger of changes, here and on the front page."""

from datetime import date

import pytest
from django.urls import reverse

from tests.factories import ShiftFactory, StatementFactory

pytestmark = pytest.mark.django_db


def shown(client, **asked):
    return [row.shift for row in client.get(reverse("shifts"), asked).context["rows"]]


def test_moves_are_listed_newest_first_and_first_positions_are_none(client):
    older = ShiftFactory(day=date(2023, 1, 1))
    newer = ShiftFactory(day=date(2024, 1, 1))
    ShiftFactory(kind="first", before=None, score_before=None, day=date(2025, 1, 1))
    assert shown(client) == [newer, older]
    assert [row.shift for row in client.get(reverse("home")).context["moves"]] == [newer, older]


@pytest.mark.parametrize("state", ["suggested", "rejected"])
@pytest.mark.parametrize("side", ["before", "after"])
def test_a_shift_whose_words_are_no_longer_accepted_is_not_shown(client, side, state):
    shift = ShiftFactory()
    type(getattr(shift, side)).objects.filter(pk=getattr(shift, side).pk).update(state=state)
    assert shown(client) == []
    assert client.get(reverse("home")).context["moves"] == []


def test_the_ledger_is_narrowed_by_topic_and_kind_and_ignores_nonsense(client):
    reversed_, softened = ShiftFactory(), ShiftFactory(kind="softened")
    assert shown(client, kind="softened") == [softened]
    assert shown(client, topic=reversed_.topic.slug) == [reversed_]
    assert len(shown(client, kind="nonsense", topic="nowhere")) == 2
    assert shown(client, kind="softened", topic=reversed_.topic.slug) == []


def test_the_words_before_and_after_stand_side_by_side(client):
    shift = ShiftFactory()
    page = client.get(reverse("shifts")).content.decode()
    assert shift.before.get_absolute_url() in page
    assert shift.after.get_absolute_url() in page
    assert "from “Hold off” to “Welcome”" in page


def test_differing_words_of_like_statements_are_marked(client):
    ShiftFactory(
        before=StatementFactory(accepted=True, text="We will never open the harbour."),
        after=StatementFactory(accepted=True, text="We will gladly open the harbour."),
    )
    page = client.get(reverse("shifts")).content.decode()
    assert "<mark>never</mark>" in page
    assert "<mark>gladly</mark>" in page


def test_a_long_ledger_has_pages(client):
    ShiftFactory.create_batch(22)
    assert len(shown(client)) == 20
    assert len(shown(client, page=2)) == 2
