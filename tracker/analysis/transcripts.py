"""Transcripts and signed texts: who holds the floor, and what is a question.

A turn begins at a line that opens with a label in capitals and a colon ("SECRETARY BLINKEN:") or with a bare "Q".
Questions, moderators and operators make no statement; stage directions are dropped from the words. A release whose
first line names its author, or that says to whom it is attributable, is theirs as a whole.
"""

from collections import Counter
from dataclasses import dataclass, replace

import regex

from tracker.analysis.quotations import Span

_LABEL = regex.compile(
    r"(?m)^[ \t\xa0]*(?:(?P<label>\p{Lu}[\p{Lu}\p{M}.,’'\-\xa0 ]{1,60}?)(?:\s*\((?P<aside>[^()\n]{1,60})\))?[ \t]*:(?!\S*//)|(?P<q>Q(?=[ \t\xa0.:])|A(?=[.:][ \t\xa0])))[ \t\xa0]*"
)
_NAME = r"\p{Lu}\p{Ll}[\p{L}’'-]*\.?"
_NAME_LABEL = regex.compile(
    rf"(?m)^[ \t\xa0]*(?P<label>(?P<voice>{_NAME}(?:[ \xa0]\p{{Lu}}[\p{{L}}’'-]*\.?){{1,3}})):[ \t\xa0]+(?=\S)"
)
# "Deputy Secretary of State Ortel:", "Ada de Kest, Editor of the Gazette:"; so headings are printed too.
_TITLE_LABEL = regex.compile(
    rf"(?m)^[ \t\xa0]*(?P<label>(?P<voice>(?:{_NAME}|(?:\p{{Lu}}\.)+)(?:[ \xa0](?:\p{{Lu}}[\p{{L}}’'.-]*|of|the|for|and|de|von|van|der|al|bin)){{1,9}})"
    r"(?:[ \xa0]?,[^\n:]{3,90}?)?)[ \xa0]?:[ \t\xa0]+(?=\S)"
)
_MOST_VOICES = 6
_QUESTIONERS = regex.compile(
    r"(?:Q|QUESTION(?:ER)?S?|REPORTERS?|JOURNALIST|PRESS|MODERATOR|OPERA?T?TOR|INTERPRETER|TRANSLATOR|AUDIENCE(?: MEMBERS?)?|PARTICIPANTS?|STAFF|(?:MILITARY )?AIDE|GUEST|"
    r"HOST|INTERVIEWER|PRESENTER|ANNOUNCER|UNIDENTIFIED.*|SPEAKER \d+|CHORUS|ALL|VOICE|ANCHOR)(?: (?:ONE|TWO|THREE|\d+))?", regex.I,
)  # fmt: skip
_DIRECTION = regex.compile(
    r"[ \t]*(?:\((?:[^()\n]{0,40}\b)?(?:laughter|applause|laughs|inaudible|crosstalk|cross-talk|via interpreter|through interpreter|as interpreted|via translator|off-mic|off mic|"
    r"in (?:spanish|french|german|italian|arabic|russian|ukrainian|hebrew|turkish|chinese|japanese|korean|danish|portuguese)|pause|no response|gestures|ph|cheers|"
    r"chuckles|continues|break in audio|audio gap|sic)[^()\n]{0,40}\)|\[(?:laughter|applause|inaudible|crosstalk|sic|ph|music)[^\]\n]{0,40}\])\.?", regex.I,
)  # fmt: skip
_CLOCK = regex.compile(
    r"(?mi)^\s*(?:END\s+)?\d{1,2}:\d\d\s*[ap]\.?m\.?.*$|^\s*(?:#\s*){3}\s*$|^\s*END\s*$|^\s*\(\s*(?:the briefing|end).{0,80}\)\s*$"
)
_ATTRIBUTABLE = regex.compile(
    r"(?i)\A(?:.*\n){0,4}?\s*the\s+(?:following|below)(?:\s+\w+){0,4}?\s+(?:is|are|may\s+be)\s+attribut(?:able|ed)\s+to\s+(?:(?:the|a)\s+)?(?P<who>[^\n:]{3,120}):[ \t]*"
)
_SIGNED_TITLE = regex.compile(
    r"(?i)^(?:press\s+)?(?:statement|remarks|message|letter|speech|address|op-ed|declaration|opening\s+remarks)\s+(?:by|of|from)\s+(?P<who>[^,:–—]{4,90}?)"
    r"(?=\s+(?:on|in|at|to|for|before|after|regarding|about|during|marking|honoring|following|and)\b|[,:–—]|$)"
)
_BYLINE = regex.compile(
    r"\A\s*(?P<who>(?P<name>\p{Lu}[\p{L}.’'\-]+(?:\s+\p{Lu}[\p{L}.’'\-]*){1,4}),\s+(?P<title>\p{Lu}[^\n]{4,110}))[ \t]*(?:\n|\Z)"
)


