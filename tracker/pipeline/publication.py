"""The day an article was published, corrected by an editor or counted in another time zone: what was dated from it is
dated anew."""

from datetime import date
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Min
from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime

from tracker.analysis.publication import Candidate, Origin, refused
from tracker.analysis.reading import read
from tracker.models import Article, Check, Decision, Precision, Quotation, Statement

from . import articles, curation, reprints
from .articles import Refused
from .curation import CannotUndo
from .quotations import Desk
from .series import subjects_of

_DATE = ("said_on", "said_on_precision", "said_on_basis")


def correct_day(article: Article, day: date, *, actor: User | None) -> Decision:
    """Make `day` the article's. Statements dated relative to it follow, unless an editor gave them another date, each
    on record where it was decided on. Raises `Refused` for a day no article can be from."""
    if why := refused(day, now=timezone.now()):
        raise Refused(f"{day:%d %B %Y} {why}.")
    with transaction.atomic():
        article.refresh_from_db(from_queryset=Article.objects.select_for_update())
        before = _snapshot(article)
        articles.state_dates(article, [Candidate(Origin.EDITOR, day=day)], settle=True)
        return _decided(article, Decision.Verb.CORRECT, actor, before)


def undo_day(decision: Decision, *, actor: User | None) -> Decision:
    """Give the article the day it had before `decision`; raises `CannotUndo` unless that is the last about it."""
    with transaction.atomic():
        article = Article.objects.select_for_update(of=("self",)).get(decisions=decision)
        if article.decisions.about_days().standing().first() != decision:
            raise CannotUndo("The day was corrected again since, so this decision can no longer be undone.")
        before = _snapshot(article)
        article.dates = decision.before["dates"]
        article.published_on = parse_date(decision.before["published_on"] or "")
        article.published_at = parse_datetime(decision.before["published_at"] or "")
        article.save(update_fields=["dates", "published_on", "published_at"])
        return _decided(article, Decision.Verb.UNDO, actor, before, undoes=decision)


def count_anew(article: Article, *, actor: User | None, why: str) -> bool:
    """Count the article's day in its source's time zone as that is now; True where it became another day.

    Statements follow as in `correct_day`, with `why` on record where they were decided on. A day that an editor gave
    or that was handed in stays.
    """
    with transaction.atomic():
        article.refresh_from_db(from_queryset=Article.objects.select_for_update())
        former = article.published_on
        if article.dates:
            articles.state_dates(article, (), settle=True)
            _let_items_follow(article)
        if article.published_on == former:
            return False
        _let_follow(article, former, actor, why)
    return True


def _let_items_follow(article: Article) -> None:
    """The items of feeds that state the article's time without a zone."""
    for row in article.dates:
        if row["origin"] == Origin.FEED and row.get("zoneless"):
            article.feed_items.update(published_at=parse_datetime(row["moment"]))


def _snapshot(article: Article) -> dict[str, Any]:
    days = {"published_on": article.published_on, "published_at": article.published_at}
    return {"dates": article.dates, **{name: day.isoformat() if day else None for name, day in days.items()}}


def _decided(
    article: Article, verb: str, actor: User | None, before: dict[str, Any], undoes: Decision | None = None
) -> Decision:
    decision = Decision.objects.create(
        article=article, actor=actor, verb=verb, before=before, after=_snapshot(article), undoes=undoes
    )
    former = parse_date(before["published_on"] or "")
    _let_follow(article, former, actor, f"The day of the article was corrected: {article}.")
    return decision


def _let_follow(article: Article, former: date | None, actor: User | None, why: str) -> None:
    """Date anew what was dated from the article's `former` day."""
    for statement_id, found in _dated_anew(article).items():
        statement = Statement.objects.select_for_update().get(pk=statement_id)
        _follow(statement, found, (former, article.published_on), actor, why[:500])
    if article.latest_version is not None:
        reprints.link(article)


def _dated_anew(article: Article) -> dict[int, list[tuple[Quotation, Quotation]]]:
    """Each statement with the article's passages that back it, as they were dated before and as they are now."""
    desk = Desk.open()
    found: dict[int, list[tuple[Quotation, Quotation]]] = {}
    for version in article.versions.filter(read_by__isnull=False):
        country = article.source.country_id if article.source else None
        reading = read(
            version.text, published=article.published_on, register=desk.register, title=article.title, country=country
        )
        values = {(q.spans[0][0], q.spans[-1][1]): q for q in reading.quotations}
        for quotation in version.quotations.order_by("start"):
            former = Quotation.objects.get(pk=quotation.pk)
            value = values.get((quotation.start, quotation.end))
            if value is not None:
                quotation.said_on, quotation.said_on_basis = value.said_on, (value.said_on_basis or "")[:200] or None
                quotation.said_on_precision = value.said_on_precision if value.said_on else Precision.UNKNOWN
                quotation.office_id = desk.offices.get(value.office) if value.office else None
                quotation.save(update_fields=[*_DATE, "office"])
            if quotation.statement_id is not None:
                found.setdefault(quotation.statement_id, []).append((former, quotation))
    return found


def _follow(
    statement: Statement,
    passages: list[tuple[Quotation, Quotation]],
    days: tuple[date | None, date | None],
    actor: User | None,
    why: str,
) -> None:
    """Date the statement by the article's new day, the second of `days`, if it was dated by the former one."""
    before, subjects, reported = curation.snapshot(statement), subjects_of(statement), statement.reported_on
    of_statement = [getattr(statement, name) for name in _DATE]
    for old, new in passages:
        if statement.said_on_basis and of_statement == [getattr(old, name) for name in _DATE]:
            for name in _DATE:
                setattr(statement, name, getattr(new, name))
            break
    else:
        if _by_article(statement, days[0]) and days[1] is not None:
            statement.said_on = days[1]
    if statement.office_id in {old.office_id for old, _ in passages}:
        statement.office_id = next(new.office_id for old, new in passages if old.office_id == statement.office_id)
    told = statement.quotations.aggregate(first=Min("version__article__published_on"))
    statement.reported_on = told["first"]
    statement.save()
    changed = reported != statement.reported_on or before != curation.snapshot(statement)
    if changed and statement.state != Check.SUGGESTED:
        curation.record(statement, Decision.Verb.CORRECT, actor, why, before, subjects)


def _by_article(statement: Statement, former: date | None) -> bool:
    """True where the article's own day was proposed and taken, the text giving none."""
    proposed = statement.said_on_precision == Precision.BEFORE or statement.kind == Statement.Kind.WRITTEN
    return former is not None and statement.said_on == former and statement.said_on_basis is None and proposed
