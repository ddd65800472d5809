"""One official, office or government on one topic: the sentence, the drawing, then and now, and what they rest on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, QuerySet, prefetch_related_objects
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_safe

from tracker.analysis.periods import Period
from tracker.charts.frame import NARROW, WIDE
from tracker.charts.marks import Remark
from tracker.charts.shift_labels import Change
from tracker.charts.timeline import TimelineDrawing
from tracker.charts.timeline import timeline as drawn
from tracker.models import (
    Amendment,
    Article,
    Check,
    Country,
    IssueTopic,
    Office,
    Official,
    Quotation,
    Shift,
    Stance,
    Statement,
)
from tracker.models.series import Subject, kind_of, name_of, named_in_words
from tracker.pipeline.evidence import is_for_them
from tracker.pipeline.lines import Line, describe_line
from tracker.templatetags.record import UNCLEAR, said_when

from .companions import holdings, other_lines
from .shifts import ShiftRow, shift_rows
from .site import is_editor, respond, wants_suggestions
from .splits import SplitRow, split_rows

AMENDMENTS = 3  # shown, the latest


@dataclass(frozen=True)
class EvidenceRow:
    """One stance of the line as the page prints it.

    `counts` when it can move the position; `by` when it was said by somebody else than the line is of, and `for_them`
    when on a person's behalf, which moves nothing; `articles` are those that reported it, the earliest first.
    """

    stance: Stance
    statement: Statement
    word: str
    checked: bool
    counts: bool
    by: Official | None
    for_them: bool
    articles: tuple[Article, ...]


@dataclass(frozen=True)
class PositionRow:
    """A stretch of the line with the topic's word for where it stood."""

    period: Period
    word: str


@require_safe
def timeline(request: HttpRequest, slug: str, topic: str) -> HttpResponse:
    official = get_object_or_404(Official.everyone.select_related("country", "same_as"), slug=slug)
    if official.same_as is not None:
        return redirect("timeline", official.same_as.slug, topic, permanent=True)
    return _page(request, official, official.get_absolute_url(), topic)


@require_safe
def office_timeline(request: HttpRequest, slug: str, topic: str) -> HttpResponse:
    return _page(request, get_object_or_404(Office.objects.select_related("country"), slug=slug), None, topic)


@require_safe
def government_timeline(request: HttpRequest, code: str, topic: str) -> HttpResponse:
    return _page(request, get_object_or_404(Country, code=code), None, topic)


def _page(request: HttpRequest, subject: Subject, home: str | None, slug: str) -> HttpResponse:
    """The page of a line; `home` is the page of the official it is of."""
    topic = get_object_or_404(IssueTopic.objects.prefetch_related("steps"), slug=slug)
    suggestions = wants_suggestions(request)
    today = timezone.localdate()
    line = describe_line(subject, topic, today=today, suggestions=suggestions)
    words = topic.step_words()
    rows = _evidence_rows(line, subject, words, Quotation.objects.visible_to(request.user))
    moves = _moves(subject, topic, suggestions=suggestions)
    number_checked = sum(row.checked for row in rows)
    drawings = _drawings(line, rows, moves, subject, words, today) if rows else ()
    return respond(
        request,
        "timeline/timeline.html",
        {
            "subject": subject,
            "subject_name": name_of(subject),
            "subject_in_words": named_in_words(subject),
            "subject_kind": kind_of(subject),
            "subject_home": home,
            "topic": topic,
            "line": line,
            "said_after_strength": line.sentence.removeprefix(line.strength or ""),
            "drawings": drawings,
            "positions": [PositionRow(period, words[period.score]) for period in line.periods],
            "states": {run.state for drawing in drawings for run in drawing.runs},
            "kinds": {row.statement.kind for row in rows},
            "inexact": any(row.statement.said_on_precision != "day" for row in rows),
            "moves": moves,
            **_then_and_now(moves, rows),
            "waiting": _to_confirm(request, subject, topic),
            "rows": rows,
            "evidence": rows[::-1],
            "number_checked": number_checked,
            "number_unchecked": len(rows) - number_checked,
            "amendments": Amendment.objects.of(subject).filter(topic=topic).newest_first()[:AMENDMENTS],
            "splits": _splits(subject, topic, suggestions=suggestions),
            "other_lines": other_lines(line, subject, topic),
            "suggestions": suggestions,
        },
    )


