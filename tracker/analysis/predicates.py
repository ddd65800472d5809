"""Whether words hold a predicate: what tells a clause from a mere name, a place (of a broadcast, too) or a time.

Verbs are told by their form, so that "the plan works" may be missed. Indices are token indices of one sentence.
"""

from collections.abc import Sequence

from tracker.analysis.cues import CUES
from tracker.analysis.sentences import Token
from tracker.analysis.speakers import Range
from tracker.analysis.wordclasses import (
    AUXILIARIES,
    CONJUNCTIONS,
    DETERMINERS,
    PREPOSITIONS,
    RELATIVES,
    SUBJECT_PRONOUNS,
    words,
)

_WORKS = words("""
    book memoir memoirs autobiography novel show program programme broadcast podcast series newsletter column essay film
    documentary song album magazine
""")
_LEAST_CLAUSE = 6  # words before a report that are a clause though none of them looks like a verb


def begins_predicate(tokens: Sequence[Token], subject: Range) -> bool:
    """Whether what stands behind a verb of saying is the subject of the words, not its own: said the plan was late."""
    behind = tokens[subject[1]].lower if subject[1] < len(tokens) else ""
    stem, apostrophe, _ = tokens[subject[0]].lower.partition("'")
    return behind in AUXILIARIES or bool(apostrophe and stem in SUBJECT_PRONOUNS)


def is_name(tokens: Sequence[Token], subject: Range) -> bool:
    """Whether nothing but a name stands there, up to a comma or the end."""
    stops = subject[1] == len(tokens) or tokens[subject[1]].kind == "punct"
    return stops and all(token.capital for token in tokens[subject[0] : subject[1]])


def has_verb(tokens: Sequence[Token], start: int, end: int) -> bool:
    """Whether a word that is a verb by its form stands from `start` to before `end`."""
    return any(_is_verb(tokens, k) for k in range(start, end))


def has_main_verb(tokens: Sequence[Token], start: int, end: int) -> bool:
    """Whether a verb stands from `start` to before `end` outside the details that a relative begins behind a comma."""
    relative = False
    for k in range(start, end):
        if tokens[k].lower == ",":
            relative = tokens[k + 1].lower in RELATIVES | {"whose", "where"}
        elif not relative and _is_verb(tokens, k):
            return True
    return False


def _is_verb(tokens: Sequence[Token], k: int) -> bool:
    token = tokens[k]
    if token.marked is not None:
        return token.marked.words > 3
    lower = token.lower
    if lower in AUXILIARIES:
        return True
    if token.capital:
        return False
    ends = lower.endswith(("ed", "'s", "n't")) and not (k and tokens[k - 1].lower in DETERMINERS)
    return ends or (lower in CUES and "marked" not in CUES[lower].frames)


def may_be_clause(tokens: Sequence[Token], begin: int, end: int) -> bool:
    """Whether the words may be a clause: some stand in marks, one is a known verb, or they are too many for a place or
    time in front."""
    if any(token.kind == "quote" for token in tokens[begin:end]):
        return True
    long = end - begin >= _LEAST_CLAUSE and tokens[begin].lower not in PREPOSITIONS | CONJUNCTIONS
    return long or has_verb(tokens, begin, end)


def is_place(tokens: Sequence[Token], quote: int) -> bool:
    """Whether a short passage in marks only names where it was said: on “The Hour” on Friday that it was late."""
    marked = tokens[quote].marked
    if marked is None:
        return False
    if marked.titled and quote and _names_work(tokens, quote - 1):
        return True
    short = marked.words <= 5 and marked.sign_at_end not in ".?!"
    return short and any(token.lower == "that" for token in tokens[quote + 1 : quote + 5])


def _names_work(tokens: Sequence[Token], i: int) -> bool:
    """Whether the word at `i` tells that a title follows: her book, “Rope”; on Radio Ost's “Morning Hour”."""
    i -= tokens[i].lower == "," and i > 0
    return tokens[i].lower in _WORKS or (tokens[i].capital and tokens[i].lower.endswith(("'s", "s'")))
