"""The sample newsroom: invented articles through the real pipeline, recorded decisions, and the removal of it all."""

import logging
import tomllib
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Q

from tracker.models import (
    Article,
    ArticleVersion,
    Check,
    Country,
    Decision,
    Feed,
    FeedItem,
    ImportedFile,
    IssueTopic,
    Office,
    Official,
    Position,
    Quotation,
    Shift,
    Source,
    Split,
    Stance,
    StanceModel,
    Statement,
    Tenure,
)
from tracker.models.statements import StatementQuerySet

from . import articles, curation, quotations, register, sources, stances, statements, topics, verdicts
from .series import subjects_of

log = logging.getLogger(__name__)

FOLDER = Path(__file__).resolve().parent.parent / "data" / "sample"


class SampleError(Exception):
    """The sample does not fit together; the sentence names the file and the words."""


def load_sample(folder: Path = FOLDER) -> Iterator[str]:
    """Load the sample newsroom, yielding each article's title; one transaction, committed when all is yielded."""
    with transaction.atomic():
        for report in (
            register.import_files([folder / "register"], is_sample=True),
            topics.import_topics(folder / "topics", is_sample=True),
            sources.import_sources(folder / "sources.toml", is_sample=True),
        ):
            if report.refused:
                raise SampleError(str(report.refused[0]))
        by_file = {}
        desk, codebook = quotations.Desk.open(), stances.Codebook.open()
        for entry in tomllib.loads((folder / "articles.toml").read_text())["articles"]:
            article = _submit(folder, entry)
            quotations.read_article(article, desk=desk)
            statements.file_article(article, codebook=codebook)
            by_file[entry["file"]] = article
            yield article.title
        decided = tomllib.loads((folder / "decisions.toml").read_text())
        for entry in decided["decisions"]:
            try:
                _decide(by_file[entry["article"]], entry)
            except SampleError as error:
                # A newsroom with one remark less is still a newsroom; the tests hold that none is missing.
                log.warning("%s", error)
        for entry in decided["shifts"]:
            _confirm(entry)
        ImportedFile.objects.update_or_create(name=FOLDER.name, defaults={"digest": ""})
        clearing = decided["clearing"]
        for statement in Statement.objects.filter(is_sample=True, state="suggested", day__lt=clearing["before"]):
            curation.reject(statement, actor=None, note=clearing["note"])


def was_loaded() -> bool:
    """True once the sample was loaded, also after it was removed: it does not come back by itself."""
    return ImportedFile.objects.filter(name=FOLDER.name).exists()


def _submit(folder: Path, entry: Mapping[str, Any]) -> Article:
    source = Source.objects.get(slug=entry["source"])
    published: datetime = entry["published"]
    return articles.submit_text(
        (folder / "articles" / entry["file"]).read_text(),
        title=entry.get("title", ""),
        url=entry["address"],
        source=source,
        published_at=published,
        is_sample=True,
    )


def _decide(article: Article, entry: Mapping[str, Any]) -> None:
    statement = _statement(article, entry["words"])
    if statement.state != "suggested":
        return
    if entry["verb"] == "reject":
        curation.reject(statement, actor=None, note=entry.get("note", ""))
        return
    official = Official.objects.get(slug=entry["official"])
    said_on: date | None = entry.get("said_on")
    said_on = date.fromisoformat(said_on) if isinstance(said_on, str) else said_on
    wanted = {IssueTopic.objects.get(slug=s["topic"]): s.get("score") for s in entry.get("stances", ())}
    edit = curation.Edit(
        official=official,
        office=curation.offices_on(official, said_on).first() if said_on else None,
        said_on=said_on,
        said_on_precision=entry.get("precision", "day" if said_on else "unknown"),
        kind=statement.kind,
        decisive=entry.get("decisive", False),
        stances=wanted,
        on_behalf_of=Official.objects.filter(slug=entry.get("on_behalf_of")).first(),
    )
    curation.accept(statement, actor=None, edit=edit, note=entry.get("note", ""))


def _confirm(entry: Mapping[str, Any]) -> None:
    """Confirm a shift that the stories tell; raises `SampleError` where it is not found."""
    told = {"official__slug": entry["official"], "topic__slug": entry["topic"], "day": entry["day"]}
    shift = Shift.objects.found().filter(**told, kind=entry["kind"]).first()
    if shift is None:
        raise SampleError(f"{entry['official']} on {entry['topic']}: no shift of {entry['day']} is found.")
    verdicts.confirm(shift, actor=None, note=entry.get("note", ""))


