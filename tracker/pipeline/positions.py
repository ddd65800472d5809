"""Positions and shifts kept as rows: recomputed whenever what they rest on changes, with editors' verdicts kept."""

from collections.abc import Iterable, Sequence

from django.db import transaction

from tracker.analysis import formulas, positions, splits
from tracker.analysis.moves import Move
from tracker.models import Country, Decision, IssueTopic, Position, Shift, Split, Statement
from tracker.models.series import Subject, series_field

from . import amendments, series
from .findings import keep_shifts, keep_splits
from .series import Said


def recompute(subject: Subject, topic: IssueTopic, *, because: Decision | None = None) -> None:
    """Make the position and shift rows of a line what its accepted stances give.

    Rows that stay the same keep their keys, so that running it twice writes nothing new. Where the decision it is done
    for rewrites the past of the line, that is put on record.
    """
    with transaction.atomic():
        # Held without blocking rows that refer to it: filing goes on while a line is computed.
        type(subject)._default_manager.select_for_update(no_key=True).get(pk=subject.pk)
        said = series.said_on(subject, topic)
        line = positions.line(evidence=series.evidence(subject, said))
        moves = (*line.moves, *formulas.drops(series.told(said)))
        if because is not None:
            amendments.put_on_record(subject, topic, line.periods, because)
        _keep_positions(subject, topic, _position_rows(line, subject, topic))
        keep_shifts(Shift.objects.of(subject).filter(topic=topic), _shift_rows(moves, subject, topic, said))
        if isinstance(subject, Country):
            keep_splits(Split.objects.filter(country=subject, topic=topic), _split_rows(subject, topic, said))


def recompute_for(statement: Statement, *, because: Decision, also: Iterable[Subject] = ()) -> None:
    """Recompute every line that `statement` belongs to after a decision about it; `also` are those it belonged to."""
    subjects = sorted({*series.subjects_of(statement), *also}, key=_order)
    topics = IssueTopic.objects.filter(stances__statement=statement).distinct().order_by("pk")
    for subject in subjects:
        for topic in topics:
            recompute(subject, topic, because=because)


def _order(subject: Subject) -> tuple[str, str]:
    """One order in which everyone locks lines, so that no two editors wait for each other."""
    return series_field(subject), str(subject.pk).zfill(12)


def rebuild() -> int:
    """Recompute every line from accepted stances and drop rows that nothing backs; the number of lines."""
    done = set()
    for subject, topic in series.spoken_of():
        recompute(subject, topic)
        done.add((series_field(subject), subject.pk, topic.pk))
    for kind, model in series.MODELS.items():
        kept = set(Position.objects.exclude(**{kind: None}).values_list(kind, "topic"))
        kept |= set(Shift.objects.exclude(**{kind: None}).values_list(kind, "topic"))
        for key, topic_id in sorted(kept):
            if (kind, key, topic_id) not in done:
                recompute(model._default_manager.get(pk=key), IssueTopic.objects.get(pk=topic_id))
                done.add((kind, key, topic_id))
    return len(done)


def is_outdated() -> bool:
    """True if rows of another method are kept: the whole has to be rebuilt."""
    return Position.objects.exclude(method=positions.METHOD).exists()


def _position_rows(line: positions.Line, subject: Subject, topic: IssueTopic) -> list[Position]:
    said: list[int] = []
    rows = []
    for period in line.periods:
        said += period.evidence
        rows.append(
            Position(
                **{series_field(subject): subject},
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


def _shift_rows(moves: Iterable[Move], subject: Subject, topic: IssueTopic, said: Sequence[Said]) -> list[Shift]:
    by_statement = {row.statement: row for row in said}
    rows = []
    for move in moves:
        after, before = by_statement[move.after], by_statement.get(move.before or 0)
        rows.append(
            Shift(
                **{series_field(subject): subject},
                topic=topic,
                day=move.day,
                precision=after.precision,
                kind=move.kind,
                by_spokesperson=move.by_spokesperson,
                score_before=move.score_before,
                score_after=move.score_after,
                before_id=move.before,
                after_id=move.after,
                office_before_id=before.office if before else None,
                office_after_id=after.office,
                with_office_change=before is not None and _in_another_office(before, after),
                with_scale_change=before is not None and before.codebook != after.codebook,
                rule=move.rule,
                method=formulas.METHOD if move.kind == "clause_dropped" else positions.METHOD,
            )
        )
    return rows


def _split_rows(country: Country, topic: IssueTopic, said: Sequence[Said]) -> list[Split]:
    return [
        Split(
            country=country,
            topic=topic,
            day=split.day,
            before_id=split.before,
            after_id=split.after,
            apart=split.apart,
            method=splits.METHOD,
        )
        for split in splits.splits(voices=series.voices(said))
    ]


def _in_another_office(before: Said, after: Said) -> bool:
    """True where one and the same person spoke as something else before."""
    return before.official == after.official and before.office != after.office


def _keep_positions(subject: Subject, topic: IssueTopic, rows: Sequence[Position]) -> None:
    """Make the table hold exactly `rows` for this line, touching only what differs."""
    present = {row.start: row for row in Position.objects.of(subject).filter(topic=topic)}
    fields = [f.attname for f in Position._meta.concrete_fields if not f.primary_key]
    fresh = []
    for row in rows:
        old = present.pop(row.start, None)
        if old is None:
            fresh.append(row)
        elif any(getattr(old, name) != getattr(row, name) for name in fields):
            row.pk = old.pk
            row.save(force_update=True)
    Position.objects.filter(pk__in=[row.pk for row in present.values()]).delete()
    Position.objects.bulk_create(fresh)
