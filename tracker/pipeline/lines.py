"""Lines as pages show them: one official, office or government on one topic, in words, periods and evidence."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.db.models import Q, prefetch_related_objects

from tracker.analysis import positions, wording
from tracker.analysis.series import shares
from tracker.models import IssueTopic, Office, Official, Shift, Stance, Statement
from tracker.models.series import Subject, series_field
from tracker.models.stances import StanceQuerySet

from . import series
from .evidence import evidence_of
from .tenures import Held, held_in


@dataclass(frozen=True)
class Line:
    """One series on one topic: the words, the drawing's periods, and exactly the stances they rest on."""

    words: wording.Words
    periods: tuple[positions.Period, ...]
    stances: tuple[Stance, ...]

    @property
    def headline(self) -> str | None:
        return self.words.headline

    @property
    def sentence(self) -> str:
        return self.words.sentence

    @property
    def strength(self) -> str:
        return self.words.strength


def describe_line(subject: Subject, topic: IssueTopic, *, today: date, suggestions: bool = False) -> Line:
    """The line of `subject` on `topic` as of `today`; `suggestions` adds unchecked stances, for editors only."""
    return describe_lines(subject, [topic], today=today, suggestions=suggestions)[topic]


def describe_lines(
    subject: Subject, topics: Sequence[IssueTopic], *, today: date, suggestions: bool = False
) -> dict[IssueTopic, Line]:
    """As `describe_line` for many topics in a constant number of queries.

    Its words tell of a move when readers may: what waits to be confirmed is told with `suggestions` alone.
    """
    theirs = series.stances_of(subject, Stance.objects.filter(topic__in=topics))
    accepted = _by_topic(_rows(theirs.public()))
    shown = accepted
    if suggestions:
        unchecked = theirs.filter(
            Q(state="suggested") | Q(statement__state="suggested"), statement__state__in=["accepted", "suggested"]
        ).exclude(state="rejected")
        shown = _by_topic([*_rows(theirs.public()), *_rows(unchecked)])
    prefetch_related_objects(topics, "steps")
    moves = None if suggestions else _public_moves(subject, topics)
    held = held_in(series_field(subject), [subject.pk])
    return {
        topic: _line(
            subject,
            accepted.get(topic.pk, []),
            shown.get(topic.pk, []),
            step_words=topic.step_words(),
            today=today,
            held=held,
            moves=None if moves is None else moves.get(topic.pk, ()),
        )
        for topic in topics
    }


def _public_moves(subject: Subject, topics: Sequence[IssueTopic]) -> dict[int, set[wording.Move]]:
    """The moves of the subject's lines that readers may see, by topic."""
    found: dict[int, set[wording.Move]] = {}
    shifts = Shift.objects.of(subject).filter(topic__in=topics).public().moves()
    for topic, day, before, after in shifts.values_list("topic", "day", "score_before", "score_after"):
        found.setdefault(topic, set()).add((day, before, after))
    return found


def describe_topic(topic: IssueTopic, subjects: Sequence[Subject], *, today: date) -> dict[Subject, Line]:
    """The public lines of many officials, offices or governments on one topic as of `today`, in a constant number of
    queries. Their words tell of no move."""
    said = Stance.objects.public().filter(topic=topic, statement__day__lte=today)
    lines: dict[tuple[str, int | str], list[Stance]] = {}
    speaking = series.speaking_for()
    for stance in _rows(said):
        for share in shares(capacity=series.capacity(stance.statement, speaking=speaking)):
            lines.setdefault((share.kind, share.key), []).append(stance)
    prefetch_related_objects([topic], "steps")
    words = topic.step_words()
    held = held_in("office", [subject.pk for subject in subjects if isinstance(subject, Office)])
    result = {}
    for subject in subjects:
        theirs = lines.get((series_field(subject), subject.pk), [])
        result[subject] = _line(subject, theirs, theirs, step_words=words, today=today, held=held)
    return result


def _line(
    subject: Subject,
    accepted: Sequence[Stance],
    shown: Sequence[Stance],
    *,
    step_words: Mapping[int | None, str],
    today: date,
    held: Held,
    moves: Collection[wording.Move] | None = (),
) -> Line:
    evidence = evidence_of(subject, [series.said_of(stance, held) for stance in accepted], conditions=False)
    line = positions.line(evidence=evidence, today=today)
    statements = {stance.statement_id: stance.statement for stance in accepted}
    scores = {e.id: e.score for e in evidence}
    words = wording.describe(
        stretches=_stretches(line.periods, statements, scores, with_office=_is_person(subject)),
        step_words=step_words,
        informing=sum(not e.scoring for e in evidence),
        moves=moves,
    )
    in_time = sorted(shown, key=lambda s: (s.statement.day or date.min, s.statement_id))
    return Line(words=words, periods=line.periods, stances=tuple(in_time))


def _stretches(
    periods: Sequence[positions.Period],
    statements: dict[int, Statement],
    scores: dict[int, int | None],
    *,
    with_office: bool,
) -> list[wording.Stretch]:
    """Periods as the words need them: what a contradiction cut in pieces is one stretch again, while it lasts.

    Only a person says things as something: a line of many voices names no office.
    """
    result = []
    for score, group in groupby(periods, key=lambda p: p.score):
        pieces = list(group)
        said = [statements[pk] for piece in pieces for pk in piece.evidence]
        office = said[-1].office if said else None
        result.append(
            wording.Stretch(
                start=pieces[0].start,
                state=pieces[-1].state,
                score=score,
                scores=tuple(value for s in said if (value := scores[s.pk]) is not None),
                last=said[-1].day if said else None,
                office=office.name if office and with_office else None,
            )
        )
    return result


def _is_person(subject: Subject) -> bool:
    return isinstance(subject, Official) and not subject.is_institution


def _rows(stances: StanceQuerySet) -> list[Stance]:
    related = ("topic", "statement__official", "statement__on_behalf_of", "statement__office")
    return list(stances.select_related(*related).in_time())


def _by_topic(stances: Iterable[Stance]) -> dict[int, list[Stance]]:
    groups: dict[int, list[Stance]] = {}
    for stance in stances:
        groups.setdefault(stance.topic_id, []).append(stance)
    return groups
