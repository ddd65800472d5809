"""Checking: the queue of what was found, and one statement at a time beside its evidence."""

from collections.abc import Sequence

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.db.models import Prefetch, Q, prefetch_related_objects
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tracker.analysis.excerpts import passage
from tracker.forms.proposals import proposed, topics_for, topics_of
from tracker.forms.queue import QueueFilter, following, queue
from tracker.forms.statements import ReviewForm, as_it_stands, label_of, likely_office, officials_for
from tracker.models import (
    Article,
    Check,
    Decision,
    Office,
    Official,
    Precision,
    Quotation,
    Stance,
    Statement,
)
from tracker.pipeline import curation, joining
from tracker.templatetags.record import said

from .accounts import editor_of, editors_only
from .bearings import bearings
from .evidence import Evidence
from .site import respond

PER_PAGE = 30
MOST_NAMES = 12
AROUND = 2  # paragraphs shown on either side of the words
# What a fragment of the form may be swapped for, by the id it is swapped into.
FRAGMENTS = {
    "office-field": "review/_office.html",
    "topic-fields": "review/_topics.html",
    "officials": "review/_names.html",
}


@editors_only
@require_safe
def review(request: HttpRequest) -> HttpResponse:
    """The queue: what bears on a topic first, then by day, the newest first."""
    asked = QueueFilter(request.GET)
    to_check = Q(state=Check.SUGGESTED) | Q(recheck=True, state=Check.ACCEPTED)
    shown = Stance.objects.filter(to_check).select_related("topic", "codebook").prefetch_related("topic__steps")
    found = (
        queue(asked)
        .select_related("official", "office", "on_behalf_of")
        .prefetch_related("candidates", Prefetch("stances", shown, to_attr="shown_stances"), _prints())
    )
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    query = request.GET.copy()
    query.pop("page", None)
    context = {
        "filter": asked,
        "page": page,
        "query": query.urlencode(),
        "asked_article": Article.objects.filter(pk=asked.cleaned_data.get("article") or 0).first(),
        "asked_official": Official.objects.filter(slug=asked.cleaned_data.get("official") or "").first(),
        "last": _last_of(request),
    }
    return respond(request, "review/queue.html", context, fragments={"found": "review/_found.html"})


def _last_of(request: HttpRequest) -> Decision | None:
    """The editor's latest decision that still stands."""
    theirs = Decision.objects.about_statements().standing().filter(actor=editor_of(request))
    return theirs.select_related("statement").first()


def _prints() -> "Prefetch[str]":
    """Where each was printed, the earliest first. Versions come without their texts, which the queue does not show."""
    rows = Quotation.objects.first_prints().select_related("version__article__source")
    rows = rows.defer("version__text", "version__furniture")
    return Prefetch("quotations", rows.order_by("version__article__published_at", "pk"))


def _evidence() -> "Prefetch[str]":
    rows = Quotation.objects.first_prints().with_presence().select_related("version__article__source", "official")
    return Prefetch("quotations", rows.order_by("version__article__published_at", "pk"))


@editors_only
@require_http_methods(["GET", "HEAD", "POST"])
def review_statement(request: HttpRequest, pk: int) -> HttpResponse:
    """One statement beside its evidence; a decision leads to the next one of the same queue.

    Deciding holds the statement's row, so that of two editors at once the second is told of the first.
    """
    if request.method == "POST":
        with transaction.atomic():
            get_object_or_404(Statement.objects.select_for_update(), pk=pk)
            return _answer(request, _statement(pk))
    statement = _statement(pk)
    topics = topics_of(statement, request.GET.getlist("topic_also"))
    form = ReviewForm(None, statement=statement, topics=topics, initial=proposed(statement, topics))
    return _show(request, statement, form)


def _statement(pk: int) -> Statement:
    rows = Statement.objects.select_related("official", "office", "on_behalf_of")
    return get_object_or_404(rows.prefetch_related(_evidence()), pk=pk)


def _answer(request: HttpRequest, statement: Statement) -> HttpResponse:
    """Do what the pressed button says: decide, or show the form again with what it asks for.

    A statement joined to another has no passages to stand on, and is not decided on by itself.
    """
    if statement.same_as_id is not None:
        return redirect("review_statement", statement.same_as_id)
    action = request.POST.get("action")
    given = request.POST.copy()
    for name, values in request.POST.lists():
        given.setlist(name, [value.replace("\x00", "") for value in values])
    if action == "accept_that_day":
        action, given["said_on_precision"] = "accept", Precision.DAY
    picked = Official.objects.filter(slug=given.get("pick", "")).first()
    if picked is not None:
        given["official"] = label_of(picked)
    form = ReviewForm(
        given,
        statement=statement,
        topics=topics_of(statement, given.getlist("topic_also")),
        propose_office=picked is not None or action == "offices",
    )
    if picked is not None or action not in {"accept", "reject"}:
        return _show(request, statement, form, unasked=True)
    if request.POST.get("seen") != seen_of(statement):
        return _answer_late(request, statement, form)
    if action == "accept" and not form.is_valid():
        return _show(request, statement, form, status=422)
    return _decide(request, statement, form)


