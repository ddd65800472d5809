"""One request to one judged address. A fetched address is hostile: it may point inside, never end, or explode.

Every host is resolved here, all its addresses are judged, and the connection goes to the very addresses judged, so that
a second answer of the name server changes nothing. One deadline covers the look-up, connecting, headers and body.
"""

import functools
import ipaddress
import re
import socket
import ssl
import threading
import time
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any
from urllib.parse import urljoin

import certifi
import httpcore
import httpx
import idna
from django.conf import settings

from .inflate import Broken, TooLarge, inflate

MAX_BYTES = 8_000_000
LOOKUP_SECONDS = CONNECT_SECONDS = 8.0
MAX_ADDRESSES = 4  # of one name, tried in turn
PORTS = {80, 443, 8080, 8443}
NAT64 = ipaddress.ip_network("64:ff9b::/96")

_ADDRESS = re.compile(
    r"(?P<scheme>[a-zA-Z][a-zA-Z0-9+.-]*):(?P<slashes>/*)(?P<authority>[^/?#]*)(?P<rest>.*)", re.DOTALL
)
_LABELS = re.compile(r"(?!-)[a-z0-9_-]{1,63}(?<!-)(?:\.(?!-)[a-z0-9_-]{1,63}(?<!-))*\.?")
_NUMBER = re.compile(r"(?:\d+|0x[0-9a-f]*)", re.IGNORECASE)


class FetchRefused(Exception):
    """The address or what it answered is not acceptable; trying again changes nothing. The text is for editors.

    `status` is the publisher's, where it was the publisher who refused.
    """

    def __init__(self, sentence: str, *, status: int | None = None) -> None:
        super().__init__(sentence)
        self.status = status


class FetchFailed(Exception):
    """The network or the server failed; a later try may succeed. The text is for editors.

    `retry_after` is how long the publisher, or good manners, ask to wait.
    """

    def __init__(self, sentence: str, *, status: int | None = None, retry_after: timedelta | None = None) -> None:
        super().__init__(sentence)
        self.status, self.retry_after = status, retry_after


@dataclass(frozen=True, slots=True)
class Target:
    """A judged address: where to ask, under which name, and the public IP addresses that name has now."""

    url: httpx.URL
    host: str
    addresses: tuple[str, ...]

    @property
    def origin(self) -> str:
        return f"{self.url.scheme}://{self.url.netloc.decode('ascii')}"

    def at(self, path: str) -> "Target":
        """Another path of the same origin, at the addresses already judged."""
        return replace(self, url=httpx.URL(f"{self.origin}{path}"))


@dataclass(frozen=True, slots=True)
class Answer:
    """What one request brought: the status, the headers, and for a status of 200 the inflated body."""

    status: int
    reason: str
    headers: httpx.Headers
    body: bytes


def judge(url: str, deadline: float | None = None) -> Target:
    """`url` with the addresses a connection may go to; raises `FetchRefused` where that is not a public host.

    Raises `FetchFailed` where the name is not known by `deadline` (monotonic), or after `LOOKUP_SECONDS`.
    """
    parsed = parse(url)
    port = parsed.port or (443 if parsed.scheme == "https" else 80)
    if port not in PORTS and not settings.FETCH_ALLOW_LOOPBACK:
        raise FetchRefused(f"Port {port} is not one that articles are published at.")
    host = parsed.raw_host.decode("ascii")
    addresses = tuple(dict.fromkeys(_resolved(host, port, deadline)))
    if not addresses:
        raise FetchFailed(f"The name {host} is not known.")
    if not all(_is_public(address) for address in addresses):
        raise FetchRefused(f"{host} is not on the public internet.")
    return Target(parsed, host, addresses[:MAX_ADDRESSES])


def parse(url: str) -> httpx.URL:
    """The address read strictly, so that no other reader of it can take another host from it. Raises `FetchRefused`."""
    found = _ADDRESS.fullmatch(url.strip())
    if found is None or found["scheme"].lower() not in {"http", "https"} or found["slashes"] != "//":
        raise FetchRefused("Only addresses that start with http:// or https:// can be fetched.")
    if "@" in found["authority"]:
        raise FetchRefused("Addresses with a user name in them are not fetched.")
    try:
        host, port = _host_and_port(found["authority"])
        return httpx.URL(f"{found['scheme'].lower()}://{host}{port}{_rest(found['rest'])}")
    except (ValueError, httpx.InvalidURL) as error:
        raise FetchRefused(f"This is not a web address: {plain(error)}.") from error


def join(base: str, link: str) -> str:
    """`link` as printed on the page at `base`, made absolute the way browsers do. Raises `FetchRefused`."""
    clean = re.sub(r"[\t\r\n]", "", link.strip())
    before, mark, after = re.fullmatch(r"([^?#]*)([?#]?)(.*)", clean, re.DOTALL).groups()  # type: ignore[union-attr]
    try:
        return str(urljoin(base, re.sub(r"^/{2,}", "//", before.replace("\\", "/")) + mark + after))
    except ValueError as error:
        raise FetchRefused(f"“{link[:80]}” is not a web address.") from error


def _host_and_port(authority: str) -> tuple[str, str]:
    """The host as it is to be asked for, brackets included, and ":port" or nothing. Raises `ValueError`."""
    found = re.fullmatch(r"(?P<host>\[[^\[\]]*\]|[^:\[\]]*)(?::(?P<port>[0-9]*))?", authority)
    if found is None or not found["host"]:
        raise ValueError(f"“{authority[:80]}” names no host")
    port = int(found["port"] or 0)
    if found["port"] and not 0 < port < 65_536:
        raise ValueError(f"there is no port {found['port'][:10]}")
    return _host(found["host"]), f":{port}" if port else ""


