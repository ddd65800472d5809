"""The register turned into look-ups by printed words, built once per register.

Phrases (titles, institutions, countries) are found by their first word and then the longest fitting continuation;
people are found by family name and told apart by what else is printed.
"""

import re
import weakref
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise

from tracker.analysis.names import (
    HONORIFICS,
    MODIFIERS,
    NICKNAMES,
    TITLE_WORDS,
    Key,
    Telling,
    Token,
    is_initial,
    key_of,
    same_given,
    sounded,
    word_set,
)
from tracker.analysis.register import Alias, Country, Office, Official, Register


@dataclass(frozen=True, slots=True)
class Phrase:
    """What one printed form may mean: offices, institutions, a country. `names_country` tells it from an adjective."""

    key: Key
    offices: tuple[str, ...] = ()
    institutions: tuple[str, ...] = ()
    country: str | None = None
    names_country: bool = False


@dataclass(slots=True)
class Lexicon:
    """Everything printed that the register knows."""

    register: Register
    phrases: dict[str, list[Phrase]] = field(default_factory=dict)
    people: dict[Key, list[Official]] = field(default_factory=dict)
    sounds: dict[str, list[Official]] = field(default_factory=dict)
    aliases: dict[Key, list[tuple[Alias, Official]]] = field(default_factory=dict)
    telling: Telling = field(default_factory=Telling)
    full_names: dict[str, list[Key]] = field(default_factory=dict)
    governments: dict[str, str] = field(default_factory=dict)
    ministries: dict[tuple[str, str], str] = field(default_factory=dict)
    title_words: dict[str, frozenset[str]] = field(default_factory=dict)

    def phrase_at(self, words: Sequence[Token], index: int, text: str) -> Phrase | None:
        """The longest known phrase that starts at `words[index]`; it never runs over a paragraph's end."""
        for phrase in self.phrases.get(words[index].key, ()):
            size = len(phrase.key)
            if index + size <= len(words) and _fits(phrase, words[index : index + size], text):
                return phrase
        return None

    def person_at(self, words: Sequence[Token], index: int, text: str) -> int:
        """How many words from `words[index]` on are a name the register prints just so; 0 when they are none."""
        known = self.full_names.get(words[index].key.lower())
        if known is None:
            return 0
        near = tuple([word.key.lower() for word in words[index : index + len(known[0])]])  # the longest stands first
        for key in known:
            size = len(key)
            piece = words[index : index + size]
            same = near[:size] == key
            if same and all(_joined(text, one.end, other.start) for one, other in pairwise(piece)):
                return size
        return 0

    def named(self, keys: Key) -> tuple[Official, ...]:
        """People a name of two or more words may be; empty when a known family name has another given name."""
        keys = tuple(k for k in keys if k not in HONORIFICS)
        found: dict[str, Official] = {}
        for size in range(min(3, len(keys) - 1), 0, -1):
            for family, given in ((keys[-size:], keys[:-size]), (keys[:size], keys[size:])):
                for official in self.of_family(family):
                    if _same_person(official, family, given):
                        found[official.slug] = official
            if found:
                break
        return tuple(found.values())

    def of_family(self, family: Key) -> Sequence[Official]:
        """People with that family name, transliterations included."""
        exact = self.people.get(family, [])
        if exact or len(family) != 1 or len(family[0]) < 5:
            return exact
        return self.sounds.get(sounded(family[0]), [])

    def aliased(self, keys: Key, day: date | None) -> tuple[Official, ...]:
        """Officials that are printed exactly so on that day."""
        return tuple(official for alias, official in self.aliases.get(keys, ()) if alias.valid_on(day))

    def titled(self, official: str) -> frozenset[str]:
        """The words of every title the official ever bore, and no others."""
        return self.title_words.get(official, frozenset())


