"""The register as the news tests it: people quoted who are not in it, entering one, joining two who are one."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods, require_safe

from tracker.forms.newcomers import NewcomerForm
from tracker.forms.statements import label_of, officials_named
from tracker.models import Office, Official
from tracker.pipeline import newcomers, officials

from .accounts import editor_of, editors_only
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


@editors_only
@require_http_methods(["GET", "HEAD", "POST"])
def join(request: HttpRequest, slug: str) -> HttpResponse:
    """Say that an official is the same as the one named in `into`, who then has all of theirs: what that means is shown
    first, and done once `sure` says who it is."""
    official = get_object_or_404(Official, slug=slug)
    typed = request.POST.get("into", "")[:200]
    into, error = _named(official, typed) if request.method == "POST" else (None, "")
    if into is not None and request.POST.get("sure") == str(into.pk):
        moved = officials.join(official, into, actor=editor_of(request))
        number = f"{moved} statement{'' if moved == 1 else 's'}"
        messages.success(request, f"{official.name} was joined into {into.name}, with {number}.")
        return redirect(into)
    others = Official.objects.filter(kind=official.kind, is_sample=official.is_sample).exclude(pk=official.pk)
    near = [(label_of(other), other) for other in others.named(official.name.split()[-1])[:12]]
    context = {"official": official, "typed": typed, "error": error, "near": near}
    if into is not None:
        context |= {"into": into, "sides": [(one, officials.theirs(one).count()) for one in (official, into)]}
    return render(request, "officials/join.html", context, status=422 if error else 200)


def _named(official: Official, typed: str) -> tuple[Official | None, str]:
    """The one official whom `typed` names and who `official` may be, or why there is none."""
    found = officials_named(typed, Official.objects.exclude(pk=official.pk))
    if len(found) != 1:
        names = ", ".join(label_of(other) for other in found[:6])
        return None, f"Several are called so: {names}. Write which one." if names else "Nobody else is called that."
    try:
        officials.check(official, found[0])
    except officials.CannotJoin as reason:
        return None, str(reason)
    return found[0], ""
