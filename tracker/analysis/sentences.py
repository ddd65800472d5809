"""Paragraphs, tokens and sentences of a text. A passage in quotation marks is one token, whatever stands in it.

Everything here is one pass over the text. Spans are code-point offsets into the whole text.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from tracker.analysis.cues import CUES, NOUN_FORMS, TAG_FRAMES
from tracker.analysis.marks import Marked
from tracker.analysis.quotations import Span
from tracker.analysis.remembered import Remembered
from tracker.analysis.wordclasses import (
    ADVERBS,
    AUXILIARIES,
    CONJUNCTIONS,
    DETERMINERS,
    PREPOSITIONS,
    RELATIVES,
    SUBJECT_PRONOUNS,
    words,
)

TokenKind = Literal["word", "punct", "quote"]

# Letters and digits, tied by a sign between them or by accents printed as characters of their own.
_ACCENTS = "\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
_WORD = rf"[^\W_]++(?:[.&/’'´,:-][^\W_]++|[{_ACCENTS}]++[^\W_]*+)*+"
_TOKEN = re.compile(rf"{_WORD}|[@#$£€](?:{_WORD})?|\.\s?\.\s?\.|--|[^\s\w]|_+")
_TITLES = words("""
    mr mrs ms dr sen sens rep reps gov govs gen col lt maj capt sgt adm prof rev hon st messrs mme
""")
_ABBREVIATIONS = _TITLES | words("""
    jr sr no v vs inc co corp ltd dept jan feb mar apr jun jul aug sep sept oct nov dec ala ariz ark calif colo
    conn del fla ga ill ind kan ky la mass md mich minn miss mo mont neb nev okla ore pa penn tenn tex va vt wash
    wis wyo pres etc
""")
# Words that begin a sentence far more often than they follow an abbreviation inside one.
_BEGINNERS = words("""
    the a an he she it they we i you in on at but and if when while as after before this that these those there
    what who his her their its for with by from to so yet still however meanwhile also
""")
# A sentence is cut after so many tokens, so that no text costs more than its length.
_LONGEST = 250
_LONGEST_DATELINE = 14
_DATELINE_DASHES = frozenset({"-", "—", "–", "--"})
# Long words that a headline must have at least; one in so many may stand without a capital.
_LEAST_HEADLINE = 4
_SMALL_WORDS = ADVERBS | AUXILIARIES | PREPOSITIONS | CONJUNCTIONS | DETERMINERS | SUBJECT_PRONOUNS - {"i"} | RELATIVES
_ENDS = frozenset(".?!…")
_BRACKETS = frozenset(")]}")
_SIGNS = frozenset("@#$£€")  # before a word they belong to it


class Token(NamedTuple):
    """One word, punctuation mark or marked passage. `lower` has straight apostrophes; of a quote it is empty."""

    start: int
    end: int
    lower: str
    kind: TokenKind
    capital: bool = False
    marked: Marked | None = None
    shouted: bool = False  # two letters and more, all of them capitals


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence's tokens in text order; never empty. `paragraph` counts paragraphs from 0."""

    tokens: tuple[Token, ...]
    paragraph: int

    @property
    def unended(self) -> bool:
        """True when no punctuation ends it."""
        return self.tokens[-1].kind == "word"

    @property
    def is_marked(self) -> bool:
        """True when it is nothing but passages in marks."""
        return self.tokens[0].kind == "quote" and all(token.kind == "quote" for token in self.tokens)

    @property
    def span(self) -> Span:
        return self.tokens[0].start, self.tokens[-1].end


def paragraphs_of(text: str) -> list[Span]:
    """Spans of the paragraphs, outer white space left out.

    A line break ends a paragraph, unless the text is hard-wrapped there: a long line without an end, then a line that
    begins in lower case.
    """
    found: list[Span] = []
    at = 0
    length_before = 0
    for line in text.splitlines(keepends=True):
        words = line.strip()
        if words:
            start = at + len(line) - len(line.lstrip())
            span = start, start + len(words)
            if found and length_before > 40 and _is_wrapped(text, found[-1][1], start):
                found[-1] = found[-1][0], span[1]
            else:
                found.append(span)
            length_before = len(words)
        at += len(line)
    return found


