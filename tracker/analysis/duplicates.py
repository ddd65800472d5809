"""Whether two texts are one item told twice (a revision, a reprint, a cut) or two items told in one form of words.

Candidates come from shared shingles (MinHash in bands: Broder 1997; Leskovec, Rajaraman and Ullman, "Mining of Massive
Datasets", ch. 3); an alignment word by word decides. What tells a reprint from a template is not how much is common:
two monthly notices agree in 97 of 100 words. It is *where* and *what* differs:

- an item told again was edited in few places: whole stretches are added or cut, a word is mended here and there;
- another item in the same form has its facts (names, numbers, days) exchanged, one for another, in the same places,
  above all those its title names; a speech held twice is reworded all over.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache
from zlib import crc32

import numpy as np
import regex
from datasketch import MinHash
from rapidfuzz import fuzz

from .alignment import WORD, Block, Token, common, gaps, keys_of, tokens

VERSION = 2
SHINGLE = 3
BANDS, ROWS = 64, 2
SCHEME = "affine32"  # stored signatures compare only with those of the same scheme, hash, seed and shape
# Two texts of which a quarter of all shingles is common share a band with probability 0.98; of a hundredth, 0.006.
LEAST_RUN = 3  # shorter common stretches ("of the") are there by chance
FEWEST_WORDS = 20  # below, only equal words are the same item
SENTENCE = 8  # words that are added or cut as a whole rather than reworded
KEPT = 0.85  # of the shorter text
PART = 0.5  # of the longer text: below, one is a part of the other
EDITS = 1.2  # places inside the common stretch that were reworded, per 100 common words
SWAPS = 1.0  # of them, places where facts stand for other facts
TITLED_EDITS, TITLED_SWAPS = 2.0, 1.2  # the same, where both have one title
# A desk that prints an agency's story under its credit cuts, houses its style and rewrites a line or two.
CREDITED_KEPT, CREDITED_EDITS, CREDITED_SWAPS = 0.7, 4.0, 1.2
ONE_IN = 40.0  # one place in so many words may be reworded where no fact is exchanged
SPELT_ALIKE = 75.0

_CALENDAR = frozenset(
    {
        "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
        "december", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "today", "yesterday",
        "tomorrow",
    }
)  # fmt: skip
_NUMBERS = frozenset(
    {
        "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "twenty",
        "thirty", "forty", "fifty", "hundred", "thousand", "million", "billion", "first", "second", "third", "fourth",
        "fifth", "dozen",
    }
)  # fmt: skip
_DIGIT = regex.compile(r"\d")
_ENDS_SENTENCE = frozenset(".!?:;\n•–—*-")


class Kinship(StrEnum):
    SAME = "same"  # one item: the other is a revision or a reprint
    PART = "part"  # one item: the shorter is a cut of the longer, or stands whole inside it
    TEMPLATE = "template"  # two items in one form of words
    UNRELATED = "unrelated"

    @property
    def one_item(self) -> bool:
        return self in {Kinship.SAME, Kinship.PART}


@dataclass(frozen=True, slots=True)
class Likeness:
    """How two texts compare. `kept` and `whole` are the common share of the shorter and the longer text (0 to 1),
    `edits` and `swaps` the places reworded, and among them those where facts were exchanged, per 100 common words."""

    kinship: Kinship
    kept: float
    whole: float
    edits: float
    swaps: float


def signature(text: str) -> tuple[int, ...]:
    """One key per band, as signed 64-bit integers: two texts that share any may be one item. Empty without words."""
    keys = WORD.findall(text.casefold().replace("’", "'").replace("‑", "-"))
    shingles = {" ".join(keys[i : i + SHINGLE]).encode() for i in range(max(1, len(keys) - SHINGLE + 1))}
    if not keys:
        return ()
    minhash = MinHash(num_perm=BANDS * ROWS, permutations=_permutations(), scheme=SCHEME, hashfunc=crc32)
    minhash.update_batch(shingles)
    bands = minhash.hashvalues.reshape(BANDS, ROWS).astype(np.uint64)
    mixed = bands[:, 0] * np.uint64(0x9E3779B97F4A7C15) + bands[:, 1] * np.uint64(0xC2B2AE3D27D4EB4F)
    mixed += np.arange(BANDS, dtype=np.uint64)  # the same values in another band are another key
    return tuple(int(key) for key in mixed.view(np.int64))


@cache
def _permutations() -> "np.ndarray[tuple[int, int], np.dtype[np.uint32]]":
    """Drawn once for all texts: signatures of different ones compare."""
    drawn: np.ndarray[tuple[int, int], np.dtype[np.uint32]]
    drawn = MinHash(num_perm=BANDS * ROWS, seed=1, scheme=SCHEME).permutations
    return drawn


def may_be_one_item(a: str, b: str, *, one_credit: bool = False) -> bool:
    """False where `compare` cannot find one item, found out in a fraction of its time: most candidates are none.

    What `compare` counts as kept of the shorter text are runs of words that the longer has too, somewhere.
    """
    shorter, longer = sorted((_keys(a), _keys(b)), key=len)
    least = CREDITED_KEPT if one_credit else KEPT
    return bool(shorter) and (shorter == longer or _found_again(shorter, longer) / len(shorter) >= least)


@lru_cache(maxsize=16)
def _keys(text: str) -> tuple[str, ...]:
    """The words of a text as they are compared; those of the last few texts are remembered."""
    return tuple(keys_of(text, WORD))


def _found_again(some: Sequence[str], others: Sequence[str]) -> int:
    """How many words of `some` stand in a run of `LEAST_RUN` words that `others` have as well."""
    there = set(_runs(others))
    found = end = 0
    for start, run in enumerate(_runs(some)):
        if run in there:
            found += start + LEAST_RUN - max(start, end)
            end = start + LEAST_RUN
    return found


def _runs(keys: Sequence[str]) -> Iterator[tuple[str, ...]]:
    return zip(*(keys[n:] for n in range(LEAST_RUN)), strict=False)


def compare(a: str, b: str, *, title_a: str = "", title_b: str = "", one_credit: bool = False) -> Likeness:
    """How `a` and `b` are kin; the titles, if given, tell where the texts alone leave it open. `one_credit`: both are
    printed as the same agency's."""
    keys_a, keys_b = _keys(a), _keys(b)
    shorter, longer = sorted((len(keys_a), len(keys_b)))
    if keys_a == keys_b and keys_a:
        return Likeness(Kinship.SAME, 1.0, 1.0, 0.0, 0.0)
    blocks = common(keys_a, keys_b, least=LEAST_RUN)
    shared = sum(block.size for block in blocks)
    if shorter < FEWEST_WORDS or shared == 0:
        return Likeness(Kinship.UNRELATED, shared / max(1, shorter), shared / max(1, longer), 0.0, 0.0)
    edits, swaps = _changes(_words(a), _words(b), blocks)
    titles = _Titles(title_a, title_b, frozenset(keys_a), frozenset(keys_b))
    measured = shared / shorter, shared / longer, 100 * edits / shared, 100 * swaps / shared
    return Likeness(_kinship(*measured, titles=titles, one_credit=one_credit), *measured)


