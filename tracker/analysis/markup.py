"""A fragment of HTML as plain text: what a reader would see, in paragraphs. Nothing in it is kept as markup."""

import re
from collections.abc import Iterator
from typing import Any

from lxml import etree, html

_DROPPED = """
script style noscript template iframe object embed svg math audio video canvas form button select textarea head title
link meta
"""
_BLOCKS = """
address article aside blockquote body caption dd details div dl dt fieldset figcaption figure footer h1 h2 h3 h4 h5 h6
header hr html li main nav ol p pre section summary table tbody tfoot thead tr ul
"""
# What is never text, whatever stands inside it; and what stands in paragraphs of its own.
DROPPED, BLOCKS = frozenset(_DROPPED.split()), frozenset(_BLOCKS.split())
PARAGRAPH, LINE = "\n\n", "\n"

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_MARKUP = re.compile(r"<[a-zA-Z!/?]|&(?:#\w+|\w+);")
_SPACES = re.compile(r"\s+")
_BREAKS = re.compile(r" ?(?:\n ?)+")


def is_markup(text: str) -> bool:
    """Whether `text` holds a tag or a character reference, so that it is not to be taken as it stands."""
    return bool(_MARKUP.search(text))


def to_text(markup: str) -> str:
    """The visible text: one blank line between blocks, one line end for a `<br>`, other spaces made one.

    Never raises on broken markup; text without any markup comes back as it stands, its spaces tidied line by line.
    """
    clean = _CONTROL.sub("", markup)
    if not is_markup(clean):
        return _tidy(clean.replace("\r\n", "\n").replace("\r", "\n"))
    root = tree(clean)
    return "" if root is None else _tidy("".join(_pieces(root)))


def tree(markup: str) -> Any:
    """The tree of a page or a fragment; `None` when there is no element in it."""
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    wrapped = f"<div>{markup}</div>".encode(errors="replace")  # a text may declare an encoding
    try:
        return html.document_fromstring(wrapped, parser=parser)
    except etree.ParserError:
        return None


def _pieces(root: Any) -> Iterator[str]:
    """Text and breaks in reading order. Walked without recursion: depth is the publisher's choice."""
    walk = etree.iterwalk(root, events=("start", "end"))
    for event, element in walk:
        name = element.tag if isinstance(element.tag, str) else ""
        if event == "start":
            if name in DROPPED:
                walk.skip_subtree()
                continue
            if name in BLOCKS:
                yield PARAGRAPH
            elif name == "br":
                yield LINE
            elif name in {"td", "th"}:
                yield " "
            yield _SPACES.sub(" ", element.text or "")
        else:
            if name in BLOCKS:
                yield PARAGRAPH
            yield _SPACES.sub(" ", element.tail or "")


def _tidy(text: str) -> str:
    text = re.sub(r"[^\S\n]+", " ", text)
    return _BREAKS.sub(lambda found: PARAGRAPH if found[0].count("\n") > 1 else LINE, text).strip()
