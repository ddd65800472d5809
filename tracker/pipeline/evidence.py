"""The stances of a line as the computations take them: of positions, of words dropped, and of splits."""

from collections.abc import Sequence
from datetime import date

from tracker.analysis.conditions import is_conditional
from tracker.analysis.evidence import SCORING_KINDS, SCORING_PRECISIONS, Evidence
from tracker.analysis.formulas import Told
from tracker.analysis.splits import Voice
from tracker.models import Country, Office, Official
from tracker.models.series import Subject

from .series import Said


def evidence_of(subject: Subject, said: Sequence[Said], *, conditions: bool = True) -> list[Evidence]:
    """The line's stances, in time order, as the computation takes them; without `conditions` only its positions and the
    moves between them are right."""
    # A government has many voices, each with conditions of its own: their coming and going says nothing.
    conditions = conditions and not isinstance(subject, Country)
    return [
        Evidence(
            id=row.statement,
            day=row.day,
            precision=row.precision,
            score=row.score,
            kind=row.kind,
            decisive=row.decisive,
            office=row.office,
            for_them=is_for_them(subject, official=row.official),
            conditional=conditions and is_conditional(row.text, about=row.words),
            codebook=row.codebook,
            voice=voice,
            until=_until(row) if isinstance(subject, Office) else None,
        )
        for row, voice in zip(said, _voices(subject, said), strict=True)
    ]


def _voices(subject: Subject, said: Sequence[Said]) -> list[str | None]:
    """Whose voice each statement is in the line of an office, a government or an institution; a person has one.

    To an office each of its holders is a voice. To the others an office is one, whoever holds it, and who speaks for
    somebody speaks with that voice.
    """
    if isinstance(subject, Office):
        return [f"official {row.official}" for row in said]
    if isinstance(subject, Official) and not subject.is_institution:
        return [None] * len(said)
    found: list[str | None] = []
    seats: dict[int, int | None] = {}  # the office in which each official spoke last
    for row in said:
        if row.principal is None:
            seats[row.official] = row.office
        speaker = row.principal or row.official
        seat = seats.get(speaker)
        found.append(f"official {speaker}" if seat is None else f"office {seat}")
    return found


def _until(row: Said) -> date | None:
    """The day the office was left, `None` while it is held. Of whom no tenure is known holds it with nobody."""
    return row.day if row.tenure is None else row.tenure.end


def told_in(said: Sequence[Said]) -> list[Told]:
    """The line's scoring statements with their words."""
    return [
        Told(id=row.statement, day=row.day, score=row.score, kind=row.kind, text=row.text)
        for row in said
        if row.day is not None and row.score is not None and row.precision in SCORING_PRECISIONS
    ]


def voices_in(said: Sequence[Said]) -> list[Voice]:
    """The line's scoring statements that are dated to the day, by who said them."""
    return [
        Voice(
            id=row.statement,
            day=row.day,
            score=row.score,
            speaker=row.official,
            principal=row.principal,
            office=row.office,
            since=row.tenure.start if row.tenure else None,
            until=row.tenure.end if row.tenure else None,
            head=row.head,
        )
        for row in said
        if row.day is not None and row.score is not None and row.precision == "day" and row.kind in SCORING_KINDS
    ]


def is_for_them(subject: Subject, *, official: int | None) -> bool:
    """True for words that somebody else said on the behalf of a person: they inform that person's line."""
    return isinstance(subject, Official) and not subject.is_institution and official != subject.pk
