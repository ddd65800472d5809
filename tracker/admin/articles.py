"""Articles and their frozen versions, to look at."""

from django.contrib import admin

from tracker.models import Article, ArticleVersion

from .evidence import EvidenceAdmin, EvidenceInline, Hidden


class VersionInline(EvidenceInline):
    model = ArticleVersion
    fields = ("number", "captured_at", "language", "extracted_by", "read_by")


@admin.register(Article)
class ArticleAdmin(EvidenceAdmin):
    elsewhere = "Articles are evidence and are not edited. New ones come in by pasting, by address or by feed."
    list_display = ("title", "source", "published_on", "state", "state_since", "is_sample")
    list_filter = ("state", "is_sample", ("source", admin.RelatedOnlyFieldListFilter))
    list_select_related = ("source",)
    search_fields = ("title", "url")
    inlines = (VersionInline,)


@admin.register(ArticleVersion)
class VersionAdmin(Hidden, EvidenceAdmin):
    elsewhere = "A version is the text as captured at one moment, and never changes."
    list_display = ("article", "number", "captured_at", "read_by")
    list_select_related = ("article",)
    search_fields = ("article__title",)
