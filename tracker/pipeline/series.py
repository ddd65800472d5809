"""The lines there are: which of them a statement belongs to, and which stances make one up.

Both directions state the rule of `tracker.analysis.series`; a test holds them together.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from django.db.models import Q, QuerySet

from tracker.analysis.conditions import is_conditional
from tracker.analysis.evidence import SCORING_KINDS, SCORING_PRECISIONS, Evidence
from tracker.analysis.formulas import Told
from tracker.analysis.series import Capacity, Share, shares
from tracker.analysis.splits import Voice
from tracker.models import Country, IssueTopic, Office, Official, Stance, Statement
from tracker.models.series import Subject
from tracker.models.stances import StanceQuerySet

MODELS: dict[str, type[Official] | type[Office] | type[Country]] = {
    "official": Official,
    "office": Office,
    "country": Country,
}


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
    official: int
    office: int | None
    principal: int | None
    codebook: int | None


_COLUMNS = (
    "statement_id",
    "score",
    "statement__day",
    "statement__said_on_precision",
    "statement__kind",
    "statement__decisive",
    "statement__text",
    "evidence",
    "statement__official_id",
    "statement__office_id",
    "statement__on_behalf_of_id",
    "codebook__number",
)


def of_government(prefix: str = "") -> Q:
    """Offices that speak for the government of their country."""
    needed = {"speaks_for_government": True, "institution__isnull": False, "country__isnull": False}
    return Q(**{f"{prefix}{name}": value for name, value in needed.items()})


def made_up_of(subject: Subject) -> Q:
    """The statements that belong to the line of `subject`, as a condition on statements."""
    if isinstance(subject, Office):
        return Q(office=subject)
    if isinstance(subject, Country):
        speaking = mouths().filter(country=subject).values("pk")
        offices = Office.objects.filter(of_government(), country=subject).values("pk")
        return Q(office__in=offices) | Q(official__in=speaking) | Q(on_behalf_of__in=speaking)
    theirs = Q(official=subject) | Q(on_behalf_of=subject)
    return theirs | Q(office__institution=subject) if subject.is_institution else theirs


def stances_of(subject: Subject, stances: StanceQuerySet) -> StanceQuerySet:
    """Those of `stances` whose statements belong to the line of `subject`."""
    return stances.filter(statement__in=Statement.objects.filter(made_up_of(subject)))


def said_on(subject: Subject, topic: IssueTopic) -> list[Said]:
    """The accepted stances of a line, in time order."""
    rows = stances_of(subject, Stance.objects.public().filter(topic=topic)).in_time()
    return [Said(*row) for row in rows.values_list(*_COLUMNS)]


def evidence(subject: Subject, said: Sequence[Said]) -> list[Evidence]:
    """The line's stances as the computation takes them."""
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
            # A government has many voices, each with conditions of its own: their coming and going says nothing.
            conditional=not isinstance(subject, Country) and is_conditional(row.text, about=row.words),
            codebook=row.codebook,
        )
        for row in said
    ]


def told(said: Sequence[Said]) -> list[Told]:
    """The line's scoring statements with their words."""
    return [
        Told(id=row.statement, day=row.day, score=row.score, kind=row.kind, text=row.text)
        for row in said
        if row.day is not None and row.score is not None and row.precision in SCORING_PRECISIONS
    ]


def voices(said: Sequence[Said]) -> list[Voice]:
    """The line's scoring statements that are dated to the day, by who said them."""
    return [
        Voice(id=row.statement, day=row.day, score=row.score, speaker=row.official, principal=row.principal)
        for row in said
        if row.day is not None and row.score is not None and row.precision == "day" and row.kind in SCORING_KINDS
    ]


def is_for_them(subject: Subject, *, official: int | None) -> bool:
    """True for words that somebody else said on the behalf of a person: they inform that person's line."""
    return isinstance(subject, Official) and not subject.is_institution and official != subject.pk


def mouths() -> QuerySet[Official]:
    """The institutions whose own words are their government's: those with an office that speaks for it."""
    return Official.objects.filter(of_government("offices__"), kind="institution").distinct()


def subjects_of(statement: Statement) -> frozenset[Subject]:
    """Everyone whose line the statement belongs to, moved or informed; nobody while it has no speaker."""
    if statement.official is None:
        return frozenset()
    speaking = frozenset(mouths().values_list("pk", flat=True))
    return frozenset(_rows(shares(capacity=capacity(statement, speaking=speaking))))


def capacity(statement: Statement, *, speaking: Collection[int]) -> Capacity:
    """In what capacity a statement with a speaker was made; `speaking` are the keys of `mouths`."""
    speaker, office, principal = statement.official, statement.office, statement.on_behalf_of
    assert speaker is not None, "ask only about statements with a speaker"
    governments = {who.country_id for who in (speaker, principal) if who is not None and who.pk in speaking}
    if office is not None and office.speaks_for_government and office.institution_id:
        governments.add(office.country_id)
    return Capacity(
        official=speaker.pk,
        office=office.pk if office else None,
        institution=office.institution_id if office else None,
        principal=principal.pk if principal else None,
        principal_is_person=bool(principal and not principal.is_institution),
        governments=frozenset(code for code in governments if code is not None),
    )


def _rows(found: Iterable[Share]) -> Iterator[Subject]:
    for kind, model in MODELS.items():
        keys = [share.key for share in found if share.kind == kind]
        yield from model.objects.filter(pk__in=keys) if keys else ()


def spoken_of() -> Iterator[tuple[Subject, IssueTopic]]:
    """Every line that some accepted stance belongs to, one at a time, in a settled order."""
    topics = IssueTopic.objects.in_bulk()
    public = Stance.objects.public()
    for subject in _everyone(public):
        keys = stances_of(subject, public).order_by().values_list("topic", flat=True).distinct()
        yield from ((subject, topics[key]) for key in sorted(keys))


def _everyone(public: QuerySet[Stance]) -> Iterator[Subject]:
    said = Statement.objects.filter(stances__in=public)
    in_office = Office.objects.filter(statements__in=said)
    speakers = Q(statements__in=said) | Q(statements_by_spokespersons__in=said) | Q(offices__in=in_office)
    yield from Official.objects.filter(speakers).distinct().order_by("pk")
    yield from in_office.distinct().order_by("pk")
    spoken = mouths().filter(speakers)
    yield from Country.objects.filter(Q(offices__in=in_office) | Q(officials__in=spoken)).distinct().order_by("pk")
