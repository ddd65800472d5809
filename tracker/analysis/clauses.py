"""Where reported words start that follow their verb: at once, behind an addressee, an aside or a day."""

from collections.abc import Sequence

from tracker.analysis.cues import PARTICLES, Cue, Frame
from tracker.analysis.predicates import is_place
from tracker.analysis.sentences import Token
from tracker.analysis.starts import QUESTION_WORDS, STARTERS, Start, about, bare_clause, begins_clause, quote_at
from tracker.analysis.wordclasses import PREPOSITIONS, WEEKDAYS, is_adverb, words

_SAID_OBJECTS = words("so no yes something nothing anything much little goodbye hello thanks thank them otherwise than")
# What is written or added to is no reported clause: wrote a book, adds to the drama that.
_WRITTEN = words("a an his her its their")
_NO_WORDS = frozenset({("add", "to")})
# How much was said, and what may stand behind it: "said little and gains by it", "said more about".
_AMOUNTS = words("little much more less nothing something anything enough plenty so")
_AFTER_AMOUNT = words("about on to in and but when as for . , again publicly at since during")
_REPORTING: frozenset[Frame] = frozenset({"clause", "told"})
_REFLEXIVES = words("himself herself themselves itself")
_ASIDE_SIGNS = frozenset({",", "—", "–", "--", "-"})
_LONGEST_ASIDE = 11
_BESIDE_MARKS: frozenset[Frame] = frozenset({"clause", "told", "that", "marked", "call"})


def marked_start(tokens: Sequence[Token], verb: int, cue: Cue) -> Start | None:
    """The passage in marks that stands right after the verb at `verb`, or after whom it was told."""
    if not cue.frames & _BESIDE_MARKS:
        return None
    i = _after_adverbs(tokens, verb + 1 + (cue.lemma in PARTICLES))
    quote = quote_at(tokens, i)
    if quote is not None and not cue.frames & _REPORTING and not _is_utterance(tokens[quote], quote > i):
        return None
    if quote is not None and "call" in cue.frames and cue.form == "past" and not _is_relative(tokens, verb):
        return None
    if quote is not None:
        return None if is_place(tokens, quote) else Start(quote, "marked words after the verb")
    if _may_be_addressee(tokens, i, cue):
        for k in range(i + 1, min(i + 12, len(tokens))):
            if tokens[k].lower in {",", ":"} and k + 1 < len(tokens) and tokens[k + 1].kind == "quote":
                if not _opens_capital(tokens[k + 1]) or is_place(tokens, k + 1):
                    return None
                return Start(k + 1, "marked words after the addressee", (i, k) if "told" in cue.frames else None)
            if tokens[k].lower == "that" or (tokens[k].kind != "word" and tokens[k].lower not in {"'", "’"}):
                return None
    return None


def _is_relative(tokens: Sequence[Token], verb: int) -> bool:
    """Whether it is told what is so called (what she called “a farce”), not how a thing is named (a plan called …)."""
    return any(token.lower in {"what", "which", "that", "whom", "who"} for token in tokens[max(0, verb - 7) : verb])


def _may_be_addressee(tokens: Sequence[Token], i: int, cue: Cue) -> bool:
    """Whether an addressee or a circumstance may begin at `i`, between the verb and its words in marks."""
    if i >= len(tokens) or tokens[i].kind != "word" or tokens[i].lower in QUESTION_WORDS:
        return False
    if cue.frames & {"told", "addressed"}:
        return "object" not in cue.frames
    return (
        tokens[i].lower in PREPOSITIONS or tokens[i].lower in WEEKDAYS or tokens[i].lower in {"last", "this", "earlier"}
    )


def _is_utterance(token: Token, paused: bool) -> bool:
    """Whether a passage in marks is something said rather than a title: it begins a sentence and stops like one, or is
    a cry."""
    sign = token.marked.sign_at_end if token.marked is not None else ""
    return sign in "!?" or (_opens_capital(token) and (paused or sign in ".,"))


def _opens_capital(token: Token) -> bool:
    return token.marked is not None and token.marked.opens_capital


