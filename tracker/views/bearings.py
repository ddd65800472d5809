"""What a statement under review may bear on: each topic with its field, and where its speaker stands on it so far."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.forms import BoundField

from tracker.analysis.wording import day_in_words, place
from tracker.forms.statements import ReviewForm
from tracker.models import CodebookVersion, IssueTopic, Stance
from tracker.pipeline.standings import Standing, standings


@dataclass(frozen=True)
class Bearing:
    """A topic of the form; `stance` is what is suggested or was decided, and `since` are the versions of the codebook
    that call its step into question."""

    topic: IssueTopic
    field: BoundField
    stance: Stance | None
    so_far: str
    since: tuple[CodebookVersion, ...]


def bearings(form: ReviewForm, day: date) -> list[Bearing]:
    """The topics the form asks about, with where who is meant stands on `day` by what is on record now."""
    theirs: Mapping[IssueTopic, Standing] = {}
    if form.topics and form.meant is not None:
        theirs = standings(day, officials=Q(official=form.meant)).get(form.meant, {})
    return [
        Bearing(topic, field, stance, _so_far(topic, theirs.get(topic), day), _since(stance))
        for topic, field, stance in form.topic_fields()
    ]


def _since(stance: Stance | None) -> tuple[CodebookVersion, ...]:
    if stance is None or not stance.recheck or stance.codebook is None:
        return ()
    return tuple(stance.topic.codebooks.filter(number__gt=stance.codebook.number).order_by("number"))


def _so_far(topic: IssueTopic, standing: Standing | None, day: date) -> str:
    """In words; without the last statement where that was made after `day`."""
    if standing is None:
        return "no position"
    words = place(standing.state, standing.score, topic.step_words()).words
    return f"{words}, last on {day_in_words(standing.last)}" if standing.last and standing.last <= day else words
