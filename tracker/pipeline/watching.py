"""Looking again at what was captured: an hour, a day and a week after, and so again after each edit.

An edit becomes a version. What is no edit is noted and changes nothing: a page deleted at its source, a wall or a
consent form in its place, another text at its address, a network that fails. What was captured is kept in any case.

Of an article whose text came from a feed or an editor, the page becomes a version once words that are quoted stood on
it and do not any more (`presence`).
"""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q

from tracker.analysis.notices import Notice
from tracker.analysis.revisions import Extent, extent
from tracker.models import Article, ArticleVersion, Watch

from . import addresses, articles, documents, http, manners, presence

GONE = {404, 410}
LEASE = timedelta(minutes=10)  # longer than any fetch: until then no other worker looks
SOON = timedelta(minutes=1)
YOUNG = timedelta(days=30)  # since capture: what is edited later is not looked at more often again
FIRST_REST, LONGEST_REST = timedelta(minutes=15), timedelta(days=1)
LONGEST_ASKED = timedelta(days=7)  # what a publisher may ask for with Retry-After
MOST_FAILURES = 6  # in a row; then this look is given up, and the next one waits for its time
AT_ONCE = 200
GIVES_NOTHING = {Watch.Outcome.GONE, Watch.Outcome.REPLACED, Watch.Outcome.HIDDEN, Watch.Outcome.REFUSED}

NOT_EDITS = {
    Extent.COLLAPSED: "Most of the text is missing: a wall, a consent form or an error page stands in its place.",
    Extent.REPLACED: "Another text stands at the address now.",
}


def due(at: datetime) -> list[int]:
    """Keys of the articles to look at again, longest overdue first."""
    return list(Watch.objects.due(at).values_list("article", flat=True)[:AT_ONCE])


def look_soon(article: Article, *, at: datetime) -> None:
    """Have the page looked at now, because its feed tells of it in other words; not more than once in a while."""
    rested = Q(looked_at=None) | Q(looked_at__lte=at - Watch.STEPS[0])
    Watch.objects.filter(rested, Q(due_at=None) | Q(due_at__gt=at), article=article).update(due_at=at)


def look(article_id: int, *, at: datetime) -> Watch | None:
    """Look at the article's source again if that is due; `None` when it is not, or another worker does.

    Raises nothing of the network: what was found stands in the row. The article has work left after an edit.
    """
    watch = _lease(article_id, at)
    if watch is None:
        return None
    article = watch.article
    try:
        fetched = http.fetch(article.url or "", etag=watch.etag, last_modified=watch.last_modified)
    except http.FetchRefused as error:
        outcome = Watch.Outcome.GONE if error.status in GONE else Watch.Outcome.REFUSED
        return _found(watch, outcome, str(error), at)
    except manners.Busy:
        watch.due_at = at + SOON
        watch.save(update_fields=["due_at"])
        return watch
    except http.FetchFailed as error:
        return _failed(watch, error, at)
    watch.etag, watch.last_modified = fetched.etag or watch.etag, fetched.last_modified or watch.last_modified
    if fetched.not_modified:
        return _unchanged(watch, at)
    return _compare(watch, fetched, at)


def _lease(article_id: int, at: datetime) -> Watch | None:
    """Put the look off while it lasts, so that a second message for it finds nothing due."""
    with transaction.atomic():
        waiting = Watch.objects.due(at).select_for_update(skip_locked=True, of=("self",)).filter(article=article_id)
        watch = waiting.select_related("article__source").first()
        if watch is not None:
            watch.due_at = at + LEASE
            watch.save(update_fields=["due_at"])
    return watch


def _compare(watch: Watch, fetched: http.Fetched, at: datetime) -> Watch:
    """Tell an edit from something else in the article's place, and take it in."""
    article = watch.article
    if _leads_away(article, fetched):
        return _replaced(watch, f"The address leads to {fetched.url} now.", at)
    try:
        document = documents.from_fetched(fetched)
    except documents.NoArticle as error:
        if error.notice == Notice.MISSING:
            return _found(watch, Watch.Outcome.GONE, error.notice.value, at)
        return _replaced(watch, error.notice.value, at)
    except documents.NoText:
        return _replaced(watch, NOT_EDITS[Extent.COLLAPSED], at)
    version = article.latest_version
    if watch.words_only and version is not None:
        return _compare_words(watch, version, document, at)
    found = extent(version.text, document.text) if version else Extent.EDITED
    if found in NOT_EDITS:
        return _replaced(watch, NOT_EDITS[found], at)
    with transaction.atomic():
        new = articles.revise(article, document, at=at)
        if new is None and article.latest_version == version:
            return _unchanged(watch, at)
        return _changed(watch, at)


