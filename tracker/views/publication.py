"""An editor corrects the day an article was published."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from tracker.forms.publication import DayForm
from tracker.models import Article, Decision
from tracker.pipeline import publication
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
    decision = get_object_or_404(Decision.objects.select_related("article"), article__isnull=False, pk=pk)
    try:
        publication.undo_day(decision, actor=editor_of(request))
        messages.success(request, "Undone. The article has the day it had before.")
    except CannotUndo as reason:
        messages.warning(request, str(reason))
    return redirect("article", decision.article_id)
