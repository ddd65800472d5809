"""What an editor may ask of the list of articles."""

from typing import Any

from django import forms
from django.db.models import Q

from tracker.models import Article, Source
from tracker.models.articles import ArticleQuerySet

WORKING = "working"


class ArticleFilter(forms.Form):
    """Every part may be left out; a part that makes no sense is left out too, and the form says so."""

    q = forms.CharField(required=False, max_length=200, label="Title or address")
    state = forms.ChoiceField(
        required=False,
        label="State",
        choices=[("", "Any"), (WORKING, "In work"), ("ready", "Ready"), ("failed", "Set aside")],
    )
    source = forms.ModelChoiceField(
        Source.objects.none(), required=False, to_field_name="slug", empty_label="Any source", label="Source"
    )

    def __init__(self, data: Any) -> None:
        super().__init__(data, label_suffix="", auto_id="filter-%s")
        self.fields["q"].widget.input_type = "search"
        sources = Source.objects.filter(articles__isnull=False).distinct().order_by("name")
        self.fields["source"].queryset = sources  # type: ignore[attr-defined]

    def narrow(self, articles: ArticleQuerySet) -> ArticleQuerySet:
        self.is_valid()
        asked = self.cleaned_data
        if words := asked.get("q"):
            articles = articles.filter(Q(title__icontains=words) | Q(url__icontains=words))
        if source := asked.get("source"):
            articles = articles.filter(source=source)
        if state := asked.get("state"):
            wanted = Article.UNFINISHED if state == WORKING else [state]
            articles = articles.filter(state__in=wanted)
        return articles
