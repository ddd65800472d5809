"""Learning from editors: what they accepted and corrected trains a small model for each family of topics.

A new model is taken only if it beats what suggests stances at present, on decisions neither was taught by; either way
the comparison is on record. The sample's decisions teach the sample's own models and no other.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Max, Prefetch

from tracker.analysis import learning, trials
from tracker.analysis.encoder import Meaning
from tracker.analysis.learning import LinearStanceModel
from tracker.analysis.paragraphs import Surroundings
from tracker.analysis.stance_evaluation import remembered
from tracker.analysis.stances import MENTIONS_ONLY
from tracker.analysis.topics import Topic, TopicIndex
from tracker.analysis.trials import Case, Suggested
from tracker.models import Check, IssueTopic, Quotation, Stance, StanceModel
from tracker.models.learning import StanceModelQuerySet

from .encoder import sentence_encoder
from .stances import METHOD, Codebook, Learnt, family_of, learnt_by, refresh
from .topics import load_topics

# A family is first taught with so many decisions, and again after so many more.
FEWEST = 30
FEWEST_NEW = 10
# Training holds some 75,000 bytes a decision. Beyond so many, the oldest statements are left out.
MOST = 10_000
ROWS_AT_ONCE = 200


@dataclass(frozen=True)
class Family:
    """Topics whose stances are worded alike, and so teach each other."""

    name: str
    is_sample: bool
    topics: tuple[IssueTopic, ...]


@dataclass(frozen=True)
class Outcome:
    """What came of teaching a family: the stored row, or in `reason` why there is none."""

    family: Family
    decisions: int
    row: StanceModel | None = None
    reason: str = ""

    @property
    def taken(self) -> bool:
        return self.row is not None and self.row.state == StanceModel.State.CURRENT


def families() -> list[Family]:
    """Every family with its topics, by name, the sample's last."""
    found: dict[tuple[bool, str], list[IssueTopic]] = {}
    for topic in IssueTopic.objects.with_scale():
        found.setdefault((topic.is_sample, family_of(topic)), []).append(topic)
    return [Family(name, is_sample, tuple(topics)) for (is_sample, name), topics in sorted(found.items(), key=_key)]


def _key(item: tuple[tuple[bool, str], object]) -> tuple[bool, str]:
    return item[0]


def family_named(name: str, *, is_sample: bool) -> Family | None:
    """The family of that name; `None` when its last topic is gone."""
    return next((f for f in families() if (f.name, f.is_sample) == (name, is_sample)), None)


def learn(family: Family) -> Outcome:
    """Teach a family anew if enough was decided, and take the model if it beats what suggests at present."""
    cases = list(_cases(family))
    in_use, latest = _rows(family).current().first(), _rows(family).order_by("-version").first()
    reason = _too_few(cases, latest)
    if reason:
        return Outcome(family, len(cases), reason=reason)
    meaning_of = remembered(sentence_encoder())
    try:
        model = trials.teach(cases, meaning_of)
    except ValueError as error:
        return Outcome(family, len(cases), reason=f"Not taught yet: {error}")
    row = _compared(family, cases, model, in_use, meaning_of)
    if not _stored(family, row, in_use):
        return Outcome(family, len(cases), reason="Another training of this family finished meanwhile.")
    return Outcome(family, len(cases), row)


def refresh_suggestions(family: Family) -> int:
    """Suggest anew for what is unchecked under the family's topics; how many statements that were."""
    return refresh(Codebook.open(), [topic.slug for topic in family.topics])


def _rows(family: Family) -> StanceModelQuerySet:
    return StanceModel.objects.of_family(family.name, is_sample=family.is_sample)


