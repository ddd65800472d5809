"""Popolo JSON (popoloproject.com): persons, organizations, posts and memberships as records of the register."""

import json
import re
import unicodedata
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from .records import BadFile, Record


def read_popolo(path: Path) -> Iterator[Record]:
    """The records of a Popolo file. `line` is the place in its list, counted from 1. Raises `BadFile`."""
    data = _load(path)
    names = {item.get("id"): slugify(_name(item)) for item in _list(data, "persons") + _list(data, "organizations")}
    posts = {item.get("id"): slugify(item.get("slug") or item.get("id") or "") for item in _list(data, "posts")}
    for number, person in enumerate(_list(data, "persons"), 1):
        yield Record("officials", f"{path} (persons)", number, _official(person, "person", names))
    for number, body in enumerate(_list(data, "organizations"), 1):
        yield Record("officials", f"{path} (organizations)", number, _official(body, "institution", names))
    for number, post in enumerate(_list(data, "posts"), 1):
        yield Record("offices", f"{path} (posts)", number, _office(post, names, posts))
    for number, held in enumerate(_list(data, "memberships"), 1):
        if held.get("post_id"):
            yield Record("tenures", f"{path} (memberships)", number, _tenure(held, names, posts))


def slugify(text: str) -> str:
    """Small ASCII letters, digits and hyphens: the register's form of a key."""
    plain = unicodedata.normalize("NFKD", str(text)).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")


def _load(path: Path) -> Mapping[str, Any]:
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise BadFile(f"{path}: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise BadFile(f"{path}: not UTF-8 text.") from error
    except json.JSONDecodeError as error:
        raise BadFile(f"{path}, line {error.lineno}: not JSON ({error.msg}).") from error
    if not isinstance(data, dict) or not any(isinstance(data.get(key), list) for key in ("persons", "organizations")):
        raise BadFile(f"{path}: not Popolo JSON; it needs lists named persons or organizations.")
    return data


def _list(data: Mapping[str, Any], name: str) -> list[Mapping[str, Any]]:
    items = data.get(name) or []
    return [item for item in items if isinstance(item, dict)] if isinstance(items, list) else []


def _name(item: Mapping[str, Any]) -> str:
    return str(item.get("slug") or item.get("name") or "")


def _source(item: Mapping[str, Any]) -> str:
    links = [*_list(item, "sources"), *_list(item, "links")]
    return str(next((link["url"] for link in links if link.get("url")), ""))


def _official(item: Mapping[str, Any], kind: str, names: Mapping[Any, str]) -> dict[str, Any]:
    wikidata = next((i.get("identifier") for i in _list(item, "identifiers") if i.get("scheme") == "wikidata"), "")
    aliases = [
        f"{other['name']}@{other.get('start_date') or ''}/{other.get('end_date') or ''}".removesuffix("@/")
        for other in _list(item, "other_names")
        if other.get("name")
    ]
    return {
        "slug": names.get(item.get("id"), ""),
        "name": item.get("name") or "",
        "kind": kind,
        "country": str(item.get("area_id") or "").upper(),
        "gender": {"female": "f", "male": "m"}.get(str(item.get("gender") or "").lower(), ""),
        "family_name": item.get("family_name") or "",
        "aliases": aliases,
        "wikidata": wikidata or "",
        "source": _source(item),
    }


def _office(post: Mapping[str, Any], names: Mapping[Any, str], posts: Mapping[Any, str]) -> dict[str, Any]:
    label = post.get("label") or ""
    return {
        "slug": posts.get(post.get("id"), ""),
        "name": label,
        "country": str(post.get("area_id") or "").upper(),
        "institution": names.get(post.get("organization_id"), ""),
        "role": post.get("role") or "",
        "titles": [label, *(other["name"] for other in _list(post, "other_labels") if other.get("name"))],
        "source": _source(post),
    }


def _tenure(held: Mapping[str, Any], names: Mapping[Any, str], posts: Mapping[Any, str]) -> dict[str, Any]:
    return {
        "official": names.get(held.get("person_id"), ""),
        "office": posts.get(held.get("post_id"), ""),
        "start": held.get("start_date") or "",
        "end": held.get("end_date") or "",
        "acting": "1" if "acting" in str(held.get("role") or "").lower() else "",
        "source": _source(held),
    }
