"""How the taking in of articles is doing: for readers what is covered, for editors also what waits and what failed."""

from datetime import date, datetime, timedelta
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.functional import SimpleLazyObject
from django.views.decorators.http import require_POST, require_safe

from tracker import queue
from tracker.charts.bars import bars
from tracker.models import Article, Feed
from tracker.pipeline import claims, coverage, status
from tracker.tasks import ring_lost_bells

from .accounts import editors_only
from .site import is_editor, respond

DAYS, WEEKS = 14, 12
SHOWN = 20  # articles set aside, and feeds that need looking after
UNWELL = (Feed.Health.STOPPED, Feed.Health.FAILING, Feed.Health.SILENT)


@require_safe
def status_page(request: HttpRequest) -> HttpResponse:
    """The page; the part of it that counts what is under way asks again by itself, and nothing else on it moves."""
    now = timezone.now()
    context: dict[str, Any] = {"now": now, "work": lazy(partial(status.work, now))}
    if is_editor(request):
        context |= _for_editors(request, now)
    fragments = {"now": "status/_now.html"} if is_editor(request) else None
    today = timezone.localdate(now)
    context |= {
        "days": [today - timedelta(days=back) for back in reversed(range(DAYS))],
        "arrivals": lazy(partial(_arrivals, today)),
        "coverage": lazy(partial(coverage.coverage, until=today, weeks=WEEKS)),
    }
    return respond(request, "status/status.html", context, fragments=fragments)


def lazy(ask: Any) -> Any:
    """Asked when a template first shows it, so that a fragment costs no more than it prints."""
    return SimpleLazyObject(ask)


def _for_editors(request: HttpRequest, now: datetime) -> dict[str, Any]:
    return {
        "backlog": lazy(_backlog),
        "full": lazy(status.is_full),
        "live": request.GET.get("still") != "1",
        "health": lazy(lambda: [(words, n) for words, n in status.feeds_by_health(now).items() if n]),
        "unwell": lazy(lambda: list(_unwell(now))),
        "troubles": lazy(_troubles),
        "aside": lazy(lambda: list(_aside()[:SHOWN])),
    }


def _arrivals(today: date) -> list[tuple[coverage.Arrivals, Any]]:
    return [(row, bars(row.counts)) for row in coverage.arrivals(until=today, days=DAYS)]


def _backlog() -> queue.Backlog | None:
    """`None` where the queue does not answer."""
    try:
        return queue.backlog()
    except queue.Silent:
        return None


def _unwell(now: datetime) -> Any:
    found = Feed.objects.with_health(now).select_related("source")
    return found.filter(health__in=UNWELL).order_by("health", "title", "url")[:SHOWN]  # type: ignore[misc]


def _troubles() -> list[tuple[str, str, int]]:
    """Kinds of trouble that articles were set aside for: value, words, how many."""
    words = dict(Article.Trouble.choices) | {"other": "other"}
    return [(kind, words[kind], number) for kind, number in status.set_aside_by_trouble().items() if number]


def _aside() -> Any:
    return Article.objects.filter(state=Article.State.FAILED).select_related("source").order_by("-state_since", "-pk")


@editors_only
@require_POST
def retry(request: HttpRequest) -> HttpResponse:
    """Try again what was set aside: one `article`, all of one `trouble`, or with neither named all of it."""
    chosen = _aside()
    if key := request.POST.get("article", ""):
        chosen = chosen.filter(pk=key) if key.isdecimal() else chosen.none()
    elif trouble := request.POST.get("trouble", ""):
        chosen = chosen.filter(trouble=None if trouble == "other" else trouble)
    number = claims.retry(chosen)
    if not queue.ring(ring_lost_bells):
        messages.warning(request, "The queue does not answer; what is to be tried waits for it.")
    said = f"{number} article{'' if number == 1 else 's'} will be tried again. What fails again is listed here anew."
    messages.success(request, said if number else "Nothing was set aside.")
    return redirect("status")
