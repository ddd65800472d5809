"""What editors decide about statements. Every decision keeps the statement as it was, so that it can be undone."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Case, Q, QuerySet, When

from tracker.analysis.codebook import naming
from tracker.models import Check, Decision, IssueTopic, Office, Official, Quotation, Stance, Statement
from tracker.models.series import Subject

from . import codebooks
from .positions import recompute_for
from .series import subjects_of
from .topics import terms_of

# The fields a decision can change.
_FIELDS = (
    "official_id",
    "on_behalf_of_id",
    "office_id",
    "said_on",
    "said_on_precision",
    "said_on_basis",
    "text",
    "kind",
    "decisive",
    "state",
    "same_as_id",
)


# And of a passage that backs it.
PASSAGE = ("start", "end", "spans", "content", "kind", "bounds_rule")


class CannotUndo(Exception):
    """The decision is no longer the last one. The sentence says so."""


@dataclass(frozen=True, kw_only=True)
class Edit:
    """A statement as the editor leaves it. `stances` maps each topic it bears on to a step, `None` for a mention."""

    official: Official
    office: Office | None
    said_on: date | None
    said_on_precision: str
    kind: str
    decisive: bool
    stances: Mapping[IssueTopic, int | None]
    on_behalf_of: Official | None = None


def accept(statement: Statement, *, actor: User | None, edit: Edit, note: str = "") -> Decision:
    """Make the statement public as `edit` has it. Counts as a correction when it was decided before."""
    with transaction.atomic():
        statement = Statement.objects.select_for_update().get(pk=statement.pk)
        before, former = snapshot(statement), subjects_of(statement)
        verb = Decision.Verb.CORRECT if statement.state == Check.ACCEPTED else Decision.Verb.ACCEPT
        if edit.said_on != statement.said_on:
            statement.said_on_basis = None
        statement.official, statement.office = edit.official, edit.office
        statement.on_behalf_of = edit.on_behalf_of
        statement.said_on = edit.said_on if edit.said_on_precision != "unknown" else None
        statement.said_on_precision = edit.said_on_precision if edit.said_on else "unknown"
        statement.kind, statement.decisive = edit.kind, edit.decisive
        statement.state = Check.ACCEPTED
        statement.save()
        _set_stances(statement, edit.stances)
        statement.quotations.filter(checked=False).update(checked=True)
        return record(statement, verb, actor, note, before, former)


def reject(statement: Statement, *, actor: User | None, note: str = "") -> Decision:
    """Keep the statement from the public: not a statement, not theirs, or misquoted."""
    with transaction.atomic():
        statement = Statement.objects.select_for_update().get(pk=statement.pk)
        before = snapshot(statement)
        statement.state = Check.REJECTED
        statement.save(update_fields=["state"])
        return record(statement, Decision.Verb.REJECT, actor, note, before, subjects_of(statement))


def undo(decision: Decision, *, actor: User | None) -> Decision:
    """Put the statement back to what it was before `decision`; raises `CannotUndo` unless that is its last one."""
    with transaction.atomic():
        statement = _held(decision)
        last = statement.decisions.standing().first()
        if last is None or last.pk != decision.pk:
            raise CannotUndo("This statement was decided on again since, so this decision can no longer be undone.")
        _check_restorable(decision.before)
        before, former = snapshot(statement), subjects_of(statement)
        if decision.verb in {Decision.Verb.JOIN, Decision.Verb.PART}:
            _take_back_passages(statement, decision.before)
        _restore(statement, decision.before)
        return record(statement, Decision.Verb.UNDO, actor, "", before, former, undoes=decision)


def _held(decision: Decision) -> Statement:
    """The statement the decision is about, its row held until the end of the transaction."""
    return Statement.objects.select_for_update(of=("self",)).get(decisions=decision)


def offices_on(official: Official, day: date) -> QuerySet[Office]:
    """The offices `official` held on `day`, the weightiest first (in the order the roles are declared)."""
    places = [When(role=role, then=place) for place, role in enumerate(Office.Role.values)]
    held = Office.objects.filter(tenures__in=official.tenures.on(day)).distinct()
    return held.annotate(place=Case(*places, default=len(places))).order_by("place", "name")


def snapshot(statement: Statement) -> dict[str, Any]:
    """What a decision can change, as plain values."""
    values = {name: getattr(statement, name) for name in _FIELDS}
    values["said_on"] = statement.said_on.isoformat() if statement.said_on else None
    rows = statement.stances.values(
        "topic_id", "score", "unclear", "state", "confidence", "evidence", "method", "codebook_id", "recheck"
    )
    checked = statement.quotations.filter(checked=True).order_by("pk").values_list("pk", flat=True)
    passages = statement.quotations.first_prints().order_by("pk").values("pk", *PASSAGE)
    return {
        **values,
        "stances": list(rows.order_by("topic_id")),
        "checked": list(checked),
        "passages": list(passages),
    }


def _set_stances(statement: Statement, wanted: Mapping[IssueTopic, int | None]) -> None:
    """Accept the wanted stances and reject the other suggestions, keeping how each came about."""
    present = {stance.topic_id: stance for stance in statement.stances.all()}
    for topic, score in wanted.items():
        stance = present.pop(topic.pk, None) or Stance(statement=statement, topic=topic, method="editor")
        if stance.score != score or stance.unclear:
            stance.score, stance.unclear = score, False
            stance.method, stance.confidence = "editor", None
            stance.evidence = _naming(topic, statement, stance.evidence)
        stance.state = Check.ACCEPTED
        stance.codebook, stance.recheck = codebooks.current(topic), False
        stance.save()
    for stance in present.values():
        stance.state, stance.recheck = Check.REJECTED, False
        stance.save(update_fields=["state", "recheck"])


def _naming(topic: IssueTopic, statement: Statement, suggested: Sequence[str]) -> list[str]:
    """The words a step that an editor chose rests on: those that name the topic, of the ones suggested or else of the
    statement's own. What spoke for another step is no reason for this one."""
    terms = terms_of(topic)
    phrases = {term.phrase for term in terms}
    return [words for words in suggested if words in phrases] or list(naming(terms, statement.text))


