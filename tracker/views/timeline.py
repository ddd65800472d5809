"""One official on one topic: the sentence, the drawing, then and now, and the evidence they all rest on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, QuerySet, prefetch_related_objects
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_safe

from tracker.analysis.positions import Move
from tracker.charts.bands import Holding
from tracker.charts.frame import NARROW, WIDE
from tracker.charts.marks import Remark
from tracker.charts.timeline import TimelineDrawing
from tracker.charts.timeline import timeline as drawn
from tracker.charts.wording_diff import Pair, compare
from tracker.models import Article, Check, IssueTopic, Official, Quotation, Shift, Stance, Statement
from tracker.pipeline.positions import Line, describe_line
from tracker.templatetags.record import UNCLEAR, said_when, word_for

from .site import respond, wants_suggestions


@dataclass(frozen=True)
class EvidenceRow:
    """One stance of the line as the page prints it. `counts` when it can move the position; `by` when it was said by
    somebody else on the official's behalf; `articles` are those that reported it, the earliest first."""

    stance: Stance
    statement: Statement
    word: str
    checked: bool
    counts: bool
    by: Official | None
    articles: tuple[Article, ...]


@dataclass(frozen=True)
class MoveRow:
    """A shift of the line in words, with the statements on either side."""

    move: Move
    kind: str
    word_before: str | None
    word_after: str
    before: EvidenceRow | None
    after: EvidenceRow | None
    pair: Pair | None


@require_safe
def timeline(request: HttpRequest, slug: str, topic: str) -> HttpResponse:
    official = get_object_or_404(Official.objects.select_related("country"), slug=slug)
    question = get_object_or_404(IssueTopic.objects.prefetch_related("steps"), slug=topic)
    suggestions = wants_suggestions(request)
    today = timezone.localdate()
    line = describe_line(official, question, today=today, suggestions=suggestions)
    words = {step.score: step.word for step in question.steps.all()}
    rows = _evidence_rows(line, official, words, Quotation.objects.visible_to(request.user))
    moves = _move_rows(line, rows, words)
    return respond(
        request,
        "timeline/timeline.html",
        {
            "official": official,
            "topic": question,
            "line": line,
            "said_after_strength": line.sentence.removeprefix(line.strength or ""),
            "drawings": _drawings(line, rows, official, words, today) if rows else (),
            "kinds": {row.statement.kind for row in rows},
            "inexact": any(row.statement.said_on_precision != "day" for row in rows),
            "moves": moves,
            "latest": moves[-1] if moves else None,
            "rows": rows,
            "evidence": rows[::-1],
            "suggestions": suggestions,
        },
    )


def _evidence_rows(
    line: Line, official: Official, words: Mapping[int, str], visible: QuerySet[Quotation]
) -> list[EvidenceRow]:
    stances = list(line.stances)
    quotations = visible.select_related("version__article__source").defer("version__text", "version__furniture")
    prefetch_related_objects(stances, Prefetch("statement__quotations", quotations))
    return [_evidence_row(stance, official, words) for stance in stances]


def _evidence_row(stance: Stance, official: Official, words: Mapping[int, str]) -> EvidenceRow:
    statement = stance.statement
    by = statement.official if statement.official_id != official.pk else None
    checked = stance.state == Check.ACCEPTED and statement.state == Check.ACCEPTED
    counts = checked and by is None and statement.is_scoring and stance.score is not None
    return EvidenceRow(stance, statement, _word(stance, words), checked, counts, by, _articles(statement))


def _word(stance: Stance, words: Mapping[int, str]) -> str:
    return UNCLEAR if stance.unclear else word_for(stance.score, dict(words))


def _articles(statement: Statement) -> tuple[Article, ...]:
    """The articles that report the statement, each once, the earliest first, those without a day last."""
    found = {quotation.version.article for quotation in statement.quotations.all()}
    return tuple(sorted(found, key=lambda article: (article.published_on or date.max, article.pk)))


def _move_rows(line: Line, rows: Sequence[EvidenceRow], words: Mapping[int, str]) -> list[MoveRow]:
    """Changes of the position; that there is a first one needs no row."""
    by_statement = {row.statement.pk: row for row in rows}
    changes = (move for move in line.moves if move.kind != "first")
    return [_move_row(move, by_statement, dict(words)) for move in changes]


def _move_row(move: Move, rows: Mapping[int, EvidenceRow], words: dict[int, str]) -> MoveRow:
    before, after = rows.get(move.before or 0), rows.get(move.after)
    pair = None
    if before is not None and after is not None:
        pair = compare(
            before.statement.text,
            after.statement.text,
            evidence_before=before.stance.evidence,
            evidence_after=after.stance.evidence,
        )
    return MoveRow(
        move=move,
        kind=Shift.Kind(move.kind).label,
        word_before=None if move.score_before is None else word_for(move.score_before, words),
        word_after=word_for(move.score_after, words),
        before=before,
        after=after,
        pair=pair,
    )


def _drawings(
    line: Line, rows: Sequence[EvidenceRow], official: Official, words: Mapping[int, str], today: date
) -> tuple[TimelineDrawing, ...]:
    """The same line laid out for wide and for narrow screens."""
    remarks = [_remark(row) for row in rows]
    tenures = official.tenures.in_order().select_related("office")
    holdings = [Holding(title=_capital(t.title), start=t.start, end=t.end) for t in tenures]
    return tuple(
        drawn(
            stances=remarks,
            periods=line.periods,
            moves=line.moves,
            tenures=holdings,
            steps=words,
            today=today,
            width=width,
        )
        for width in (WIDE, NARROW)
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


def _capital(title: str) -> str:
    return title[:1].upper() + title[1:]
