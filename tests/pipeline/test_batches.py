"""Lines in batches: each line once, none forgotten, and what comes of it does not depend on the size of a batch."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.factories import (
    IssueTopicFactory,
    OfficeFactory,
    OfficialFactory,
    PositionFactory,
    SplitFactory,
    StanceFactory,
    StatementFactory,
)
from tracker.models import Position, Shift, Split
from tracker.pipeline import batches, positions


@given(st.lists(st.integers(0, 30)), st.integers(1, 40))
def test_packing_keeps_all_in_order_and_fills_no_group_over_the_brim(sizes, most):
    groups = list(batches.packed(enumerate(sizes), most))
    assert [key for group in groups for key in group] == list(range(len(sizes)))
    assert all(sum(sizes[key] for key in group) <= most for group in groups if len(group) > 1)
    pairs = pairwise(groups)
    assert all(sum(sizes[key] for key in group) + sizes[following[0]] > most for group, following in pairs)


@pytest.fixture
def newsroom(db):
    """Two ministers of one government, on three topics."""
    ministry = OfficialFactory(institution=True)
    offices = OfficeFactory.create_batch(2, institution=ministry, country=ministry.country)
    people, topics = OfficialFactory.create_batch(2), IssueTopicFactory.create_batch(3)
    for n in range(60):
        statement = StatementFactory(
            accepted=True,
            official=people[n % 2],
            office=offices[n % 2],
            said_on=date(2021, 1, 1) + timedelta(days=n * 4),
        )
        StanceFactory(statement=statement, topic=topics[n % 3], score=(-2, 1, 2, -1, 0)[n // 7 % 5])
    return ministry.country


def rows():
    return [
        sorted(model.objects.values_list(*(f.attname for f in model._meta.concrete_fields if f.name != "id")), key=str)
        for model in (Position, Shift, Split)
    ]


@pytest.mark.parametrize("most", [1, 25, 70])
def test_the_size_of_a_batch_decides_nothing(newsroom, monkeypatch, most):
    assert positions.rebuild() == 3 * (2 + 2 + 1 + 1)
    whole, at_once = rows(), len(list(batches.batches()))
    assert all(whole)
    for model in (Position, Shift, Split):
        model.objects.all().delete()
    monkeypatch.setattr(batches, "STATEMENTS", most)
    assert len(list(batches.batches())) > at_once
    positions.rebuild()
    assert rows() == whole


@pytest.mark.django_db
def test_rows_that_nothing_backs_are_found_and_go():
    PositionFactory()
    SplitFactory(state="suggested")
    assert positions.rebuild() == 0
    assert rows() == [[], [], []]


@pytest.mark.django_db
def test_rows_of_an_older_method_are_brought_up_to_date_and_keep_their_keys(newsroom):
    positions.rebuild()
    kept = sorted(Shift.objects.values_list("pk", "kind", "state"))
    Shift.objects.update(method="older")
    Position.objects.update(method="older")
    assert positions.is_outdated()
    positions.rebuild()
    assert sorted(Shift.objects.values_list("pk", "kind", "state")) == kept
    assert not Shift.objects.filter(method="older").exists()
    assert not positions.is_outdated()
