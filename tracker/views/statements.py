"""Search among what was said, and the permanent page of one statement with its evidence."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.db.models import Prefetch, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_safe

from tracker.models import Decision, IssueTopic, Official, Quotation, Stance, Statement
from tracker.models.statements import StatementQuerySet
from tracker.pipeline import search

from .evidence import in_print, reports
from .site import asked_of, is_editor, respond, wants_suggestions

PER_PAGE = 25
ORDERS = [("", "Newest first"), ("best", "Best match first")]


def for_cards(statements: StatementQuerySet, request: HttpRequest, *, suggestions: bool = False) -> StatementQuerySet:
    """`statements` with all that a card prints, `shown_stances` being those the request may see."""
    stances = Stance.objects.visible_to(request.user, suggestions=suggestions)
    shown = stances.select_related("topic").prefetch_related("topic__steps").order_by("topic__name")
    return statements.select_related("official__country", "on_behalf_of", "office").prefetch_related(
        Prefetch("stances", shown, to_attr="shown_stances")
    )


class StatementSearch(forms.Form):
    """What an address may ask of the statements; every part may be left out."""

    q = forms.CharField(
        required=False,
        max_length=200,
        label="Words",
        help_text="In any form. “A phrase” in quotation marks; or; -without; begin* for the beginning of a word.",
    )
    official = forms.ModelChoiceField(
        Official.objects.none(), required=False, to_field_name="slug", empty_label="Anyone"
    )
    topic = forms.ModelChoiceField(
        IssueTopic.objects.none(), required=False, to_field_name="slug", empty_label="Any topic"
    )
    kind = forms.ChoiceField(required=False, choices=[("", "Any kind"), *Statement.Kind.choices], label="Kind")

    def __init__(self, data: Mapping[str, Any], *, visible: StatementQuerySet) -> None:
        super().__init__(data, auto_id="search-%s", label_suffix="")
        # "from" is a word of Python, so the two days are declared here.
        for name in ("from", "to"):
            self.fields[name] = forms.DateField(
                required=False, label=name.capitalize(), widget=forms.DateInput(attrs={"type": "date"})
            )
        self.fields["order"] = forms.ChoiceField(required=False, label="Order", choices=ORDERS)
        self.fields["q"].widget.input_type = "search"
        fields: Any = self.fields
        fields["official"].queryset = Official.objects.filter(statements__in=visible).distinct()
        fields["topic"].queryset = IssueTopic.objects.all()

    def narrow(self, statements: StatementQuerySet) -> StatementQuerySet:
        """`statements` that answer what was asked; parts that make no sense are left out, and the form says so."""
        self.is_valid()
        asked = self.cleaned_data
        if words := asked.get("q"):
            statements = search.with_words(statements, words)
        if official := asked.get("official"):
            statements = statements.filter(Q(official=official) | Q(on_behalf_of=official))
        if topic := asked.get("topic"):
            statements = statements.filter(stances__in=Stance.objects.filter(topic=topic, state__in=self.stance_states))
        if kind := asked.get("kind"):
            statements = statements.filter(kind=kind)
        if first := asked.get("from"):
            statements = statements.filter(day__gte=first)
        if last := asked.get("to"):
            statements = statements.filter(day__lte=last)
        return statements

    def ordered(self, found: StatementQuerySet) -> StatementQuerySet:
        """In the order asked for; without words there is no better match than another."""
        words = self.cleaned_data.get("q")
        return search.best_first(found, words) if words and self.cleaned_data.get("order") else found.newest_first()

    stance_states: tuple[str, ...] = ("accepted",)


@require_safe
def statements(request: HttpRequest) -> HttpResponse:
    suggestions = wants_suggestions(request)
    visible = Statement.objects.visible_to(request.user, suggestions=suggestions)
    asked = StatementSearch(request.GET, visible=visible)
    if suggestions:
        asked.stance_states = ("accepted", "suggested")
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
