"""The speaker of a verb whose subject does not stand beside it: "…, saying that", "… and called it", "…: “No.”"

Indices are token indices of one sentence; ranges are half-open.
"""

from collections.abc import Sequence

from tracker.analysis.cues import CUES
from tracker.analysis.sentences import Token
from tracker.analysis.speakers import Range, noun_phrase_before, subject_before
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
_LONGEST_TIME = 5  # tokens
_LINKING = words("however likewise meanwhile instead here there today yesterday tonight alongside afterwards")
_TIMES = words("later ago earlier week month year morning afternoon evening night spring summer autumn fall winter")


def remote_subject(tokens: Sequence[Token], verb: int, participle: bool) -> tuple[Range | None, str]:
    """The subject of a participle or of a verb joined by "and", with the rule that found it."""
    before = tokens[verb - 1] if verb else None
    if participle and _follows_report(tokens, verb):
        return subject_before(tokens, verb - 2)[0], "same speaker as the report before"
    if participle and before is not None and before.kind == "word" and _is_noun(before):
        found = noun_phrase_before(tokens, verb)
        if found is not None and all(token.lower not in _MESSAGES for token in tokens[found[0] : found[1]]):
            return found, "noun before the participle"
    if not participle and (near := _nearest_clause(tokens, verb)) is not None:
        return near, "subject of the clause"
    return main_subject(tokens, verb), "subject of the sentence"


def _follows_report(tokens: Sequence[Token], i: int) -> bool:
    """Whether a verb of saying and a comma stand right before `i`: …, Ms Ortel said, adding"""
    cue = CUES.get(tokens[i - 2].lower) if i > 2 and tokens[i - 1].lower == "," else None
    return cue is not None and cue.form in ("past", "present") and "clause" in cue.frames


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
    fronted = False
    for _ in range(2):
        comma = next((k for k in range(start, before) if tokens[k].lower == ","), None)
        if start < before and _is_fronted(tokens, start, comma):
            if comma is None:
                return _subject_behind(tokens, before)
            start, fronted = comma + 1, True
    while start < before and is_adverb(tokens[start].lower) and not tokens[start].capital:
        start += 1
    if start >= before:
        return _subject_behind(tokens, before)
    found = _subject_from(tokens, start, before)
    return _behind_place(tokens, found, before) if fronted and found is not None else found


def _behind_place(tokens: Sequence[Token], found: Range, before: int) -> Range:
    """`found`, or what follows where that only ends a place or day in front: Speaking in Ost, Meridia, Ms Pell left."""
    end = found[1]
    named = all(token.capital or token.lower[0].isdigit() for token in tokens[found[0] : end])
    if end + 1 >= before or tokens[end].lower != "," or not named:
        return found
    behind = _subject_from(tokens, end + 1, before)
    opens = tokens[end + 1].capital or tokens[end + 1].lower in SUBJECT_PRONOUNS
    return behind if behind is not None and opens and tokens[behind[1]].lower != "," else found


def _subject_behind(tokens: Sequence[Token], clause: int) -> Range | None:
    """The subject of the main clause behind a clause in front that goes on at `clause`: After saying no, Pell left."""
    for k in range(clause, len(tokens)):
        marked = tokens[k].marked
        if tokens[k].lower == "," or (marked is not None and marked.sign_at_end == ","):
            return _subject_from(tokens, k + 1, len(tokens))
    return None


def _is_fronted(tokens: Sequence[Token], start: int, comma: int | None) -> bool:
    """Whether something stands at `start` in front of the main clause: a clause, a time, a word that links."""
    lower = tokens[start].lower
    if lower in PREPOSITIONS | _CLAUSE_OPENERS | {"asked"} or (lower.endswith("ing") and lower != "king"):
        return True
    if is_adverb(lower):
        return True
    near = comma is not None and comma - start <= _LONGEST_TIME
    return near and (lower in _LINKING or (comma is not None and tokens[comma - 1].lower in _TIMES))


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
