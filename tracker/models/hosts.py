"""Hosts and what is owed to them: one request at a time, a pause after each, and the wishes of their robots.txt."""

from django.db import models
from django.utils import timezone


class Host(models.Model):
    """A name requests go to. `free_at` is when the next may start; it lies ahead while one is under way."""

    name = models.CharField(max_length=255, unique=True)
    free_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Robots(models.Model):
    """The robots.txt of one origin (scheme, host and port) as last read."""

    class Answer(models.TextChoices):
        FOUND = "found", "found"
        NONE = "none", "there is none: everything is allowed"
        FAILED = "failed", "the server failed: nothing is allowed until it answers"

    origin = models.CharField(max_length=300, unique=True)
    answer = models.CharField(max_length=8, choices=Answer)
    text = models.TextField(blank=True)
    good_until = models.DateTimeField()

    class Meta:
        ordering = ["origin"]
        verbose_name_plural = "robots"
        constraints = [
            models.CheckConstraint(
                name="robots_answer_known",
                condition=models.Q(answer__in=["found", "none", "failed"]),
                violation_error_message="Not an answer about robots.",
            ),
        ]

    def __str__(self) -> str:
        return self.origin
