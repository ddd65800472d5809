"""Quotations, statements and stances, to look at."""

from django.contrib import admin

from tracker.models import Decision, Quotation, Stance, Statement

from .evidence import EvidenceAdmin, EvidenceInline

AT_REVIEW = (
    "Who said it, when, and what it means for a topic is decided in the review queue, where it is kept on record."
)


class QuotationInline(EvidenceInline):
    model = Quotation
    fields = ("content", "kind", "speaker_text", "confidence", "bounds_rule", "speaker_rule")


class StanceInline(EvidenceInline):
    model = Stance
    fields = ("topic", "score", "unclear", "state", "confidence", "method", "suggested_score", "suggested_by")

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("topic", "statement")


class DecisionInline(EvidenceInline):
    model = Decision
    fields = ("verb", "actor", "at", "note")

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("actor")


@admin.register(Statement)
class StatementAdmin(EvidenceAdmin):
    elsewhere = AT_REVIEW
    list_display = ("text", "official", "office", "day", "kind", "state", "is_sample")
    list_filter = ("state", "kind", "is_sample", "decisive")
    list_select_related = ("official", "office")
    search_fields = ("text", "speaker_name", "official__name")
    inlines = (QuotationInline, StanceInline, DecisionInline)

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("official", "office", "on_behalf_of")


@admin.register(Quotation)
class QuotationAdmin(EvidenceAdmin):
    elsewhere = "A quotation is a passage of a frozen text as the reader found it. " + AT_REVIEW
    list_display = ("content", "official", "speaker_text", "kind", "confidence", "bounds_rule", "speaker_rule")
    list_filter = ("kind", "mode", "bounds_rule", "speaker_rule")
    list_select_related = ("official",)
    search_fields = ("content", "speaker_text", "speaker_name", "official__name")

    def get_queryset(self, request):
        related = ("official", "office__country", "statement__official", "version__article", "on_behalf_of")
        return super().get_queryset(request).select_related(*related)


@admin.register(Stance)
class StanceAdmin(EvidenceAdmin):
    elsewhere = AT_REVIEW
    list_display = ("statement", "topic", "score", "unclear", "state", "confidence", "method", "suggested_score")
    list_filter = ("state", "score", "unclear", "method", ("topic", admin.RelatedOnlyFieldListFilter))
    list_select_related = ("statement__official", "topic")
    search_fields = ("statement__text", "topic__name")

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("statement__official", "topic")
