"""Lists of feeds: every entry is accounted for, whatever the software that wrote them."""

from pathlib import Path

import pytest

from tracker.analysis import opml

REAL = Path(__file__).resolve().parents[2].parent / "shared" / "real" / "feeds" / "opml_by_country"
NESTED = b"""<?xml version="1.0"?><opml version="1.1"><head><title>Desk</title></head><body>
<outline text="Papers"><outline text="Invented">
<outline type="rss" text="Courier" xmlUrl="https://courier.example/feed?a=1&b=2" htmlUrl="https://courier.example/"/>
</outline></outline>
<outline title="Gazette" XMLURL=" https://gazette.example/rss "/>
<outline type="rss" text="No address"/>
</body></opml>"""


def test_nested_entries_are_found_with_their_headings():
    courier, gazette, bare = opml.read(NESTED)
    assert courier == opml.Outline(
        1, "https://courier.example/feed?a=1&b=2", "Courier", "https://courier.example/", ("Papers", "Invented")
    )
    assert (gazette.url, gazette.title, gazette.folder) == ("https://gazette.example/rss", "Gazette", ())
    assert (bare.number, bare.url, bare.title) == (3, "", "No address")


def test_a_list_with_bare_quotation_marks_loses_no_address():
    body = (
        b'<opml><body><outline text="The "Courier" of Isari" description="on <a href="https://x.example">us</a>"'
        b' xmlUrl="https://courier.example/a?b=1&amp;c=2" type="rss"/><outline xmlUrl="https://gazette.example/"/>'
    )
    assert [(o.url, o.title) for o in opml.read(body)] == [
        ("https://courier.example/a?b=1&c=2", 'The "Courier" of Isari'),
        ("https://gazette.example/", ""),
    ]


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"no list",
        b"<rss/>",
        b'<!DOCTYPE o [<!ENTITY a "x"><!ENTITY b "&a;&a;">]><opml><body>&b;</body></opml>',
        b"<opml><body>" + b"<outline text='a'>" * 60 + b"<outline/>" + b"</outline>" * 60 + b"</body></opml>",
    ],
)
def test_what_is_no_list_is_said_to_be_none(body):
    with pytest.raises(opml.NotOpml):
        opml.read(body)


def test_what_is_written_is_read_back():
    outlines = opml.read(NESTED)[:2]
    back = opml.read(opml.write("Feeds & more", outlines))
    assert [(o.url, o.title, o.home, o.folder[:1]) for o in back] == [
        (o.url, o.title, o.home, o.folder[:1]) for o in outlines
    ]


def test_real_lists_lose_no_address():
    if not REAL.is_dir():
        pytest.skip("real lists are not here: 1 test left out")
    files = list(REAL.rglob("*.opml"))
    assert len(files) > 100
    printed = {f: f.read_bytes().lower().count(b"xmlurl=") for f in files}
    assert {f.name: n for f, n in printed.items() if sum(bool(o.url) for o in opml.read(f.read_bytes())) != n} == {}