_TAIL = regex.compile(
    r"\n\s*(?P<who>\p{Lu}[\p{L}.’'-]+(?:\s+\p{Lu}[\p{L}.’'-]*){1,4})\s+is\s+(?:the\s+)?(?P<title>[^\n.]{4,110})\.?\s*\Z"
)
_IN_MARKS = regex.compile(r"“[^”]*+”?|\"[^\"\n]*+\"?")
_OWN_VOICE = regex.compile(r"\b(?:I|my|My)\b")
_LEAST_OWN = 3


@dataclass(frozen=True, slots=True)
class Turn:
    """One speaker's turn. `label_span` is the printed label; `spans` the words, stage directions left out."""

    label: str
    label_span: Span
    spans: tuple[Span, ...]
    is_question: bool


@dataclass(frozen=True, slots=True)
class Signature:
    """Who a whole text is by: where that is printed (`None` in the title), and the words that are theirs."""

    printed: str
    span: Span | None
    spans: tuple[Span, ...]
    rule: str


def turns_of(text: str) -> tuple[Turn, ...]:
    """The turns of a transcript in text order; none when the text is no transcript."""
    marks = [m for m in _LABEL.finditer(text) if _is_label(m)]
    labelled = [m for m in marks if m.group("label")]
    if not _is_dialogue(labelled):
        return _interview(text)
    ends = [*(m.start() for m in marks[1:]), len(text)]
    return tuple(_turn(text, m, end) for m, end in zip(marks, ends, strict=True))


def _is_label(match: regex.Match[str]) -> bool:
    label = match.group("label")
    return label is None or (len(label.split()) <= 7 and sum(map(str.isupper, label)) >= 2)


def _is_dialogue(labelled: list[regex.Match[str]]) -> bool:
    """A label that returns, one with a title, or a questioner: not the headings of a fact sheet."""
    labels = [match.group("label").strip() for match in labelled]
    if any(_QUESTIONERS.fullmatch(label) or _TITLED.match(label) for label in labels):
        return True
    return len(labels) >= 4 and len(set(labels)) <= len(labels) / 2


def _interview(text: str) -> tuple[Turn, ...]:
    """The turns of an interview whose labels are printed as names ("Ada Ortel: …"): two names that return, at least.

    Labels with titles are taken where one of the voices asks, else they are the headings of a list. Whoever mostly asks
    is the questioner. The last turn is one paragraph, since what follows it is the reporter's.
    """
    return _voices(text, _NAME_LABEL) or _with_a_questioner(_voices(text, _TITLE_LABEL))


def _voices(text: str, labels: "regex.Pattern[str]") -> tuple[Turn, ...]:
    marks = list(labels.finditer(text))
    times = Counter(m["voice"] for m in marks)
    if len(times) > _MOST_VOICES or sum(count > 1 for count in times.values()) < 2:
        return ()
    ends = [*(m.start() for m in marks[1:]), text.find("\n", marks[-1].end())]
    turns = [_turn(text, m, end if end >= 0 else len(text)) for m, end in zip(marks, ends, strict=True)]
    voices = [m["voice"] for m in marks]
    asks = (turn.spans and text[turn.spans[-1][1] - 1] == "?" for turn in turns)
    asked = Counter(voice for voice, ask in zip(voices, asks, strict=True) if ask)
    return tuple(
        replace(turn, is_question=2 * asked[voice] >= times[voice]) for voice, turn in zip(voices, turns, strict=True)
    )


