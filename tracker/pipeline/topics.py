"""Topics in and out: codebook files into rows, and the rows as analysis reads them."""

import tomllib
from collections.abc import Iterable
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction

from tracker.analysis.codebook import Cue, Step, Term, Topic, topic_from_mapping
from tracker.models import Anchor, IssueTopic, RecordSearch, TopicCue, TopicStep, TopicTerm

from . import codebooks
from .imports import Report, Tally, sentence
from .records import BadFile, BadLine, read_text

WORDS = ("name", "family", *codebooks.WORDS)


def import_topics(folder: Path, *, is_sample: bool = False) -> Report:
    """Import every codebook of a folder: one TOML file a topic, its name the slug.

    A topic that is still as its file gave it becomes what a newer file says. One that an editor has changed is left as
    it is; where the file is newer, it counts as kept. A bad file costs that topic only, and is refused with the field
    that is wrong.
    """
    tally = Tally()
    present = {row.slug: row for row in IssueTopic.objects.with_scale()}
    for path in sorted(folder.glob("*.toml")):
        try:
            _import(read_topic(path), present.get(path.stem), str(path), tally, is_sample=is_sample)
        except (BadLine, BadFile) as error:
            tally.refuse(str(path), "", str(error).removeprefix(f"{path}: "))
    return tally.report()


def _import(topic: Topic, row: IssueTopic | None, file: str, tally: Tally, *, is_sample: bool) -> None:
    if row is None:
        store(topic, is_sample=is_sample)
        return tally.count(file, "added")
    here, given = digest(*load_topics([row])), digest(topic)
    if here != given and here == row.imported:
        _store(row, topic)
        return tally.count(file, "changed")
    if here == given:
        IssueTopic.objects.filter(pk=row.pk).exclude(imported=given).update(imported=given)
    tally.count(file, "unchanged", kept=here != given != row.imported)


def digest(topic: Topic) -> str:
    """The same for codebooks that say the same, in whatever order they list their terms, cues and examples."""
    in_order = replace(
        topic,
        steps=tuple(replace(step, anchors=tuple(sorted(step.anchors))) for step in topic.steps),
        terms=tuple(sorted(topic.terms, key=repr)),
        cues=tuple(sorted(topic.cues, key=repr)),
    )
    return sha256(repr(in_order).encode()).hexdigest()


def read_topic(path: Path) -> Topic:
    """The topic of a codebook file; raises `BadFile` or `BadLine` with the field that is wrong."""
    try:
        return topic_from_mapping(path.stem, tomllib.loads(read_text(path)))
    except tomllib.TOMLDecodeError as error:
        raise BadLine(f"not TOML ({error})") from error
    except ValueError as error:
        raise BadLine(str(error)) from error


def store(topic: Topic, *, is_sample: bool = False) -> IssueTopic:
    """The rows of a topic that is not in the database yet; `BadLine` where they cannot be, and then none is."""
    return _store(IssueTopic(slug=topic.slug, is_sample=is_sample), topic)


def add(topic: Topic) -> IssueTopic:
    """The rows of a topic that an editor made: no file, not even one that comes to bear its name, replaces it."""
    row = store(topic)
    row.imported = ""
    row.save(update_fields=["imported"])
    return row


def _store(row: IssueTopic, topic: Topic) -> IssueTopic:
    """Make `row` and its parts what `topic` says; `BadLine` where that cannot be, and then nothing has changed."""
    for name in WORDS:
        setattr(row, name, getattr(topic, name))
    row.context, row.imported = list(topic.context), digest(topic)
    steps = {step.score: TopicStep(topic=row, score=step.score, word=step.word) for step in topic.steps}
    anchors = [Anchor(step=steps[step.score], text=text) for step in topic.steps for text in step.anchors]
    terms = [
        TopicTerm(topic=row, phrase=t.phrase, weight=t.weight, needs=list(t.needs), bearing=t.bearing)
        for t in topic.terms
    ]
    cues = [TopicCue(topic=row, phrase=cue.phrase, score=cue.score) for cue in topic.cues]
    for name, parts in (("", [row]), ("steps", steps.values()), ("steps.anchors", anchors), ("terms", terms)):
        _check(name, parts)
    _check("cues", cues)
    try:
        with transaction.atomic():
            row.save()
            for model in (TopicStep, TopicTerm, TopicCue):
                model._default_manager.filter(topic=row).delete()
            TopicStep.objects.bulk_create(steps.values())
            Anchor.objects.bulk_create(anchors)
            TopicTerm.objects.bulk_create(terms)
            TopicCue.objects.bulk_create(cues)
            codebooks.freeze(row)
            RecordSearch.objects.ask(row)
    except IntegrityError as error:
        raise BadLine(_repeated(error)) from error
    return row


def _check(name: str, rows: Iterable[models.Model]) -> None:
    for number, row in enumerate(rows, 1):
        try:
            row.clean_fields(exclude=[f.name for f in row._meta.fields if f.is_relation])
        except ValidationError as error:
            raise BadLine(f"{name}[{number}]: {sentence(error)}" if name else sentence(error)) from error


def _repeated(error: IntegrityError) -> str:
    """What stands twice, by the rule of the database that was broken."""
    diag = getattr(error.__cause__, "diag", None)
    rule = getattr(diag, "constraint_name", None) or ""
    parts = {"anchor_once": "steps: an anchor", "term_once": "terms: a phrase", "cue_once": "cues: a phrase"}
    if rule in parts:
        return f"{parts[rule]} is given twice"
    return "name: another topic has this name already" if "name" in rule else f"the database refuses it ({rule})"


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
            terms=terms_of(row),
            family=row.family,
            inclusion=row.inclusion,
            exclusion=row.exclusion,
            notes=row.notes,
            cues=tuple(Cue(cue.phrase, cue.score) for cue in row.cues.all()),
            context=tuple(row.context),
        )
        for row in rows
    )


def terms_of(row: IssueTopic) -> tuple[Term, ...]:
    """The terms of a topic as values; asks for `terms`, which are prefetched where there are many topics."""
    return tuple(Term(term.phrase, term.weight, tuple(term.needs), term.bearing) for term in row.terms.all())
