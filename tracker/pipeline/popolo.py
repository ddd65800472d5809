"""Popolo JSON (popoloproject.com): persons, organizations, posts and memberships as records of the register.

Persons and organizations become officials, posts offices, memberships with a post tenures; memberships without one
(of a party, say) are no tenure and are passed over. What Popolo calls the end of a membership is taken as the first day
it is no longer held, the end of a name as its last day. A membership without a source of its own rests on that of its
post, else of its person. A country is the area's identifier, or its id where that is a code (`fr`, `country:fr`).
"""

import json
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tracker.models import Office

from .records import BadFile, Kind, Record, flaw_of, read_text

Item = Mapping[str, Any]
LISTS = ("persons", "organizations", "posts", "memberships")


def read_popolo(path: Path) -> Iterator[Record]:
    """The records of a Popolo file; `place` is the list and the number in it, from 1. Raises `BadFile`."""
    data = _load(path)
    keys = _Keys(data)
    readers = {"persons": keys.person, "organizations": keys.organization, "posts": keys.post}
    kinds: Mapping[str, Kind] = {"persons": "officials", "organizations": "officials", "posts": "offices"}
    for name, read in readers.items():
        for number, item in enumerate(_list(data, name), 1):
            yield _record(kinds[name], path, f"{name} {number}", read(item))
    for number, held in enumerate(_list(data, "memberships"), 1):
        if held.get("post_id"):
            yield _record("tenures", path, f"memberships {number}", keys.membership(held))


def slugify(text: str) -> str:
    """Small ASCII letters, digits and hyphens: the register's form of a key."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")


@dataclass
class _Keys:
    """What the items of a file refer to each other by, as slugs of the register."""

    data: Item
    officials: dict[str, str] = field(default_factory=dict)
    offices: dict[str, str] = field(default_factory=dict)
    areas: dict[str, str] = field(default_factory=dict)
    sources: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for item in _list(self.data, "persons") + _list(self.data, "organizations"):
            self.officials[_text(item, "id")] = slugify(_text(item, "slug") or _text(item, "name"))
        for post in _list(self.data, "posts"):
            self.offices[_text(post, "id")] = slugify(_text(post, "slug") or _text(post, "id"))
        for area in _list(self.data, "areas"):
            self.areas[_text(area, "id")] = _text(area, "identifier") or _text(area, "id")
        for item in [*_list(self.data, "persons"), *_list(self.data, "posts")]:
            self.sources[_text(item, "id")] = _source(item)

    def person(self, item: Item) -> dict[str, Any]:
        gender = {"female": "f", "f": "f", "male": "m", "m": "m"}.get(_text(item, "gender").lower())
        return self._official(item, "person") | _given(gender=gender, family_name=_text(item, "family_name"))

    def organization(self, item: Item) -> dict[str, Any]:
        return self._official(item, "institution")

    def post(self, item: Item) -> dict[str, Any]:
        label, role = _text(item, "label") or _text(item, "role"), _text(item, "role")
        others = [_text(item, "other_label"), *(_text(other, "name") for other in _list(item, "other_labels"))]
        institution = _text(item, "organization_id")
        return {
            "slug": self.offices.get(_text(item, "id"), ""),
            "name": label,
            "titles": "|".join(dict.fromkeys(title for title in (label, *others) if title)),
            "source": _source(item),
            **_given(
                country=self._country(item),
                institution=self.officials.get(institution, institution),
                role=role if role in Office.Role.values else "",
            ),
        }

    def membership(self, item: Item) -> dict[str, Any]:
        person, post = _text(item, "person_id"), _text(item, "post_id")
        return {
            "official": self.officials.get(person, person),
            "office": self.offices.get(post, post),
            "start": _text(item, "start_date"),
            "end": _text(item, "end_date"),
            "acting": "1" if re.search(r"\b(?:acting|interim)\b", _text(item, "role"), re.IGNORECASE) else "",
            "source": _source(item) or self.sources.get(post) or self.sources.get(person, ""),
        }

    def _official(self, item: Item, kind: str) -> dict[str, Any]:
        wikidata = [i for i in _list(item, "identifiers") if _text(i, "scheme").lower() == "wikidata"]
        names = [(_text(o, "name"), _text(o, "start_date"), _text(o, "end_date")) for o in _list(item, "other_names")]
        return {
            "slug": self.officials.get(_text(item, "id"), ""),
            "name": _text(item, "name"),
            "kind": kind,
            "source": _source(item),
            **_given(
                aliases=[name for name in dict.fromkeys(names) if name[0]],
                country=self._country(item),
                wikidata=_text(wikidata[0], "identifier") if wikidata else "",
            ),
        }

    def _country(self, item: Item) -> str:
        area = _text(item, "area_id")
        return self.areas.get(area, area).rpartition(":")[2].upper()


def _load(path: Path) -> Item:
    try:
        data = json.loads(read_text(path))
    except json.JSONDecodeError as error:
        raise BadFile(f"{path}, line {error.lineno}: not JSON ({error.msg}).") from error
    except ValueError as error:
        raise BadFile(f"{path}: not JSON ({str(error).partition(';')[0]}).") from error
    except RecursionError as error:
        raise BadFile(f"{path}: nested too deeply to be Popolo JSON.") from error
    if not isinstance(data, dict) or not any(isinstance(data.get(name), list) for name in LISTS):
        raise BadFile(f"{path}: not Popolo JSON; it needs lists named {', '.join(LISTS)}.")
    return data


def _record(kind: Kind, path: Path, place: str, cells: dict[str, Any]) -> Record:
    return Record(kind, str(path), place, cells, flaw_of(cells))


def _given(**cells: Any) -> dict[str, Any]:
    """Only what the file says something about."""
    return {name: value for name, value in cells.items() if value}


def _list(data: Item, name: str) -> list[Item]:
    items = data.get(name)
    return [item if isinstance(item, dict) else {} for item in items] if isinstance(items, list) else []


def _text(item: Item, name: str) -> str:
    """A text or number as text; anything else is taken for missing."""
    value = item.get(name)
    return str(value).strip() if isinstance(value, str | int) and not isinstance(value, bool) else ""


def _source(item: Item) -> str:
    links = [*_list(item, "sources"), *_list(item, "links")]
    return next((url for link in links if (url := _text(link, "url"))), "")
