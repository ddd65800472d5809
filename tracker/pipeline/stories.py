"""How many stories back a statement: an origin with its reprints is one report, told many times."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tracker.models import Article

from .reprints import precedence


@dataclass(frozen=True)
class Story:
    """Articles that tell one story in the same words, its origin first."""

    origin: Article
    reprints: tuple[Article, ...]


def stories(articles: Iterable[Article]) -> list[Story]:
    """`articles` by the story they tell, in their order; each must have `reprint` fetched (`select_related`).

    Where the origin itself is not among them, the earliest of its reprints stands for it.
    """
    grouped: dict[int, list[Article]] = {}
    for article in articles:
        row = getattr(article, "reprint", None)
        root = row.origin_id if row is not None and not row.set_apart else article.pk
        grouped.setdefault(root, [])
        if article not in grouped[root]:
            grouped[root].append(article)
    return [_story(root, found) for root, found in grouped.items()]


def _story(root: int, found: list[Article]) -> Story:
    first = next((a for a in found if a.pk == root), None) or min(found, key=precedence)
    return Story(first, tuple(sorted((a for a in found if a != first), key=precedence)))


def in_words(found: Sequence[Story]) -> str:
    """ "1 origin, 6 reprints, 2 independent reports"; a single article is "1 report"."""
    reprinted = [story for story in found if story.reprints]
    alone = len(found) - len(reprinted)
    if not reprinted:
        return "1 report" if alone == 1 else f"{alone} independent reports"
    copies = sum(len(story.reprints) for story in reprinted)
    parts = [_counted(len(reprinted), "origin"), _counted(copies, "reprint")]
    return ", ".join([*parts, *([_counted(alone, "independent report")] if alone else [])])


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
