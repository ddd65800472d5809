"""Headers every answer carries."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from tracker.views import machines

POLICY = (
    "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; "
    "form-action 'self'; frame-ancestors 'none'"
)

GetResponse = Callable[[HttpRequest], HttpResponse]


# Asked by machines that know this one by its number, over plain HTTP, many times a minute: answered before anything
# looks at the host's name, sends to HTTPS or opens a session.
PROBES = {"/healthz": machines.alive, "/readyz": machines.ready}


def probes(get_response: GetResponse) -> GetResponse:
    """Answer `/healthz` and `/readyz`."""

    def middleware(request: HttpRequest) -> HttpResponse:
        return PROBES.get(request.path, get_response)(request)

    return middleware


def without_nulls(get_response: GetResponse) -> GetResponse:
    """Drop null characters from the query: no search can mean them, and PostgreSQL cannot hold them."""

    def middleware(request: HttpRequest) -> HttpResponse:
        query = request.META.get("QUERY_STRING", "")
        if "%00" in query:
            request.META["QUERY_STRING"] = query.replace("%00", "")
        return get_response(request)

    return middleware


def content_security_policy(get_response: GetResponse) -> GetResponse:
    """Allow nothing but the site's own files: no inline script or style, no frame, no other host."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers.setdefault("Content-Security-Policy", POLICY)
        return response

    return middleware
