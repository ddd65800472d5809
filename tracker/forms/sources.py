"""Who published an article: a source that is known, or a new one."""

import zoneinfo
from typing import Any

from django import forms

from tracker.models import Article, Country, Source
from tracker.pipeline import sources


class SourceForm(forms.Form):
    """One of the two: a source of the list, or the name of a new one with its country and time zone."""

    source = forms.ModelChoiceField(
        Source.objects.none(), required=False, empty_label="A new one, named below", label="Source"
    )
    name = forms.CharField(required=False, max_length=200, label="Name of the new source")
    kind = forms.ChoiceField(choices=Source.Kind.choices, label="Kind")
    country = forms.ModelChoiceField(
        Country.objects.none(),
        required=False,
        label="Country",
        help_text="Decides whose “the foreign minister” is meant in its texts.",
    )
    time_zone = forms.ChoiceField(
        choices=[(name, name.replace("_", " ")) for name in sorted(zoneinfo.available_timezones())],
        initial="UTC",
        label="Time zone",
        help_text="Days such as “on Wednesday” are counted in it.",
    )

    def __init__(self, data: Any = None, *, article: Article) -> None:
        super().__init__(data, label_suffix="", initial={"source": article.source_id})
        self.article = article
        fields: Any = self.fields
        fields["source"].queryset = Source.objects.filter(is_sample=article.is_sample)
        fields["country"].queryset = Country.objects.filter(is_sample=article.is_sample)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not cleaned.get("source") and not cleaned.get("name"):
            self.add_error("name", "Choose a source, or name a new one.")
        return cleaned

    def chosen(self) -> Source:
        """The source of the list, else the new one, made now."""
        given = self.cleaned_data
        known: Source | None = given["source"]
        return known or sources.make(
            given["name"],
            kind=given["kind"],
            country=given["country"],
            time_zone=given["time_zone"],
            article=self.article,
        )
