"""The read API in words, from its own description."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from tracker.api.v1 import api


@dataclass(frozen=True)
class Address:
    path: str
    summary: str
    about: str
    asks: tuple[tuple[str, str], ...]


@require_safe
def about(request: HttpRequest) -> HttpResponse:
    described = api.get_openapi_schema()
    addresses = [_address(path, methods["get"]) for path, methods in described["paths"].items()]
    return render(request, "api/about.html", {"about": described["info"]["description"], "addresses": addresses})


def _address(path: str, described: dict[str, Any]) -> Address:
    asks = [p for p in described.get("parameters", []) if p["in"] == "query"]
    return Address(
        path=path,
        summary=described["summary"],
        about=described.get("description", ""),
        asks=tuple((p["name"], p.get("description") or p["schema"].get("description", "")) for p in asks),
    )
