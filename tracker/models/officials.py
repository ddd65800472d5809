"""Who speaks: countries, officials (persons and institutions) and the names they are printed under."""

from datetime import date
from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Coalesce
from django.urls import reverse

from .fields import imported_field


class Country(models.Model):
    """A state, or an organisation that officials act for, by ISO 3166-1 alpha-2 code; XA to XZ are invented."""

    code = models.CharField(max_length=4, primary_key=True)
    name = models.CharField(max_length=120, unique=True)
    names = ArrayField(models.CharField(max_length=120), default=list, blank=True, help_text="Other names in print.")
    adjectives = ArrayField(models.CharField(max_length=120), default=list, blank=True, help_text='"French", "UK".')
    is_organisation = models.BooleanField(
        default=False, help_text="An organisation of states, such as NATO: it has a line, and no government."
    )
    source = models.CharField(max_length=500, blank=True, help_text="Public address where this can be checked.")
    is_sample = models.BooleanField(default=False)
    imported = imported_field()

    class Meta:
        ordering = ["name"]
        verbose_name_plural = "countries"

    def __str__(self) -> str:
        return self.name

    @property
    def in_words(self) -> str:
        """As it stands in a sentence: "the United Kingdom", where it has a name in print that takes the article."""
        return f"the {self.name}" if any(name.startswith("the ") for name in self.names) else self.name


class OfficialQuerySet(models.QuerySet["Official"]):
    def named(self, words: str) -> Self:
        """Those whose name or an alias contains `words`, case aside."""
        return self.filter(Q(name__icontains=words) | Q(aliases__text__icontains=words)).distinct()


_Officials = models.Manager.from_queryset(OfficialQuerySet)


class OfficialManager(_Officials["Official"]):
    """Without those who turned out to be another official: their rows stay for old addresses and imports alone."""

    def get_queryset(self) -> OfficialQuerySet:
        return OfficialQuerySet(self.model, using=self._db).filter(same_as=None)


class Official(models.Model):
    """A person, or an institution that speaks ("the Foreign Office")."""

    class Kind(models.TextChoices):
        PERSON = "person", "person"
        INSTITUTION = "institution", "institution"

    class Gender(models.TextChoices):
        FEMALE = "f", "she"
        MALE = "m", "he"

    slug = models.SlugField(max_length=120, unique=True)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=12, choices=Kind, default=Kind.PERSON)
    country = models.ForeignKey(Country, models.PROTECT, null=True, blank=True, related_name="officials")
    gender = models.CharField(max_length=1, choices=Gender, null=True, blank=True)
    family_name = models.CharField(
        max_length=120, null=True, blank=True, help_text='Where it is not the last word of the name: "Wang" of Wang Yi.'
    )
    wikidata = models.CharField(max_length=20, null=True, blank=True, help_text="Wikidata item, such as Q333578.")
    source = models.CharField(max_length=500, help_text="Public address where this can be checked.")
    same_as = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="joined", help_text="Who this turned out to be."
    )
    is_sample = models.BooleanField(default=False)
    imported = imported_field()

    everyone = models.Manager()
    objects = OfficialManager()

    class Meta:
        ordering = ["name"]
        default_manager_name = "objects"
        constraints = [
            models.CheckConstraint(
                name="official_kind_known",
                condition=Q(kind__in=["person", "institution"]),
                violation_error_message="An official is a person or an institution.",
            ),
            models.CheckConstraint(
                name="official_institution_has_no_gender",
                condition=Q(kind="person") | Q(gender__isnull=True),
                violation_error_message="An institution has no gender.",
            ),
            models.CheckConstraint(
                name="official_same_as_another",
                condition=Q(same_as__isnull=True) | ~Q(same_as=F("pk")),
                violation_error_message="An official can only be the same as another.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("official", args=[self.slug])

    @property
    def is_institution(self) -> bool:
        return self.kind == self.Kind.INSTITUTION


class Alias(models.Model):
    """A name an official is printed under, with the days it is valid for if it has any (both inclusive)."""

    official = models.ForeignKey(Official, models.CASCADE, related_name="aliases")
    text = models.CharField(max_length=200)
    valid_from = models.DateField(null=True, blank=True)
    valid_until = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["official", "text"]
        verbose_name_plural = "aliases"
        constraints = [
            models.UniqueConstraint(
                "official",
                "text",
                # An open start counts as one day; NULLS NOT DISTINCT came only with PostgreSQL 15.
                Coalesce("valid_from", Value(date.min)),
                name="alias_once",
                violation_error_message="This official already has this alias from that day.",
            ),
            models.CheckConstraint(
                name="alias_days_in_order",
                condition=Q(valid_until__gte=F("valid_from"))
                | Q(valid_from__isnull=True)
                | Q(valid_until__isnull=True),
                violation_error_message="The last day of an alias cannot be before its first.",
            ),
        ]

    def __str__(self) -> str:
        return self.text
