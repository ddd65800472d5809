"""Exports that a spreadsheet opens without running anything, in the columns `import_register` reads."""

from typing import Any

from import_export.admin import ExportMixin
from import_export.formats.base_formats import CSV
from import_export.resources import Resource

from tracker.pipeline.records import guarded


class RegisterResource(Resource):
    """A table with the columns of a register file; cells that look like formulas are guarded."""

    def export_field(self, field: Any, instance: Any, **kwargs: Any) -> str:
        return guarded(str(super().export_field(field, instance, **kwargs) or ""))


class RegisterExport(ExportMixin):
    """An export button that gives the rows as filtered, as CSV, at once."""

    formats = [CSV]
    # The form in between needs inline scripts, which the site forbids, and would offer one choice.
    skip_export_form = True
