"""What an editor sends from the page of a statement."""

from datetime import date

from django.urls import reverse

from tests.factories import StanceFactory


def given(statement, **changes):
    stance = statement.stances.first()
    fields = {
        "seen": f"{statement.state}:{statement.decisions.order_by('-pk').values_list('pk', flat=True).first() or 0}:"
        f"{statement.quotations.count()}",
        "action": "accept",
        "official": statement.official.name if statement.official else "",
        "office": statement.office_id or "",
        "said_on": "2024-10-16",
        "said_on_precision": "day",
        "kind": "spoken",
    }
    if stance:
        fields |= {"topic_also": stance.topic.slug, f"topic-{stance.topic.slug}": "1"}
    return fields | changes


def address(statement):
    return reverse("review_statement", args=[statement.pk])


def queue_of(number):
    """Suggestions on a topic, first to last as the queue has them."""
    return [StanceFactory(statement__said_on=date(2024, 10, 30 - n)).statement for n in range(number)]
