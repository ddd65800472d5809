"""What the filters over editors' lists have in common."""

from typing import Any

from django import forms

from tracker.models import Source


class ListFilter(forms.Form):
    """What an address may ask of a list. Every part may be left out; a part that makes no sense is left out too, and
    the form says so."""

    def __init__(self, data: Any) -> None:
        super().__init__(data, label_suffix="", auto_id="filter-%s")


def words_field(label: str) -> forms.CharField:
    """Words to look for, in what `label` names."""
    return forms.CharField(
        required=False, max_length=200, label=label, widget=forms.TextInput(attrs={"type": "search"})
    )


def source_field() -> "forms.ModelChoiceField[Source]":
    """One of the sources that articles are on record of."""
    return forms.ModelChoiceField(
        Source.objects.filter(articles__isnull=False).distinct().order_by("name"),
        required=False,
        to_field_name="slug",
        empty_label="Any source",
        label="Source",
    )
