"""Two rows of the register that are one person or institution."""

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Q, QuerySet

from tracker.models import Alias, Check, Decision, IssueTopic, Official, Quotation, Statement
from tracker.models.series import Subject

from . import curation, newcomers
from .positions import in_order, recompute, recompute_for_tenures
from .series import subjects_of


class CannotJoin(Exception):
    """The two cannot be one. The sentence says why."""


def join(official: Official, into: Official, *, actor: User | None) -> int:
    """Give all that `official` said, is called and held to `into`; how many statements that were.

    The row stays behind unseen, so that its address leads on and an import of the register does not bring it back.
    Of accepted statements it is on record as a correction. Lines are recomputed, and shifts confirmed on the line that
    ends are to be confirmed anew. Raises `CannotJoin`.
    """
    check(official, into)
    with transaction.atomic():
        list(Official.objects.select_for_update().filter(pk__in=[official.pk, into.pk]).order_by("pk"))
        _names_and_offices(official, into)
        statements = list(theirs(official).select_for_update(of=("self",)).order_by("pk"))
        subjects = {subject for statement in statements for subject in _correct(statement, official, into, actor)}
        _open_ones(official, into)
        _recompute(subjects, statements)
        Official.everyone.filter(same_as=official).update(same_as=into)
        Official.objects.filter(pk=official.pk).update(same_as=into)
        recompute_for_tenures(official.tenures.values_list("office", flat=True))
        newcomers.read_again([into.name, *into.aliases.values_list("text", flat=True)])
    return len(statements)


def theirs(official: Official) -> QuerySet[Statement]:
    """What they said, and what was said on their behalf."""
    return Statement.objects.filter(Q(official=official) | Q(on_behalf_of=official))


def check(official: Official, into: Official) -> None:
    """Raises `CannotJoin` where the two cannot be one."""
    if official.pk == into.pk:
        raise CannotJoin("This is the official themselves.")
    if official.kind != into.kind:
        raise CannotJoin("A person and an institution are never the same.")
    if official.is_sample != into.is_sample:
        raise CannotJoin("The sample’s people are invented and stay apart from real ones.")
    if official.offices.exists():
        raise CannotJoin(f"Offices belong to {official}. Give them to {into} in the register first.")


def _names_and_offices(official: Official, into: Official) -> None:
    """Copied, as the next import looks for them where it put them; a tenure the other has in part stays theirs."""
    names = [(official.name, None, None), *official.aliases.values_list("text", "valid_from", "valid_until")]
    for text, first, last in names:
        if text != into.name and not into.aliases.filter(text=text).exists():
            Alias.objects.create(official=into, text=text, valid_from=first, valid_until=last)
    for tenure in official.tenures.all():
        if into.tenures.filter(office=tenure.office_id).exists():
            continue
        tenure.pk, tenure.official, tenure.imported = None, into, None
        tenure.save(force_insert=True)


def _correct(statement: Statement, official: Official, into: Official, actor: User | None) -> frozenset[Subject]:
    """Change who said it; the lines it belonged to and belongs to."""
    before, former = curation.snapshot(statement), subjects_of(statement)
    if statement.official_id == official.pk:
        statement.official = into
    if statement.on_behalf_of_id == official.pk:
        statement.on_behalf_of = into
    statement.save(update_fields=["official", "on_behalf_of"])
    if statement.state != Check.ACCEPTED:
        return frozenset()
    Decision.objects.create(
        statement=statement,
        actor=actor,
        verb=Decision.Verb.CORRECT,
        note=f"{official} is the same as {into}.",
        before=before,
        after=curation.snapshot(statement),
    )
    return former | subjects_of(statement)


def _open_ones(official: Official, into: Official) -> None:
    """Passages, and candidates where it is still open who spoke."""
    Quotation.objects.filter(official=official).update(official=into)
    Quotation.objects.filter(on_behalf_of=official).update(on_behalf_of=into)
    for quotation in Quotation.objects.filter(candidates=official):
        quotation.candidates.remove(official)
        quotation.candidates.add(into)
    for statement in Statement.objects.filter(candidates=official):
        statement.candidates.remove(official)
        statement.candidates.add(into)


def _recompute(subjects: set[Subject], statements: list[Statement]) -> None:
    topics = IssueTopic.objects.filter(stances__statement__in=statements).distinct().order_by("pk")
    for subject in sorted(subjects, key=in_order):
        for topic in topics:
            recompute(subject, topic)