def _is_wrapped(text: str, end: int, start: int) -> bool:
    return text[start].islower() and text[end - 1] not in ".?!:" and text.count("\n", end, start) == 1


def tokens_of(text: str, paragraph: Span, marked: Sequence[Marked]) -> list[Token]:
    """The paragraph's tokens; `marked` are its passages in marks, in text order, none inside another."""
    tokens: list[Token] = []
    at = paragraph[0]
    for passage in marked:
        _add_plain(tokens, text, at, passage.start)
        tokens.append(Token(passage.start, passage.end, "", "quote", False, passage))
        at = passage.end
    _add_plain(tokens, text, at, paragraph[1])
    return tokens


def _add_plain(tokens: list[Token], text: str, start: int, end: int) -> None:
    """Adds the words and punctuation of [start, end).

    A quarter of all reading is done here, word by word: hence what a token looks like is remembered, and it is made
    without the detour over its named fields.
    """
    taken = start
    for match in _TOKEN.finditer(text, start, end):
        begin, stop = match.span()
        if begin < taken:
            continue  # the full stop of an abbreviation, given with its word
        look, abbreviated = _LOOKS[match[0]]
        if abbreviated is not None and stop < end and text[stop] == ".":
            taken = stop = stop + 1
            look = abbreviated
        tokens.append(_make(Token, (begin, stop) + look))  # noqa: RUF005


_Look = tuple[str, TokenKind, bool, None, bool]
_make = tuple.__new__


def _look_of(printed: str) -> tuple[_Look, _Look | None]:
    """What `Token` tells of a piece of text besides its place; and the same with the full stop behind it, where that
    would belong to it."""
    first, more = printed[0], len(printed) > 1
    if not (first.isalnum() or (more and printed[1].isalnum() and first in _SIGNS)):
        return ("…" if more and first == "." else printed, "punct", False, None, False), None
    lower = printed.lower().replace("’", "'").replace("´", "'")
    capital = first.isupper() or first in "@#$"
    look: _Look = lower, "word", capital, None, more and printed.isupper()
    return look, (lower + ".", "word", capital, None, False) if _is_abbreviation(printed, lower) else None


_LOOKS = Remembered(_look_of)


def _is_abbreviation(word: str, lower: str) -> bool:
    if lower.rpartition("-")[2] in _ABBREVIATIONS:
        return True
    if "." in word:
        return len(word) <= 7 and all(len(part) == 1 for part in word.split("."))
    return len(word) == 1 and word.isupper() and word != "I"


def sentences_of(tokens: Sequence[Token], text: str, paragraph: int) -> Iterator[Sentence]:
    """The sentences of one paragraph. A marked passage that ends in a full stop ends its sentence, unless what follows
    reports it (“…?” asked Ms Ortel)."""
    start = _dateline_end(tokens)
    for i in range(start, len(tokens)):
        token = tokens[i]
        goes_on = token.kind == "word" and token.lower[-1] != "."
        if i - start >= _LONGEST or (not goes_on and _ends_sentence(tokens, i, text)):
            yield Sentence(_in_prose(tokens[start : i + 1]), paragraph)
            start = i + 1
    if start < len(tokens):
        yield Sentence(_in_prose(tokens[start:]), paragraph)


def _in_prose(tokens: Sequence[Token]) -> tuple[Token, ...]:
    """The tokens of a sentence; in one printed With Capitals Throughout, its small words and verbs of saying count as
    printed without."""
    if not _is_headline(tokens):
        return tuple(tokens)
    return tuple(token._replace(capital=False) if token.capital and _is_small(token) else token for token in tokens)


def _is_headline(tokens: Sequence[Token]) -> bool:
    """Whether the long words begin with capitals, but for one in a few."""
    capitals = small = 0
    for token in tokens:
        if token.kind != "word" or token.end - token.start <= 3:
            continue
        if token.capital:
            capitals += 1
        else:
            small += 1
            if small > 1 and small * _LEAST_HEADLINE > capitals + small:
                return False
    return capitals + small >= _LEAST_HEADLINE and small * _LEAST_HEADLINE <= capitals + small