def _cases(family: Family) -> Iterator[Case]:
    """The accepted stances of the family as cases, in the order in which the statements came, the last `MOST` of them.

    What waits to be looked at again, since its topic's wording changed, teaches nothing until it is.
    """
    values = {topic.slug: topic for topic in load_topics(family.topics)}
    index = TopicIndex(values.values())
    passages = Quotation.objects.select_related("version").order_by("pk")
    decided = (
        Stance.objects.decided()
        .filter(state=Check.ACCEPTED, recheck=False)
        .filter(topic__in=family.topics, statement__is_sample=family.is_sample)
    )
    rows = (
        Stance.objects.filter(pk__in=decided.order_by("-statement", "-topic").values("pk")[:MOST])
        .select_related("statement", "topic")
        .prefetch_related(Prefetch("statement__quotations", passages))
        .order_by("statement", "topic")
    )
    for stance in rows.iterator(chunk_size=ROWS_AT_ONCE):
        yield _case(stance, values[stance.topic.slug], index)


def _case(stance: Stance, topic: Topic, index: TopicIndex) -> Case:
    """The words a suggestion would be made from: the statement's own, of a long passage those about the topic."""
    passage = next(iter(stance.statement.quotations.all()), None)
    sentence = ""
    if passage is not None:
        sentence, _ = Surroundings.of_text(passage.version.text).of(passage.start, passage.end)
    return Case(
        key=stance.pk,
        group=str(stance.statement_id),
        topic=topic,
        text=index.window(topic.slug, passage.content, passage.version.text) if passage else stance.statement.text,
        label=MENTIONS_ONLY if stance.score is None else str(stance.score),
        sentence=sentence,
        holder=(passage.speaker_text or "") if passage else "",
    )


def _too_few(cases: Sequence[Case], latest: StanceModel | None) -> str:
    """Why it is too early to teach, in a sentence; empty when it is not."""
    if len(cases) < FEWEST:
        return f"Not taught yet: {len(cases)} of the {FEWEST} decisions it takes."
    if latest is None or latest.method != learning.METHOD:
        return ""
    new = len({case.key for case in cases} - set(latest.taught_by))
    return f"Waits: {new} of {FEWEST_NEW} decisions since it was last taught." if new < FEWEST_NEW else ""


def _compared(
    family: Family,
    cases: Sequence[Case],
    model: LinearStanceModel,
    in_use: StanceModel | None,
    meaning_of: Meaning | None,
) -> StanceModel:
    """The row of a new model, not stored yet, with its scores and how it compares with what suggests at present."""
    present = learnt_by(in_use.pk) if in_use else None
    known = set(in_use.taught_by) if in_use and present else set()
    suggested = trials.cross_suggested(cases, meaning_of)
    unseen = [(case, item) for case, item in zip(cases, suggested, strict=True) if case.key not in known]
    held_out = [case for case, _ in unseen]
    new, old = trials.compared(held_out, [item for _, item in unseen], [_suggested(case, present) for case in held_out])
    better = new.beats(old)
    return StanceModel(
        family=family.name,
        is_sample=family.is_sample,
        state=StanceModel.State.CURRENT if better else StanceModel.State.DECLINED,
        method=model.method,
        numbers=model.to_dict() if better else None,
        taught_by=[case.key for case in cases],
        examples=len(cases),
        scores=trials.figures(cases, suggested).to_dict(),
        compared_with=present.name if present else METHOD,
        compared_on=len(held_out),
        compared={"new": new.to_dict(), "present": old.to_dict()},
    )


def _suggested(case: Case, present: Learnt | None) -> Suggested | None:
    return trials.suggested_to(case, present.model, present.meaning_of) if present else trials.suggested_to(case, None)


def _stored(family: Family, row: StanceModel, in_use: StanceModel | None) -> bool:
    """Store the row with the next version and retire the one it replaces; False when another training was quicker."""
    topics = IssueTopic.objects.filter(pk__in=[topic.pk for topic in family.topics]).order_by("pk")
    with transaction.atomic():
        # Two trainings of one family wait for each other here; the second then sees what the first stored.
        list(topics.select_for_update(no_key=True).values_list("pk"))
        rows = _rows(family)
        if rows.current().first() != in_use:
            return False
        if row.state == StanceModel.State.CURRENT and in_use is not None:
            in_use.state = StanceModel.State.RETIRED
            in_use.save(update_fields=["state"])
        row.version = (rows.aggregate(last=Max("version"))["last"] or 0) + 1
        row.save()
    return True
