"""Who publishes."""

import zoneinfo

from django.core.exceptions import ValidationError
from django.db import models

from .officials import Country


def validate_time_zone(name: str) -> None:
    """Refuse a name the time zone database does not have."""
    if name not in zoneinfo.available_timezones():
        raise ValidationError(f"{name} is not a time zone; use a name such as Europe/London.")


class Source(models.Model):
    """An outlet, a wire agency, a ministry. Days in its articles are days of its time zone."""

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
    time_zone = models.CharField(max_length=64, default="UTC", validators=[validate_time_zone])
    homepage = models.URLField(max_length=500, null=True, blank=True)
    is_sample = models.BooleanField(default=False)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    @property
    def zone(self) -> zoneinfo.ZoneInfo:
        return zoneinfo.ZoneInfo(self.time_zone)

    @property
    def publishes_own_words(self) -> bool:
        """True for sources whose texts are the speaker's own, so that their words are first-hand."""
        return self.kind in {self.Kind.MINISTRY, self.Kind.PARLIAMENT, self.Kind.ORGANISATION}
