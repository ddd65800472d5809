"""Handing in an article."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from tracker import queue
from tracker.forms.submissions import SubmissionForm
from tracker.models import Article
from tracker.pipeline import articles
from tracker.tasks import process

from .accounts import editor_of, editors_only


@editors_only
@require_http_methods(["GET", "HEAD", "POST"])
def submit(request: HttpRequest) -> HttpResponse:
    """The form, with the `url` asked for; a valid one leads to the article, which may have been known before."""
    if request.method == "POST":
        form = SubmissionForm(request.POST, request.FILES)
    else:
        form = SubmissionForm(initial={"url": request.GET.get("url", "")[:2000]})
    if form.is_valid():
        try:
            article = _submitted(request, form)
        except articles.Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            if article.is_finished:
                messages.info(request, "This article is here already.")
            ring(article)
            return redirect(article)
    return render(request, "submissions/submit.html", {"form": form}, status=422 if form.is_bound else 200)


def _submitted(request: HttpRequest, form: SubmissionForm) -> Article:
    given = form.cleaned_data
    if not given["text"].strip():
        return articles.submit_address(given["url"], source=given["source"], actor=editor_of(request))
    return articles.submit_text(
        given["text"],
        title=given["title"],
        url=given["url"] or None,
        source=given["source"],
        published_on=given["published_on"],
        actor=editor_of(request),
    )


def ring(article: Article) -> None:
    """Announce what is left to do with `article`."""
    if not article.is_finished:
        queue.ring(process, article.pk)
