"""Versions of topics' codebooks: frozen when they change, with the codes a change calls into question queued."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Q
from django.utils.translation import ngettext

from tracker.analysis.codebook_changes import Change, Frozen, change
from tracker.models import Anchor, CodebookVersion, IssueTopic, RecordSearch, Stance, TopicStep
from tracker.models.stances import StanceQuerySet

FIRST = "First version."
WORDS = ("proposition", "pole_for", "pole_against", "inclusion", "exclusion", "notes")


@dataclass(frozen=True)
class Freezing:
    """A new version, and how many accepted stances are to be looked at again because of it."""

    version: CodebookVersion
    to_recheck: int

    def __str__(self) -> str:
        again = ngettext(
            "%d statement coded near that is in the review queue again.",
            "%d statements coded near that are in the review queue again.",
            self.to_recheck,
        )
        return f"This is version {self.version.number} of the codebook. {self.version.change} {again % self.to_recheck}"


class Outdated(Exception):
    """Somebody changed the codebook after it was opened for changing."""


@dataclass(frozen=True)
class Plan:
    """What a codebook that is not written yet would change, and the accepted stances near it."""

    change: Change
    near: StanceQuerySet


def plan(topic: IssueTopic, new: Frozen) -> Plan | None:
    """What making the codebook `new` entails; `None` where a code could rest on nothing of it."""
    found = change(old=as_it_stands(topic), new=new)
    return Plan(found, _near(topic, found)) if found else None


def rewrite(topic: IssueTopic, new: Frozen, *, opened: str, actor: User | None) -> Freezing | None:
    """Make the codebook say `new`, as one version; `None` where nothing changed that a code could rest on.

    Raises `Outdated` where the codebook has not the fingerprint `opened` any more, with which it was opened for this.
    """
    with transaction.atomic():
        topic = IssueTopic.objects.select_for_update(no_key=True).get(pk=topic.pk)
        if as_it_stands(topic).fingerprint() != opened:
            raise Outdated
        current(topic)
        for name in WORDS:
            setattr(topic, name, getattr(new, name))
        topic.save(update_fields=WORDS)
        for score, (word, anchors) in new.steps.items():
            step, _ = TopicStep.objects.update_or_create(topic=topic, score=score, defaults={"word": word})
            if anchors != tuple(step.anchors.values_list("text", flat=True)):
                step.anchors.all().delete()
                Anchor.objects.bulk_create(Anchor(step=step, text=text) for text in anchors)
        return freeze(topic, actor=actor)


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
        found = change(old=frozen(latest), new=as_it_stands(topic))
        if found is None:
            return None
        version = _store(topic, latest.number + 1, found.words, actor)
        RecordSearch.objects.ask(topic)
        near = Stance.objects.filter(pk__in=_near(topic, found).values("pk"))
        return Freezing(version, near.update(recheck=True))


def _near(topic: IssueTopic, found: Change) -> StanceQuerySet:
    """The accepted stances near what changed."""
    touched = Q(score__in=found.steps)
    if found.mentions:
        touched |= Q(score__isnull=True)
    return Stance.objects.public().filter(touched, topic=topic)


def _store(topic: IssueTopic, number: int, words: str, actor: User | None) -> CodebookVersion:
    here = as_it_stands(topic)
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


def as_it_stands(topic: IssueTopic) -> Frozen:
    """The codebook as its rows have it now."""
    steps = topic.steps.prefetch_related("anchors").all()
    return _value(topic, {step.score: (step.word, tuple(a.text for a in step.anchors.all())) for step in steps})


def frozen(version: CodebookVersion) -> Frozen:
    """The codebook as it stood in a version."""
    return _value(version, {step["score"]: (step["word"], tuple(step["anchors"])) for step in version.steps})


def _value(codebook: IssueTopic | CodebookVersion, steps: Mapping[int, tuple[str, tuple[str, ...]]]) -> Frozen:
    """The words of a topic, or of a version of it that was frozen, beside its steps."""
    return Frozen(steps=steps, **{name: getattr(codebook, name) for name in WORDS})
