"""Which words without marks count as reported, and which are only what someone did, was called, or wished.

Words of which some stand in marks always count. Indices are token indices of one sentence.
"""

from collections.abc import Sequence

from tracker.analysis.cues import Cue
from tracker.analysis.sentences import Token
from tracker.analysis.speakers import RELATIVE_RULE, Range
from tracker.analysis.starts import NAMING, Start
from tracker.analysis.unsaid import reports_nothing
from tracker.analysis.verbs import VerbGroup
from tracker.analysis.wordclasses import AUXILIARIES, OBJECT_PRONOUNS, PREPOSITIONS, RELATIVES, SUBJECT_PRONOUNS, words

# Rules whose words are too often no one's words, unless some of them stand in marks.
_NEEDS_MARKS = frozenset({"object in marks", "words talked about", "what the addressee is asked for"})
# Rules that with a participle tell more often what a text or a deed did: a letter criticizing the plan.
_NEEDS_FINITE = frozenset({"object of the verb", "words after as"})
# Only a refusal of these is a refusal to answer, or of a position; any other is a deed.
_ANSWERS = words("""
    acknowledge address admit agree answer apologize apologise back comment commit concede condemn confirm criticize
    define deny describe disavow disclose discuss elaborate endorse explain express give identify name offer predict
    provide recognize recognise release repudiate respond reveal rule say share speak specify speculate state support
    talk tell
""")
# Words that only point to what was said elsewhere: "he has not claimed it".
_POINTING = words("it this that these those them him her so again too")
# What one thinks a thing to be, which is said only where its words are.
_OPINIONS = words("see view regard bill introduce cast attack admire")
_LONGEST_NAMED = 9


def counts(
    tokens: Sequence[Token], cue: Cue, group: VerbGroup, speaker: tuple[Range | None, str], start: Start, end: int
) -> bool:
    """Whether the words from `start` to `end` count: not what a thing is called, not those of someone whom only a
    defining relative tells of ("those who say that"), nor the wish to stay unnamed. `speaker` is who, and the rule that
    found them."""
    content = tokens[start.index : end]
    if any(token.kind == "quote" for token in content):
        return True
    if all(token.lower in _POINTING for token in content):
        return False
    if start.rule in _NEEDS_MARKS or group.infinitive:
        return False
    subject, speaker_rule = speaker
    if reports_nothing(tokens, cue, group, subject, start, end):
        return False
    if start.rule in NAMING and (cue.lemma in _OPINIONS or not _names(tokens, start.index, end)):
        return False
    if start.rule in _NEEDS_FINITE and (_is_attribute(tokens, cue, group) or _is_not_done(cue, group)):
        return False
    if speaker_rule == RELATIVE_RULE and group.start > 1 and tokens[group.start - 2].lower not in {",", ")", "—", "–"}:
        return False
    return group.mode != "declined" or _is_refusal_to_answer(tokens, cue, start)


def _is_attribute(tokens: Sequence[Token], cue: Cue, group: VerbGroup) -> bool:
    """Whether the verb is a participle that tells of the word before it: tweets mocking him; by painting him weak."""
    before = tokens[group.start - 1]
    joined = before.kind != "word" or before.lower in {"and", "or", "but"}
    return cue.form == "ing" and group.participle and group.start > 0 and not joined


def _is_not_done(cue: Cue, group: VerbGroup) -> bool:
    """Whether nothing was said, as with what was not condemned; what was not ruled out is a position."""
    return group.mode == "denied" and cue.lemma != "rule"


def _is_refusal_to_answer(tokens: Sequence[Token], cue: Cue, start: Start) -> bool:
    opening = [token.lower for token in tokens[start.index : start.index + 4]]
    if {"named", "identified", "quoted"} & set(opening):
        return False
    return start.rule != "infinitive after the verb" or not _ANSWERS.isdisjoint(opening) or "be" in opening


def _names(tokens: Sequence[Token], start: int, end: int) -> bool:
    """Whether words without marks name something: it a mistake; the talks as useful; Ms Ortel a friend."""
    if tokens[start].lower in OBJECT_PRONOUNS:
        return end - start > 1 and tokens[start + 1].lower not in PREPOSITIONS - {"as"} | {"out", "up", "in"}
    for k in range(start + 1, min(start + _LONGEST_NAMED, end)):
        lower, before = tokens[k].lower, tokens[k - 1].lower
        if lower in AUXILIARIES | RELATIVES or tokens[k].kind != "word" or lower in SUBJECT_PRONOUNS - {"it"}:
            return False
        if lower == "as" or (lower in {"a", "an"} and before not in PREPOSITIONS):
            return k + 1 < end
    return False
