"""Whom a printed title means: the office on that day, in the country that is printed or understood.

A title never reaches a holder of another post: "the shadow foreign secretary", "the deputy prime minister" and "the
former president" mean their own people, and without one of those in the register they mean no one in it.
"""

from collections.abc import Container, Iterable
from dataclasses import dataclass
from datetime import date

from tracker.analysis.lexicon import Lexicon
from tracker.analysis.mentions import Title
from tracker.analysis.names import Key
from tracker.analysis.register import Office, Tenure

PAST = frozenset({"former", "ex", "onetime", "erstwhile", "outgoing"})


@dataclass(frozen=True, slots=True)
class Setting:
    """What a bare title rests on: the day, the source's country, and who is introduced in the article."""

    day: date | None
    home: str | None = None
    introduced: Container[tuple[str, ...]] = ()


def holders(title: Title, setting: Setting, lexicon: Lexicon) -> tuple[str, ...]:
    """Slugs of those `title` may mean; one when it is certain, none when it means nobody in the register."""
    if not title.offices or (title.modifier and title.modifier not in ("then", "acting", *PAST)):
        return ()
    offices = [lexicon.register.office_by_slug[slug] for slug in title.offices]
    if not title.institution:
        offices = [office for office in offices if office.role != "spokesperson"]
    if title.modifier in PAST:
        return _former(offices, title, setting, lexicon)
    if setting.day is None:
        return ()
    narrowed = _narrowed(offices, title, lexicon)
    if title.country or title.institution:
        return _held(narrowed, setting.day, lexicon, acting=title.modifier == "acting")
    return _understood(narrowed, title, setting, setting.day, lexicon)


def _understood(offices: list[Office], title: Title, setting: Setting, day: date, lexicon: Lexicon) -> tuple[str, ...]:
    """Without a printed country: those introduced, else the source's own, else the only one in the world."""
    acting = title.modifier == "acting"
    held = _held(offices, day, lexicon, acting=acting)
    known = tuple(slug for slug in held if (slug,) in setting.introduced)
    at_home = (
        _held([o for o in offices if o.country == setting.home], day, lexicon, acting=acting) if setting.home else ()
    )
    if known:
        own = tuple(slug for slug in known if slug in at_home)
        return own if len(own) == 1 else known
    if at_home:
        return at_home
    if len(title.words) > 1 and len({office.country for office in offices}) == 1:
        return held
    return ()


def _narrowed(offices: Iterable[Office], title: Title, lexicon: Lexicon) -> list[Office]:
    kept = list(offices)
    if title.institution:
        belonging = [o for o in kept if o.institution == title.institution]
        institution = lexicon.register.official_by_slug.get(title.institution)
        country = title.country or (institution.country if institution else None)
        return belonging or [o for o in kept if country and o.country == country]
    if title.country:
        return [o for o in kept if o.country == title.country]
    return kept


def _held(offices: Iterable[Office], day: date, lexicon: Lexicon, *, acting: bool) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for office in offices:
        for tenure in lexicon.register.tenures_by_office.get(office.slug, ()):
            if tenure.holds_on(day) and (tenure.acting or not acting):
                found[tenure.official] = None
    return tuple(found)


def _former(offices: list[Office], title: Title, setting: Setting, lexicon: Lexicon) -> tuple[str, ...]:
    """Among those the article introduces, who held the office before."""
    past = [
        tenure.official
        for office in _narrowed(offices, title, lexicon)
        for tenure in lexicon.register.tenures_by_office.get(office.slug, ())
        if (tenure.official,) in setting.introduced and _ended(tenure, setting.day)
    ]
    return tuple(dict.fromkeys(past))


def _ended(tenure: Tenure, day: date | None) -> bool:
    return tenure.end is not None and (day is None or tenure.end <= day)


def may_bear(official: str, title: Title, lexicon: Lexicon, day: date | None) -> bool:
    """True when `official` may be printed with `title`: one of the offices was theirs by then, or its own words are.

    "Secretary Blinken" is short for a title of his, "Mayor Johnson" is none of Boris Johnson's while the register
    does not have him as mayor.
    """
    register = lexicon.register
    tenures = [
        t for t in register.tenures_by_official.get(official, ()) if day is None or t.start is None or t.start <= day
    ]
    if title.country and not _of_country(official, tenures, title.country, lexicon):
        return False
    if title.modifier and title.modifier not in ("then", "acting", *PAST):
        words = (title.modifier, *title.words)
        return any(set(words) <= set(_words(register.office_by_slug[t.office])) for t in tenures)
    if title.modifier not in (None, "then", "acting") and not any(_ended(t, day) for t in tenures):
        return False
    if title.offices and any(t.office in title.offices for t in tenures):
        return True
    return any(_shortens(title.words, _words(register.office_by_slug[t.office])) for t in tenures)


def _of_country(official: str, tenures: Iterable[Tenure], country: str, lexicon: Lexicon) -> bool:
    person = lexicon.register.official_by_slug[official]
    countries = {lexicon.register.office_by_slug[t.office].country for t in tenures}
    return country == person.country or country in countries or (person.country is None and None in countries)


def _words(office: Office) -> Key:
    return tuple(word for title in (office.name, *office.titles) for word in _split(title))


def _split(title: str) -> Key:
    return tuple(title.lower().replace("-", " ").replace(",", " ").split())


def _shortens(words: Key, full: Key) -> bool:
    """True when every printed title word stands in the office's titles."""
    return bool(words) and set(words) <= set(full)
