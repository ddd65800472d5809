"""Search among what was said, and the permanent page of one statement with its evidence."""

from collections.abc import Iterable

from django.core.paginator import Paginator
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_safe

from tracker.forms.search import StatementSearch
from tracker.models import Decision, Quotation, Stance, Statement
from tracker.models.statements import StatementQuerySet

from .evidence import in_print, reports
from .site import asked_of, is_editor, respond, wants_suggestions

PER_PAGE = 25


def for_cards(statements: StatementQuerySet, request: HttpRequest, *, suggestions: bool = False) -> StatementQuerySet:
    """`statements` with all that a card prints, `shown_stances` being those the request may see."""
    stances = Stance.objects.visible_to(request.user, suggestions=suggestions)
    shown = stances.select_related("topic").prefetch_related("topic__steps").order_by("topic__name")
    prints = Quotation.objects.visible_to(request.user).in_frames()
    return statements.select_related("official__country", "on_behalf_of", "office").prefetch_related(
        Prefetch("stances", shown, to_attr="shown_stances"), Prefetch("quotations", prints)
    )


@require_safe
def statements(request: HttpRequest) -> HttpResponse:
    suggestions = wants_suggestions(request)
    visible = Statement.objects.visible_to(request.user, suggestions=suggestions)
    stances = Stance.objects.visible_to(request.user, suggestions=suggestions)
    asked = StatementSearch(request.GET, visible=visible, stances=stances)
    found = for_cards(asked.ordered(asked.narrow(visible)), request, suggestions=suggestions)
    query = asked_of(request)
    return respond(
        request,
        "statements/statements.html",
        {
            "search": asked,
            "page": Paginator(found, PER_PAGE).get_page(request.GET.get("page")),
            "query": query,
            "asked": any(request.GET.get(name) for name in asked.fields),
            "suggestions": suggestions,
        },
        fragments={"found": "statements/_found.html"},
        address=f"{request.path}?{query}" if query else request.path,
    )


@require_safe
def statement(request: HttpRequest, pk: int) -> HttpResponse:
    """One statement. Editors see it before it is accepted, under a label; for others it does not exist until then."""
    editor = is_editor(request)
    visible = Statement.objects.visible_to(request.user, suggestions=editor)
    joined = Statement.objects.filter(pk=pk, same_as__in=visible).values_list("same_as", flat=True).first()
    if joined:
        return redirect("statement", joined)
    found = get_object_or_404(for_cards(visible, request, suggestions=editor), pk=pk)
    reported = reports(in_print(Quotation.objects.filter(statement=found).visible_to(request.user)))
    return respond(
        request,
        "statements/statement.html",
        {
            "statement": found,
            "reports": reported,
            "trail": _trail(found, editor=editor),
            "address": request.build_absolute_uri(found.get_absolute_url()),
        },
    )


def _trail(statement: Statement, *, editor: bool) -> Iterable[Decision]:
    """Who decided what, oldest first; readers see what stands, editors all of it."""
    decisions = statement.decisions.select_related("actor").order_by("at", "pk")
    if editor:
        return decisions
    return decisions.filter(
        verb__in=[Decision.Verb.ACCEPT, Decision.Verb.CORRECT, Decision.Verb.MARK], undone_by__isnull=True
    )