def _statement(article: Article, words: str) -> Statement:
    """The statement behind the passage that holds `words`; one is made where nobody was found to have said them."""
    for quotation in Quotation.objects.filter(version__article=article).select_related("statement"):
        if words in quotation.content or any(
            words in quotation.version.text[start:end] for start, end in quotation.spans
        ):
            return quotation.statement or statements.make_statement(quotation)
    raise SampleError(f"{article.url}: no quotation holds “{words}”.")


def remove_sample(*, actor: User | None = None) -> int:
    """Remove the sample newsroom and nothing else; the number of articles removed.

    Real statements that name somebody or something invented stay without it, on record where an editor had decided on
    them; what was accepted as said by somebody invented is to be checked again.
    """
    with transaction.atomic():
        _detach(actor)
        removed = Article.objects.filter(is_sample=True).count()
        mine = Q(statement__is_sample=True)
        invented = Shift.objects.filter(_of_the_sample() | Q(before__is_sample=True) | Q(after__is_sample=True))
        split = Split.objects.filter(Q(country__is_sample=True) | Q(topic__is_sample=True) | Q(after__is_sample=True))
        decided = Decision.objects.filter(
            mine | Q(shift__in=invented) | Q(split__in=split) | Q(article__is_sample=True)
        )
        decided.filter(undoes__isnull=False).delete()
        decided.delete()
        invented.delete()
        split.delete()
        Position.objects.filter(_of_the_sample() | Q(last_statement__is_sample=True)).delete()
        Stance.objects.filter(mine | Q(topic__is_sample=True)).delete()
        StanceModel.objects.filter(is_sample=True).delete()
        Quotation.objects.filter(version__article__is_sample=True).delete()
        Statement.objects.filter(is_sample=True).delete()
        ArticleVersion.objects.filter(article__is_sample=True).delete()
        Feed.objects.filter(source__is_sample=True).delete()
        FeedItem.objects.filter(article__is_sample=True).delete()
        Article.objects.filter(is_sample=True).delete()
        Tenure.objects.filter(Q(official__is_sample=True) | Q(office__is_sample=True)).delete()
        Office.objects.filter(is_sample=True).delete()
        IssueTopic.objects.filter(is_sample=True).delete()
        Source.objects.filter(is_sample=True).delete()
        Official.everyone.filter(is_sample=True).delete()
        Country.objects.filter(is_sample=True).delete()
    return removed


def _of_the_sample() -> Q:
    """Rows of lines of the sample's people, offices and states, or on its topics."""
    subjects = Q(official__is_sample=True) | Q(office__is_sample=True) | Q(country__is_sample=True)
    return subjects | Q(topic__is_sample=True)


def real_statements_with_invented() -> StatementQuerySet:
    """Statements of real articles that somebody, an office or a topic of the sample was put to."""
    named = Q(official__is_sample=True) | Q(on_behalf_of__is_sample=True) | Q(office__is_sample=True)
    real = Statement.objects.filter(is_sample=False)
    return real.filter(named | Q(stances__topic__is_sample=True)).distinct().order_by("pk")


def _release(statement: Statement, actor: User | None) -> None:
    """Take what is invented off a real statement, and put that on record if it was decided on before."""
    before, former = curation.snapshot(statement), subjects_of(statement)
    if statement.official is not None and statement.official.is_sample:
        statement.official = statement.office = None
        # An accepted statement has a speaker; one that was rejected stays so.
        statement.state = Check.SUGGESTED if statement.state == Check.ACCEPTED else statement.state
    if statement.office is not None and statement.office.is_sample:
        statement.office = None
    if statement.on_behalf_of is not None and statement.on_behalf_of.is_sample:
        statement.on_behalf_of = None
    statement.save()
    statement.stances.filter(topic__is_sample=True).delete()
    if before["state"] != Check.SUGGESTED:
        verb = Decision.Verb.CORRECT if statement.state == before["state"] else Decision.Verb.REOPEN
        curation.record(statement, verb, actor, "The sample was removed, and what this named of it.", before, former)


def _detach(actor: User | None) -> None:
    """Take invented officials, offices, topics and sources off what is not of the sample."""
    for statement in real_statements_with_invented().select_related("official", "office", "on_behalf_of"):
        _release(statement, actor)
    invented = Q(official__is_sample=True)
    real = Quotation.objects.filter(version__article__is_sample=False)
    real.filter(invented).update(official=None, office=None)
    real.filter(on_behalf_of__is_sample=True).update(on_behalf_of=None)
    real.filter(statement__is_sample=True).update(statement=None)
    real.filter(office__is_sample=True).update(office=None)
    Article.objects.filter(is_sample=False, source__is_sample=True).update(source=None)
    for model in (Source, Official, Office):
        model.objects.filter(is_sample=False, country__is_sample=True).update(country=None)
    Office.objects.filter(is_sample=False, institution__is_sample=True).update(institution=None)
