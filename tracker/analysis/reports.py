"""The reports in one sentence: who is said to have said what, as ranges of its tokens.

Each verb of saying is read with the words it reports: the words before it (“…,” he said), after it (he said that …), or
on both sides. A report never looks into marked passages, so nobody named only inside them can be its speaker.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from tracker.analysis.clauses import clause_end, content_start
from tracker.analysis.cues import CUES, Cue
from tracker.analysis.quotations import Mode
from tracker.analysis.sentences import Sentence, Token
from tracker.analysis.speakers import Range, noun_phrase_before, subject_after, subject_before
from tracker.analysis.verbs import VerbGroup, verb_group
from tracker.analysis.wordclasses import AUXILIARIES, PREPOSITIONS, SUBJECT_PRONOUNS, WEEKDAYS, is_adverb


@dataclass(frozen=True, slots=True)
class Report:
    """One report in a sentence; all ranges are half-open token ranges, `pieces` in text order and not empty."""

    cue: Range
    speaker: Range | None
    pieces: tuple[Range, ...]
    told: Range | None
    mode: Mode
    bounds_rule: str
    speaker_rule: str


_ENDS = frozenset(".?!…")


def reports_in(sentence: Sentence) -> list[Report]:
    """The reports of one sentence in text order. A report inside the words of another is left to the outer one."""
    tokens = sentence.tokens
    found: list[Report] = []
    covered = -1
    for i, token in enumerate(tokens):
        if i < covered:
            continue
        report = None
        if token.lower == "according" and i + 1 < len(tokens) and tokens[i + 1].lower == "to":
            report = _according(tokens, i)
        elif token.lower in CUES and token.kind == "word":
            report = _of_verb(tokens, i, CUES[token.lower], found)
        if report is not None:
            found.append(report)
            covered = max(covered, report.pieces[-1][1], report.cue[1])
    return found


def _of_verb(tokens: Sequence[Token], i: int, cue: Cue, earlier: Sequence[Report]) -> Report | None:
    group = verb_group(tokens, i, cue)
    if group is None:
        return None
    tag = _tag(tokens, i, cue, group)
    if tag is not None:
        return tag
    return _clause_after(tokens, i, cue, group, earlier)


def _tag(tokens: Sequence[Token], i: int, cue: Cue, group: VerbGroup) -> Report | None:
    """A report whose words come first: “…,” he said; …, said Ms Ortel; and what may follow it of the same words."""
    if "clause" not in cue.frames and "told" not in cue.frames or cue.form == "ing":
        return None
    subject, rule = subject_before(tokens, group.start)
    if subject is not None and _follows_words(tokens, subject[0]) and _closes(tokens, i + 1, cue):
        return _tagged(tokens, subject[0], (group.start, i + 1), subject, rule, group, i + 1)
    if _follows_words(tokens, group.start) and group.start == i:
        after = subject_after(tokens, i + 1)
        if after is not None:
            return _tagged(tokens, i, (i, i + 1), after, "inverted subject", group, after[1])
    return None


def _follows_words(tokens: Sequence[Token], start: int) -> bool:
    """Whether reported words end just before `start`: a marked passage, with or without a comma, or a comma."""
    return start > 0 and (tokens[start - 1].kind == "quote" or (tokens[start - 1].lower in {",", "—", "–", "--"} and start > 1))


def _closes(tokens: Sequence[Token], i: int, cue: Cue) -> bool:
    """Whether the report ends at `i`, so that its words came before: end, comma, marked passage or an adverbial."""
    i = _after_adverbials(tokens, i, "told" in cue.frames)
    return i >= len(tokens) or tokens[i].lower in {".", ",", ";", ":", "—", "–", "--", "-", "…", ")"} or tokens[i].kind == "quote"


def _after_adverbials(tokens: Sequence[Token], i: int, told: bool) -> int:
    """Index after what may stand between a verb of saying and the end of its report: an addressee, place, time."""
    if told and i < len(tokens) and tokens[i].kind == "word":
        while i < len(tokens) and tokens[i].kind == "word" and tokens[i].lower not in {"that", *SUBJECT_PRONOUNS}:
            i += 1
        return i
    if i < len(tokens) and (tokens[i].lower in PREPOSITIONS or tokens[i].lower in WEEKDAYS or is_adverb(tokens[i].lower)
                            or tokens[i].lower in {"last", "this", "when"}):
        while i < len(tokens) and tokens[i].kind == "word" and tokens[i].lower != "that":
            i += 1
    return i


def _tagged(
    tokens: Sequence[Token], start: int, cue: Range, speaker: Range, rule: str, group: VerbGroup, after: int
) -> Report | None:
    end = start
    while end > 0 and tokens[end - 1].kind == "punct" and tokens[end - 1].lower in {",", "—", "–", "--"}:
        end -= 1
    begin = _words_before(tokens, end)
    if begin is None or begin >= end:
        return None
    pieces = [(begin, end)]
    more = _words_after(tokens, after)
    if more is not None:
        pieces.append(more)
    quoted = tokens[end - 1].kind == "quote"
    bounds = "marked words before the report" if quoted else "clause before the report"
    return Report(cue, speaker, tuple(pieces), None, group.mode, bounds, rule)


def _words_before(tokens: Sequence[Token], end: int) -> int | None:
    """Where the words that end at `end` begin: their marked passage if they are one, else the sentence."""
    start = 0
    while start < end and (tokens[start].kind == "punct" or tokens[start].lower in {"but", "and", "still", "yet"}):
        start += 1
    return start if end - start > 2 or any(t.kind == "quote" for t in tokens[start:end]) else None


def _words_after(tokens: Sequence[Token], after: int) -> Range | None:
    """The second piece of words interrupted by their report: “…,” he said, “…”; the plan, he said, was late."""
    i = after
    while i < len(tokens) and tokens[i].kind == "word":
        i += 1
        if i - after > 12:
            return None
    if i < len(tokens) and tokens[i].lower in {",", ":", "—", "–", "--"}:
        i += 1
    if i < len(tokens) and tokens[i].kind == "quote":
        end = i + 1
        while end < len(tokens) and tokens[end].kind == "quote":
            end += 1
        return i, end
    return None


def _clause_after(
    tokens: Sequence[Token], i: int, cue: Cue, group: VerbGroup, earlier: Sequence[Report]
) -> Report | None:
    start = content_start(tokens, i, cue)
    if start is None:
        return None
    subject, rule = _subject(tokens, i, cue, group, earlier)
    end = clause_end(tokens, start.index)
    if end <= start.index:
        return None
    return Report((group.start, i + 1), subject, ((start.index, end),), start.told, group.mode, start.rule, rule)


def _subject(
    tokens: Sequence[Token], i: int, cue: Cue, group: VerbGroup, earlier: Sequence[Report]
) -> tuple[Range | None, str]:
    if group.participle or group.coordinated:
        if earlier and earlier[-1].speaker is not None:
            return earlier[-1].speaker, "same speaker as the report before"
        return _first_subject(tokens, i), "subject of the sentence"
    return subject_before(tokens, group.start)


def _first_subject(tokens: Sequence[Token], before: int) -> Range | None:
    """The subject of the sentence's main clause: the noun phrase before its first verb, as near as words show."""
    for k in range(1, before):
        word = tokens[k].lower
        if word in AUXILIARIES or (word.endswith("ed") and not tokens[k].capital) or word in CUES:
            found = noun_phrase_before(tokens, k)
            if found is not None:
                return found
    return None


def _according(tokens: Sequence[Token], i: int) -> Report | None:
    speaker = subject_after(tokens, i + 2)
    if speaker is None:
        return None
    if i == 0 and speaker[1] < len(tokens) and tokens[speaker[1]].lower == ",":
        end = clause_end(tokens, speaker[1] + 1)
        pieces: tuple[Range, ...] = ((speaker[1] + 1, end),)
    else:
        end = i
        while end > 0 and tokens[end - 1].kind == "punct":
            end -= 1
        begin = _words_before(tokens, end)
        if begin is None:
            return None
        pieces = ((begin, end),)
    if pieces[0][1] <= pieces[0][0]:
        return None
    return Report((i, i + 2), speaker, pieces, None, "said", "according to", "after according to")
