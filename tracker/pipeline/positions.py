"""Positions and shifts kept as rows, and the line of one official on one topic as the pages show it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import TypeVar

from django.db import transaction
from django.db.models import Q

from tracker.analysis import positions, wording
from tracker.models import IssueTopic, Official, Position, Shift, Stance, Statement
from tracker.models.statements import StanceQuerySet


@dataclass(frozen=True)
class Line:
    """One official on one topic: the words, the drawing's periods and moves, and exactly the stances they rest on."""

    words: wording.Words
    periods: tuple[positions.Period, ...]
    moves: tuple[positions.Move, ...]
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


def recompute(official: Official, topic: IssueTopic) -> None:
    """Make the position and shift rows of `official` on `topic` what their accepted stances give.

    Rows that stay the same keep their keys, so that running it twice writes nothing new.
    """
    with transaction.atomic():
        Official.objects.select_for_update().get(pk=official.pk)
        stances = _accepted([official], [topic])
        line = positions.line(evidence=[_evidence(stance, official) for stance in stances])
        statements = {stance.statement_id: stance.statement for stance in stances}
        _keep(Position, official, topic, _position_rows(line, official, topic), key=("start",))
        _keep(Shift, official, topic, _shift_rows(line, official, topic, statements), key=("day", "kind"))


def recompute_for(statement: Statement, *, officials: Iterable[Official | None] = ()) -> None:
    """Recompute every line that `statement` can move; `officials` adds those it was taken from or given to."""
    people = {o for o in (statement.official, statement.on_behalf_of, *officials) if o is not None}
    topics = IssueTopic.objects.filter(stances__statement=statement).distinct()
    for official in sorted(people, key=lambda o: o.pk):
        for topic in topics:
            recompute(official, topic)


def rebuild() -> int:
    """Recompute every line from accepted stances and drop rows that nothing backs; the number of lines."""
    stances = Stance.objects.public()
    own = set(stances.values_list("statement__official_id", "topic_id"))
    for_them = set(stances.exclude(statement__on_behalf_of=None).values_list("statement__on_behalf_of_id", "topic_id"))
    kept = set(Position.objects.values_list("official_id", "topic_id"))
    kept |= set(Shift.objects.values_list("official_id", "topic_id"))
    officials = Official.objects.in_bulk()
    topics = IssueTopic.objects.in_bulk()
    lines = sorted(own | for_them | kept)
    for official_id, topic_id in lines:
        recompute(officials[official_id], topics[topic_id])
    return len(lines)


def describe_line(official: Official, topic: IssueTopic, *, today: date, suggestions: bool = False) -> Line:
    """The line of `official` on `topic` as of `today`; `suggestions` adds unchecked stances, for editors only."""
    return describe_lines(official, [topic], today=today, suggestions=suggestions)[topic]


def describe_lines(
    official: Official, topics: Sequence[IssueTopic], *, today: date, suggestions: bool = False
) -> dict[IssueTopic, Line]:
    """As `describe_line` for many topics in a constant number of queries."""
    accepted = _by(_accepted([official], topics), "topic_id")
    shown = accepted
    if suggestions:
        unchecked = Stance.objects.filter(
            Q(state="suggested") | Q(statement__state="suggested"), statement__state__in=["accepted", "suggested"]
        ).exclude(state="rejected")
        shown = _by([*_accepted([official], topics), *_rows(unchecked, [official], topics)], "topic_id")
    words = _step_words(topics)
    return {
        topic: _line(
            official, accepted.get(topic.pk, []), shown.get(topic.pk, []), step_words=words[topic.pk], today=today
        )
        for topic in topics
    }


def describe_topic(topic: IssueTopic, officials: Sequence[Official], *, today: date) -> dict[Official, Line]:
    """The public lines of many officials on one topic as of `today`, in a constant number of queries."""
    stances = [s for s in _accepted(officials, [topic]) if s.statement.day is not None and s.statement.day <= today]
    words = _step_words([topic])[topic.pk]
    result = {}
    for official in officials:
        theirs = [s for s in stances if official.pk in {s.statement.official_id, s.statement.on_behalf_of_id}]
        result[official] = _line(official, theirs, theirs, step_words=words, today=today)
    return result


