"""Signs of life."""

from django.db import models
from django.utils import timezone


class Pulse(models.Model):
    """When a process that works out of sight was last heard of. One row a name."""

    name = models.CharField(max_length=40, unique=True)
    at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return self.name
