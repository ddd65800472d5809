"""Models learnt from editors' decisions, to look at."""

from django.contrib import admin

from tracker.models import StanceModel

from .evidence import EvidenceAdmin


@admin.register(StanceModel)
class StanceModelAdmin(EvidenceAdmin):
    elsewhere = "Trained every night from what editors decided, by the button on the method page or `learn_stances`."
    list_display = ("name", "state", "examples", "trained_at", "method", "compared_with", "compared_on")
    list_filter = ("state", "is_sample", "family")
    search_fields = ("family",)
    date_hierarchy = "trained_at"
    exclude = ("numbers", "taught_by")

    def get_queryset(self, request):
        return super().get_queryset(request).without_numbers()
