"""Shifts and splits to follow by Atom: what readers may see, whoever asks, narrowed as the pages are."""

from datetime import UTC, datetime, time

from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import format_html
from django.views.decorators.http import require_safe

from tracker.analysis.shift_words import with_it
from tracker.models import Shift, Split, Statement
from tracker.models.findings import Finding
from tracker.templatetags.record import said_when, told

from .shifts import ShiftRow, narrowing, shift_rows
from .site import SITE_NAME, asked_of, refuse_nonsense
from .splits import split_rows

ENTRIES = 50
LATEST_FIRST = (F("decided_at").desc(nulls_last=True), "-day", "-pk")


@require_safe
def shifts_atom(request: HttpRequest) -> HttpResponse:
    """The latest to be confirmed, one entry for a move whatever the number of lines that make it.

    An address that asks for something there is not has no feed, as it would follow something else.
    """
    asked = narrowing(request)
    refuse_nonsense(asked.nonsense)
    found = asked.of(Shift.objects.public().moves())
    rows = shift_rows(found.leading().order_by(*LATEST_FIRST)[:ENTRIES], among=found)
    feed = _feed(request, "shifts")
    for row in rows:
        _add(feed, request, _title(row), row.shift, row.shift.get_absolute_url())
    return HttpResponse(feed.writeString("utf-8"), content_type=feed.content_type)


@require_safe
def splits_atom(request: HttpRequest) -> HttpResponse:
    rows = split_rows(Split.objects.public().order_by(*LATEST_FIRST)[:ENTRIES])
    feed = _feed(request, "splits")
    for row in rows:
        _add(feed, request, row.headline, row.split, row.address)
    return HttpResponse(feed.writeString("utf-8"), content_type=feed.content_type)


def _feed(request: HttpRequest, name: str) -> Atom1Feed:
    query = asked_of(request)
    page = request.build_absolute_uri(reverse(name) + (f"?{query}" if query else ""))
    title = f"{SITE_NAME}: {name}" + (f" ({query})" if query else "")
    return Atom1Feed(title=title, link=page, description="", feed_url=request.build_absolute_uri(), feed_guid=page)


def _title(row: ShiftRow) -> str:
    return row.headline + with_it([shift.subject_in_words for shift in row.with_it])


def _add(feed: Atom1Feed, request: HttpRequest, title: str, finding: Shift | Split, address: str) -> None:
    """An entry named by the key of its row, which it keeps when it is computed anew."""
    name = "shift" if isinstance(finding, Shift) else "split"
    feed.add_item(
        title=f"{finding.topic}: {title}",
        link=request.build_absolute_uri(address),
        unique_id=request.build_absolute_uri(f"{reverse(f'{name}s')}#{name}-{finding.pk}"),
        description=_words(finding),
        pubdate=_since(finding),
        updateddate=_since(finding),
    )


def _words(finding: Shift | Split) -> str:
    """What was said before and after, as HTML."""
    assert finding.before is not None, "a move has a statement before it"
    note = format_html("<p>Editor’s note: {}</p>", finding.note) if finding.note else ""
    return format_html("{}{}{}", _quoted(finding.before), _quoted(finding.after), note)


def _quoted(statement: Statement) -> str:
    who = statement.official.name if statement.official else statement.speaker_name
    office = f", {statement.office.name}" if statement.office else ""
    return format_html("<p>{}{}, {}: {}</p>", who, office, said_when(statement), told(statement))


def _since(finding: Finding) -> datetime:
    """When it was confirmed, else the day it is dated to."""
    return finding.decided_at or datetime.combine(finding.day, time(), UTC)  # type: ignore[attr-defined]