def _host(printed: str) -> str:
    """A name in ASCII, or an IP address in its usual form; other spellings of addresses are refused."""
    if printed.startswith("["):
        address = ipaddress.IPv6Address(printed[1:-1])
        if address.scope_id:
            raise ValueError(f"“{printed[:80]}” is an address of one network card")
        return f"[{address}]"
    name = printed.lower() if printed.isascii() else idna.encode(printed, uts46=True).decode("ascii")
    if not _LABELS.fullmatch(name) or len(name) > 253:
        raise ValueError(f"“{printed[:80]}” is not the name of a host")
    for label in name.split("."):
        if label.startswith("xn--"):
            idna.decode(label)
    if _NUMBER.fullmatch(name.rstrip(".").rsplit(".", 1)[-1]):
        return str(ipaddress.IPv4Address(name))
    return name


def _rest(rest: str) -> str:
    """Path and query, what browsers leave out of an address left out and what they quote quoted."""
    return re.sub(r"[\x00-\x20\x7f]", lambda c: f"%{ord(c[0]):02X}", re.sub(r"[\t\r\n]", "", rest).split("#")[0])


def _resolved(host: str, port: int, deadline: float | None) -> list[str]:
    """The addresses of a name; none where it is not known.

    The system's look-up takes no time limit, so it is waited for in a thread of its own that is left behind where it
    takes too long.
    """
    found: list[str] = []
    look_up = threading.Thread(target=_look_up, args=(host, port, found), daemon=True)
    look_up.start()
    left = LOOKUP_SECONDS if deadline is None else deadline - time.monotonic()
    look_up.join(max(0.0, min(LOOKUP_SECONDS, left)))
    if look_up.is_alive():
        raise FetchFailed(f"The name {host} was not looked up in time.")
    return found


def _look_up(host: str, port: int, found: list[str]) -> None:
    with suppress(OSError, UnicodeError):
        found += [str(place[0]) for *_, place in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]


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


def exchange(target: Target, headers: Mapping[str, str], deadline: float) -> Answer:
    """Send one GET and read the answer before `deadline` (monotonic). Raises `FetchRefused`, `FetchFailed`."""
    sent = [("Host", target.url.netloc.decode("ascii")), ("Accept-Encoding", "gzip, deflate, br"), *headers.items()]
    try:
        with (
            httpcore.ConnectionPool(ssl_context=_tls(), network_backend=_Pinned(target, deadline)) as pool,
            pool.stream("GET", str(target.url), headers=sent) as response,
        ):
            answered = httpx.Headers(response.headers)
            reason = response.extensions.get("reason_phrase", b"").decode("latin-1")
            body = _body(response, answered) if response.status == 200 else b""
            return Answer(response.status, reason, answered, body)
    except httpcore.TimeoutException as error:
        raise FetchFailed(f"{target.host} did not answer in time.") from error
    except (httpcore.NetworkError, httpcore.ProtocolError) as error:
        raise FetchFailed(f"{target.host} did not answer: {plain(error)}.") from error


def _body(response: httpcore.Response, headers: httpx.Headers) -> bytes:
    too_large = f"The page is larger than {MAX_BYTES // 1_000_000} million bytes."
    if int(headers.get("content-length", "0")) > MAX_BYTES:
        raise FetchRefused(too_large)
    packed = bytearray()
    for piece in response.iter_stream():
        packed += piece
        if len(packed) > MAX_BYTES:
            raise FetchRefused(too_large)
    try:
        return inflate(bytes(packed), headers.get("content-encoding", ""), MAX_BYTES)
    except TooLarge as error:
        raise FetchRefused(too_large) from error
    except Broken as error:
        raise FetchFailed(f"What the publisher sent cannot be unpacked: {error}.") from error


@functools.cache
def _tls() -> ssl.SSLContext:
    return ssl.create_default_context(cafile=certifi.where())


class _Pinned(httpcore.NetworkBackend):
    """Connects to the judged addresses, whatever host it is asked for, and gives each step what is left of the time."""

    def __init__(self, target: Target, deadline: float) -> None:
        self._inner, self._target, self._deadline = httpcore.SyncBackend(), target, deadline

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        *others, last = self._target.addresses
        for address in others:
            with suppress(httpcore.ConnectError, httpcore.ConnectTimeout):
                return self._connected(address, port)
        return self._connected(last, port)

    def _connected(self, address: str, port: int) -> httpcore.NetworkStream:
        left = min(CONNECT_SECONDS, _left(self._deadline))
        return _Hurried(self._inner.connect_tcp(address, port, left), self._deadline)


class _Hurried(httpcore.NetworkStream):
    """A stream whose every step ends by one deadline: a byte now and then holds no worker."""

    def __init__(self, inner: httpcore.NetworkStream, deadline: float) -> None:
        self._inner, self._deadline = inner, deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._inner.read(max_bytes, _left(self._deadline))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._inner.write(buffer, _left(self._deadline))

    def close(self) -> None:
        self._inner.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        return _Hurried(self._inner.start_tls(ssl_context, server_hostname, _left(self._deadline)), self._deadline)

    def get_extra_info(self, info: str) -> Any:
        return self._inner.get_extra_info(info)


def _left(deadline: float) -> float:
    if (left := deadline - time.monotonic()) <= 0:
        raise httpcore.ReadTimeout("The time is up")
    return left


def plain(error: Exception) -> str:
    """What an error says, without its stop; of encryption it speaks to programmers."""
    if isinstance(told := next(iter(error.args), None), ssl.SSLError):
        return f"no encrypted connection (https) is to be had ({getattr(told, 'verify_message', told.reason)})"
    return str(error).rstrip(".") or type(error).__name__
