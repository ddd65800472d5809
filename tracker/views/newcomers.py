"""People quoted in the news who are not in the register, and entering one of them."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods, require_safe

from tracker.forms.newcomers import NewcomerForm
from tracker.models import Office
from tracker.pipeline import newcomers

from .accounts import editors_only
from .submissions import ring

PER_PAGE = 60


@editors_only
@require_safe
def missing(request: HttpRequest) -> HttpResponse:
    """The names, those in the most articles first."""
    page = Paginator(newcomers.missing(), PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "officials/missing.html", {"page": page})


@editors_only
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    """The form, with the `name` asked for; what waits for the new official is read again."""
    initial = {"name": request.GET.get("name", "")[:200], "office": request.GET.get("office", "")[:200]}
    form = NewcomerForm(request.POST or None, initial=initial)
    if form.is_valid():
        official, articles = newcomers.enrol(form.newcomer())
        for article in articles:
            ring(article)
        messages.success(request, _said(official.name, len(articles)))
        return redirect(_back(request) or official.get_absolute_url())
    offices = Office.objects.filter(is_sample=False).order_by("name").values_list("name", flat=True).distinct()
    context = {"form": form, "offices": offices, "next": request.POST.get("next") or request.GET.get("next", "")}
    return render(request, "officials/add.html", context, status=422 if form.is_bound else 200)


def _said(name: str, articles: int) -> str:
    entered = f"{name} is in the register."
    if not articles:
        return entered
    return f"{entered} {articles} article{'s are' if articles > 1 else ' is'} read again for what they said."


def _back(request: HttpRequest) -> str | None:
    back = request.POST.get("next", "")
    return back if url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()}) else None
