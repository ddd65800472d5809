"""What is on record of an article in words, for editors' templates."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django import template

from tracker.analysis.publication import Origin, Verdict

from .record import day

register = template.Library()

VERDICTS = {Verdict.CHOSEN: "Believed", Verdict.OUTRANKED: "Not needed", Verdict.REFUSED: "Refused"}


@register.filter
def origin_words(origin: str) -> str:
    """Who states a date."""
    words = Origin(origin).words
    return words[0].upper() + words[1:]


@register.filter
def stated_date(row: Mapping[str, Any]) -> str:
    """The date as understood: the day where the source publishes, and the moment where one is stated."""
    moment = datetime.fromisoformat(row["moment"]) if row["moment"] else None
    told = day(date.fromisoformat(row["day"]))
    return f"{told} ({moment:%H:%M %Z})" if moment else told


@register.filter
def verdict_words(row: Mapping[str, Any]) -> str:
    """Whether it was believed, and why or why not."""
    return f"{VERDICTS[Verdict(row['verdict'])]}: {row['why']}"
