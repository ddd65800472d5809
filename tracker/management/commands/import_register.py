"""Officials, offices and tenures from CSV or Popolo JSON."""

from argparse import ArgumentParser, RawDescriptionHelpFormatter
from pathlib import Path
from typing import IO, Any, cast

from django.core.management.base import BaseCommand, CommandError
from rich.console import Console
from rich.table import Column, Table

from tracker.pipeline import newcomers, records, register
from tracker.pipeline.imports import Report

COLUMNS = "\n".join(
    f"  {kind}: {', '.join(sorted(records.REQUIRED[kind]))}; optional {', '.join(sorted(records.OPTIONAL[kind]))}"
    for kind in records.KINDS
)


class Command(BaseCommand):
    help = f"""Import officials, offices and tenures; prints added, changed, unchanged and refused by file.

FILEs are CSV, told by their header, or Popolo JSON (*.json), or folders of such; their order does not matter.
Columns:
{COLUMNS}
List cells are parted by |; days are 2024-07-05, 2024-07 or 2024; an alias may carry its first and last day:
Lord Cameron@2023-11-17/. A tenure's end is the first day it is no longer held.

An import never deletes. A value that was edited in the admin since the last import is kept, and the line counted
as "kept"; a column that a file does not have is left as it is. A refused line costs that line only."""

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
            self.stderr.write(str(refusal))
        Console(file=cast(IO[str], self.stdout)).print(table_of(report))
        if again := newcomers.read_again_what_is_named():
            self.stdout.write(f"{len(again)} articles are read again for those who are now in the register.")
        if report.refused:
            count = len(report.refused)
            raise CommandError(f"{count} {'line was' if count == 1 else 'lines were'} refused; all others were taken.")


def table_of(report: Report) -> Table:
    table = Table(
        Column("file", overflow="fold"), *(name for name in ("added", "changed", "unchanged", "kept", "refused"))
    )
    for file in report.files:
        counts = (file.added, file.changed, file.unchanged, file.kept, len(file.refused))
        table.add_row(file.file, *map(str, counts))
    return table
