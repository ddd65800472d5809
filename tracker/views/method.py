"""How things are computed, in words."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from .site import respond


@require_safe
def method(request: HttpRequest) -> HttpResponse:
    return respond(request, "method/method.html", {})
