"""Where the words of a verb of saying start, one function for each way in which they may follow it.

Each gets the tokens of a sentence and the index behind the verb; `None` when what stands there is nothing of its way.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from tracker.analysis.predicates import is_place
from tracker.analysis.sentences import Token
from tracker.analysis.speakers import Range
from tracker.analysis.wordclasses import (
    AUXILIARIES,
    DETERMINERS,
    PREPOSITIONS,
    RELATIVES,
    SUBJECT_PRONOUNS,
    WEEKDAYS,
    words,
)

QUESTION_WORDS = words("that whether if what why how who when where which")
# What may stand between a verb of saying and its clause; other prepositions begin the clause.
_PLACES = words("on in at to during after before by for about of via through last earlier this with from")
# After an addressee these describe it rather than begin a question.
_RELATIVE = words("which who when where")
_TIMELY = words("when where")
_TIMES = words("week weekend month year morning afternoon evening night summer spring autumn fall winter")
_OCCASIONS = frozenset({"after", "before"})
_TOPICS = frozenset({"of", "about"})
_AGAINST = frozenset({"against", "over", "on"})
_DWELLING = ("fixat", "harp", "focus")
_OF_DEEDS = ("report", "recall", "den", "admit", "suggest", "acknowledg", "recount")
_ASKING = words("ask asks asked asking")
# What is told or asked, rather than who.
_TALES = words("story stories tale tales question questions truth lies joke jokes")
_AMOUNTS = words("half one two three four five six seven eight nine ten a")
_ENDS = frozenset(".?!…;")
_REACH = 16
# Rules whose words are a thing and what it is called.
NAMING = frozenset({"what it is called", "words after as"})


@dataclass(frozen=True, slots=True)
class Start:
    """Where the words start, by which rule, and who is told them."""

    index: int
    rule: str
    told: Range | None = None


def quote_at(tokens: Sequence[Token], i: int) -> int | None:
    """Index of a marked passage at `i`, a colon or comma before it skipped."""
    if i < len(tokens) and tokens[i].lower in {":", ","}:
        i += 1
    return i if i < len(tokens) and tokens[i].kind == "quote" else None


def _told(tokens: Sequence[Token], i: int) -> Start | None:
    """told X (that) …: the addressee ends at "that", at "to", at a marked passage or at the clause's own subject."""
    if tokens[i].lower in QUESTION_WORDS or any(token.lower in _TALES for token in tokens[i : i + 3]):
        return None
    asked = tokens[i - 1].lower in _ASKING
    if asked and tokens[i].lower in PREPOSITIONS:
        return None
    for k in range(i + 1, min(i + _REACH, len(tokens))):
        token = tokens[k]
        told = (i, k)
        if token.lower == "to" or token.lower in (QUESTION_WORDS - (_TIMELY if asked else _RELATIVE)):
            begin = k - (tokens[k - 1].lower == "not" and k - 1 > i)
            return Start(begin, "clause after the addressee", (i, begin))
        quote = quote_at(tokens, k)
        if quote is not None and is_place(tokens, quote):
            continue
        if quote is not None:
            return Start(quote, "marked words after the addressee", told)
        if token.kind == "punct" and token.lower not in {"'", "’", "(", ")", ",", "-"}:
            return None
        if not asked and _begins_told_clause(tokens, k):
            return Start(k, "clause after the addressee", told)
    return None


def _begins_told_clause(tokens: Sequence[Token], k: int) -> bool:
    """Whether a clause without "that" begins at `k`, behind an addressee: told voters he was late, a port was shut."""
    token, before = tokens[k], tokens[k - 1]
    if token.lower in {"this", "last"} and k + 1 < len(tokens) and tokens[k + 1].lower in _TIMES:
        return False
    if _is_pronoun(token.lower) and token.lower != "you":
        return True
    return token.lower in DETERMINERS and before.lower not in PREPOSITIONS


def bare_clause(tokens: Sequence[Token], i: int, sure: bool = False) -> Start | None:
    if tokens[i].lower in QUESTION_WORDS and tokens[i].lower not in {"when", "where"}:
        return Start(i, "clause after the verb")
    k = i if _is_amount(tokens, i) else _after_circumstance(tokens, i, sure)
    if k is None or tokens[k].lower in AUXILIARIES - {"having", "being"} or not (sure or begins_clause(tokens, k)):
        return None
    quote = quote_at(tokens, k)
    if quote is not None:
        return Start(quote, "marked words after the verb")
    return Start(k, "clause after the verb")


