"""Suggesting stances: which topics a passage is about, and which way it leans, by rule and by what editors taught."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from django.db import transaction

from tracker.analysis.encoder import Meaning
from tracker.analysis.learning import LinearStanceModel
from tracker.analysis.paragraphs import Surroundings
from tracker.analysis.stances import LEARNT, StanceSuggestion, suggest
from tracker.analysis.topics import Topic, TopicIndex
from tracker.models import (
    Anchor,
    Check,
    IssueTopic,
    Quotation,
    Stance,
    StanceModel,
    Statement,
    TopicCue,
    TopicStep,
    TopicTerm,
)

from .encoder import sentence_encoder
from .kept import Kept
from .topics import load_topics

METHOD = "rules-6"
LONGEST_EVIDENCE = 200
# What must be left of a step's confidence after the doubt about the topic. In passages coded by hand, the steps from
# here to 0.5 lay on the right side as often as those just above.
SUGGESTED_FROM = 0.4


@dataclass(frozen=True)
class Learnt:
    """A model in use, the name its suggestions bear, and the encoder if it was taught with one."""

    name: str
    model: LinearStanceModel
    meaning_of: Meaning | None


@dataclass(frozen=True)
class Codebook:
    """The topics as values, their index, the keys of their rows and the models in use, shared by a run of filings."""

    index: TopicIndex
    topics: Mapping[str, Topic]
    keys: Mapping[str, int]
    models: Mapping[str, int]
    sample: frozenset[str]  # the slugs of the sample's topics

    @classmethod
    def open(cls) -> "Codebook":
        """The codebook for the topics as they are; they are loaded and indexed only when one has changed."""
        return replace(_codebook.now(), models=_models_in_use())

    @classmethod
    def of_topics(cls) -> "Codebook":
        """The topics alone, without what editors taught about them."""
        topics = load_topics()
        rows = list(IssueTopic.objects.values_list("slug", "pk", "is_sample"))
        keys = {slug: pk for slug, pk, _ in rows}
        sample = frozenset(slug for slug, _, is_sample in rows if is_sample)
        return cls(TopicIndex(topics), {topic.slug: topic for topic in topics}, keys, {}, sample)

    def learnt(self, slug: str) -> Learnt | None:
        """What editors taught about a topic's family; read from the database when first asked for."""
        return learnt_by(self.models[slug]) if slug in self.models else None


_codebook = Kept(Codebook.of_topics, IssueTopic, TopicStep, Anchor, TopicTerm, TopicCue)


def family_of(topic: IssueTopic) -> str:
    """The family whose decisions teach about a topic: its own, or itself where it has none."""
    return topic.family or topic.slug


def _models_in_use() -> dict[str, int]:
    """The key of the model in use for each topic that has one, by slug."""
    rows = StanceModel.objects.current().values_list("family", "is_sample", "pk")
    by_family = {(family, is_sample): pk for family, is_sample, pk in rows}
    if not by_family:
        return {}
    topics = IssueTopic.objects.all()
    keys = {topic.slug: (family_of(topic), topic.is_sample) for topic in topics}
    return {slug: by_family[key] for slug, key in keys.items() if key in by_family}


@lru_cache(maxsize=16)
def learnt_by(pk: int) -> Learnt | None:
    """The model of a row. Its numbers never change once they are stored, so they are read once a process.

    One stored by another method of learning is not understood any more, nor one taught with an encoder that is not
    installed now; the rules serve until the next training.
    """
    row = StanceModel.objects.get(pk=pk)
    if row.numbers is None or not LinearStanceModel.is_readable(row.numbers):
        return None
    model = LinearStanceModel.from_dict(row.numbers)
    meaning_of = sentence_encoder() if model.meaning else None
    return None if model.meaning and meaning_of is None else Learnt(row.name, model, meaning_of)


def suggest_stances(passages: Iterable[Quotation], codebook: Codebook) -> None:
    """Suggest topics and steps for the undecided statements that passages back, from each and what surrounds it.

    What is already there is left alone: the first passage to speak of a topic speaks for it.
    """
    suggested = [stance for passage in passages for stance in suggested_by(passage, codebook)]
    Stance.objects.bulk_create(suggested, ignore_conflicts=True)


def suggested_by(quotation: Quotation, codebook: Codebook) -> list[Stance]:
    """What the passage suggests for its statement, not stored.

    The sample's articles speak of the sample's topics alone: nothing invented may stand under the others.
    """
    version = quotation.version
    sentence, paragraph = Surroundings.of_text(version.text).of(quotation.start, quotation.end)
    matches = codebook.index.about(
        quotation.content, sentence=sentence, paragraph=paragraph, article=version.text, title=version.article.title
    )
    suggested = []
    for match in matches:
        if version.article.is_sample and match.topic not in codebook.sample:
            continue
        learnt = codebook.learnt(match.topic)
        found = suggest(
            match.window,
            topic=codebook.topics[match.topic],
            sentence=sentence,
            holder=quotation.speaker_text or "",
            model=learnt.model if learnt else None,
            meaning_of=learnt.meaning_of if learnt else None,
        )
        method = learnt.name if learnt and found.rule == LEARNT else METHOD
        values = _values(found, match.confidence, method)
        # Signs too weak to suggest a step are no reason to show; the words that name the topic are.
        evidence = match.evidence if values["unclear"] else (*match.evidence, *found.evidence)
        values["evidence"] = [words[:LONGEST_EVIDENCE] for words in evidence]
        suggested.append(Stance(statement=quotation.statement, topic_id=codebook.keys[match.topic], **values))
    return suggested


def _values(found: StanceSuggestion, on_topic: float, method: str) -> dict[str, Any]:
    """The fields of a suggestion, kept twice: an editor may change the one and never the other.

    A step or a mention of which less than `SUGGESTED_FROM` is left after the doubt about the topic is not suggested.
    """
    confidence = round(on_topic * found.confidence, 3)
    unclear = found.kind == "unclear" or confidence < SUGGESTED_FROM
    score = None if unclear else found.score
    return {
        "score": score,
        "unclear": unclear,
        "confidence": confidence,
        "method": method,
        "suggested_score": score,
        "suggested_unclear": unclear,
        "suggested_confidence": confidence,
        "suggested_by": method,
    }


def refresh(codebook: Codebook, topics: Sequence[str]) -> int:
    """Suggest anew for the unchecked statements filed under any of these topics; how many there were.

    What an editor decided is left alone, also where it was decided while this ran.
    """
    waiting = Statement.objects.filter(state=Check.SUGGESTED, stances__topic__slug__in=topics)
    keys = list(waiting.order_by("quotations__version", "pk").values_list("pk", flat=True))
    return sum(_refreshed(pk, codebook) for pk in dict.fromkeys(keys))


def _refreshed(pk: int, codebook: Codebook) -> bool:
    with transaction.atomic():
        statement = Statement.objects.select_for_update().filter(pk=pk, state=Check.SUGGESTED).first()
        if statement is None:
            return False
        statement.stances.filter(state=Check.SUGGESTED).delete()
        suggest_stances(passages_of(statement), codebook)
        return True


def passages_of(statement: Statement) -> Iterator[Quotation]:
    """The passages that back a statement, in the order in which they were found."""
    yield from statement.quotations.select_related("statement", "version__article").order_by("pk")
