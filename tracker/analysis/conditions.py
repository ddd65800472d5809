"""Conditions on what is said: "if", "unless", "provided that", "as long as", "only when" and their kind.

`conditions_in` finds the clauses that set one on something undertaken, asked for or held. Left out are words of the
same form that set none: "as if", "even if", "if anything", "asked if", politeness ("if I may"), and remarks on how
things are ("if we leave, there is no table"): beside a plain "if", "unless" or "until" the sentence has to say what
will, should or must be. Refusals: a condition put in another sentence than what it is on, and irony, are not seen.
"""

import re
from collections.abc import Iterator, Sequence

Span = tuple[int, int]

# These set a condition whatever stands beside them; longest first, so that "only if" is not read as "if".
_PLAIN_SPOKEN = (
    r"on (?:the )?(?:strict |clear |sole )?condition (?:that|of)",
    r"(?:only|solely) (?:if|when|once|where|after|in return for)",
    r"provided (?:that|the|they|he|she|it|we|there|all|both)",
    r"providing that",
    r"(?:but )?not (?:until|unless|before)",
    r"if and (?:only if|when)",
    r"until and unless",
    r"in (?:return|exchange) for",
    r"subject to",
    r"(?:conditional|contingent|dependent) (?:up)?on",
    r"(?:will depend|depends) (?:up)?on",
)
# These only beside something undertaken, asked for or held.
_LOOSE = (
    r"(?:as|so) long as",
    r"until",
    r"unless",
    r"should [a-z]+ (?:not )?(?:fail|refuse|continue|decide|choose|agree|return|comply|attack|invade)",
    r"assuming(?: that)?",
    r"if",
)
_OPENING = re.compile(
    rf"(?<![\w’'-])(?:(?P<plain>{'|'.join(_PLAIN_SPOKEN)})|{'|'.join(_LOOSE)})(?![\w’'-])", re.IGNORECASE
)
_UNDERTAKEN = re.compile(
    r"\b(?:will|won[’']t|would|shall|should|must|ought|need|needs|may|ready|prepared|willing|support\w*|backs?"
    r"|favou?rs?|oppos\w+|accept|agree|stays?|stands?|remains?|wants?|goes on|continues?|wait|never|not|(?-i:No))\b",
    re.IGNORECASE,
)
_NO_CONDITION_BEFORE = re.compile(
    r"(?:\b(?:as|even|what|see|ask|asks|asked|asking|wonder\w*|know|knows|doubt\w*|unclear|sure|decide\w*|tell|say"
    r"|question|surprised|astonished|glad|happy|pleased|sorry|remiss|wrong|better|worse|matters?|and|or|but)\s+)\Z",
    re.IGNORECASE,
)
_JOINING = re.compile(r"\b(?:and|or|but)\s+\Z", re.IGNORECASE)
_NO_CONDITION_AFTER = re.compile(
    r"if\s+(?:anything|not\b|you\s+(?:like|will|look|ask|want)|i\s+(?:may|might|can|could|recall|remember)"
    r"|only\b|ever\b|any\b|at\s+all|so\b|(?:it\s+is\s+)?(?:necessary|needed|possible|required)\b)",
    re.IGNORECASE,
)
# "until 2030", "until last year", "until now": a date is no condition.
_UNTIL_A_DATE = re.compile(
    r"until\s+(?:\d+|now|then|today|tomorrow|yesterday|recently|last|next|this|the\s+(?:end|last|next|early|late|year"
    r"|\d)|january|february|march|april|may|june|july|august|september|october|november|december|monday|tuesday"
    r"|wednesday|thursday|friday|saturday|sunday|spring|summer|autumn|winter)\b",
    re.IGNORECASE,
)
# "as long as you have" measures time.
_AS_LONG_AS_SOMEBODY = re.compile(
    r"(?:as|so)\s+long\s+as\s+(?:i|you|we|they|he|she|it|anyone|anybody)\s+(?:have|has|had|do|did|can|could)\b",
    re.IGNORECASE,
)
_END = re.compile(r"[.;:!?…\n]|[–—]|,\s+(?:and|but|then|we|i|he|she|they|it)\b|\Z", re.IGNORECASE)
_SENTENCE = re.compile(r"(?<=[.!?…])[”’\"']?\s+|\s…\s|\n+")


def conditions_in(text: str) -> tuple[Span, ...]:
    """Where conditions stand in `text`, as code-point spans from the opening word to the end of its clause."""
    found: list[Span] = []
    for start, end in _sentences(text):
        for match in _OPENING.finditer(text, start, end):
            if (found and match.start() < found[-1][1]) or not _opens(text, match):
                continue
            # What comes first ends at its comma: "If it rains, the fair is off."
            comma = text.find(",", match.end(), end) if not text[start : match.start()].strip() else -1
            last = end if comma < 0 else comma
            stop = _END.search(text, match.end(), last)
            span = match.start(), stop.start() if stop else last
            if match["plain"] or _UNDERTAKEN.search(text[start : span[0]]) or _UNDERTAKEN.search(text[span[1] : end]):
                found.append(span)
    return tuple(found)


def _sentences(text: str) -> Iterator[Span]:
    start = 0
    for gap in _SENTENCE.finditer(text):
        yield start, gap.start()
        start = gap.end()
    yield start, len(text)


def _opens(text: str, match: re.Match[str]) -> bool:
    """False for words of the same form that open no condition."""
    opening, start = match[0].lower(), match.start()
    if opening == "if":
        apart = _NO_CONDITION_BEFORE.search(text[max(0, start - 20) : start])
        joined = _JOINING.search(text[max(0, start - 20) : start])
        return (apart is None or joined is not None) and not _NO_CONDITION_AFTER.match(text, start)
    return not _UNTIL_A_DATE.match(text, start) and not _AS_LONG_AS_SOMEBODY.match(text, start)


def is_conditional(text: str, *, about: Sequence[str] = ()) -> bool:
    """True if what `text` says of its subject holds under a condition only.

    `about` are words of the subject, such as the evidence a stance rests on: only sentences with one of them are read,
    or all where none has one.
    """
    if not _OPENING.search(text):
        return False  # so it is with most, and looking for their sentences costs more
    sentences = [text[start:end] for start, end in _sentences(text)]
    words = [word.casefold() for word in about if word.strip()]
    near = [s for s in sentences if any(word in s.casefold() for word in words)]
    return any(conditions_in(sentence) for sentence in near or sentences)
