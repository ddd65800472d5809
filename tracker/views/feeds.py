"""Feeds for editors: the list by health, one feed with its log, adding, editing, and lists in OPML."""

from collections.abc import Iterable
from copy import copy
from datetime import datetime, timedelta
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, F
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tracker import queue
from tracker.analysis import opml
from tracker.forms.feeds import AddFeedForm, EditFeedForm, FeedFilter, ImportFeedsForm
from tracker.models import Feed, IllegalState, Source
from tracker.pipeline import feeds as pipeline
from tracker.pipeline import http, manners
from tracker.tasks import poll_feed

from .accounts import editor_of, editors_only
from .site import asked_of, respond

PER_PAGE = 50
LOG_LINES = 30
ITEMS_SHOWN = 25
ZONELESS_SHOWN = 3
WEEK = timedelta(days=7)
SLOW = timedelta(seconds=45)


@editors_only
@require_safe
def feeds(request: HttpRequest) -> HttpResponse:
    now = timezone.now()
    asked = FeedFilter(request.GET)
    healthy = Feed.objects.with_health(now)
    found = asked.narrow(healthy.select_related("source")).with_items_since(now - WEEK)
    page = Paginator(found.order_by(F("health"), "title", "pk"), PER_PAGE).get_page(request.GET.get("page"))
    _tell_rests(page.object_list)
    context = {"filter": asked, "page": page, "now": now, "tallies": _tallies(now), "query": asked_of(request)}
    context |= _zoneless()
    return respond(request, "feeds/feeds.html", context, fragments={"found": "feeds/_found.html"})


def _tell_rests(shown: Iterable[Feed]) -> None:
    """Give each feed `rests_until`: when it may be asked again by the wish of its host, else `None`."""
    shown = list(shown)
    rests = manners.rests(feed.url for feed in shown)
    for feed in shown:
        feed.rests_until = rests.get(feed.url)  # type: ignore[attr-defined]


def _zoneless() -> dict[str, Any]:
    """The first sources with feeds whose time zone is not known, and how many more there are."""
    found = list(Source.objects.without_zone().filter(feeds__isnull=False).distinct().order_by("name"))
    return {"zoneless": found[:ZONELESS_SHOWN], "zoneless_more": len(found) - len(found[:ZONELESS_SHOWN])}


def _tallies(now: datetime) -> list[tuple[Feed.Health, int]]:
    """How many feeds there are of each health, the most urgent first, without those there are none of."""
    counted = Feed.objects.with_health(now).values_list(F("health")).annotate(Count("pk")).order_by(F("health"))
    return [(Feed.Health(health), number) for health, number in counted]


@editors_only
@require_safe
def feed(request: HttpRequest, pk: int) -> HttpResponse:
    """One feed; while a poll is due or under way the page asks again by itself."""
    now = timezone.now()
    wanted = Feed.objects.with_health(now).with_items_since(now - WEEK).select_related("source", "added_by")
    found = get_object_or_404(wanted, pk=pk)
    _tell_rests([found])
    held = found.claimed_until is not None and found.claimed_until > now
    context = {
        "feed": found,
        "now": now,
        "polling": found.is_active and (held or found.next_poll_at <= now),
        "slow": now - found.next_poll_at > SLOW,
        "events": found.events.select_related("actor")[:LOG_LINES],
        "items": found.items.select_related("article")[:ITEMS_SHOWN],
        "item_count": found.items.count(),
    }
    return respond(request, "feeds/feed.html", context, fragments={"feed": "feeds/_feed.html"})


@editors_only
@require_http_methods(["GET", "HEAD", "POST"])
def add_feed(request: HttpRequest) -> HttpResponse:
    """The first step looks at the address, asked for as `address` perhaps; where it holds several feeds, the second
    step takes those chosen."""
    if request.method == "POST":
        form = AddFeedForm(request.POST)
    else:
        form = AddFeedForm(initial={"address": request.GET.get("address", "")[:2000]})
    if form.is_valid():
        chosen = form.cleaned_data["chosen"] or _look(form)
        added = [feed for found in chosen if (feed := _add(request, form, found))]
        if added and not form.errors:
            return redirect(added[0]) if len(added) == 1 else redirect("feeds")
    return render(request, "feeds/add.html", {"form": form}, status=422 if form.errors else 200)


def _look(form: AddFeedForm) -> list[pipeline.Found]:
    """The one feed at the address; several are offered in the form instead, and trouble becomes its error."""
    try:
        found = pipeline.find(form.cleaned_data["address"])
    except (pipeline.NotFound, http.FetchRefused, http.FetchFailed) as error:
        form.add_error("address", str(error))
        return []
    if len(found) == 1:
        return found
    form.offer((f.url, f.title) for f in found)
    site = {"home": found[0].home or "", "site": found[0].site, "language": found[0].language or ""}
    form.data = dict(form.data.items()) | {"looked_at": form.cleaned_data["address"]} | site
    return []


