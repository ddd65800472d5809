"""An editor corrects the day an article was published, or its headline."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from tracker.forms.publication import DayForm, HeadlineForm
from tracker.models import Article, Decision
from tracker.pipeline import headlines, publication
from tracker.pipeline.articles import Refused
from tracker.pipeline.curation import CannotUndo
from tracker.templatetags.record import day

from .accounts import editor_of, editors_only


@editors_only
@require_POST
def correct_day(request: HttpRequest, pk: int) -> HttpResponse:
    article = get_object_or_404(Article, pk=pk)
    form = DayForm(request.POST)
    if not form.is_valid():
        messages.warning(request, "That is no day, so nothing was changed.")
    elif form.cleaned_data["was"] not in {None, article.published_on}:
        messages.warning(request, f"Its day was corrected meanwhile, so {day(form.cleaned_data['day'])} was not taken.")
    elif form.cleaned_data["day"] != article.published_on:
        try:
            publication.correct_day(article, form.cleaned_data["day"], actor=editor_of(request))
            messages.success(request, f"Published on {day(form.cleaned_data['day'])}. What was dated from it followed.")
        except Refused as reason:
            messages.warning(request, f"Nothing was changed: {reason}")
    return redirect(f"{article.get_absolute_url()}#on-record")


@editors_only
@require_POST
def undo_day(request: HttpRequest, pk: int) -> HttpResponse:
    decision = get_object_or_404(Decision.objects.about_days(), pk=pk)
    return _undone(request, decision, publication.undo_day, "day")


@editors_only
@require_POST
def correct_headline(request: HttpRequest, pk: int) -> HttpResponse:
    article = get_object_or_404(Article, pk=pk)
    form = HeadlineForm(request.POST)
    if not form.is_valid():
        messages.warning(request, "A headline has 1 to 500 characters. Nothing was changed.")
    elif form.cleaned_data["headline"] == article.title:
        messages.success(request, "That is its headline already.")
    elif form.cleaned_data["was"] != article.title:
        typed = form.cleaned_data["headline"]
        messages.warning(request, f"Its headline was changed meanwhile, so yours was not taken: “{typed}”.")
    else:
        headlines.correct_headline(article, form.cleaned_data["headline"], actor=editor_of(request))
        messages.success(request, "The article is printed under your headline.")
    return redirect(f"{article.get_absolute_url()}#headline")


@editors_only
@require_POST
def undo_headline(request: HttpRequest, pk: int) -> HttpResponse:
    decision = get_object_or_404(Decision.objects.about_headlines(), pk=pk)
    return _undone(request, decision, headlines.undo_headline, "headline")


def _undone(request: HttpRequest, decision: Decision, undo: Callable[..., Decision], what: str) -> HttpResponse:
    try:
        undo(decision, actor=editor_of(request))
        messages.success(request, f"Undone. The article has the {what} it had before.")
    except CannotUndo as reason:
        messages.warning(request, str(reason))
    return redirect("article", decision.article_id)
