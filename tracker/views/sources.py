"""Sources for editors: what is known of one, changing it, and saying who published an article."""

from copy import copy
from datetime import timedelta

from django.contrib import messages
from django.db.models import Count, F, Max
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from tracker import queue
from tracker.forms.sources import EditSourceForm, SourceForm
from tracker.models import Article, Feed, Source
from tracker.pipeline import sources
from tracker.tasks import date_source_anew

from .accounts import editor_of, editors_only
from .submissions import ring

WEEK = timedelta(days=7)


@editors_only
@require_safe
def source(request: HttpRequest, slug: str) -> HttpResponse:
    """One source: what decides how its articles are read, its feeds, and how much came from it."""
    now = timezone.now()
    found = get_object_or_404(Source.objects.select_related("country", "time_zone_by"), slug=slug)
    feeds = Feed.objects.with_health(now).with_items_since(now - WEEK).filter(source=found)
    came = found.articles.exclude(state=Article.State.SAME).aggregate(
        number=Count("pk"), newest=Max("published_on"), undated=Count("pk") - Count("published_on")
    )
    context = {"source": found, "feeds": feeds.order_by(F("health"), "title", "pk"), "came": came, "now": now}
    return render(request, "sources/source.html", context)


@editors_only
@require_http_methods(["GET", "HEAD", "POST"])
def edit_source(request: HttpRequest, slug: str) -> HttpResponse:
    found = get_object_or_404(Source, slug=slug)
    # The form writes what was given onto its own copy; what is saved is decided by the pipeline.
    form = EditSourceForm(request.POST or None, instance=copy(found))
    if form.is_valid():
        changed = sources.change(found, actor=editor_of(request), **form.values())
        _follow(request, found, changed)
        return redirect(found)
    context = {"form": form, "source": found}
    return render(request, "sources/edit.html", context, status=422 if form.is_bound else 200)


def _follow(request: HttpRequest, source: Source, changed: list[str]) -> None:
    """Ring for what follows from a change, and say so."""
    said = "The changes are kept." if changed else "Nothing was changed."
    if "time_zone" in changed and source.articles.exists():
        queue.ring(date_source_anew, source.pk)
        said += " Its articles are being dated anew."
    if "country" in changed and source.articles.exists():
        said += " Its articles are being read again."
    messages.success(request, said)


@editors_only
@require_http_methods(["GET", "HEAD", "POST"])
def article_source(request: HttpRequest, pk: int) -> HttpResponse:
    """Choose or name the source; the articles of its host that had none get it too, and are read again."""
    article = get_object_or_404(Article.objects.select_related("source"), pk=pk)
    form = SourceForm(request.POST or None, article=article)
    if form.is_valid():
        again = sources.assign(article, form.chosen(), actor=editor_of(request))
        for row in again:
            ring(row)
        others = len([row for row in again if row.pk != article.pk])
        if others:
            messages.info(request, f"{others} more article{'s' if others > 1 else ''} of this address had no source.")
        return redirect(article)
    return render(
        request, "articles/source.html", {"form": form, "article": article}, status=422 if form.is_bound else 200
    )
