"""Finding the passages of a text that report someone's words: their bounds, their cue and who is printed as speaking.

The text is read paragraph by paragraph: marks are paired, sentences are split with marked passages kept whole, and each
sentence gives its reports. Then pieces of one quotation are joined, and passages in marks that no verb reports go to
whoever spoke last.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import tee, zip_longest

from tracker.analysis.exchanges import is_aside, labelled
from tracker.analysis.headings import in_present, is_heading
from tracker.analysis.marks import Marked
from tracker.analysis.openings import SIGNED_RULE
from tracker.analysis.prose import prose_of
from tracker.analysis.pullquotes import pull_quote, signature_below
from tracker.analysis.quotations import Mode, QuotationKind, Span
from tracker.analysis.reliability import confidence_of
from tracker.analysis.reports import Report, reports_in
from tracker.analysis.sentences import Sentence, Token
from tracker.analysis.subjects import main_subject
from tracker.analysis.wordclasses import DETERMINERS

_LEAST_ALONE = 8
_LEAST_LED = 4


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
    """The passages of `text` in text order. Sentences that touch `furniture`, which is not the article, yield none."""
    search = _Search(text)
    sentences, ahead = tee(prose_of(text, furniture))
    next(ahead, None)
    for sentence, below in zip_longest(sentences, ahead):
        search.read(sentence, below)
    # A verb whose words start where they end reports nothing.
    found = (passage for passage in search.passages() if all(start < end for start, end in passage.spans))
    return tuple(sorted((_weighed(text, passage) for passage in found), key=lambda passage: passage.spans))


class _Search:
    """The passages found so far, and what the next sentence may go on with."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.found: list[Passage] = []
        self._open: int | None = None  # index of the passage that marked words standing next would continue
        self._paragraph = -9  # of the last sentence that gave or continued a passage
        self._before: Sentence | None = None
        self._more: dict[int, list[Span]] = {}  # pieces that go on with a passage, by its index

    def read(self, sentence: Sentence, below: Sentence | None) -> None:
        """Take in the next sentence, which `below` follows."""
        signed = self._signed(sentence, below)
        if signed is not None:
            self.found.append(_pulled(sentence, *signed))
            self._open = None
        elif not sentence.is_marked:
            self._report(sentence)
        elif (turn := self._turn(sentence)) is not None:
            self.found.append(turn)
            self._open, self._paragraph = len(self.found) - 1, sentence.paragraph
        elif (aside := _lone_passage(sentence)) is not None and is_aside(self.text, aside):
            pass
        elif self._open is not None and _continues(sentence, self.found[self._open], self._paragraph):
            self._join(self._open, sentence)
            self._paragraph = sentence.paragraph
        elif self._may_resume(sentence):
            self._join(-1, sentence)
        elif (alone := self._alone(sentence)) is not None:
            self.found.append(alone)
            self._open, self._paragraph = len(self.found) - 1, sentence.paragraph
        else:
            self._report(sentence)
        self._before = sentence

    def _signed(self, sentence: Sentence, below: Sentence | None) -> tuple[Span, Span] | None:
        """The words and the name of a pull-quote."""
        if not sentence.is_marked:
            return pull_quote(sentence.tokens) if sentence.unended else None
        name = signature_below(self.text, sentence, below)
        marked = sentence.tokens[0].marked
        return (marked.inner, name) if marked is not None and name is not None else None

    def passages(self) -> list[Passage]:
        """The passages found, each with all its pieces."""
        more = self._more
        return [replace(p, spans=(*p.spans, *more[i])) if i in more else p for i, p in enumerate(self.found)]

    def _join(self, index: int, sentence: Sentence) -> None:
        spans = [token.marked.inner for token in sentence.tokens if token.marked is not None]
        kind = self.found[index].kind
        self._go_on(index, spans, "mixed" if kind == "indirect" else kind, sentence)

    def _go_on(self, index: int, spans: list[Span], kind: QuotationKind, sentence: Sentence) -> None:
        """Takes more pieces into a passage; kept apart until the end, since there may be thousands."""
        passage = self.found[index]
        self._more.setdefault(index % len(self.found), []).extend(spans)
        self.found[index] = replace(passage, kind=kind, sentence_span=(passage.sentence_span[0], sentence.span[1]))

    def _report(self, sentence: Sentence) -> None:
        fresh = [_passage(self.text, sentence, report) for report in reports_in(sentence)]
        if fresh and is_heading(self.text, sentence):
            fresh = [passage for passage in fresh if passage.kind == "direct" or not in_present(passage.cue)]
        if not fresh and self._before is not None and _leads_on(sentence, self._before, self.found):
            self._go_on(-1, [sentence.span], "mixed", sentence)
            return
        first = len(self.found)
        self.found.extend(fresh)
        quoted = (first + i for i, passage in enumerate(fresh) if passage.kind != "indirect")
        self._open = next(quoted, len(self.found) - 1) if fresh and fresh[-1].bounds_rule != SIGNED_RULE else None
        self._paragraph = sentence.paragraph if fresh else self._paragraph

    def _turn(self, sentence: Sentence) -> Passage | None:
        """A turn of an exchange printed in marks, given to the label that begins it."""
        marked = _lone_passage(sentence)
        found = labelled(self.text, marked) if marked is not None else None
        if found is None:
            return None
        label, words = found
        return Passage(
            "direct", (words,), None, None, label, "said", "marked words behind a label", "label", 0.5, sentence.span
        )

    def _alone(self, sentence: Sentence) -> Passage | None:
        """A sentence that is nothing but marked words which no verb reports: given to the person whom the sentence
        before is about, else to the last speaker, if that one spoke in this paragraph or the two before."""
        pieces = [token.marked for token in sentence.tokens if token.marked is not None]
        if not pieces[0].opens_capital:
            return None
        if sum(piece.words for piece in pieces) < _LEAST_ALONE:
            return None
        speaker, rule = self._speaker_before(sentence)
        spans = tuple(piece.inner for piece in pieces)
        if speaker is None:
            return None
        return Passage("direct", spans, None, None, speaker, "said", "marked words alone", rule, 0.5, sentence.span)

    def _may_resume(self, sentence: Sentence) -> bool:
        """Whether a sentence of marked words alone goes on with a quotation of its paragraph, told about between."""
        return bool(self.found) and self.found[-1].kind == "direct" and self._paragraph == sentence.paragraph

    def _speaker_before(self, sentence: Sentence) -> tuple[Span | None, str]:
        before = self._before
        if before is not None and before.paragraph >= sentence.paragraph - 1:
            subject = main_subject(before.tokens, len(before.tokens))
            if subject is not None and _is_person(before.tokens[subject[0]]):
                span = before.tokens[subject[0]].start, before.tokens[subject[1] - 1].end
                return span, "subject of the sentence before"
        if self.found and sentence.paragraph - self._paragraph <= 2:
            return self.found[-1].speaker_span, "last speaker"
        return None, "no speaker"


