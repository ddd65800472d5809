"""Filing a read article: quotations become statements, new or already known, with topics and suggested stances."""

from collections.abc import Sequence

from django.db import transaction

from tracker.analysis.quotations import quoted_words
from tracker.analysis.sameness import same_passage
from tracker.models import Article, ArticleVersion, Check, Official, Quotation, Statement

from . import reprints, revisions
from .remarks import Remarks
from .stances import Codebook, suggest_stances

# Announced intentions, questions and conditions are reported, and nobody said them.
SAID = {"said", "denied", "declined"}
SPOKEN_KINDS = {"direct": "spoken", "mixed": "part", "transcript": "written", "indirect": "reported"}
# The best evidence gives a statement its words and its kind.
_RANK = {"written": 3, "spoken": 2, "part": 1, "reported": 0}


def file_article(article: Article, *, codebook: Codebook | None = None) -> None:
    """File the latest version's quotations. Does nothing unless the article has been read and waits.

    Filing again adds nothing: each quotation backs one statement, and a decided statement keeps its stances.
    """
    if article.state != Article.State.READ:
        return
    codebook = codebook or Codebook.open()
    version = article.versions.current_first()[0]
    reprints.link(article, version)
    with transaction.atomic():
        if not article.still(Article.State.READ):
            return
        _hold_speakers(version)
        revisions.carry_over(article, version)
        told = reprints.passages(article)
        passages = list(version.quotations.select_related("statement").prefetch_related("candidates"))
        known = Remarks(passages, article.published_on)
        fresh = [q for q in passages if q.statement is None and q.mode in SAID and _has_speaker(q)]
        for quotation in fresh:
            _back(quotation, version, told, known)
        Quotation.objects.bulk_update(fresh, ["statement"])
        unchecked = [q for q in passages if q.statement is not None and q.statement.state == Check.SUGGESTED]
        for quotation in unchecked:
            _take_speaker(quotation)
        suggest_stances(unchecked, codebook)
        article.move_to(Article.State.READY)


def _hold_speakers(version: ArticleVersion) -> None:
    """Let reprints filed at the same moment wait for each other, so that the second finds the first's statement."""
    speakers = Official.objects.filter(quotations__version=version).values("pk")
    list(Official.objects.select_for_update(no_key=True).filter(pk__in=speakers).order_by("pk").values_list("pk"))


def make_statement(quotation: Quotation) -> Statement:
    """A statement of its own for a passage that has none, or that is to leave the one it joined."""
    statement = _new(quotation, quotation.version)
    quotation.statement, quotation.carried_from = statement, None
    quotation.save(update_fields=["statement", "carried_from"])
    quotation.carried.update(statement=statement)
    return statement


def _has_speaker(quotation: Quotation) -> bool:
    return quotation.official_id is not None or bool(quotation.candidates.all())


def _back(quotation: Quotation, version: ArticleVersion, told: Sequence[Quotation], remarks: Remarks) -> None:
    """Let `quotation` back the statement it reports: one already known, else a new one. It is the caller's to save.

    `told` are the filed passages of the same story in other articles, `remarks` what its speakers are known to have
    said around these days.
    """
    known = _reprinted(quotation, told) or remarks.statement_of(quotation)
    if known is not None and known.state == Check.SUGGESTED:
        _better(known, quotation, version)
    quotation.statement = known or _new(quotation, version)
    remarks.add(quotation, quotation.statement)


def _take_speaker(quotation: Quotation) -> None:
    """Let the statement of a passage have the speaker whom reading it again has found, if none was known, or if nothing
    else speaks for the former one."""
    statement = quotation.statement
    if statement is None or quotation.official_id in {None, statement.official_id}:
        return
    others = statement.quotations.first_prints().filter(official=statement.official_id)
    if statement.official_id is None or not (others.exists() or statement.decisions.exists()):
        statement.official_id, statement.on_behalf_of_id = quotation.official_id, quotation.on_behalf_of_id
        statement.office_id, statement.speaker_name = quotation.office_id, quotation.speaker_name or ""
        statement.save(update_fields=["official", "on_behalf_of", "office", "speaker_name"])
        statement.candidates.clear()


def _reprinted(quotation: Quotation, told: Sequence[Quotation]) -> Statement | None:
    """The statement of the same passage in another print of the story, whatever day that print gives it."""
    for other in told:
        if _one_speaker(quotation, other) and same_passage(quotation.content, other.content):
            return other.statement
    return None


def _one_speaker(one: Quotation, other: Quotation) -> bool:
    """True for the same official, or where one print leaves open which of several it is."""
    if one.official_id and other.official_id:
        return one.official_id == other.official_id
    people, others = ({q.official_id} if q.official_id else {c.pk for c in q.candidates.all()} for q in (one, other))
    return bool(people & others)


def _new(quotation: Quotation, version: ArticleVersion) -> Statement:
    statement = Statement.objects.create(
        official_id=quotation.official_id,
        on_behalf_of_id=quotation.on_behalf_of_id,
        speaker_name=quotation.speaker_name or "",
        office_id=quotation.office_id,
        text=words_of(quotation, version),
        kind=evidence_kind(quotation, version),
        said_on=quotation.said_on,
        said_on_precision=quotation.said_on_precision,
        said_on_basis=quotation.said_on_basis,
        reported_on=version.article.published_on,
        confidence=quotation.confidence,
        is_sample=version.article.is_sample,
    )
    if people := quotation.candidates.all():
        statement.candidates.add(*people)
    return statement


def _better(statement: Statement, quotation: Quotation, version: ArticleVersion) -> None:
    """Let an unchecked statement take from `quotation` what it tells better: words, kind, date, earliest report."""
    kind = evidence_kind(quotation, version)
    rank, present = _RANK[kind], _RANK[statement.kind]
    words = words_of(quotation, version)
    fixed = statement.quotations.filter(bounds_rule=Quotation.BY_HAND).exists()
    if not fixed and (rank > present or (rank == present and len(words) > len(statement.text))):
        statement.kind, statement.text = kind, words
    if quotation.said_on and (statement.said_on is None or quotation.said_on_precision == "day"):
        statement.said_on, statement.said_on_precision = quotation.said_on, quotation.said_on_precision
        statement.said_on_basis = quotation.said_on_basis
        statement.office_id = quotation.office_id
    days = [day for day in (statement.reported_on, version.article.published_on) if day]
    statement.reported_on = min(days, default=None)
    statement.confidence = max(statement.confidence, quotation.confidence)
    statement.save()


def words_of(quotation: Quotation, version: ArticleVersion) -> str:
    return quoted_words(version.text, [(start, end) for start, end in quotation.spans])


def evidence_kind(quotation: Quotation, version: ArticleVersion) -> str:
    """How good the evidence is: words a speaker's own house published are written, whatever marks stand round them."""
    source = version.article.source
    if quotation.kind == "direct" and source is not None and source.publishes_own_words:
        return Statement.Kind.WRITTEN
    return SPOKEN_KINDS[quotation.kind]
