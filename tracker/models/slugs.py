"""Keys in addresses, made of names."""

from django.db import models
from django.utils.text import slugify


def free_slug(model: type[models.Model], name: str, *, otherwise: str, longest: int = 70) -> str:
    """`name` as a slug that no row of `model` has, numbered where it is taken; `otherwise` where nothing is left."""
    stem = slugify(name)[:longest].strip("-") or otherwise
    taken = set(model._base_manager.filter(slug__startswith=stem).values_list("slug", flat=True))
    numbered = (f"{stem}-{n}" for n in range(2, len(taken) + 2))
    return stem if stem not in taken else next(slug for slug in numbered if slug not in taken)
