"""Institutions that speak: ministries, governments and the capitals that stand for them.

None of them is ever the person at its head.
"""

import re

from tracker.analysis.lexicon import Lexicon
from tracker.analysis.mentions import Mention

_KINDS = (
    ("government", re.compile(r"\b(?:government|cabinet|administration|authorities|regime)\b", re.I)),
    (
        "foreign",
        re.compile(
            r"\b(?:foreign ministry|foreign office|ministry of foreign affairs|external affairs ministry)\b", re.I
        ),
    ),
    ("defence", re.compile(r"\b(?:defen[cs]e ministry|ministry of defen[cs]e|defen[cs]e department)\b", re.I)),
)


# Without a country these are the police of a town more often than a government.
_LOCAL = re.compile(r"\b(?:authorities|officials)\b", re.I)


def institution_of(mention: Mention, lexicon: Lexicon, home: str | None) -> str | None:
    """The slug an institution's or a country's name means; several bearers of one name are told by country."""
    phrase = mention.phrase
    if phrase is None:
        return None
    if phrase.institutions:
        if len(phrase.institutions) == 1 and _agrees(phrase.institutions[0], mention, lexicon):
            return phrase.institutions[0]
        wanted = mention.country or home
        fitting = [s for s in phrase.institutions if wanted and lexicon.register.official_by_slug[s].country == wanted]
        return fitting[0] if len(fitting) == 1 else None
    return lexicon.governments.get(phrase.country or "") if phrase.names_country else None


def _agrees(slug: str, mention: Mention, lexicon: Lexicon) -> bool:
    """False for "the German Foreign Office" where only Britain's is known under that name."""
    country = lexicon.register.official_by_slug[slug].country
    return mention.country is None or country is None or mention.country == country


def described(words: str, country: str | None, lexicon: Lexicon, home: str | None) -> str | None:
    """The slug of a body printed by kind and country ("the French government", "the foreign ministry")."""
    where = country or home
    if where is None or (country is None and _LOCAL.search(words)):
        return None
    for kind, pattern in _KINDS:
        if pattern.search(words):
            return lexicon.governments.get(where) if kind == "government" else lexicon.ministries.get((where, kind))
    return None
