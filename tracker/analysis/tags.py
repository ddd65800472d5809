"""Reports that stand behind their words: “…,” he said; …, said Ms Ortel; the plan, officials said, was late.

Indices are token indices of one sentence; ranges are half-open.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from tracker.analysis.cues import CUES, TAG_FRAMES, Cue
from tracker.analysis.endings import clause_end
from tracker.analysis.predicates import begins_predicate, has_main_verb, has_verb, is_name, may_be_clause
from tracker.analysis.sentences import Token
from tracker.analysis.speakers import Range, subject_after, subject_before
from tracker.analysis.tails import PAUSES, STOPS, TIMES, after_circumstances, after_tail, is_of_topic
from tracker.analysis.verbs import VerbGroup
from tracker.analysis.wordclasses import (
    AUXILIARIES,
    CONJUNCTIONS,
    DETERMINERS,
    PREPOSITIONS,
    RELATIVES,
    SUBJECT_PRONOUNS,
    is_adverb,
    words,
)

_DASHES = PAUSES - {","}
_AFTER_NAME = STOPS | PREPOSITIONS | TIMES | {"who", "whose"}
_LONGEST_LEAD = 5  # tokens that lead from a whole clause, with their joint, to a report
# Behind a report and a comma these turn to the report itself.
_ABOUT_THE_REPORT = (RELATIVES - {"that"}) | words("according citing referring when while though although")
_BESIDE_A_REPORT = words("a an on even two three days hours")
# Verbs that stand before their subject behind words without marks, too: …, said Ms Ortel.
_INVERTED = words("say write report note argue explain")
# Openings that are no words of the speaker: conjunctions that tie the sentence to the one before.
TIES = frozenset({"but", "and", "still", "yet", "so"})


@dataclass(frozen=True, slots=True)
class Tag:
    """The report found: its words in `pieces`, its verb group, its speaker, and the rules that found them."""

    pieces: tuple[Range, ...]
    cue: Range
    speaker: Range
    bounds_rule: str
    speaker_rule: str


def tag_after_marks(tokens: Sequence[Token], i: int, cue: Cue, group: VerbGroup, limit: int) -> Tag | None:
    """The report of the verb at `i` whose words end in a marked passage right before it."""
    if not cue.frames & TAG_FRAMES or _goes_on(tokens, i + 1):
        return None
    subject, rule = subject_before(tokens, group.start)
    as_put = subject is not None and cue.lemma == "put" and tokens[subject[0] - 1].lower == "as"
    if subject is not None and (end := _marks_before(tokens, subject[0] - as_put)) is not None:
        alone = _marked_begin(tokens, end) == end - 1 and not _may_be_title(tokens, end - 1)
        if (alone and is_comma_ended(tokens, end)) or _closes(tokens, i + 1, cue):
            return with_marks(tokens, end, (group.start, i + 1), subject, rule, i + 1, limit)
    end = _marks_far_before(tokens, group.start)
    if end is not None and (_closes(tokens, i + 1, cue) or _marked_begin(tokens, end) == end - 1):
        speaker = (end + (tokens[end].lower in PAUSES), group.start - (tokens[group.start - 1].lower in PAUSES))
        return with_marks(tokens, end, (group.start, i + 1), speaker, "all words up to the verb", i + 1, limit)
    if cue.form != "ing" and (end := _marks_before(tokens, i)) is not None and (after := subject_after(tokens, i + 1)):
        if begins_predicate(tokens, after):
            return None
        return with_marks(tokens, end, (i, i + 1), after, "inverted subject", after[1], limit)
    return None


def _may_be_title(tokens: Sequence[Token], quote: int) -> bool:
    """Whether the passage may be the title in "In her book, “The Hour,” she said that …"."""
    marked = tokens[quote].marked
    return quote > 0 and tokens[0].lower in PREPOSITIONS and marked is not None and marked.words <= 7


def _goes_on(tokens: Sequence[Token], i: int) -> bool:
    return i < len(tokens) and tokens[i].lower in {"that", ":"}


def _marks_before(tokens: Sequence[Token], start: int) -> int | None:
    """Index after the marked passage that stands before `start`, a pause between them allowed."""
    end = start
    if end > 1 and tokens[end - 1].lower in PAUSES:
        end -= 1
    return end if end > 0 and tokens[end - 1].kind == "quote" else None


def _marks_far_before(tokens: Sequence[Token], start: int) -> int | None:
    """Index after a marked passage that ends in a comma, where only a name with its details stands before `start`."""
    for k in range(start - 1, max(-1, start - 16), -1):
        token = tokens[k]
        if token.kind == "quote":
            first = tokens[k + 1] if k + 1 < start else None
            marked = token.marked
            named = first is not None and (first.capital or first.lower in DETERMINERS)
            return k + 1 if named and marked is not None and marked.sign_at_end == "," else None
        if token.lower == "and" and k + 1 < start and (tokens[k + 1].capital or tokens[k + 1].lower in DETERMINERS):
            continue  # one more of several speakers
        if token.lower in AUXILIARIES | TIES | {"which", "as", "when", ":", ";"} or (
            token.lower in CUES and not token.capital
        ):
            return None
    return None


def is_comma_ended(tokens: Sequence[Token], end: int) -> bool:
    """Whether the words before `end` stop as words do that a report follows: at a comma, a dash, a question."""
    if end < len(tokens) and tokens[end].lower in PAUSES:
        return True
    marked = tokens[end - 1].marked
    return marked is not None and marked.sign_at_end in ",?!—–-"


def _closes(tokens: Sequence[Token], i: int, cue: Cue) -> bool:
    """Whether the report ends at `i`, but for an addressee, a place or a time."""
    i = after_circumstances(tokens, i, "told" in cue.frames)
    return i >= len(tokens) or tokens[i].lower in STOPS or tokens[i].kind == "quote"


def with_marks(
    tokens: Sequence[Token], end: int, cue: Range, speaker: Range, rule: str, after: int, limit: int
) -> Tag | None:
    begin = _marked_begin(tokens, end)
    if begin < end - 1 and _new_marks(tokens, after):
        return None
    more = _marks_after(tokens, after, limit)
    if more is None and begin < end - 1 and speaker[1] <= cue[0]:
        more = _clause_after(tokens, after, limit)
    pieces = ((begin, end),) if more is None else ((begin, end), more)
    bounds = "marked words before the report" if begin == end - 1 else "clause and marked words before the report"
    return Tag(pieces, cue, speaker, bounds, rule)


def _new_marks(tokens: Sequence[Token], i: int) -> bool:
    """Whether a marked sentence of its own follows at `i`: he said, “We will go.”"""
    return i < len(tokens) and tokens[i].lower in {",", ":"} and _opens_in_marks(tokens, i + 1)


def _opens_in_marks(tokens: Sequence[Token], i: int, ends: str = "") -> bool:
    """Whether a marked sentence stands at `i`, which ends in one of `ends`."""
    marked = tokens[i].marked if i < len(tokens) else None
    return marked is not None and marked.opens_capital and (not ends or marked.sign_at_end in ends)


def _marked_begin(tokens: Sequence[Token], end: int) -> int:
    """Where words begin that end in a marked passage: at the passage if it is a sentence of its own, else where the
    clause it completes begins."""
    first = end - 1
    while first > 0 and tokens[first - 1].kind == "quote":
        first -= 1
    before = tokens[first - 1].lower if first else ""
    marked = tokens[first].marked
    if before == "," and marked is not None and not marked.opens_capital:
        return _clause_begin(tokens, end)
    if before == "," and _is_led_in(tokens, first - 1):
        return _clause_begin(tokens, end)
    if not first or (before in {",", ":", ";", "—", "–", "--"} | TIES and marked is not None and marked.opens_capital):
        return first
    if tokens[first - 1].kind == "punct" and before not in {")", "'", "’"} and first == end - 1 and len(tokens) > 2:
        return (
            first if before in {":", ";"} or (marked is not None and marked.words > 4) else _clause_begin(tokens, end)
        )
    return _clause_begin(tokens, end)


def _is_led_in(tokens: Sequence[Token], comma: int) -> bool:
    """Whether a clause of the speaker's own leads to the words in marks: If it rains, “we will stay,” he said."""
    opens = tokens[0].lower in CONJUNCTIONS | {"based", "with"} - {"as", "when", "after", "while", "and", "but"}
    own = not any(token.lower in CUES and not token.capital for token in tokens[:comma])
    return opens and own and comma > 3 and all(token.kind == "word" for token in tokens[:comma])


