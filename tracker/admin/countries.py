"""Countries and organisations, as the register names them."""

from django.contrib import admin
from import_export.fields import Field

from tracker.models import Country
from tracker.pipeline.records import joined

from .inputs import WIDE
from .spreadsheets import RegisterExport, RegisterResource


class CountryResource(RegisterResource):
    code = Field("code", "code")
    name = Field("name", "name")
    names = Field(column_name="names")
    adjectives = Field(column_name="adjectives")
    organisation = Field(column_name="organisation")
    source = Field("source", "source")

    def dehydrate_organisation(self, row: Country) -> str:
        return "1" if row.is_organisation else ""

    def dehydrate_names(self, row: Country) -> str:
        return joined(row.names)

    def dehydrate_adjectives(self, row: Country) -> str:
        return joined(row.adjectives)


@admin.register(Country)
class CountryAdmin(RegisterExport, admin.ModelAdmin):
    resource_classes = [CountryResource]
    list_display = ("name", "code", "adjectives", "is_organisation", "is_sample")
    list_filter = ("is_organisation", "is_sample")
    search_fields = ("name", "code", "names", "adjectives")
    formfield_overrides = WIDE

    def get_readonly_fields(self, request, obj=None):
        """The code is what other rows refer to; it is chosen once."""
        return ("code", "is_sample") if obj else ("is_sample",)
