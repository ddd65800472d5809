"""Offices with the titles they are printed as, and who held them."""

from django.contrib import admin
from import_export.fields import Field

from tracker.models import Office, Tenure
from tracker.pipeline.positions import recompute_for_tenures
from tracker.pipeline.records import day_cell, joined

from .inputs import WIDE
from .spreadsheets import RegisterExport, RegisterResource
from .tenures import FollowsTenures


class OfficeResource(RegisterResource):
    slug = Field("slug", "slug")
    name = Field("name", "name")
    country = Field("country_id", "country")
    institution = Field("institution__slug", "institution")
    role = Field("role", "role")
    titles = Field(column_name="titles")
    outside_government = Field(column_name="outside_government")
    source = Field("source", "source")

    def dehydrate_titles(self, row: Office) -> str:
        return joined(row.titles)

    def dehydrate_outside_government(self, row: Office) -> str:
        return "" if row.speaks_for_government else "1"


class TenureResource(RegisterResource):
    official = Field("official__slug", "official")
    office = Field("office__slug", "office")
    start = Field(column_name="start")
    end = Field(column_name="end")
    acting = Field(column_name="acting")
    source = Field("source", "source")

    def dehydrate_start(self, row: Tenure) -> str:
        return day_cell(row.start, row.start_precision)

    def dehydrate_end(self, row: Tenure) -> str:
        return day_cell(row.end, row.end_precision)

    def dehydrate_acting(self, row: Tenure) -> str:
        return "1" if row.acting else ""


@admin.register(Office)
class OfficeAdmin(RegisterExport, admin.ModelAdmin):
    resource_classes = [OfficeResource]
    list_display = ("name", "country", "role", "institution", "is_sample")
    list_filter = ("role", "is_sample", ("country", admin.RelatedOnlyFieldListFilter))
    list_select_related = ("country", "institution")
    search_fields = ("name", "titles", "slug", "country__name")
    search_help_text = "Name, a title in print, or a country."
    autocomplete_fields = ("country", "institution")
    prepopulated_fields = {"slug": ("name",)}
    fields = (
        "name",
        "slug",
        "country",
        "institution",
        "speaks_for_government",
        "role",
        "titles",
        "source",
        "is_sample",
    )
    readonly_fields = ("is_sample",)
    formfield_overrides = WIDE


@admin.register(Tenure)
class TenureAdmin(FollowsTenures, RegisterExport, admin.ModelAdmin):
    tenures_by = "pk"
    resource_classes = [TenureResource]
    list_display = ("official", "office", "start", "start_precision", "end", "end_precision", "acting")
    list_filter = ("acting", "office__role", "official__is_sample")
    list_select_related = ("official", "office")
    date_hierarchy = "start"
    search_fields = ("official__name", "official__aliases__text", "office__name", "office__titles")
    search_help_text = "Official (also by a name in print) or office (also by a title)."
    autocomplete_fields = ("official", "office")
    formfield_overrides = WIDE
    fields = (
        "official",
        "office",
        ("start", "start_precision"),
        ("end", "end_precision"),
        "acting",
        "source",
    )

    def save_model(self, request, obj, form, change) -> None:
        before = self.offices([obj.pk])
        super().save_model(request, obj, form, change)
        recompute_for_tenures(before | {obj.office_id})
