"""How values are typed in: lists as one entry per line, names and addresses in fields as long as they are."""

from typing import Any

from django import forms
from django.contrib.admin.widgets import (
    AdminIntegerFieldWidget,
    AdminTextInputWidget,
    AdminURLFieldWidget,
    AutocompleteSelect,
)
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.forms import SimpleArrayField
from django.db import models


class LinesField(SimpleArrayField):
    """A list of short texts, one per line; blank lines and spaces around an entry are dropped."""

    widget = forms.Textarea
    default_error_messages = {"item_invalid": "Line %(nth)s:"}

    def __init__(self, base_field: forms.Field, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.Textarea(attrs={"rows": 4, "cols": 60}))
        super().__init__(base_field, delimiter="\n", **kwargs)

    def to_python(self, value: Any) -> list[Any]:
        if isinstance(value, str):
            value = "\n".join(line.strip() for line in value.splitlines() if line.strip())
        return list(super().to_python(value))


class ChosenSelect(AutocompleteSelect):
    """A completing field that shows the row chosen before as its form has it, without a query for each form."""

    chosen: models.Model | None = None

    def optgroups(self, name: str, value: list[str], attr: Any = None) -> Any:
        if self.chosen is None or value != [str(self.chosen.pk)]:
            return super().optgroups(name, value, attr)
        option = self.create_option(name, self.chosen.pk, str(self.chosen), True, 0)
        return [(None, [option], 0)]


WIDE = {
    models.CharField: {"widget": AdminTextInputWidget(attrs={"class": "vURLField"})},
    models.URLField: {"widget": AdminURLFieldWidget(), "assume_scheme": "https"},
    ArrayField: {"form_class": LinesField},
}
NARROW = {
    models.CharField: {"widget": AdminTextInputWidget(attrs={"size": 34})},
    ArrayField: {"form_class": LinesField, "widget": forms.Textarea(attrs={"rows": 2, "cols": 20})},
    models.FloatField: {"widget": AdminIntegerFieldWidget(attrs={"step": "any"})},
}
