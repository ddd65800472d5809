"""Logging in, and the one rule of who may open an editors' page."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from django.contrib.auth.models import User
from django.contrib.auth.views import LoginView, LogoutView, redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import resolve_url
from django.urls import reverse

from .site import SITE_NAME, is_editor

View = Callable[..., HttpResponseBase]


def editors_only(view: View) -> View:
    """Strangers are sent to log in and come back; readers with an account are told that the page is not for them."""

    @wraps(view)
    def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if is_editor(request):
            return view(request, *args, **kwargs)
        if request.user.is_authenticated:
            raise PermissionDenied
        return _log_in_first(request)

    return checked


def editor_of(request: HttpRequest) -> User:
    """Who is logged in, on a page that only editors reach."""
    if not isinstance(request.user, User):
        raise PermissionDenied
    return request.user


def _log_in_first(request: HttpRequest) -> HttpResponse:
    """A page is redirected; a fragment asks htmx to leave for the log-in, rather than to swap it in."""
    htmx = getattr(request, "htmx", None)
    if not htmx:
        # What was posted is gone after the detour, so that the way back leads to the page itself.
        return redirect_to_login(request.get_full_path() if request.method in {"GET", "HEAD"} else "/")
    response = HttpResponse(status=204)
    response["HX-Redirect"] = f"{reverse('login')}?{urlencode({'next': htmx.current_url_abs_path or '/'})}"
    return response


class LogIn(LoginView):
    """Editors land in the queue, readers on the front page, both where they were going if that is on this site."""

    template_name = "registration/login.html"
    redirect_authenticated_user = True
    # Django would print the host here.
    extra_context = {"site_name": SITE_NAME}

    def get_default_redirect_url(self) -> str:
        return resolve_url("review" if is_editor(self.request) else "home")


log_in = LogIn.as_view()
log_out = LogoutView.as_view()
