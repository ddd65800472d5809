"""The name of a publication is found among what else the title of a feed says."""

import pytest

from tracker.analysis.site_names import site_name


@pytest.mark.parametrize(
    ("title", "host", "name"),
    [
        ("The Harbour Courier", "www.courier.example", "The Harbour Courier"),
        ("World | The Harbour Courier", "harbourcourier.example", "The Harbour Courier"),
        ("The Harbour Courier - Latest News", "harbourcourier.example", "The Harbour Courier"),
        ("Latest News and Headlines | Quay Observer", "quayobserver.example", "Quay Observer"),
        ("QO > Top Stories", "rss.qotimes.example", "QO"),
        ("Pier: Most Read Articles", "pier.example", "Pier"),
        ("pier.example - RSS Headlines", "pier.example", "pier.example"),
        ("Pier.example :: News", "pier.example", "Pier.example"),
        ("The Pier: the island's paper for readers of every age and opinion", "thepier.example", "The Pier"),
        ("Île de Port : toute l'actualité d'iledeport.example", "iledeport.example", "Île de Port"),
        ("- The Quay Times", "quaytimes.example", "The Quay Times"),
        ("Press Releases - Ministry of Tides", "tides.example", "Ministry of Tides"),
        ("RSS Feed of the Ministry of Tides", "tides.example", "The Ministry of Tides"),
        ("Ministry of Tides RSS Feed", "mot.example", "Ministry of Tides"),
        ("Ministry of Tides &amp; Ferries", "mot.example", "Ministry of Tides & Ferries"),
        ("Norvan Broadcasting Company | Home", "nbc.example", "Norvan Broadcasting Company"),
        ("East-West Review", "review.example", "East-West Review"),
        ("Tides - Ferries - Winds", "nobody.example", "Tides - Ferries - Winds"),
    ],
)  # fmt: skip
def test_the_name_is_what_is_left_or_what_the_host_repeats(title, host, name):
    assert site_name(title, host) == name


@pytest.mark.parametrize(
    "title", ["", "   ", "RSS Feed", "Home Page", "News | World", "https://pier.example/", " - ", "|"]
)
def test_what_names_nobody_gives_no_name(title):
    assert site_name(title, "pier.example") == ""


def test_a_title_of_a_million_letters_is_cut_short():
    assert len(site_name("rss feed news " * 100_000, "pier.example")) <= 300
