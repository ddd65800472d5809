"""The buttons under a shift or a split: confirm, dismiss, save the note, undo."""

from collections.abc import Iterable

from django.contrib import messages
from django.db import transaction
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from tracker.models import Decision, Shift, Split
from tracker.pipeline import verdicts
from tracker.pipeline.curation import CannotUndo

from .accounts import editor_of, editors_only


@editors_only
@require_POST
def decide_shift(request: HttpRequest, pk: int) -> HttpResponse:
    return _decide(request, get_object_or_404(Shift, pk=pk), Shift.objects.filter(pk__in=_with(request)))


@editors_only
@require_POST
def decide_split(request: HttpRequest, pk: int) -> HttpResponse:
    return _decide(request, get_object_or_404(Split, pk=pk), ())


def _decide(request: HttpRequest, finding: verdicts.Finding, with_it: Iterable[verdicts.Finding]) -> HttpResponse:
    """Do what the pressed button says, to the lines that make the same move too, and come back to where it stood.

    Where somebody decided after the page was opened, that stands, and the editor is told so.
    """
    note = request.POST.get("note", "").replace("\x00", "").strip()[:500]
    verbs = {"confirm": verdicts.confirm, "dismiss": verdicts.dismiss}
    verb = verbs.get(request.POST.get("action", ""), verdicts.annotate)
    try:
        with transaction.atomic():
            if late := _decided_meanwhile(request, finding):
                messages.warning(request, f"{late} Nothing was changed{f'; your note was: “{note}”' if note else ''}.")
                return _back(request)
            decision, *more = [verb(one, actor=editor_of(request), note=note) for one in (finding, *with_it)]
        others = f", and with it {len(more)} other line{'s' if len(more) > 1 else ''}" if more else ""
        messages.success(request, f"{decision.get_verb_display().capitalize()}: {finding}{others}.")
    except verdicts.NotFoundAnyMore as reason:
        messages.warning(request, str(reason))
    return _back(request)


def _decided_meanwhile(request: HttpRequest, finding: verdicts.Finding) -> str:
    """What was decided since the page was opened, if anything; holds the finding until the end of the transaction."""
    type(finding)._default_manager.select_for_update(of=("self",)).get(pk=finding.pk)
    last = Decision.objects.last_about([finding]).get(finding.pk)
    if request.POST.get("seen", "") in {"", str(last.pk if last else 0)}:
        return ""
    who = f"{last.get_verb_display()} by {last.actor or 'the sample newsroom'}" if last else "taken back"
    return f"This was {who} meanwhile: {finding}."


@editors_only
@require_POST
def undo_verdict(request: HttpRequest, pk: int) -> HttpResponse:
    """Undo a decision, and those about the lines that make the same move."""
    about = Decision.objects.filter(Q(shift__isnull=False) | Q(split__isnull=False))
    decision = get_object_or_404(about, pk=pk)
    try:
        with transaction.atomic():
            for one in (decision, *about.filter(pk__in=_with(request))):
                verdicts.undo_verdict(one, actor=editor_of(request))
        messages.success(request, "Undone. It is as it was before.")
    except CannotUndo as reason:
        messages.warning(request, str(reason))
    return _back(request)


def _with(request: HttpRequest) -> list[int]:
    """The keys the form brings along beside that of its address."""
    return [int(key) for key in request.POST.getlist("with") if key.isascii() and key.isdecimal() and len(key) < 19]


def _back(request: HttpRequest) -> HttpResponse:
    back = request.POST.get("next", "")
    return redirect(back if url_has_allowed_host_and_scheme(back, {request.get_host()}) else reverse("shifts"))
