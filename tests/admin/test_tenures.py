"""A tenure edited by hand reaches the lines it bears on."""

from datetime import date

import pytest
from django.urls import reverse

from tests.factories import IssueTopicFactory, OfficeFactory, StanceFactory, StatementFactory, TenureFactory
from tracker.models import Official, Shift, Tenure
from tracker.pipeline import positions

pytestmark = pytest.mark.django_db
GONE = "2024-02-01"


@pytest.fixture
def chairs():
    """Two who hold an office together as far as is known, and of whom the later says otherwise."""
    office, topic = OfficeFactory(), IssueTopicFactory()
    tenures = [TenureFactory(office=office, start=date(2023, 1, 1)) for _ in range(2)]
    for n, score in enumerate((1, 1, 2, 2)):
        said = {"official": tenures[n // 2].official, "office": office, "said_on": date(2024, 1 + n, 1)}
        StanceFactory(statement=StatementFactory(accepted=True, **said), topic=topic, score=score)
    positions.rebuild()
    assert shifts(office) == []
    return tenures


def shifts(office):
    return [shift.day for shift in Shift.objects.of(office).moves()]


def test_on_its_own_page(boss, posted, chairs):
    address = reverse("admin:tracker_tenure_change", args=[chairs[0].pk])
    assert boss.post(address, posted(boss.get(address)) | {"end": GONE}).status_code == 302
    assert shifts(chairs[0].office) == [date(2024, 3, 1)]


def test_when_it_turns_out_to_be_of_another_office(boss, posted, chairs):
    address = reverse("admin:tracker_tenure_change", args=[chairs[0].pk])
    data = posted(boss.get(address)) | {"office": OfficeFactory().pk}
    assert boss.post(address, data).status_code == 302
    assert shifts(chairs[0].office) == [date(2024, 3, 1)]


def test_on_the_page_of_the_official(boss, posted, chairs):
    address = reverse("admin:tracker_official_change", args=[chairs[0].official_id])
    assert boss.post(address, posted(boss.get(address)) | {"tenures-0-end": GONE}).status_code == 302
    assert shifts(chairs[0].office) == [date(2024, 3, 1)]


def test_when_it_is_added(boss, chairs):
    held = chairs[1]
    held.delete()
    positions.recompute_for_tenures([held.office_id])
    assert shifts(held.office) == [date(2024, 3, 1)]
    row = {"official": held.official_id, "office": held.office_id, "start": "2023-01-01", "source": held.source}
    row |= {"start_precision": "day", "end_precision": "day"}
    assert boss.post(reverse("admin:tracker_tenure_add"), row).status_code == 302
    assert shifts(held.office) == []


@pytest.mark.parametrize("at_once", [True, False], ids=["in the list", "on its page"])
def test_when_it_is_deleted(boss, chairs, at_once):
    held = chairs[0]
    if at_once:
        data = {"action": "delete_selected", "_selected_action": [held.pk], "post": "yes"}
        answer = boss.post(reverse("admin:tracker_tenure_changelist"), data)
    else:
        answer = boss.post(reverse("admin:tracker_tenure_delete", args=[held.pk]), {"post": "yes"})
    assert (answer.status_code, Tenure.objects.filter(pk=held.pk).exists()) == (302, False)
    assert shifts(held.office) == [date(2024, 3, 1)]


def test_when_who_held_it_is_deleted(boss, chairs, monkeypatch):
    """Nobody who said something can be; but who has said nothing may have headed a government."""
    held, asked = TenureFactory(), []
    monkeypatch.setattr("tracker.admin.tenures.recompute_for_tenures", asked.append)
    boss.post(reverse("admin:tracker_official_delete", args=[held.official_id]), {"post": "yes"})
    assert not Official.objects.filter(pk=held.official_id).exists()
    assert asked == [{held.office_id}]


def test_names_alone_recompute_nothing(boss, posted, chairs, monkeypatch):
    monkeypatch.setattr("tracker.admin.officials.recompute_for_tenures", pytest.fail)
    address = reverse("admin:tracker_official_change", args=[chairs[0].official_id])
    assert boss.post(address, posted(boss.get(address)) | {"name": "Another Name"}).status_code == 302
