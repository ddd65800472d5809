"""Which shipped files were loaded, so that an unchanged one is not loaded again."""

from django.db import models


class ImportedFile(models.Model):
    """A shipped data file as it was last loaded."""

    name = models.CharField(max_length=200, unique=True)
    digest = models.CharField(max_length=64)
    at = models.DateTimeField(auto_now=True)

    def __str__(self) -> str:
        return self.name
