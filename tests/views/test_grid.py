"""The grid shows each position of a day once, with its word and not by colour alone."""

from datetime import date

import pytest
from django.urls import reverse

from tests.factories import PositionFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def position():
    return PositionFactory(start=date(2024, 10, 16), score=-1)


def rows(client, **asked):
    return client.get(reverse("grid"), asked).context["rows"]


def test_a_cell_has_sign_word_and_the_way_to_its_evidence(client, position):
    page = client.get(reverse("grid"), {"at": "2025-01-01"}).content.decode()
    assert "−1" in page
    assert "Hold off" in page
    assert reverse("timeline", args=[position.official.slug, position.topic.slug]) in page


def test_at_an_earlier_day_only_what_was_said_by_then_is_shown(client, position):
    assert rows(client, at="2024-10-15") == []
    assert len(rows(client, at="2024-10-16")) == 1


@pytest.mark.parametrize("at", ["", "soon", "2024-13-45", "9999-01-01"])
def test_a_day_that_makes_no_sense_is_today(client, position, at):
    context = client.get(reverse("grid"), {"at": at}).context
    assert context["at"] == context["today"]


def test_a_country_narrows_the_grid(client, position):
    PositionFactory(topic=position.topic)
    shown = rows(client, at="2025-01-01", country=position.official.country_id)
    assert [row.official for row in shown] == [position.official]
    assert len(rows(client, at="2025-01-01", country="ZZ")) == 2


def test_contradiction_and_silence_are_told_in_words(client, position):
    PositionFactory(official=position.official, state="mixed", score=1)
    PositionFactory(official=position.official, state="stale", score=None)
    told = {cell.words for _, cell in rows(client, at="2025-01-01")[0].cells}
    assert told == {"Hold off", "Welcome, lately contradicted", "Nothing that counts for two years"}


def test_htmx_gets_the_table_alone(client, position):
    part = client.get(reverse("grid"), headers={"HX-Request": "true", "HX-Target": "grid"}).content.decode()
    assert "<html" not in part
    assert 'id="grid"' in part