def _fits(phrase: Phrase, words: Sequence[Token], text: str) -> bool:
    """Whether the words are the phrase; their first one is known to be."""
    if not phrase.offices and not words[0].capital:
        return False
    if len(words) == 1:
        return True
    if any(word.key != key for word, key in zip(words, phrase.key, strict=True)):
        return False
    return all(_joined(text, one.end, other.start) for one, other in pairwise(words))


def _joined(text: str, end: int, start: int) -> bool:
    gap = text[end:start]
    return len(gap) <= 2 and gap.strip() in ("", "-", ",", ".", "‑", "–", "’") and gap.count("\n") < 2


def family_of(official: Official) -> Key:
    """The words of an official's family name; particles belong to it ("von der Leyen")."""
    if official.family_name:
        return key_of(official.family_name)
    keys = key_of(official.name)
    start = len(keys) - 1
    while start > 1 and keys[start - 1] in PARTICLES:
        start -= 1
    return keys[start:]


PARTICLES = word_set(
    """
    de del della der den van von bin bint ibn al el la le di da dos du ter ten abu ben mc mac
    """
)


def _same_person(official: Official, family: Key, given: Key) -> bool:
    """Whether given names printed with the family name are the official's, or at least one of them stands first."""
    full = key_of(official.name)
    own = [k for k in full if k not in family]
    printed = [k for k in given if not is_initial(k) and k not in PARTICLES] or list(given)
    if not printed or not own:
        return False
    if full[: len(family)] == family:
        return printed == own or "".join(printed) == "".join(own)
    if own[0] in printed and not is_initial(own[0]):
        return True
    return any(same_given(printed[0], k) for k in own if not is_initial(k) or is_initial(printed[0]))


def lexicon_of(register: Register) -> Lexicon:
    """The lexicon of a register; built at the first call, then kept as long as the register lives."""
    if register not in _KEPT:
        _KEPT[register] = _built(register)
    return _KEPT[register]


_KEPT: weakref.WeakKeyDictionary[Register, Lexicon] = weakref.WeakKeyDictionary()


def _built(register: Register) -> Lexicon:
    lexicon = Lexicon(register)
    _add_phrases(lexicon)
    _add_people(lexicon)
    _add_institutions(lexicon)
    words = {key.lower() for options in lexicon.phrases.values() for phrase in options for key in phrase.key}
    lexicon.telling = Telling(words | TITLE_WORDS | MODIFIERS | PARTICLES)
    return lexicon


def _add_phrases(lexicon: Lexicon) -> None:
    offices = _grouped(_title_forms(lexicon.register.offices))
    institutions = _grouped(_institution_forms(lexicon.register.officials))
    countries = _country_forms(lexicon.register.countries)
    phrases: defaultdict[str, list[Phrase]] = defaultdict(list)
    for key in {**offices, **institutions, **countries}:
        if key:
            code, named = countries.get(key, (None, False))
            phrases[key[0]].append(Phrase(key, offices.get(key, ()), institutions.get(key, ()), code, named))
    for options in phrases.values():
        options.sort(key=lambda phrase: -len(phrase.key))
    lexicon.phrases = dict(phrases)


def _grouped(forms: Iterable[tuple[Key, str]]) -> dict[Key, tuple[str, ...]]:
    slugs: defaultdict[Key, dict[str, None]] = defaultdict(dict)
    for key, slug in forms:
        slugs[key][slug] = None
    return {key: tuple(found) for key, found in slugs.items()}


def _institution_forms(officials: Sequence[Official]) -> Iterator[tuple[Key, str]]:
    for official in officials:
        if official.kind == "institution":
            for name in (official.name, *(alias.text for alias in official.aliases)):
                yield _without_article(key_of(name)), official.slug


def _country_forms(countries: Sequence[Country]) -> dict[Key, tuple[str, bool]]:
    """Codes by printed form, True for a name; a form that is both ("UK") counts as a name."""
    forms: dict[Key, tuple[str, bool]] = {}
    for country in countries:
        for name in country.adjectives:
            forms.setdefault(key_of(name), (country.code, False))
        for name in (country.name, *country.names):
            forms[_without_article(key_of(name))] = (country.code, True)
    return forms


