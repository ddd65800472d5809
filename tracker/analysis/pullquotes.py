"""Pull-quotes: words set apart in a paragraph of their own, signed with the speaker's name.

Without marks: "…in the national interest Foreign Secretary Ada Ortel", no full stop, and a name at the end. It counts
only where the words are someone's own voice (we, our, I, my), since captions and headlines look alike otherwise.

In marks, the name stands in the next paragraph: behind a dash ("- Ada Ortel."), or before the closing mark.
"""

from collections.abc import Sequence

from tracker.analysis.quotations import Span
from tracker.analysis.sentences import Sentence, Token
from tracker.analysis.wordclasses import AUXILIARIES, words

_OWN_VOICE = words("we our us i my")
_LEAST_WORDS = 10
_LONGEST_NAME = 7
_LONGEST_SIGNATURE = 16  # tokens
_LEAST_SIGNED = 4  # words
_DASHES = frozenset({"—", "―", "–", "--", "-"})
_CLOSING = frozenset("\"”'’")


def pull_quote(tokens: Sequence[Token]) -> tuple[Span, Span] | None:
    """The spans of the words and of the name that signs them, when a paragraph's tokens are a pull-quote."""
    if len(tokens) <= _LEAST_WORDS or any(token.kind == "quote" for token in tokens):
        return None
    start = len(tokens)
    while start > 0 and tokens[start - 1].kind == "word" and tokens[start - 1].capital:
        start -= 1
    length = len(tokens) - start
    if not 2 <= length <= _LONGEST_NAME or start < _LEAST_WORDS or not _OWN_VOICE & {t.lower for t in tokens[:start]}:
        return None
    end = start
    while tokens[end - 1].kind == "punct" and tokens[end - 1].lower in {",", "—", "–", "--", "-"}:
        end -= 1
    if tokens[end - 1].kind == "word" and tokens[end - 1].lower in {"by", "of", "the", "and", "in"}:
        return None
    return (tokens[0].start, tokens[end - 1].end), (tokens[start].start, tokens[-1].end)


def signature_below(text: str, marked: Sentence, below: Sentence | None) -> Span | None:
    """The name that signs a paragraph of nothing but words in marks, in the paragraph `below` it."""
    passage = marked.tokens[0].marked
    if passage is None or len(marked.tokens) > 1 or below is None or below.paragraph != marked.paragraph + 1:
        return None
    tokens = below.tokens
    if passage.words < _LEAST_SIGNED or len(tokens) > _LONGEST_SIGNATURE or passage.runs_on:
        return None
    behind_dash = tokens[0].lower in _DASHES
    end = below.span[1]
    if not behind_dash and (passage.closed or _CLOSING.isdisjoint(text[end - 1 : end + 1])):
        return None
    return _name(tokens, int(behind_dash))


def _name(tokens: Sequence[Token], start: int) -> Span | None:
    end = start
    while end < len(tokens) and tokens[end].kind == "word":
        end += 1
    if any(token.lower in AUXILIARIES for token in tokens[start:]):
        return None
    named = start < end <= start + _LONGEST_NAME and tokens[start].capital and tokens[end - 1].capital
    return (tokens[start].start, tokens[end - 1].end) if named else None
