"""Statements by what is asked of them. What was typed becomes one query that the index on their words answers."""

from datetime import date

import regex
from django.contrib.postgres.search import SearchQuery, SearchRank
from django.db import connection
from django.db.models import F, Q, QuerySet

from tracker.models import Official, Stance
from tracker.models.statements import IN_WORDS, WORDS, StatementQuerySet

# More are not looked for: a name that many bear says little, and each is looked up by its key.
MOST_NAMED = 100
_BEGINNING = regex.compile(r"(?<![\w*-])(\w+)\*")


def narrow(
    statements: StatementQuerySet,
    *,
    stances: "QuerySet[Stance]",
    words: str = "",
    official: str = "",
    country: str = "",
    topic: str = "",
    kind: str = "",
    since: date | None = None,
    until: date | None = None,
) -> StatementQuerySet:
    """Those that answer all that is given: `official` and `topic` are slugs, `country` is the code of a country or
    organisation, the days are the first and the last.

    What was said on an official's behalf is theirs; of a country is what its officials said and what was said in one of
    its offices; of a topic is what one of `stances` files under it.
    """
    if words:
        statements = with_words(statements, words)
    if official:
        statements = statements.filter(Q(official__slug=official) | Q(on_behalf_of__slug=official))
    if country:
        statements = statements.filter(Q(official__country=country) | Q(office__country=country))
    if topic:
        statements = statements.filter(stances__in=stances.filter(topic__slug=topic))
    if kind:
        statements = statements.filter(kind=kind)
    if since:
        statements = statements.filter(day__gte=since)
    return statements.filter(day__lte=until) if until else statements


def with_words(statements: StatementQuerySet, words: str) -> StatementQuerySet:
    """Those whose text has `words` in any form ("ferry" finds "ferries"), or whose speaker is called so.

    A phrase stands in quotation marks, "or" between words of which one is enough, "-" before a word to leave out, "*"
    behind the beginning of one. Words too common for the index ("the", "will") are looked for as they were typed.
    """
    found = Q(text__icontains=words) if _too_common(words) else Q(in_words=_query(words))
    # Their keys, not a subquery: an index is looked up by what is known when the plan is made.
    speakers = list(Official.objects.named(words).values_list("pk", flat=True)[:MOST_NAMED])
    if speakers:
        found |= Q(official__in=speakers)
    return statements.annotate(in_words=IN_WORDS).filter(found)


def best_first(statements: StatementQuerySet, words: str) -> StatementQuerySet:
    """Those that have `words` most and closest together first; of equals, the latest."""
    rank = SearchRank(IN_WORDS, _query(words))
    return statements.annotate(rank=rank).order_by("-rank", F("day").desc(nulls_last=True), "-pk")


def _query(words: str) -> SearchQuery:
    query = SearchQuery(_BEGINNING.sub(" ", words), search_type="websearch", config=WORDS)
    for beginning in _BEGINNING.findall(words):
        begun = SearchQuery(f"{beginning}:*", search_type="raw", config=WORDS)
        query = query & begun
    return query


def _too_common(words: str) -> bool:
    """True where nothing of `words` is in the index."""
    if _BEGINNING.search(words):
        return False
    with connection.cursor() as cursor:
        cursor.execute("SELECT numnode(websearch_to_tsquery(%s::regconfig, %s))", [WORDS, words])
        return bool(cursor.fetchone()[0] == 0)
