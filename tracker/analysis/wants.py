"""What a clause wants of a thing it names, where it passes no verdict on it and nothing is done to it.

Three ways of saying so, each read off the words beside the thing: it is asked for ("we need more howitzers"), it is to
stay ("the measures remain in place"), or there is to be none ("there will be no partnership"). A word of less in front
of the thing turns any of them round: who wants lower tariffs wants less of them.

A clause is a list of lower-case words; places are indexes into it. Refusals: what is wanted to be done ("we need to …")
is an action, read elsewhere; whose wish it is is not looked at, as a statement's words are its speaker's.
"""

from collections.abc import Sequence

from tracker.analysis.wordclasses import DETERMINERS, MODALS, PREPOSITIONS, words

ASKING = words("need needs needed want wants wanted demand demands require deserve deserves await")
# Asking in two words.
_FOR = words("""
    ask asks asked asking call calls called calling press pressing push pushing plead argue appeal
""")
_ON, _MORE = words("insist insists insisting count"), words("use have get")
ASKING_FOR = frozenset(
    (verb, second) for verbs, second in ((_FOR, "for"), (_ON, "on"), (_MORE, "more")) for verb in verbs
)
REACH = 6  # words
# What is asked for stands before these words, not behind them.
ELSEWHERE = PREPOSITIONS - {"for", "of"} | {"and", "that", "to"}
STAYING = words("stay stays remain remains stand stands continue continues hold holds endure endures persist")
# What may follow a word of staying that says only that; "remains a problem" says something else.
STAYED = words("in as where on until for while with and after through unless")
NONE = (("no",), ("not", "one"), ("not", "another"), ("not", "a", "single"), ("not", "any"), ("never", "another"))
# "There will be no …"; where none is what opens the clause, until when must be said.
INTENDED = MODALS - {"could", "might", "may", "would"}
UNTIL = words("until till while unless")
LESS = words("less lower fewer cheaper smaller lighter weaker looser reduced")


def want_at(clause: Sequence[str], start: int, end: int) -> tuple[int, int] | None:
    """What is wanted of the thing named at `start` up to `end`: the place that says so, and a score from -2 to +1."""
    for place, score in ((_asked_for(clause, start), 1), (_stays(clause, end), 1), (_none_of(clause, start), -2)):
        if place is not None:
            return place, score
    return None


def is_less(clause: Sequence[str], start: int) -> bool:
    """True where a word of less belongs to the thing at `start`: "lower grain tariffs", not "lower the tariff"."""
    before = clause[max(0, start - 2) : start]
    return not LESS.isdisjoint(before) and DETERMINERS.isdisjoint(before[1:])


def _asked_for(clause: Sequence[str], start: int) -> int | None:
    """The nearest place before the thing that asks for it."""
    for place in range(start - 1, max(-1, start - 1 - REACH), -1):
        if tuple(clause[place : place + 2]) in ASKING_FOR:
            return place
        if clause[place] in ELSEWHERE and tuple(clause[max(0, place - 1) : place + 1]) not in ASKING_FOR:
            return None
        if clause[place] in ASKING and clause[max(0, place - 1) : place] != ["no"]:
            return place
    return None


def _stays(clause: Sequence[str], end: int) -> int | None:
    """The word that lets the thing stay as it is."""
    for place in range(end, min(len(clause), end + 4)):
        if clause[place] in STAYING:
            return place if place + 1 == len(clause) or clause[place + 1] in STAYED else None
    return None


def _none_of(clause: Sequence[str], start: int) -> int | None:
    """The word that wants none of the thing, where the speaker's will shows."""
    for place in range(max(0, start - 4), start):
        if any(tuple(clause[place : place + len(none)]) == none for none in NONE):
            willed = clause[max(0, place - 1) : place] == ["be"] and not INTENDED.isdisjoint(clause[:place])
            return place if willed or (place == 0 and not UNTIL.isdisjoint(clause)) else None
    return None
