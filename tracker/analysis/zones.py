"""The time zone of a publisher's clock, from what its address, its language and its feed show.

An offset alone is no zone: several countries have it, and most for half a year only. A country with one clock settles
it, as long as the offsets its feed prints do not contradict; of a country with several, those offsets must leave one.
Times printed in UTC say nothing: most software prints them so, wherever it runs.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

import pytz
import regex

AGREE = 0.8  # of the times with an offset of their own
LOOKED_AT = 40  # times
# Two zones with the same offsets all through these are one clock for what is published now.
_YEAR = [datetime(2025, 1, 5, 12, tzinfo=UTC) + timedelta(days=7 * week) for week in range(53)]
_LEASED = """
ac ag ai am as bz cc cd cf cm co cx dj fm ga gd gg gl gq gs im io is ki la li lc ly me ml ms nu pn pw re sc sh sr st sx
tc tk to tv vc vg vu ws eu su
"""
_FIRST = """
America/Argentina/Buenos_Aires America/Guayaquil America/Mexico_City America/Santiago America/Sao_Paulo America/Toronto
Asia/Almaty Asia/Jakarta Asia/Kuala_Lumpur Asia/Shanghai Asia/Tashkent Asia/Ulaanbaatar Australia/Sydney Europe/Berlin
Europe/Kyiv Europe/Lisbon Europe/Madrid Europe/Moscow Pacific/Auckland
"""
_REMOTE = """
America/Noronha Antarctica/Macquarie Asia/Urumqi Australia/Lord_Howe Pacific/Chatham Pacific/Easter Pacific/Galapagos
"""
# Endings that anybody may have, whatever country they were made for; where most is published in countries whose zones
# are listed from another end; and where next to nothing is, so that the rest of the country decides.
LEASED, FIRST, REMOTE = (frozenset(words.split()) for words in (_LEASED, _FIRST, _REMOTE))
_REGION = regex.compile(r"[a-z]{2,3}(?:[-_][a-z]{4})?[-_]([a-z]{2})", regex.IGNORECASE)


@cache
def _known() -> frozenset[str]:
    """The names the machine's time zone database has; looked up once, as that reads its folders."""
    return frozenset(available_timezones())


@dataclass(frozen=True, slots=True)
class Clock:
    """`zone` is `None` where the evidence leaves it open; `why` says in a sentence what it rests on, or what is known.

    `possible` are the zones that agree with all of it, the likeliest first; empty where nothing narrows them down.
    """

    zone: str | None
    why: str
    possible: tuple[str, ...] = ()


def clock(moments: Sequence[datetime], *, host: str, language: str | None) -> Clock:
    """The clock of the publisher at `host`, whose pages or feed name their `language` ("en-GB").

    `moments` are times as its feed prints them; those without an offset, or in UTC, say nothing.
    """
    printed = [m for m in moments if m.utcoffset()][:LOOKED_AT]
    country, named = _country(host, language, printed)
    if country is None:
        told = f"Its feed prints {_offsets(printed)}, which several countries have." if printed else ""
        return Clock(None, told or "Neither its address nor its feed tells.")
    zones = of_country(country)
    fitting = [zone for zone in zones if _fits(zone, printed)]
    if not fitting:
        return Clock(None, f"{named}, but its feed prints {_offsets(printed)}.", zones)
    if not _one_clock(fitting):
        return Clock(None, f"{named}, and that country has several time zones.", tuple(fitting))
    told = f", and its feed prints {_offsets(printed)}" if printed and len(zones) > 1 else ""
    return Clock(fitting[0], f"{named}{told}.", tuple(fitting))


def of_country(code: str | None) -> tuple[str, ...]:
    """The time zones of a country, the one most is published in first; empty for what is no country."""
    found = [zone for zone in pytz.country_timezones.get(code or "", ()) if zone in _known() and zone not in REMOTE]
    return tuple(sorted(found, key=lambda zone: zone not in FIRST))


def country_of_host(host: str) -> str | None:
    """The country whose own ending an address has (ISO 3166-1 alpha-2); endings leased to anybody name none."""
    ending = host.rstrip(".").rpartition(".")[2].lower()
    if ending in {"gov", "mil"}:
        return "US"
    code = "GB" if ending == "uk" else ending.upper()
    return code if len(ending) == 2 and ending not in LEASED and code in pytz.country_timezones else None


def country_of_language(language: str | None) -> str | None:
    """The country a language tag names: GB of "en-GB"."""
    match = _REGION.fullmatch((language or "").strip())
    code = match[1].upper() if match else None
    return code if code and code in pytz.country_timezones else None


def _country(host: str, language: str | None, printed: Sequence[datetime]) -> tuple[str | None, str]:
    """The country and, as the beginning of a sentence, what names it. The address is asked first: a language tag tells
    the spelling as often as the place, and American English is what software is delivered with."""
    if country := country_of_host(host):
        return country, f"Its address ends in .{host.rstrip('.').rpartition('.')[2].lower()}"
    country = country_of_language(language)
    if country == "US" and not any(_fits(zone, printed) for zone in of_country("US") if printed):
        return None, ""
    return country, f"It marks its language as {(language or '').strip()}"


def _fits(zone: str, printed: Sequence[datetime]) -> bool:
    """Whether the offsets printed are those `zone` has at those moments, but for a few."""
    clock = ZoneInfo(zone)
    agreeing = sum(_offset_at(clock, moment) == moment.utcoffset() for moment in printed)
    return agreeing >= AGREE * len(printed)


def _one_clock(zones: Sequence[str]) -> bool:
    """Whether all have the same time all through the year, so that any of them will do."""
    return len({tuple(_offset_at(ZoneInfo(zone), moment) for moment in _YEAR) for zone in zones}) == 1


def _offset_at(clock: ZoneInfo, moment: datetime) -> timedelta | None:
    try:
        return moment.astimezone(clock).utcoffset()
    except OverflowError:  # the first and the last day of the calendar
        return None


def _offsets(printed: Sequence[datetime]) -> str:
    """times of UTC+1 and UTC+2, the most frequent first."""
    counted = Counter(_offset(moment) for moment in printed)
    return "times of " + " and ".join(offset for offset, _ in counted.most_common(2))


def _offset(moment: datetime) -> str:
    """UTC+2, UTC−3:30."""
    minutes = round((moment.utcoffset() or timedelta()) / timedelta(minutes=1))
    hours, rest = divmod(abs(minutes), 60)
    return f"UTC{'−' if minutes < 0 else '+'}{hours}{f':{rest:02}' if rest else ''}"
