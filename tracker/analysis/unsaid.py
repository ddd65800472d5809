"""Which verbs of saying report no one's words where they stand: in a question, under a finding, or used of a deed.

Indices are token indices of one sentence; ranges are half-open.
"""

from collections.abc import Sequence
from itertools import pairwise

from tracker.analysis.cues import Cue
from tracker.analysis.predicates import has_verb
from tracker.analysis.sentences import Token
from tracker.analysis.speakers import Range
from tracker.analysis.starts import Start
from tracker.analysis.verbs import VerbGroup
from tracker.analysis.wordclasses import AUXILIARIES, DETERMINERS, OBJECT_PRONOUNS, PREPOSITIONS, words

# What these hold is found or thought, and that someone said it is a part of it: a poll found that half say they …
_FINDINGS = words("""
    find finds found finding show shows showed showing shown know knows knew think thinks thought believe believes
    believed suspect suspects suspected forget forgot surprised understandable glad fact idea
""")
_QUALIFIERS = words("own newly highly deeply most two three four five six seven eight nine ten")
_ASKING = words("ask wonder")
_ARTICLES = words("a an the any")
_SPANS = words("day days week weeks month months year years hour hours")
_SINCE = words("ago later earlier")
_LONGEST_TIME = 4
# Behind "a" these stand for several, who say something.
_PARTS = words("third quarter half majority minority number group few couple handful lot percent")


def reports_nothing(
    tokens: Sequence[Token], cue: Cue, group: VerbGroup, subject: Range | None, start: Start, end: int
) -> bool:
    """Whether the words without marks from `start` to `end`, of the verb `cue` with its `subject`, are no one's."""
    if tokens[-1].lower == "?" and cue.lemma not in _ASKING:
        return True
    if cue.form == "base" and _is_singular(tokens, subject, group):
        return True
    if tokens[start.index].lower in {"and", "or"} or _is_ground(tokens, group) or _is_found(tokens, subject, group):
        return True
    if start.rule == "what is pointed to" and tokens[start.index].lower[:1].isdigit():
        return True  # 2 points to 8
    if group.mode == "denied" and cue.lemma != "deny" and tokens[start.index].lower == "any":
        return True  # has not indicated any interest
    if start.rule == "object of the verb" and _is_no_object(tokens, start.index):
        return True
    if cue.form == "past" and cue.lemma != "say" and _is_attribute(tokens, start.index):
        return True
    if cue.lemma == "deny":
        return _is_withheld(tokens, start.index, end)
    return cue.lemma == "add" and tokens[start.index].lower != "that" and not has_verb(tokens, start.index, end)


def _is_singular(tokens: Sequence[Token], subject: Range | None, group: VerbGroup) -> bool:
    """Whether the verb does not agree with what stands before it, so that it is a noun there: an old quip that …"""
    if subject is None or subject[1] != group.start or tokens[group.start].lower in AUXILIARIES:
        return False
    named = [token.lower for token in tokens[subject[0] : subject[1]]]
    return named[0] in {"a", "an"} and not any(word in _PARTS or word.endswith("s") for word in named[1:])


def _is_attribute(tokens: Sequence[Token], noun: int) -> bool:
    """Whether the verb before `noun` only tells what kind of thing it is: five proposed bills."""
    if noun < 2 or tokens[noun].capital or tokens[noun].lower in DETERMINERS | PREPOSITIONS | {"that"}:
        return False
    before = tokens[noun - 2].lower
    return before in _QUALIFIERS or before.isdigit()


def _is_ground(tokens: Sequence[Token], group: VerbGroup) -> bool:
    """Whether the verb only tells for what someone is blamed or praised: fined for saying that it was late."""
    return group.participle and group.start > 1 and tokens[group.start - 1].lower == "for"


def _is_found(tokens: Sequence[Token], subject: Range | None, group: VerbGroup) -> bool:
    """Whether a finding or a thought holds the report, with or without "that" between."""
    if subject is None or subject[1] != group.start:
        return False
    opener = subject[0] - 1 - (tokens[subject[0] - 1].lower == "that")
    return opener >= 0 and tokens[opener].lower in _FINDINGS


def _is_no_object(tokens: Sequence[Token], start: int) -> bool:
    """Whether the sentence's verb or only a time follows: a plan announced on Monday would …; he proposed a day ago."""
    if tokens[start].lower in AUXILIARIES:
        return True
    ahead = [token.lower for token in tokens[start : start + _LONGEST_TIME]]
    return any(span in _SPANS and since in _SINCE for span, since in pairwise(ahead))


def _is_withheld(tokens: Sequence[Token], start: int, end: int) -> bool:
    """Whether a thing is denied to someone rather than a charge: denied them the permits, denied Pell a victory."""
    if tokens[start].lower in OBJECT_PRONOUNS - {"it"}:
        return True
    for k in range(start + 1, min(start + 4, end)):
        if tokens[k - 1].kind != "word" or tokens[k - 1].lower in PREPOSITIONS | {"that", "and", "or"}:
            return False
        if tokens[k].lower in _ARTICLES:
            return True
    return False
