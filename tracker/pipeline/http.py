"""The one polite client. A fetched address is hostile: it may point inside, redirect there, never end, or explode.

Every host is resolved here, all its addresses are judged, and the connection goes to the very address judged, so that
a second answer of the name server changes nothing. Redirects are followed by hand, each judged anew.
"""

import ipaddress
import socket
import time
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urljoin

import httpx
from django.conf import settings

MAX_BYTES = 8_000_000
MAX_SECONDS = 25.0
MAX_REDIRECTS = 5
CONNECT_SECONDS = 8.0
PORTS = {80, 443, 8080, 8443}
TEXT_TYPES = {"text/html", "application/xhtml+xml", "text/plain", "application/xml", "text/xml"}
NAT64 = ipaddress.ip_network("64:ff9b::/96")


class FetchRefused(Exception):
    """The address or what it answered is not acceptable; trying again changes nothing. The text is for editors."""


class FetchFailed(Exception):
    """The network or the server failed; a later try may succeed. The text is for editors."""


@dataclass(frozen=True, slots=True)
class Fetched:
    """What an address answered: its final address, content type without parameters, charset if named, and bytes."""

    url: str
    content_type: str
    charset: str | None
    body: bytes


def fetch(url: str) -> Fetched:
    """Get `url` once, following judged redirects. Raises `FetchRefused` or `FetchFailed` with a sentence."""
    deadline = time.monotonic() + MAX_SECONDS
    for _ in range(MAX_REDIRECTS + 1):
        target = _judged(url)
        try:
            with _opened(target) as response:
                if response.is_redirect and "location" in response.headers:
                    url = urljoin(url, response.headers["location"])
                    continue
                return _answer(url, response, deadline)
        except (httpx.TimeoutException, httpx.TransportError) as error:
            raise FetchFailed(f"{target.host} did not answer: {_plain(error)}.") from error
    raise FetchRefused(f"The address redirects more than {MAX_REDIRECTS} times.")


@dataclass(frozen=True, slots=True)
class _Target:
    url: httpx.URL
    host: str
    address: str


class _opened:
    """A streamed request to the judged address, with the host's name in the certificate check and the Host header."""

    def __init__(self, target: _Target) -> None:
        self._client = httpx.Client(
            timeout=httpx.Timeout(MAX_SECONDS, connect=CONNECT_SECONDS), trust_env=False, follow_redirects=False
        )
        pinned = target.url.copy_with(host=target.address)
        port = f":{target.url.port}" if target.url.port else ""
        headers = {
            "Host": target.host + port,
            "User-Agent": f"stance-tracker/1.0 (+{settings.FETCH_CONTACT})",
            "Accept": "text/html,application/xhtml+xml,text/plain;q=0.9",
        }
        self._request = self._client.build_request(
            "GET", pinned, headers=headers, extensions={"sni_hostname": target.host}
        )

    def __enter__(self) -> httpx.Response:
        self._response = self._client.send(self._request, stream=True)
        return self._response

    def __exit__(self, *exc: object) -> None:
        if hasattr(self, "_response"):
            self._response.close()
        self._client.close()


def _judged(url: str) -> _Target:
    """`url` with the address its connection will go to; raises `FetchRefused` where that is not a public host."""
    try:
        parsed = httpx.URL(url.strip())
    except (httpx.InvalidURL, TypeError) as error:
        raise FetchRefused(f"This is not a web address: {_plain(error)}.") from error
    if parsed.scheme not in {"http", "https"} or not parsed.host:
        raise FetchRefused("Only addresses that start with http:// or https:// can be fetched.")
    if parsed.userinfo:
        raise FetchRefused("Addresses with a user name in them are not fetched.")
    port = parsed.port or (443 if parsed.scheme == "https" else 80)
    if port not in PORTS and not settings.FETCH_ALLOW_LOOPBACK:
        raise FetchRefused(f"Port {port} is not one that articles are published at.")
    host = parsed.raw_host.decode("ascii")
    addresses = list(_resolved(host, port))
    if not addresses:
        raise FetchFailed(f"The name {host} is not known.")
    if not all(_is_public(address) for address in addresses):
        raise FetchRefused(f"{host} is not on the public internet.")
    return _Target(parsed, host, addresses[0])


def _resolved(host: str, port: int) -> Iterator[str]:
    try:
        answers = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        return
    for *_, place in answers:
        yield str(place[0])


def _is_public(address: str) -> bool:
    ip = ipaddress.ip_address(address.split("%")[0])
    if settings.FETCH_ALLOW_LOOPBACK and ip.is_loopback:
        return True
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)
        if inner is None and ip in NAT64:
            inner = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
        if inner is not None:
            return inner.is_global and not inner.is_multicast
    return ip.is_global and not ip.is_multicast


def _answer(url: str, response: httpx.Response, deadline: float) -> Fetched:
    if response.status_code in {401, 402, 403, 404, 410, 451}:
        raise FetchRefused(f"The publisher answered {response.status_code} {response.reason_phrase}.")
    if response.status_code != 200:
        raise FetchFailed(f"The publisher answered {response.status_code} {response.reason_phrase}.")
    content_type = response.headers.get("content-type", "text/html").split(";")[0].strip().lower()
    if content_type not in TEXT_TYPES:
        raise FetchRefused(f"The address holds {content_type}, not a page or a text.")
    return Fetched(url, content_type, response.charset_encoding, _body(response, deadline))


def _body(response: httpx.Response, deadline: float) -> bytes:
    """The inflated body, cut off by size and by time so that neither a bomb nor a trickle holds the worker."""
    pieces, size = [], 0
    for piece in response.iter_bytes(65_536):
        size += len(piece)
        if size > MAX_BYTES:
            raise FetchRefused(f"The page is larger than {MAX_BYTES // 1_000_000} million bytes.")
        if time.monotonic() > deadline:
            raise FetchFailed(f"The page took longer than {MAX_SECONDS:.0f} seconds.")
        pieces.append(piece)
    return b"".join(pieces)


def _plain(error: Exception) -> str:
    return str(error).rstrip(".") or type(error).__name__
