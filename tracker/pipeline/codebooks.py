"""Versions of topics' codebooks: frozen when they change, with the codes a change calls into question queued."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Q

from tracker.analysis.codebook_changes import Change, Frozen, change
from tracker.models import Check, CodebookVersion, IssueTopic, Stance

FIRST = "First version."
WORDS = ("proposition", "pole_for", "pole_against", "inclusion", "exclusion", "notes")


@dataclass(frozen=True)
class Freezing:
    """A new version, and how many accepted stances are to be looked at again because of it."""

    version: CodebookVersion
    to_recheck: int


def current(topic: IssueTopic) -> CodebookVersion:
    """The latest version of the topic's codebook; a topic that has none yet gets its first."""
    latest = topic.codebooks.newest_first().first()
    return latest or _store(topic, 1, FIRST, None)


def freeze(topic: IssueTopic, *, actor: User | None = None) -> Freezing | None:
    """Make a version of the codebook as it stands now and queue the codes near what changed.

    `None` where nothing changed that a code could rest on.
    """
    with transaction.atomic():
        topic = IssueTopic.objects.select_for_update(no_key=True).get(pk=topic.pk)
        latest = topic.codebooks.newest_first().first()
        if latest is None:
            return Freezing(_store(topic, 1, FIRST, actor), 0)
        found = change(old=_frozen(latest), new=_as_it_stands(topic))
        if found is None:
            return None
        version = _store(topic, latest.number + 1, found.words, actor)
        return Freezing(version, _queue(topic, found))


def _queue(topic: IssueTopic, found: Change) -> int:
    """Mark the accepted stances near what changed; the number of them."""
    touched = Q(score__in=found.steps)
    if found.mentions:
        touched |= Q(score__isnull=True)
    accepted = Stance.objects.public().filter(topic=topic, state=Check.ACCEPTED)
    return Stance.objects.filter(touched, pk__in=accepted.values("pk")).update(recheck=True)


def _store(topic: IssueTopic, number: int, words: str, actor: User | None) -> CodebookVersion:
    here = _as_it_stands(topic)
    steps = [
        {"score": score, "word": word, "anchors": list(anchors)}
        for score, (word, anchors) in sorted(here.steps.items())
    ]
    return CodebookVersion.objects.create(
        topic=topic,
        number=number,
        **{name: getattr(topic, name) for name in WORDS},
        steps=steps,
        change=words,
        made_by=actor,
    )


def _as_it_stands(topic: IssueTopic) -> Frozen:
    steps = topic.steps.prefetch_related("anchors").all()
    return _value(topic, {step.score: (step.word, tuple(a.text for a in step.anchors.all())) for step in steps})


def _frozen(version: CodebookVersion) -> Frozen:
    return _value(version, {step["score"]: (step["word"], tuple(step["anchors"])) for step in version.steps})


def _value(codebook: IssueTopic | CodebookVersion, steps: Mapping[int, tuple[str, tuple[str, ...]]]) -> Frozen:
    """The words of a topic, or of a version of it that was frozen, beside its steps."""
    return Frozen(steps=steps, **{name: getattr(codebook, name) for name in WORDS})
