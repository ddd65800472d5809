"""Rows edited together under their parent: they must not collide with each other either.

The database compares a row only with saved ones; two new rows of one form would otherwise fail at saving.
"""

from collections.abc import Iterator
from itertools import combinations
from typing import Any

from django import forms
from django.core.exceptions import ValidationError


class DistinctRows(forms.BaseInlineFormSet):
    """No two rows of the form may agree in all of `distinct_on`. Inputs bear the name of their column, for those who do
    not see the head of the table."""

    distinct_on: tuple[str, ...] = ()

    def add_fields(self, form: Any, index: int | None) -> None:
        super().add_fields(form, index)
        for field in form.fields.values():
            # What leads from a field to its own page is wrapped around the input.
            inner = getattr(field.widget, "widget", field.widget)
            inner.attrs.setdefault("aria-label", field.label)

    def clean(self) -> None:
        super().clean()
        for one, other in combinations(self._kept(), 2):
            if self.collide(one, other):
                raise ValidationError(self.sentence(other))

    def collide(self, one: Any, other: Any) -> bool:
        return all(getattr(one, name) == getattr(other, name) for name in self.distinct_on)

    def sentence(self, row: Any) -> str:
        return f"“{row}” is entered twice."

    def _kept(self) -> Iterator[Any]:
        """The rows that will be there after saving, as far as they are valid."""
        for form in self.forms:
            entered = form.instance.pk is not None or form.has_changed()
            if entered and not form.errors and not self._should_delete_form(form):  # type: ignore[attr-defined]
                yield form.instance


class DistinctAliases(DistinctRows):
    distinct_on = ("text", "valid_from")


class DistinctTerms(DistinctRows):
    distinct_on = ("phrase",)


class DistinctSteps(DistinctRows):
    distinct_on = ("score",)


class DistinctAnchors(DistinctRows):
    distinct_on = ("text",)


class TenuresApart(DistinctRows):
    """One office is not held twice at a time by one official."""

    def collide(self, one: Any, other: Any) -> bool:
        return (
            one.office_id == other.office_id
            and (one.start is None or other.end is None or one.start < other.end)
            and (other.start is None or one.end is None or other.start < one.end)
        )

    def sentence(self, row: Any) -> str:
        return f"Two rows have {row.office} in part of the same time; one must end before the other starts."
