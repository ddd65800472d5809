"""A new version of an article: its passages are carried over from the one before, and what the edit touched is kept.

The evidence of a statement stays in the version it was found in. A passage that the new version still has, in the same
words and by the same speaker, is carried over: it needs no second check. What is not carried over is read afresh, and
an edit that touched quoted words or their attribution waits for an editor. Doing it again changes nothing.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from tracker.analysis.revisions import VERSION, Comparison, Fate, Place, left_headline
from tracker.analysis.sameness import folded
from tracker.models import Article, ArticleVersion, Check, Quotation, Revision, Statement

METHOD = f"revisions-{VERSION}"
CARRIED = "carried"

Touched = dict[str, Any]


def carry_over(article: Article, version: ArticleVersion) -> None:
    """Carry passages over to `version`, which has just been read, from the version read before it, if there is one.

    Of versions that followed each other before any was read there is nothing to carry over; the edit is recorded.
    """
    others = list(article.versions.exclude(pk=version.pk).current_first())
    before = next((other for other in others if other.read_by), others[0] if others else None)
    if before is None:
        return
    comparison = Comparison(before.text, version.text)
    found = list(version.quotations.prefetch_related("candidates"))
    told = before.quotations.select_related("statement", "carried_from__statement").prefetch_related("candidates")
    touched = [entry for old in told for entry in _follow(old, comparison, version, found)]
    touched += [entry for old in told if (entry := _headline(old, before, version))]
    _restore(article, version, found)
    _keep(version, before, touched)


def _follow(
    old: Quotation, comparison: Comparison, version: ArticleVersion, found: Sequence[Quotation]
) -> Iterator[Touched]:
    """Carry one passage over, or say what the edit did to it if a statement rests on it."""
    if _root(old).off_page:
        return
    place = comparison.follow([(start, end) for start, end in old.spans])
    if place.fate != Fate.KEPT:
        yield from _entry(old, "gone" if place.fate == Fate.GONE else "words", old.content, place.words)
        return
    here = [new for new in found if _overlap(new, place) and new.carried_from_id in {None, _root(old).pk}]
    if any(new.checked and new.statement_id != _root(old).statement_id for new in here):
        return  # an editor filed it with another statement
    same = [new for new in here if _same_speaker(old, new)]
    if same:
        _carry(old, max(same, key=lambda new: _overlap(new, place)))
    elif not here and _attributed_as_before(old, comparison, place):
        _carry(old, _copy(old, comparison, place, version))
    else:
        yield from _entry(old, "attribution", _printed(old), _printed_now(old, here, comparison))
        return
    if place.near and not _attributed_as_before(old, comparison, place):
        yield from _entry(old, "attribution", _printed(old), _printed_now(old, here, comparison))


def _headline(old: Quotation, before: ArticleVersion, version: ArticleVersion) -> Touched | None:
    """Said of a passage the headline quoted and quotes no longer."""
    if not before.title or not version.title or not left_headline(old.content, before.title, version.title):
        return None
    return next(_entry(old, "headline", before.title, version.title), None)


def _entry(old: Quotation, what: str, before: str, after: str) -> Iterator[Touched]:
    statement = _root(old).statement
    if statement is None or statement.state == Check.REJECTED:
        return
    yield {"what": what, "quotation": _root(old).pk, "statement": statement.pk, "before": before, "after": after}


def _root(quotation: Quotation) -> Quotation:
    return quotation.carried_from or quotation


def _overlap(new: Quotation, place: Place) -> int:
    """How many characters of the passage's new place `new` covers."""
    pairs = [(max(s, a), min(e, b)) for s, e in place.spans for a, b in new.spans]
    return sum(max(0, end - start) for start, end in pairs)


def _same_speaker(old: Quotation, new: Quotation) -> bool:
    if old.official_id or new.official_id:
        return old.official_id == new.official_id
    people = [{c.pk for c in q.candidates.all()} for q in (old, new)]
    return people[0] == people[1] and (bool(people[0]) or old.speaker_name == new.speaker_name)


def _attributed_as_before(old: Quotation, comparison: Comparison, place: Place) -> bool:
    """True when speaker and cue are printed as they were. Of a passage that was moved only the reader can tell."""
    if not place.near:
        return True
    return all(comparison.still(_pair(span)) for span in (old.speaker_span, old.cue_span))