def _kinship(kept: float, whole: float, edits: float, swaps: float, *, titles: "_Titles", one_credit: bool) -> Kinship:
    least, most_edits, most_swaps = KEPT, EDITS, SWAPS
    if titles.agree:
        most_edits, most_swaps = TITLED_EDITS, TITLED_SWAPS
    if one_credit:
        least, most_edits, most_swaps = CREDITED_KEPT, CREDITED_EDITS, CREDITED_SWAPS
    if kept < least:
        return Kinship.TEMPLATE if kept >= least / 2 else Kinship.UNRELATED
    if swaps == 0:
        most_edits = max(most_edits, 100 / ONE_IN)
    if edits > most_edits or swaps > most_swaps or titles.name_other_items:
        return Kinship.TEMPLATE
    return Kinship.SAME if whole >= PART else Kinship.PART


@dataclass(frozen=True, slots=True)
class _Word(Token):
    """With `fact`: a name, a number or a day, as far as its letters tell."""

    fact: bool = False


def _words(text: str) -> list[_Word]:
    return [_Word(t.key, t.start, t.end, _is_fact(text, t)) for t in tokens(text, WORD)]


def _is_fact(text: str, token: Token) -> bool:
    if token.key in _CALENDAR or token.key in _NUMBERS or _DIGIT.search(token.key):
        return True
    return text[token.start].isupper() and not _opens_sentence(text, token.start)


