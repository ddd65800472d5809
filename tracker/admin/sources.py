"""Who publishes."""

from django.contrib import admin
from django.db import models

from tracker.models import Source


@admin.register(Source)
class SourceAdmin(admin.ModelAdmin):
    list_display = ("name", "kind", "country", "time_zone", "is_sample")
    list_filter = ("kind", "is_sample")
    list_select_related = ("country",)
    search_fields = ("name", "slug", "homepage")
    autocomplete_fields = ("country",)
    prepopulated_fields = {"slug": ("name",)}
    formfield_overrides = {models.URLField: {"assume_scheme": "https"}}
