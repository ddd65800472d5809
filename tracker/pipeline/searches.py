"""Searching what is on record for one topic, in parts that can end anywhere and be done twice.

A topic that an editor adds, or whose words change, would else be told only of what comes next. Unchecked statements
get or lose the suggestion as if they were filed now. On accepted ones it waits beside what was decided, and brings the
statement into the review queue again. What an editor decided about the topic is never touched.
"""

from collections.abc import Sequence

from django.db import transaction
from django.db.models import Prefetch
from django.utils import timezone

from tracker.models import Check, IssueTopic, Quotation, RecordSearch, Stance, Statement

from .stances import Codebook, suggested_by

AT_ONCE = 200


def unfinished() -> list[int]:
    """The keys of the topics whose search has not come to its end."""
    return list(RecordSearch.objects.unfinished().order_by("asked_at").values_list("topic", flat=True))


def go_on(topic_id: int) -> bool:
    """Look at the next part of the record for a topic; True where more is left.

    Of two workers at once the second finds nothing to do.
    """
    with transaction.atomic():
        held = RecordSearch.objects.unfinished().select_for_update(skip_locked=True, of=("self",))
        search = held.select_related("topic").filter(topic=topic_id).first()
        if search is None:
            return False
        part = _next(search)
        search.found += _suggest(search.topic, part)
        if len(part) < AT_ONCE:
            search.ended_at = timezone.now()
        else:
            search.reached = part[-1].pk
        search.save(update_fields=["reached", "found", "ended_at"])
    return search.ended_at is None


def _next(search: RecordSearch) -> list[Statement]:
    passages = Quotation.objects.first_prints().select_related("version__article").order_by("pk")
    stances = Stance.objects.filter(topic=search.topic)
    statements = (
        Statement.objects.filter(
            pk__gt=search.reached, is_sample=search.topic.is_sample, state__in=[Check.SUGGESTED, Check.ACCEPTED]
        )
        .prefetch_related(
            Prefetch("quotations", passages, to_attr="passages"), Prefetch("stances", stances, to_attr="on_topic")
        )
        .order_by("pk")
    )
    return list(statements[:AT_ONCE])


def _suggest(topic: IssueTopic, statements: Sequence[Statement]) -> int:
    """Make the suggestions about the topic what they would be now; how many statements came to have one."""
    codebook = Codebook.open()
    out, new = [], []
    for statement in statements:
        before: Stance | None = next(iter(statement.on_topic), None)  # type: ignore[attr-defined]
        if before is not None and before.state != Check.SUGGESTED:
            continue
        after = _suggestion(statement, topic, codebook)
        if before is not None and (after is None or _differs(before, after)):
            out.append(before.pk)
        if after is not None and (before is None or _differs(before, after)):
            new.append((before, after))
    Stance.objects.filter(pk__in=out, state=Check.SUGGESTED).delete()
    Stance.objects.bulk_create([after for _, after in new], ignore_conflicts=True)
    return sum(before is None for before, _ in new)


def _suggestion(statement: Statement, topic: IssueTopic, codebook: Codebook) -> Stance | None:
    """What the first passage that speaks of the topic suggests."""
    for passage in statement.passages:  # type: ignore[attr-defined]
        passage.statement = statement
        for stance in suggested_by(passage, codebook):
            if stance.topic_id == topic.pk:
                stance.recheck = statement.state == Check.ACCEPTED
                return stance
    return None


def _differs(one: Stance, other: Stance) -> bool:
    names = ("score", "unclear", "confidence", "evidence", "method")
    return any(getattr(one, name) != getattr(other, name) for name in names)
