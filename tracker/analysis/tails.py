"""What stands behind the verb of a report whose words stand before it: whom they were told, where, when, and how.

Indices are token indices of one sentence.
"""

from collections.abc import Sequence

from tracker.analysis.cues import CUES, Cue
from tracker.analysis.sentences import Token
from tracker.analysis.wordclasses import DETERMINERS, PREPOSITIONS, SUBJECT_PRONOUNS, WEEKDAYS, is_adverb, words

PAUSES = frozenset({",", "—", "–", "--", "-"})
STOPS = PAUSES | frozenset({".", ";", "…", ")", "?", "!"})
TIMES = WEEKDAYS | words("last this late early when while as earlier")
# Behind these what is talked about follows, so that nothing before them is said: he complained of fog.
_TOPICS = {"insist": "on", "add": "to"}


def is_of_topic(tokens: Sequence[Token], verb: int, cue: Cue) -> bool:
    """Whether the verb tells what someone spoke of, not what was said: they complain of fog; she insists on a pier."""
    i = verb + 1
    while i < len(tokens) and is_adverb(tokens[i].lower):
        i += 1
    return i < len(tokens) and (tokens[i].lower in {"of", "about"} or tokens[i].lower == _TOPICS.get(cue.lemma))


def after_circumstances(tokens: Sequence[Token], i: int, told: bool) -> int:
    """Index after the addressee (where there may be one: `told`), the place or the time at `i`; else `i`."""
    if i >= len(tokens) or tokens[i].kind != "word":
        return i
    word = tokens[i].lower
    if word == "to" and not (i + 1 < len(tokens) and tokens[i + 1].lower in {"reporters", "the", "me", "cnn"}):
        return i
    if not (told or word in PREPOSITIONS or word in TIMES or is_adverb(word)):
        return i
    first, stop = i, i + 14
    while i < min(stop, len(tokens)) and tokens[i].lower != "that":
        if tokens[i].kind != "word" and tokens[i].lower not in {"'", "’"}:
            return i
        if told and tokens[i].lower in SUBJECT_PRONOUNS:
            return i
        if told and i > first and tokens[i].lower in DETERMINERS and tokens[i - 1].lower not in PREPOSITIONS | TIMES:
            return i
        if told and tokens[i].lower in {"as", "when", "while", "after", "before"}:
            return len(tokens)
        i += 1
    return i


def after_tail(tokens: Sequence[Token], after: int) -> int | None:
    """Index behind the pause that ends the report's tail: "he said, clapping," or "she said in Ost, Meridia,"."""
    for i in range(after, min(after + 18, len(tokens) - 1)):
        if tokens[i].kind == "quote" or tokens[i].lower in STOPS - PAUSES or (i > after and tokens[i].lower in CUES):
            return None
        near = i - after <= 12 and all(token.kind == "word" for token in tokens[after:i])
        follows = tokens[i + 1].lower in {"and", "but", "or"} or tokens[i + 1].kind == "quote"
        if tokens[i].lower in {",", ":", "—", "–", "--"} and follows and (near or tokens[i + 1].kind == "quote"):
            return i + 1
    return None
