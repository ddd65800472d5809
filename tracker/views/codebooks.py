"""Changing a topic's codebook, with what that calls into question shown before it is done; adding a topic."""

from django.contrib import messages
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from tracker import queue
from tracker.analysis.codebook_changes import Frozen
from tracker.forms.codebooks import CodebookForm, TopicForm, filled_from
from tracker.models import IssueTopic, Quotation, RecordSearch
from tracker.pipeline import codebooks
from tracker.pipeline.records import BadLine
from tracker.pipeline.topics import add
from tracker.tasks import search_record

from .accounts import editor_of, editors_only

MOST_LISTED = 60
LATE = "Somebody changed this codebook after you opened it. What you typed stands below; saving it replaces theirs."


@editors_only
@require_http_methods(["GET", "HEAD", "POST"])
def codebook(request: HttpRequest, slug: str) -> HttpResponse:
    """The codebook as a form, with `from=2` as version 2 had it. Where codes rest on a change, it is shown first, and
    saving it leads to them."""
    topic = get_object_or_404(IssueTopic.objects.with_scale(), slug=slug)
    here = codebooks.as_it_stands(topic)
    form = CodebookForm(request.POST or None, initial=_initial(request, topic, here))
    context = {"topic": topic, "form": form, "current": codebooks.current(topic)}
    if not form.is_valid():
        return render(request, "topics/codebook.html", context, status=422 if form.is_bound else 200)
    new = form.written()
    plan = codebooks.plan(topic, new)
    if request.POST.get("action") == "save" or plan is None or not plan.near.exists():
        try:
            made = codebooks.rewrite(topic, new, opened=form.cleaned_data["opened"], actor=editor_of(request))
        except codebooks.Outdated:
            form.add_error(None, LATE)
            form.data = request.POST.dict() | {"opened": here.fingerprint()}
            return render(request, "topics/codebook.html", context, status=409)
        queue.ring(search_record, topic.pk)
        messages.success(request, str(made) if made else "Saved. No code rests on what was changed.")
        if made and made.to_recheck:
            return redirect(f"{reverse('review')}?topic={topic.slug}&again=on")
        return redirect(topic)
    prints = Prefetch("statement__quotations", Quotation.objects.in_frames())
    near = plan.near.select_related("statement__official", "codebook", "topic")
    near = near.prefetch_related("topic__steps", prints)
    in_time = near.order_by("-statement__day", "-pk")
    context |= {"plan": plan, "near": in_time[:MOST_LISTED], "number": near.count()}
    return render(request, "topics/codebook.html", context)


def _initial(request: HttpRequest, topic: IssueTopic, here: Frozen) -> dict[str, object]:
    asked = request.GET.get("from", "")
    version = topic.codebooks.filter(number=asked).first() if asked.isdecimal() and len(asked) < 6 else None
    return filled_from(codebooks.frozen(version) if version else here) | {"opened": here.fingerprint()}


@editors_only
@require_http_methods(["GET", "HEAD", "POST"])
def add_topic(request: HttpRequest) -> HttpResponse:
    form = TopicForm(request.POST or None)
    if form.is_valid():
        try:
            topic = add(form.topic())
        except BadLine as reason:
            form.add_error(None, f"Not added: {reason}.")
        else:
            queue.ring(search_record, topic.pk)
            messages.success(request, f"“{topic.name}” is a topic now.")
            return redirect(topic)
    return render(request, "topics/add.html", {"form": form}, status=422 if form.is_bound else 200)


@editors_only
@require_POST
def search_for(request: HttpRequest, slug: str) -> HttpResponse:
    """Look through what is on record for the topic once more."""
    topic = get_object_or_404(IssueTopic, slug=slug)
    if not RecordSearch.objects.ask(topic):
        messages.info(request, "Nothing is on record yet.")
    elif queue.ring(search_record, topic.pk):
        messages.success(request, "What is on record is being searched for this topic.")
    else:
        messages.warning(request, "The queue does not answer. The search starts as soon as it does.")
    return redirect(topic)
