"""What is edited of tenures reaches the lines that they bear on."""

from collections.abc import Iterable

from django.db import transaction
from django.db.models import QuerySet

from tracker.models import Tenure
from tracker.pipeline.positions import recompute_for_tenures


class FollowsTenures:
    """For the admin of rows that tenures go with: when some are removed, lines are recomputed."""

    tenures_by = "official"  # how a tenure names such a row

    def delete_model(self, request, obj) -> None:
        with transaction.atomic():
            offices = self.offices([obj.pk])
            super().delete_model(request, obj)  # type: ignore[misc]
            recompute_for_tenures(offices)

    def delete_queryset(self, request, queryset: QuerySet) -> None:
        with transaction.atomic():
            offices = self.offices(queryset.values_list("pk", flat=True))
            super().delete_queryset(request, queryset)  # type: ignore[misc]
            recompute_for_tenures(offices)

    def offices(self, keys: Iterable[int]) -> set[int]:
        """The offices of the tenures that go with the rows of these keys."""
        found = Tenure.objects.filter(**{f"{self.tenures_by}__in": list(keys)})
        return set(found.values_list("office", flat=True))
