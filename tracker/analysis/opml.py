"""Lists of feeds as OPML: read with every entry accounted for, and written.

The headings of other programs are shelves ("Papers", "To read"). Only a heading of the type "source", as written here,
names who publishes the feeds under it.

OPML has no attributes for how a feed is polled, and lets a program add its own in a namespace. What editors set stands
there, so that a newsroom that moves keeps it; other programs do not read it.
"""

import html
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any
from xml.etree import ElementTree as Writing

from defusedxml import ElementTree
from defusedxml.common import DefusedXmlException

DEEPEST = 30
SOURCE = "source"
OURS = "urn:stance-tracker:opml"
Writing.register_namespace("tracker", OURS)
# Addresses are full of them, and much software writes them as they are.
_BARE_AMPERSAND = re.compile(rb"&(?!#\d+;|#x[0-9a-fA-F]+;|[a-zA-Z]\w*;)")


class NotOpml(Exception):
    """The file is not a list of feeds. The sentence is for editors."""


@dataclass(frozen=True, slots=True)
class Outline:
    """A feed as listed. `number` counts the entries of the file from 1; `folder` are the headings it stands under, and
    `source` the nearest of them that names who publishes it, if one does.

    Only lists written here tell how it is polled: whether it is paused, after how many minutes at least it is polled
    again, and where its texts are taken from, in a word.
    """

    number: int
    url: str
    title: str
    home: str | None
    folder: tuple[str, ...] = ()
    source: str = ""
    paused: bool = False
    least_minutes: int | None = None
    text_from: str = ""


def read(body: bytes) -> list[Outline]:
    """Every entry that names a feed, nested ones too, in order; one without an address has an empty `url`.

    Headings are not entries. A file that is not well-formed gives every entry in it that has an address, without its
    headings. Raises `NotOpml`.
    """
    try:
        root = ElementTree.fromstring(_BARE_AMPERSAND.sub(b"&amp;", body))
    except Writing.ParseError as error:
        return _salvaged(body, f"line {error.position[0]} cannot be read as XML")
    except (DefusedXmlException, ValueError, LookupError) as error:
        raise NotOpml("This is not an OPML file: it cannot be read as XML.") from error
    if root.tag.lower() != "opml":
        raise NotOpml(f"This is not an OPML file: it holds <{root.tag[:40]}>.")
    entries = (found for body in root if str(body.tag).lower() == "body" for found in _outlines(body, ()))
    return [_read(number, *entry) for number, entry in enumerate(entries, 1)]


def _read(number: int, entry: Any, headings: tuple[Any, ...]) -> Outline:
    url, title = _get(entry, "xmlurl"), _title(entry)
    sources = [_title(heading) for heading in headings if _get(heading, "type").lower() == SOURCE]
    return Outline(
        number,
        url,
        "" if title == url else title,  # a feed without a title is listed by its address
        _get(entry, "htmlurl") or None,
        tuple(_title(heading) for heading in headings),
        sources[-1] if sources else "",
        _get(entry, _ours("paused")) == "true",
        _number(_get(entry, _ours("leastminutes"))),
        _get(entry, _ours("textfrom")),
    )


def _ours(name: str) -> str:
    return f"{{{OURS}}}{name}"


def _number(printed: str) -> int | None:
    return int(printed) if printed.isascii() and printed.isdecimal() and len(printed) < 9 else None


_ADDRESS = re.compile(r"""\bxmlurl\s*=\s*["']\s*([^"'<>\s]+)""", re.IGNORECASE)
_HOME = re.compile(r"""\bhtmlurl\s*=\s*["']\s*([^"'<>\s]+)""", re.IGNORECASE)
# Up to the quotation mark before the next attribute: the title may hold quotation marks of its own.
_TITLE = re.compile(r"""\b(?:title|text)\s*=\s*"(.*?)"\s*(?:\w+\s*=\s*"|/?>)""", re.IGNORECASE | re.DOTALL)


def _salvaged(body: bytes, problem: str) -> list[Outline]:
    """The entries of a list whose titles or descriptions hold bare quotation marks or tags."""
    _, *chunks = re.split(r"<outline\b", body.decode("utf-8-sig", errors="replace"), flags=re.IGNORECASE)
    found: list[Outline] = []
    for chunk in chunks:
        if address := _ADDRESS.search(chunk):
            title, home = _TITLE.search(chunk), _HOME.search(chunk)
            name = " ".join(html.unescape(title[1]).split()) if title else ""
            found.append(
                Outline(len(found) + 1, html.unescape(address[1]), name, html.unescape(home[1]) if home else None)
            )
    if not found:
        raise NotOpml(f"This is not an OPML file: {problem}.")
    return found


def _outlines(parent: Any, headings: tuple[Any, ...]) -> Iterator[tuple[Any, tuple[Any, ...]]]:
    if len(headings) > DEEPEST:
        raise NotOpml(f"The list is nested more than {DEEPEST} deep.")
    for element in parent:
        if str(element.tag).lower() != "outline":
            continue
        # An entry names a feed, or says it is one; everything else with entries below it is a heading.
        if _get(element, "xmlurl") or _get(element, "type").lower() in {"rss", "atom"} or not len(element):
            yield element, headings
        yield from _outlines(element, (*headings, element))


def _title(element: Any) -> str:
    return _get(element, "title") or _get(element, "text")


def _get(element: Any, name: str) -> str:
    """An attribute whatever its capitals: `xmlUrl`, `xmlurl` and `xmlURL` are all in use."""
    values = (value for key, value in element.attrib.items() if key.lower() == name)
    return " ".join(next(values, "").split())


def write(title: str, outlines: Iterable[Outline]) -> bytes:
    """An OPML 2.0 file that `read` reads back: feeds under the source of each, or its first heading."""
    root = Writing.Element("opml", version="2.0")
    Writing.SubElement(Writing.SubElement(root, "head"), "title").text = title
    body = Writing.SubElement(root, "body")
    headings: dict[str, Writing.Element] = {}
    for outline in outlines:
        heading = outline.source or (outline.folder[0] if outline.folder else "")
        parent = body
        if heading:
            if heading not in headings:
                kind = {"type": SOURCE} if outline.source else {}
                headings[heading] = Writing.SubElement(body, "outline", kind, text=heading, title=heading)
            parent = headings[heading]
        names = {"text": outline.title or outline.url, "title": outline.title or outline.url, "xmlUrl": outline.url}
        home = {"htmlUrl": outline.home} if outline.home else {}
        Writing.SubElement(parent, "outline", {"type": "rss", **names, **home, **_polled(outline)})
    Writing.indent(root)
    return bytes(Writing.tostring(root, encoding="utf-8", xml_declaration=True))


def _polled(outline: Outline) -> dict[str, str]:
    """How it is polled, as far as that is not as with any other feed."""
    stated = {
        "paused": "true" if outline.paused else "",
        "leastMinutes": str(outline.least_minutes or ""),
        "textFrom": outline.text_from,
    }
    return {_ours(name): value for name, value in stated.items() if value}
