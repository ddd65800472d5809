"""Browsing what is evidence or was computed: nothing of it is edited here."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest


class ReadOnly:
    """No adding, changing or deleting, whoever asks."""

    def has_add_permission(self, *args: Any, **kwargs: Any) -> bool:
        return False

    def has_change_permission(self, *args: Any, **kwargs: Any) -> bool:
        return False

    def has_delete_permission(self, *args: Any, **kwargs: Any) -> bool:
        return False


class EvidenceAdmin(ReadOnly, admin.ModelAdmin):
    """A list and a page to look at, with a sentence (`elsewhere`) that says where the rows come from or change."""

    elsewhere = ""
    list_per_page = 50
    show_full_result_count = False

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        return super().changelist_view(request, {"subtitle": self.elsewhere, **(extra_context or {})})

    def get_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        """All columns, those the database computes among them."""
        columns = [field.name for field in self.opts.fields if not field.primary_key]
        return columns + [field.name for field in self.opts.many_to_many]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        return self.get_fields(request, obj)

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        return [(None, {"fields": self.get_fields(request, obj), "description": self.elsewhere})]


class EvidenceInline(ReadOnly, admin.TabularInline):
    """Rows to look at under their parent, each with a link to its own page."""

    extra = 0
    max_num = 0
    show_change_link = True

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return self.fields


class Hidden:
    """A page that is reached from its parent, and is not on the front page of the admin."""

    def has_module_permission(self, request: HttpRequest) -> bool:
        return False
