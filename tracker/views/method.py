"""How things are computed, in words, and how well suggestions of stances have done so far."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from tracker import queue
from tracker.pipeline import agreement
from tracker.pipeline.encoder import encoder_folder
from tracker.tasks import learn_stances

from .accounts import editors_only
from .site import respond


@require_safe
def method(request: HttpRequest) -> HttpResponse:
    agreements = agreement.by_topic()
    context = {
        "agreements": agreements,
        "bands": agreement.by_confidence(),
        "families": agreement.by_family(agreements),
        "reads_meaning": encoder_folder() is not None,
    }
    return respond(request, "method/method.html", context)


@editors_only
@require_POST
def learn(request: HttpRequest) -> HttpResponse:
    """Have every family of topics taught now, without waiting for the night."""
    if queue.ring(learn_stances):
        messages.success(request, "Learning has started. Load this page again in a minute to see what came of it.")
    else:
        messages.warning(request, "The queue does not answer. Learning starts tonight at the latest.")
    return redirect(f"{reverse('method')}#learning")
