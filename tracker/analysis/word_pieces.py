"""The pieces of words that a sentence encoder knows, by number.

Method: as BERT reads English (Devlin et al., 2019). Letters lose case and accents; every mark and every Chinese or
Japanese character stands alone; a word is cut from its beginning into the longest pieces known, and one that cannot be
is unknown as a whole.
"""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import islice

BEGINNING, END, UNKNOWN = "[CLS]", "[SEP]", "[UNK]"
INSIDE = "##"
LONGEST_WORD = 100

_BREAKS = {"\t", "\n", "\r"}
_CONTROLS = {"Cc", "Cf", "Co"}
_DROPPED = {"\0", "\ufffd"}
_STANDING_ALONE = re.compile(
    "([\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0002a6df\U0002a700-\U0002b81f\U0002b920-\U0002ceaf\U0002f800-\U0002fa1f])"
)


@dataclass(frozen=True, slots=True)
class WordPieces:
    """`numbers` gives each piece's; those that continue a word begin with "##". At most `most` pieces are taken."""

    numbers: Mapping[str, int]
    most: int

    def __call__(self, text: str) -> list[int]:
        """The numbers of the pieces of `text` between those of the beginning and the end."""
        found = (self.numbers[piece] for word in words_of(text) for piece in self._pieces(word))
        return [self.numbers[BEGINNING], *islice(found, self.most - 2), self.numbers[END]]

    def _pieces(self, word: str) -> list[str]:
        pieces: list[str] = []
        at = 0
        while at < len(word) <= LONGEST_WORD:
            before = INSIDE if at else ""
            end = next((end for end in range(len(word), at, -1) if before + word[at:end] in self.numbers), None)
            if end is None:
                return [UNKNOWN]
            pieces.append(before + word[at:end])
            at = end
        return pieces or [UNKNOWN]


def words_of(text: str) -> list[str]:
    """The words and marks of `text`, in small letters without accents."""
    spaced = "".join(map(_cleaned, _STANDING_ALONE.sub(r" \1 ", text)))
    plain = "".join(c for c in unicodedata.normalize("NFD", spaced) if unicodedata.category(c) != "Mn").lower()
    return "".join(f" {c} " if _is_mark(c) else c for c in plain).split()


def _cleaned(character: str) -> str:
    if character in _BREAKS:
        return " "
    if character in _DROPPED or unicodedata.category(character) in _CONTROLS:
        return ""
    return " " if character.isspace() else character


def _is_mark(character: str) -> bool:
    """Punctuation, and whatever else of ASCII is neither a letter nor a figure."""
    if character.isascii():
        return not character.isalnum() and not character.isspace()
    return unicodedata.category(character)[0] == "P"
