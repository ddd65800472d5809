"""The lines there are: which of them a statement belongs to, and which stances make one up.

Both directions state the rule of `tracker.analysis.series`; a test holds them together.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import starmap
from typing import Any, NamedTuple

from django.db.models import Case, Q, QuerySet, When

from tracker.analysis.series import Capacity, Kind, Share, shares
from tracker.analysis.tenures import Stretch
from tracker.models import Country, Office, Official, Stance, Statement
from tracker.models.series import Subject, series_field
from tracker.models.stances import StanceQuerySet

from .tenures import Held, held_in

MODELS: dict[Kind, type[Official] | type[Office] | type[Country]] = {
    "official": Official,
    "office": Office,
    "country": Country,
}


@dataclass(frozen=True, slots=True)
class Batch:
    """Lines looked at together: those of some officials, some offices or some governments; on all topics, or these."""

    kind: Kind
    subjects: tuple[int | str, ...]
    topics: tuple[int, ...] | None = None


class Said(NamedTuple):
    """One accepted stance, with what the computation reads of its statement."""

    statement: int
    score: int | None
    day: date | None
    precision: str
    kind: str
    decisive: bool
    text: str
    words: list[str]
    codebook: int | None
    topic: int
    official: int
    office: int | None
    institution: int | None
    government: str | None
    principal: int | None
    principal_kind: str | None
    tenure: Stretch | None = None  # in which the office was held that day
    head: int | None = None  # who headed the government that day


def of_government(prefix: str = "") -> Q:
    """Offices that speak for the government of their country."""
    needed = {"speaks_for_government": True, "institution__isnull": False, "country__isnull": False}
    return Q(**{f"{prefix}{name}": value for name, value in needed.items()})


_COLUMNS = (
    "statement_id",
    "score",
    "statement__day",
    "statement__said_on_precision",
    "statement__kind",
    "statement__decisive",
    "statement__text",
    "evidence",
    "codebook__number",
    "topic_id",
    "statement__official_id",
    "statement__office_id",
    "statement__office__institution_id",
    Case(When(of_government("statement__office__"), then="statement__office__country_id")),
    "statement__on_behalf_of_id",
    "statement__on_behalf_of__kind",
)


def made_up_of(subject: Subject) -> Q:
    """The statements that belong to the line of `subject`, as a condition on statements."""
    return _made_up_of(series_field(subject), [subject.pk])


def _made_up_of(kind: Kind, keys: Collection[Any]) -> Q:
    """The statements of any of these lines. Keys are listed, as an index serves a list and not a query inside an or."""
    if kind == "office":
        return Q(office__in=keys)
    if kind == "country":
        speaking = _keys(mouths().filter(country__in=keys))
        offices = _keys(Office.objects.filter(of_government(), country__in=keys))
        return Q(office__in=offices) | Q(official__in=speaking) | Q(on_behalf_of__in=speaking)
    theirs = _keys(Office.objects.filter(institution__in=keys))
    return Q(official__in=keys) | Q(on_behalf_of__in=keys) | Q(office__in=theirs)


def _keys(rows: QuerySet[Office] | QuerySet[Official]) -> list[int]:
    return list(rows.values_list("pk", flat=True))


def stances_of(subject: Subject, stances: StanceQuerySet) -> StanceQuerySet:
    """Those of `stances` whose statements belong to the line of `subject`."""
    return stances.filter(statement__in=Statement.objects.filter(made_up_of(subject)))


def said_in(batch: Batch) -> dict[tuple[int | str, int], list[Said]]:
    """The accepted stances of each line, in time order, by the keys of its subject and its topic."""
    stances = Stance.objects.public()
    if batch.topics is not None:
        stances = stances.filter(topic__in=batch.topics)
    theirs = stances.filter(statement__in=Statement.objects.filter(_made_up_of(batch.kind, batch.subjects)))
    speaking, wanted, held = speaking_for(), set(batch.subjects), held_in(batch.kind, batch.subjects)
    found: dict[tuple[int | str, int], list[Said]] = {}
    keys: dict[tuple[int, int | None, int | None], list[int | str]] = {}  # few speak, and most of them often
    for said in starmap(Said, theirs.in_time().values_list(*_COLUMNS)):
        as_whom = said.official, said.office, said.principal
        if as_whom not in keys:
            mine = shares(capacity=_capacity(said, speaking))
            keys[as_whom] = [share.key for share in mine if share.kind == batch.kind and share.key in wanted]
        for key in keys[as_whom]:
            found.setdefault((key, said.topic), []).append(_in_tenure(said, held))
    return found


def _in_tenure(said: Said, held: Held) -> Said:
    tenure, head = held.by(said.official, said.office, said.day), held.head(said.government, said.day)
    return said if tenure is None and head is None else said._replace(tenure=tenure, head=head)


def said_of(stance: Stance, held: Held) -> Said:
    """The same of a stance whose statement is loaded with its speaker, office and principal; without the codebook and
    the head of government."""
    statement, office, principal = stance.statement, stance.statement.office, stance.statement.on_behalf_of
    assert statement.official_id is not None, "ask only about statements with a speaker"
    in_government = office is not None and office.speaks_for_government and office.institution_id is not None
    return Said(
        statement=statement.pk,
        score=stance.score,
        day=statement.day,
        precision=statement.said_on_precision,
        kind=statement.kind,
        decisive=statement.decisive,
        text=statement.text,
        words=stance.evidence,
        codebook=None,
        topic=stance.topic_id,
        official=statement.official_id,
        office=statement.office_id,
        institution=office.institution_id if office else None,
        government=office.country_id if office and in_government else None,
        principal=statement.on_behalf_of_id,
        principal_kind=principal.kind if principal else None,
        tenure=held.by(statement.official_id, statement.office_id, statement.day),
    )


def mouths() -> QuerySet[Official]:
    """The institutions whose own words are their government's: those with an office that speaks for it."""
    return Official.objects.filter(of_government("offices__"), kind="institution").distinct()


