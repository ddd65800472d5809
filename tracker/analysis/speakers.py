"""Where the speaker of a verb stands: before it, after it, behind an apposition, or before a relative clause.

All functions speak in token indices of one sentence; a range is half-open. `None` is no speaker found.
"""

from collections.abc import Sequence

from tracker.analysis.cues import CUES
from tracker.analysis.sentences import Token
from tracker.analysis.wordclasses import (
    AUXILIARIES,
    CONJUNCTIONS,
    CONTRACTED,
    DETERMINERS,
    NOUN_LINKS,
    PREPOSITIONS,
    PRONOUNS,
    RELATIVES,
    SUBJECT_PRONOUNS,
    TITLES,
    WEEKDAYS,
    is_adverb,
    words,
)

Range = tuple[int, int]
_BARE_SUBJECT = 8  # words that a subject without article, name or title may have
RELATIVE_RULE = "antecedent of a relative"
_DASHES = frozenset({"—", "–", "-", "--"})
_TIMES = words("night week weekend month year morning afternoon evening")
_AMOUNTS = words("little much more less nothing something anything enough so")
_AFTER_STOPS = ((PREPOSITIONS - NOUN_LINKS) | (CONJUNCTIONS - {"and"}) | AUXILIARIES | WEEKDAYS | RELATIVES) | words(
    "yesterday today later adding earlier last this"
)


def subject_before(tokens: Sequence[Token], verb: int) -> tuple[Range | None, str]:
    """The subject of the verb group that starts at `verb`, and the name of the rule that found it."""
    j = verb - 1
    if j < 0:
        return None, "no subject"
    last = tokens[j]
    if last.marked is not None and last.marked.sign_at_end == ",":
        return _behind_apposition(tokens, verb), "subject behind an apposition"
    if last.lower == "," or last.lower in _DASHES:
        return _behind_apposition(tokens, j), "subject behind an apposition"
    if last.lower in {"who", "which", "that"} and j > 0:
        end = j - 1 if tokens[j - 1].lower == "," else j
        found = noun_phrase_before(tokens, end + (tokens[j - 1].lower != ",") * 0)
        return found, RELATIVE_RULE
    found = noun_phrase_before(tokens, verb)
    if found is not None and found[0] > 1 and tokens[found[0] - 1].lower in PREPOSITIONS:
        opener = tokens[found[0] - 2].lower
        if opener in SUBJECT_PRONOUNS or opener == "who":
            return subject_before(tokens, found[0] - 1)  # who in May said
    return found, "subject before the verb"


def _behind_apposition(tokens: Sequence[Token], comma: int) -> Range | None:
    """The noun phrase before "…, who met him in Beijing, said"; `comma` is the comma before the verb,
    or the verb where the comma stands inside closing marks."""
    sign = tokens[comma].lower if tokens[comma].kind == "punct" else ","
    best: Range | None = None
    for k in range(comma - 1, max(-1, comma - 45), -1):
        token = tokens[k]
        if token.kind == "quote" and token.marked is not None and token.marked.inner[1] - token.marked.inner[0] > 60:
            break
        if token.lower != sign and not (token.lower == "," and sign == ","):
            continue
        found = noun_phrase_before(tokens, k)
        if found is None:
            continue
        if best is None or _is_name_detail(tokens, found, best):
            best = found
        opener = tokens[k + 1].lower
        if opener in RELATIVES or opener in DETERMINERS or opener in {"whose", "where"}:
            return found
        if not tokens[found[0]].lower.endswith(".") and found[1] - found[0] > 1:
            return found
    return best


def _is_name_detail(tokens: Sequence[Token], _found: Range, best: Range) -> bool:
    """Whether what was found last is only a detail of a name ("R-Ky.", "of South Carolina")."""
    return best[1] - best[0] == 1 and ("-" in tokens[best[0]].lower or tokens[best[0]].lower.endswith("."))


def noun_phrase_before(tokens: Sequence[Token], end: int) -> Range | None:
    """The noun phrase that ends just before index `end`."""
    stop = _trimmed_end(tokens, end)
    i = stop - 1
    if i < 0 or tokens[i].kind == "quote":
        return None
    if tokens[i].lower in PRONOUNS or _pronoun_stem(tokens[i].lower):
        return i, stop
    start = stop
    while i >= 0:
        token = tokens[i]
        if token.kind == "quote":
            break
        if token.kind == "punct":
            if token.lower in ")]" and (opening := _opening_bracket(tokens, i)) is not None:
                i = opening - 1
                continue
            if (
                (token.lower in {"&", "'", "’", "/", ".", "-"} or _is_before_suffix(tokens, i))
                and i > 0
                and tokens[i - 1].kind == "word"
                and i + 1 < stop
            ):
                i -= 1
                continue
            break
        if _stops_phrase(tokens, i, stop):
            break
        start = i
        if token.lower in DETERMINERS and not (i > 1 and tokens[i - 1].lower in PREPOSITIONS):
            break
        i -= 1
    start = _trimmed_start(tokens, start, stop)
    return (start, stop) if start < stop else None


