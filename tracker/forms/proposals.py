"""What the form to check a statement proposes before an editor has typed anything."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db.models import QuerySet

from tracker.models import Check, IssueTopic, Office, Precision, Statement

from .statements import MENTION, PREFIX, label_of, likely_office


def topics_for(statement: Statement) -> QuerySet[IssueTopic]:
    """The topics it can bear on: the sample's for its own statements, the sample's last for others."""
    topics = IssueTopic.objects.prefetch_related("steps__anchors").order_by("is_sample", "name")
    return topics.filter(is_sample=True) if statement.is_sample else topics


def topics_of(statement: Statement, also: Sequence[str]) -> list[IssueTopic]:
    """The topics the form asks about: those with a stance that is not rejected, and those the editor added."""
    borne_on = set(statement.stances.exclude(state=Check.REJECTED).values_list("topic", flat=True))
    return [topic for topic in topics_for(statement) if topic.pk in borne_on or topic.slug in also]


def proposed(statement: Statement, topics: Sequence[IssueTopic]) -> dict[str, Any]:
    """What the machine suggests, or what was decided."""
    day, precision = _date_to_propose(statement)
    scores = {s.topic_id: s for s in statement.stances.exclude(state=Check.REJECTED)}
    values: dict[str, Any] = {
        "official": label_of(statement.official) if statement.official else "",
        "office": statement.office or _office_on(statement, day),
        "said_on": day,
        "said_on_precision": precision,
        "kind": statement.kind,
        "decisive": statement.decisive,
    }
    for topic in topics:
        stance = scores.get(topic.pk)
        if stance is not None:
            values[PREFIX + topic.slug] = (
                "" if stance.unclear else MENTION if stance.score is None else str(stance.score)
            )
    return values


def _date_to_propose(statement: Statement) -> tuple[date | None, str]:
    """The date that was found or decided. Where the text gives none, the article's day is the latest it can have been
    said on; of a transcript, or a text of the speaker's own, it is the day itself."""
    if statement.said_on or not statement.reported_on or statement.state != Check.SUGGESTED:
        return statement.said_on, statement.said_on_precision
    exact = statement.kind == Statement.Kind.WRITTEN
    return statement.reported_on, Precision.DAY if exact else Precision.BEFORE


def _office_on(statement: Statement, day: date | None) -> Office | None:
    """The likely office; none where the text itself says that the words are older."""
    older = statement.said_on is not None and statement.said_on_precision == Precision.BEFORE
    return None if older else likely_office(statement.official, day)
