"""Topics in and out: codebook files into rows, and the rows as analysis reads them."""

import tomllib
from collections.abc import Iterable
from pathlib import Path

from django.db import transaction

from tracker.analysis.codebook import Cue, Step, Term, Topic, topic_from_mapping
from tracker.models import Anchor, IssueTopic, TopicCue, TopicStep, TopicTerm

from .register import Report


def import_topics(folder: Path, *, is_sample: bool = False) -> Report:
    """Import every codebook of a folder (one TOML file a topic, its name the slug) that the database does not have.

    A topic that is there already is an editor's by now: it is left as it is. A bad file is refused with the field.
    """
    report = Report()
    known = set(IssueTopic.objects.values_list("slug", flat=True))
    for path in sorted(folder.glob("*.toml")):
        if path.stem in known:
            report.unchanged += 1
            continue
        try:
            topic = topic_from_mapping(path.stem, tomllib.loads(path.read_text(encoding="utf-8")))
        except (tomllib.TOMLDecodeError, UnicodeDecodeError, ValueError) as error:
            report.refused.append(f"{path}: {error}")
            continue
        store(topic, is_sample=is_sample)
        report.added += 1
    return report


def store(topic: Topic, *, is_sample: bool = False) -> IssueTopic:
    """The rows of a topic that is not in the database yet."""
    with transaction.atomic():
        row = IssueTopic.objects.create(
            slug=topic.slug,
            name=topic.name,
            proposition=topic.proposition,
            pole_for=topic.pole_for,
            pole_against=topic.pole_against,
            family=topic.family,
            notes=topic.notes,
            context=list(topic.context),
            is_sample=is_sample,
        )
        for step in topic.steps:
            step_row = TopicStep.objects.create(topic=row, score=step.score, word=step.word)
            Anchor.objects.bulk_create(Anchor(step=step_row, text=text) for text in step.anchors)
        TopicTerm.objects.bulk_create(
            TopicTerm(topic=row, phrase=t.phrase, weight=t.weight, needs=list(t.needs), bearing=t.bearing)
            for t in topic.terms
        )
        TopicCue.objects.bulk_create(TopicCue(topic=row, phrase=cue.phrase, score=cue.score) for cue in topic.cues)
    return row


def load_topics(rows: Iterable[IssueTopic] | None = None) -> tuple[Topic, ...]:
    """Every topic as a value, in five queries whatever their number."""
    rows = IssueTopic.objects.with_scale() if rows is None else rows
    return tuple(
        Topic(
            slug=row.slug,
            name=row.name,
            proposition=row.proposition,
            pole_for=row.pole_for,
            pole_against=row.pole_against,
            steps=tuple(
                Step(step.score, step.word, tuple(anchor.text for anchor in step.anchors.all()))
                for step in sorted(row.steps.all(), key=lambda step: step.score)
            ),
            terms=tuple(Term(t.phrase, t.weight, tuple(t.needs), t.bearing) for t in row.terms.all()),
            family=row.family,
            notes=row.notes,
            cues=tuple(Cue(cue.phrase, cue.score) for cue in row.cues.all()),
            context=tuple(row.context),
        )
        for row in rows
    )
