"""Splits in the line: two voices of one government, side by side."""

from dataclasses import dataclass

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from tracker.analysis.shift_words import two_voices
from tracker.models import Decision, Split
from tracker.models.series import timeline_address
from tracker.models.splits import SplitQuerySet
from tracker.templatetags.record import said, said_of_topic

from .shifts import LONGEST, asked_state, frames
from .site import asked_of, is_editor, respond

PER_PAGE = 20


@dataclass(frozen=True)
class SplitRow:
    """A split with both steps, as numbers and in the topic's words, and what was said of the topic.

    `decision` is the last one that stands.
    """

    split: Split
    headline: str
    address: str
    score_before: int | None
    score_after: int | None
    word_before: str
    word_after: str
    said_before: str
    said_after: str
    decision: Decision | None


@require_safe
def splits(request: HttpRequest) -> HttpResponse:
    """All splits, the newest first; editors may ask for another `state` than what readers see."""
    shown, state = asked_state(request, Split.objects.all())
    page = Paginator(shown.newest_first(), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "rows": split_rows(shown.newest_first().filter(pk__in=[split.pk for split in page.object_list])),
        "query": asked_of(request),
        "state": state,
        "waiting": Split.objects.to_confirm().count() if is_editor(request) else 0,
    }
    return respond(request, "splits/splits.html", context)


def split_rows(splits: SplitQuerySet) -> list[SplitRow]:
    """The rows a list of splits prints, in a constant number of queries."""
    related = ("country", "topic", "before__official", "after__official", "before__office", "after__office")
    stances = ("topic__steps", "before__stances", "after__stances")
    rows = list(splits.select_related(*related).prefetch_related(*stances, *frames()))
    decisions = Decision.objects.last_about(rows)
    return [_row(split, decisions.get(split.pk)) for split in rows]


def _row(split: Split, decision: Decision | None) -> SplitRow:
    words = split.topic.step_words()
    before, after = (
        next((s for s in statement.stances.all() if s.topic_id == split.topic_id), None)
        for statement in (split.before, split.after)
    )
    score_before, score_after = (stance.score if stance else None for stance in (before, after))
    word_before, word_after = words[score_before], words[score_after]
    return SplitRow(
        split,
        two_voices(name=split.country.in_words, before=word_before, after=word_after),
        timeline_address(split.country, split.topic),
        score_before,
        score_after,
        word_before,
        word_after,
        said_of_topic(before, LONGEST) if before else said(split.before, LONGEST),
        said_of_topic(after, LONGEST) if after else said(split.after, LONGEST),
        decision,
    )
