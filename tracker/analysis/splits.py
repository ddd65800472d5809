"""Splits in a government's line: two of its voices two steps or more apart within a fortnight.

Said by hand: take each statement that counts and is dated to the day; look back a fortnight at what each other voice
said last; two steps between them are a split. The same two voices make one split, however often they repeat it, until
a fortnight has passed without. Who speaks for somebody corrects them and is no second voice; nor is who spoke in the
same office, most often as its next holder.

Both are voices of one government. Whoever had left the office they spoke in is one only beside those who were in office
with them, under the same head of government: a minister who resigns over it has split the government, and one who
leaves with it has not split the next. What is not known of tenures rules no split out.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

METHOD = "splits-3"
FORTNIGHT = timedelta(days=14)
APART = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """One scoring statement of a government's line; `speaker` and `principal`, spoken for, are keys of officials, and
    `office` is the key of the office it was made in, which its speaker held from `since` to the day before `until`;
    `head` is whoever headed the government that day. `None` is not known."""

    id: int
    day: date
    score: int
    speaker: int
    principal: int | None = None
    office: int | None = None
    since: date | None = None
    until: date | None = None
    head: int | None = None


@dataclass(frozen=True, slots=True)
class Split:
    """Two statements of two voices, the earlier first; `day` is that of the later one."""

    day: date
    before: int
    after: int
    apart: int


def splits(*, voices: Sequence[Voice]) -> tuple[Split, ...]:
    """Every split in `voices`, which may come in any order, by day."""
    found: list[Split] = []
    last: dict[int, Voice] = {}
    told: dict[frozenset[int], date] = {}
    for voice in sorted(voices, key=lambda v: (v.day, v.id)):
        for other in sorted(last.values(), key=lambda v: (v.day, v.id)):
            if not _apart(other, voice):
                continue
            pair = frozenset({other.speaker, voice.speaker})
            if pair not in told or voice.day - told[pair] > FORTNIGHT:
                found.append(Split(voice.day, other.id, voice.id, abs(voice.score - other.score)))
            told[pair] = voice.day
        last[voice.speaker] = voice
    return tuple(found)


def _apart(other: Voice, voice: Voice) -> bool:
    if other.speaker == voice.speaker or other.speaker == voice.principal or voice.speaker == other.principal:
        return False
    if voice.office is not None and other.office == voice.office:
        return False
    if not _of_one_government(other, voice):
        return False
    return voice.day - other.day <= FORTNIGHT and abs(voice.score - other.score) >= APART


def _of_one_government(other: Voice, voice: Voice) -> bool:
    """True unless who spoke before had left, and the government with them or the later one came only then."""
    if other.until is None or voice.day < other.until:
        return True
    if voice.since is not None and voice.since >= other.until:
        return False
    return other.head is None or voice.head is None or other.head == voice.head
