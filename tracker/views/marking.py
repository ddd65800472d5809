"""Marking words in a frozen text: new bounds for a passage, or a passage that was not found."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from tracker.analysis.excerpts import marked_paragraphs
from tracker.forms.passages import MarkForm
from tracker.models import ArticleVersion, Quotation
from tracker.pipeline import passages
from tracker.pipeline.statements import words_of

from .accounts import editor_of, editors_only


@editors_only
@require_http_methods(["GET", "HEAD", "POST"])
def mark_anew(request: HttpRequest, pk: int) -> HttpResponse:
    """Change which words a passage consists of; afterwards its statement is shown again, with the queue's filters."""
    found = Quotation.objects.first_prints().filter(statement__isnull=False)
    quotation = get_object_or_404(found.select_related("statement", "version__article__source"), pk=pk)
    back = reverse("review_statement", args=[quotation.statement_id])
    back = f"{back}?{request.GET.urlencode()}" if request.GET else back
    printed = {"words": words_of(quotation, quotation.version), "near": quotation.start}
    form = MarkForm(request.POST or None, initial=printed, label_suffix="")
    if form.is_valid():
        try:
            passages.mark_anew(quotation, form.cleaned_data["words"], actor=editor_of(request))
        except passages.CannotMark as reason:
            form.add_error("words", str(reason))
        else:
            messages.success(request, "The words are marked as you gave them.")
            return redirect(back)
    return _show(request, form, quotation.version, quotation=quotation, back=back)


@editors_only
@require_http_methods(["GET", "HEAD", "POST"])
def mark(request: HttpRequest, pk: int) -> HttpResponse:
    """Mark a passage that was not found in a version's text, and open its statement to say whose words they are."""
    version = get_object_or_404(ArticleVersion.objects.select_related("article__source"), pk=pk)
    form = MarkForm(request.POST or None, label_suffix="")
    if form.is_valid():
        try:
            statement = passages.mark(version, form.cleaned_data["words"], near=form.cleaned_data["near"] or 0)
        except passages.CannotMark as reason:
            form.add_error("words", str(reason))
        else:
            return redirect(f"{reverse('review_statement', args=[statement.pk])}?article={version.article_id}")
    return _show(request, form, version, back=version.article.get_absolute_url())


def _show(
    request: HttpRequest, form: MarkForm, version: ArticleVersion, *, back: str, quotation: Quotation | None = None
) -> HttpResponse:
    context = {
        "form": form,
        "version": version,
        "quotation": quotation,
        "paragraphs": marked_paragraphs(version.text, quotation.spans if quotation else []),
        "back": back,
    }
    return render(request, "articles/mark.html", context, status=422 if form.errors else 200)
