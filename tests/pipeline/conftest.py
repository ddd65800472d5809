"""A local web server that plays the tricks of the open network, and the smallest register a story needs."""

import contextlib
import gzip
import socket
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from tests.factories import FeedFactory
from tests.pipeline.feed_pages import item, rss
from tests.pipeline.register_files import COUNTRIES, OFFICES, OFFICIALS, TENURES
from tracker.pipeline.register import import_files


class _Handler(BaseHTTPRequestHandler):
    pages: dict[str, tuple[int, dict[str, str], bytes]] = {}
    asked: list[tuple[str, dict[str, str]]] = []

    def do_GET(self):
        self.asked.append((self.path, dict(self.headers)))
        status, headers, body = self.pages.get(self.path, (404, {"Content-Type": "text/plain"}, b"nothing here"))
        if status == 200 and headers.get("ETag", object()) == self.headers.get("If-None-Match"):
            status, body = 304, b""
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args):
        pass


class Site:
    """Pages served at a port of this machine: `site.put("/x", "<html>…")` and `site.address("/x")`.

    `asked` holds the path and headers of every request. A page with an ETag answers 304 where it is named.
    """

    def __init__(self, server, pages, asked):
        self._server, self._pages, self.asked = server, pages, asked

    @property
    def paths(self):
        return [path for path, _ in self.asked]

    def put(self, path, body="", *, status=200, packed=False, **headers):
        data = body.encode() if isinstance(body, str) else body
        given = {"Content-Type": "text/html; charset=utf-8"} | {k.replace("_", "-"): v for k, v in headers.items()}
        if packed:
            data, given["Content-Encoding"] = gzip.compress(data), "gzip"
        self._pages[path] = (status, given, data)
        return self.address(path)

    def address(self, path):
        return f"http://127.0.0.1:{self._server.server_port}{path}"


@pytest.fixture
def site(settings):
    """Loopback is allowed here, and only here; and no host is owed a pause."""
    with publishing(settings) as published:
        yield published


@contextlib.contextmanager
def publishing(settings):
    settings.FETCH_ALLOW_LOOPBACK = True
    settings.FETCH_HOST_PAUSE = 0.0
    pages, asked = {}, []
    handler = type("Handler", (_Handler,), {"pages": pages, "asked": asked})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield Site(server, pages, asked)
    server.shutdown()
    server.server_close()


@pytest.fixture
def talker(settings):
    """A publisher told byte by byte: `talker(talk)` gives its address and an event set when `talk` has said it all.

    `talk` is given the connection of every request but the one for robots.txt, which it does not have.
    """
    settings.FETCH_ALLOW_LOOPBACK = True
    settings.FETCH_HOST_PAUSE = 0.0
    listening = socket.create_server(("127.0.0.1", 0))
    ended = threading.Event()

    def serve(talk):
        while True:
            try:
                connection, _ = listening.accept()
            except OSError:
                return
            with contextlib.suppress(OSError), connection:
                if b"/robots.txt" in connection.recv(65_536, socket.MSG_PEEK):
                    connection.recv(65_536)
                    connection.sendall(b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n")
                    continue
                talk(connection)
                ended.set()

    def start(talk):
        threading.Thread(target=serve, args=(talk,), daemon=True).start()
        return f"http://127.0.0.1:{listening.getsockname()[1]}/x", ended

    yield start
    listening.shutdown(socket.SHUT_RDWR)
    listening.close()


@pytest.fixture
def write(tmp_path):
    """Write files by name; gives their paths in the order given."""

    def files(**texts):
        for name, text in texts.items():
            data = text if isinstance(text, bytes) else text.encode()
            (tmp_path / f"{name}.csv").write_bytes(data)
        return [tmp_path / f"{name}.csv" for name in texts]

    return files


@pytest.fixture
def base(write):
    """The small register, imported."""
    paths = write(tenures=TENURES, offices=OFFICES, officials=OFFICIALS, countries=COUNTRIES)
    assert import_files(paths).refused == ()
    return paths


@pytest.fixture
def feed(site):
    """A feed at the test site; `put` changes what it answers."""
    feed = FeedFactory(url=site.address("/feed"), title="")
    feed.put = lambda *items, **headers: site.put("/feed", rss(*items), Content_Type="application/rss+xml", **headers)
    feed.put(item(1), item(2))
    return feed
