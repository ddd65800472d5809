"""A local web server that plays the tricks of the open network, and the smallest register a story needs."""

import gzip
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest


class _Handler(BaseHTTPRequestHandler):
    pages: dict[str, tuple[int, dict[str, str], bytes]] = {}

    def do_GET(self):
        status, headers, body = self.pages.get(self.path, (404, {"Content-Type": "text/plain"}, b"nothing here"))
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args):
        pass


class Site:
    """Pages served at a port of this machine: `site.put("/x", "<html>…")` and `site.address("/x")`."""

    def __init__(self, server, pages):
        self._server, self._pages = server, pages

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
    """Loopback is allowed here, and only here."""
    settings.FETCH_ALLOW_LOOPBACK = True
    pages = {}
    handler = type("Handler", (_Handler,), {"pages": pages})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield Site(server, pages)
    server.shutdown()
    server.server_close()