def _is_small(token: Token) -> bool:
    if token.lower in _SMALL_WORDS:
        return True
    cue = CUES.get(token.lower)
    return cue is not None and token.lower not in NOUN_FORMS and (cue.form != "base" or cue.lemma == "say")


def _dateline_end(tokens: Sequence[Token]) -> int:
    """Index behind a dateline that begins a paragraph ("OST, Varania, 3 May (Herald) —"), 0 where there is none.

    A place not in capitals makes one only with its agency in brackets ("Ost (Herald) —")."""
    if not tokens or not tokens[0].capital:
        return 0
    for k in range(1, min(_LONGEST_DATELINE, len(tokens) - 1)):
        token = tokens[k]
        if token.lower in _DATELINE_DASHES:
            after, agency = tokens[k + 1], tokens[k - 1].lower == ")"
            return k + 1 if (agency or tokens[0].shouted) and (after.kind == "quote" or after.capital) else 0
        if token.kind == "quote" or (token.kind == "word" and not token.capital and not token.lower[0].isdigit()):
            return 0
        if token.kind == "punct" and token.lower not in {",", "(", ")", ".", "/"}:
            return 0
    return 0


def _ends_sentence(tokens: Sequence[Token], i: int, text: str) -> bool:
    token = tokens[i]
    after = tokens[i + 1] if i + 1 < len(tokens) else None
    if after is None:
        return True
    if token.lower in _BRACKETS and i > 0 and tokens[i - 1].lower in _ENDS:
        return after.kind != "punct" and not _is_lower(after)
    if after.lower in _BRACKETS:
        return False
    if token.kind == "punct":
        return (
            token.lower in _ENDS
            and (after.kind == "quote" or not _is_lower(after))
            and after.lower not in _ENDS | {",", ";"}
        )
    if token.kind == "quote":
        return token.marked is not None and _quote_ends(tokens, i, text)
    if token.lower.endswith(".") and token.lower[:-1] not in _TITLES:
        if after.marked is not None:
            return after.marked.opens_capital and after.marked.words > 2
        return after.capital and after.lower in _BEGINNERS
    return False


def _is_lower(token: Token) -> bool:
    return token.kind == "word" and not token.capital and not token.lower[0].isdigit()


def _quote_ends(tokens: Sequence[Token], i: int, text: str) -> bool:
    marked = tokens[i].marked
    assert marked is not None
    last = text[marked.inner[1] - 1]
    if last in "’'”\"" and marked.inner[1] - marked.inner[0] > 1:
        last = text[marked.inner[1] - 2]
    after = tokens[i + 1]
    if last not in _ENDS or _is_lower(after) or after.kind == "punct":
        return False
    if after.kind == "quote":
        return True
    return not is_tag(tokens, i + 1)


def is_tag(tokens: Sequence[Token], i: int) -> bool:
    """Whether a short report begins at `i`: some words with a verb of saying at once followed by its end ("Ms Ortel
    asked.", "asked Ms Ortel"), which closes the words before it rather than opening a sentence of its own."""
    if tokens[i].lower in _BEGINNERS:
        return False
    for j in range(i, min(i + 9, len(tokens))):
        token = tokens[j]
        if token.kind != "word":
            return False
        if token.lower in CUES and CUES[token.lower].frames & TAG_FRAMES and not (j == i and token.capital):
            after = tokens[j + 1] if j + 1 < len(tokens) else None
            if after is not None and after.lower == "," and j + 2 < len(tokens) and tokens[j + 2].kind == "quote":
                return False
            tails = _NO_TAG_TAILS - DETERMINERS if "told" in CUES[token.lower].frames else _NO_TAG_TAILS
            return after is None or after.lower not in tails
    return False


_NO_TAG_TAILS = words("that he she they it we i there the a : whether if")