def _then_and_now(moves: Sequence[ShiftRow], rows: Sequence[EvidenceRow]) -> dict[str, ShiftRow | EvidenceRow | None]:
    """The latest move, and the words before and after it."""
    if not moves:
        return {"latest": None}
    latest = moves[-1]
    by_statement = {row.statement.pk: row for row in rows}
    then, now = by_statement.get(latest.shift.before_id or 0), by_statement.get(latest.shift.after_id)
    return {"latest": latest, "then": then, "now": now}


def _moves(subject: Subject, topic: IssueTopic, *, suggestions: bool) -> list[ShiftRow]:
    """The line's shifts in time order as readers see them, for editors who ask with those to confirm."""
    theirs = Shift.objects.of(subject).filter(topic=topic).moves()
    shown = theirs.public() | theirs.to_confirm() if suggestions else theirs.public()
    return shift_rows(shown.order_by("day", "pk"))


def _splits(subject: Subject, topic: IssueTopic, *, suggestions: bool) -> list[SplitRow]:
    """Where a government spoke with two voices, as readers see it, for editors who ask with those to confirm."""
    if not isinstance(subject, Country):
        return []
    theirs = subject.splits.filter(topic=topic)
    shown = theirs.public() | theirs.to_confirm() if suggestions else theirs.public()
    return split_rows(shown.newest_first())


def _to_confirm(request: HttpRequest, subject: Subject, topic: IssueTopic) -> int:
    if not is_editor(request):
        return 0
    return Shift.objects.of(subject).filter(topic=topic).to_confirm().count()


def _evidence_rows(
    line: Line, subject: Subject, words: Mapping[int | None, str], visible: QuerySet[Quotation]
) -> list[EvidenceRow]:
    stances = list(line.stances)
    quotations = visible.select_related("version__article__source").defer("version__text", "version__furniture")
    prefetch_related_objects(stances, Prefetch("statement__quotations", quotations))
    return [_evidence_row(stance, subject, words) for stance in stances]


def _evidence_row(stance: Stance, subject: Subject, words: Mapping[int | None, str]) -> EvidenceRow:
    statement = stance.statement
    for_them = is_for_them(subject, official=statement.official_id)
    checked = stance.state == Check.ACCEPTED and statement.state == Check.ACCEPTED
    return EvidenceRow(
        stance,
        statement,
        _word(stance, words),
        checked=checked,
        counts=checked and not for_them and statement.is_scoring and stance.score is not None,
        by=statement.official if statement.official != subject else None,
        for_them=for_them,
        articles=_articles(statement),
    )


def _word(stance: Stance, words: Mapping[int | None, str]) -> str:
    return UNCLEAR if stance.unclear else words[stance.score]


def _articles(statement: Statement) -> tuple[Article, ...]:
    """The articles that report the statement, each once, the earliest first, those without a day last."""
    found = {quotation.version.article for quotation in statement.quotations.all()}
    return tuple(sorted(found, key=lambda article: (article.published_on or date.max, article.pk)))


def _drawings(
    line: Line,
    rows: Sequence[EvidenceRow],
    moves: Sequence[ShiftRow],
    subject: Subject,
    words: Mapping[int | None, str],
    today: date,
) -> tuple[TimelineDrawing, ...]:
    """The same line laid out for wide and for narrow screens."""
    remarks, tenures = [_remark(row) for row in rows], holdings(subject)
    changes = [_change(row.shift) for row in moves]
    return tuple(
        drawn(
            stances=remarks,
            periods=line.periods,
            moves=changes,
            tenures=tenures,
            steps=words,
            today=today,
            width=width,
        )
        for width in (WIDE, NARROW)
    )


def _change(shift: Shift) -> Change:
    return Change(
        day=shift.day,
        precision=shift.precision,
        kind=shift.kind,
        score_before=shift.score_before,
        score_after=shift.score_after,
    )


def _remark(row: EvidenceRow) -> Remark:
    statement = row.statement
    parts = [said_when(statement), row.word, statement.get_kind_display()]
    if row.by is not None:
        parts.append(f"said by {row.by.name}")
    if not row.checked:
        parts.append("not checked")
    return Remark(
        id=statement.pk,
        day=statement.day,
        precision=statement.said_on_precision,
        score=row.stance.score,
        kind=statement.kind,
        checked=row.checked,
        label=", ".join(parts),
    )