def subjects_of(statement: Statement) -> frozenset[Subject]:
    """Everyone whose line the statement belongs to, moved or informed; nobody while it has no speaker."""
    if statement.official is None:
        return frozenset()
    return frozenset(_rows(shares(capacity=capacity(statement, speaking=speaking_for()))))


def speaking_for() -> dict[int, str]:
    """The countries that the institutions of `mouths` speak for, by the keys of these."""
    return {key: code for key, code in mouths().values_list("pk", "country") if code is not None}


def capacity(statement: Statement, *, speaking: Mapping[int, str]) -> Capacity:
    """In what capacity a statement with a speaker was made; `speaking` comes from `speaking_for`."""
    speaker, office, principal = statement.official_id, statement.office, statement.on_behalf_of
    assert speaker is not None, "ask only about statements with a speaker"
    in_government = office is not None and office.speaks_for_government and office.institution_id is not None
    return Capacity(
        official=speaker,
        office=office.pk if office else None,
        institution=office.institution_id if office else None,
        principal=principal.pk if principal else None,
        principal_is_person=bool(principal and not principal.is_institution),
        governments=_governments(
            office.country_id if office and in_government else None,
            speaker,
            statement.on_behalf_of_id,
            speaking,
        ),
    )


def _capacity(said: Said, speaking: Mapping[int, str]) -> Capacity:
    return Capacity(
        official=said.official,
        office=said.office,
        institution=said.institution,
        principal=said.principal,
        principal_is_person=said.principal_kind == Official.Kind.PERSON,
        governments=_governments(said.government, said.official, said.principal, speaking),
    )


def _governments(
    of_office: str | None, speaker: int, principal: int | None, speaking: Mapping[int, str]
) -> frozenset[str]:
    """Those that an office, a speaking institution or an institution spoken for stands for."""
    codes = of_office, speaking.get(speaker), speaking.get(principal or 0)
    return frozenset(code for code in codes if code is not None)


def _rows(found: Iterable[Share]) -> Iterator[Subject]:
    for kind, model in MODELS.items():
        keys = [share.key for share in found if share.kind == kind]
        yield from model.objects.filter(pk__in=keys) if keys else ()
