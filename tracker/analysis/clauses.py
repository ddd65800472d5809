"""The bounds of reported words that follow their verb: where they start, and where the clause ends."""

from collections.abc import Sequence
from dataclasses import dataclass

from tracker.analysis.cues import PARTICLES, Cue, Frame
from tracker.analysis.sentences import Token
from tracker.analysis.speakers import Range
from tracker.analysis.wordclasses import (
    AUXILIARIES,
    DETERMINERS,
    PREPOSITIONS,
    SUBJECT_PRONOUNS,
    WEEKDAYS,
    is_adverb,
    words,
)

_QUESTION_WORDS = words("that whether if what why how who when where which")
# What may stand between a verb of saying and its clause; other prepositions begin the clause.
_PLACES = words("on in at to during after before by for about of via through last earlier this with from")
_SAID_OBJECTS = words("so no yes something nothing anything much little goodbye hello thanks thank them otherwise than")
_REPORTING: frozenset[Frame] = frozenset({"clause", "told"})
# After an addressee these describe it rather than begin a question.
_RELATIVE = words("which who when where")
_ENDS = frozenset(".?!…;")
_REACH = 16
_TIMES = words("week weekend month year morning afternoon evening night summer spring autumn fall winter")
_REFLEXIVES = words("himself herself themselves itself")
_ASIDE_SIGNS = frozenset({",", "—", "–", "--", "-"})
_LONGEST_ASIDE = 11
# Rules whose words are too often no one's words, unless some of them stand in marks.
NEEDS_MARKS = frozenset({"object in marks", "what it is called", "words after as", "words talked about"})
_BESIDE_MARKS: frozenset[Frame] = frozenset({"clause", "told", "that", "marked", "call"})


@dataclass(frozen=True, slots=True)
class Start:
    """Where the words start, by which rule, and who is told them."""

    index: int
    rule: str
    told: Range | None = None


def marked_start(tokens: Sequence[Token], verb: int, cue: Cue) -> Start | None:
    """The passage in marks that stands right after the verb at `verb`, or after whom it was told."""
    if not cue.frames & _BESIDE_MARKS:
        return None
    i = _after_adverbs(tokens, verb + 1 + (cue.lemma in PARTICLES))
    quote = _quote_at(tokens, i)
    if quote is not None and not cue.frames & _REPORTING and not _is_utterance(tokens[quote], quote > i):
        return None
    if quote is not None:
        return None if _is_place(tokens, quote) else Start(quote, "marked words after the verb")
    if _may_be_addressee(tokens, i, cue):
        for k in range(i + 1, min(i + 12, len(tokens))):
            if tokens[k].lower in {",", ":"} and k + 1 < len(tokens) and tokens[k + 1].kind == "quote":
                if not _opens_capital(tokens[k + 1]) or _is_place(tokens, k + 1):
                    return None
                return Start(k + 1, "marked words after the addressee", (i, k) if "told" in cue.frames else None)
            if tokens[k].kind != "word" and tokens[k].lower not in {"'", "’"}:
                return None
    return None


def _is_place(tokens: Sequence[Token], quote: int) -> bool:
    """Whether a short passage in marks only names where it was said: on “The Hour” on Friday that it was late."""
    marked = tokens[quote].marked
    short = marked is not None and marked.words <= 5 and marked.sign_at_end not in ".?!"
    return short and any(token.lower == "that" for token in tokens[quote + 1 : quote + 5])


def _may_be_addressee(tokens: Sequence[Token], i: int, cue: Cue) -> bool:
    """Whether an addressee or a circumstance may begin at `i`, between the verb and its words in marks."""
    if i >= len(tokens) or tokens[i].kind != "word" or tokens[i].lower in _QUESTION_WORDS:
        return False
    if cue.frames & {"told", "addressed"}:
        return "object" not in cue.frames
    return (
        tokens[i].lower in PREPOSITIONS or tokens[i].lower in WEEKDAYS or tokens[i].lower in {"last", "this", "earlier"}
    )


