"""Whether the reporter's own voice begins behind a pause in words reported without marks, or the words go on.

Indices are token indices of one sentence.
"""

from collections.abc import Sequence

from tracker.analysis.cues import CUES
from tracker.analysis.sentences import Token
from tracker.analysis.wordclasses import AUXILIARIES, RELATIVES, words

# After a pause these turn to the reporter's own voice more often than they go on with the words reported.
TURNS = words("while although though whereas compared however calling a after following amid")
# These do so only where what is set against the words was said or answered, too.
_CONTRASTS = words("while although though")
_JOINTS = words("and but while")
_PUT = words("asked pressed told confronted")
_BACKSHIFTED = words("would was were had could might did")
_VERBS_AND_RELATIVES = AUXILIARIES | RELATIVES
_PRESENT = words("is are has have will does do can")
_REACH = 12
_ABOUT = words("about only nearly just")
_COMMENTING = words(
    "brushing dismissing ignoring defying reflecting prompting echoing contradicting putting fuelling fueling"
)
# Behind "which" these tell what the words lead to, as the speaker sees it.
_OUTCOMES = words("would could might will can may should means makes meant made")
_LEVELS = words("above below")
_DONE = words("has have had was were did")
_OPENERS = words("if when even while although though because since after before unless once despite with by as")
_LIST_REACH = 9


def turns(tokens: Sequence[Token], k: int, start: int, limit: int) -> bool:
    """Whether the reporter turns from the words that start at `start` behind the comma or dash at `k`."""
    following = tokens[k + 1].lower
    if tokens[k].lower != ",":
        closed = any(token.lower == tokens[k].lower for token in tokens[k + 1 : limit - 1])
        return not closed and (following in TURNS or following == "but")
    if following in _JOINTS and (_is_put(tokens, k + 2, limit) or _is_in_present(tokens, k, start, limit)):
        return True
    if following in _CONTRASTS:
        return _is_said_against(tokens, k + 2, limit)
    if following in {"a", "the"} and _opens_subordinate(tokens, start):
        return False
    return following in TURNS or _is_detail(tokens, k + 1, limit)


def _is_put(tokens: Sequence[Token], i: int, limit: int) -> bool:
    """Whether the reporter goes on with what was put to the speaker next: …, and when pressed on the fog, she …"""
    return i + 1 < limit and tokens[i].lower == "when" and tokens[i + 1].lower in _PUT


def _is_in_present(tokens: Sequence[Token], k: int, start: int, limit: int) -> bool:
    """Whether behind words told in the past a clause in the present follows the comma at `k`: …, but the fog is here"""
    if not any(token.lower in _BACKSHIFTED for token in tokens[start:k]):
        return False
    for token in tokens[k + 3 : min(k + _REACH, limit)]:
        if token.lower in _VERBS_AND_RELATIVES or token.lower.endswith("'s"):
            return token.lower in _PRESENT
    return False


def _is_said_against(tokens: Sequence[Token], i: int, limit: int) -> bool:
    """Whether what stands behind "while" or "though" tells of more that was said, or of what others answered."""
    ahead = tokens[i : min(i + _REACH, limit)]
    counted = [token.lower for token in ahead if token.lower not in _ABOUT][:2]
    if counted and (counted[0][:1].isdigit() or counted[-1] == "percent"):
        return True
    return any(token.lower in CUES and not token.capital for token in ahead)


def _opens_subordinate(tokens: Sequence[Token], start: int) -> bool:
    """Whether the words begin with a clause whose main clause is still to come: that, even if it rained, a …"""
    first = start
    while first + 1 < len(tokens) and tokens[first].lower in {"that", ","}:
        first += 1
    return tokens[first].lower in _OPENERS


def _is_detail(tokens: Sequence[Token], i: int, limit: int) -> bool:
    """Whether the reporter's detail of what was named last begins at `i` and closes the clause: ", which opened Friday"
    and ", the first in a year"."""
    if any(token.lower == "," or token.kind == "quote" for token in tokens[i:limit]) or i + 1 >= limit:
        return False
    opening, following = tokens[i].lower, tokens[i + 1].lower
    if opening in _COMMENTING or (opening == "well" and following in _LEVELS):
        return True
    if opening == "the":
        return _is_apposition(tokens, i, limit)
    if opening == "as":
        return following in _DONE
    return opening in {"who", "which", "whose"} and following not in _OUTCOMES


def _is_apposition(tokens: Sequence[Token], i: int, limit: int) -> bool:
    """Whether what was named is told from `i` on, not a clause, a name or a list: ", the harbour's only tug"."""
    if any(token.lower in {"and", "or"} for token in tokens[i : min(i + _LIST_REACH, limit)]):
        return False
    first = next((k for k in range(i + 1, limit) if tokens[k].lower in AUXILIARIES), limit)
    relative = any(token.lower in {"that", "who", "which"} for token in tokens[i:first])
    return (relative or first == limit) and not all(token.capital for token in tokens[i + 1 : min(i + 3, limit)])
