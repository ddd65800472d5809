"""A search among statements as files: to follow (Atom), for a spreadsheet (CSV), for a program (JSON lines).

The address asks as the page's does, and gives what readers may see, whoever asks.
"""

from collections.abc import Iterator

from django.db.models import Max, Prefetch, Q
from django.db.models.functions import Coalesce
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape
from django.views.decorators.http import require_safe

from tracker.forms.search import StatementSearch
from tracker.models import Decision, Quotation, Stance, Statement
from tracker.models.statements import StatementQuerySet
from tracker.pipeline import exports
from tracker.templatetags.record import said_when, told

from .site import SITE_NAME, asked_of, refuse_nonsense

ENTRIES = 50
# Without it spreadsheets take the file for Latin-1, and curly quotes for rubbish.
BYTE_ORDER_MARK = "\ufeff"
ACCEPTING = Q(decisions__verb__in=[Decision.Verb.ACCEPT, Decision.Verb.CORRECT])


def _found(request: HttpRequest) -> StatementQuerySet:
    """The statements asked for; an address that makes no sense has none, as half an answer would mislead a program."""
    visible = Statement.objects.public()
    search = StatementSearch(request.GET, visible=visible, stances=Stance.objects.public())
    found = search.narrow(visible)
    refuse_nonsense(bool(search.errors))
    return found.newest_first()


@require_safe
def statements_csv(request: HttpRequest) -> StreamingHttpResponse:
    return _file(_with_mark(exports.as_csv(exports.statements(_found(request)), exports.STATEMENT_COLUMNS)), "csv")


@require_safe
def statements_jsonl(request: HttpRequest) -> StreamingHttpResponse:
    return _file(exports.as_jsonl(exports.statements(_found(request))), "jsonl")


def _with_mark(lines: Iterator[str]) -> Iterator[str]:
    yield BYTE_ORDER_MARK
    yield from lines


def _file(lines: Iterator[str], kind: str) -> StreamingHttpResponse:
    types = {"csv": "text/csv; charset=utf-8", "jsonl": "application/x-ndjson; charset=utf-8"}
    response = StreamingHttpResponse(lines, content_type=types[kind])
    response["Content-Disposition"] = f'attachment; filename="statements.{kind}"'
    return response


@require_safe
def statements_atom(request: HttpRequest) -> HttpResponse:
    """The latest to be put on record, which need not be the latest said."""
    accepted = Coalesce(Max("decisions__at", filter=ACCEPTING), "created_at")
    newest = _found(request).annotate(accepted_at=accepted).order_by("-accepted_at", "-pk")
    query = asked_of(request)
    page = request.build_absolute_uri(reverse("statements") + (f"?{query}" if query else ""))
    feed = Atom1Feed(
        title=f"{SITE_NAME}: statements" + (f" ({query})" if query else ""),
        link=page,
        description="",
        feed_url=request.build_absolute_uri(),
        feed_guid=page,
    )
    prints = Prefetch("quotations", Quotation.objects.filter(checked=True).in_frames())
    for statement in newest.select_related("official", "office").prefetch_related(prints)[:ENTRIES]:
        _add_entry(feed, statement, request)
    return HttpResponse(feed.writeString("utf-8"), content_type=feed.content_type)


def _add_entry(feed: Atom1Feed, statement: Statement, request: HttpRequest) -> None:
    who = statement.official.name if statement.official else statement.speaker_name
    office = f", {statement.office.name}" if statement.office else ""
    at = getattr(statement, "accepted_at", statement.created_at)
    feed.add_item(
        title=f"{who}{office}, {said_when(statement)}",
        link=request.build_absolute_uri(statement.get_absolute_url()),
        description=escape(told(statement)),  # it is read as HTML
        author_name=who,
        pubdate=at,
        updateddate=at,
    )