def _is_utterance(token: Token, paused: bool) -> bool:
    """Whether a passage in marks is something said rather than a title: it begins a sentence, and stops like one."""
    stops = token.marked is not None and token.marked.sign_at_end in ".,!?"
    return _opens_capital(token) and (paused or stops)


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
    quote = _quote_at(tokens, i)
    if quote is not None:
        return Start(quote, "marked words after the verb")
    i = _after_time(tokens, i)
    if i + 1 < len(tokens) and tokens[i].lower == "," and tokens[0].lower == "as":
        return Start(i + 1, "clause after an opening report")
    if i + 1 < len(tokens) and tokens[i].lower == "," and cue.lemma == "say" and cue.form in {"past", "present", "base"}:
        i += 1
    if i >= len(tokens) or tokens[i].kind == "punct":
        return None
    return _by_frame(tokens, i, cue)


def _is_bare_name(tokens: Sequence[Token], i: int) -> bool:
    """Whether a name or noun and no clause stands at `i` up to the next stop: the inverted subject of "…, said Pell"."""
    if tokens[i].lower in _QUESTION_WORDS or tokens[i].kind != "word":
        return False
    end = next((k for k in range(i, len(tokens)) if tokens[k].kind == "punct"), len(tokens))
    return end - i <= 4 and not _has_verb(tokens, i) and all(t.capital for t in tokens[i:end])


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


def _by_frame(tokens: Sequence[Token], i: int, cue: Cue) -> Start | None:
    """The first way of use of the verb that what stands at `i` fits."""
    if cue.lemma == "say":
        return _clause(tokens, i, sure=tokens[i].lower not in _SAID_OBJECTS and not _is_bare_name(tokens, i))
    starts = (starter(tokens, i) for frame, starter in _STARTERS if frame in cue.frames)
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


def _quote_at(tokens: Sequence[Token], i: int) -> int | None:
    """Index of a marked passage at `i`, a colon or comma before it skipped."""
    if i < len(tokens) and tokens[i].lower in {":", ","}:
        i += 1
    return i if i < len(tokens) and tokens[i].kind == "quote" else None


def _told(tokens: Sequence[Token], i: int) -> Start | None:
    """told X (that) …: the addressee ends at "that", at "to", at a marked passage or at the clause's own subject."""
    if tokens[i].lower in _QUESTION_WORDS:
        return None
    for k in range(i + 1, min(i + _REACH, len(tokens))):
        token = tokens[k]
        told = (i, k)
        if (
            token.lower in _QUESTION_WORDS - _RELATIVE
            or token.lower == "to"
            or (token.lower in SUBJECT_PRONOUNS and token.lower != "you")
        ):
            return Start(k, "clause after the addressee", told)
        quote = _quote_at(tokens, k)
        if quote is not None:
            return Start(quote, "marked words after the addressee", told)
        if token.kind == "punct" and token.lower not in {"'", "’", "(", ")", ",", "-"}:
            return None
        if token.lower in {"this", "last"} and k + 1 < len(tokens) and tokens[k + 1].lower in _TIMES:
            continue
        if token.lower in DETERMINERS and tokens[k - 1].lower not in PREPOSITIONS and k > i:
            return Start(k, "clause after the addressee", told)
    return None


def _clause(tokens: Sequence[Token], i: int, sure: bool = False) -> Start | None:
    if tokens[i].lower in _QUESTION_WORDS and tokens[i].lower not in {"when", "where"}:
        return Start(i, "clause after the verb")
    k = _after_circumstance(tokens, i)
    if k is None or tokens[k].lower in AUXILIARIES or not (sure or _has_verb(tokens, k)):
        return None
    quote = _quote_at(tokens, k)
    if quote is not None:
        return Start(quote, "marked words after the verb")
    return Start(k, "clause after the verb")


def _has_verb(tokens: Sequence[Token], start: int) -> bool:
    """Whether a clause begins at `start`: "that", a passage in marks, or a verb within reach; else a mere object."""
    if tokens[start].lower in _QUESTION_WORDS or _quote_at(tokens, start) is not None:
        return True
    if _is_pronoun(tokens[start].lower):
        return True
    for token in tokens[start + 1 : start + _REACH]:
        lower = token.lower
        if lower == "to":
            return False  # what stood before it is an object
        if token.kind == "quote" or lower in AUXILIARIES or lower.endswith(("'s", "n't", "'d", "'re", "'ll")):
            return True
        if _is_pronoun(lower) or (not token.capital and lower.endswith("ed")):
            return True
    return False


def _is_pronoun(lower: str) -> bool:
    return lower.split("'")[0] in SUBJECT_PRONOUNS


