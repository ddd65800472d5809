"""A fetched address is hostile until it is judged: none leads inside, and the connection goes where it was judged."""

import socket
import threading
import time

import pytest

from tracker.pipeline import http, network

pytestmark = pytest.mark.django_db

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


def test_a_second_answer_of_the_name_server_changes_nothing(monkeypatch, site):
    """The name points here while it is judged and elsewhere afterwards; the connection goes where it was judged."""
    site.put("/x", "<p>here</p>")
    port = site.address("/x").split(":")[2].split("/")[0]
    places = iter(["127.0.0.1"])
    real = socket.getaddrinfo

    def turning(host, given_port, *args, **kwargs):
        if host != "news.example":
            return real(host, given_port, *args, **kwargs)
        return answers(next(places, "10.0.0.1"))(host, given_port)

    monkeypatch.setattr(socket, "getaddrinfo", turning)
    assert http.fetch(f"http://news.example:{port}/x").body == b"<p>here</p>"
    with pytest.raises(http.FetchRefused, match="not on the public internet"):
        http.fetch(f"http://news.example:{port}/x")


def test_the_next_address_of_a_name_is_tried_when_the_first_is_dead(monkeypatch, site):
    site.put("/x", "<p>here</p>")
    port = site.address("/x").split(":")[2].split("/")[0]
    real = socket.getaddrinfo

    def two(host, given_port, *args, **kwargs):
        return (answers("127.0.0.2", "127.0.0.1") if host == "news.example" else real)(host, given_port)

    monkeypatch.setattr(socket, "getaddrinfo", two)
    assert http.fetch(f"http://news.example:{port}/x").body == b"<p>here</p>"


def test_a_name_server_that_does_not_answer_is_waited_for_no_longer_than_a_fetch_may_take(monkeypatch):
    answer = threading.Event()
    monkeypatch.setattr(socket, "getaddrinfo", lambda *args, **kwargs: answer.wait(30) and [])
    with pytest.raises(network.FetchFailed, match="not looked up in time"):
        network.judge("http://news.example/", time.monotonic() + 0.05)
    assert not answer.is_set(), "the look-up was still under way"
    answer.set()
