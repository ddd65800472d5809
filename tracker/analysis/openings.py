"""Reports told by how their sentence is built: Said Ms Ortel, who was there: “We will go.” And “We will go” — Ada Ortel

Indices are token indices of one sentence; ranges are half-open.
"""

from collections.abc import Sequence

from tracker.analysis.cues import CUES, TAG_FRAMES
from tracker.analysis.sentences import Token
from tracker.analysis.speakers import subject_after
from tracker.analysis.tags import Tag
from tracker.analysis.wordclasses import AUXILIARIES, WEEKDAYS

SIGNED_RULE = "marked words signed"
_DASHES = frozenset({"—", "―", "–", "--", "-"})
_LONGEST_NAME = 8
_REACH = 30  # tokens from the speaker to the words, for what is told of the speaker


def tag_of_signature(tokens: Sequence[Token]) -> Tag | None:
    """“…” — Ada Ortel: words in marks signed with a name behind a dash, which stands for the verb."""
    if len(tokens) < 3 or tokens[0].kind != "quote" or tokens[1].lower not in _DASHES:
        return None
    end = len(tokens) - (tokens[-1].lower == ".")
    named = all(token.kind == "word" for token in tokens[2:end]) and tokens[2].capital and tokens[end - 1].capital
    if not named or not 0 < end - 2 <= _LONGEST_NAME or any(token.lower in AUXILIARIES for token in tokens[2:end]):
        return None
    return Tag(((0, 1),), (1, 2), (2, end), SIGNED_RULE, "name behind a dash")


def tag_of_opening_verb(tokens: Sequence[Token]) -> Tag | None:
    """The report of a verb at the very beginning, whose words are a marked sentence behind its speaker and a pause.

    "Asked" in that place tells more often of a question than of who asks."""
    cue = CUES.get(tokens[0].lower)
    if cue is None or cue.form not in ("past", "present") or cue.lemma == "ask" or not cue.frames & TAG_FRAMES:
        return None
    speaker = subject_after(tokens, 1)
    if speaker is None or tokens[1].lower in WEEKDAYS:
        return None
    for k in range(speaker[1], min(speaker[1] + _REACH, len(tokens) - 1)):
        if tokens[k].kind == "quote":
            return None
        marked = tokens[k + 1].marked
        if tokens[k].lower in {":", ","} and marked is not None and marked.opens_capital:
            words = k + 1, _behind_marks(tokens, k + 1)
            return Tag((words,), (0, 1), speaker, "marked words after the verb", "inverted subject")
    return None


def _behind_marks(tokens: Sequence[Token], i: int) -> int:
    while i < len(tokens) and tokens[i].kind == "quote":
        i += 1
    return i
