"""Whether a page lists articles and is none itself: a front page, a section, the results of a search.

Such a page is made of teasers: a headline that links to another page, with a blurb perhaps. Articles carry teasers too,
beside their text. So a listing is told by its main text, most of which is the words of teasers, and never where the
page says of itself that it is one article (`page_kinds`), as a briefing of links or a live blog does.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from itertools import takewhile
from typing import Any

from lxml import etree

from tracker.analysis.markup import BLOCKS, tree
from tracker.analysis.page_kinds import says_it_is_an_article

FEWEST = 6  # teasers on a page that lists
LONGEST = 90  # words of a teaser, its headline and labels with it
SHARE = 0.6  # of the letters of the main text are teasers'
HEADLINE = 4  # words: a shorter link is a label, an author, a section
LABEL = 5  # words beside a headline or before it: a time, a section
_LINES = BLOCKS | {"td", "th"}
_UNREAD = ("script", "style", "noscript", "template", "svg")

_WORD = re.compile(r"\w+")
_ADDRESS = re.compile(
    r"(?:(?:https?:)?(?P<host>//[^/?#]*))?(?P<path>(?![a-z]+:)[^?#]*)(?:\?(?P<query>[^#]*))?", re.IGNORECASE
)
_OWN_ADDRESS = ("//link[@rel='canonical']/@href", "//meta[@property='og:url']/@content")


def is_listing(text: str, markup: str, *, url: str | None = None) -> bool:
    """Whether `text`, the main text of the page that `markup` holds, is for the most part the teasers of others.

    `url` is the page's address, where it is known: what links to itself is no teaser.
    """
    if says_it_is_an_article(markup, url=url):
        return False
    found = list(_teasers(markup, url or ""))
    if len(found) < FEWEST:
        return False
    # Without spaces, since not every reader of HTML puts one where an element ends.
    printed = "\n".join("".join(teaser) for teaser in found)
    paragraphs = ["".join(_words([line])) for line in text.split("\n")]
    teasing = sum(len(paragraph) for paragraph in paragraphs if paragraph in printed)
    return teasing > 0 and teasing >= SHARE * sum(map(len, paragraphs))


def _teasers(markup: str, url: str) -> Iterator[list[str]]:
    """The words of each: all that stands around one headline and around no other, and begins with it."""
    root = tree(markup)
    if root is None:
        return
    etree.strip_elements(root, *_UNREAD, with_tail=False)
    headlines = _headlines(root, url)
    under: dict[Any, set[str]] = {}
    for link, address in headlines.items():
        for element in (link, *link.iterancestors()):
            known = under.setdefault(element, set())
            if address in known or len(known) > 1:
                break  # and so it is of all around it
            known.add(address)
    around = {link: [link, *takewhile(lambda e: len(under[e]) == 1, link.iterancestors())][-1] for link in headlines}
    for teaser, link in {teaser: link for link, teaser in reversed(around.items())}.items():
        words = _words(teaser.itertext())
        before = " ".join(words).partition(" ".join(_words(link.itertext())))[0]
        if len(words) <= LONGEST and before.count(" ") <= LABEL:
            yield words


def _headlines(root: Any, url: str) -> Mapping[Any, str]:
    """The links that are headlines of other pages, with the address of each."""
    own = [url, *(str(stated) for path in _OWN_ADDRESS for stated in root.xpath(path))]
    lengths = cache(lambda block: len(_words(_line(block))))
    links = ((link, (link.get("href") or "").strip()) for link in root.iter("a"))
    return {
        link: address.partition("#")[0]
        for link, address in links
        if not any(_is_piece(address, page) for page in own) and _is_headline(link, lengths)
    }


def _is_piece(address: str, page: str) -> bool:
    """Whether a link leads to the very page, to a piece of it or to no page at all.

    A post of a live blog is asked for by a fragment or by `?post=`.
    """
    link, of_page = _ADDRESS.match(address), _ADDRESS.match(page)
    if link is None or not (link["path"].strip("/") or link["query"]):
        return link is None or not link["host"]
    if of_page is None:
        return False
    path, known = link["path"].rstrip("/"), of_page["path"].rstrip("/")
    same = path in {"", known} or (path[0] != "/" and f"/{known}".endswith(f"/{path}"))
    return same and (link["query"] == of_page["query"] or bool(known and not of_page["query"]))


def _is_headline(link: Any, words_of_line: Callable[[Any], int]) -> bool:
    """Whether the link is a block or has a line almost for itself, and is no part of a sentence."""
    number = len(_words(link.itertext()))
    if number < HEADLINE:
        return False
    if any(element.tag in BLOCKS for element in link.iterdescendants()):
        return True
    block = next((element for element in link.iterancestors() if element.tag in _LINES), None)
    return block is not None and words_of_line(block) - number <= LABEL


def _line(block: Any) -> Iterator[str]:
    """The texts of a block that stand in no block within it."""
    yield block.text or ""
    walk = etree.iterwalk(block, events=("start", "end"))
    for event, element in walk:
        if element is block:
            continue
        if event == "end":
            yield element.tail or ""
        elif element.tag in _LINES:
            walk.skip_subtree()
        else:
            yield element.text or ""


def _words(texts: Iterable[str]) -> list[str]:
    return _WORD.findall(" ".join(texts).casefold())