def _compare_words(watch: Watch, version: ArticleVersion, document: documents.Document, at: datetime) -> Watch:
    """Compare the page with what it showed at the last look, as far as it is quoted."""
    if watch.page_text is None:
        quoted = presence.presence(version, document.text, document.text)
        if why := presence.why_hidden(version, document.text, quoted):
            return _found(watch, Watch.Outcome.HIDDEN, why, at)
        watch.page_text = document.text
        return _found(watch, Watch.Outcome.UNCHANGED, quoted.note, at)
    found = extent(watch.page_text, document.text)
    if found in NOT_EDITS:
        return _replaced(watch, NOT_EDITS[found], at)
    quoted = presence.presence(version, watch.page_text, document.text)
    if not quoted.lost:
        watch.page_text = document.text
        note = presence.EDITED if found == Extent.EDITED else quoted.note
        return _found(watch, Watch.Outcome.UNCHANGED, note, at)
    with transaction.atomic():
        presence.leave_out(watch.article, quoted.unseen)
        watch.words_only, watch.page_text = False, None
        articles.revise(watch.article, document, at=at)
        return _changed(watch, at)


def _leads_away(article: Article, fetched: http.Fetched) -> bool:
    """True where a redirect leads to a front page or another site: neither is the article."""
    given = article.url or fetched.url
    if addresses.key(fetched.url) == addresses.key(given):
        return False
    return not addresses.same_site(given, fetched.url) or not addresses.names_a_page(fetched.url)


def _changed(watch: Watch, at: datetime) -> Watch:
    """Begin anew: what was edited is likely to be edited again."""
    first = watch.article.versions.order_by("captured_at").values_list("captured_at", flat=True)[0]
    if at - first > YOUNG:
        return _found(watch, Watch.Outcome.CHANGED, None, at)
    watch.step, watch.since = 0, at
    watch.schedule()
    return _store(watch, Watch.Outcome.CHANGED, None, at)


def _unchanged(watch: Watch, at: datetime) -> Watch:
    version = watch.article.latest_version
    if version is not None and version.seen_at < at and not watch.words_only:
        version.seen_at = at
        version.save(update_fields=["seen_at"])
    return _found(watch, Watch.Outcome.UNCHANGED, None, at)


def _replaced(watch: Watch, note: str, at: datetime) -> Watch:
    """Something else stands at the address; of a page that never showed the text, that is nothing new."""
    never = watch.words_only and watch.page_text is None
    return _found(watch, Watch.Outcome.HIDDEN if never else Watch.Outcome.REPLACED, note, at)


def _found(watch: Watch, outcome: str, note: str | None, at: datetime) -> Watch:
    """This look is done; the next one comes in its time. What was refused once may be open again then."""
    if outcome in GIVES_NOTHING:
        watch.etag = watch.last_modified = None  # they belong to what is not there any more
    watch.step += 1
    watch.schedule()
    if watch.due_at is not None and watch.due_at <= at:
        watch.due_at = at + Watch.STEPS[0]
    return _store(watch, outcome, note, at)


def _failed(watch: Watch, error: http.FetchFailed, at: datetime) -> Watch:
    """Try this look again after a rest that doubles, and no earlier than the publisher asks within reason."""
    watch.failures += 1
    if watch.failures >= MOST_FAILURES:
        watch.failures = 0
        return _found(watch, Watch.Outcome.FAILED, str(error), at)
    rest = min(LONGEST_REST, FIRST_REST * 2 ** (watch.failures - 1))
    asked = min(error.retry_after or rest, LONGEST_ASKED)
    watch.due_at = at + max(rest, asked)
    watch.looked_at, watch.outcome, watch.note = at, Watch.Outcome.FAILED, str(error)[:500]
    watch.save()
    return watch


def _store(watch: Watch, outcome: str, note: str | None, at: datetime) -> Watch:
    if outcome == Watch.Outcome.GONE:
        watch.gone_at = watch.gone_at or at
    elif outcome in {Watch.Outcome.UNCHANGED, Watch.Outcome.CHANGED, Watch.Outcome.HIDDEN}:
        watch.gone_at = None
    if outcome != Watch.Outcome.FAILED:
        watch.failures = 0
    watch.looked_at, watch.outcome, watch.note = at, outcome, note[:500] if note else None
    watch.save()
    return watch
