"""Who and what a text names, in order: people, titles, institutions, countries.

One pass over the words. A mention is what is printed, with the titles and countries that stand directly with it; whom
it means is decided elsewhere. A word that begins a sentence is no name merely for its capital.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from tracker.analysis.given_names import is_given
from tracker.analysis.lexicon import PARTICLES, Lexicon, Phrase
from tracker.analysis.names import (
    ABBREVIATED,
    HONORIFICS,
    MODIFIERS,
    NOT_NAMES,
    TITLE_WORDS,
    Key,
    Token,
    is_cut_short,
    is_initial,
    tokens,
)
from tracker.analysis.quotations import Span

_WHO = re.compile(r",?\s+who(?:se|m)?\b")
_LONGEST_TITLE = 40  # in words; a longer one would be copied with each further word
MentionKind = Literal["person", "title", "institution", "country"]


@dataclass(frozen=True, slots=True)
class Title:
    """A title as printed: its words, the offices it may be, and what narrows it down."""

    words: Key
    offices: tuple[str, ...] = ()
    country: str | None = None
    institution: str | None = None
    modifier: str | None = None


@dataclass(frozen=True, slots=True)
class Mention:
    """One naming. `name` are a person's name words, honorific apart; `lead` is where its titles begin.

    `has_who` tells of a person by the relative clause that follows.
    """

    span: Span
    kind: MentionKind
    lead: int
    name: Key = ()
    printed: str = ""
    honorific: str | None = None
    title: Title | None = None
    phrase: Phrase | None = None
    country: str | None = None
    possessive: bool = False
    has_who: bool = False


@dataclass(slots=True)
class _Chain:
    """What stands directly before the word at hand: countries, institutions, title words."""

    start: int = -1
    end: int = -1
    words: Key = ()
    offices: tuple[str, ...] = ()
    country: str | None = None
    institution: str | None = None
    modifier: str | None = None
    honorific: str | None = None
    has_title: bool = False

    def title(self) -> Title | None:
        if not self.has_title:
            return None
        return Title(self.words, self.offices, self.country, self.institution, self.modifier)


class Scanner:
    """Reads the mentions of one text; used once."""

    def __init__(self, text: str, lexicon: Lexicon, gaps: Sequence[Span] = ()) -> None:
        self.text = text
        self.lexicon = lexicon
        self.words = tokens(text, lexicon.telling)
        self.gaps = sorted(gaps)
        self.found: list[Mention] = []
        self.chain = _Chain()

    def mentions(self) -> list[Mention]:
        """Mentions in text order, none inside `gaps`."""
        index = 0
        phrases = self.lexicon.phrases
        while index < len(self.words):
            word = self.words[index]
            plain = not (word.capital or word.key in phrases or word.key in TITLE_WORDS or word.key in MODIFIERS)
            if plain or (self.gaps and self._in_gap(word)):
                if self.chain.end >= 0:
                    self._drop_chain()
                index += 1
                continue
            index = self._step(index, word)
        self._drop_chain()
        return self.found

    def _is_adverb(self, index: int) -> bool:
        """True for "Reportedly Trump": an adverb, though it begins with a capital."""
        key = self.words[index].key
        return len(key) > 5 and key.endswith("ly") and not is_given(key) and not self.lexicon.of_family((key,))

    def _in_gap(self, word: Token) -> bool:
        at = bisect_right(self.gaps, (word.start, 1 << 60)) - 1
        return at >= 0 and word.start < self.gaps[at][1]

    def _step(self, index: int, word: Token) -> int:
        if self.chain.end >= 0 and not self._adjacent(self.chain.end, word.start):
            self._drop_chain()
        if word.capital and (size := self.lexicon.person_at(self.words, index, self.text)):
            return self._person(index, size)
        phrase = self.lexicon.phrase_at(self.words, index, self.text)
        if phrase is not None and not self._begins_name(index, phrase):
            return self._phrase(index, phrase)
        if word.capital and word.key in HONORIFICS:
            self._extend(word, honorific=word.key)
            return index + 1
        if word.key in TITLE_WORDS and (word.capital or self._leads_on(index)):
            self._title_word(word)
            return index + 1
        if word.key in MODIFIERS:
            self._extend(word, modifier=word.key)
            return index + 1
        if word.capital and word.key.lower() not in NOT_NAMES and not self._is_adverb(index):
            size = self._run(index)
            skipped = self._before_title(index, size) or self._before_given(index, size)
            return index + skipped if skipped else self._person(index, size)
        self._drop_chain()
        return index + 1

    def _adjacent(self, end: int, start: int) -> bool:
        gap = self.text[end:start]
        near = len(gap) <= 2 and gap.strip() in ("", "-", ".") and gap.count("\n") < 2
        return near and ("." not in gap or is_cut_short(self.text, end))

    def _begins_name(self, index: int, phrase: Phrase) -> bool:
        """True for "Jordan Smith": a given name that is also a country, before another name."""
        if len(phrase.key) > 1 or not is_given(phrase.key[0]) or index + 1 >= len(self.words):
            return False
        after = self.words[index + 1]
        return (
            after.capital
            and self._adjacent(self.words[index].end, after.start)
            and after.key.lower() not in NOT_NAMES
            and after.key not in TITLE_WORDS
        )

    def _leads_on(self, index: int) -> bool:
        """True when a lower-case title word goes on to a name or another title word, or continues one."""
        if self.chain.end >= 0:
            return True
        after = self.words[index + 1] if index + 1 < len(self.words) else None
        return bool(after and after.capital and self._adjacent(self.words[index].end, after.start))

    def _run(self, index: int) -> int:
        """How many words from `index` on are one name."""
        last = index
        for at in range(index + 1, min(index + 8, len(self.words))):
            word = self.words[at]
            if not self._joins(self.words[at - 1], word):
                break
            if word.capital:
                if word.key.lower() in NOT_NAMES or (word.shouted and len(word.key) > 1 and word.key.isupper()):
                    break
                if last == at - 1 and self.words[at - 1].possessive:
                    break
                last = at
            elif word.key not in PARTICLES and self.text[word.start - 1] not in "-‑":
                break
            elif self.text[word.start - 1] in "-‑":
                last = at
        return last - index + 1

    def _before_title(self, index: int, size: int) -> int:
        """How many words of "Senate Majority Leader Mitch McConnell" stand before its title and name."""
        for at in range(index + size - 2, index, -1):
            if self.words[at].key in TITLE_WORDS and self.words[at].capital:
                first = at
                while first > index + 1 and self.words[first - 1].key in TITLE_WORDS:
                    first -= 1
                return first - index
        return 0

    def _before_given(self, index: int, size: int) -> int:
        """1 for the first word of "Technology Anne Neuberger", which belongs to what stands before the name."""
        if size < 3 or is_given(self.words[index].key) or is_initial(self.words[index].key):
            return 0
        return int(is_given(self.words[index + 1].key) and self.text[self.words[index].end] == " ")

    def _joins(self, one: Token, other: Token) -> bool:
        gap = self.text[one.end : other.start]
        if gap == "\n":
            return not (one.shouted or other.shouted)
        if gap in (" ", "\xa0", "-", "‑"):
            return True
        return gap in (". ", ".\xa0") and (is_initial(one.key) or one.key in ABBREVIATED)

    def _person(self, index: int, size: int) -> int:
        words = self.words[index : index + size]
        name = tuple(w.key for w in words if w.key not in HONORIFICS)
        honorific = next((w.key for w in words if w.key in HONORIFICS), self.chain.honorific)
        end = words[-1].end - (2 if words[-1].possessive else 0)
        first = next((w for w in words if w.key not in HONORIFICS), words[0])
        lead = self.chain.start if self.chain.start >= 0 else words[0].start
        if name:
            self.found.append(
                Mention((words[0].start, end), "person", lead, name, self.text[first.start : end], honorific,
                        self.chain.title(), None, self.chain.country, words[-1].possessive,
                        bool(_WHO.match(self.text, end)))
            )  # fmt: skip
        self.chain = _Chain()
        return index + size

    def _phrase(self, index: int, phrase: Phrase) -> int:
        last = self.words[index + len(phrase.key) - 1]
        first = self.words[index]
        if phrase.offices:
            self._extend(first, words=phrase.key, offices=phrase.offices, title=True)
            self.chain.end = last.end
        elif phrase.institutions:
            self._emit_phrase(first, last, "institution", phrase)
            self._extend(first, institution=phrase.institutions[0])
            self.chain.end = last.end
            self.chain.country = self.chain.country or phrase.country
        else:
            self._emit_phrase(first, last, "country", phrase)
            self._extend(first, country=phrase.country)
            self.chain.end = last.end
        if last.possessive and phrase.offices:
            self._drop_chain(possessive=True)
        return index + len(phrase.key)

    def _emit_phrase(self, first: Token, last: Token, kind: MentionKind, phrase: Phrase) -> None:
        end = last.end - (2 if last.possessive else 0)
        country = self.chain.country if kind == "institution" else phrase.country
        self.found.append(
            Mention((first.start, end), kind, first.start, phrase=phrase, country=country,
                    printed=self.text[first.start : end], possessive=last.possessive)
        )  # fmt: skip

    def _title_word(self, word: Token) -> None:
        self._extend(word, words=(word.key,), title=True)
        if word.possessive:
            self._drop_chain(possessive=True)

    def _extend(
        self, word: Token, *, words: Key = (), offices: tuple[str, ...] = (), country: str | None = None,
        institution: str | None = None, modifier: str | None = None, honorific: str | None = None, title: bool = False,
    ) -> None:  # fmt: skip
        chain = self.chain
        if chain.start < 0:
            chain.start = word.start
        chain.end = word.end
        chain.words += words[: _LONGEST_TITLE - len(chain.words)]
        chain.offices = offices or (chain.offices if not title else ())
        chain.country = country or chain.country
        chain.institution = institution or chain.institution
        chain.modifier = modifier or chain.modifier
        chain.honorific = honorific or chain.honorific
        chain.has_title = chain.has_title or title

    def _drop_chain(self, possessive: bool = False) -> None:
        """Closes what stood before: a title without a name is a mention by itself."""
        if self.chain.start < 0:
            return
        chain, self.chain = self.chain, _Chain()
        title = chain.title()
        if title is not None:
            end = chain.end - (2 if possessive else 0)
            self.found.append(
                Mention((chain.start, end), "title", chain.start, printed=self.text[chain.start : end], title=title,
                        country=chain.country, possessive=possessive)
            )  # fmt: skip


def find_mentions(text: str, lexicon: Lexicon, gaps: Sequence[Span] = ()) -> list[Mention]:
    """Everyone and everything `text` names outside `gaps`, in text order."""
    return sorted(Scanner(text, lexicon, gaps).mentions(), key=lambda mention: mention.span)


def within(mentions: Sequence[Mention], starts: Sequence[int], span: Span) -> Iterator[Mention]:
    """The mentions that start inside `span`; `starts` are the mentions' starts."""
    for index in range(bisect_right(starts, span[0] - 1), len(mentions)):
        if mentions[index].span[0] >= span[1]:
            return
        yield mentions[index]
