"""Edits at the source: those that wait to be looked at, and one with both texts compared word by word."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST, require_safe

from tracker.analysis.folding import stretches
from tracker.analysis.revisions import Comparison, same_headline
from tracker.analysis.wording_diff import Pair, compare
from tracker.models import Revision, Statement
from tracker.pipeline import revisions as pipeline

from .accounts import editor_of, editors_only
from .site import respond

PER_PAGE = 40
WHAT = {
    "words": "The words were changed",
    "gone": "The words were taken out",
    "headline": "The headline quotes them no longer",
    "attribution": "They are given to somebody else, or in another way",
}


@editors_only
@require_safe
def edits(request: HttpRequest) -> HttpResponse:
    """What touches quotations and nobody has looked at; with `?all=1` every edit."""
    everything = request.GET.get("all") == "1"
    found = Revision.objects.newest_first() if everything else Revision.objects.open().newest_first()
    rows = found.select_related("version__article__source", "handled_by", "before").defer(
        "version__text", "before__text", "version__furniture", "before__furniture"
    )
    context = {
        "page": Paginator(rows, PER_PAGE).get_page(request.GET.get("page")),
        "everything": everything,
        "query": "all=1" if everything else "",
    }
    return respond(request, "edits/edits.html", context)


@dataclass(frozen=True)
class Touched:
    """A passage the edit touched: what happened, the statement that rests on it, and both wordings."""

    what: str
    statement: Statement | None
    pair: Pair
    gone: bool


@editors_only
@require_safe
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    related = ("version__article__source", "before", "handled_by")
    revision = get_object_or_404(Revision.objects.select_related(*related), pk=pk)
    context = {
        "revision": revision,
        "article": revision.version.article,
        "touched": _touched(revision),
        "headlines": _headlines(revision),
        "stretches": stretches(Comparison(revision.before.text, revision.version.text).pieces),
        "other_reading": revision.before.way != revision.version.way,
        "next": Revision.objects.open().exclude(pk=pk).newest_first().first(),
    }
    return respond(request, "edits/edit.html", context)


@editors_only
@require_POST
def handle_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Mark the edit as looked at, or take that back with `action=reopen`; then the next one, if there is any."""
    revision = get_object_or_404(Revision, pk=pk)
    if request.POST.get("action") == "reopen":
        pipeline.reopen(revision)
        return redirect(revision)
    note = request.POST.get("note", "").replace("\x00", "").strip()
    if pipeline.handle(revision, actor=editor_of(request), note=note):
        messages.success(request, "Marked as looked at.")
    else:
        messages.info(request, "Somebody had looked at it already.")
    return redirect("edits")


def _headlines(revision: Revision) -> Pair | None:
    """Both headlines, where the edit gave the article another one."""
    before, now = revision.before.title, revision.version.title
    if not before or not now or same_headline(before, now):
        return None
    return compare(before, now)


def _touched(revision: Revision) -> list[Touched]:
    entries: Sequence[Mapping[str, Any]] = revision.touched
    found = Statement.objects.select_related("official").in_bulk([entry["statement"] for entry in entries])
    return [
        Touched(
            WHAT[entry["what"]],
            found.get(entry["statement"]),
            compare(entry["before"], entry["after"]),
            entry["what"] == "gone",
        )
        for entry in entries
    ]
