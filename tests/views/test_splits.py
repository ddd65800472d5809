"""Two voices of one government: computed, confirmed by an editor, and then shown."""

from datetime import date

import pytest
from django.urls import reverse

from tests.factories import (
    CountryFactory,
    EditorFactory,
    IssueTopicFactory,
    OfficeFactory,
    OfficialFactory,
    ShiftFactory,
    SplitFactory,
    StanceFactory,
    StatementFactory,
)
from tracker.models import Decision, Split
from tracker.pipeline import positions

pytestmark = pytest.mark.django_db


@pytest.fixture
def split():
    """A premier and a minister of one government, two steps apart in a week."""
    topic, ministry = IssueTopicFactory(), OfficialFactory(institution=True)
    offices = OfficeFactory.create_batch(2, institution=ministry, country=ministry.country)
    for office, score, day in zip(offices, (1, -1), (1, 6), strict=True):
        statement = StatementFactory(accepted=True, office=office, said_on=date(2024, 3, day))
        StanceFactory(statement=statement, topic=topic, score=score)
    positions.recompute(ministry.country, topic)
    return Split.objects.get()


def shown(client, **asked):
    return [row.split for row in client.get(reverse("splits"), asked).context["rows"]]


def test_a_split_waits_for_an_editor(client, split):
    assert (split.apart, split.day, split.state) == (2, date(2024, 3, 6), "suggested")
    assert shown(client) == shown(client, state="suggested") == []
    client.force_login(EditorFactory())
    assert shown(client, state="suggested") == [split]
    client.post(reverse("decide_split", args=[split.pk]), {"action": "confirm", "note": "On record."})
    client.logout()
    assert shown(client) == [split]
    page = client.get(reverse("government_timeline", args=[split.country_id, split.topic.slug])).text
    assert "with two voices: “Welcome” and “Hold off”" in page
    assert "On record." in page


def test_a_verdict_on_a_split_survives_recomputation_and_can_be_undone(client, split):
    client.force_login(EditorFactory())
    client.post(reverse("decide_split", args=[split.pk]), {"action": "dismiss"})
    positions.recompute(split.country, split.topic)
    assert shown(client, state="dismissed") == [split]
    client.post(reverse("undo_verdict", args=[Decision.objects.get().pk]))
    assert shown(client, state="suggested") == [split]


def test_what_is_split_no_more_is_gone(split):
    split.after.stances.update(score=1)
    positions.recompute(split.country, split.topic)
    assert not Split.objects.exists()


def test_a_list_costs_the_same_for_many_splits_as_for_few(client, django_assert_max_num_queries):
    SplitFactory.create_batch(2)
    with django_assert_max_num_queries(30) as few:
        client.get(reverse("splits"))
    SplitFactory.create_batch(10)
    with django_assert_max_num_queries(len(few)):
        assert len(shown(client)) == 12


def test_deciding_is_for_editors(client, split):
    assert client.post(reverse("decide_split", args=[split.pk]), {"action": "confirm"}).status_code == 302
    assert Split.objects.get().state == "suggested"


def test_the_menu_counts_for_editors_what_waits_to_be_confirmed(client):
    SplitFactory(state="suggested")
    ShiftFactory(state="suggested")
    ShiftFactory()
    waiting = '2<span class="visually-hidden"> to confirm</span>'
    assert waiting not in client.get(reverse("splits")).content.decode()
    client.force_login(EditorFactory())
    assert waiting in client.get(reverse("splits")).content.decode()


def test_an_organisation_is_no_government(client):
    topic = IssueTopicFactory()
    for organisation in (False, True):
        country = CountryFactory(is_organisation=organisation, name=f"League {organisation}")
        page = client.get(reverse("government_timeline", args=[country.code, topic.slug])).content.decode()
        kind = "organisation" if organisation else "government"
        assert f"The {kind} line of {country.name}" in page
