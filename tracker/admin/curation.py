"""What editors decided, to look at."""

from django.contrib import admin

from tracker.models import Decision

from .evidence import EvidenceAdmin


@admin.register(Decision)
class DecisionAdmin(EvidenceAdmin):
    elsewhere = "Decisions are a record. A decision is undone in the review queue, which is a decision of its own."
    list_display = ("at", "actor", "verb", "statement", "note")
    list_filter = ("verb", ("actor", admin.RelatedOnlyFieldListFilter))
    list_select_related = ("actor", "statement__official")
    search_fields = ("note", "statement__text", "statement__official__name")
    date_hierarchy = "at"

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("actor", "statement__official", "undoes__actor")
