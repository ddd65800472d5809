"""Checking: the queue of what was found, and one statement at a time beside its evidence."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Exists, OuterRef, Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tracker.forms.statements import MENTION, PREFIX, QueueFilter, ReviewForm, likely_office
from tracker.models import Check, Decision, IssueTopic, Official, Quotation, Source, Stance, Statement
from tracker.models.statements import StatementQuerySet
from tracker.pipeline import curation, statements

from .accounts import editor_of, editors_only
from .passages import Paragraph, passage
from .site import respond

PER_PAGE = 30
MOST_NAMES = 12


@editors_only
@require_safe
def review(request: HttpRequest) -> HttpResponse:
    """The queue: what bears on a topic first, then by day, the newest first."""
    asked = QueueFilter(request.GET)
    shown = Stance.objects.filter(state=Check.SUGGESTED).select_related("topic").prefetch_related("topic__steps")
    found = (
        queue(asked)
        .select_related("official", "office", "on_behalf_of")
        .prefetch_related("candidates", Prefetch("stances", shown, to_attr="shown_stances"), _evidence())
    )
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    query = request.GET.copy()
    query.pop("page", None)
    context = {
        "filter": asked,
        "page": page,
        "query": query.urlencode(),
        "sources": Source.objects.filter(articles__isnull=False).distinct(),
        "last": Decision.objects.filter(actor=editor_of(request), undone_by=None).exclude(verb="undo").first(),
    }
    return respond(request, "review/queue.html", context, fragments={"found": "review/_found.html"})


def queue(asked: QueueFilter) -> StatementQuerySet:
    on_topic = Stance.objects.filter(statement=OuterRef("pk"), state=Check.SUGGESTED)
    found = asked.narrow(Statement.objects.to_check()).annotate(on_topic=Exists(on_topic))
    return found.order_by("-on_topic", "-day", "-pk")


def _evidence() -> "Prefetch[str]":
    rows = Quotation.objects.select_related("version__article__source").order_by("version__article__published_at", "pk")
    return Prefetch("quotations", rows)


@dataclass(frozen=True)
class Evidence:
    """A quotation and its place in the frozen text."""

    quotation: Quotation
    paragraphs: Sequence[Paragraph]


@editors_only
@require_http_methods(["GET", "HEAD", "POST"])
def review_statement(request: HttpRequest, pk: int) -> HttpResponse:
    """One statement beside its evidence; a decision leads to the next one of the same queue."""
    statement = get_object_or_404(
        Statement.objects.select_related("official", "office", "on_behalf_of").prefetch_related(_evidence()), pk=pk
    )
    if request.method == "POST":
        return _decide(request, statement)
    topics = _topics(statement, request.GET.getlist("topic_also"))
    form = ReviewForm(None, statement=statement, topics=topics, initial=_initial(statement, topics))
    return _show(request, statement, form)


def _decide(request: HttpRequest, statement: Statement) -> HttpResponse:
    topics = _topics(statement, request.POST.getlist("topic_also"))
    form = ReviewForm(request.POST, statement=statement, topics=topics)
    if request.POST.get("seen") != _seen(statement):
        messages.warning(request, "This statement was decided on meanwhile. It is shown as it stands now.")
        return redirect(f"{reverse('review_statement', args=[statement.pk])}?{request.GET.urlencode()}")
    if request.POST.get("action") == "reject":
        decision = curation.reject(statement, actor=editor_of(request), note=request.POST.get("note", "")[:500])
        return _onward(request, statement, decision, "Rejected")
    if request.POST.get("action") != "accept":  # asked for another topic or another official's offices
        return _show(request, statement, form, unasked=True)
    if not form.is_valid():
        return _show(request, statement, form, status=422)
    decision = curation.accept(statement, actor=editor_of(request), edit=form.edit(), note=form.cleaned_data["note"])
    return _onward(request, statement, decision, decision.get_verb_display().capitalize())


@editors_only
@require_POST
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a decision back and show its statement again."""
    decision = get_object_or_404(Decision, pk=pk)
    try:
        curation.undo(decision, actor=editor_of(request))
        messages.success(request, "Undone. The statement is as it was before.")
    except curation.CannotUndo as reason:
        messages.warning(request, str(reason))
    back = request.POST.get("next", "")
    if url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()}):
        return redirect(back)
    return redirect("review_statement", decision.statement_id)


