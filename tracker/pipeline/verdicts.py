"""What editors decide about shifts: confirmed, dismissed, noted on. Each decision is kept and can be undone."""

from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from tracker.models import Decision, Shift, Verdict

from .curation import CannotUndo


class NotFoundAnyMore(Exception):
    """The accepted statements do not give the shift any more. The sentence says so."""


def confirm(shift: Shift, *, actor: User | None, note: str | None = None) -> Decision:
    """Show the shift to readers; `note` is printed with it, `None` leaves the note that is there."""
    return _decide(shift, Decision.Verb.CONFIRM, Verdict.CONFIRMED, actor, note)


def dismiss(shift: Shift, *, actor: User | None, note: str | None = None) -> Decision:
    """Keep the shift from readers: the words do not carry it."""
    return _decide(shift, Decision.Verb.DISMISS, Verdict.DISMISSED, actor, note)


def annotate(shift: Shift, *, actor: User | None, note: str) -> Decision:
    """Change the note and leave the verdict as it is."""
    return _decide(shift, Decision.Verb.NOTE, None, actor, note)


def undo_verdict(decision: Decision, *, actor: User | None) -> Decision:
    """Put the shift back to what it was before `decision`; raises `CannotUndo` unless that is its last one."""
    with transaction.atomic():
        shift = Shift.objects.select_for_update(of=("self",)).get(decisions=decision)
        last = shift.decisions.standing().first()
        if last is None or last.pk != decision.pk:
            raise CannotUndo("This shift was decided on again since, so this decision can no longer be undone.")
        before = snapshot(shift)
        for name, value in decision.before.items():
            setattr(shift, name, value)
        shift.decided_at = parse_datetime(decision.before["decided_at"]) if decision.before["decided_at"] else None
        shift.save(update_fields=["state", "note", "decided_by", "decided_at"])
        return _record(shift, Decision.Verb.UNDO, actor, before, undoes=decision)


def snapshot(shift: Shift) -> dict[str, Any]:
    """What a verdict can change, as plain values."""
    return {
        "state": str(shift.state),
        "note": shift.note,
        "decided_by_id": shift.decided_by_id,
        "decided_at": shift.decided_at.isoformat() if shift.decided_at else None,
    }


def _decide(shift: Shift, verb: Decision.Verb, state: Verdict | None, actor: User | None, note: str | None) -> Decision:
    with transaction.atomic():
        shift = Shift.objects.select_for_update().get(pk=shift.pk)
        if not shift.found:
            raise NotFoundAnyMore(
                "The accepted statements do not give this shift any more; there is nothing to decide."
            )
        before = snapshot(shift)
        shift.state = shift.state if state is None else state
        shift.note = shift.note if note is None else note
        shift.decided_by, shift.decided_at = actor, timezone.now()
        shift.save(update_fields=["state", "note", "decided_by", "decided_at"])
        return _record(shift, verb, actor, before)


def _record(
    shift: Shift, verb: Decision.Verb, actor: User | None, before: dict[str, Any], undoes: Decision | None = None
) -> Decision:
    after = snapshot(shift)
    return Decision.objects.create(
        shift=shift, actor=actor, verb=verb, note=shift.note, before=before, after=after, undoes=undoes
    )
