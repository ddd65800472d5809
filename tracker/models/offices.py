"""Offices, and who held them from when to when."""

import re
from datetime import date
from typing import Self

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value

from .fields import Precision, imported_field
from .officials import Country, Official


class Office(models.Model):
    """A post of a country or an institution, with the titles it is printed as (without the country)."""

    class Role(models.TextChoices):
        HEAD_OF_STATE = "head_of_state", "head of state"
        HEAD_OF_GOVERNMENT = "head_of_government", "head of government"
        FOREIGN_MINISTER = "foreign_minister", "foreign minister"
        DEFENCE_MINISTER = "defence_minister", "defence minister"
        SECURITY_ADVISER = "security_adviser", "national security adviser"
        HEAD_OF_ORGANISATION = "head_of_organisation", "head of an organisation"
        SPOKESPERSON = "spokesperson", "spokesperson"
        OTHER = "other", "other"

    slug = models.SlugField(max_length=120, unique=True)
    name = models.CharField(max_length=200)
    country = models.ForeignKey(Country, models.PROTECT, null=True, blank=True, related_name="offices")
    institution = models.ForeignKey(
        Official,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="offices",
        limit_choices_to={"kind": "institution"},
        help_text="The institution the office belongs to; a spokesperson speaks for it.",
    )
    role = models.CharField(max_length=24, choices=Role, default=Role.OTHER)
    speaks_for_government = models.BooleanField(
        default=True,
        help_text="The holder's words move the government's line, if the office has a country and an institution. "
        "Not so for parliaments, courts, central banks and movements.",
    )
    titles = ArrayField(models.CharField(max_length=200), default=list, blank=True)
    source = models.CharField(max_length=500, help_text="Public address where this can be checked.")
    is_sample = models.BooleanField(default=False)
    imported = imported_field()

    class Meta:
        ordering = ["name", "slug"]

    def __str__(self) -> str:
        return f"{self.name} ({self.country_id})" if self.country_id else self.name

    @property
    def full_name(self) -> str:
        """The name with the country, as half the world has a President; unless it says itself whose office it is."""
        if self.country is None or _says_whose(self.name, self.country):
            return self.name
        return f"{self.name} of {self.country.in_words}"


def _says_whose(name: str, country: Country) -> bool:
    """True for a name with the country's own name or adjective in it, or with the letters of an institution."""
    words = {country.name, *country.names, *country.adjectives}
    printed = "|".join(re.escape(word.removeprefix("the ")) for word in sorted(words))
    return re.search(rf"(?<!\w)(?:{printed}|[A-Z]{{3,}})(?!\w)", name) is not None


class TenureQuerySet(models.QuerySet["Tenure"]):
    def on(self, at: date) -> Self:
        """Those in force on the day `at`; an unknown first day counts as long ago."""
        return self.filter(Q(start__isnull=True) | Q(start__lte=at), Q(end__isnull=True) | Q(end__gt=at))

    def of_the_register(self) -> Self:
        """Without those of officials who turned out to be others, who hold them too."""
        return self.filter(official__same_as=None)

    def in_order(self) -> Self:
        return self.order_by(F("start").asc(nulls_first=True), "pk")


class Tenure(models.Model):
    """An official in an office over [start, end): `end` is the first day the office is no longer held."""

    official = models.ForeignKey(Official, models.CASCADE, related_name="tenures")
    office = models.ForeignKey(Office, models.PROTECT, related_name="tenures")
    start = models.DateField(null=True, blank=True)
    start_precision = models.CharField(max_length=8, choices=Precision, default=Precision.DAY)
    end = models.DateField(null=True, blank=True, help_text="First day no longer held; empty while it is held.")
    end_precision = models.CharField(max_length=8, choices=Precision, default=Precision.DAY)
    acting = models.BooleanField(default=False)
    source = models.CharField(max_length=500, help_text="Public address where this can be checked.")
    imported = imported_field()

    objects = TenureQuerySet.as_manager()

    class Meta:
        ordering = ["official", "start"]
        constraints = [
            models.CheckConstraint(
                name="tenure_days_in_order",
                condition=Q(end__gt=F("start")) | Q(start__isnull=True) | Q(end__isnull=True),
                violation_error_message="A tenure ends after it starts.",
            ),
            ExclusionConstraint(
                name="tenure_once_at_a_time",
                expressions=[
                    # Ranges of one number stand in for "=", which GiST has only with btree_gist.
                    (
                        Func(F("official"), F("official"), Value("[]"), function="int8range"),
                        RangeOperators.OVERLAPS,
                    ),
                    (Func(F("office"), F("office"), Value("[]"), function="int8range"), RangeOperators.OVERLAPS),
                    (Func(F("start"), F("end"), Value("[)"), function="daterange"), RangeOperators.OVERLAPS),
                ],
                violation_error_message="This official already holds this office in part of that time.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.official}, {self.office}"

    @property
    def title(self) -> str:
        return f"acting {self.office.name}" if self.acting else self.office.name
