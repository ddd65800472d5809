"""Finding the passages of a text that report someone's words: their bounds, their cue and who is printed as speaking.

The text is read paragraph by paragraph: marks are paired, sentences are split with marked passages kept whole, and each
sentence gives its reports. Then pieces of one quotation are joined, and passages in marks that no verb reports go to
whoever spoke last.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from tracker.analysis.marks import marked_passages
from tracker.analysis.pullquotes import pull_quote
from tracker.analysis.quotations import Mode, QuotationKind, Span
from tracker.analysis.reliability import confidence_of
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
    open_at: int | None = None
    last_at = -9
    for sentence in _sentences(text, furniture):
        signed = pull_quote(sentence.tokens) if sentence.unended else None
        if signed is not None:
            found.append(_pulled(sentence, *signed))
            open_at = None
            continue
        if open_at is not None and _continues(sentence, found[open_at], last_at):
            found[open_at] = _joined(found[open_at], sentence)
            last_at = sentence.paragraph
            continue
        if found and sentence.paragraph - last_at <= 2 and (alone := _alone(text, sentence, found[-1])) is not None:
            found.append(alone)
            open_at, last_at = len(found) - 1, sentence.paragraph
            continue
        passages = [_passage(text, sentence, report) for report in reports_in(sentence)]
        found.extend(passages)
        open_at = _open(found, len(passages))
        last_at = sentence.paragraph if passages else last_at
    return tuple(sorted((_weighed(text, passage) for passage in found), key=lambda passage: passage.spans))


def _weighed(text: str, passage: Passage) -> Passage:
    words = sum(text.count(" ", start, end) + 1 for start, end in passage.spans)
    share = confidence_of(passage.kind, passage.bounds_rule, passage.speaker_rule, words, len(passage.spans))
    return replace(passage, confidence=share)


def _pulled(sentence: Sentence, words: Span, speaker: Span) -> Passage:
    return Passage(
        "direct",
        (words,),
        None,
        None,
        speaker,
        "said",
        "pull-quote",
        "name that signs a pull-quote",
        0.5,
        sentence.span,
    )


def _continues(sentence: Sentence, passage: Passage, paragraph: int) -> bool:
    """Whether a sentence is only marked words that go on with `passage`, whose sentence came just before.

    Words reported without marks are gone on with only inside their paragraph."""
    if any(token.kind != "quote" for token in sentence.tokens):
        return False
    return passage.kind != "indirect" or sentence.paragraph == paragraph


def _open(found: Sequence[Passage], new: int) -> int | None:
    """The index of the passage that marked words standing alone after its sentence would continue."""
    fresh = range(len(found) - new, len(found))
    return next((index for index in fresh if found[index].kind != "indirect"), len(found) - 1 if new else None)


def _alone(text: str, sentence: Sentence, last: Passage) -> Passage | None:
    """A sentence that is nothing but marked words, given to the last speaker."""
    pieces = [token.marked for token in sentence.tokens if token.marked is not None]
    if len(pieces) != len(sentence.tokens) or sum(piece.words for piece in pieces) < 8 or not pieces[0].opens_capital:
        return None
    return Passage(
        "direct",
        tuple(piece.inner for piece in pieces),
        None,
        None,
        last.speaker_span,
        "said",
        "marked words alone",
        "last speaker",
        0.5,
        sentence.span,
    )


def _joined(passage: Passage, sentence: Sentence) -> Passage:
    spans = tuple(token.marked.inner for token in sentence.tokens if token.marked is not None)
    return replace(passage, spans=passage.spans + spans, sentence_span=(passage.sentence_span[0], sentence.span[1]))


def _sentences(text: str, furniture: Sequence[Span]) -> list[Sentence]:
    paragraphs = paragraphs_of(text)
    marked = marked_passages(text, paragraphs)
    found: list[Sentence] = []
    for number, (paragraph, passages) in enumerate(zip(paragraphs, marked, strict=True)):
        for sentence in sentences_of(tokens_of(text, paragraph, passages), text, number):
            start, end = sentence.span
            if not any(s < end and start < e for s, e in furniture):
                found.append(sentence)
    return _joined_at_colons(found)


def _joined_at_colons(sentences: list[Sentence]) -> list[Sentence]:
    """A sentence that ends in a colon takes in the marked passage that begins the next paragraph."""
    joined: list[Sentence] = []
    for sentence in sentences:
        before = joined[-1] if joined else None
        if before is not None and before.tokens[-1].lower == ":" and sentence.tokens[0].kind == "quote":
            joined[-1] = Sentence(before.tokens + sentence.tokens, sentence.paragraph)
        else:
            joined.append(sentence)
    return joined


def _passage(text: str, sentence: Sentence, report: Report) -> Passage:
    tokens = sentence.tokens
    spans = tuple((tokens[a].start, tokens[b - 1].end) for a, b in report.pieces)
    kind = _kind(text, tokens, report)
    if kind == "direct":
        spans = tuple(_without_marks(tokens, piece) for piece in report.pieces)
    by_verb = tokens[report.cue[0]].kind == "word"
    cue = (tokens[report.cue[0]].start, tokens[report.cue[1] - 1].end)
    speaker = report.speaker and (tokens[report.speaker[0]].start, tokens[report.speaker[1] - 1].end)
    told = report.told and (tokens[report.told[0]].start, tokens[report.told[1] - 1].end)
    return Passage(
        kind,
        spans,
        text[cue[0] : cue[1]] if by_verb else None,
        cue if by_verb else None,
        speaker,
        report.mode,
        report.bounds_rule,
        report.speaker_rule,
        0.5,
        sentence.span,
        told,
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