def _pair(span: Sequence[int] | None) -> tuple[int, int] | None:
    return (span[0], span[1]) if span else None


def _printed(old: Quotation) -> str:
    return " … ".join(words for words in (old.speaker_text, old.cue) if words) or "no speaker"


def _printed_now(old: Quotation, here: Sequence[Quotation], comparison: Comparison) -> str:
    if here and (here[0].speaker_text, here[0].cue) != (old.speaker_text, old.cue):
        return _printed(here[0])
    pieces = [comparison.now(span) for s in (old.speaker_span, old.cue_span) if (span := _pair(s))]
    return " … ".join(piece for piece in pieces if piece) or "no speaker"


def _carry(old: Quotation, new: Quotation) -> None:
    """The evidence is where the words were first found: a text that came back is not carried over to."""
    root = _root(old)
    if new.version_id <= root.version_id:
        return
    left = new.statement_id
    new.carried_from, new.statement, new.checked = root, root.statement, root.checked
    new.save(update_fields=["carried_from", "statement", "checked"])
    if left != new.statement_id:
        Statement.objects.unbacked([left]).delete()


def _copy(old: Quotation, comparison: Comparison, place: Place, version: ArticleVersion) -> Quotation:
    """The passage at its new place, where the reader passed over it: its words and attribution are what they were."""
    copied = ("kind", "cue", "speaker_text", "speaker_name", "official_id", "on_behalf_of_id", "office_id", "mode")
    dated = ("said_on", "said_on_precision", "said_on_basis", "confidence", "bounds_rule")
    speaker, cue = (comparison.moved(_pair(span)) for span in (old.speaker_span, old.cue_span))
    new, _ = Quotation.objects.update_or_create(
        version=version,
        start=place.spans[0][0],
        end=place.spans[-1][1],
        defaults={name: getattr(old, name) for name in (*copied, *dated)}
        | {
            "spans": [list(span) for span in place.spans],
            "content": place.words,
            "speaker_span": list(speaker) if speaker else None,
            "cue_span": list(cue) if cue else None,
            "speaker_rule": CARRIED,
        },
    )
    new.candidates.set(old.candidates.all())
    return new


def _restore(article: Article, version: ArticleVersion, found: Sequence[Quotation]) -> None:
    """Carry over what an edit took away and a later one brought back."""
    left = {(folded(q.content), q.official_id): q for q in found if not (q.carried_from_id or q.checked)}
    earlier = Quotation.objects.filter(version__article=article, carried_from=None).exclude(version=version)
    roots = earlier.exclude(statement=None).exclude(carried__version=version).select_related("statement")
    for root in roots.order_by("pk"):
        if new := left.pop((folded(root.content), root.official_id), None):
            _carry(root, new)


def _keep(version: ArticleVersion, before: ArticleVersion, touched: Sequence[Touched]) -> None:
    """Record the edit; one an editor has looked at stays looked at unless it touches something else now."""
    row = Revision.objects.filter(version=version).first() or Revision(version=version, before=before)
    if row.state == Revision.State.HANDLED and row.touched == list(touched):
        return
    row.before, row.touched, row.method = before, list(touched), METHOD
    row.state = Revision.State.OPEN if touched else Revision.State.TRIVIAL
    row.handled_by, row.handled_at = None, None
    row.save()


def handle(revision: Revision, *, actor: User, note: str = "") -> bool:
    """Mark an open edit as looked at; False when somebody else was first."""
    with transaction.atomic():
        row = Revision.objects.select_for_update().get(pk=revision.pk)
        if row.state != Revision.State.OPEN:
            return False
        row.state, row.handled_by, row.handled_at, row.note = Revision.State.HANDLED, actor, timezone.now(), note[:500]
        row.save(update_fields=["state", "handled_by", "handled_at", "note"])
    return True


def reopen(revision: Revision) -> None:
    """Take `handle` back."""
    Revision.objects.filter(pk=revision.pk, state=Revision.State.HANDLED).update(
        state=Revision.State.OPEN, handled_by=None, handled_at=None
    )
