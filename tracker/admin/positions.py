"""Positions and shifts, to look at."""

from django.contrib import admin

from tracker.models import Position, Shift, Split

from .evidence import EvidenceAdmin

COMPUTED = (
    "Computed from accepted stances; they change when the review queue does, or by `manage.py rebuild_positions`."
)


@admin.register(Position)
class PositionAdmin(EvidenceAdmin):
    elsewhere = COMPUTED
    list_display = ("official", "office", "country", "topic", "start", "end", "state", "score", "evidence_count")
    list_filter = ("state", "score", ("topic", admin.RelatedOnlyFieldListFilter))
    list_select_related = ("official", "office", "country", "topic")
    search_fields = ("official__name", "topic__name")

    def get_queryset(self, request):
        return (
            super()
            .get_queryset(request)
            .select_related("official", "office", "country", "topic", "last_statement__official")
        )


@admin.register(Shift)
class ShiftAdmin(EvidenceAdmin):
    elsewhere = COMPUTED
    list_display = (
        "official",
        "office",
        "country",
        "topic",
        "day",
        "kind",
        "score_before",
        "score_after",
        "state",
        "found",
    )
    list_filter = ("state", "found", "kind", ("topic", admin.RelatedOnlyFieldListFilter))
    list_select_related = ("official", "office", "country", "topic")
    search_fields = ("official__name", "topic__name")
    date_hierarchy = "day"

    def get_queryset(self, request):
        related = (
            "official",
            "office",
            "country",
            "topic",
            "decided_by",
            "before__official",
            "after__official",
            "office_before",
            "office_after",
        )
        return super().get_queryset(request).select_related(*related)


@admin.register(Split)
class SplitAdmin(EvidenceAdmin):
    elsewhere = COMPUTED
    list_display = ("country", "topic", "day", "apart", "state", "found")
    list_filter = ("state", "found", ("topic", admin.RelatedOnlyFieldListFilter))
    list_select_related = ("country", "topic")
    search_fields = ("country__name", "topic__name")
    date_hierarchy = "day"

    def get_queryset(self, request):
        related = ("country", "topic", "decided_by", "before__official", "after__official")
        return super().get_queryset(request).select_related(*related)