def _line(
    official: Official, accepted: Sequence[Stance], shown: Sequence[Stance], *, step_words: dict[int, str], today: date
) -> Line:
    evidence = [_evidence(stance, official) for stance in accepted]
    line = positions.line(evidence=evidence, today=today)
    statements = {stance.statement_id: stance.statement for stance in accepted}
    scores = {e.id: e.score for e in evidence}
    words = wording.describe(
        stretches=_stretches(line.periods, statements, scores),
        step_words=step_words,
        informing=sum(not e.scoring for e in evidence),
    )
    in_time = sorted(shown, key=lambda s: (s.statement.day or date.min, s.statement_id))
    return Line(words=words, periods=line.periods, moves=line.moves, stances=tuple(in_time))


def _stretches(
    periods: Sequence[positions.Period], statements: dict[int, Statement], scores: dict[int, int | None]
) -> list[wording.Stretch]:
    """Periods as the words need them: what a contradiction cut in pieces is one stretch again, while it lasts."""
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
                office=office.name if office else None,
            )
        )
    return result


def _accepted(officials: Sequence[Official], topics: Sequence[IssueTopic]) -> list[Stance]:
    return _rows(Stance.objects.public(), officials, topics)


def _rows(stances: StanceQuerySet, officials: Sequence[Official], topics: Sequence[IssueTopic]) -> list[Stance]:
    return list(
        stances.filter(
            Q(statement__official__in=officials) | Q(statement__on_behalf_of__in=officials), topic__in=topics
        )
        .select_related("topic", "statement__official", "statement__on_behalf_of", "statement__office")
        .in_time()
    )


def _evidence(stance: Stance, official: Official) -> positions.Evidence:
    statement = stance.statement
    return positions.Evidence(
        id=statement.pk,
        day=statement.day,
        precision=statement.said_on_precision,
        score=stance.score,
        kind=statement.kind,
        decisive=statement.decisive,
        office=statement.office_id,
        for_them=statement.official_id != official.pk,
    )


def _step_words(topics: Sequence[IssueTopic]) -> dict[int, dict[int, str]]:
    plain = {2: "For", 1: "Rather for", 0: "In between", -1: "Rather against", -2: "Against"}
    scales = IssueTopic.objects.filter(pk__in=[t.pk for t in topics]).prefetch_related("steps")
    return {topic.pk: plain | {step.score: step.word for step in topic.steps.all()} for topic in scales}


def _by(stances: Iterable[Stance], attribute: str) -> dict[int, list[Stance]]:
    groups: dict[int, list[Stance]] = {}
    for stance in stances:
        groups.setdefault(getattr(stance, attribute), []).append(stance)
    return groups


def _position_rows(line: positions.Line, official: Official, topic: IssueTopic) -> list[Position]:
    said: list[int] = []
    rows = []
    for period in line.periods:
        said += period.evidence
        rows.append(
            Position(
                official=official,
                topic=topic,
                start=period.start,
                end=period.end,
                state=period.state,
                score=period.score,
                evidence_count=len(period.evidence),
                last_statement_id=said[-1],
                method=positions.METHOD,
            )
        )
    return rows


def _shift_rows(
    line: positions.Line, official: Official, topic: IssueTopic, statements: dict[int, Statement]
) -> list[Shift]:
    return [
        Shift(
            official=official,
            topic=topic,
            day=move.day,
            kind=move.kind,
            score_before=move.score_before,
            score_after=move.score_after,
            before_id=move.before,
            after_id=move.after,
            office_before_id=statements[move.before].office_id if move.before else None,
            office_after_id=statements[move.after].office_id,
            rule=move.rule,
        )
        for move in line.moves
    ]


Row = TypeVar("Row", Position, Shift)


def _keep(model: type[Row], official: Official, topic: IssueTopic, rows: list[Row], *, key: tuple[str, ...]) -> None:
    """Make the table hold exactly `rows` for this line, touching only what differs."""
    present = {
        tuple(getattr(row, name) for name in key): row for row in model.objects.filter(official=official, topic=topic)
    }
    fields = [f.attname for f in model._meta.concrete_fields if not f.primary_key]
    fresh = []
    for row in rows:
        old = present.pop(tuple(getattr(row, name) for name in key), None)
        if old is None:
            fresh.append(row)
        elif any(getattr(old, name) != getattr(row, name) for name in fields):
            row.pk = old.pk
            row.save(force_update=True)
    model.objects.filter(pk__in=[row.pk for row in present.values()]).delete()
    model.objects.bulk_create(fresh)
