"""When words were said: which phrase of the reporting sentence tells, and which dates something else.

A phrase counts only where it belongs to the reporting: beside the cue, between speaker and cue, or opening the
sentence before the speaker. "David Lammy's trip on Friday" dates the trip, not the words; without a phrase nothing is
dated.
"""

from collections.abc import Iterator, Sequence
from datetime import date

import regex

from tracker.analysis.days import PHRASES, UNKNOWN, Dating, dated
from tracker.analysis.quotations import Span

_OPENING = regex.compile(
    r"(?:at|on|in|during|speaking|last|earlier|yesterday|today|writing|addressing|asked|following|after|before|ahead|previously|late|early|when|while|as|"
    r"just|hours|days|months|years|a|two|three|four|one|appearing|responding|answering|this|by|for|talking|back|then|tonight|once|until|to|visiting|quizzed|pressed|"
    r"monday|tuesday|wednesday|thursday|friday|saturday|sunday)\b", regex.I,
)  # fmt: skip
_OCCASION = regex.compile(
    r"(?:in|during|at|through|via)\s+(?:an?|his|her|its|their|the)\s+(?:[\p{L}’'-]+\s+){0,4}?(?:press\s+release|statement|letter|speech|interview|press\s+conference|"
    r"briefing|news\s+conference|address|article|op-ed|post|tweet|note|phone\s+call|debate|hearing|summit|meeting|readout|communiqu[eé])\b", regex.I,
)  # fmt: skip
_ASIDE = regex.compile(rf"\s*,\s+{_OCCASION.pattern}[^,]{{0,60}},\s*", regex.I)
# A clause that tells of someone named: what is dated in it is no report.
_RELATIVE = regex.compile(r",\s+(?:who|whose|whom|which|where)\b[^,“”\"]*(?:,|[.!?]|$)")
_CLOSING = regex.compile(r"[”\"’'»]?,?\s*")
_SPEAKING = regex.compile(r"(?:speaking|talking|addressing|appearing|answering|responding|quizzed|asked)\b", regex.I)
_WINDOW = 90


def said_on(
    text: str, *, published: date | None, sentence: Span, spans: Sequence[Span], cue: Span | None, speaker: Span | None
) -> Dating:
    """When the words at `spans` were said, from the sentence that reports them."""
    for place, opening in _places(text, sentence, spans, cue, speaker):
        piece = text[place[0] : place[1]]
        match = PHRASES.search(piece)
        while match and _of_something_else(piece, match, opening):
            match = PHRASES.search(piece, match.end())
        if match:
            return dated(match, published, _basis(piece, match, opening))
        if opening and _SPEAKING.match(piece) and published:
            return Dating(published, "day", piece.rstrip(" ,"), published, published)
        if (opening and _OCCASION.match(piece)) or _ASIDE.fullmatch(piece):
            return Dating(basis=piece.strip(" ,"))
    behind = _behind(text, sentence, spans, cue)
    return dated(behind, published, behind.group().strip()) if behind else UNKNOWN


def _behind(text: str, sentence: Span, spans: Sequence[Span], cue: Span | None) -> regex.Match[str] | None:
    """The phrase that stands at once behind words that follow their verb: condemned the attack on Wednesday."""
    end = max(e for _, e in spans)
    if cue is None or cue[0] > end:
        return None
    start = _CLOSING.match(text, end).end()
    return PHRASES.match(text, start, min(sentence[1], end + _WINDOW))


def _places(
    text: str, sentence: Span, spans: Sequence[Span], cue: Span | None, speaker: Span | None
) -> Iterator[tuple[Span, bool]]:
    """Stretches of the sentence that belong to the reporting; True for the one that opens it."""
    inside = sorted(spans)
    if cue:
        yield _cut((cue[0], min(sentence[1], cue[1] + _WINDOW)), inside, cue[1]), False
    if cue and speaker and speaker[1] <= cue[0] <= speaker[1] + 60:
        yield _cut((speaker[1], cue[0]), inside, speaker[1]), False
    first = min((s[0] for s in (cue, speaker) if s), default=None)
    if first is not None and sentence[0] < first:
        opening = _opening(text, sentence[0], first)
        if opening and not any(s < opening[1] and opening[0] < e for s, e in inside):
            yield opening, True


def _cut(place: Span, inside: Sequence[Span], start: int) -> Span:
    """`place` up to where the words begin; from `start` on when the words stand before it."""
    end = min((s for s, e in inside if e > start and s < place[1]), default=place[1])
    return place[0], max(place[0], end)


def _opening(text: str, start: int, first: int) -> Span | None:
    """The adverbial that opens the sentence, when it stands right before the speaker."""
    opening = text[start:first].rstrip()
    lead = len(text[start:first]) - len(text[start:first].lstrip())
    if not opening.endswith(",") and not _is_bare_adverbial(opening.strip()):
        return None
    return (start + lead, start + len(opening)) if _OPENING.match(opening.lstrip()) and len(opening) < 200 else None


def _is_bare_adverbial(words: str) -> bool:
    match = PHRASES.match(words)
    return bool(match and match.end() == len(words))


_ATTACHED = regex.compile(
    r"(?:visit|trip|talks|meeting|summit|attack|election|vote|war|strike|strikes|exercises|deal|invasion)\s*$", regex.I
)
_AHEAD = regex.compile(
    r"(?:ahead\s+of|before|until|by|for|next|from|since|after|to)\s+(?:the\s+|his\s+|her\s+|an?\s+)?$", regex.I
)


def _of_something_else(piece: str, match: regex.Match[str], opening: bool) -> bool:
    """True when the phrase dates a noun or an event of its own, not the speaking."""
    before = piece[: match.start()]
    if _AHEAD.search(before) or any(
        # One that begins the piece and never ends holds the verb itself: "Ms Varga, who once called …".
        m.start() < match.start() < m.end() and (m.start() > 0 or m[0].endswith((",", ".")))
        for m in _RELATIVE.finditer(piece)
    ):
        return True
    return not opening and bool(_ATTACHED.search(before))


def _basis(piece: str, match: regex.Match[str], opening: bool) -> str:
    """The verbatim phrase; of an opening adverbial everything up to its comma."""
    return piece.rstrip(" ,") if opening and len(piece) < 90 else match.group().strip()
