"""Reprints: a new article is compared with those that share a key of its fingerprint, and joins the story it tells.

A story has one origin: the credited agency's own article, else the earliest; all others are its reprints. What an
editor set apart stays apart. Doing it again changes nothing.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta
from typing import Any

from django.contrib.auth.models import User
from django.db import connection, transaction
from django.db.models import Q
from django.utils import timezone

from tracker.analysis.credits import agency_credit
from tracker.analysis.duplicates import PART, VERSION, Likeness, compare, may_be_one_item, signature
from tracker.models import Article, ArticleVersion, Fingerprint, Quotation, Reprint, Source

METHOD = f"duplicates-{VERSION}"
# A story is reprinted within days; the same words a month later are another event in the same form.
APART = timedelta(days=10)
# A key may be shared by chance; where a form is popular, only those that share most are worth an alignment.
LEAST_SHARED, MOST_ALIGNED = 2, 12
# How PostgreSQL is to look for the few rows that share a key. It has no statistics of elements that are all rare, and
# guesses that a quarter of the table does.
_FOR_FEW = {"enable_seqscan": "off", "jit": "off", "max_parallel_workers_per_gather": "0"}
# Key by key, as the index answers: to count what each version shares from its own keys takes five times as long. Nearly
# all that share a key share one, by chance, whatever their day: they are left out before their article is looked up.
# Each part is fenced off, or PostgreSQL would start from all articles of these days and ask for the keys of each.
_MOST_ALIKE = """
    WITH found AS MATERIALIZED (
        SELECT version_id, count(*) AS shared
        FROM unnest(%(keys)s::bigint[]) AS asked (key) CROSS JOIN LATERAL (
            SELECT version_id FROM tracker_fingerprint WHERE keys @> ARRAY[asked.key] AND method = %(method)s OFFSET 0
        ) AS sharing
        GROUP BY version_id HAVING count(*) >= %(least)s ORDER BY shared DESC, version_id
    )
    SELECT version_id FROM found WHERE (
        SELECT article.id <> %(article)s AND article.is_sample = %(is_sample)s AND (
            article.published_on IS NULL OR %(first)s::date IS NULL
            OR article.published_on BETWEEN %(first)s::date AND %(last)s::date
        )
        FROM tracker_articleversion AS version JOIN tracker_article AS article ON article.id = version.article_id
        WHERE version.id = found.version_id
    )
    ORDER BY shared DESC, version_id LIMIT %(most)s
