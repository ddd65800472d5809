"""The sentences of a text as they are read for reports: marks paired, block quotations found, furniture left out."""

from bisect import bisect_left
from collections.abc import Sequence

from tracker.analysis.blocks import with_blocks
from tracker.analysis.marks import marked_passages
from tracker.analysis.quotations import Span
from tracker.analysis.sentences import Sentence, paragraphs_of, sentences_of, tokens_of

_LONGEST_LEAD = 250  # tokens


def prose_of(text: str, furniture: Sequence[Span]) -> list[Sentence]:
    """The sentences of `text` in order, but for those that touch `furniture`, which is in text order."""
    paragraphs = paragraphs_of(text)
    marked = with_blocks(text, paragraphs, marked_passages(text, paragraphs))
    found: list[Sentence] = []
    starts = [start for start, _ in furniture]
    for number, (paragraph, passages) in enumerate(zip(paragraphs, marked, strict=True)):
        for sentence in sentences_of(tokens_of(text, paragraph, passages), text, number):
            start, end = sentence.span
            at = bisect_left(starts, end) - 1
            if at < 0 or furniture[at][1] <= start:
                found.append(sentence)
    return _joined_at_colons(found)


def _leads_in(sentence: Sentence) -> bool:
    return sentence.tokens[-1].lower == ":" and len(sentence.tokens) < _LONGEST_LEAD


def _joined_at_colons(sentences: list[Sentence]) -> list[Sentence]:
    """A sentence that ends in a colon takes in the marked passage that begins the next paragraph."""
    joined: list[Sentence] = []
    for sentence in sentences:
        before = joined[-1] if joined else None
        if before is not None and _leads_in(before) and sentence.tokens[0].kind == "quote":
            joined[-1] = Sentence(before.tokens + sentence.tokens, sentence.paragraph)
        else:
            joined.append(sentence)
    return joined
