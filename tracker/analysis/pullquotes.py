"""Pull-quotes: words set apart in a paragraph of their own, without marks, signed with the speaker's name.

"…in the national interest Foreign Secretary Ada Ortel": no full stop, and a name at the end. It counts only where the
words are someone's own voice (we, our, I, my), since captions and headlines look alike otherwise.
"""

from collections.abc import Sequence

from tracker.analysis.quotations import Span
from tracker.analysis.sentences import Token
from tracker.analysis.wordclasses import words

_OWN_VOICE = words("we our us i my")
_LEAST_WORDS = 10
_LONGEST_NAME = 7


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
