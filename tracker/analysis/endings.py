"""Where reported words that follow their verb end: at the sentence's end, at their own marks, or where the next report
or the reporter's own voice begins."""

from collections.abc import Sequence

from tracker.analysis.cues import CUES, Cue, Frame
from tracker.analysis.sentences import Token
from tracker.analysis.turns import TURNS, turns
from tracker.analysis.wordclasses import (
    ADVERBS,
    AUXILIARIES,
    DETERMINERS,
    PAST,
    SUBJECT_PRONOUNS,
    is_adverb,
    words,
)

_DASHES = frozenset({"—", "–", "--", "-"})
_REMARKS = words("though although something half while even despite")
_LONGEST_INSERTED = 16
_PAUSES = frozenset({",", "—", "–", "--"})
_LONGEST_FRAGMENT = 4
_CIRCUMSTANCES = words("when before after as while on in at during to because during amid if")
# After marked words that end in a comma these go on with the words reported.
_GO_ON = words("and or nor to that of for than")
_CLAUSE_GOES_ON = _GO_ON | words("because such but so as giving in with including on at by from if when where even")
# These begin the next report of the same speaker.
_NEXT_REPORTS = words("adding saying calling telling noting arguing")
# What is done or thought as often as said, and so goes on with words reported behind "and".
_DEEDS = words("""
    support oppose offer seek find promote encourage attack express feature
    think want hope fear believe intend plan expect focus talk write order continue refuse
""")
_NO_REPORTS = words("which who whom that what")
_HALTS = words("stopped declined declines refuses")
_JOINTS = words("and but or")
_STATING: frozenset[Frame] = frozenset({"clause", "told", "that", "object", "call", "as"})
_TELLING = _STATING | frozenset({"infinitive", "about"})
_REPORTING: frozenset[Frame] = frozenset({"clause", "told"})


def clause_end(tokens: Sequence[Token], start: int, limit: int) -> int:
    """Index after the last token of the clause that starts at `start`, closing punctuation left out.

    It reaches no further than `limit`, where another report begins."""
    end = limit
    for k in range(start, limit):
        token = tokens[k]
        if token.kind == "quote" and _ends_at_marks(tokens, k, start):
            end = k + 1
            break
        if k > start and _stops(tokens, k, start, limit):
            end = k
            break
    while end > start and tokens[end - 1].kind == "punct" and tokens[end - 1].lower not in {")", "]", "%", "…"}:
        end -= 1
    while end > start and tokens[end - 1].lower in {"and", "but"}:
        end -= 1
    return end


def _stops(tokens: Sequence[Token], k: int, start: int, limit: int) -> bool:
    """Whether the clause from `start` stops before token `k`."""
    lower = tokens[k].lower
    following = tokens[k + 1] if k + 1 < limit else None
    if k == start + 1 and lower == "," and tokens[start].lower == "that":
        return False  # said that, while it was late, …
    if lower == ";" or (lower in {".", "?", "!"} and following is not None and following.kind == "quote"):
        return True
    if lower in {"and", "but"} and _begins_deed(tokens, k + 1, limit):
        return True
    if lower in {",", "and", "but"} and _begins_report(tokens, k + 1, 6):
        return True
    if lower == "," and _begins_marked_detail(tokens, k + 1, limit):
        return True
    if lower == "as" and k > start + 3 and _begins_report(tokens, k + 1, 4):
        return True
    if lower in {"(", *_DASHES} and following is not None and _is_remark(tokens, k, limit):
        return True
    if lower not in _PAUSES or following is None or _is_inserted(tokens, k, limit):
        return False
    if following.lower in {"but", "and", "nor"} and _begins_clause_of_its_own(tokens, k + 2, limit, following.lower):
        return True
    return turns(tokens, k, start, limit)


def _begins_deed(tokens: Sequence[Token], i: int, limit: int) -> bool:
    """Whether what the speaker did next, or would not do, begins at `i`: and then left; but stopped short of it."""
    if i + 1 >= limit:
        return False
    following = tokens[i + 1].lower
    then = tokens[i].lower == "then" and (following in PAST or following.endswith("ed"))
    return then or tokens[i].lower in _HALTS


def _begins_marked_detail(tokens: Sequence[Token], i: int, limit: int) -> bool:
    """Whether a relative clause tells at `i` what the speaker calls what was named last: …, which he called “late”."""
    if i + 2 >= limit or tokens[i].lower not in {"which", "whom", "who"}:
        return False
    k = i + 2
    if not (tokens[i + 1].lower in SUBJECT_PRONOUNS or tokens[i + 1].capital):
        return False
    while k < limit and (tokens[k].capital or tokens[k].lower in AUXILIARIES or is_adverb(tokens[k].lower)):
        k += 1
    if k >= limit or tokens[k].lower not in CUES or CUES[tokens[k].lower].form not in {"past", "present"}:
        return False
    return any(token.kind == "quote" for token in tokens[k + 1 : k + 6])


def _is_inserted(tokens: Sequence[Token], k: int, limit: int) -> bool:
    """Whether the pause at `k` opens something put in before the verb: the port, a small one, was full."""
    for j in range(k + 2, min(k + _LONGEST_INSERTED, limit - 1)):
        if tokens[j].lower == tokens[k].lower:
            return tokens[j + 1].lower in AUXILIARIES and tokens[j - 1].lower not in {"and", "but"}
        if tokens[j].kind == "punct":
            return False
    return False


