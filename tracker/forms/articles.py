"""What an editor may ask of the list of articles."""

from django import forms
from django.db.models import Q

from tracker.models import Article
from tracker.models.articles import ArticleQuerySet

from .filters import ListFilter, source_field, words_field

WORKING = "working"


class ArticleFilter(ListFilter):
    q = words_field("Title or address")
    state = forms.ChoiceField(
        required=False,
        label="State",
        choices=[("", "Any"), (WORKING, "In work"), ("ready", "Ready"), ("failed", "Set aside")],
    )
    source = source_field()

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
