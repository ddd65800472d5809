"""Who published an article: a source that is known, or a new one; and what an editor may change of a source."""

import zoneinfo
from collections.abc import Sequence
from typing import Any

from django import forms

from tracker.models import Article, Country, Source
from tracker.pipeline import sites, sources

COUNTRY_DECIDES = "Decides whose “the foreign minister” is meant in its texts."
ZONE_DECIDES = (
    "Times its pages and feeds print without an offset, and the day an article is from, are counted in it, and so are "
    "days such as “on Wednesday”."
)


def zone_choices(likely: Sequence[str] = ()) -> list[Any]:
    """All time zones by name, those that are `likely` before them, and none."""
    everywhere = _named(sorted(zoneinfo.available_timezones() - set(likely)))
    if not likely:
        return [("", "Not known"), *everywhere]
    return [("", "Not known"), ("Those of its country", _named(likely)), ("All others", everywhere)]


def _named(zones: Sequence[str]) -> list[tuple[str, str]]:
    return [(name, name.replace("_", " ")) for name in zones]


class SourceForm(forms.Form):
    """One of the two: a source of the list, or the name of a new one with its country and time zone.

    `was` in the data is the key of the source the editor looked at, to notice another one chosen in the meantime.
    """

    source = forms.ModelChoiceField(
        Source.objects.none(), required=False, empty_label="A new one, named below", label="Source"
    )
    name = forms.CharField(required=False, max_length=200, label="Name of the new source")
    kind = forms.ChoiceField(choices=Source.Kind.choices, label="Kind")
    country = forms.ModelChoiceField(
        Country.objects.none(),
        required=False,
        label="Country",
        empty_label="Not known",
        help_text=COUNTRY_DECIDES,
    )
    time_zone = forms.TypedChoiceField(
        choices=zone_choices, required=False, empty_value=None, label="Time zone", help_text=ZONE_DECIDES
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
        if self._chosen_meanwhile() and cleaned.get("source") != self.article.source:
            now = f"it is {self.article.source} now" if self.article.source else "it has none now"
            self.add_error(None, f"Its source was chosen meanwhile: {now}. Press once more if yours is the right one.")
        return cleaned

    def _chosen_meanwhile(self) -> bool:
        now = str(self.article.source_id or "")
        return self.data.get("was", now) != now

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


class EditSourceForm(forms.ModelForm):  # type: ignore[type-arg]
    """What an editor may change of a source."""

    time_zone = forms.TypedChoiceField(required=False, empty_value=None, label="Time zone")
    homepage = forms.URLField(
        required=False, empty_value=None, max_length=500, label="Home page", assume_scheme="https"
    )

    class Meta:
        model = Source
        fields = ("name", "kind", "country", "time_zone", "homepage")
        labels = {"name": "Name", "kind": "Kind", "country": "Country"}
        help_texts = {"country": f"{COUNTRY_DECIDES} When it is changed, they are read again."}

    def __init__(self, data: Any = None, *, instance: Source) -> None:
        super().__init__(data, instance=instance, label_suffix="")
        fields: Any = self.fields
        fields["time_zone"].choices = zone_choices(sites.likely_zones(instance))
        fields["time_zone"].help_text = f"{ZONE_DECIDES} When it is changed, its articles are dated anew."
        fields["homepage"].help_text = "Articles and feeds at this host are taken for this source’s."
        fields["country"].queryset = Country.objects.filter(is_sample=instance.is_sample)
        fields["country"].empty_label = "Not known"

    def values(self) -> dict[str, object]:
        """What was given, by the names of the source's fields."""
        return {name: self.cleaned_data[name] for name in self.Meta.fields}
