"""Who publishes."""

import zoneinfo
from typing import Self

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse

from .officials import Country


def validate_time_zone(name: str) -> None:
    """Refuse a name the time zone database does not have."""
    if name not in zoneinfo.available_timezones():
        raise ValidationError(f"{name} is not a time zone; use a name such as Europe/London.")


class SourceQuerySet(models.QuerySet["Source"]):
    def without_zone(self) -> Self:
        return self.filter(time_zone=None)

    def to_date_anew(self) -> Self:
        """Those whose time zone was changed and whose articles are not all dated by it yet."""
        return self.filter(dated_anew_to__isnull=False)


class Source(models.Model):
    """An outlet, a wire agency, a ministry. Days in its articles are days of its time zone.

    Where that is not known, a time with an offset counts on the day it is printed with, and one without as UTC.
    """

    class Kind(models.TextChoices):
        OUTLET = "outlet", "news outlet"
        AGENCY = "agency", "wire agency"
        MINISTRY = "ministry", "ministry or government"
        PARLIAMENT = "parliament", "parliament"
        ORGANISATION = "organisation", "international organisation"
        OTHER = "other", "other"

    slug = models.SlugField(max_length=80, unique=True)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=16, choices=Kind, default=Kind.OUTLET)
    country = models.ForeignKey(
        Country,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="sources",
        help_text='Decides whose "the foreign secretary" is meant.',
    )
    time_zone = models.CharField(
        max_length=64,
        null=True,
        blank=True,
        validators=[validate_time_zone],
        help_text="Days and hours in its articles are counted in it. Empty: not known.",
    )
    time_zone_why = models.CharField(
        max_length=300, blank=True, help_text="What it rests on or what is known of it; empty where an editor said it."
    )
    time_zone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", help_text="Who said it."
    )
    dated_anew_to = models.BigIntegerField(
        null=True, blank=True, help_text="The last article dated by a new time zone; empty when all are."
    )
    homepage = models.URLField(max_length=500, null=True, blank=True)
    is_sample = models.BooleanField(default=False)

    objects = SourceQuerySet.as_manager()

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("source", args=[self.slug])

    @property
    def zone(self) -> zoneinfo.ZoneInfo | None:
        return zoneinfo.ZoneInfo(self.time_zone) if self.time_zone else None

    @property
    def publishes_own_words(self) -> bool:
        """True for sources whose texts are the speaker's own, so that their words are first-hand."""
        return self.kind in {self.Kind.MINISTRY, self.Kind.PARLIAMENT, self.Kind.ORGANISATION}