def _is_remark(tokens: Sequence[Token], k: int, limit: int) -> bool:
    """Whether a remark of the reporter's own begins at the dash or bracket at `k` and closes the sentence: " - an odd
    claim, since …"; " (he voted for it)"."""
    sign, following = tokens[k].lower, tokens[k + 1]
    if sign != "(":
        opens = following.lower in DETERMINERS | _REMARKS
        return opens and all(token.lower != sign and token.kind != "quote" for token in tokens[k + 1 : limit])
    closing = next((j for j in range(k, limit) if tokens[j].lower == ")"), limit)
    return limit - closing <= 2 and closing - k > 4 and any(token.lower in AUXILIARIES for token in tokens[k:closing])


def _begins_clause_of_its_own(tokens: Sequence[Token], i: int, limit: int, joint: str) -> bool:
    """Whether the reporter goes on behind a comma and its joint: …, but she was wrong; …, and warned of more."""
    if i >= limit or tokens[i].kind != "word":
        return False
    lower = tokens[i].lower
    if lower in CUES and CUES[lower].form in {"past", "present"}:
        return True
    if tokens[i - 2].lower in _DASHES and (tokens[i].capital or lower in DETERMINERS | SUBJECT_PRONOUNS):
        return True
    if joint == "nor":
        return lower in AUXILIARIES
    return joint == "but" and (tokens[i].capital or lower in SUBJECT_PRONOUNS)


def _ends_at_marks(tokens: Sequence[Token], k: int, start: int) -> bool:
    """Whether the words end with the marked passage at `k`: closed inside by its own comma or stop, and nothing in
    marks follows at once; or itself the start of the words, and a circumstance of the report follows."""
    marked = tokens[k].marked
    if marked is None:
        return False
    if marked.sign_at_end in ",.?!" and k + 1 < len(tokens) and tokens[k + 1].lower in _NEXT_REPORTS:
        return True
    if any(token.kind == "quote" for token in tokens[k + 1 : k + 4]):
        return False
    if marked.sign_at_end in ".?!":
        return True
    if marked.sign_at_end == ",":
        if k > start and not marked.opens_capital:
            return _turns_after(tokens, k + 1)
        return k + 1 >= len(tokens) or tokens[k + 1].lower not in _GO_ON
    if k != start or k + 1 >= len(tokens) or tokens[k + 1].lower not in _CIRCUMSTANCES:
        return False
    fragment = not marked.opens_capital and marked.words <= _LONGEST_FRAGMENT
    return not (fragment and tokens[k + 1].lower in {"in", "as", "to"})


def _turns_after(tokens: Sequence[Token], i: int) -> bool:
    """Whether the sentence turns from the words reported at `i`, behind a fragment that ends in a comma."""
    if i >= len(tokens) or tokens[i].kind != "word":
        return True
    return tokens[i].lower in TURNS or tokens[i].lower not in _CLAUSE_GOES_ON or _begins_report(tokens, i, 6)


def _begins_report(tokens: Sequence[Token], i: int, reach: int) -> bool:
    """Whether a report begins at `i`, its verb within `reach`: "adding that …", "according to …", "and said …"."""
    while i < len(tokens) and (
        tokens[i].lower in ADVERBS or tokens[i].lower in {"and", "but"} or is_adverb(tokens[i].lower)
    ):
        i += 1
    if i >= len(tokens):
        return False
    if tokens[i].lower == "according":
        return True
    for k in range(i, min(i + reach, len(tokens))):
        if tokens[k].kind != "word" or tokens[k].lower in _NO_REPORTS or (k > i and tokens[k].lower in _JOINTS):
            return False
        cue = CUES.get(tokens[k].lower)
        if cue is None or tokens[k].capital:
            continue
        if k == i:
            return _is_next_report(tokens, k, cue)
        named = tokens[k - 1].lower in SUBJECT_PRONOUNS or _is_someone_else(tokens, i, k)
        by_pronoun = named and cue.form == "past" and cue.frames & _STATING
        if by_pronoun or ((cue.form != "ing" or tokens[k - 1].lower in AUXILIARIES) and cue.frames & _REPORTING):
            return cue.form != "base" or tokens[k - 1].lower in AUXILIARIES | {"not"}
    return False


def _is_someone_else(tokens: Sequence[Token], i: int, verb: int) -> bool:
    """Whether a name that is not joined to another by "and" stands from `i` up to the verb."""
    apart = tokens[i - 1].lower in {"and", "but"} and not (
        tokens[i - 2].capital or tokens[i - 2].lower in SUBJECT_PRONOUNS
    )
    return apart and all(token.capital for token in tokens[i:verb])


def _is_next_report(tokens: Sequence[Token], k: int, cue: Cue) -> bool:
    """Whether the verb at `k`, before which no subject stands, begins the next report of the same speaker."""
    if cue.form == "base":
        return False
    if cue.form == "present":
        return bool(cue.frames & _REPORTING)
    if any(t.kind == "quote" for t in tokens[k + 1 : k + 7]):
        return True
    if tokens[k - 1].lower == ",":
        return bool(cue.frames - {"marked"})
    if cue.form == "past" and cue.lemma in _DEEDS:
        return False
    return bool(cue.frames & _TELLING) or (cue.form == "past" and "quoted" in cue.frames)