def _clause_begin(tokens: Sequence[Token], end: int) -> int:
    start = next((k + 1 for k in range(end - 1, 0, -1) if tokens[k].lower in {";", ":"}), 0)
    while start < end - 1 and (tokens[start].kind == "punct" or tokens[start].lower in TIES):
        start += 1
    return start


def _marks_after(tokens: Sequence[Token], after: int, limit: int) -> Range | None:
    """The second piece of words broken up by their report: “…,” he said, “…”; “…,” he said, and “…”."""
    i = after if _opens_in_marks(tokens, after, ".?!") else after_tail(tokens, after)
    if i is None:
        return None
    begin = i
    if i < len(tokens) and tokens[i].lower in {"and", "but", "or"}:
        i += 1
    if i >= limit or tokens[i].kind != "quote":
        return None
    while i < limit and tokens[i].kind == "quote":
        i += 1
    return begin, i


def tag_after_clause(tokens: Sequence[Token], i: int, cue: Cue, group: VerbGroup, limit: int) -> Tag | None:
    """The report of the verb at `i` whose words stand before it without marks, and may go on behind it."""
    if not cue.frames & {"clause", "told"} or cue.form == "ing" or cue.lemma == "ask" or _goes_on(tokens, i + 1):
        return None
    subject, rule = subject_before(tokens, group.start)
    if subject is not None and _pause_before(tokens, subject[0]) and subject[1] - subject[0] <= 14:
        after = after_circumstances(tokens, i + 1, "told" in cue.frames)
        if is_of_topic(tokens, i, cue):
            return None
        if after >= len(tokens) or tokens[after].lower in STOPS:
            return _with_clause(tokens, subject[0], (group.start, i + 1), subject, rule, after, limit)
    if cue.lemma not in _INVERTED:
        return None
    if not _pause_before(tokens, i) or (subject is not None and rule != "subject before the verb"):
        return _inverted(tokens, i, subject, limit)
    return _inverted(tokens, i, None, limit)