def _after_circumstance(tokens: Sequence[Token], i: int) -> int | None:
    """Index after "on Tuesday", "in a statement", "to reporters"; `None` when only that follows."""
    if tokens[i].lower in _PLACES or tokens[i].lower in WEEKDAYS:
        for k in range(i, min(i + _REACH, len(tokens))):
            if tokens[k].lower == "that" or _quote_at(tokens, k) is not None:
                return k
            if tokens[k].kind == "punct" and tokens[k].lower not in {",", "'", "’", "‘"}:
                break
        if tokens[i].lower in WEEKDAYS:
            return i + 1 if i + 1 < len(tokens) and tokens[i + 1].kind != "punct" else None
        for k in range(i + 1, min(i + _REACH, len(tokens))):
            if tokens[k].lower in SUBJECT_PRONOUNS:
                return k
            if tokens[k].kind == "punct":
                break
            if tokens[k].lower in DETERMINERS and k > i + 1 and tokens[k - 1].lower not in PREPOSITIONS:
                return k
        return None
    return i


def _that(tokens: Sequence[Token], i: int) -> Start | None:
    k = i
    while k < min(i + 3, len(tokens)) and tokens[k].lower in {"out", "to"}:
        k += 1
    if k < len(tokens) and (tokens[k].lower in _PLACES or tokens[k].lower in WEEKDAYS):
        that = next((j for j in range(k, min(k + 9, len(tokens))) if tokens[j].kind != "word" or tokens[j].lower == "that"), k)
        k = that if tokens[that].lower == "that" else k
    if k < len(tokens) and tokens[k].lower in {"that", "how", "what", "why"}:
        return Start(k, "that-clause after the verb")
    quote = _quote_at(tokens, k)
    return Start(quote, "marked words after the verb") if quote is not None else None


def _infinitive(tokens: Sequence[Token], i: int) -> Start | None:
    if tokens[i].lower != "to" or i + 1 >= len(tokens):
        return None
    does = tokens[i + 1]
    nominal = does.capital or does.lower in DETERMINERS or does.lower[:1].isdigit()
    return None if nominal else Start(i, "infinitive after the verb")


_ASKING = words("ask asks asked asking")


def _addressed(tokens: Sequence[Token], i: int) -> Start | None:
    """urged X to …: the words take in the addressee."""
    for k in range(i + 1, min(i + _REACH, len(tokens))):
        if tokens[k].lower == "to":
            return Start(i, "addressee and infinitive")
        if tokens[k].lower == "for" and k + 1 < len(tokens) and tokens[i - 1].lower in _ASKING:
            return Start(k + 1, "what the addressee is asked for")
        if tokens[k].lower in _QUESTION_WORDS:
            return None
        if tokens[k].kind != "word":
            return None
    return None


def _for(tokens: Sequence[Token], i: int) -> Start | None:
    """called for …, called on X to …: the words begin after "for" and "on"."""
    if tokens[i].lower in {"on", "for"} and i + 1 < len(tokens) and tokens[i + 1].kind != "punct":
        return Start(i + 1, "words called for")
    return None


def _as(tokens: Sequence[Token], i: int) -> Start | None:
    for k in range(i, min(i + 2 * _REACH, len(tokens))):
        if tokens[k].lower == "as":
            return Start(i, "words after as")
        if tokens[k].lower in _ENDS:
            return None
    return None


def _call(tokens: Sequence[Token], i: int) -> Start | None:
    if tokens[i].lower in PREPOSITIONS or tokens[i].kind != "word":
        return None
    return Start(i, "what it is called")


def _object(tokens: Sequence[Token], i: int) -> Start | None:
    if tokens[i].lower in PREPOSITIONS or tokens[i].kind != "word":
        return None
    return Start(i, "object of the verb")


def _about(tokens: Sequence[Token], i: int) -> Start | None:
    """talked about …, spoke of …, pointed to …"""
    if tokens[i].lower in {"about", "of", "to"} and i + 1 < len(tokens) and tokens[i + 1].kind != "punct":
        return Start(i + 1, "words talked about")
    return None


def _quoted(tokens: Sequence[Token], i: int) -> Start | None:
    is_object = tokens[i].kind == "word" and tokens[i].lower not in PREPOSITIONS
    return Start(i, "object in marks") if is_object else None


_STARTERS = (
    ("addressed", _addressed),
    ("for", _for),
    ("told", _told),
    ("infinitive", _infinitive),
    ("as", _as),
    ("that", _that),
    ("clause", _clause),
    ("call", _call),
    ("object", _object),
    ("about", _about),
    ("quoted", _quoted),
)