def begins_clause(tokens: Sequence[Token], start: int) -> bool:
    """Whether a clause begins at `start`: "that", a passage in marks, or a verb within reach; else a mere object."""
    if tokens[start].lower in QUESTION_WORDS or quote_at(tokens, start) is not None:
        return True
    if _is_pronoun(tokens[start].lower) or _is_deed(tokens, start):
        return True
    paused = False
    for k in range(start + 1, min(start + _REACH, len(tokens))):
        lower = tokens[k].lower
        if lower == "to":
            return not paused and _goes_on_to_verb(tokens[k + 1 : start + _REACH])
        paused = paused or lower == ","
        if _is_verb(tokens[k]) or _is_pronoun(lower):
            return True
    return False


def _is_verb(token: Token) -> bool:
    lower = token.lower
    if token.kind == "quote" or lower in AUXILIARIES or lower.endswith(("'s", "n't", "'d", "'re", "'ll")):
        return True
    return not token.capital and lower.endswith("ed")


def _goes_on_to_verb(tokens: Sequence[Token]) -> bool:
    """Whether a noun with "to" is the subject of a clause (the refusal to go could …) rather than an object."""
    for token in tokens:
        if token.lower in RELATIVES or token.lower in {",", "and"}:
            return False
        if token.lower in AUXILIARIES - {"be", "have", "do"}:
            return True
    return False


def _is_deed(tokens: Sequence[Token], start: int) -> bool:
    """Whether what is recalled or denied is a deed: she denied taking the money."""
    deed = tokens[start].lower.endswith("ing") and not tokens[start].lower.endswith("thing")
    return deed and start > 0 and tokens[start - 1].lower.startswith(_OF_DEEDS)


def _is_pronoun(lower: str) -> bool:
    return lower.split("'")[0] in SUBJECT_PRONOUNS


def _after_circumstance(tokens: Sequence[Token], i: int, sure: bool) -> int | None:
    """Index after "on Tuesday", "in a statement", "to reporters"; `None` when only that follows. A clause without
    "that" may follow it only where the verb is `sure` to have one."""
    if tokens[i].lower not in _PLACES and tokens[i].lower not in WEEKDAYS:
        return i
    for k in range(i, min(i + _REACH, len(tokens))):
        quote = quote_at(tokens, k)
        if tokens[k].lower == "that" or (quote is not None and not is_place(tokens, quote)):
            return k
        if _ends_circumstance(tokens, k):
            break
    if tokens[i].lower in WEEKDAYS:
        return i + 1 if i + 1 < len(tokens) and tokens[i + 1].kind != "punct" else None
    return _clause_behind(tokens, i + 1) if sure and tokens[i].lower not in _TOPICS else None


def _ends_circumstance(tokens: Sequence[Token], k: int) -> bool:
    """Whether the sentence goes on to something else at `k`: a stop, or a comma before "and"."""
    if tokens[k].lower == "," and k + 1 < len(tokens) and tokens[k + 1].lower in {"and", "but"}:
        return True
    return tokens[k].kind == "punct" and tokens[k].lower not in {",", "'", "’", "‘"}


def _clause_behind(tokens: Sequence[Token], start: int) -> int | None:
    """Where the subject of a clause stands behind the circumstance that goes on at `start`."""
    for k in range(start, min(start + _REACH - 1, len(tokens))):
        if tokens[k].lower in SUBJECT_PRONOUNS and (k > start or tokens[k - 1].lower not in _OCCASIONS):
            return k
        if tokens[k].kind == "punct":
            return None
        if tokens[k].lower in DETERMINERS and k > start and tokens[k - 1].lower not in PREPOSITIONS:
            return k
    return None


def _is_amount(tokens: Sequence[Token], i: int) -> bool:
    """Whether a clause begins at `i` with a rough number: said about half of them went."""
    if tokens[i].lower != "about" or i + 1 >= len(tokens):
        return False
    return tokens[i + 1].lower[:1].isdigit() or tokens[i + 1].lower in _AMOUNTS


