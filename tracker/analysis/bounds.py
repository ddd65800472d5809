"""Where the words that an editor names stand in a text: letter for letter, however lines are broken and marks drawn."""

import regex

from .quotations import QuotationKind, Span

MARKS = "“”„«»\"'‘’‹›"
_BETWEEN = rf"[{MARKS}]*\s+[{MARKS}]*"
_LEFT_OUT = regex.compile(r"\s*\[(?:…|\.\.\.)\]\s*|\s+(?:…|\.\.\.)\s+")
_LINE = regex.compile(r"[^\n]+")
_OPENED = regex.compile(rf"[{MARKS}]\s*$")
_CLOSED = regex.compile(rf"^[,.;:!?]?\s*[{MARKS}]")
_MARKED = regex.compile(r"[“\"«„‘][^”\"»“]+[”\"»’](?!\p{L})")


def locate(text: str, words: str, *, near: int = 0) -> tuple[Span, ...]:
    """The spans of `text` that hold `words`, those nearest to the offset `near`; none where they do not stand there.

    Line breaks and marks between words count as space, marks of every kind as the same. An ellipsis set apart by
    spaces, or in brackets, stands for what is left out, unless the text has it. A passage that runs over lines is one
    span a line.
    """
    whole = _nearest(text, words, near)
    found = (whole,) if whole else _pieces(text, _LEFT_OUT.split(words), near)
    return tuple(line for span in found for line in _lines(text, span))


def kind_of(text: str, spans: tuple[Span, ...]) -> QuotationKind:
    """What the marks say of the passage: all of it in marks, part of it, or none."""
    if _OPENED.search(text[: spans[0][0]][-3:]) and _CLOSED.search(text[spans[-1][1] :][:4]):
        return "direct"
    return "mixed" if any(_MARKED.search(text[start:end]) for start, end in spans) else "indirect"


def _pieces(text: str, pieces: list[str], near: int) -> tuple[Span, ...]:
    """The first piece nearest to `near`, each other one where it comes next; none unless all are there."""
    if len(pieces) < 2:
        return ()
    found: list[Span] = []
    for piece in pieces:
        start = found[-1][1] if found else 0
        span = _nearest(text, piece, near if not found else start, start)
        if span is None:
            return ()
        found.append(span)
    return tuple(found)


def _nearest(text: str, words: str, near: int, start: int = 0) -> Span | None:
    pattern = _pattern(words)
    if pattern is None:
        return None
    return min((m.span() for m in pattern.finditer(text, start)), key=lambda s: abs(s[0] - near), default=None)


def _pattern(words: str) -> "regex.Pattern[str] | None":
    """Marks at both ends are the quotation's own and left out; at one end only they belong to a part of it."""
    words = words.strip()
    inner = words.strip(MARKS)
    tokens = [core for token in words.split() if (core := token.strip(MARKS))]
    if not tokens:
        return None
    wrapped = words[0] in MARKS and words[-1] in MARKS and not regex.search(rf"[{MARKS}](?!\p{{L}})", inner)
    opening = rf"[{MARKS}]+" if words[0] in MARKS and not wrapped else ""
    closing = rf"[{MARKS}]+" if words[-1] in MARKS and not wrapped else ""
    body = _BETWEEN.join(regex.sub(rf"[{MARKS}]", lambda _: f"[{MARKS}]", regex.escape(token)) for token in tokens)
    return regex.compile(rf"(?<![\p{{L}}\p{{N}}]){opening}{body}{closing}(?![\p{{L}}\p{{N}}])")


def _lines(text: str, span: Span) -> list[Span]:
    """The span cut at line breaks, without the marks that are drawn again where a paragraph starts."""
    lines = [(m.start(), m.end()) for m in _LINE.finditer(text, *span) if m.group().strip(f" {MARKS}")]
    return [_bare(text, s, e, first=i == 0, last=i == len(lines) - 1) for i, (s, e) in enumerate(lines)]


def _bare(text: str, start: int, end: int, *, first: bool, last: bool) -> Span:
    head = " \t\r" if first else f" \t\r{MARKS}"
    tail = " \t\r" if last else f" \t\r{MARKS}"
    words = text[start:end]
    return start + len(words) - len(words.lstrip(head)), end - (len(words) - len(words.rstrip(tail)))
