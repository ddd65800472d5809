"""What machines ask: whether this process lives, whether it can do its work, and numbers for Prometheus."""

import ipaddress
import secrets
from functools import cache

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError, InterfaceError, connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe
from prometheus_client import CollectorRegistry
from prometheus_client.exposition import CONTENT_TYPE_LATEST, generate_latest

from tracker import queue
from tracker.pipeline import status

from .numbers import Numbers
from .site import is_editor


@require_safe
def alive(request: HttpRequest) -> HttpResponse:
    """This process answers. Asks nothing of anyone else, so that a database away does not get web servers killed."""
    return HttpResponse("ok\n", content_type="text/plain")


@require_safe
def ready(request: HttpRequest) -> JsonResponse:
    """200 when pages can be served and articles taken in, else 503 with the names of what is missing."""
    missing = _missing()
    return JsonResponse({"ready": not missing, "missing": missing}, status=503 if missing else 200)


def _missing() -> list[str]:
    """Names of what is not there: `database` alone when that is away, for nothing else can be asked then."""
    try:
        applied = set(MigrationRecorder(connection).applied_migrations())
        full = status.is_full()
    except (DatabaseError, InterfaceError, ImproperlyConfigured):
        connection.close()
        return ["database"]
    missing = [] if _shipped() <= applied else ["migrations"]
    if full:
        missing.append("space")
    try:
        queue.backlog()
    except queue.Silent:
        missing.append("queue")
    return missing


@cache
def _shipped() -> frozenset[tuple[str, str]]:
    """Keys of all migrations this code comes with."""
    return frozenset(MigrationLoader(None).disk_migrations)


@require_safe
def metrics(request: HttpRequest) -> HttpResponse:
    """Gauges counted from the database now. For editors, for who knows the token, and for this machine."""
    if not _may_see_numbers(request):
        return HttpResponse("Send the metrics token as `Authorization: Bearer …`.\n", status=401)
    registry = CollectorRegistry()
    registry.register(Numbers())
    return HttpResponse(generate_latest(registry), content_type=CONTENT_TYPE_LATEST)


def _may_see_numbers(request: HttpRequest) -> bool:
    """Not loopback in production: behind a proxy on the same machine everyone comes from there."""
    token, given = settings.METRICS_TOKEN, request.headers.get("Authorization", "")
    # As bytes: texts are compared in constant time only where they are ASCII.
    if token and secrets.compare_digest(given.encode(), f"Bearer {token}".encode()):
        return True
    return is_editor(request) or (not settings.PRODUCTION and _is_direct_loopback(request))


def _is_direct_loopback(request: HttpRequest) -> bool:
    forwarded = {"X-Forwarded-For", "Forwarded", "X-Real-Ip"} & set(request.headers)
    try:
        return not forwarded and ipaddress.ip_address(request.META.get("REMOTE_ADDR", "")).is_loopback
    except ValueError:  # a socket without an address
        return False
