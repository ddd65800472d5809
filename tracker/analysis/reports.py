"""The reports in one sentence: who is said to have said what, as ranges of its tokens.

Each verb of saying is read with the words it reports: the words before it (“…,” he said), after it (he said that …), or
on both sides. A report never looks into marked passages, so nobody named only inside them can be its speaker.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial

from tracker.analysis.clauses import content_start, marked_start
from tracker.analysis.counted import counts
from tracker.analysis.cues import CUES, Cue
from tracker.analysis.endings import clause_end
from tracker.analysis.modes import mode_by_subject
from tracker.analysis.openings import tag_of_opening_verb, tag_of_signature
from tracker.analysis.phrase_ends import phrase_end
from tracker.analysis.quotations import Mode
from tracker.analysis.sentences import Sentence, Token
from tracker.analysis.sources import SOURCE_CUES, tag_of_source
from tracker.analysis.speakers import RELATIVE_RULE, Range, subject_before
from tracker.analysis.starts import Start
from tracker.analysis.subjects import main_subject, remote_subject
from tracker.analysis.subordinates import subordinate_limit
from tracker.analysis.tags import Tag, tag_after_clause, tag_after_marks
from tracker.analysis.unlisted import tag_of_unlisted_that, tag_of_unlisted_verb
from tracker.analysis.verbs import VerbGroup, verb_groups
from tracker.analysis.wordclasses import AUXILIARIES


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


_GAP_RELATIVES = frozenset({"which", "whom"})
_GAP_OPENERS = _GAP_RELATIVES | {"what", "that"}
# Rules whose words may hold another report.
_HOLDING = frozenset({"clause after the verb", "that-clause after the verb", "clause after the addressee"})
Group = VerbGroup | None


def reports_in(sentence: Sentence) -> list[Report]:
    """The reports of one sentence in text order, none inside the words of another.

    Verbs beside a marked passage are read first: they are the surest, and bound the clauses of the others.
    """
    tokens = sentence.tokens
    printed = [token.lower for token in tokens]
    groups = verb_groups(tokens, printed, SOURCE_CUES)
    in_marks = "" in printed  # what is printed of a passage in marks
    found = _without_or_before(tokens) if in_marks else []
    for reader in (_beside_marks, _words_first, _clause_after) if in_marks else (_words_first, _clause_after):
        for i, group in groups.items():
            limit = _limit(found, i, len(tokens)) if found else len(tokens)
            if reader is not _clause_after or limit == len(tokens) or not _add_around(found, tokens, i, group, limit):
                _add(found, i, partial(reader, tokens, i, group, limit, found))
        if reader is _beside_marks:
            found = [_gone_on_with(tokens, report, found) for report in found]
    if in_marks or "that" in printed:
        _add_without_listed_verb(found, tokens)
    return sorted((_in_mode(tokens, report) for report in found), key=lambda report: report.pieces)


def _add_without_listed_verb(found: list[Report], tokens: Sequence[Token]) -> None:
    for i, token in enumerate(tokens):
        if token.kind == "quote" or token.lower == "that":
            _add(found, i, partial(_unlisted, tokens, i))
        elif token.lower == ":":
            _add(found, i, partial(_after_colon, tokens, i, len(tokens)))


def _in_mode(tokens: Sequence[Token], report: Report) -> Report:
    return replace(report, mode=mode_by_subject(tokens, report.speaker, report.mode))


def _limit(found: Sequence[Report], i: int, end: int) -> int:
    """Where the next report behind token `i` begins, else `end`."""
    return min((place for report in found for place in _places(report) if place > i), default=end)


def _add(found: list[Report], i: int, read: Callable[[], Report | None]) -> None:
    """Add what `read` finds at token `i`, unless another report has that token or the words."""
    if any(_covers(report, i) for report in found):
        return
    report = read()
    if report is not None and not any(_overlap(report, other) for other in found):
        found.append(report)


def _gone_on_with(tokens: Sequence[Token], report: Report, found: Sequence[Report]) -> Report:
    """The report with marked words that go on in its sentence: “Many are unsure,” he wrote to us, “but most agree.”"""
    if report.bounds_rule != "marked words before the report":
        return report
    start = max(report.cue[1], report.pieces[-1][1], report.speaker[1] if report.speaker else 0)
    for i in range(start, len(tokens)):
        if any(_covers(other, i) for other in found) or _is_added(tokens[i]):
            return report
        if tokens[i].kind == "quote":
            return replace(report, pieces=(*report.pieces, (i, i + 1))) if _is_lower_marks(tokens, i) else report
    return report


def _is_added(token: Token) -> bool:
    """Whether the next report of the same speaker begins: she said, adding that it was “late”."""
    cue = CUES.get(token.lower)
    return cue is not None and cue.form == "ing" and "clause" in cue.frames


def _add_around(found: list[Report], tokens: Sequence[Token], i: int, group: Group, limit: int) -> bool:
    """Whether the clause of the verb at `i` takes in the report that starts at `limit`, which then gives way to it: he
    said he expected that voters would call it “late”."""
    before = tokens[limit - 1]
    if before.kind != "word" or before.lower in {"and", "but", "as", "while"} or any(_covers(r, i) for r in found):
        return False
    inner = [report for report in found if report.cue[0] > i]
    others = [report for report in found if report.cue[0] <= i]
    outer = _clause_after(tokens, i, group, len(tokens), others)
    if outer is None or outer.bounds_rule not in _HOLDING or outer.mode == "asked":
        return False
    start, end = outer.pieces[0]
    if not start <= limit < end or any(_overlap(outer, other) for other in others):
        return False
    found[:] = [*others, *(report for report in inner if report.pieces[0][0] >= end), outer]
    return True


def _unlisted(tokens: Sequence[Token], i: int) -> Report | None:
    read = tag_of_unlisted_verb if tokens[i].kind == "quote" else tag_of_unlisted_that
    tag = read(tokens, i, len(tokens))
    return _tagged(tag, VerbGroup(tag.cue[0])) if tag is not None else None


def _places(report: Report) -> tuple[int, ...]:
    """Where the parts of a report begin; its speaker may stand far before it."""
    return report.cue[0], report.pieces[0][0], report.speaker[0] if report.speaker else report.cue[0]


def _covers(report: Report, i: int) -> bool:
    return report.cue[0] <= i < report.cue[1] or any(a <= i < b for a, b in report.pieces)


def _overlap(report: Report, other: Report) -> bool:
    return any(a < d and c < b for a, b in report.pieces for c, d in (*other.pieces, other.cue))


def _beside_marks(tokens: Sequence[Token], i: int, group: Group, limit: int, found: Sequence[Report]) -> Report | None:
    """A verb right after or right before a passage in marks: “…,” he said; he said, “…”."""
    cue = CUES.get(tokens[i].lower)
    if cue is None or group is None:
        return None
    tag = tag_after_marks(tokens, i, cue, group, limit)
    if tag is not None:
        return _tagged(tag, group)
    start = marked_start(tokens, i, cue)
    if start is None or _is_named_inside(tokens, i, group):
        return None
    around = tag_after_clause(tokens, i, cue, group, limit) if _is_lower_marks(tokens, start.index) else None
    if around is not None and len(around.pieces) > 1:
        return _tagged(around, group)
    subject, rule = _subject(tokens, i, group, found)
    pieces = (*_relative_before(tokens, subject), (start.index, clause_end(tokens, start.index, limit)))
    if _is_inside(subject, pieces):
        subject, rule = None, "no subject"
    return Report((group.start, i + 1), subject, pieces, start.told, group.mode, start.rule, rule)


def _is_named_inside(tokens: Sequence[Token], i: int, group: VerbGroup) -> bool:
    """Whether the verb only names a thing inside another report: it vowed to end what it called “a threat”."""
    if "call" not in CUES[tokens[i].lower].frames:
        return False
    what = any(token.lower == "what" for token in tokens[max(0, group.start - 4) : group.start])
    return what and any(token.lower in CUES for token in tokens[: group.start])


def _is_lower_marks(tokens: Sequence[Token], i: int) -> bool:
    marked = tokens[i].marked
    return marked is not None and not marked.opens_capital and tokens[i - 1].lower == ","


def _tagged(tag: Tag, group: VerbGroup) -> Report:
    return Report(tag.cue, tag.speaker, tag.pieces, None, group.mode, tag.bounds_rule, tag.speaker_rule)


def _without_or_before(tokens: Sequence[Token]) -> list[Report]:
    """What needs no look at single verbs: a sentence in marks signed with a name, or opened by its verb."""
    tag = tag_of_signature(tokens) or tag_of_opening_verb(tokens)
    return [_tagged(tag, VerbGroup(tag.cue[0]))] if tag is not None else []


def _after_colon(tokens: Sequence[Token], i: int, limit: int) -> Report | None:
    """Words in marks that only a colon introduces: she had one message: “Never.”"""
    if tokens[i].lower != ":" or i == 0 or i + 1 >= limit:
        return None
    marked = tokens[i + 1].marked
    if marked is None or not marked.opens_capital or marked.words < 3:
        return None
    end = i + 2
    while end < limit and tokens[end].kind == "quote":
        end += 1
    subject = main_subject(tokens, i)
    return Report(
        (i, i + 1), subject, ((i + 1, end),), None, "said", "marked words after a colon", "subject of the sentence"
    )


def _words_first(tokens: Sequence[Token], i: int, group: Group, limit: int, found: Sequence[Report]) -> Report | None:
    """The words stand before their verb, without marks: the plan was dead, officials said."""
    if tokens[i].lower in SOURCE_CUES:
        tag = tag_of_source(tokens, i, limit)
        return _tagged(tag, VerbGroup(i)) if tag is not None else None
    tag = tag_after_clause(tokens, i, CUES[tokens[i].lower], group, limit) if group is not None else None
    return _tagged(tag, group) if tag is not None and group is not None else None


def _clause_after(tokens: Sequence[Token], i: int, group: Group, limit: int, found: Sequence[Report]) -> Report | None:
    cue = CUES.get(tokens[i].lower)
    if cue is None or group is None:
        return None
    subject, rule = _subject(tokens, i, group, found)
    start = content_start(tokens, i, cue) or _gap_start(tokens, i, cue, subject)
    if start is None or start.index >= limit:
        return None
    if subject is not None and start.index < subject[0] < limit:
        limit = subject[0]  # the clause in front ends where its speaker begins
    if _is_detail(tokens, group, subject, rule):
        limit = next((k for k in range(start.index, limit) if tokens[k].lower == ","), limit)
    end = clause_end(tokens, start.index, subordinate_limit(tokens, i, start.index, limit))
    end = phrase_end(tokens, start, end, cue)
    if end <= start.index or not counts(tokens, cue, group, (subject, rule), start, end):
        return None
    mode = "asked" if _asks(cue, tokens[start.index]) and group.mode == "said" else group.mode
    openers = _GAP_OPENERS if tokens[start.index].lower in AUXILIARIES else _GAP_RELATIVES
    pieces = (*_relative_before(tokens, subject, openers), (start.index, end))
    if _is_inside(subject, pieces):
        subject, rule = None, "no subject"
    return Report((group.start, i + 1), subject, pieces, start.told, mode, start.rule, rule)


def _is_inside(subject: Range | None, pieces: Sequence[Range]) -> bool:
    """Whether who would be the speaker is named only inside the words."""
    return subject is not None and any(subject[0] < b and a < subject[1] for a, b in pieces)


def _is_detail(tokens: Sequence[Token], group: VerbGroup, subject: Range | None, rule: str) -> bool:
    """Whether the report stands in a relative clause behind a comma: Ms Ortel, who said …; the plan, which she said"""
    if rule == RELATIVE_RULE:
        return tokens[group.start - 2].lower == ","
    return subject is not None and bool(_relative_before(tokens, subject)) and tokens[subject[0] - 2].lower == ","


def _gap_start(tokens: Sequence[Token], i: int, cue: Cue, subject: Range | None) -> Start | None:
    """Where words start whose subject is a relative in front: which officials said was late."""
    if "clause" not in cue.frames or i + 2 >= len(tokens) or not _relative_before(tokens, subject, _GAP_OPENERS):
        return None
    return Start(i + 1, "clause after the verb") if tokens[i + 1].lower in AUXILIARIES else None


def _relative_before(
    tokens: Sequence[Token], subject: Range | None, openers: frozenset[str] = _GAP_RELATIVES
) -> tuple[Range, ...]:
    """The first piece of words that a relative begins: which Ortel had vowed to end."""
    if subject is None or subject[0] == 0 or tokens[subject[0] - 1].lower not in openers:
        return ()
    return ((subject[0] - 1, subject[0]),)


def _asks(cue: Cue, first: Token) -> bool:
    return cue.lemma in {"ask", "wonder"} and first.lower in {
        "whether",
        "if",
        "what",
        "why",
        "how",
        "who",
        "when",
        "where",
    }


def _subject(tokens: Sequence[Token], i: int, group: VerbGroup, found: Sequence[Report]) -> tuple[Range | None, str]:
    if group.participle or group.coordinated:
        earlier = [report for report in found if report.cue[0] < i and report.speaker is not None]
        if earlier:
            return max(earlier, key=lambda report: report.cue).speaker, "same speaker as the report before"
        return remote_subject(tokens, group.start, group.participle)
    return subject_before(tokens, group.start)
