"""Whether a page says of itself that it is one article.

What publishers state for search engines is often false of a page that lists others: a section states the story on top
of it, or is stated to be an article by the software that made it. So the statement counts unless the page itself tells
otherwise: it calls itself a collection too, the article stated is another that it links to, or it goes on as a list
does, on a second page at its own address.
"""

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

_PUBLISHED = re.compile(r"""(?:property|name)=["']?article:published_time""", re.IGNORECASE)
_LINKED_DATA = re.compile(r"<script[^>]+application/ld\+json[^>]*>(.*?)</script>", re.IGNORECASE | re.DOTALL)
_TYPE = r"""["']@type["']\s*:\s*\[?\s*["'](%s)["']"""
_LIVE = "LiveBlogPosting"
_ARTICLES = re.compile(rf"\w*NewsArticle|Article|BlogPosting|{_LIVE}")
_IS_ARTICLE = re.compile(_TYPE % _ARTICLES.pattern)
_IS_COLLECTION = re.compile(_TYPE % "CollectionPage|SearchResultsPage")
_LINK = re.compile(r"""<a\b[^<>]*?\bhref\s*=\s*["']?([^"'\s>]+)""", re.IGNORECASE)
_OWN = re.compile(r"""<link\b[^<>]*\brel=["']?canonical\b[^<>]*>|<meta\b[^<>]*\bog:url\b[^<>]*>""", re.IGNORECASE)
_ADDRESS = re.compile(r"""\b(?:href|content)\s*=\s*["']?([^"'\s>]+)""", re.IGNORECASE)
_PARTS = re.compile(r"(?:(?:https?:)?//[^/?#]*)?(?P<path>[^?#]*)(?:\?(?P<query>[^#]*))?", re.IGNORECASE)
_SECOND_PAGE = re.compile(r"(?P<page>[^?#]*?)(?:/page/2/?|/?\?(?:page|paged)=[12])", re.IGNORECASE)


def says_it_is_an_article(markup: str, *, url: str | None) -> bool:
    """Whether the page that `markup` holds, at the address `url`, states that it is one, and does not tell otherwise.

    A live blog that says so is believed: it has pages, and lists what it links to.
    """
    data = _LINKED_DATA.findall(markup)
    stated = [kind for part in data for kind in _IS_ARTICLE.findall(part)]
    if len(stated) != 1 and not _PUBLISHED.search(markup):
        return False
    if _LIVE in stated:
        return True
    if any(_IS_COLLECTION.search(part) for part in data):
        return False
    own = {_path(spelling) for one in _own_addresses(markup, url) for spelling in (one, one.partition("?")[0])}
    return not own or not (_goes_on(markup, own) or (len(stated) == 1 and _is_another(data, markup, own)))


def _own_addresses(markup: str, url: str | None) -> Iterator[str]:
    """Where the page was found, and where it says it is."""
    if url:
        yield url
    for element in _OWN.findall(markup):
        yield from _ADDRESS.findall(element)[:1]


def _goes_on(markup: str, own: set[str]) -> bool:
    """Whether there is a second page of this one."""
    pages = (_SECOND_PAGE.fullmatch(address) for address in _LINK.findall(markup))
    return any(found and (found[0].startswith("?") or _path(found["page"]) in own) for found in pages)


def _is_another(data: Iterable[str], markup: str, own: set[str]) -> bool:
    """Whether the one article stated is at an address the page links to, and not at its own."""
    stated = {path for part in data for address in _stated_addresses(part) if (path := _path(address))}
    return not stated & own and any(_path(address) in stated for address in _LINK.findall(markup))


def _stated_addresses(part: str) -> Iterator[str]:
    """The addresses of the articles that linked data states; none where it cannot be read."""
    try:
        found = json.loads(part, strict=False)
    except (ValueError, RecursionError):
        return
    for row in _objects(found):
        kinds = row.get("@type")
        if any(isinstance(k, str) and _ARTICLES.fullmatch(k) for k in (kinds if isinstance(kinds, list) else [kinds])):
            page = row.get("mainEntityOfPage")
            inner = page if isinstance(page, dict) else {"url": page}
            values = (row.get("url"), row.get("@id"), inner.get("url"), inner.get("@id"))
            yield from (value for value in values if isinstance(value, str))


def _objects(found: Any) -> Iterator[dict[str, Any]]:
    waiting = [found]
    while waiting:
        one = waiting.pop()
        if isinstance(one, dict):
            yield one
            waiting.extend(one.values())
        elif isinstance(one, list):
            waiting.extend(one)


def _path(address: str) -> str:
    """What tells pages of one site apart; of another spelling of the host the same."""
    parts = _PARTS.match(address)
    return "?".join(filter(None, (parts["path"].strip("/"), parts["query"]))) if parts else ""
