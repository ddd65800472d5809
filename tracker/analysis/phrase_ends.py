"""Where words reported end that are no clause of their own: what is condemned, called for, promised, or named.

A clause ends where the sentence or the reporter's voice says so (`endings`); of these phrases the day, the place and
the reporter's next verb are no part either. Indices are token indices of one sentence.
"""

from collections.abc import Sequence

from tracker.analysis.cues import Cue
from tracker.analysis.predicates import has_verb
from tracker.analysis.sentences import Token
from tracker.analysis.starts import NAMING, Start
from tracker.analysis.wordclasses import (
    AUXILIARIES,
    DETERMINERS,
    OBJECT_PRONOUNS,
    PAST,
    PREPOSITIONS,
    RELATIVES,
    SUBJECT_PRONOUNS,
    WEEKDAYS,
    is_adverb,
    words,
)

_OBJECTS = frozenset({"object of the verb", "what is pointed to", "words called for"})
# Rules whose words are no clause of their own: a verb behind "and" is the reporter's.
_PHRASES = NAMING | _OBJECTS | {"infinitive after the verb", "addressee and infinitive"}
_NOT_OF_THE_NAME = words("after during when but and while as on at before since because if though until , -- — –")
_FINITE = AUXILIARIES - words("be been being am could can may might must should would will shall having")
_ARTICLES = words("a an his her their its")
_MESSAGES = words("""
    interview statement speech tweet email e-mail letter memo conference rally post video debate op-ed address
    appearance forum briefing essay column message remarks lawyer spokesman spokeswoman
    ruling show website commercial hearing meeting event town book memo session
""")
_DAYS = WEEKDAYS | {"yesterday", "today", "tonight"}
_MEDIA = words("twitter facebook instagram television tv radio air")
_AFTER_NAME = words("after during when but while before since because though until without despite amid as , -- — –")
_OCCASIONS = words("during after before amid")
_SUBJECTS = SUBJECT_PRONOUNS | {"who", "there"}
_LONGEST_SUBJECT = 10
_LAST_PARTS = words("night week weekend month")
_PARTS = words("week weekend month year morning afternoon evening")
_SHORT = 2
_GOES_ON = words("of for to as")
_MONTHS = words("""
    january february march april may june july august september october november december
    jan feb aug sept oct nov dec
""")
_COMMENTS = words("but while though which who a")


def phrase_end(tokens: Sequence[Token], start: Start, end: int, cue: Cue) -> int:
    """`end`, where the clause from `start` would end, moved before what is no part of the phrase."""
    if start.rule in _PHRASES or _is_thing(tokens, start.index, _joint(tokens, start.index, end), cue):
        end = _before_verb(tokens, start.index, end)
    if start.rule in _OBJECTS or _is_thing(tokens, start.index, end, cue):
        end = _before_occasion(tokens, start.index, end)
    if start.rule == "infinitive after the verb":
        end = _before_aftermath(tokens, start.index, end)
    return _behind_name(tokens, start.index, end) if start.rule in NAMING else end


def _joint(tokens: Sequence[Token], start: int, end: int) -> int:
    """Where the first "and" or "but" from `start` stands, else `end`."""
    return next((k for k in range(start, end) if tokens[k].lower in {"and", "but"}), end)


def _is_thing(tokens: Sequence[Token], start: int, end: int, cue: Cue) -> bool:
    """Whether what follows the verb is a thing and no clause: she explained her reasoning in an interview."""
    return cue.lemma != "say" and tokens[start].lower in DETERMINERS - {"that"} and not has_verb(tokens, start, end)


def _before_verb(tokens: Sequence[Token], start: int, end: int) -> int:
    """`end` moved before the reporter's next verb: condemned the raid and left; vowed to go, but has not."""
    relative = False
    for k in range(start + 1, end - 2):
        relative = relative or tokens[k].lower in RELATIVES
        if tokens[k].lower not in {"and", "but"}:
            continue
        paused = tokens[k - 1].lower == ","
        if (not relative and _is_finite(tokens, k + 1)) or (paused and _begins_clause(tokens, k + 1, end)):
            return k - paused
    return end


def _begins_clause(tokens: Sequence[Token], i: int, end: int) -> bool:
    """Whether a clause with a subject of its own, no further thing or deed, begins at `i`."""
    if tokens[i].lower in _SUBJECTS:
        return True
    for k in range(i + 1, min(i + _LONGEST_SUBJECT, end)):
        if tokens[k].kind != "word" or tokens[k].lower in RELATIVES:
            return False
        if _is_finite(tokens, k):
            return tokens[i].lower != "to"
    return False


