"""Phrases in a text: one automaton for many phrases, tolerant of plurals, possessives, hyphens and spelling.

A phrase is matched word by word, without regard to case, unless it has capitals throughout ("AUKUS"): then only
in capitals. Cost is linear in the words of the text, whatever the number of phrases.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

LONGEST_PHRASE = 12
_WORD = re.compile(r"\w+(?:['’]\w+)?")
_HYPHEN = re.compile("[-‐‑]")
_PREFIX_HYPHEN = re.compile(r"\b(co|re|pre|non|anti)[-‐‑](?=\w)", re.IGNORECASE)


@lru_cache(maxsize=1 << 13)
def folded(word: str) -> str:
    """One spelling for a word's plural, possessive, American and accented forms."""
    word = "".join(c for c in unicodedata.normalize("NFKD", word.casefold()) if not unicodedata.combining(c))
    word = re.sub(r"['’]s?$", "", word)
    if len(word) > 4 and word.endswith("ies"):
        word = word[:-3] + "y"
    elif len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
    if word.endswith(("defense", "offense")):
        word = word[:-2] + "ce"
    return re.sub(r"iz(e|ed|ing|ation)$", r"is\1", word) if len(word) > 5 else word


def words_of(text: str) -> list[str]:
    """The words of a text as printed; "co-operate" is one word, "twenty-one" two."""
    return _WORD.findall(_PREFIX_HYPHEN.sub(r"\1", text) if _HYPHEN.search(text) else text)


def keys_of(phrase: str) -> tuple[str, ...]:
    """The words of a phrase as keys of the automaton: marked and raw in capitals throughout, else folded."""
    words = words_of(phrase)
    return tuple("=" + word for word in words) if phrase.isupper() else tuple(map(folded, words))


class _Node(dict[str, "_Node"]):
    """A state of the automaton; `phrase` is the phrase that ends here, if one does."""

    __slots__ = ("phrase",)

    def __init__(self) -> None:
        super().__init__()
        self.phrase: str | None = None


class PhraseAutomaton:
    """Finds every one of a set of phrases in a text. Phrases that fold to the same words count as one."""

    def __init__(self, phrases: Iterable[str]) -> None:
        self._root = _Node()
        self._kept: dict[str, str] = {}
        for phrase in sorted(set(phrases)):
            node = self._root
            for key in keys_of(phrase):
                node = node.setdefault(key, _Node())
            if node is not self._root:
                node.phrase = node.phrase or phrase
                self._kept[phrase] = node.phrase

    def kept(self, phrase: str) -> str:
        """The spelling under which `phrase` is counted."""
        return self._kept.get(phrase, phrase)

    def counts(self, text: str) -> dict[str, int]:
        """How often each phrase stands in `text`; absent phrases are left out."""
        words = words_of(text)
        keys = [folded(word) for word in words]
        root = self._root
        found: defaultdict[str, int] = defaultdict(int)
        for start, (key, word) in enumerate(zip(keys, words, strict=True)):
            if key in root or word.isupper():
                for phrase in self._from(keys, words, start):
                    found[phrase] += 1
        return dict(found)

    def _from(self, keys: Sequence[str], words: Sequence[str], start: int) -> Iterator[str]:
        """The phrases that begin at a word; raw words are tried too, for phrases in capitals."""
        nodes = [self._root]
        for i in range(start, min(start + LONGEST_PHRASE, len(keys))):
            tried = (keys[i], "=" + words[i]) if words[i].isupper() else (keys[i],)
            nodes = [node[key] for node in nodes for key in tried if key in node]
            if not nodes:
                return
            yield from (node.phrase for node in nodes if node.phrase is not None)