def _stops_phrase(tokens: Sequence[Token], i: int, stop: int) -> bool:
    """Whether the noun phrase that goes on to `stop` cannot reach back over token `i`."""
    lower = tokens[i].lower
    if lower in {"and", "or"}:
        return not _joins_nouns(tokens, i, stop)
    if lower in SUBJECT_PRONOUNS or lower in AUXILIARIES or _pronoun_stem(lower):
        return True
    if lower == "as" or (lower in CONJUNCTIONS and lower not in PREPOSITIONS and lower != "that"):
        return True
    if lower in RELATIVES and lower != "that":
        return True
    if lower in CUES and not tokens[i].capital and CUES[lower].form == "past":
        return True
    return lower in WEEKDAYS and i + 1 < stop and tokens[i + 1].capital is False and tokens[i + 1].lower in DETERMINERS


def _joins_nouns(tokens: Sequence[Token], i: int, stop: int) -> bool:
    if i == 0 or i + 1 >= stop or tokens[i - 1].kind != "word":
        return False
    left, right = tokens[i - 1], tokens[i + 1]
    return left.capital == right.capital and right.lower not in DETERMINERS | PRONOUNS


def _trimmed_end(tokens: Sequence[Token], end: int) -> int:
    """`end` moved before a closing time phrase: "Mr Ortel on Tuesday said"."""
    while end > 1:
        word = tokens[end - 1]
        if is_adverb(word.lower) and not word.capital:
            end -= 1
        elif word.lower in WEEKDAYS and end > 2:
            end -= 2 if tokens[end - 2].lower in {"on", "last", "late", "early"} else 1
        elif word.lower in _TIMES and end > 2 and tokens[end - 2].lower in {"last", "this"}:
            end -= 2
        else:
            return end
    return end


def _trimmed_start(tokens: Sequence[Token], start: int, stop: int) -> int:
    while start < stop:
        token = tokens[start]
        if token.kind == "word" and not (
            token.lower in PREPOSITIONS
            or token.lower in CONJUNCTIONS
            or (is_adverb(token.lower) and not (token.capital and start))
        ):
            return start
        start += 1
    return start


def _opening_bracket(tokens: Sequence[Token], i: int) -> int | None:
    for k in range(i - 1, max(-1, i - 12), -1):
        if tokens[k].lower in "([" and tokens[k].kind == "punct":
            return k
    return None


def _is_before_suffix(tokens: Sequence[Token], i: int) -> bool:
    """Whether the comma at `i` stands inside a name: "Ada Ortel, Jr."."""
    return tokens[i].lower == "," and i + 1 < len(tokens) and tokens[i + 1].lower.rstrip(".") in {"jr", "sr"}


def _pronoun_stem(lower: str) -> bool:
    """True of "he's", "they'd" and the like."""
    return lower.endswith(CONTRACTED) and lower.split("'")[0] in SUBJECT_PRONOUNS


def subject_after(tokens: Sequence[Token], verb_end: int, *, bare: bool = False) -> Range | None:
    """The subject of an inverted verb ("…,” said Ms Ortel, the trade minister"), from index `verb_end` on.

    A long one must begin with a name, a title or an article, unless `bare` ones are allowed."""
    i = _inverted_end(tokens, verb_end)
    while i > verb_end and tokens[i - 1].kind == "punct" and tokens[i - 1].lower not in ")]":
        i -= 1
    if i == verb_end:
        return None
    first = tokens[verb_end]
    if first.lower in _AMOUNTS:
        return None
    opens = first.capital or first.lower in DETERMINERS | PRONOUNS | TITLES
    return (verb_end, i) if bare or opens or i - verb_end <= _BARE_SUBJECT else None


def _inverted_end(tokens: Sequence[Token], start: int) -> int:
    i = start
    limit = min(len(tokens), start + 30)
    while i < limit:
        token = tokens[i]
        if token.kind == "punct":
            after = _after_joint(tokens, i, limit) if i > start or token.lower in "([" else None
            if after is None:
                break
            i = after
            continue
        if token.kind == "quote" or (token.lower in _AFTER_STOPS and not (token.capital and i == start)):
            break
        if token.lower in CUES and not token.capital and CUES[token.lower].form != "base":
            break
        i += 1
    return i


def _after_joint(tokens: Sequence[Token], i: int, limit: int) -> int | None:
    """Index after punctuation inside a name: a bracket with what it holds, or a joining sign; `None` for any other."""
    if tokens[i].lower in "([":
        closing = next((k for k in range(i, min(i + 10, limit)) if tokens[k].lower in ")]"), None)
        return closing + 1 if closing is not None else None
    return i + 1 if tokens[i].lower in {"&", "'", "’", "/", "-"} else None
