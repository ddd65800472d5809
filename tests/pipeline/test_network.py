"""Addresses are read strictly: what browsers refuse is refused, and no address leads to another host than it says."""

import json
import socket
from pathlib import Path

import httpx
import pytest

from tracker.pipeline import network

VECTORS = Path(__file__).resolve().parents[3] / "shared/real/net/whatwg_url/url/tests/urltestdata.json"
PUBLIC = "93.184.216.34"

READ = {
    "HTTP://News.Example:80/A b?c d#e": "http://news.example:80/A%20b?c%20d",
    "https://news.example": "https://news.example",
    " https://news.example/x\n": "https://news.example/x",
    "https://bücher.example/ü": "https://xn--bcher-kva.example/%C3%BC",
    "http://[2001:DB8::1]:8080/": "http://[2001:db8::1]:8080/",
    "https://news.example/a\r\nX-Injected: 1": "https://news.example/aX-Injected:%201",
}


@pytest.mark.parametrize(("printed", "read"), READ.items())
def test_an_address_is_read_as_a_browser_reads_it(printed, read):
    assert str(network.parse(printed)) == str(httpx.URL(read))


@pytest.mark.parametrize(
    "printed",
    [
        "",
        "news.example",
        "//news.example/",
        "http:news.example",
        "http:/news.example",
        "http:///news.example",
        "http://news.example\\@10.0.0.1/",
        "http://10.0.0.1\\.news.example/",
        "http://news.example:0/",
        "http://news.example:65536/",
        "http://news.example:8o/",
        "http://127.1/",
        "http://0177.0.0.1/",
        "http://0x7f.1/",
        "http://2130706433/",
        "http://[::1%25lo]/",
        "http://[::1",
        "http://news..example/",
        "http://-news.example/",
        "http://news.example%00.evil.example/",
        "http://xn--a/",
        "http://" + "a" * 64 + ".example/",
        "http://" + "a." * 130 + "example/",
    ],
)
def test_an_address_that_may_be_read_in_two_ways_is_refused(printed):
    with pytest.raises(network.FetchRefused):
        network.parse(printed)


def vectors():
    return [entry for entry in json.loads(VECTORS.read_text()) if isinstance(entry, dict)] if VECTORS.exists() else []


def judged(address, monkeypatch):
    """The host that would be connected to, in a world where every name is public; `None` where it is refused."""
    monkeypatch.setattr(
        socket,
        "getaddrinfo",
        lambda host, port, **_: [(0, 0, 0, "", (host if ":" in host or host[-1].isdigit() else PUBLIC, port))],
    )
    try:
        return network.judge(address)
    except network.FetchRefused:
        return None


@pytest.mark.skipif(not VECTORS.exists(), reason="the vectors of ../shared/real are not here")
def test_every_address_browsers_refuse_is_refused_and_no_other_leads_astray(monkeypatch):
    """Each vector as a link on a page: an absolute one as it stands, a relative one against its base."""
    entries = vectors()
    assert len(entries) > 800
    accepted, astray = 0, []
    for entry in entries:
        try:
            address = network.join(entry["base"] or "", entry["input"])
        except network.FetchRefused:
            continue
        target = judged(address, monkeypatch)
        if target is None:
            continue
        accepted += 1
        expected = entry.get("hostname", "")
        if entry.get("failure") or f"{target.url.scheme}:" != entry["protocol"] or target.host != expected.strip("[]"):
            astray.append((entry["input"], entry["base"], str(target.url)))
    assert astray == []
    assert accepted > 100, "most of what browsers accept for http and https is accepted"
