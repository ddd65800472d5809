"""Where the words of a report end that is itself a part of a sentence: While she said it was late, …; the pier - she
said it was safe - was shut.

Indices are token indices of one sentence.
"""

from collections.abc import Sequence

from tracker.analysis.sentences import Token
from tracker.analysis.wordclasses import DETERMINERS, PREPOSITIONS, SUBJECT_PRONOUNS, is_adverb, words

_INSERTIONS = {"-": "-", "—": "—", "–": "–", "--": "--", "(": ")"}
_LINKS = words("but and even so")
_MEASURES = words("a few several two three over more than day days week weeks month months year years hours just now")
_SUBORDINATORS = words("while as although though when after if because since before asked")


def subordinate_limit(tokens: Sequence[Token], verb: int, start: int, limit: int) -> int:
    """Where a report that is a part of a sentence ends: in a subordinate clause at the comma behind it ("While he said
    it was late, …"), where a main clause follows if the subordinate one does not begin the sentence."""
    first = _clause_first(tokens, verb)
    limit = _inserted_limit(tokens, first, start, limit)
    if verb and tokens[verb - 1].lower == "from":
        limit = next((k for k in range(start + 1, limit - 1) if _is_other_deed(tokens, k)), limit)
    opens = _opens_sentence(tokens, first)
    fronted = tokens[first].lower == "having" or (
        tokens[verb].lower.endswith("ing")
        and all(token.lower in PREPOSITIONS or is_adverb(token.lower) for token in tokens[first:verb])
    )
    subordinate = (tokens[first].lower in _SUBORDINATORS or (first and tokens[first - 1].lower == "now")) and (
        opens or first < verb - 1
    )
    if not subordinate and not (fronted and opens):
        return limit
    pauses = (k for k in range(start, limit) if _is_pause(tokens[k]))
    return next((k + (tokens[k].kind == "quote") for k in pauses if opens or _begins_main(tokens, k + 1)), limit)


def _inserted_limit(tokens: Sequence[Token], first: int, start: int, limit: int) -> int:
    """Where a report ends that is put in between two dashes or brackets: the pier - he said it was safe - was shut."""
    opening = tokens[first - 1].lower if first else ""
    closing = _INSERTIONS.get(opening)
    if closing is None:
        return limit
    return next((k for k in range(start, limit) if tokens[k].lower == closing), limit)


def _is_other_deed(tokens: Sequence[Token], k: int) -> bool:
    """Whether the second of two deeds begins at `k`: from saying that it was late to shutting the pier."""
    return tokens[k].lower == "to" and tokens[k + 1].lower.endswith("ing")


def _opens_sentence(tokens: Sequence[Token], first: int) -> bool:
    """Whether only "but" and its like stand before the clause, in its sentence or behind a colon or semicolon."""
    for token in reversed(tokens[:first]):
        if token.lower in {":", ";"}:
            return True
        if token.kind == "word" and token.lower not in _LINKS:
            return False
    return True


def _clause_first(tokens: Sequence[Token], verb: int) -> int:
    """The first word of the clause of the verb, "but" and its like left out."""
    first = verb
    while first > 0 and tokens[first - 1].kind == "word":
        first -= 1
    while first < verb and tokens[first].lower in _LINKS:
        first += 1
    opener = first
    while opener < verb and _is_measure(tokens[opener]):
        opener += 1
    return opener if tokens[opener].lower == "that" or tokens[opener].lower in _SUBORDINATORS else first


def _is_measure(token: Token) -> bool:
    """Whether the word tells how long after or before something happened: two days after; now that."""
    return token.lower in _MEASURES or token.lower[:1].isdigit() or is_adverb(token.lower)


def _begins_main(tokens: Sequence[Token], i: int) -> bool:
    if i + 1 >= len(tokens) or tokens[i].kind != "word":
        return False
    return tokens[i].capital or tokens[i].lower in DETERMINERS | SUBJECT_PRONOUNS


def _is_pause(token: Token) -> bool:
    return token.lower == "," or (token.marked is not None and token.marked.sign_at_end == ",")
