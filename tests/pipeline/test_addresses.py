"""What of an address names the document, and what is only how somebody came to it."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.factories import SourceFactory
from tracker.pipeline.addresses import NotAnAddress, canonical, key, names_a_page, same_site, source_at

FERRY = "https://courier.example/news/ferry"


@pytest.mark.parametrize(
    "url",
    [
        "http://courier.example/news/ferry",
        "https://courier.example/news/ferry/",
        "https://www.courier.example/news/ferry",
        "HTTPS://Courier.Example/news/ferry",
        "https://courier.example:443/news/ferry",
        "http://courier.example:80/news/ferry",
        "https://courier.example/news/ferry?utm_source=mail&fbclid=x",
        "https://courier.example/news/ferry?CMP=share_btn&ncid=x&at_medium=RSS",
        "https://courier.example/news/ferry#comments",
        "https://m.courier.example/news/ferry",
        "https://amp.courier.example/news/ferry",
        "https://courier.example/news/ferry/amp/",
        "https://courier.example/amp/news/ferry",
        "https://courier.example/news/ferry?amp=1",
        "https://courier.example/news/ferry?outputType=amp",
        "https://courier.example/news/ferry.amp",
        "https://courier.example/news/ferry/index.html",
        "https://courier.example/news//ferry",
        "https://courier.example/other/../news/ferry",
        "https://courier.example/news/ferry;jsessionid=12AB",
        "https://courier.example/news/%66erry",
        "courier.example/news/ferry",
        "  https://courier.example/news/ferry  ",
    ],
)
def test_addresses_of_one_document_have_one_key(url):
    assert key(canonical(url)) == key(canonical(FERRY))


@pytest.mark.parametrize(
    "url",
    [
        "https://courier.example/news/ferry?page=2",
        "https://courier.example/news/Ferry",
        "https://courier.example/news/ferry-2",
        "https://courier.example/news",
        "https://sport.courier.example/news/ferry",
        "https://courier.example:8080/news/ferry",
        "https://courier.example/news/ferry?id=7",
        "https://courier.example/news/amplified",
        "https://m.example/news/ferry",
    ],
)
def test_other_documents_have_another_key(url):
    assert key(canonical(url)) != key(canonical(FERRY))


def test_the_order_of_parameters_does_not_matter_and_their_values_do():
    assert key(canonical("https://c.example/?b=2&a=1")) == key(canonical("https://c.example/?a=1&b=2"))
    assert key(canonical("https://c.example/?a=1")) != key(canonical("https://c.example/?a=2"))


def test_an_encoded_letter_is_the_letter():
    assert key(canonical("https://courier.example/f%C3%A4hre")) == key(canonical("https://courier.example/fähre"))


@pytest.mark.parametrize(
    "url", ["https://courier.example", "https://www.courier.example/", "http://courier.example/#x"]
)
def test_a_front_page_names_no_article(url):
    assert not names_a_page(canonical(url))
    assert names_a_page(canonical(FERRY))


def test_a_page_speaks_for_its_own_site_only():
    assert same_site(FERRY, "http://www.courier.example/x")
    assert not same_site(FERRY, "https://gazette.example/news/ferry")


def test_an_address_longer_than_can_be_kept_is_refused():
    assert canonical(f"https://courier.example/{'a' * 1900}")
    with pytest.raises(NotAnAddress, match="longer than 2,000"):
        canonical(f"https://courier.example/{'a' * 2000}")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("url", "known"),
    [
        ("https://courier.example/x", True),
        ("https://www.courier.example/x", True),
        ("https://sport.courier.example/x", True),
        ("https://notcourier.example/x", False),
        ("https://courier.example.elsewhere.example/x", False),
    ],
)
def test_a_source_is_known_by_the_host_of_its_home_page(url, known):
    SourceFactory()
    courier = SourceFactory(homepage="https://www.courier.example/")
    assert source_at(url) == (courier if known else None)


@given(st.text(max_size=60))
def test_anything_typed_is_an_address_or_refused(text):
    for typed in (text, f"https://courier.example/{text}", f"https://{text}/ferry"):
        with suppress(NotAnAddress):
            assert key(canonical(typed))


@given(
    st.sampled_from(["", "/", "/a", "/a/amp", "/a/index.html", "/x%2Fy", "/a//b/"]), st.sampled_from(["", "?b=1&a=%20"])
)
def test_the_key_of_a_key_is_the_key(path, query):
    found = key(canonical(f"https://www.courier.example{path}{query}"))
    assert key(canonical(f"https://{found}")) == found
