"""Officials: persons and institutions, with the names they are printed under and the offices they held."""

from datetime import date

from django import forms
from django.contrib import admin
from django.db.models import Prefetch, QuerySet
from django.utils import timezone
from import_export.fields import Field

from tracker.models import Alias, Official, Tenure
from tracker.pipeline import newcomers
from tracker.pipeline.positions import recompute_for_tenures
from tracker.pipeline.records import alias_cell, joined

from .inputs import WIDE, ChosenSelect
from .rows import DistinctAliases, TenuresApart
from .spreadsheets import RegisterExport, RegisterResource
from .tenures import FollowsTenures


class OfficialResource(RegisterResource):
    slug = Field("slug", "slug")
    name = Field("name", "name")
    kind = Field("kind", "kind")
    country = Field("country_id", "country")
    gender = Field("gender", "gender")
    family_name = Field("family_name", "family_name")
    aliases = Field(column_name="aliases")
    wikidata = Field("wikidata", "wikidata")
    source = Field("source", "source")

    def dehydrate_aliases(self, row: Official) -> str:
        return joined(alias_cell(alias.text, alias.valid_from, alias.valid_until) for alias in row.aliases.all())


class AliasInline(admin.TabularInline):
    model = Alias
    formset = DistinctAliases
    extra = 0


class TenureForm(forms.ModelForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk is not None:
            self.fields["office"].widget.widget.chosen = self.instance.office


class TenureInline(admin.StackedInline):
    """Laid out in lines: as columns, these fields are wider than a window."""

    model = Tenure
    form = TenureForm
    formset = TenuresApart
    extra = 0
    autocomplete_fields = ("office",)
    fields = (("office", "acting"), ("start", "start_precision"), ("end", "end_precision"), "source")
    formfield_overrides = WIDE

    def get_queryset(self, request) -> "QuerySet[Tenure]":
        return super().get_queryset(request).select_related("office", "official").in_order()  # type: ignore[attr-defined]

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name == "office":
            kwargs["widget"] = ChosenSelect(db_field, self.admin_site)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


@admin.register(Official)
class OfficialAdmin(FollowsTenures, RegisterExport, admin.ModelAdmin):
    resource_classes = [OfficialResource]
    list_display = ("name", "kind", "country", "offices_today", "is_sample")
    list_filter = ("kind", "is_sample", ("country", admin.RelatedOnlyFieldListFilter))
    list_select_related = ("country",)
    search_fields = ("name", "aliases__text", "slug")
    search_help_text = "Name, or a name in print."
    autocomplete_fields = ("country",)
    prepopulated_fields = {"slug": ("name",)}
    formfield_overrides = WIDE
    fields = ("name", "slug", "kind", "country", "gender", "family_name", "wikidata", "source", "is_sample")
    readonly_fields = ("is_sample",)
    inlines = (AliasInline, TenureInline)

    def get_queryset(self, request) -> "QuerySet[Official]":
        today = timezone.localdate()
        return super().get_queryset(request).prefetch_related("aliases", _tenures_on(today))

    def save_related(self, request, form, formsets, change) -> None:
        """With the names and offices saved, lines follow them, and what waits for this official is read again."""
        official = form.instance
        before = self.offices([official.pk])
        super().save_related(request, form, formsets, change)
        if any(formset.model is Tenure and formset.has_changed() for formset in formsets):
            recompute_for_tenures(before | self.offices([official.pk]))
        titles = [title for tenure in official.tenures.select_related("office") for title in tenure.office.titles]
        names = [official.name, *official.aliases.values_list("text", flat=True)]
        newcomers.read_again(names if change else [*names, *titles])

    @admin.display(description="offices today")
    def offices_today(self, row: Official) -> str:
        return ", ".join(tenure.title for tenure in getattr(row, "tenures_today", ())) or "–"


def _tenures_on(day: date) -> Prefetch:
    return Prefetch("tenures", Tenure.objects.on(day).in_order().select_related("office"), to_attr="tenures_today")