def _with_a_questioner(turns: tuple[Turn, ...]) -> tuple[Turn, ...]:
    return turns if any(count > 1 for count in Counter(t.label for t in turns if t.is_question).values()) else ()


_TITLED = regex.compile(
    r"(?:MR|MS|MRS|DR|SIR|DAME|LORD|THE|SECRETARY|(?:PRIME|FOREIGN|DEFEN[CS]E) MINISTER|PRESIDENT|VICE PRESIDENT|CHANCELLOR|AMBASSADOR|SENATOR|GENERAL|MINISTER|PREMIER|"
    r"DEPUTY SECRETARY|HIGH REPRESENTATIVE|SENIOR \w+ (?:DEPARTMENT )?OFFICIAL)\b"
)


def _turn(text: str, match: regex.Match[str], end: int) -> Turn:
    key = "label" if match.group("label") else "q"
    label, start = match.group(key).strip(), match.start(key)
    question = label == "Q" or bool(_QUESTIONERS.fullmatch(label))
    return Turn(label, (start, start + len(label)), words_in(text, match.end(), end), question)


def words_in(text: str, start: int, end: int) -> tuple[Span, ...]:
    """The paragraphs of [start, end) as spans, without stage directions, clock lines and white space at the ends."""
    spans: list[Span] = []
    for line in regex.finditer(r"[^\n]+", text, pos=start, endpos=end):
        if _CLOCK.fullmatch(line.group()):
            continue
        at = line.start()
        for cut in _DIRECTION.finditer(text, line.start(), line.end()):
            spans.append((at, cut.start()))
            at = cut.end()
        spans.append((at, line.end()))
    trimmed = (_trimmed(text, span) for span in spans)
    return tuple(span for span in trimmed if span[0] < span[1])


def _trimmed(text: str, span: Span) -> Span:
    piece = text[span[0] : span[1]]
    return span[0] + len(piece) - len(piece.lstrip()), span[1] - len(piece) + len(piece.rstrip())


def signature_of(text: str, title: str = "") -> Signature | None:
    """Who a text without turns is signed by: its first line, "attributable to", its title ("Statement by …"), or the last
    line of a text in the first person ("Ada Ortel is the trade minister of Meridia")."""
    match = _ATTRIBUTABLE.match(text[:1500])
    if match:
        return Signature(match.group("who").strip(), match.span("who"), _body(text, match.end()), "attributable")
    match = _BYLINE.match(text[:400])
    if match and match.group("who")[-1] not in ".:;":
        return Signature(match.group("who").strip(), match.span("who"), _body(text, match.end()), "signed")
    match = _SIGNED_TITLE.match(title.strip())
    if match:
        return Signature(match.group("who").strip(), None, _body(text, 0), "title names the speaker")
    match = _TAIL.search(text, max(0, len(text) - 300))
    if match and in_first_person(text):
        words = words_in(text, 0, match.start())
        return Signature(match.group("who").strip(), match.span("who"), words, "signed below")
    return None


def in_first_person(text: str) -> bool:
    """True when a text says "I" outside quotation marks, and not just once or twice."""
    return len(_OWN_VOICE.findall(_IN_MARKS.sub("", text))) >= _LEAST_OWN


def _body(text: str, start: int) -> tuple[Span, ...]:
    """The words from `start` on, without the lines of place and time above the first full sentence."""
    spans = words_in(text, start, len(text))
    first = next((i for i, (s, e) in enumerate(spans) if e - s > 60 or text[e - 1] in _CLOSINGS), 0)
    return spans[first:]


_CLOSINGS = '.!?:,…”"’'
