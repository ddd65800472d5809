"""Passages that an editor marks: where quoted words begin and end, and those the reader did not find.

The editor names the words; they are looked up in the frozen text, so that nothing can be put into it.
"""

from django.contrib.auth.models import User
from django.db import transaction

from tracker.analysis.bounds import kind_of, locate
from tracker.analysis.quotations import Span
from tracker.models import ArticleVersion, Check, Decision, Official, Quotation, Statement

from . import curation
from .series import subjects_of
from .stances import Codebook, suggest_stances
from .statements import evidence_kind, make_statement, words_of


class CannotMark(Exception):
    """The words cannot be marked. The sentence says why."""


def mark_anew(quotation: Quotation, words: str, *, actor: User | None) -> Decision:
    """Move the bounds of a filed passage to `words`; its statement takes them, and unchecked stances are read anew."""
    with transaction.atomic():
        statement = Statement.objects.select_for_update().get(quotations=quotation)
        before, former = curation.snapshot(statement), subjects_of(statement)
        spans = _found(quotation.version, words, near=quotation.start, instead_of=quotation)
        _place(quotation, spans)
        for later in quotation.carried.select_related("version"):
            if there := locate(later.version.text, words, near=later.start):
                _place(later, there)
        statement.text = words_of(quotation, quotation.version)
        statement.kind = evidence_kind(quotation, quotation.version)
        statement.save(update_fields=["text", "kind"])
        if statement.state == Check.SUGGESTED:
            statement.stances.filter(state=Check.SUGGESTED).delete()
            quotation.statement = statement
            suggest_stances([quotation], Codebook.open())
        return curation.record(statement, Decision.Verb.MARK, actor, "", before, former)


def mark(version: ArticleVersion, words: str, *, near: int = 0) -> Statement:
    """File a passage the reader did not find; the officials of the article's other passages are offered as speakers."""
    with transaction.atomic():
        spans = _found(version, words, near=near)
        quotation = Quotation(
            version=version, confidence=1.0, said_on_precision="unknown", bounds_rule=Quotation.BY_HAND
        )
        quotation.kind = kind_of(version.text, spans)
        _set_bounds(quotation, spans)
        quotation.save()
        quotation.candidates.set(Official.objects.filter(quotations__version=version).distinct())
        statement = make_statement(quotation)
        suggest_stances([quotation], Codebook.open())
        return statement


def _found(version: ArticleVersion, words: str, *, near: int, instead_of: Quotation | None = None) -> tuple[Span, ...]:
    spans = locate(version.text, words, near=near)
    if not spans:
        raise CannotMark("These words do not stand in the text. Copy them from it; “ … ” leaves out what is between.")
    others = version.quotations.filter(start=spans[0][0], end=spans[-1][1])
    if others.exclude(pk=instead_of.pk).exists() if instead_of else others.exists():
        raise CannotMark("Just these words are marked already.")
    return spans


def _place(quotation: Quotation, spans: tuple[Span, ...]) -> None:
    kind = kind_of(quotation.version.text, spans)
    # Words printed without marks, as in a transcript, are no less the speaker's for being cut elsewhere.
    if kind != "indirect" and quotation.kind != Quotation.Kind.TRANSCRIPT:
        quotation.kind = kind
    _set_bounds(quotation, spans)
    quotation.bounds_rule = Quotation.BY_HAND
    quotation.save(update_fields=["spans", "start", "end", "content", "kind", "bounds_rule"])


def _set_bounds(quotation: Quotation, spans: tuple[Span, ...]) -> None:
    text = quotation.version.text
    quotation.spans = [list(span) for span in spans]
    quotation.start, quotation.end = spans[0][0], spans[-1][1]
    quotation.content = " ".join(text[start:end] for start, end in spans)