@editors_only
@require_POST
def file_quotation(request: HttpRequest, pk: int) -> HttpResponse:
    """Make a statement of a passage that was left unfiled, and open it to say whose it is."""
    quotation = get_object_or_404(Quotation.objects.select_related("statement", "version__article__source"), pk=pk)
    statement = quotation.statement or statements.make_statement(quotation)
    return redirect("review_statement", statement.pk)


def _onward(request: HttpRequest, statement: Statement, decision: Decision, done: str) -> HttpResponse:
    """On to the next of the queue, with a way to take the decision back."""
    messages.success(request, f"{done}: “{statement.text[:80]}”", extra_tags=f"undo-{decision.pk}")
    following = queue(QueueFilter(request.GET)).exclude(pk=statement.pk).values_list("pk", flat=True).first()
    address = reverse("review_statement", args=[following]) if following else reverse("review")
    return redirect(f"{address}?{request.GET.urlencode()}" if request.GET else address)


def _show(
    request: HttpRequest, statement: Statement, form: ReviewForm, *, status: int = 200, unasked: bool = False
) -> HttpResponse:
    evidence = [Evidence(q, passage(q.version.text, q.spans)) for q in statement.quotations.all()]
    named = {q.official for q in statement.quotations.all() if q.official}
    candidates = list(statement.candidates.all())
    following = queue(QueueFilter(request.GET)).exclude(pk=statement.pk).values_list("pk", flat=True).first()
    context = {
        "statement": statement,
        "form": form,
        "unasked": unasked,
        "evidence": evidence,
        "candidates": candidates,
        "names": _names(form, [*candidates, *named]),
        "seen": _seen(statement),
        "query": request.GET.urlencode(),
        "following": following,
        "waiting": queue(QueueFilter(request.GET)).count(),
        "no_date": statement.said_on is None and statement.reported_on is not None,
        "other_topics": IssueTopic.objects.exclude(pk__in=[t.pk for t in form.topics]),
        "decisions": statement.decisions.select_related("actor", "undone_by"),
        "last": statement.decisions.exclude(verb="undo").filter(undone_by=None).first(),
    }
    fragments = {"office-field": "review/_office.html", "topic-fields": "review/_topics.html"}
    return respond(request, "review/statement.html", context, fragments=fragments, status=status)


def _names(form: ReviewForm, nearest: Sequence[Official]) -> list[Official]:
    """Officials to offer: those near the words, then some that go with what was typed."""
    typed = str(form["official"].value() or "").strip()
    found = list(Official.objects.named(typed).select_related("country")[:MOST_NAMES]) if len(typed) > 1 else []
    return list(dict.fromkeys([*nearest, *found]))


def _topics(statement: Statement, also: Sequence[str]) -> list[IssueTopic]:
    """The topics the form asks about: those with a stance that is not rejected, and those the editor added."""
    rows = statement.stances.all() if statement.state == Check.ACCEPTED else statement.stances.exclude(state="rejected")
    suggested = {stance.topic_id for stance in rows}
    topics = IssueTopic.objects.prefetch_related("steps")
    return [topic for topic in topics if topic.pk in suggested or topic.slug in also]


def _initial(statement: Statement, topics: Sequence[IssueTopic]) -> dict[str, Any]:
    """What the machine suggests, or what was decided. Without a day in the text the article's day is proposed."""
    day = statement.said_on or (statement.reported_on if statement.state == Check.SUGGESTED else None)
    precision = statement.said_on_precision if statement.said_on else "day" if day else "unknown"
    scores = {s.topic_id: s for s in statement.stances.exclude(state="rejected")}
    values: dict[str, Any] = {
        "official": statement.official.name if statement.official else "",
        "office": statement.office or _office_on(statement, day, precision),
        "said_on": day,
        "said_on_precision": precision,
        "kind": statement.kind,
        "decisive": statement.decisive,
    }
    for topic in topics:
        stance = scores.get(topic.pk)
        if stance is not None:
            unclear = stance.score is None and stance.state == Check.SUGGESTED
            values[PREFIX + topic.slug] = "" if unclear else MENTION if stance.score is None else str(stance.score)
    return values


def _office_on(statement: Statement, day: date | None, precision: str) -> Any:
    return None if precision == "before" else likely_office(statement.official, day)


def _seen(statement: Statement) -> str:
    """What the editor looked at: the state and the last decision, to notice another's in the meantime."""
    last = statement.decisions.order_by("-pk").values_list("pk", flat=True).first()
    return f"{statement.state}:{last or 0}"
