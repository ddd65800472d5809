"""Removing the sample newsroom."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from tracker.models import Article, Official, Statement
from tracker.pipeline import sample

from .accounts import editor_of, editors_only


@editors_only
@require_http_methods(["GET", "HEAD", "POST"])
def remove_sample(request: HttpRequest) -> HttpResponse:
    """GET says what would go; POST removes it."""
    if request.method == "POST":
        removed = sample.remove_sample(actor=editor_of(request))
        number = f"{removed} article{'s' if removed != 1 else ''}"
        messages.success(request, f"The sample newsroom is removed: {number}, with all that was filed from them.")
        return redirect("home")
    numbers = {
        "articles": Article.objects.filter(is_sample=True).count(),
        "statements": Statement.objects.filter(is_sample=True).count(),
        "officials": Official.objects.filter(is_sample=True).count(),
        "real": sample.real_statements_with_invented().count(),
    }
    return render(request, "sample/remove.html", {"numbers": numbers})
