"""Lines: a series is one topic, and an official (a person or an institution), an office through its holders, or a
government. Rows that belong to one say so here."""

from typing import Any, Self, cast

from django.db import models
from django.db.models import Q
from django.urls import reverse

from tracker.analysis.series import Kind

from .offices import Office
from .officials import Country, Official
from .topics import IssueTopic

Subject = Official | Office | Country
KINDS_OF_SERIES: tuple[Kind, ...] = ("official", "office", "country")


class InSeries:
    """Part of a query set of rows that belong to series."""

    def of(self, subject: Subject) -> Self:
        """The rows of the line of an official, an office, or a government or organisation."""
        rows: Self = cast(Any, self).filter(**{series_field(subject): subject})
        return rows


def series_field(subject: Subject) -> Kind:
    """The column that names `subject`."""
    if isinstance(subject, Official):
        return "official"
    return "office" if isinstance(subject, Office) else "country"


class OfSeries(models.Model):
    """One row of a series; just one of `official`, `office` and `country` is set."""

    official = models.ForeignKey(Official, models.CASCADE, null=True, blank=True, related_name="%(class)ss")
    office = models.ForeignKey(Office, models.CASCADE, null=True, blank=True, related_name="%(class)ss")
    country = models.ForeignKey(Country, models.CASCADE, null=True, blank=True, related_name="%(class)ss")
    topic = models.ForeignKey(IssueTopic, models.CASCADE, related_name="%(class)ss")

    class Meta:
        abstract = True

    @property
    def subject(self) -> Subject:
        """Whose line it is."""
        subject = self.official or self.office or self.country
        assert subject is not None, "the database holds that one is set"
        return subject

    @property
    def subject_name(self) -> str:
        return name_of(self.subject)

    @property
    def subject_in_words(self) -> str:
        return named_in_words(self.subject)

    @property
    def subject_kind(self) -> str:
        return kind_of(self.subject)


def of_one_series(name: str) -> models.CheckConstraint:
    alone = [("official", "office", "country"), ("office", "official", "country"), ("country", "official", "office")]
    condition = Q()
    for one, other, third in alone:
        condition |= Q(**{f"{one}__isnull": False, f"{other}__isnull": True, f"{third}__isnull": True})
    return models.CheckConstraint(
        name=name,
        condition=condition,
        violation_error_message="It belongs to an official, an office or a government, and to one of them only.",
    )


def once_in_each_series(name: str, *fields: Any) -> list[models.UniqueConstraint]:
    """Unique within a line; rows of other kinds of lines have no value in the first column and never meet."""
    return [models.UniqueConstraint(kind, "topic", *fields, name=f"{name}_{kind}") for kind in KINDS_OF_SERIES]


def name_of(subject: Subject) -> str:
    """What a line is called."""
    return subject.full_name if isinstance(subject, Office) else subject.name


def named_in_words(subject: Subject) -> str:
    """As `name_of`, as it stands in a sentence."""
    return subject.in_words if isinstance(subject, Country) else name_of(subject)


def kind_of(subject: Subject) -> str:
    """What kind of line it is, in a word."""
    if isinstance(subject, Official):
        return subject.get_kind_display()
    if isinstance(subject, Office):
        return "office"
    return "organisation" if subject.is_organisation else "government"


def timeline_address(subject: Subject, topic: IssueTopic) -> str:
    """The page of a line."""
    if isinstance(subject, Official):
        return reverse("timeline", args=[subject.slug, topic.slug])
    if isinstance(subject, Office):
        return reverse("office_timeline", args=[subject.slug, topic.slug])
    return reverse("government_timeline", args=[subject.code, topic.slug])
