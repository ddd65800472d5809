"""The headline an editor gives an article whose source gave none or a poor one. Its versions keep the source's."""

from typing import Any

from django.contrib.auth.models import User
from django.db import transaction

from tracker.models import Article, Decision

from .curation import CannotUndo

_FIELDS = ("title", "renamed")


def correct_headline(article: Article, title: str, *, actor: User | None) -> Decision:
    """Print the article under `title` from now on, whatever headline its source gives it later."""
    with transaction.atomic():
        article.refresh_from_db(from_queryset=Article.objects.select_for_update())
        return _decided(article, Decision.Verb.CORRECT, actor, title=title, renamed=True)


def undo_headline(decision: Decision, *, actor: User | None) -> Decision:
    """Give the article the headline it had before `decision`, or the one its source gave it since.

    Raises `CannotUndo` unless that is the last decision about its headline.
    """
    with transaction.atomic():
        article = Article.objects.select_for_update(of=("self",)).get(decisions=decision)
        if article.decisions.about_headlines().standing().first() != decision:
            raise CannotUndo("The headline was corrected again since, so this decision can no longer be undone.")
        before = dict(decision.before)
        latest = article.latest_version
        if not before["renamed"] and latest and latest.title and latest.captured_at > decision.at:
            before["title"] = latest.title
        return _decided(article, Decision.Verb.UNDO, actor, undoes=decision, **before)


def _decided(
    article: Article, verb: str, actor: User | None, *, undoes: Decision | None = None, **values: Any
) -> Decision:
    before = {name: getattr(article, name) for name in _FIELDS}
    for name, value in values.items():
        setattr(article, name, value)
    article.save(update_fields=_FIELDS)
    return Decision.objects.create(article=article, actor=actor, verb=verb, before=before, after=values, undoes=undoes)
