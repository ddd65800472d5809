"""What every page shows around its own content."""

from django.http import HttpRequest


def site_context(request: HttpRequest) -> dict[str, object]:
    return {}
