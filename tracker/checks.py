"""What production refuses to start with."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, register


@register
def fetching_stays_outside(**kwargs: Any) -> list[CheckMessage]:
    if settings.PRODUCTION and settings.FETCH_ALLOW_LOOPBACK:
        return [
            Error(
                "TRACKER_FETCH_ALLOW_LOOPBACK lets fetched addresses reach this machine; it is for tests alone.",
                id="tracker.E001",
            )
        ]
    return []
