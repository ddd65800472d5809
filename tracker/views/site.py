"""What every page shows around its own content, and how one address serves a page and its fragments."""

import sys
from collections.abc import Mapping
from functools import cache
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.db import InterfaceError, OperationalError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils.cache import patch_vary_headers

from tracker.models import Country, Revision, Shift, Split, Statement
from tracker.pipeline import claims

SITE_NAME = "Stance Tracker"


def site_context(request: HttpRequest) -> dict[str, object]:
    """Names every template may use; what costs a query is asked only where it is shown, and once."""
    return {
        "site_name": SITE_NAME,
        "is_editor": is_editor(request),
        # Templates call what can be called. A lazy object is no number to the filters that ask for one.
        "sample_newsroom": cache(Country.objects.filter(is_sample=True).exists),
        "number_of_edits": cache(Revision.objects.open().count),
        "number_to_confirm": cache(lambda: sum(model.objects.to_confirm().count() for model in (Shift, Split))),
        "number_to_check": cache(Statement.objects.to_check().count),
    }


def favicon(request: HttpRequest) -> HttpResponse:
    """Where browsers look for the icon on pages that do not name it, such as the admin's."""
    return redirect(static("img/icon.svg"), permanent=True)


def failed(request: HttpRequest) -> HttpResponse:
    """What stands for a page that an error ended; 503 and the cause where the database does not answer."""
    error = sys.exc_info()[1]
    away = isinstance(error, (InterfaceError, ImproperlyConfigured))
    if away or (isinstance(error, OperationalError) and claims.is_passing(error)):
        return HttpResponse(render_to_string("503.html", {"full": claims.is_full(error)}), status=503)
    return HttpResponse(render_to_string("500.html"), status=500)


def is_editor(request: HttpRequest) -> bool:
    user = getattr(request, "user", None)
    return bool(user is not None and user.is_active and user.is_staff)


def wants_suggestions(request: HttpRequest) -> bool:
    """True for an editor who asked to see what is not checked; for anyone else the question does not exist."""
    return is_editor(request) and request.GET.get("suggestions") == "1"


def asked_of(request: HttpRequest) -> str:
    """What the address asks, urlencoded, without the number of the page and parts left empty."""
    asked = request.GET.copy()
    for name in list(asked):
        if name == "page" or not any(asked.getlist(name)):
            del asked[name]
    return asked.urlencode()


def refuse_nonsense(is_nonsense: bool) -> None:
    """404 for a file whose address asks for something there is not: half an answer would mislead who follows it."""
    if is_nonsense:
        raise Http404("This address asks for something there is not.")


def respond(
    request: HttpRequest,
    page: str,
    context: Mapping[str, Any],
    *,
    fragments: Mapping[str, str] | None = None,
    status: int = 200,
    address: str | None = None,
) -> HttpResponse:
    """The whole `page`, or the fragment that htmx asked for.

    `fragments` maps the ids that may be swapped to their templates. A fragment goes out only to an htmx request that
    names one of them as its target and is neither boosted nor a restore of history. `address` is what the browser
    shows when it has put the fragment in place.
    """
    htmx: Any = getattr(request, "htmx", None)
    partial = bool(htmx) and not htmx.boosted and not htmx.history_restore_request
    template = (fragments or {}).get(htmx.target or "", page) if partial else page
    response = render(request, template, dict(context), status=status)
    if address is not None and template != page:
        response.headers["HX-Push-Url"] = address
    if fragments:
        patch_vary_headers(response, ("HX-Request", "HX-Target"))
    return response