def _that(tokens: Sequence[Token], i: int) -> Start | None:
    k = i
    while k < min(i + 3, len(tokens)) and tokens[k].lower in {"out", "to"}:
        k += 1
    if k < len(tokens) and (tokens[k - 1].lower == "to" or tokens[k].lower in _PLACES | WEEKDAYS):
        that = next(
            (j for j in range(k, min(k + 9, len(tokens))) if tokens[j].kind != "word" or tokens[j].lower == "that"), k
        )
        k = that if tokens[that].lower == "that" else k
    if k < len(tokens) and tokens[k].lower in {"that", "how", "what", "why"}:
        return Start(k, "that-clause after the verb")
    quote = quote_at(tokens, k)
    return Start(quote, "marked words after the verb") if quote is not None else None


def _infinitive(tokens: Sequence[Token], i: int) -> Start | None:
    if tokens[i].lower != "to" or i + 1 >= len(tokens):
        return None
    does = tokens[i + 1]
    nominal = does.capital or does.lower in DETERMINERS or does.lower[:1].isdigit()
    return None if nominal else Start(i, "infinitive after the verb")


_WARNING = words("warn warns warned warning")
_POINTING = ("point", "refer", "allud")


def _addressed(tokens: Sequence[Token], i: int) -> Start | None:
    """urged X to …: the words take in the addressee; asked for a “pause”: what is asked for, where it is in marks."""
    if tokens[i].lower == "for" and tokens[i - 1].lower in _ASKING:
        end = next((k for k in range(i, len(tokens)) if tokens[k].kind != "word"), i)
        if end < len(tokens) and tokens[end].kind == "quote":
            return Start(i + 1, "what is asked for")
    for k in range(i + 1, min(i + _REACH, len(tokens))):
        if tokens[k].lower == "to":
            return Start(i, "addressee and infinitive")
        if tokens[k].lower == "for" and k + 1 < len(tokens) and tokens[i - 1].lower in _ASKING:
            named = any(token.capital for token in tokens[i:k]) and tokens[i].lower not in QUESTION_WORDS | AUXILIARIES
            return Start(k + 1, "what a body is asked for" if named else "what the addressee is asked for")
        if tokens[k].lower in QUESTION_WORDS | AUXILIARIES:
            return None
        if tokens[k].kind != "word" and tokens[k].lower not in {"'", "’"}:
            return None
    return None


def _for(tokens: Sequence[Token], i: int) -> Start | None:
    """called for …, called on X to …: the words begin after "for" and "on"."""
    if tokens[i].lower in {"on", "for"} and i + 1 < len(tokens) and tokens[i + 1].kind != "punct":
        return Start(i + 1, "words called for")
    return None


def _as(tokens: Sequence[Token], i: int) -> Start | None:
    for k in range(i, min(i + 2 * _REACH, len(tokens))):
        if tokens[k].lower == "as" and not any(_is_pronoun(token.lower) for token in tokens[k + 1 : k + 2]):
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


def about(tokens: Sequence[Token], i: int) -> Start | None:
    """talked about …, spoke of …, pointed to …; "spoke to" only tells whom."""
    if tokens[i].lower == "on" and not tokens[i - 1].lower.startswith(_DWELLING):
        return None
    pointing = tokens[i].lower == "to" and tokens[i - 1].lower.startswith(_POINTING)
    if not (pointing or tokens[i].lower in _TOPICS | _AGAINST) or i + 1 >= len(tokens) or tokens[i + 1].kind == "punct":
        return None
    if tokens[i].lower == "of" and tokens[i - 1].lower in _WARNING:
        return Start(i + 1, "what is warned of")
    shown = pointing and tokens[i - 1].lower.startswith("point")
    return Start(i + 1, "what is pointed to" if shown else "words talked about")


def _quoted(tokens: Sequence[Token], i: int) -> Start | None:
    """praised “a fresh” start; wanted to “start afresh”"""
    is_object = tokens[i].kind == "word" and tokens[i].lower not in PREPOSITIONS
    if not is_object and _infinitive(tokens, i) is None and not (tokens[i].lower == "to" and quote_at(tokens, i + 1)):
        return None
    return Start(i, "object in marks")


STARTERS = (
    ("addressed", _addressed),
    ("for", _for),
    ("told", _told),
    ("infinitive", _infinitive),
    ("as", _as),
    ("that", _that),
    ("clause", bare_clause),
    ("call", _call),
    ("object", _object),
    ("about", about),
    ("quoted", _quoted),
)