def _lone_passage(sentence: Sentence) -> Marked | None:
    return sentence.tokens[0].marked if len(sentence.tokens) == 1 else None


def _is_person(token: Token) -> bool:
    return (token.capital and token.lower not in DETERMINERS | {"it", "there", "what"}) or token.lower in {
        "he",
        "she",
        "they",
    }


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
    """Whether a sentence of marked words alone goes on with `passage`, whose sentence came just before.

    Words reported without marks are gone on with only inside their paragraph."""
    return passage.kind != "indirect" or sentence.paragraph == paragraph


def _leads_on(sentence: Sentence, before: Sentence, found: Sequence[Passage]) -> bool:
    """Whether a few words of the reporter's lead from the words quoted in the sentence before to more of them in marks:
    “It was late,” she said. But it was “nothing that could not be put right.” Or from those on to a few of his."""
    if not found or found[-1].kind == "indirect" or sentence.paragraph != before.paragraph:
        return False
    if not before.span[0] < found[-1].sentence_span[1] <= before.span[1]:
        return False
    last = max((k for k, token in enumerate(sentence.tokens) if token.kind == "word" or token.marked), default=0)
    marked = [token.marked.words for token in sentence.tokens if token.marked is not None]
    led = len([token for token in sentence.tokens if token.kind == "word"])
    first = sentence.tokens[0].marked
    goes_on = first is not None and first.opens_capital and found[-1].kind == "direct"
    return (goes_on or sentence.tokens[last].marked is not None) and sum(marked) >= max(_LEAST_LED, led)


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
