"""The polite client: a fetched address is hostile until it is judged, and so is what it answers."""

import socket

import pytest

from tracker.pipeline import http

INSIDE = {
    "loopback": "127.0.0.1",
    "loopback, IPv6": "::1",
    "loopback, IPv4 inside IPv6": "::ffff:127.0.0.1",
    "unspecified": "0.0.0.0",
    "private 10": "10.1.2.3",
    "private 172.16": "172.16.0.1",
    "private 192.168": "192.168.1.1",
    "shared address space": "100.64.0.1",
    "link-local": "169.254.1.1",
    "cloud metadata": "169.254.169.254",
    "link-local, IPv6": "fe80::1",
    "unique local, IPv6": "fd00::1",
    "multicast": "224.0.0.1",
    "multicast, IPv6": "ff02::1",
    "broadcast": "255.255.255.255",
    "6to4 of a private address": "2002:0a01:0203::1",
    "NAT64 of loopback": "64:ff9b::7f00:1",
}


def answers(*addresses):
    """A name server that gives `addresses` for every name."""

    def getaddrinfo(host, port, **kwargs):
        family = {True: socket.AF_INET6, False: socket.AF_INET}
        return [(family[":" in a], socket.SOCK_STREAM, 6, "", (a, port)) for a in addresses]

    return getaddrinfo


@pytest.mark.parametrize("address", INSIDE.values(), ids=INSIDE.keys())
def test_a_name_that_points_inside_is_refused(monkeypatch, address):
    monkeypatch.setattr(socket, "getaddrinfo", answers(address))
    with pytest.raises(http.FetchRefused, match="not on the public internet"):
        http.fetch("https://news.example/story")


def test_one_inside_address_among_public_ones_is_refused(monkeypatch):
    monkeypatch.setattr(socket, "getaddrinfo", answers("93.184.216.34", "10.0.0.1"))
    with pytest.raises(http.FetchRefused, match="not on the public internet"):
        http.fetch("https://news.example/story")


@pytest.mark.parametrize(
    "url",
    [
        "ftp://news.example/x",
        "file:///etc/passwd",
        "gopher://news.example/",
        "javascript:alert(1)",
        "http://",
        "not an address",
        "https://user:secret@news.example/",
        "http://news.example:22/",
        "http://news.example:25/",
    ],
)
def test_addresses_of_the_wrong_kind_are_refused(url):
    with pytest.raises(http.FetchRefused):
        http.fetch(url)


@pytest.mark.parametrize("host", ["2130706433", "0x7f000001", "127.1", "localhost", "LOCALHOST.", "[::1]"])
def test_other_spellings_of_this_machine_are_refused(host):
    with pytest.raises((http.FetchRefused, http.FetchFailed)):
        http.fetch(f"http://{host}/")


def test_the_connection_goes_to_the_address_that_was_judged(monkeypatch, site):
    site.put("/x", "<p>here</p>")
    port = site.address("/x").split(":")[2].split("/")[0]
    asked = []

    def once(host, given_port, *args, **kwargs):
        asked.append(host)
        return answers("127.0.0.1")(host, given_port)

    monkeypatch.setattr(socket, "getaddrinfo", once)
    assert http.fetch(f"http://news.example:{port}/x").body == b"<p>here</p>"
    assert asked.count("news.example") == 1


def test_a_redirect_is_followed_and_judged_anew(site, settings):
    target = site.put("/there", "<p>arrived</p>")
    assert http.fetch(site.put("/from", status=302, Location=target)).body == b"<p>arrived</p>"
    with pytest.raises(http.FetchRefused):
        http.fetch(site.put("/out", status=302, Location="ftp://news.example/x"))
    with pytest.raises(http.FetchRefused, match="not on the public internet"):
        http.fetch(site.put("/in", status=302, Location="http://10.0.0.1/"))


def test_a_ring_of_redirects_ends(site):
    ring = site.address("/ring")
    site.put("/ring", status=302, Location=ring)
    with pytest.raises(http.FetchRefused, match="redirects more than"):
        http.fetch(ring)


def test_an_inflating_body_is_cut_off(site):
    bomb = site.put("/bomb", b"0" * (http.MAX_BYTES + 1000), packed=True)
    with pytest.raises(http.FetchRefused, match="larger than"):
        http.fetch(bomb)


@pytest.mark.parametrize("status", [403, 404, 410])
def test_a_refusal_of_the_publisher_is_final(site, status):
    with pytest.raises(http.FetchRefused, match=str(status)):
        http.fetch(site.put("/no", status=status))


@pytest.mark.parametrize("status", [429, 500, 503])
def test_a_failure_of_the_publisher_may_pass(site, status):
    with pytest.raises(http.FetchFailed, match=str(status)):
        http.fetch(site.put("/later", status=status))


def test_what_is_not_text_is_refused(site):
    with pytest.raises(http.FetchRefused, match="application/pdf"):
        http.fetch(site.put("/paper", b"%PDF", Content_Type="application/pdf"))


def test_nobody_at_home_is_a_failure_that_may_pass(settings):
    settings.FETCH_ALLOW_LOOPBACK = True
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        port = closed.getsockname()[1]
    with pytest.raises(http.FetchFailed, match="did not answer"):
        http.fetch(f"http://127.0.0.1:{port}/")
