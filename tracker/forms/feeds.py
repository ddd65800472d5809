"""What an editor may ask of the list of feeds, and what one may add, edit and import."""

from collections.abc import Iterable
from datetime import timedelta
from itertools import zip_longest
from typing import Any

from django import forms
from django.db.models import Q

from tracker.models import Feed, Source
from tracker.models.feeds import FeedQuerySet
from tracker.pipeline import http, network
from tracker.pipeline.feeds import LEAST_MINUTES

from .filters import ListFilter, words_field

MOST_BYTES = 2_000_000


class FeedFilter(ListFilter):
    q = words_field("Title, source or address")
    health = forms.TypedChoiceField(
        required=False, coerce=int, empty_value=None, label="State", choices=[("", "Any"), *Feed.Health.choices]
    )

    def narrow(self, feeds: FeedQuerySet) -> FeedQuerySet:
        """`feeds` as asked; they must have their health."""
        self.is_valid()
        if words := self.cleaned_data.get("q"):
            feeds = feeds.filter(Q(title__icontains=words) | Q(url__icontains=words) | Q(source__name__icontains=words))
        if health := self.cleaned_data.get("health"):
            feeds = feeds.filter(health=health)  # type: ignore[misc]
        return feeds


class AddFeedForm(forms.Form):
    """An address, and once it was looked at, which of the feeds found there to add."""

    address = forms.CharField(
        max_length=2000,
        label="Address",
        help_text="Of a feed, or of a site’s home page: its feeds are then found and shown.",
    )
    source = forms.ModelChoiceField(
        Source.objects.order_by("name"),
        required=False,
        label="Source",
        empty_label="The one at this site, or a new one",
    )
    chosen = forms.MultipleChoiceField(required=False, label="Feeds found there", widget=forms.CheckboxSelectMultiple)
    # Where those were found, and what the page said of its site.
    looked_at = forms.CharField(required=False, max_length=2000, widget=forms.HiddenInput)
    home = forms.CharField(required=False, max_length=2000, widget=forms.HiddenInput)
    site = forms.CharField(required=False, max_length=300, widget=forms.HiddenInput)
    language = forms.CharField(required=False, max_length=35, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.label_suffix = ""
        self.fields["address"].widget.attrs.update(autofocus=True, autocapitalize="none", spellcheck="false")
        urls, titles = (
            self.data.getlist(name) if hasattr(self.data, "getlist") else [] for name in ("offered", "titles")
        )
        self.offer(zip_longest(urls, titles[: len(urls)], fillvalue=""))

    def offer(self, found: Iterable[tuple[str, str]]) -> None:
        """Let the editor choose among the feeds that were found, by address and title."""
        self.offered = dict(found)
        choices = [(url, f"{title}: {url}" if title else url) for url, title in self.offered.items()]
        self.fields["chosen"].choices = choices  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Another address is looked at anew; at the same one something must be chosen."""
        cleaned = super().clean() or self.cleaned_data
        same = cleaned.get("address") == cleaned.get("looked_at")
        if self.offered and same and not cleaned.get("chosen") and "chosen" not in self.errors:
            self.add_error("chosen", "Choose at least one of them.")
        return cleaned


class EditFeedForm(forms.ModelForm):  # type: ignore[type-arg]
    """What an editor may change of a feed."""

    url = forms.URLField(max_length=2000, label="Address", assume_scheme="https")
    least_minutes = forms.IntegerField(
        required=False,
        min_value=LEAST_MINUTES[0],
        max_value=LEAST_MINUTES[1],
        label="Not more often than every … minutes",
        help_text="Left empty, it is polled as often as it publishes and its publisher allows.",
    )

    class Meta:
        model = Feed
        fields = ("title", "url", "source", "text_from")
        labels = {"title": "Title", "source": "Source", "text_from": "Full text from"}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.label_suffix = ""
        least = self.instance.min_interval
        self.fields["least_minutes"].initial = least // timedelta(minutes=1) if least else None

    def clean_url(self) -> str:
        try:
            return str(network.parse(self.cleaned_data["url"]))
        except http.FetchRefused as refusal:
            raise forms.ValidationError(str(refusal)) from refusal

    def values(self) -> dict[str, object]:
        """What was given, by the names of the feed's fields."""
        least = self.cleaned_data["least_minutes"]
        given = {name: self.cleaned_data[name] for name in self.Meta.fields}
        return {**given, "min_interval": timedelta(minutes=least) if least else None}


class ImportFeedsForm(forms.Form):
    file = forms.FileField(label="OPML file", help_text="As other feed readers export it.")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.label_suffix = ""

    def clean_file(self) -> bytes:
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            raise forms.ValidationError(f"The file is larger than {MOST_BYTES // 1_000_000} million bytes.")
        return bytes(file.read())
