"""The sentences of a text as they are read for reports: marks paired, block quotations found, furniture left out.

They are given one by one, so that what a long text takes in memory is not what its words take.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

from tracker.analysis.blocks import with_blocks
from tracker.analysis.marks import marked_passages
from tracker.analysis.quotations import Span
from tracker.analysis.sentences import Sentence, paragraphs_of, sentences_of, tokens_of

_LONGEST_LEAD = 250  # tokens


def prose_of(text: str, furniture: Sequence[Span]) -> Iterator[Sentence]:
    """The sentences of `text` in order, but for those that touch `furniture`, which is in text order."""
    return _joined_at_colons(_outside(furniture, _sentences(text)))


def _sentences(text: str) -> Iterator[Sentence]:
    paragraphs = paragraphs_of(text)
    marked = with_blocks(text, paragraphs, marked_passages(text, paragraphs))
    for number, (paragraph, passages) in enumerate(zip(paragraphs, marked, strict=True)):
        yield from sentences_of(tokens_of(text, paragraph, passages), text, number)


def _outside(furniture: Sequence[Span], sentences: Iterable[Sentence]) -> Iterator[Sentence]:
    starts = [start for start, _ in furniture]
    for sentence in sentences:
        start, end = sentence.span
        at = bisect_left(starts, end) - 1
        if at < 0 or furniture[at][1] <= start:
            yield sentence


def _leads_in(sentence: Sentence) -> bool:
    return sentence.tokens[-1].lower == ":" and len(sentence.tokens) < _LONGEST_LEAD


def _joined_at_colons(sentences: Iterable[Sentence]) -> Iterator[Sentence]:
    """A sentence that ends in a colon takes in the marked passage that begins the next paragraph."""
    before: Sentence | None = None
    for sentence in sentences:
        if before is not None and _leads_in(before) and sentence.tokens[0].kind == "quote":
            before = Sentence(before.tokens + sentence.tokens, before.paragraph)
            continue
        if before is not None:
            yield before
        before = sentence
    if before is not None:
        yield before
