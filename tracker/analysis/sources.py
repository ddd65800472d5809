"""Words given to a source without a verb: according to the ministry, …; in the words of Ms Ortel, “…”.

Indices are token indices of one sentence; ranges are half-open.
"""

from collections.abc import Sequence

from tracker.analysis.endings import clause_end
from tracker.analysis.predicates import has_verb
from tracker.analysis.sentences import Token
from tracker.analysis.speakers import Range, subject_after
from tracker.analysis.tags import TIES, Tag
from tracker.analysis.wordclasses import AUXILIARIES

SOURCE_CUES = frozenset({"according", "words"})
# These begin a detail of the name before them.
_DETAILS = frozenset({"a", "an", "the", "who", "which", "whose"})


def tag_of_source(tokens: Sequence[Token], i: int, limit: int) -> Tag | None:
    """The report whose cue, one of `SOURCE_CUES`, stands at `i`."""
    return _in_the_words(tokens, i) if tokens[i].lower == "words" else _according(tokens, i, limit)


def _in_the_words(tokens: Sequence[Token], i: int) -> Tag | None:
    """In the words of Ms Ortel, “…”; “…,” in the words of Ms Ortel. Only words in marks count."""
    if i < 2 or (tokens[i - 2].lower, tokens[i - 1].lower) != ("in", "the") or tokens[i + 1 : i + 2] == ():
        return None
    speaker = subject_after(tokens, i + 2, bare=True) if tokens[i + 1].lower == "of" else None
    if speaker is None:
        return None
    behind = speaker[1] + (speaker[1] < len(tokens) and tokens[speaker[1]].lower in {",", ":"})
    before = i - 2 - (i > 2 and tokens[i - 3].lower == ",")
    if behind < len(tokens) and tokens[behind].kind == "quote":
        pieces = ((behind, behind + 1),)
    elif before > 0 and tokens[before - 1].kind == "quote":
        pieces = ((before - 1, before),)
    else:
        return None
    return Tag(pieces, (i - 2, i + 2), speaker, "in the words of", "after in the words of")


def _according(tokens: Sequence[Token], i: int, limit: int) -> Tag | None:
    speaker = subject_after(tokens, i + 2, bare=True) if i + 1 < len(tokens) and tokens[i + 1].lower == "to" else None
    if speaker is None:
        return None
    pieces = _words_of_source(tokens, i, speaker, limit)
    if pieces[0][1] <= pieces[0][0]:
        return None
    return Tag(pieces, (i, i + 2), speaker, "according to", "after according to")


def _words_of_source(tokens: Sequence[Token], i: int, speaker: Range, limit: int) -> tuple[Range, ...]:
    """The words given to the source named after "according to" at `i`: those behind it where it begins the sentence,
    else those before it, and those behind it that go on with a clause not yet ended."""
    comma = next((k for k in range(speaker[1], len(tokens)) if tokens[k].lower in {",", ":"}), None)
    if all(token.lower in TIES for token in tokens[:i]) and comma is not None and comma + 1 < limit:
        comma = _after_detail(tokens, comma)
        return ((comma + 1, clause_end(tokens, comma + 1, limit)),)
    end = i
    while end > 0 and tokens[end - 1].kind == "punct":
        end -= 1
    begin = next((k + 1 for k in range(end - 1, 0, -1) if tokens[k].lower == ";"), 0)
    while begin < end and (tokens[begin].kind == "punct" or tokens[begin].lower in TIES):
        begin += 1
    follows = tokens[comma + 1].lower if comma is not None and comma + 2 < limit else None
    open_still = follows is not None and follows not in TIES and not has_verb(tokens, begin, end)
    if comma is not None and (follows in AUXILIARIES or open_still):
        return ((begin, end), (comma + 1, clause_end(tokens, comma + 1, limit)))
    return ((begin, end),)


def _after_detail(tokens: Sequence[Token], comma: int) -> int:
    """The comma that ends a detail of the source ("Ada Ortel, a friend of his who left, …"), or `comma` itself."""
    if comma + 1 >= len(tokens) or tokens[comma + 1].lower not in _DETAILS:
        return comma
    second = next((k for k in range(comma + 1, min(comma + 20, len(tokens))) if tokens[k].lower == ","), None)
    if second is None or second + 2 >= len(tokens):
        return comma
    relative = any(token.lower in {"who", "which", "that"} for token in tokens[comma + 1 : second])
    return second if relative or not has_verb(tokens, comma + 1, second) else comma
