"""Which articles are one story: the marks they are found by, and the reprints with the article they come from."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q

from .articles import Article, ArticleVersion


class Fingerprint(models.Model):
    """Keys of a version that texts with common words share (`analysis.duplicates.signature`)."""

    version = models.OneToOneField(ArticleVersion, models.CASCADE, related_name="fingerprint")
    keys = ArrayField(models.BigIntegerField())
    method = models.CharField(max_length=60, help_text="Version of the method; only equal ones compare.")

    class Meta:
        indexes = [
            # pipeline.reprints: the versions that share a key with a new one. Each article asks once and adds one row;
            # put off, additions are a list that each question goes through from end to end.
            GinIndex(fields=["keys"], name="fingerprint_keys", fastupdate=False),
        ]

    def __str__(self) -> str:
        return f"Fingerprint of {self.version}"


class ReprintQuerySet(models.QuerySet["Reprint"]):
    def standing(self) -> "ReprintQuerySet":
        """Those no editor has set apart."""
        return self.filter(set_apart=False)


class Reprint(models.Model):
    """An article that tells the story of another one in its words. Chains are one link long: an origin is no reprint.

    `set_apart`: an editor found it to be a report of its own. The row stays, so that no machine links it again.
    """

    class Kinship(models.TextChoices):
        SAME = "same", "the same text"
        PART = "part", "a part of the text"

    article = models.OneToOneField(Article, models.CASCADE, related_name="reprint")
    origin = models.ForeignKey(Article, models.CASCADE, related_name="reprints")
    kinship = models.CharField(max_length=8, choices=Kinship)
    kept = models.FloatField(help_text="Share of the shorter text that both have in common.")
    method = models.CharField(max_length=60, help_text="Version of the method that found it.")
    set_apart = models.BooleanField(default=False)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)

    objects = ReprintQuerySet.as_manager()

    class Meta:
        ordering = ["origin", "pk"]
        constraints = [
            models.CheckConstraint(
                name="reprint_of_another",
                condition=~Q(article=F("origin")),
                violation_error_message="An article is not a reprint of itself.",
            ),
            models.CheckConstraint(
                name="reprint_apart_was_decided",
                condition=Q(set_apart=False) | Q(decided_at__isnull=False),
                violation_error_message="Only an editor sets a reprint apart.",
            ),
            models.CheckConstraint(
                name="reprint_kinship_known",
                condition=Q(kinship__in=["same", "part"]),
                violation_error_message="A reprint has the same text or a part of it.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.article}, reprint of {self.origin}"