_SPELLINGS = (("defence", "defense"), ("adviser", "advisor"))


def _title_forms(offices: Sequence[Office]) -> Iterator[tuple[Key, str]]:
    for office in offices:
        for title in (office.name, *office.titles):
            key = key_of(title)
            yield _without_article(key), office.slug
            for one, other in _SPELLINGS:
                if one in key:
                    yield tuple(other if k == one else k for k in key), office.slug
                elif other in key:
                    yield tuple(one if k == other else k for k in key), office.slug


def _without_article(key: Key) -> Key:
    return key[1:] if len(key) > 1 and key[0] == "the" else key


def _add_people(lexicon: Lexicon) -> None:
    people: defaultdict[Key, list[Official]] = defaultdict(list)
    sounds: defaultdict[str, list[Official]] = defaultdict(list)
    aliases: defaultdict[Key, list[tuple[Alias, Official]]] = defaultdict(list)
    for official in lexicon.register.officials:
        if official.kind != "person":
            continue
        family = family_of(official)
        for key in {family, *_alias_families(official)}:
            people[key].append(official)
        if len(family) == 1 and len(family[0]) >= 5:
            sounds[sounded(family[0])].append(official)
        aliases[key_of(official.name)].append((Alias(official.name), official))
        for alias in official.aliases:
            aliases[key_of(alias.text)].append((alias, official))
    lexicon.people, lexicon.sounds, lexicon.aliases = dict(people), dict(sounds), dict(aliases)
    full: defaultdict[str, list[Key]] = defaultdict(list)
    for key in sorted(aliases, key=len, reverse=True):
        full[key[0].lower()].append(tuple(k.lower() for k in key))
    lexicon.full_names = dict(full)
    words: defaultdict[str, set[str]] = defaultdict(set)
    for tenure in lexicon.register.tenures:
        office = lexicon.register.office_by_slug.get(tenure.office)
        if office:
            words[tenure.official].update(k for title in (office.name, *office.titles) for k in key_of(title))
    lexicon.title_words = {slug: frozenset(keys) for slug, keys in words.items()}


def _alias_families(official: Official) -> Iterator[Key]:
    """Other spellings of the family name, from aliases that share the given name ("Mohammad bin Salman")."""
    if official.family_name:
        return
    for alias in official.aliases:
        keys = [k for k in key_of(alias.text) if not is_initial(k)]
        if len(keys) >= 2 and keys[0] not in HONORIFICS and keys[-1] not in ("jr", "sr"):
            given = {NICKNAMES.get(k, k) for k in key_of(official.name)[:-1]}
            if NICKNAMES.get(keys[0], keys[0]) in given:
                start = len(keys) - 1
                while start > 1 and keys[start - 1] in PARTICLES:
                    start -= 1
                yield tuple(keys[start:])


_MINISTRY_KINDS = (
    (
        "foreign",
        re.compile(r"foreign (?:ministry|office)|ministry of (?:foreign|external) affairs|external affairs", re.I),
    ),
    ("defence", re.compile(r"defen[cs]e ministry|ministry of defen[cs]e|department of defense", re.I)),
    ("government", re.compile(r"\bgovernment(?: \||$)|\bgovernment of\b", re.I)),
)


def _add_institutions(lexicon: Lexicon) -> None:
    for official in lexicon.register.officials:
        if official.kind != "institution" or official.country is None:
            continue
        forms = " | ".join((official.name, *(alias.text for alias in official.aliases)))
        for kind, pattern in _MINISTRY_KINDS:
            if pattern.search(forms):
                lexicon.ministries.setdefault((official.country, kind), official.slug)
                break
    for (country, kind), slug in lexicon.ministries.items():
        if kind == "government":
            lexicon.governments[country] = slug