def _decide(request: HttpRequest, statement: Statement, form: ReviewForm) -> HttpResponse:
    """Decide and go on; what comes next is looked up first, as the decision can change the statement's place."""
    next_one = following(QueueFilter(request.GET), statement)
    actor = editor_of(request)
    if request.POST.get("action") == "reject":
        decision = curation.reject(statement, actor=actor, note=form.data.get("note", "")[:500])
    else:
        decision = curation.accept(statement, actor=actor, edit=form.edit(), note=form.cleaned_data["note"])
    done = decision.get_verb_display().capitalize()
    messages.success(request, f"{done}: {said(statement, 80)}", extra_tags=f"undo-{decision.pk}")
    return _onward(request, next_one)


def _answer_late(request: HttpRequest, statement: Statement, form: ReviewForm) -> HttpResponse:
    """Somebody decided after the form was opened: go on if it was just this, else ask again, with what was typed."""
    if request.POST.get("action") == "reject":
        same = statement.state == Check.REJECTED
    else:
        same = form.is_valid() and form.edit() == as_it_stands(statement)
    if same:
        return _onward(request, following(QueueFilter(request.GET), statement))
    return _show(request, statement, form, status=409, unasked=True, late=True)


def _onward(request: HttpRequest, next_one: int | None) -> HttpResponse:
    address = reverse("review_statement", args=[next_one]) if next_one else reverse("review")
    return redirect(f"{address}?{request.GET.urlencode()}" if request.GET else address)


@editors_only
@require_POST
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a decision back and show its statement again, among the `filters` of the queue it was decided in."""
    decision = get_object_or_404(Decision.objects.about_statements(), pk=pk)
    try:
        curation.undo(decision, actor=editor_of(request))
        messages.success(request, "Undone. The statement is as it was before.")
    except curation.CannotUndo as reason:
        messages.warning(request, str(reason))
    back = request.POST.get("next", "")
    if url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()}):
        return redirect(back)
    address, filters = reverse("review_statement", args=[decision.statement_id]), request.POST.get("filters", "")
    return redirect(f"{address}?{QueryDict(filters).urlencode()}" if filters else address)


def _show(
    request: HttpRequest,
    statement: Statement,
    form: ReviewForm,
    *,
    status: int = 200,
    unasked: bool = False,
    late: bool = False,
) -> HttpResponse:
    """The page; `unasked` keeps quiet about what is missing, `late` says that somebody decided meanwhile."""
    asked = QueueFilter(request.GET)
    candidates = list(statement.candidates.all())
    decisions = list(statement.decisions.select_related("actor", "undone_by"))
    bearing = bearings(form, statement.day or timezone.localdate())
    unchecked = any(not quotation.checked for quotation in statement.quotations.all())
    context = {
        "statement": statement,
        "form": form,
        "bearings": bearing,
        "again": statement.state == Check.ACCEPTED and (unchecked or any(one.since for one in bearing)),
        "unasked": unasked,
        "late": late,
        "evidence": [Evidence(q, passage(q.version.text, q.spans, around=AROUND)) for q in statement.quotations.all()],
        "candidates": _with_offices(statement, candidates),
        "names": _names(form, statement, candidates),
        "seen": seen_of(statement),
        "query": request.GET.urlencode(),
        "following": following(asked, statement),
        "waiting": queue(asked).count(),
        "no_date": statement.said_on is None and statement.reported_on is not None,
        "other_topics": topics_for(statement).exclude(pk__in=[t.pk for t in form.topics]),
        "alike": _alike(statement) if statement.state == Check.SUGGESTED else [],
        "decisions": decisions,
        "standing": next((d for d in decisions if d.verb != "undo" and not hasattr(d, "undone_by")), None),
        "last": _last_of(request),
    }
    return respond(request, "review/statement.html", context, fragments=FRAGMENTS, status=status)


def _alike(statement: Statement) -> Sequence[Statement]:
    found = joining.alike(statement)
    prefetch_related_objects(found, Prefetch("quotations", Quotation.objects.in_frames()))
    return found


def _with_offices(statement: Statement, candidates: Sequence[Official]) -> list[tuple[Official, Office | None]]:
    """Each candidate with the office that tells them apart."""
    day = statement.said_on or statement.reported_on
    return [(official, likely_office(official, day)) for official in candidates]


def _names(form: ReviewForm, statement: Statement, candidates: Sequence[Official]) -> list[tuple[str, Official]]:
    """Officials to offer, with what to type for each: those near the words, then some that go with what was typed."""
    typed = str(form["official"].value() or "").strip()
    near = [*candidates, *(q.official for q in statement.quotations.all() if q.official)]
    everyone = officials_for(statement).select_related("country").order_by("is_sample", "name")
    found = list(everyone.named(typed)[:MOST_NAMES]) if len(typed) > 1 else []
    return [(label_of(official), official) for official in dict.fromkeys([*near, *found])]


def seen_of(statement: Statement) -> str:
    """What the editor looked at: state, last decision and number of passages, to notice what came in the meantime."""
    last = statement.decisions.order_by("-pk").values_list("pk", flat=True).first()
    return f"{statement.state}:{last or 0}:{statement.quotations.count()}"
