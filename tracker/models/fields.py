"""Field kinds that several models share."""

from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models


class Precision(models.TextChoices):
    """How exactly a day is known; `before` is an upper bound, `unknown` has no day at all."""

    DAY = "day", "exact day"
    MONTH = "month", "month"
    YEAR = "year", "year"
    BEFORE = "before", "some time before"
    UNKNOWN = "unknown", "not known"


class Check(models.TextChoices):
    """What editors made of something; the public sees what is accepted, and nothing else."""

    SUGGESTED = "suggested", "not checked"
    ACCEPTED = "accepted", "accepted"
    REJECTED = "rejected", "rejected"


class SpansField(ArrayField):  # type: ignore[type-arg]
    """Pieces of a text as code-point offsets: [[start, end], …] in text order."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("base_field", ArrayField(models.IntegerField(), size=2))
        super().__init__(**kwargs)


def imported_field() -> models.JSONField:
    """The values a row had in the file it last came from: what differs from them now was edited here."""
    return models.JSONField(null=True, blank=True, editable=False)
