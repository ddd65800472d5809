"""Finding the passages of a text that report someone's words: their bounds, their cue and who is printed as speaking.

The text is read paragraph by paragraph: marks are paired, sentences are split with marked passages kept whole, and each
sentence gives its reports. Then pieces of one quotation are joined, and passages in marks that no verb reports go to
whoever spoke last.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from tracker.analysis.marks import marked_passages
from tracker.analysis.quotations import Mode, QuotationKind, Span
from tracker.analysis.reports import Report, reports_in
from tracker.analysis.sentences import Sentence, Token, paragraphs_of, sentences_of, tokens_of


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage that reports someone's words. All spans are code-point offsets into the text.

    `spans` are the pieces in text order. `speaker_span` is what is printed as the speaker, never inside the words;
    `told` is whom they were told to. `sentence_span` covers the sentences that report it. `bounds_rule` and
    `speaker_rule` name the rules that decided; `confidence` is the share of such passages found right in both.
    """

    kind: QuotationKind
    spans: tuple[Span, ...]
    cue: str | None
    cue_span: Span | None
    speaker_span: Span | None
    mode: Mode
    bounds_rule: str
    speaker_rule: str
    confidence: float
    sentence_span: Span
    told: Span | None = None


def find_passages(text: str, furniture: Sequence[Span] = ()) -> tuple[Passage, ...]:
    """The passages of `text` in text order. Paragraphs that touch `furniture` yield none there."""
    found: list[Passage] = []
    for sentence, following in _sentences(text, furniture):
        reports = reports_in(sentence)
        passages = [_passage(text, sentence, report) for report in reports]
        if not passages:
            continued = _continued(text, sentence, found)
            if continued is not None:
                found[-1] = continued
            continue
        found.extend(passages)
    return tuple(sorted(found, key=lambda passage: passage.spans))


def _sentences(text: str, furniture: Sequence[Span]) -> list[tuple[Sentence, None]]:
    paragraphs = paragraphs_of(text)
    marked = marked_passages(text, paragraphs)
    found: list[tuple[Sentence, None]] = []
    for number, (paragraph, passages) in enumerate(zip(paragraphs, marked, strict=True)):
        for sentence in sentences_of(tokens_of(text, paragraph, passages), text, number):
            start, end = sentence.span
            if not any(s < end and start < e for s, e in furniture):
                found.append((sentence, None))
    return _joined_at_colons(found)


def _joined_at_colons(sentences: list[tuple[Sentence, None]]) -> list[tuple[Sentence, None]]:
    """A sentence that ends in a colon takes in the marked passage that begins the next paragraph."""
    joined: list[tuple[Sentence, None]] = []
    for sentence, _ in sentences:
        before = joined[-1][0] if joined else None
        if before is not None and before.tokens[-1].lower == ":" and sentence.tokens[0].kind == "quote":
            joined[-1] = (Sentence(before.tokens + sentence.tokens, sentence.paragraph), None)
        else:
            joined.append((sentence, None))
    return joined


def _passage(text: str, sentence: Sentence, report: Report) -> Passage:
    tokens = sentence.tokens
    spans = tuple((tokens[a].start, tokens[b - 1].end) for a, b in report.pieces)
    kind = _kind(text, tokens, report)
    if kind == "direct":
        spans = tuple(_without_marks(tokens, piece) for piece in report.pieces)
    cue = (tokens[report.cue[0]].start, tokens[report.cue[1] - 1].end)
    speaker = report.speaker and (tokens[report.speaker[0]].start, tokens[report.speaker[1] - 1].end)
    told = report.told and (tokens[report.told[0]].start, tokens[report.told[1] - 1].end)
    return Passage(
        kind, spans, text[cue[0] : cue[1]], cue, speaker, report.mode, report.bounds_rule, report.speaker_rule, 0.5,
        sentence.span, told,
    )


def _letters(text: str, start: int, end: int) -> int:
    return sum(map(str.isalnum, text[start:end]))


def _kind(text: str, tokens: Sequence[Token], report: Report) -> QuotationKind:
    """Direct when (almost) every letter stands in marks, indirect when none does, else mixed."""
    inside = outside = 0
    for a, b in report.pieces:
        for token in tokens[a:b]:
            if token.kind == "quote":
                inside += _letters(text, token.start, token.end)
            else:
                outside += _letters(text, token.start, token.end)
    if not inside:
        return "indirect"
    return "direct" if inside >= 0.98 * (inside + outside) else "mixed"


def _without_marks(tokens: Sequence[Token], piece: tuple[int, int]) -> Span:
    first, last = tokens[piece[0]], tokens[piece[1] - 1]
    start = first.marked.inner[0] if first.marked is not None else first.start
    end = last.marked.inner[1] if last.marked is not None else last.end
    return start, end


def _continued(text: str, sentence: Sentence, found: Sequence[Passage]) -> Passage | None:
    """The last passage with this sentence joined to it, when the sentence is nothing but a marked passage."""
    if not found or any(token.kind != "quote" for token in sentence.tokens):
        return None
    last = found[-1]
    spans = tuple(token.marked.inner for token in sentence.tokens if token.marked is not None)
    if last.kind == "indirect":
        return None
    gap = text[last.sentence_span[1] : sentence.span[0]]
    if gap.strip():
        return None
    return replace(last, spans=last.spans + spans, sentence_span=(last.sentence_span[0], sentence.span[1]))