"""
# Joins of stories wait for each other: which article is an origin must not change under another worker's hands.
ONE_AT_A_TIME = 7_267_346_101


def link(article: Article, version: ArticleVersion | None = None) -> None:
    """Find out which story the article's present text tells, and record it. Idempotent; needs a captured text, which
    `version` is where it is at hand."""
    version = version or article.latest_version
    if version is None:
        return
    _credit(article, version)
    keys = _fingerprint(version)  # committed before anything is compared: of two at once, one sees the other
    kin = dict(_kin(article, version, keys))
    with transaction.atomic(), connection.cursor() as cursor:
        if kin:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [ONE_AT_A_TIME])
        _join(article, kin)


def _credit(article: Article, version: ArticleVersion) -> None:
    names = Source.objects.filter(kind=Source.Kind.AGENCY).values_list("name", flat=True)
    agency = agency_credit(version.text, known=names)
    if agency is None and article.source and article.source.kind == Source.Kind.AGENCY:
        agency = article.source.name
    if agency != article.agency:
        article.agency = agency
        article.save(update_fields=["agency"])


def _fingerprint(version: ArticleVersion) -> list[int]:
    keys = list(signature(version.text))
    Fingerprint.objects.bulk_create(
        [Fingerprint(version=version, keys=keys, method=METHOD)],
        update_conflicts=True,
        unique_fields=["version"],
        update_fields=["keys", "method"],
    )
    return keys


def _kin(article: Article, version: ArticleVersion, keys: Sequence[int]) -> Iterable[tuple[Article, Likeness]]:
    """The articles that tell the same story, with how like they are."""
    best = _most_alike(article, keys)
    for other in ArticleVersion.objects.filter(pk__in=best).select_related("article").order_by("pk"):
        credited = article.agency is not None and article.agency == other.article.agency
        if not may_be_one_item(version.text, other.text, one_credit=credited):
            continue
        likeness = compare(
            version.text, other.text, title_a=article.title, title_b=other.article.title, one_credit=credited
        )
        if likeness.kinship.one_item:
            yield other.article, likeness


def _most_alike(article: Article, keys: Sequence[int]) -> list[int]:
    """The versions of other articles, near in time, that share most of `keys`: `MOST_ALIGNED` at most, and at least
    `LEAST_SHARED` each. Ranked where they are stored, as thousands of texts may have one form."""
    day = article.published_on
    asked: dict[str, Any] = {"keys": list(keys), "method": METHOD, "least": LEAST_SHARED, "most": MOST_ALIGNED}
    asked |= {"article": article.pk, "is_sample": article.is_sample}
    asked |= {"first": day and day - APART, "last": day and day + APART}
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("; ".join(f"SET LOCAL {name} TO {value}" for name, value in _FOR_FEW.items()))
        cursor.execute(_MOST_ALIKE, asked)
        best = [version for (version,) in cursor.fetchall()]
        cursor.execute("; ".join(f"SET LOCAL {name} TO DEFAULT" for name in _FOR_FEW))
    return best


def _join(article: Article, kin: dict[Article, Likeness]) -> None:
    """Make `article` and all stories its kin belong to one story."""
    rows = Reprint.objects.filter(article__in=[article, *kin]).select_related("origin")
    known = {row.article_id: row for row in rows}
    own = known.get(article.pk)
    if own is not None and own.set_apart:
        return
    kin = {other: likeness for other, likeness in kin.items() if not _apart(known.get(other.pk))}
    if not kin:  # an edit of its own does not make a reprint another story; a better method may
        if own is not None and own.method != METHOD:
            own.delete()
        return
    roots = {known[other.pk].origin if other.pk in known else other for other in kin}
    members = _members({article, *roots, *kin})
    origin = min(members, key=precedence)
    Reprint.objects.filter(article=origin).delete()
    for member in members:
        if member != origin:
            _record(member, origin, kin if article in {member, origin} else {})


def _apart(row: Reprint | None) -> bool:
    return row is not None and row.set_apart


def _members(some: Iterable[Article]) -> list[Article]:
    """`some` with all reprints that stand of them."""
    keys = {article.pk for article in some}
    keys.update(_reprints_of(keys))
    return list(Article.objects.filter(pk__in=keys).select_related("source").order_by("pk"))


def _reprints_of(origins: Iterable[int]) -> Sequence[int]:
    """Keys of the reprints that stand of these articles.

    Asked for by itself: of rows that are these *or* in an answer, PostgreSQL looks at every row there is.
    """
    return list(Reprint.objects.standing().filter(origin__in=origins).values_list("article", flat=True))


def precedence(article: Article) -> tuple[bool, str, str, int]:
    """The credited agency's own article first, then the earliest as printed, then the first taken in."""
    agency = article.source is not None and article.source.kind == Source.Kind.AGENCY
    day = article.published_on.isoformat() if article.published_on else "9999"
    moment = article.published_at.isoformat() if article.published_at else f"{day}T24"
    return (not agency, day, moment, article.pk)


def _record(article: Article, origin: Article, kin: Mapping[Article, Likeness]) -> None:
    """Keep what was measured before where the origin changed, and measure what never was."""
    likeness = kin.get(article) or kin.get(origin)
    defaults = {"origin": origin, "method": METHOD}
    if likeness is not None:
        defaults |= _measured(likeness)
    elif not Reprint.objects.filter(article=article).exists():
        defaults |= _measured(_compared(article, origin))
    Reprint.objects.update_or_create(article=article, defaults=defaults)


def _measured(likeness: Likeness) -> dict[str, Any]:
    kinship = Reprint.Kinship.PART if likeness.whole < PART else Reprint.Kinship.SAME
    return {"kinship": kinship, "kept": round(likeness.kept, 3)}


def _compared(one: Article, other: Article) -> Likeness:
    first, second = (v.text if (v := article.latest_version) else "" for article in (one, other))
    return compare(first, second, title_a=one.title, title_b=other.title)


def set_apart(article: Article, *, actor: User) -> None:
    """An editor's word that the article is a report of its own. Does nothing where it is no reprint."""
    Reprint.objects.filter(article=article).update(set_apart=True, decided_by=actor, decided_at=timezone.now())


def put_back(article: Article, *, actor: User) -> None:
    """Take `set_apart` back, and find the article's place anew: the story may have another origin by now."""
    with transaction.atomic():
        Reprint.objects.filter(article=article).update(set_apart=False, decided_by=actor, decided_at=timezone.now())
        link(article)


def passages(article: Article) -> list[Quotation]:
    """The filed quotations of the story the article is a part of, other than its own."""
    row = Reprint.objects.standing().filter(Q(article=article) | Q(origin=article)).first()
    if row is None:
        return []
    root = row.origin_id
    others = {root, *_reprints_of([root])} - {article.pk}
    told = Quotation.objects.filter(version__article__in=others, statement__isnull=False)
    told = told.exclude(statement__state="rejected")
    return list(told.select_related("statement").prefetch_related("candidates").order_by("pk"))
