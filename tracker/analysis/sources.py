"""Words given to a source without a verb of its own: according to the ministry, …; in the words of Ms Ortel, “…”; the
Post quoted her as saying that ….

Indices are token indices of one sentence; ranges are half-open.
"""

from collections.abc import Sequence

from tracker.analysis.cues import CUES
from tracker.analysis.endings import clause_end
from tracker.analysis.predicates import has_verb
from tracker.analysis.sentences import Token
from tracker.analysis.speakers import Range, noun_phrase_before, subject_after, subject_before
from tracker.analysis.tags import TIES, Tag
from tracker.analysis.wordclasses import AUXILIARIES, PREPOSITIONS

QUOTES_SOMEONE = frozenset({"quoted", "quotes", "quoting", "cited"})
SOURCE_CUES = frozenset({"according", "words"}) | QUOTES_SOMEONE
_RULE = "quoted as saying"
# These begin a detail of the name before them.
_RECORDS = frozenset({"transcript", "transcripts", "recording", "recordings", "record", "minutes", "readout", "video"})
_DETAILS = frozenset({"a", "an", "the", "who", "which", "whose"})


def tag_of_source(tokens: Sequence[Token], i: int, limit: int) -> Tag | None:
    """The report whose cue, one of `SOURCE_CUES`, stands at `i`."""
    if tokens[i].lower in QUOTES_SOMEONE:
        return _quoted_as(tokens, i, limit)
    return _in_the_words(tokens, i) if tokens[i].lower == "words" else _according(tokens, i, limit)


def _quoted_as(tokens: Sequence[Token], i: int, limit: int) -> Tag | None:
    """The Post quoted him as saying that …; “…,” the Post quoted him as saying. It is he who speaks."""
    saying = next((k for k in range(i + 3, min(i + 9, len(tokens))) if tokens[k].lower == "saying"), None)
    if saying is None or tokens[saying - 1].lower != "as" or any(t.kind != "word" for t in tokens[i:saying]):
        return None
    speaker = _quoted_by(tokens, i) if tokens[i + 1].lower in PREPOSITIONS else (i + 1, saying - 1)
    piece = _after_saying(tokens, saying + 1, limit) or _marks_before_quoter(tokens, i)
    return Tag((piece,), (i, i + 1), speaker, _RULE, "whom another quotes") if piece and speaker else None


def _quoted_by(tokens: Sequence[Token], i: int) -> Range | None:
    """Who "was quoted by the Post as saying"."""
    start = i
    while start > 0 and tokens[start - 1].lower in AUXILIARIES:
        start -= 1
    return subject_before(tokens, start)[0]


def _after_saying(tokens: Sequence[Token], start: int, limit: int) -> Range | None:
    if start < limit and tokens[start].lower in {":", ","}:
        start += 1
    if start + 1 < limit or (start < len(tokens) and tokens[start].kind == "quote"):
        return start, clause_end(tokens, start, max(limit, start + 1))
    return None


def _marks_before_quoter(tokens: Sequence[Token], i: int) -> Range | None:
    quoter = noun_phrase_before(tokens, i)
    end = quoter[0] - (tokens[quoter[0] - 1].lower == ",") if quoter else 0
    return (end - 1, end) if end > 0 and tokens[end - 1].kind == "quote" else None


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
    if pieces[0][1] <= pieces[0][0] or _only_records(tokens, speaker, pieces[0]):
        return None
    return Tag(pieces, (i, i + 2), speaker, "according to", "after according to")


def _only_records(tokens: Sequence[Token], source: Range, piece: Range) -> bool:
    """Whether the source is a paper that records what someone else says: according to a transcript, she said that …"""
    if not any(token.lower in _RECORDS for token in tokens[source[0] : source[1]]):
        return False
    heads = (k for k in range(piece[0] + 1, min(piece[1], piece[0] + 5)) if tokens[k].lower in CUES)
    verb = next(heads, None)
    cue = CUES[tokens[verb].lower] if verb is not None else None
    return cue is not None and tokens[piece[0]].capital and cue.form == "past" and "clause" in cue.frames


def _words_of_source(tokens: Sequence[Token], i: int, speaker: Range, limit: int) -> tuple[Range, ...]:
    """The words given to the source named after "according to" at `i`: those behind it where it begins the sentence,
    else those before it, and those behind it that go on with a clause not yet ended."""
    comma = next((k for k in range(speaker[1], len(tokens)) if tokens[k].lower in {",", ":"}), None)
    opens = i > 0 and tokens[i - 1].lower in {":", ";", "("}
    if (opens or all(token.lower in TIES for token in tokens[:i])) and comma is not None and comma + 1 < limit:
        comma = _after_detail(tokens, comma)
        return ((comma + 1, clause_end(tokens, comma + 1, limit)),)
    end = i
    while end > 0 and tokens[end - 1].kind == "punct":
        end -= 1
    begin = next((k + 1 for k in range(end - 1, 0, -1) if tokens[k].lower in {";", ":"}), 0)
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
