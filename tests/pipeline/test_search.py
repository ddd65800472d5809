"""Search by words: what an editor or a reader types finds what they mean, by the index and not by reading everything."""

from datetime import date, timedelta

import pytest
from django.db import connection

from tests.factories import OfficialFactory, StatementFactory
from tracker.models import Statement
from tracker.pipeline import search

pytestmark = pytest.mark.django_db

FERRY = "The ferries will sail to the outer islands in winter."
TARIFF = "A tariff on grain is a tax on bread."
BOTH = "Grain goes by ferry, and the tariff goes with it."


@pytest.fixture
def said():
    """Three statements by somebody whose name is none of their words."""
    quill = OfficialFactory(name="Alma Quill")
    return [StatementFactory(official=quill, accepted=True, text=text) for text in (FERRY, TARIFF, BOTH)]


def found(words):
    return set(search.with_words(Statement.objects.public(), words).values_list("text", flat=True))


@pytest.mark.parametrize(
    ("words", "texts"),
    [
        pytest.param("ferry", {FERRY, BOTH}, id="a word in any form"),
        pytest.param("FERRY grain", {BOTH}, id="all of several words"),
        pytest.param('"tariff on grain"', {TARIFF}, id="a phrase"),
        pytest.param("grain -ferry", {TARIFF}, id="without a word"),
        pytest.param("islands or bread", {FERRY, TARIFF}, id="one of two words"),
        pytest.param("isl*", {FERRY}, id="the beginning of a word"),
        pytest.param("isl* ferry", {FERRY}, id="a beginning and a word"),
        pytest.param("isla", set(), id="part of a word that is not said to be one"),
        pytest.param("with it", {BOTH}, id="only common words, as typed"),
        pytest.param("quill", {FERRY, TARIFF, BOTH}, id="the name of the speaker"),
        pytest.param("'; DROP \\ :* & !", set(), id="nothing but signs"),
        pytest.param("* ** -", set(), id="signs of the search alone"),
    ],
)
def test_words_are_found_as_they_are_meant(said, words, texts):
    assert found(words) == texts


def test_the_best_match_comes_first_and_of_equals_the_latest(said):
    StatementFactory(accepted=True, text="Grain, grain and again grain.", said_on=date(2020, 1, 1))
    Statement.objects.filter(text=BOTH).update(said_on=date(2024, 12, 1))
    matches = search.with_words(Statement.objects.public(), "grain")
    best = [statement.text for statement in search.best_first(matches, "grain")]
    assert best[0].startswith("Grain, grain")
    assert set(best[1:]) == {TARIFF, BOTH}


@pytest.mark.parametrize("words", ["lighthouse", '"the lighthouse keeper"', "lighth*", "lighthouse or Quill"])
def test_words_are_looked_up_in_the_index(words):
    """Told by the plan for a table large enough for that to matter, where reading it all is no choice."""
    quill = OfficialFactory(name="Alma Quill")
    Statement.objects.bulk_create(
        Statement(
            official=quill, state="accepted", kind="spoken", text=f"Word{n} of the day.", said_on_precision="day",
            said_on=date(2020, 1, 1) + timedelta(days=n % 900),
        )
        for n in range(3000)
    )  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE tracker_statement")
        cursor.execute("SET LOCAL enable_seqscan = off")
    plan = search.with_words(Statement.objects.public(), words).explain()
    assert "statement_words" in plan, plan
    assert "Seq Scan on tracker_statement" not in plan, plan
