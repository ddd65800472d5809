"""The whole pipeline now, for files and addresses."""

from argparse import ArgumentParser
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from rich.console import Console
from rich.progress import Progress

from tracker.models import Article, Source
from tracker.pipeline import articles, documents, http, quotations, stances, statements

from ._shared import COLUMNS, day, source_named

READ, KNOWN, NOT_READ = "read", "known", "not read"


class Command(BaseCommand):
    help = "Read, file and suggest now, with a progress bar. A second run of the same texts adds nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("items", nargs="+", metavar="PATH|URL")
        parser.add_argument("--date", type=day, help="Day of publication, YYYY-MM-DD.")
        parser.add_argument("--source", metavar="SLUG", help="Who publishes it.")

    def handle(self, *args: Any, **options: Any) -> None:
        source = source_named(options["source"]) if options["source"] else None
        items = _files(options["items"])
        desk, codebook = quotations.Desk.open(), stances.Codebook.open()
        fates: Counter[str] = Counter()
        with Progress(*COLUMNS, console=Console(stderr=True)) as progress:
            for item in progress.track(items, description="Reading"):
                fates[self._take(item, options["date"], source, desk, codebook)] += 1
        if len(items) > 1:
            summary = f"{fates[READ]} read, {fates[KNOWN]} known already, {fates[NOT_READ]} not read."
            Console(stderr=True).print(summary, highlight=False)
        if fates[NOT_READ]:
            raise CommandError(f"{fates[NOT_READ]} of {len(items)} could not be read.")

    def _take(
        self,
        item: str,
        published: date | None,
        source: Source | None,
        desk: quotations.Desk,
        codebook: stances.Codebook,
    ) -> str:
        """Take one item in, say what came of it, and give that as one of three words."""
        try:
            article = _submitted(item, published, source)
            known = article.is_finished
            run(article, desk, codebook)
        except (articles.Refused, http.FetchFailed) as error:
            self.stderr.write(f"{item}: {error}")
            return NOT_READ
        self.stdout.write(_summary(item, article, new=not known))
        if article.state == Article.State.FAILED:
            return NOT_READ
        return KNOWN if known else READ


def run(article: Article, desk: quotations.Desk, codebook: stances.Codebook) -> None:
    """Every stage the article still needs, in order; each does nothing where it is not wanted."""
    articles.fetch(article)
    quotations.read_article(article, desk=desk)
    statements.file_article(article, codebook=codebook)


def _submitted(item: str, published: date | None, source: Source | None) -> Article:
    if item.startswith(("http://", "https://")):
        return articles.submit_address(item, source=source)
    try:
        text = documents.decode(Path(item).read_bytes(), None)
    except OSError as error:
        raise articles.Refused(f"{error.strerror}.") from error
    return articles.submit_text(text, source=source, published_on=published)


def _files(items: list[str]) -> list[str]:
    """The items with each folder replaced by the text and HTML files in it."""
    found: list[str] = []
    for item in items:
        path = Path(item)
        if path.is_dir():
            found += sorted(str(p) for p in path.rglob("*") if p.suffix.lower() in {".txt", ".html", ".htm"})
        else:
            found.append(item)
    return found


def _summary(item: str, article: Article, *, new: bool) -> str:
    if article.state == Article.State.FAILED:
        return f"{item}: set aside: {article.state_reason}"
    if article.same_as is not None:
        return f"{item}: article {article.same_as.pk}, known already under another address"
    version = article.latest_version
    count = version.quotations.count() if version else 0
    filed = version.quotations.exclude(statement=None).values("statement").distinct().count() if version else 0
    known = "" if new else " (known already, nothing added)"
    return f"{item}: article {article.pk}, {count} quotations, {filed} statements{known}"