def _check_restorable(values: dict[str, Any]) -> None:
    """Refuse where somebody or something the statement named then has been removed since."""
    people = {values["official_id"], values["on_behalf_of_id"]} - {None}
    topics = {row["topic_id"] for row in values["stances"]}
    gone = (
        Official.everyone.filter(pk__in=people).count() < len(people)
        or (values["office_id"] and not Office.objects.filter(pk=values["office_id"]).exists())
        or IssueTopic.objects.filter(pk__in=topics).count() < len(topics)
    )
    if gone:
        raise CannotUndo("An official, office or topic of that time has been removed since, so this cannot be undone.")


def _restore(statement: Statement, values: dict[str, Any]) -> None:
    for name in _FIELDS:
        setattr(statement, name, values.get(name, getattr(statement, name)))
    statement.official_id = _who_it_is_now(values["official_id"])
    statement.on_behalf_of_id = _who_it_is_now(values["on_behalf_of_id"])
    statement.said_on = date.fromisoformat(values["said_on"]) if values["said_on"] else None
    statement.save()
    _restore_passages(statement, values.get("passages", []))
    statement.quotations.update(checked=False)
    statement.quotations.filter(pk__in=values["checked"]).update(checked=True)
    kept = {row["topic_id"] for row in values["stances"]}
    added = statement.stances.exclude(topic_id__in=kept).filter(state=Check.ACCEPTED)
    added.update(state=Check.REJECTED, recheck=False)
    for row in values["stances"]:
        Stance.objects.update_or_create(
            statement=statement, topic_id=row["topic_id"], defaults={"unclear": False, **row}
        )


def _who_it_is_now(official_id: int | None) -> int | None:
    """The official, or who they turned out to be since."""
    if official_id is None:
        return None
    other = Official.everyone.filter(pk=official_id).values_list("same_as", flat=True).first()
    return other or official_id


def _take_back_passages(statement: Statement, values: dict[str, Any]) -> None:
    """Let the passages it had back it again; a statement made for one of them alone goes, if nobody decided on it."""
    theirs = [row["pk"] for row in values["passages"]]
    elsewhere = Quotation.objects.filter(pk__in=theirs).exclude(statement=statement)
    left = set(elsewhere.values_list("statement_id", flat=True))
    Quotation.objects.filter(Q(pk__in=elsewhere) | Q(carried_from__in=theirs)).update(statement=statement)
    emptied = Statement.objects.filter(pk__in=left, state=Check.SUGGESTED, quotations=None, decisions=None)
    emptied.delete()


def _restore_passages(statement: Statement, rows: list[dict[str, Any]]) -> None:
    """Put the bounds of its passages back where they were."""
    for row in rows:
        statement.quotations.filter(pk=row["pk"]).update(**{name: row[name] for name in PASSAGE})


def record(
    statement: Statement,
    verb: str,
    actor: User | None,
    note: str,
    before: dict[str, Any],
    former: frozenset[Subject],
    undoes: Decision | None = None,
) -> Decision:
    """Record what was decided, the statement having been changed, and bring the lines it can move up to date."""
    decision = Decision.objects.create(
        statement=statement,
        actor=actor,
        verb=verb,
        note=note,
        before=before,
        after=snapshot(statement),
        undoes=undoes,
    )
    if Check.ACCEPTED in {before["state"], statement.state}:
        recompute_for(statement, because=decision, also=former)
    return decision