def _after_adverbs(tokens: Sequence[Token], i: int) -> int:
    while i < len(tokens) and is_adverb(tokens[i].lower) and not tokens[i].capital:
        if tokens[i].lower in _REFLEXIVES and i + 1 < len(tokens) and tokens[i + 1].lower == "as":
            break
        i += 1
    return i


def content_start(tokens: Sequence[Token], verb: int, cue: Cue) -> Start | None:
    """Where the words reported by the verb at `verb` start after it; `None` when nothing it reports follows."""
    i = _after_adverbs(tokens, verb + 1 + (cue.lemma in PARTICLES))
    i = _after_aside(tokens, i)
    if i >= len(tokens) or not cue.frames - {"marked"}:
        return None
    quote = quote_at(tokens, i)
    if quote is not None:
        return Start(quote, "marked words after the verb")
    i = _after_time(tokens, i)
    if i + 1 < len(tokens) and tokens[i].lower == "," and tokens[0].lower == "as" and cue.frames & {"clause", "that"}:
        return Start(i + 1, "clause after an opening report")
    if (
        i + 1 < len(tokens)
        and tokens[i].lower == ","
        and cue.lemma == "say"
        and cue.form in {"past", "present", "base"}
    ):
        i += 1
    if i >= len(tokens) or tokens[i].kind == "punct":
        return None
    return _by_frame(tokens, i, cue)


def _after_aside(tokens: Sequence[Token], i: int) -> int:
    """Index after an aside between verb and words: "said, among other things, that"; `i` where there is none."""
    if i >= len(tokens) or tokens[i].lower not in _ASIDE_SIGNS:
        return i
    for k in range(i + 1, min(i + _LONGEST_ASIDE, len(tokens) - 1)):
        if tokens[k].lower == tokens[i].lower:
            follows = tokens[k + 1]
            return k + 1 if follows.kind == "quote" or follows.lower == "that" else i
        if tokens[k].kind == "quote":
            break
    return i


def _is_bare_name(tokens: Sequence[Token], i: int) -> bool:
    """Whether a name and no clause stands at `i` up to the next stop: the inverted subject of "…, said Pell"."""
    if tokens[i].lower in QUESTION_WORDS or tokens[i].kind != "word":
        return False
    end = next((k for k in range(i, len(tokens)) if tokens[k].kind == "punct"), len(tokens))
    return end - i <= 4 and not begins_clause(tokens, i) and all(t.capital for t in tokens[i:end])


def _by_frame(tokens: Sequence[Token], i: int, cue: Cue) -> Start | None:
    """The first way of use of the verb that what stands at `i` fits."""
    if (cue.lemma, tokens[i].lower) in _NO_WORDS or (cue.lemma == "write" and tokens[i].lower in _WRITTEN):
        return None
    following = tokens[i + 1].lower if i + 1 < len(tokens) else "."
    if cue.lemma == "say" and tokens[i].lower in _AMOUNTS and following in _AFTER_AMOUNT:
        return None
    if cue.lemma == "say":
        return bare_clause(tokens, i, sure=tokens[i].lower not in _SAID_OBJECTS and not _is_bare_name(tokens, i))
    if "about" in cue.frames and tokens[i].lower in {"of", "about"} and (start := about(tokens, i)) is not None:
        return start
    starts = (starter(tokens, i) for frame, starter in STARTERS if frame in cue.frames)
    return next((start for start in starts if start is not None), None)


def _after_time(tokens: Sequence[Token], i: int) -> int:
    """Index after "Tuesday", "on Tuesday night", "last week" at `i`, where more words follow."""
    k = i
    if tokens[k].lower in {"on", "late", "early", "last", "this"} and k + 1 < len(tokens):
        k += 1
    if tokens[k].lower in WEEKDAYS or (k > i and tokens[k].lower in {"week", "month", "year"}):
        k += 1
        while k < len(tokens) and tokens[k].lower in {"night", "morning", "afternoon", "evening"}:
            k += 1
        return k
    return i
