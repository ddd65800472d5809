"""The buttons under a shift or a split: confirm, dismiss, save the note, undo."""

from django.contrib import messages
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
    return _decide(request, get_object_or_404(Shift, pk=pk))


@editors_only
@require_POST
def decide_split(request: HttpRequest, pk: int) -> HttpResponse:
    return _decide(request, get_object_or_404(Split, pk=pk))


def _decide(request: HttpRequest, finding: verdicts.Finding) -> HttpResponse:
    """Do what the pressed button says, and come back to where it stood."""
    note = request.POST.get("note", "").replace("\x00", "").strip()[:500]
    verbs = {"confirm": verdicts.confirm, "dismiss": verdicts.dismiss}
    try:
        verb = verbs.get(request.POST.get("action", ""), verdicts.annotate)
        decision = verb(finding, actor=editor_of(request), note=note)
        messages.success(request, f"{decision.get_verb_display().capitalize()}: {finding}.")
    except verdicts.NotFoundAnyMore as reason:
        messages.warning(request, str(reason))
    return _back(request)


@editors_only
@require_POST
def undo_verdict(request: HttpRequest, pk: int) -> HttpResponse:
    decision = get_object_or_404(Decision, Q(shift__isnull=False) | Q(split__isnull=False), pk=pk)
    try:
        verdicts.undo_verdict(decision, actor=editor_of(request))
        messages.success(request, "Undone. It is as it was before.")
    except CannotUndo as reason:
        messages.warning(request, str(reason))
    return _back(request)


def _back(request: HttpRequest) -> HttpResponse:
    back = request.POST.get("next", "")
    return redirect(back if url_has_allowed_host_and_scheme(back, {request.get_host()}) else reverse("shifts"))
