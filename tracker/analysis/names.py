"""Printed words as comparable keys: tokens of a text, folded names, honorifics and what they say about gender.

Two spellings that mean one name fold to one key: accents and case go, possessive endings go, "O’Brien" and
"O'Brien" agree. Short words in capitals keep their case, so that "US" is not "us" and "UN" is not "un".
"""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from tracker.analysis.register import Gender
from tracker.analysis.remembered import Remembered

Key = tuple[str, ...]


def word_set(words: str) -> frozenset[str]:
    """A list of words written as running text."""
    return frozenset(words.split())


# Letters with a full stop behind each ("U.S."), else letters and digits, apostrophes between them. Both begin alike, so
# that the search leaps to the next word.
WORD = re.compile(r"[^\W_](?:(?<=[^\W\d_])\.(?:[^\W\d_]\.)+|[^\W_]*+(?:['’ʼ‘´`][^\W_]+)*)")
_LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ı": "i", "ß": "ss", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th"})
_APOSTROPHES = re.compile(r"['’ʼ‘´`]")
_POSSESSIVE = re.compile(r"['’][sS]$")

HONORIFICS: dict[str, Gender | None] = {
    "mr": "m", "mister": "m", "sir": "m", "lord": "m", "viscount": "m", "earl": "m", "monsieur": "m", "herr": "m",
    "mrs": "f", "ms": "f", "miss": "f", "dame": "f", "lady": "f", "baroness": "f", "madame": "f", "madam": "f",
    "frau": "f", "dr": None, "prof": None, "professor": None, "mx": None, "rev": None, "reverend": None,
}  # fmt: skip
KNIGHTHOODS = frozenset({"sir", "dame"})

# Titles printed with a full stop that ends no sentence.
ABBREVIATED = frozenset({"sen", "rep", "gov", "gen", "lt", "col", "sgt", "adm", "maj", "capt", "cmdr", "st", "jr"})

_CUT_SHORT = re.compile(
    rf"(?:\b[^\W\d_]|\.[^\W\d_]+|\b(?:{'|'.join(sorted(ABBREVIATED | HONORIFICS.keys()))}|asst|dep|hon|min|pres|sec))\Z",
    re.IGNORECASE,
)
_LONGEST_CUT = 12

GENDERED_TITLES: dict[str, Gender] = {
    "spokesman": "m", "chairman": "m", "congressman": "m", "businessman": "m", "king": "m", "prince": "m",
    "emperor": "m", "sheikh": "m", "spokeswoman": "f", "chairwoman": "f", "congresswoman": "f", "queen": "f",
    "princess": "f", "businesswoman": "f", "sheikha": "f",
}  # fmt: skip

# Words before a name that tell what someone is; none of them is part of a name.
TITLE_WORDS = word_set(
    """
    secretary minister president chancellor premier ambassador senator sen representative rep governor gov mayor
    general gen colonel col captain capt admiral adm lieutenant lt sergeant sgt major maj commander marshal
    brigadier judge justice chief chairman chairwoman chair chairperson director commissioner commission speaker
    leader spokesman spokeswoman spokesperson envoy adviser advisor attorney prime foreign defence defense home
    interior finance treasury state security national king queen prince princess emperor pope cardinal
    archbishop bishop sheikh sheikha ayatollah congressman congresswoman councillor professor doctor
    president-elect lawmaker representative high press special senior permanent first lady sultan emir crown
    administrator counselor surgeon principal negotiator delegate legislator mp msp taoiseach
    """
)

# What stands before a title and changes whom it means.
MODIFIERS = word_set(
    """
    former ex then shadow deputy acting vice assistant incoming outgoing next future late interim onetime
    erstwhile associate sub under junior would-be designate counter opposition
    """
)
NOT_NAMES = word_set(
    """
    dc the a an and or but if so yet as at by for from in into of off on onto out over to up with without within
    about above after again against ahead all almost also although always amid among another any are around
    asked at away back be because been before being below beside besides between both can could did do does
    doing down during each earlier either even ever every few first following for had has have having he her
    here hers his how however i instead is it its itself just last later least less like many may me meanwhile
    might more most much must my near neither never no nor not nothing now once one only other others our ours
    per perhaps put rather said same says she should since some soon speaking still such than that their theirs
    them then there therefore these they this those though three through throughout thus today tomorrow tonight
    too two under unless unlike until upon us very via was we well were what whatever when where whereas whether
    which while who whom whose why will with would yes yesterday you your yours additionally despite according
    nevertheless nonetheless moreover furthermore indeed monday tuesday wednesday thursday friday saturday
    sunday january february march april june july august september october november december mon tue tues wed
    thu thurs fri sat sun jan feb mar apr jun jul aug sep sept oct nov dec president-elect asking answering
    writing responding addressing talking calling adding setting commenting criticising criticizing god see
    christmas easter english internet covid maybe often sometimes whatever asked wearing
    """
)

