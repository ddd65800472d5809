"""Who publishes."""

from django.contrib import admin

from tracker.models import Source

from .inputs import WIDE


@admin.register(Source)
class SourceAdmin(admin.ModelAdmin):
    list_display = ("name", "kind", "country", "time_zone", "is_sample")
    list_filter = ("kind", "is_sample")
    list_select_related = ("country",)
    search_fields = ("name", "slug", "homepage")
    autocomplete_fields = ("country",)
    prepopulated_fields = {"slug": ("name",)}
    formfield_overrides = WIDE
    fields = ("name", "slug", "kind", "country", "time_zone", "homepage", "is_sample")
    readonly_fields = ("is_sample",)