def _pause_before(tokens: Sequence[Token], start: int) -> bool:
    return start > 1 and tokens[start - 1].lower in PAUSES


def _inverted(tokens: Sequence[Token], i: int, apposed: Range | None, limit: int) -> Tag | None:
    """…, said Ms Ortel. Not where the comma only ends an apposition: Ms Ortel, the minister, said …"""
    if not _pause_before(tokens, i) or i + 1 >= len(tokens) or tokens[i + 1].lower in SUBJECT_PRONOUNS:
        return None
    after = subject_after(tokens, i + 1)
    if after is None or (after[1] < len(tokens) and tokens[after[1]].lower not in _AFTER_NAME):
        return None
    if is_adverb(tokens[i + 1].lower) or has_verb(tokens, after[0] + 1, after[1]):
        return None
    if apposed is not None and apposed[0] <= 1 and not has_main_verb(tokens, apposed[1], i):
        return None
    if begins_predicate(tokens, after) or not (has_main_verb(tokens, 0, i) or is_name(tokens, after)):
        return None
    return _with_clause(tokens, i, (i, i + 1), after, "inverted subject", limit, limit)


def _with_clause(
    tokens: Sequence[Token], start: int, cue: Range, speaker: Range, rule: str, after: int, limit: int
) -> Tag | None:
    end = start
    while end > 0 and tokens[end - 1].kind == "punct" and tokens[end - 1].lower in PAUSES:
        end -= 1
    begin = end - 1 if tokens[end - 1].lower in RELATIVES - {"that"} else _clause_begin(tokens, end)
    more = _clause_after(tokens, after, limit)
    whole = tokens[begin].lower not in CONJUNCTIONS and has_verb(tokens, begin, end)
    if more is not None and whole and _tells_of_report(tokens[more[0]]):
        more = None
    if more is not None:
        begin = _behind_whole_clause(tokens, _behind_dash(tokens, begin, end), end)
    if more is None and (end - begin < 3 or not may_be_clause(tokens, begin, end)):
        return None
    pieces = ((begin, end),) if more is None else ((begin, end), more)
    return Tag(pieces, cue, speaker, "clause before the report" if more is None else "clause around the report", rule)


def _behind_dash(tokens: Sequence[Token], begin: int, end: int) -> int:
    """Where what a dash adds to the sentence begins, if no second dash closes it, else `begin`: … - a pier that"""
    dashes = [k for k in range(begin, end - 1) if tokens[k].lower in _DASHES]
    start = dashes[-1] + 1 if len(dashes) % 2 else begin
    return start + (start > begin and tokens[start].lower in TIES)


def _behind_whole_clause(tokens: Sequence[Token], begin: int, end: int) -> int:
    """Where what a report breaks up begins behind a clause that is whole: It was over and, she said, “a shame.”"""
    for k in range(end - 1, max(begin + 2, end - _LONGEST_LEAD), -1):
        if has_verb(tokens, k, k + 1):
            return begin
        if tokens[k].lower in {"and", "but"} and has_main_verb(tokens, begin, k) and k + 1 < end:
            return k + 1
    return begin


def _tells_of_report(token: Token) -> bool:
    """Whether what stands behind a whole clause and its report is the reporter's: …, he said, wiping his face."""
    return token.lower in _BESIDE_A_REPORT or (token.lower.endswith("ing") and token.lower != "including")


def _clause_after(tokens: Sequence[Token], after: int, limit: int) -> Range | None:
    """The rest of a clause broken up by its report, unless what follows the comma is about the report itself."""
    if after + 1 >= limit or tokens[after].lower not in PAUSES:
        return None
    word = tokens[after + 1].lower
    if word in _ABOUT_THE_REPORT or (word in CUES and CUES[word].form == "ing"):
        return None
    end = clause_end(tokens, after + 1, limit)
    return (after + 1, end) if end - after > 2 or tokens[after + 1].kind == "quote" else None
