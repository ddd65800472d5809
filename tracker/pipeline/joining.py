"""Two statements that are one, and one that is two: what filing by words could not tell."""

from collections.abc import Mapping, Sequence
from datetime import timedelta

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from tracker.analysis.sameness import folded, likeness
from tracker.models import Article, Check, Decision, Quotation, Statement

from . import curation
from .series import subjects_of
from .statements import make_statement

NEAR = timedelta(days=14)
LOOKED_AT = 200


class CannotJoin(Exception):
    """The two cannot be one statement. The sentence says why."""


def alike(statement: Statement, *, most: int = 4) -> Sequence[Statement]:
    """Other statements that are likely the same: by the same speaker, of about the same day, in like words. What
    bears on a topic the other way is another remark."""
    official = statement.official_id
    speakers = Q(official=official) if official else Q(official__in=statement.candidates.all())
    others = Statement.objects.filter(speakers).exclude(pk=statement.pk).exclude(state=Check.REJECTED)
    if statement.day is not None:
        others = others.filter(day__range=(statement.day - NEAR, statement.day + NEAR))
    words, ways = folded(statement.text), _ways(statement)
    rows = others.select_related("official", "office").prefetch_related("stances").newest_first()
    told = [(likeness(words, folded(other.text)), other) for other in rows[:LOOKED_AT]]
    found = sorted((pair for pair in told if pair[0] and not _opposed(ways, pair[1])), key=lambda pair: -pair[0])
    return [other for _, other in found[:most]]


def _ways(statement: Statement) -> dict[int, int]:
    """By topic, the step of each stance that leans to a side."""
    rows = statement.stances.all()
    return {row.topic_id: row.score for row in rows if row.score and row.state != Check.REJECTED}


def _opposed(ways: Mapping[int, int], other: Statement) -> bool:
    return any(ways.get(topic, 0) * score < 0 for topic, score in _ways(other).items())


def join(statement: Statement, into: Statement, *, actor: User | None) -> Decision:
    """Give the passages of `statement` to `into`, where they wait to be checked; its address leads there from now on.

    Raises `CannotJoin` where the two are no one statement.
    """
    with transaction.atomic():
        rows = Statement.objects.select_for_update().filter(pk__in=[statement.pk, into.pk]).order_by("pk")
        held = {row.pk: row for row in rows}
        statement, into = held[statement.pk], held[into.pk]
        _check(statement, into)
        before, former = curation.snapshot(statement), subjects_of(statement)
        statement.quotations.update(statement=into, checked=False)
        statement.state, statement.same_as = Check.REJECTED, into
        statement.save(update_fields=["state", "same_as"])
        Statement.objects.filter(same_as=statement).update(same_as=into)
        note = f"The same as statement {into.pk}."
        return curation.record(statement, Decision.Verb.JOIN, actor, note, before, former)


def _check(statement: Statement, into: Statement) -> None:
    if statement.pk == into.pk:
        raise CannotJoin("This is the statement itself.")
    if statement.same_as_id is not None:
        raise CannotJoin(f"This is joined to statement {statement.same_as_id} already.")
    if into.state == Check.REJECTED:
        raise CannotJoin(f"Statement {into.pk} was rejected. Accept it first, or choose another.")
    if statement.is_sample != into.is_sample:
        raise CannotJoin("The sample’s words are invented and stay apart from real ones.")
    if statement.official_id and into.official_id and statement.official_id != into.official_id:
        raise CannotJoin(f"Statement {into.pk} is by {into.official}. Correct who said it first.")


def part(quotation: Quotation, *, actor: User | None) -> Statement:
    """Give a passage a statement of its own, to be checked; the one it backed keeps its words and is decided on.

    Raises `CannotJoin` for the only passage of a statement.
    """
    with transaction.atomic():
        statement = Statement.objects.select_for_update().get(quotations=quotation)
        if statement.quotations.first_prints().count() < 2:
            raise CannotJoin("This is the only passage of the statement.")
        before, former = curation.snapshot(statement), subjects_of(statement)
        alone = make_statement(quotation)
        Quotation.objects.filter(Q(pk=quotation.pk) | Q(carried_from=quotation)).update(checked=False)
        if statement.state != Check.SUGGESTED:
            curation.record(statement, Decision.Verb.PART, actor, "", before, former)
        return alone


def shared(article: Article) -> QuerySet[Quotation]:
    """The article's passages whose statements rest on other articles as well."""
    elsewhere = Quotation.objects.first_prints().filter(statement=OuterRef("statement"))
    elsewhere = elsewhere.exclude(version__article=article)
    theirs = Quotation.objects.first_prints().filter(version__article=article, statement__isnull=False)
    return theirs.filter(Exists(elsewhere)).select_related("statement").order_by("start", "pk")


def part_all(article: Article, *, actor: User | None) -> int:
    """Give every passage that `shared` names a statement of its own; how many there were."""
    with transaction.atomic():
        found = list(shared(article))
        for quotation in found:
            part(quotation, actor=actor)
    return len(found)