NICKNAMES: dict[str, str] = {
    "tony": "antony", "anthony": "antony", "joe": "joseph", "jo": "joseph", "bill": "william", "bob": "robert", "rob": "robert",
    "jim": "james", "jimmy": "james", "mike": "michael", "tom": "thomas", "ned": "edward", "ted": "edward",
    "ed": "edward", "dick": "richard", "rick": "richard", "chris": "christopher", "jake": "jacob", "matt": "matthew",
    "ben": "benjamin", "bibi": "benjamin", "binyamin": "benjamin", "alex": "alexander", "aleksandr": "alexander",
    "liz": "elizabeth", "beth": "elizabeth", "jen": "jennifer", "kate": "katherine", "pat": "patricia", "dan": "daniel",
    "dave": "david", "steve": "stephen", "steven": "stephen", "greg": "gregory", "jeff": "jeffrey", "andy": "andrew",
    "sam": "samuel", "nick": "nicholas", "don": "donald", "ron": "ronald", "ken": "kenneth", "larry": "lawrence",
    "sergey": "sergei", "serguei": "sergei", "sergej": "sergei", "dmitri": "dmitry", "dmitrii": "dmitry", "dimitri": "dmitry",
    "vladimir": "volodymyr", "wladimir": "volodymyr", "mohammed": "mohammad", "muhammad": "mohammad", "mohamed": "mohammad",
    "recep": "tayyip",
}  # fmt: skip


class Token(NamedTuple):
    """A word at [start, end) with its key; `capital` when it starts with a capital, `shouted` when all are."""

    start: int
    end: int
    key: str
    capital: bool
    shouted: bool
    possessive: bool


def fold(word: str) -> str:
    """The comparable form of one printed word, always in lower case."""
    return _FOLDED[word]


def _folded(word: str) -> str:
    bare = _APOSTROPHES.sub("", _POSSESSIVE.sub("", word)).replace(".", "")
    if bare.isascii():
        return bare.lower()
    parts = unicodedata.normalize("NFKD", bare.lower())
    return "".join(part for part in parts if not unicodedata.combining(part)).translate(_LETTERS)


_FOLDED = Remembered(_folded)
Shape = tuple[str, bool, bool, bool]


def _shape(word: str) -> Shape:
    """Key, capital, shouted and possessive of `Token`."""
    key = fold(word)
    shouted = word.isupper() and len(key) > 1
    possessive = bool(_POSSESSIVE.search(word))
    if (shouted or (possessive and word[:-2].isupper())) and len(key) <= 3:
        key = key.upper()
    return key, word[0].isupper(), shouted, possessive


_SHAPES = Remembered(_shape)


class Telling(Remembered[Shape | None]):
    """The shape of each printed word, or `None` for a plain one in lower case that is not among those that tell."""

    def __init__(self, words: Iterable[str] = ()) -> None:
        super().__init__(self._of)
        self.words = frozenset(words)

    def _of(self, word: str) -> Shape | None:
        return None if word.islower() and word.isalpha() and word not in self.words else _shape(word)


def tokens(text: str, telling: Telling | None = None) -> list[Token]:
    """The words of `text`, in order; hyphens and spaces part words alike.

    With `telling`, plain words in lower case are left out unless they are among it or follow a hyphen.
    """
    shape_of = (_SHAPES if telling is None else telling).__getitem__
    found = []
    for match in WORD.finditer(text):
        shape = shape_of(match[0])
        if shape is None:
            start = match.start()
            if text[start - 1] not in "-‑" or start == 0:
                continue
            shape = _SHAPES[match[0]]
        found.append(_make(Token, match.span() + shape))
    return found


_make = tuple.__new__


def key_of(name: str) -> Key:
    """The words of a name as keys."""
    return tuple(token.key for token in tokens(name))


def is_initial(key: str) -> bool:
    return len(key) == 1


def same_given(one: str, other: str) -> bool:
    """True when two given names may be one person's: equal, an initial of it, or a usual short form."""
    if one == other or NICKNAMES.get(one, one) == NICKNAMES.get(other, other):
        return True
    return (len(one) == 1 or len(other) == 1) and one[0] == other[0]


@lru_cache(maxsize=4096)
def sounded(key: str) -> str:
    """A surname without the differences transliterations make: Zelensky, Zelenskiy, Zelenskyy are one."""
    key = re.sub(r"oe|ue|ae", lambda pair: pair.group()[0], key)
    key = re.sub(r"(?:skyy|skyi|skiy|skii|skij|ski)$", "sky", key)
    key = re.sub(r"(?:yi|iy|ii|yy|ij)$", "y", key)
    key = key.replace("kh", "h").replace("ou", "u").replace("iu", "yu").replace("ia", "ya").replace("j", "y")
    return re.sub(r"(.)\1", r"\1", key)


def is_cut_short(text: str, end: int) -> bool:
    """True when the word that ends at `end` is one a full stop shortens ("Sen", "J", "U.S"): it ends no sentence."""
    return bool(_CUT_SHORT.search(text, max(0, end - _LONGEST_CUT), end))