def _is_finite(tokens: Sequence[Token], i: int) -> bool:
    """Whether a verb with a person begins at `i`, rather than one more noun or adjective."""
    while i + 1 < len(tokens) and tokens[i].kind == "word" and is_adverb(tokens[i].lower):
        i += 1
    lower, following = tokens[i].lower, tokens[i + 1].lower if i + 1 < len(tokens) else ""
    if tokens[i].kind != "word" or tokens[i].capital:
        return False
    if lower in _FINITE:
        return True
    opens = following in DETERMINERS | PREPOSITIONS | OBJECT_PRONOUNS | {"that", ""} or tokens[i + 1].capital
    return opens and (lower in PAST or (lower.endswith("ed") and len(lower) > 4))


def _before_occasion(tokens: Sequence[Token], start: int, end: int) -> int:
    """`end` moved before the time or occasion at which what stands from `start` was condemned, praised or named."""
    for k in range(start + 1, end - 1):
        lower, following = tokens[k].lower, tokens[k + 1]
        if lower in _FINITE and tokens[k - 1].lower != "to":
            return end  # what follows the verb of a relative clause is a part of it
        if lower in _OCCASIONS or (lower == "on" and following.lower in WEEKDAYS) or _is_message(tokens, k, end):
            return k - (tokens[k - 1].lower == ",")
        if lower == "," and following.lower in _COMMENTS and not _is_inserted(tokens, k, end):
            return k
        if lower == "last" and following.lower in _LAST_PARTS:
            return k
        if k - start <= _SHORT and _is_time(tokens, k):
            return k
    return end - (tokens[end - 1].lower in _DAYS and end - start > 1)


def _is_inserted(tokens: Sequence[Token], comma: int, end: int) -> bool:
    """Whether a detail is put in before what someone is accused of: accused Pell, who left in May, of taking it."""
    second = next((k for k in range(comma + 1, end - 1) if tokens[k].lower == ","), end)
    return second + 1 < end and tokens[second + 1].lower in _GOES_ON


def _is_time(tokens: Sequence[Token], k: int) -> bool:
    """Whether "this week", "in May", "in 2016" or "as he left" begins at `k`."""
    following = tokens[k + 1].lower.rstrip(".")
    if tokens[k].lower in {"this", "as"}:
        return following in (_PARTS if tokens[k].lower == "this" else SUBJECT_PRONOUNS)
    dated = (tokens[k + 1].capital and following in _MONTHS) or (following.isdigit() and len(following) == 4)
    return tokens[k].lower == "in" and dated


def _before_aftermath(tokens: Sequence[Token], start: int, end: int) -> int:
    """`end` moved before the occasion on which what stands from `start` was promised or refused."""
    for k in range(start + 2, end - 1):
        lower, following = tokens[k].lower, tokens[k + 1]
        if (lower == "after" and following.kind == "word") or (lower == "," and following.lower in _COMMENTS):
            return k - (tokens[k - 1].lower == ",")
    return end


def _is_message(tokens: Sequence[Token], k: int, end: int) -> bool:
    """Whether where it was said stands at `k`: in an email to supporters; at a rally; via Twitter."""
    if tokens[k].lower == "via" or (tokens[k].lower == "on" and tokens[k + 1].lower in _MEDIA):
        return True
    if tokens[k].lower not in {"in", "at", "on", "through"} or tokens[k + 1].lower not in _ARTICLES:
        return False
    return any(tokens[j].lower in _MESSAGES for j in range(k + 2, min(k + 6, end)))


def _behind_name(tokens: Sequence[Token], start: int, end: int) -> int:
    """`end` moved behind the marked words that name something ("called it “a farce” on Monday"), unless what follows
    belongs to the name ("a “champion” of its cause") or goes on in marks."""
    last = max((k for k in range(start, end) if tokens[k].kind == "quote"), default=None)
    if last is None:
        name = next((k + 1 for k in range(start, end) if tokens[k].lower == "as"), start + 1)
        return next((k for k in range(name + 1, end) if _ends_name(tokens[k]) and not _is_listed(tokens, k)), end)
    if last + 1 >= end:
        return end
    following = tokens[last + 1].lower
    return last + 1 if following in _NOT_OF_THE_NAME or following in WEEKDAYS else end


def _is_listed(tokens: Sequence[Token], k: int) -> bool:
    """Whether one more word of what someone is called stands behind the comma at `k`: a kind, loving man."""
    if tokens[k].lower != "," or k + 2 >= len(tokens) or tokens[k + 1].kind != "word":
        return False
    return (
        tokens[k - 2].lower in {"a", "an"}
        and tokens[k + 1].lower not in DETERMINERS | PREPOSITIONS | _AFTER_NAME | RELATIVES
    )


def _ends_name(token: Token) -> bool:
    return token.lower in _AFTER_NAME or token.lower in WEEKDAYS