def _add(request: HttpRequest, form: AddFeedForm, chosen: pipeline.Found | str) -> Feed | None:
    given = form.cleaned_data
    home = given["home"] or given["address"]
    found = (
        chosen
        if isinstance(chosen, pipeline.Found)
        else pipeline.Found(chosen, form.offered[chosen], home, given["site"], given["language"] or None)
    )
    try:
        feed, created = pipeline.add(found, source=form.cleaned_data["source"], actor=editor_of(request))
    except http.FetchRefused as error:
        form.add_error("address", str(error))
        return None
    if created:
        queue.ring(poll_feed, feed.pk, now=True)
    messages.add_message(
        request,
        messages.SUCCESS if created else messages.INFO,
        f"{feed} was added and is being polled." if created else f"{feed} is here already.",
    )
    return feed


@editors_only
@require_http_methods(["GET", "HEAD", "POST"])
def edit_feed(request: HttpRequest, pk: int) -> HttpResponse:
    feed = get_object_or_404(Feed, pk=pk)
    # The form writes what was given onto its own copy; what is saved is decided by the pipeline.
    form = EditFeedForm(request.POST or None, instance=copy(feed))
    if form.is_valid():
        changed = pipeline.edit(feed, actor=editor_of(request), **form.values())
        messages.success(request, "The changes are kept." if changed else "Nothing was changed.")
        return redirect(feed)
    context = {"form": form, "feed": feed}
    return render(request, "feeds/edit.html", context, status=422 if form.errors else 200)


@editors_only
@require_POST
def pause_feed(request: HttpRequest, pk: int) -> HttpResponse:
    feed = get_object_or_404(Feed, pk=pk)
    _step(request, lambda: feed.pause(editor_of(request)), f"{feed} is paused.")
    return _back(request, feed)


@editors_only
@require_POST
def resume_feed(request: HttpRequest, pk: int) -> HttpResponse:
    feed = get_object_or_404(Feed, pk=pk)
    if _step(request, lambda: feed.resume(editor_of(request)), f"{feed} is polled again."):
        queue.ring(poll_feed, feed.pk, now=True)
    return _back(request, feed)


@editors_only
@require_POST
def poll_feed_now(request: HttpRequest, pk: int) -> HttpResponse:
    feed = get_object_or_404(Feed, pk=pk)
    if feed.is_active:
        pipeline.poll_soon(feed)
        queue.ring(poll_feed, feed.pk, now=True)
        messages.success(request, f"{feed} is being polled.")
    else:
        messages.error(request, f"{feed} is {feed.get_state_display()}. Resume it first.")
    return _back(request, feed)


@editors_only
@require_safe
def export_feeds(request: HttpRequest) -> HttpResponse:
    body = pipeline.export_opml(Feed.objects.select_related("source").order_by("source__name", "title", "pk"))
    response = HttpResponse(body, content_type="text/x-opml; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="feeds.opml"'
    return response


@editors_only
@require_http_methods(["GET", "HEAD", "POST"])
def import_feeds(request: HttpRequest) -> HttpResponse:
    """The form, and after it what became of each entry of the list."""
    form = ImportFeedsForm(request.POST, request.FILES) if request.method == "POST" else ImportFeedsForm()
    entries = None
    if form.is_valid():
        try:
            entries = pipeline.import_opml(form.cleaned_data["file"], actor=editor_of(request))
        except opml.NotOpml as error:
            form.add_error("file", str(error))
    fates = [(fate, [e for e in entries or () if e.fate == fate]) for fate in pipeline.Fate]
    context: dict[str, Any] = {"form": form, "entries": entries, "fates": [(f, found) for f, found in fates if found]}
    return render(request, "feeds/import.html", context, status=422 if form.errors else 200)


def _step(request: HttpRequest, step: Any, done: str) -> bool:
    """Take a step and say so; one that was taken already changes nothing, and is said too."""
    try:
        step()
    except IllegalState:
        messages.info(request, "Nothing was changed: another editor was faster.")
        return False
    messages.success(request, done)
    return True


def _back(request: HttpRequest, feed: Feed) -> HttpResponse:
    """To the list as it was filtered, where the button was in the list; else to the feed."""
    if "list" not in request.POST:
        return redirect(feed)
    query = request.POST["list"]
    return redirect(f"{reverse('feeds')}?{query}" if query else "feeds")
