"""Officials, offices and tenures from CSV or Popolo JSON."""

from argparse import ArgumentParser, RawDescriptionHelpFormatter
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from tracker.pipeline import records, register

COLUMNS = "\n".join(
    f"  {kind}: {', '.join(sorted(records.REQUIRED[kind]))}; optional {', '.join(sorted(records.OPTIONAL[kind]))}"
    for kind in records.KINDS
)


class Command(BaseCommand):
    help = f"""Import officials, offices and tenures; prints added, changed and refused.

FILEs are CSV, told by their header, or Popolo JSON (*.json), or folders of such. Columns:
{COLUMNS}
List cells are parted by |; days are 2024-07-05, 2024-07 or 2024; an alias may carry its days: Lord Cameron@2023-11-17/
An import never deletes, and keeps what was edited in the admin since the last one."""

    def create_parser(self, *args: Any, **kwargs: Any) -> Any:
        return super().create_parser(*args, formatter_class=RawDescriptionHelpFormatter, **kwargs)

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("files", nargs="+", metavar="FILE", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            report = register.import_files(options["files"])
        except records.BadFile as error:
            raise CommandError(str(error)) from error
        for refusal in report.refused:
            self.stderr.write(refusal)
        self.stdout.write(
            f"{report.added} added, {report.changed} changed, {report.unchanged} unchanged, "
            f"{len(report.refused)} refused."
        )
        if report.refused:
            raise CommandError(f"{len(report.refused)} lines were refused; all others were imported.")
