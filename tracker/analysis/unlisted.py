"""Reports by words that no list of verbs has: “…,” Ms Ortel retaliated; the court ruled that it was “late”; his claim
that it was “late”.

They count only with words in marks, since anything else after such words is more often no one's words. Indices are
token indices of one sentence; ranges are half-open.
"""

from collections.abc import Sequence

from tracker.analysis.cues import CUES
from tracker.analysis.endings import clause_end
from tracker.analysis.sentences import Token
from tracker.analysis.speakers import noun_phrase_before, subject_after, subject_before
from tracker.analysis.subjects import main_subject
from tracker.analysis.tags import TIES, Tag, is_comma_ended, with_marks
from tracker.analysis.tails import PAUSES, TIMES
from tracker.analysis.wordclasses import (
    AUXILIARIES,
    BE,
    DETERMINERS,
    OBJECT_PRONOUNS,
    PREPOSITIONS,
    RELATIVES,
    SUBJECT_PRONOUNS,
    words,
)

# To teach the reader a noun that holds a claim, add it here.
_CLAIMS = words("""
    claim claims assertion suggestion warning warnings insistence remark remarks admission argument contention
    prediction statement accusation accusations allegation allegations declaration view belief message vow pledge
    complaint promise comment comments observation reminder concern concerns point
""")
_MAKE = words("made makes make")
_LONGEST_BETWEEN = 9
_BETWEEN = words("of by from in on during at last this after")
_WARNINGS = words("warning pledge promise claim threat vow")
_POSSESSIVES = words("his her their its our my")
_PAST = words("thought felt knew held found showed saw heard learned understood thinks feels knows holds finds shows")


def tag_of_unlisted_verb(tokens: Sequence[Token], quote: int, limit: int) -> Tag | None:
    """The report behind the marked passage at `quote`: a name or noun, a verb in -ed, and an end. Only where the
    passage ends as words do that a report follows."""
    end = quote + 1
    if end >= len(tokens) or not is_comma_ended(tokens, end):
        return None
    begin = end + (tokens[end].lower in PAUSES)
    for k in range(begin, min(begin + 8, len(tokens))):
        token = tokens[k]
        if token.kind != "word" or token.lower in AUXILIARIES | RELATIVES | PREPOSITIONS - {"of"} | TIES:
            return None
        if token.capital or not (token.lower.endswith("ed") or _is_cue_of_clause(tokens, k)):
            continue
        if k == begin:
            after = subject_after(tokens, k + 1)
            if after is None or not tokens[after[0]].capital:
                return None
            return with_marks(tokens, end, (k, k + 1), after, "inverted subject of an unlisted verb", after[1], limit)
        behind = k + 1 + (k + 1 < len(tokens) and tokens[k + 1].lower in OBJECT_PRONOUNS)
        if behind < len(tokens) and tokens[behind].kind == "word" and tokens[behind].lower not in PREPOSITIONS | TIMES:
            return None
        return with_marks(tokens, end, (k, k + 1), (begin, k), "subject of an unlisted verb", behind, limit)
    return None


def _is_cue_of_clause(tokens: Sequence[Token], k: int) -> bool:
    """Whether a verb of saying that seldom stands behind its words ends the sentence at `k`: “Come now,” he mocks."""
    cue = CUES.get(tokens[k].lower)
    return cue is not None and cue.form in ("past", "present") and (k + 1 == len(tokens) or tokens[k + 1].lower == ".")


def tag_of_unlisted_that(tokens: Sequence[Token], that: int, limit: int) -> Tag | None:
    """The clause from "that" at `that` on, with words in marks, after an unlisted verb or a noun that holds a claim."""
    if that < 3 or that + 2 >= limit:
        return None
    end = clause_end(tokens, that, limit)
    pieces, before = ((that, end),), tokens[that - 1]
    if before.lower in _WARNINGS and tokens[that - 2].lower == "a" and tokens[that - 3].lower in {"with", "in"}:
        speaker = main_subject(tokens, that - 3)
        return speaker and Tag(pieces, (that - 1, that), speaker, "that-clause after a noun", "subject of the sentence")
    if before.lower == "clear" and (made := _made_clear(tokens, that - 1)) is not None:
        subject, rule = subject_before(tokens, made)
        return subject and Tag(pieces, (made, that), subject, "that-clause after the verb", rule)
    if all(token.kind != "quote" for token in tokens[that:end]):
        return None
    if (noun := _claim_before(tokens, that)) is not None:
        owner = _owner(tokens, noun, that)
        return owner and Tag(pieces, (noun, noun + 1), owner, "that-clause after a noun", "owner of a claim")
    if before.capital or not (before.lower in _PAST or (before.lower.endswith("ed") and before.lower not in CUES)):
        return None
    start = that - 1
    while start > 0 and tokens[start - 1].lower in AUXILIARIES - BE | {"also", "then", "never", "not", "once"}:
        start -= 1
    subject, _ = subject_before(tokens, start)
    if subject is None or tokens[start - 1].lower in BE | DETERMINERS | RELATIVES:
        return None
    return Tag(pieces, (start, that), subject, "that-clause after an unlisted verb", "subject of an unlisted verb")


def _made_clear(tokens: Sequence[Token], clear: int) -> int | None:
    """Where "has made it clear" begins that ends at `clear`."""
    make = next((k for k in range(clear - 1, max(0, clear - 4), -1) if tokens[k].lower in _MAKE), None)
    if make is None:
        return None
    while make > 0 and tokens[make - 1].lower in AUXILIARIES - BE | {"also", "never", "not"}:
        make -= 1
    return make


def _claim_before(tokens: Sequence[Token], that: int) -> int | None:
    """The noun that holds a claim before "that", a place, a time or its owner between them allowed."""
    for k in range(that - 1, max(-1, that - _LONGEST_BETWEEN), -1):
        if tokens[k].lower in _CLAIMS:
            return k if k == that - 1 or tokens[k + 1].lower in _BETWEEN else None
        if tokens[k].kind != "word" or tokens[k].lower in SUBJECT_PRONOUNS | AUXILIARIES:
            return None
    return None


def _owner(tokens: Sequence[Token], noun: int, that: int) -> tuple[int, int] | None:
    """Who holds the claim named at `noun`: his claim, Ms Ortel's latest claim, the claim of Ms Ortel that."""
    if noun + 1 < that and tokens[noun + 1].lower in {"of", "by", "from"}:
        return noun + 2, that
    for k in range(noun - 1, max(-1, noun - 4), -1):
        lower = tokens[k].lower
        if tokens[k].kind != "word" or lower in PREPOSITIONS | SUBJECT_PRONOUNS:
            return None
        if lower in _POSSESSIVES:
            return k, k + 1
        if lower.endswith(("'s", "s'")):
            return noun_phrase_before(tokens, k + 1)
    return None
