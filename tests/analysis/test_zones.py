"""The time zone of a publisher is taken from evidence, and left open where that does not settle it."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from tracker.analysis.zones import clock, country_of_host, country_of_language, of_country


def printed(hours, months=(1,), days=4):
    zone = timezone(timedelta(hours=hours))
    return [datetime(2024, month, day, 12, tzinfo=zone) for month in months for day in range(1, days + 1)]


@pytest.mark.parametrize(
    ("host", "language", "moments", "zone"),
    [
        ("courier.co.uk", None, [], "Europe/London"),
        ("courier.fr", "en-GB", [], "Europe/Paris"),
        ("courier.example", "en-IE", [], "Europe/Dublin"),
        ("courier.es", None, printed(1), "Europe/Madrid"),
        ("courier.com.au", None, printed(11), "Australia/Sydney"),
        ("courier.ru", None, printed(3), "Europe/Moscow"),
        ("courier.com", "en-US", printed(-5), "America/New_York"),
        ("ministry.gov", None, printed(-5), "America/New_York"),
        ("courier.de", None, [*printed(1), *printed(0), datetime(2024, 1, 3, 5, tzinfo=UTC)], "Europe/Berlin"),
    ],
)
def test_a_country_with_one_clock_and_a_feed_that_agrees_settle_it(host, language, moments, zone):
    found = clock(moments, host=host, language=language)
    assert found.zone == zone
    assert found.why.endswith(".")


@pytest.mark.parametrize(
    ("host", "language", "moments"),
    [
        pytest.param("courier.com", None, printed(2), id="an offset alone is no zone"),
        pytest.param("courier.com", "en-US", [], id="American English is what software is delivered with"),
        pytest.param("courier.com", "en-US", printed(1), id="and proves nothing against other hours"),
        pytest.param("courier.com", "en", [], id="a language without a country"),
        pytest.param("courier.com.au", None, [], id="a country of several zones"),
        pytest.param("courier.com.au", None, printed(10, months=(7,)), id="several of which keep the hours printed"),
        pytest.param("courier.co.uk", None, printed(5.5), id="a feed that contradicts the address"),
        pytest.param("courier.tv", None, printed(1), id="an ending that anybody may have"),
        pytest.param("courier.example", "en-XA", [], id="a country that is none"),
        pytest.param("", "", [], id="nothing at all"),
    ],
)
def test_what_does_not_settle_it_leaves_it_open_and_is_told(host, language, moments):
    found = clock(moments, host=host, language=language)
    assert found.zone is None
    assert found.why.endswith(".")


def test_summer_and_winter_together_tell_zones_apart():
    assert clock(printed(-7), host="courier.us", language=None).zone is None, "Denver or Phoenix"
    assert clock([*printed(-7), *printed(-6, months=(7,))], host="courier.us", language=None).zone == "America/Denver"


def test_a_few_odd_times_do_not_outweigh_the_rest_and_half_of_them_do():
    odd = printed(5)[:1]
    assert clock([*printed(1), *printed(1), *odd], host="courier.fr", language=None).zone == "Europe/Paris"
    assert clock([*printed(1), *printed(5)], host="courier.fr", language=None).zone is None


def test_the_zones_left_begin_with_the_likeliest():
    assert clock([], host="courier.com.br", language=None).possible[0] == "America/Sao_Paulo"
    assert clock(printed(-3), host="courier.com.br", language=None).zone == "America/Sao_Paulo"


def test_the_first_and_the_last_day_of_the_calendar_do_no_harm():
    ends = [
        datetime.min.replace(tzinfo=timezone(timedelta(hours=1))),
        datetime.max.replace(tzinfo=timezone(-timedelta(hours=1))),
    ]
    assert clock(ends, host="courier.fr", language=None).zone is None


def test_countries_by_address_and_language():
    assert [country_of_host(host) for host in ("a.co.uk", "a.GOV.", "a.eu", "a.io", "localhost", "")] == [
        "GB", "US", None, None, None, None,
    ]  # fmt: skip
    assert [country_of_language(tag) for tag in ("en-gb", "zh-Hant-TW", "en_IE", "en", "english", None)] == [
        "GB", "TW", "IE", None, None, None,
    ]  # fmt: skip
    assert of_country("IE") == ("Europe/Dublin",)
    assert of_country("XA") == of_country(None) == ()
