"""Saying who published an article."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from tracker.forms.sources import SourceForm
from tracker.models import Article
from tracker.pipeline import sources

from .accounts import editors_only
from .submissions import ring


@editors_only
@require_http_methods(["GET", "HEAD", "POST"])
def article_source(request: HttpRequest, pk: int) -> HttpResponse:
    """Choose or name the source; the articles of its host that had none get it too, and are read again."""
    article = get_object_or_404(Article.objects.select_related("source"), pk=pk)
    form = SourceForm(request.POST or None, article=article)
    if form.is_valid():
        again = sources.assign(article, form.chosen())
        for row in again:
            ring(row)
        others = len([row for row in again if row.pk != article.pk])
        if others:
            messages.info(request, f"{others} more article{'s' if others > 1 else ''} of this address had no source.")
        return redirect(article)
    return render(
        request, "articles/source.html", {"form": form, "article": article}, status=422 if form.is_bound else 200
    )
