"""Who publishes."""

from typing import Any

from django.contrib import admin
from django.contrib.auth.models import User
from django.http import HttpRequest

from tracker.models import Source
from tracker.pipeline import sources

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

    def save_model(self, request: HttpRequest, obj: Source, form: Any, change: bool) -> None:
        """What follows from another time zone or country follows here too."""
        if not change:
            super().save_model(request, obj, form, change)
            return
        changed = {name: form.cleaned_data[name] for name in form.changed_data}
        actor = request.user if isinstance(request.user, User) else None
        sources.change(Source.objects.get(pk=obj.pk), actor=actor, **changed)