def _opens_sentence(text: str, start: int) -> bool:
    """True where a capital says nothing: after the end of a sentence, a line or a bullet, inside opening marks."""
    at = start - 1
    while at >= 0 and text[at] in " “\"‘'([":
        at -= 1
    return at < 0 or text[at] in _ENDS_SENTENCE


def _changes(a: Sequence[_Word], b: Sequence[_Word], blocks: Sequence[Block]) -> tuple[int, int]:
    """How many places between common stretches were reworded, and in how many facts were exchanged.

    A sentence or more that only one text has was added or cut, and so was what one has before the first or after the
    last common stretch: neither is a rewording. Words that are spelt alike on both sides were mended, not exchanged.
    """
    edits = swaps = 0
    for gap in gaps(blocks, len(a), len(b)):
        old, new = a[gap.a0 : gap.a1], b[gap.b0 : gap.b1]
        at_an_end = (gap.a0 == gap.b0 == 0) or (gap.a1 == len(a) and gap.b1 == len(b))
        one_sided = not (old and new)
        if (one_sided and (at_an_end or len(old) + len(new) >= SENTENCE)) or _mended(old, new):
            continue
        edits += 1
        swaps += _exchanged(old, new)
    return edits, swaps


def _mended(old: Sequence[_Word], new: Sequence[_Word]) -> bool:
    before, after = " ".join(w.key for w in old), " ".join(w.key for w in new)
    if _DIGIT.search(before) or _DIGIT.search(after):
        return _DIGIT.findall(before) == _DIGIT.findall(after) and fuzz.ratio(before, after) >= SPELT_ALIKE
    return fuzz.ratio(before, after) >= SPELT_ALIKE


def _exchanged(old: Sequence[_Word], new: Sequence[_Word]) -> bool:
    """True when each side has facts that the other has not, not even in another spelling."""
    gone, come = _facts(old) - _facts(new), _facts(new) - _facts(old)
    return any(not any(_alike(fact, other) for other in come) for fact in gone) and bool(come)


def _facts(words: Sequence[_Word]) -> set[str]:
    return {word.key for word in words if word.fact}


def _alike(one: str, other: str) -> bool:
    return not _DIGIT.search(one + other) and fuzz.ratio(one, other) >= SPELT_ALIKE


class _Titles:
    """What two titles say about their texts, whose words are given too. Reprints are often titled anew, so that a
    difference tells only where it is a word of each title that stands in its own text and not in the other."""

    def __init__(self, a: str, b: str, words_a: frozenset[str], words_b: frozenset[str]) -> None:
        keys_a, keys_b = (set(keys_of(title, WORD)) for title in (a, b))
        self.agree = bool(keys_a) and keys_a == keys_b
        only_a = {w for w in keys_a - keys_b if w in words_a and w not in words_b}
        only_b = {w for w in keys_b - keys_a if w in words_b and w not in words_a}
        alike = len(keys_a & keys_b) >= 0.5 * max(len(keys_a), len(keys_b), 1)
        self.name_other_items = alike and bool(only_a) and bool(only_b)
