"""The speaker of a verb whose subject does not stand beside it: "…, saying that", "… and called it", "…: “No.”"

Indices are token indices of one sentence; ranges are half-open.
"""

from collections.abc import Sequence

from tracker.analysis.cues import CUES
from tracker.analysis.sentences import Token
from tracker.analysis.speakers import Range, noun_phrase_before
from tracker.analysis.wordclasses import (
    AUXILIARIES,
    DETERMINERS,
    PAST,
    PREPOSITIONS,
    RELATIVES,
    SUBJECT_PRONOUNS,
    is_adverb,
    words,
)

_CLAUSE_OPENERS = words("when as while because after before if although though where since")
# What is sent or issued says nothing itself: its sender does.
_MESSAGES = words("""
    statement letter message tweet tweets email e-mail text note memo op-ed speech interview reporters supporters ad ads
    article piece website petition video report release series resolution commentary call
""")
_LONGEST = 12


def remote_subject(tokens: Sequence[Token], verb: int, participle: bool) -> tuple[Range | None, str]:
    """The subject of a participle or of a verb joined by "and", with the rule that found it."""
    before = tokens[verb - 1] if verb else None
    if participle and before is not None and before.kind == "word" and _is_noun(before):
        found = noun_phrase_before(tokens, verb)
        if found is not None and all(token.lower not in _MESSAGES for token in tokens[found[0] : found[1]]):
            return found, "noun before the participle"
    if not participle and (near := _nearest_clause(tokens, verb)) is not None:
        return near, "subject of the clause"
    return main_subject(tokens, verb), "subject of the sentence"


def _is_noun(token: Token) -> bool:
    return token.lower not in PREPOSITIONS | {"and", "or", "but", "then", "when", "while"} and not is_adverb(
        token.lower
    )


def _nearest_clause(tokens: Sequence[Token], verb: int) -> Range | None:
    """The subject of a clause with an opening word of its own, in which the verb stands without a comma between."""
    for k in range(verb - 1, 0, -1):
        if tokens[k].kind != "word":
            return None
        if tokens[k].lower in _CLAUSE_OPENERS:
            return _subject_from(tokens, k + 1, verb)
    return None


def main_subject(tokens: Sequence[Token], before: int) -> Range | None:
    """The subject of the sentence's main clause: its first noun phrase, what stands in front of it left out."""
    start = 0
    while start < before and (
        tokens[start].kind != "word" or tokens[start].lower in {"but", "and", "so", "then", "still"}
    ):
        start += 1
    for _ in range(2):
        if start < before and _is_fronted(tokens[start]):
            comma = next((k for k in range(start, before) if tokens[k].lower == ","), None)
            if comma is None:
                return _subject_behind(tokens, before)
            start = comma + 1
    while start < before and is_adverb(tokens[start].lower) and not tokens[start].capital:
        start += 1
    return _subject_from(tokens, start, before)


def _subject_behind(tokens: Sequence[Token], clause: int) -> Range | None:
    """The subject of the main clause behind a clause in front that goes on at `clause`: After saying no, Pell left."""
    for k in range(clause, len(tokens)):
        marked = tokens[k].marked
        if tokens[k].lower == "," or (marked is not None and marked.sign_at_end == ","):
            return _subject_from(tokens, k + 1, len(tokens))
    return None


def _is_fronted(token: Token) -> bool:
    lower = token.lower
    return (
        lower in PREPOSITIONS | _CLAUSE_OPENERS | {"asked"}
        or (lower.endswith("ing") and lower != "king")
        or is_adverb(lower)
    )


def _subject_from(tokens: Sequence[Token], start: int, limit: int) -> Range | None:
    """The noun phrase that begins at `start`, up to its verb, a comma or a relative."""
    if start >= limit or tokens[start].kind != "word":
        return None
    if tokens[start].lower in SUBJECT_PRONOUNS or tokens[start].lower.split("'")[0] in SUBJECT_PRONOUNS:
        return start, start + 1
    end = start
    while end < limit and end - start < _LONGEST and not _ends_subject(tokens, end, start):
        end += 1
    while end > start + 1 and (is_adverb(tokens[end - 1].lower) or tokens[end - 1].lower in DETERMINERS | PREPOSITIONS):
        end -= 1
    return (start, end) if end > start else None


def _ends_subject(tokens: Sequence[Token], k: int, start: int) -> bool:
    token = tokens[k]
    lower = token.lower
    if token.kind != "word":
        return lower not in {"&", "(", ")", ".", "-"}
    if k == start or token.capital:
        return False
    return lower in AUXILIARIES | PAST | RELATIVES or lower in CUES or (lower.endswith("ed") and len(lower) > 4)
