"""Addresses: what of one names the document, and what is only how somebody came to it.

`canonical` gives the address an article is fetched and cited at; `key` what two addresses of one document share. The
key drops only what is known not to name a document: scheme, default port, "www.", the mobile and AMP variants of a
host or path, trailing slashes, index files, tracking parameters, session ids and the order of parameters.
"""

import re
from collections.abc import Iterator
from urllib.parse import parse_qsl, quote, unquote, urlencode, urljoin, urlsplit

import courlan

from tracker.models import Source

LONGEST = 2000
_VARIANT_HOST = re.compile(r"^(?:www\d?|m|mobile|amp)\.(?=[^.]+\.[^.]+)")
_VARIANT_PATH = re.compile(r"^/amp(?=/)|/amp/?$|\.amp(?=\.html?$|$)|/amp\.html?$")
_INDEX = re.compile(r"/(?:index|default)\.(?:html?|php|aspx?)$", re.IGNORECASE)
_SESSION = re.compile(r";(?:jsessionid|phpsessid|sid)=[^/?#]*", re.IGNORECASE)
_PERCENT = re.compile(r"%[0-9a-fA-F]{2}")
_PLAIN = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~;")
# Beside what courlan knows (utm_…, fbclid, gclid and their like).
_TRACKING = re.compile(
    r"^(?:cmp|cmpid|ncid|icid|ocid|smid|smtyp|guc\w+|guccounter|ref|ref_?src|referrer|share\w*|socialshare|mc_[ce]id|"
    r"igshid|igsh|spm|at_\w+|xtor|ftag|ftcamp|sref|taid|tpcc|cid|s_cid|ns_\w+|partner|feature|fb_\w+|amp|output_?type|"
    r"src|via|rss|feed|cx_\w+|wt_\w+|jsessionid|phpsessid|sessionid)$",
    re.IGNORECASE,
)


class NotAnAddress(Exception):
    """What was given is not the address of a page. The sentence says what one looks like."""


def canonical(url: str) -> str:
    """The address without tracking parameters and fragment. Raises `NotAnAddress`."""
    text = url.strip().split("#")[0]
    if "://" not in text and "." in text.split("/")[0] and not text.startswith("//"):
        text = f"https://{text}"
    try:
        parts = urlsplit(text)
        host, _ = parts.hostname, parts.port
    except ValueError:
        host = None
    if host is None or parts.scheme.lower() not in {"http", "https"}:
        raise NotAnAddress(f"“{url[:80]}” is not a web address. It should look like https://news.example/story.")
    cleaned = str(courlan.clean_url(text) or text)
    if not urlsplit(cleaned).hostname:
        raise NotAnAddress(f"“{url[:80]}” is not a web address: its host is missing.")
    if len(cleaned) > LONGEST:
        raise NotAnAddress("The address is longer than 2,000 characters.")
    return cleaned


def key(url: str) -> str:
    """What names the document at `url`, a canonical address: equal for all addresses it is known to have."""
    parts = urlsplit(url)
    path = _SESSION.sub("", _encoded(parts.path))
    path = urlsplit(urljoin(f"https://{parts.hostname}", re.sub(r"/{2,}", "/", path) or "/")).path
    path = _INDEX.sub("", _VARIANT_PATH.sub("", path)).rstrip("/")
    port = f":{parts.port}" if parts.port not in {None, 80, 443} else ""
    asked = [(name, value) for name, value in parse_qsl(parts.query, True) if not _TRACKING.match(name)]
    query = f"?{urlencode(sorted(asked))}" if asked else ""
    return f"{_VARIANT_HOST.sub('', parts.hostname or '')}{port}{path}{query}"


def _encoded(path: str) -> str:
    """The path with one spelling for each letter: what may stand plain does, all else is percent-encoded."""
    plain = _PERCENT.sub(lambda m: m[0].upper() if (c := unquote(m[0])) not in _PLAIN else c, path)
    return quote(plain, safe="%/:@!$&'()*+,;=-._~")


def same_site(one: str, other: str) -> bool:
    """True when both addresses are at one host, its variants aside: a page can only speak for its own site."""
    return key(one).split("/")[0] == key(other).split("/")[0]


def names_a_page(url: str) -> bool:
    """False for a bare host: a redirect or a `rel=canonical` to the front page names no article."""
    return "/" in key(url) or "?" in key(url)


def source_at(url: str) -> Source | None:
    """The source whose home page is at the same host, if there is one."""
    return next(sources_at(url), None)


def sources_at(url: str) -> Iterator[Source]:
    host = (urlsplit(url).hostname or "").removeprefix("www.")
    for source in Source.objects.exclude(homepage=None):
        home = (urlsplit(source.homepage or "").hostname or "").removeprefix("www.")
        if host == home or host.endswith(f".{home}"):
            yield source
