"""What makes of a report something else than an assertion: a denial that it was said, a refusal, an announcement, a
condition, a question.

A refusal is "declined to say" or "would not say whether"; "did not say that" only denies that it was said, and so does
"nobody said".
"""

from collections.abc import Sequence

from tracker.analysis.cues import Cue
from tracker.analysis.quotations import Mode
from tracker.analysis.sentences import Token
from tracker.analysis.wordclasses import NEGATIONS, words

REFUSALS = frozenset({"decline", "refuse"})
# "would not" with one of these and a question is a refusal to answer it.
_ANSWERS = words("say confirm comment disclose reveal discuss specify elaborate answer tell explain")
_QUESTIONS = words("whether if what why how who when where which")
_NOBODY = words("nobody none neither")
_SUPPOSING = words("if unless")
_WILL = words("will would wo n't won't wouldn't")


def mode_of(group: Sequence[str], cue: Cue, following: str) -> Mode:
    """The mode that the words of a verb group before its verb make, where `following` is the word behind the verb."""
    negated = any(word in NEGATIONS or word.endswith("n't") for word in group)
    if cue.lemma in REFUSALS:
        return "declined"
    if negated and cue.lemma in _ANSWERS and following in _QUESTIONS and _WILL & set(group):
        return "declined"
    if negated:
        return "denied"
    if "will" in group or "shall" in group or any(word.endswith("'ll") for word in group):
        return "announced"
    if any(word in {"would", "could", "might", "may", "should", "can", "must"} for word in group):
        return "conditional"
    return "said"


def mode_by_subject(tokens: Sequence[Token], subject: tuple[int, int] | None, mode: Mode) -> Mode:
    """The mode of a report whose subject stands at `subject`: nobody said, neither she nor he said, if she says."""
    if subject is None or mode not in ("said", "conditional"):
        return mode
    first = tokens[subject[0]].lower
    if first in _NOBODY or (first == "no" and subject[1] - subject[0] > 1):
        return "denied"
    if subject[0] > 0 and tokens[subject[0] - 1].lower == "nor":
        return "denied"
    return "conditional" if subject[0] > 0 and tokens[subject[0] - 1].lower in _SUPPOSING else mode
