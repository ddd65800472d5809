"""What editors decide about shifts and splits: confirmed, dismissed, noted on. Each is kept and can be undone."""

from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from tracker.models import Decision, Shift, Split, Verdict

from .curation import CannotUndo

Finding = Shift | Split


class NotFoundAnyMore(Exception):
    """The accepted statements do not give it any more. The sentence says so."""


def confirm(finding: Finding, *, actor: User | None, note: str | None = None) -> Decision:
    """Show it to readers; `note` is printed with it, `None` leaves the note that is there."""
    return _decide(finding, Decision.Verb.CONFIRM, Verdict.CONFIRMED, actor, note)


def dismiss(finding: Finding, *, actor: User | None, note: str | None = None) -> Decision:
    """Keep it from readers: the words do not carry it."""
    return _decide(finding, Decision.Verb.DISMISS, Verdict.DISMISSED, actor, note)


def annotate(finding: Finding, *, actor: User | None, note: str) -> Decision:
    """Change the note and leave the verdict as it is."""
    return _decide(finding, Decision.Verb.NOTE, None, actor, note)


def undo_verdict(decision: Decision, *, actor: User | None) -> Decision:
    """Put it back to what it was before `decision`; raises `CannotUndo` unless that is its last one."""
    with transaction.atomic():
        finding = _held(type(_subject(decision)), decisions=decision)
        last = finding.decisions.standing().first()
        if last is None or last.pk != decision.pk:
            raise CannotUndo("This was decided on again since, so that decision can no longer be undone.")
        before = snapshot(finding)
        for name, value in decision.before.items():
            setattr(finding, name, value)
        finding.decided_at = parse_datetime(decision.before["decided_at"]) if decision.before["decided_at"] else None
        finding.save(update_fields=["state", "note", "decided_by", "decided_at"])
        return _record(finding, Decision.Verb.UNDO, actor, before, undoes=decision)


def snapshot(finding: Finding) -> dict[str, Any]:
    """What a verdict can change, as plain values."""
    return {
        "state": str(finding.state),
        "note": finding.note,
        "decided_by_id": finding.decided_by_id,
        "decided_at": finding.decided_at.isoformat() if finding.decided_at else None,
    }


def _subject(decision: Decision) -> Finding:
    subject = decision.shift or decision.split
    assert subject is not None, "ask only about decisions on findings"
    return subject


def _held(model: type[Finding], **which: Any) -> Finding:
    """The row, held until the end of the transaction."""
    held: Finding = model._default_manager.select_for_update(of=("self",)).get(**which)
    return held


def _decide(
    finding: Finding, verb: Decision.Verb, state: Verdict | None, actor: User | None, note: str | None
) -> Decision:
    with transaction.atomic():
        finding = _held(type(finding), pk=finding.pk)
        if not finding.found:
            raise NotFoundAnyMore("The accepted statements do not give this any more; there is nothing to decide.")
        before = snapshot(finding)
        finding.state = finding.state if state is None else state
        finding.note = finding.note if note is None else note
        finding.decided_by, finding.decided_at = actor, timezone.now()
        finding.save(update_fields=["state", "note", "decided_by", "decided_at"])
        return _record(finding, verb, actor, before)


def _record(
    finding: Finding, verb: Decision.Verb, actor: User | None, before: dict[str, Any], undoes: Decision | None = None
) -> Decision:
    about = {"split" if isinstance(finding, Split) else "shift": finding}
    after = snapshot(finding)
    return Decision.objects.create(
        **about, actor=actor, verb=verb, note=finding.note, before=before, after=after, undoes=undoes
    )
