"""The admin: the register and reference data to edit, and the evidence to look at. One module per noun."""

from django.contrib import admin

from . import articles, countries, curation, learning, offices, officials, positions, sources, statements, topics  # noqa: F401

admin.site.site_header = "Stance tracker: register and reference data"
admin.site.site_title = "Stance tracker"
admin.site.index_title = "What would you like to edit?"
