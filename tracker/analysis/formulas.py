"""Standing sentences: a formula said again and again, split into clauses and laid beside what was said later.

"We oppose unilateral changes to the status quo from either side; we do not support independence; and we expect
differences to be settled by peaceful means": what a ministry repeats for years, word by word, it weighs word by word.
`align` says of each clause whether it was kept, reworded, dropped or added. A statement is laid beside the latest
earlier one of which it says half of the clauses again; `drops` tells where one of them is missing.

A negation is never a detail: "does not support" beside "supports" is a rewording, however much else is the same.
Refusals: a clause whose content comes back in other words altogether counts as dropped and added.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Literal

from rapidfuzz import fuzz
from rapidfuzz.distance import Indel

from .moves import Move
from .periods import WINDOW
from .phrases import words_of
from .polarity import negates

Fate = Literal["kept", "reworded", "dropped", "added"]

METHOD = "formulas-1"
REWORDED = 60.0  # per cent of common words, in order
CONTAINED = 92.0  # per cent of a clause found inside a longer one
OVERLAP = 0.5  # of the older text's clauses
LEAST_WORDS = 3  # of a clause that can be missed
LATEST = 30  # earlier statements looked through
SHARED_WORDS = 0.4  # of the older text's words; what has fewer of them is another sentence
TOLD_KINDS = frozenset({"written", "spoken"})

# Clauses end at strong stops; at a comma or a dash; and before "and", "but", "while" that begin a new verb phrase.
_VERB = (
    r"(?:we|i|they|he|she|it|there|do|does|did|will|would|shall|should|can|cannot|must|have|has|are|is|remain|remains"
    r"|support|supports|oppose|opposes|expect|expects|call|calls|urge|urges|welcome|welcomes|reject|rejects|stand|stands"
    r"|continue|continues|condemn|condemns|reaffirm|reaffirms|believe|believes|want|wants|not|no|never|to)\b"
)
_BREAK = re.compile(
    rf"\s*(?:[.;:!?…\n]+|,(?=\s)|\s[–—-]+\s|[–—])\s*(?:(?:and|but|or|while|nor)\s+)?|\s+(?:and|but|while|nor)\s+(?={_VERB})",
    re.IGNORECASE,
)
_EDGES = " \t\r\n“”\"'‘’"


@dataclass(frozen=True, slots=True)
class Clause:
    """Words of a text with their span in it."""

    text: str
    start: int
    end: int
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Pairing:
    """What became of a clause: `old` is `None` where it was added, `new` where it was dropped."""

    fate: Fate
    old: Clause | None
    new: Clause | None


@lru_cache(maxsize=4096)
def clauses(text: str) -> tuple[Clause, ...]:
    """The clauses of `text` in order; splinters of fewer than three words stay with the clause before them."""
    pieces: list[tuple[int, int]] = []
    at = 0
    for gap in [*_BREAK.finditer(text), None]:
        start, end = _trimmed(text, at, gap.start() if gap else len(text))
        at = gap.end() if gap else at
        if start >= end:
            continue
        if pieces and len(words_of(text[start:end])) < LEAST_WORDS:
            pieces[-1] = pieces[-1][0], end
        else:
            pieces.append((start, end))
    return tuple(Clause(text[a:b], a, b, tuple(words_of(text[a:b].casefold()))) for a, b in pieces)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in _EDGES:
        start += 1
    while end > start and text[end - 1] in _EDGES:
        end -= 1
    return start, end


def align(*, old: str, new: str) -> tuple[Pairing, ...]:
    """What became of each clause of `old`, in its order, then what `new` adds."""
    before, after = clauses(old), clauses(new)
    partners = _partners(before, after)
    pairings = [_pairing(clause, after, partners.get(i)) for i, clause in enumerate(before)]
    met = set(partners.values())
    return (*pairings, *(Pairing("added", None, clause) for i, clause in enumerate(after) if i not in met))


def _partners(before: Sequence[Clause], after: Sequence[Clause]) -> dict[int, int]:
    """Clauses of both sides that belong together, the likest first, each once."""
    pairs = ((_alike(a, b), i, j) for i, a in enumerate(before) for j, b in enumerate(after))
    partners: dict[int, int] = {}
    taken: set[int] = set()
    for _, i, j in sorted((-alike, i, j) for alike, i, j in pairs if alike >= REWORDED):
        if i not in partners and j not in taken:
            partners[i] = j
            taken.add(j)
    return partners


def _alike(a: Clause, b: Clause) -> float:
    """Per cent of words two clauses have in common, in order."""
    return 100 * Indel.normalized_similarity(a.words, b.words)


def _pairing(clause: Clause, after: Sequence[Clause], partner: int | None) -> Pairing:
    if partner is not None:
        other = after[partner]
        return Pairing("kept" if clause.words == other.words else "reworded", clause, other)
    # Joined with its neighbour it is still there.
    for other in after:
        if _inside(clause, other):
            return Pairing("kept", clause, other)
    return Pairing("dropped", clause, None)


def _inside(clause: Clause, other: Clause) -> bool:
    """True if `other` holds the words of `clause` and turns them no other way."""
    if len(other.words) < len(clause.words) or _negations(clause) != _negations(other):
        return False
    return fuzz.partial_ratio(" ".join(clause.words), " ".join(other.words)) >= CONTAINED


def _negations(clause: Clause) -> int:
    return sum(negates(word) for word in clause.words)


def is_formula(pairings: Iterable[Pairing]) -> bool:
    """True if the new text says the old one again: half of the old clauses are there, one of them unchanged."""
    fates = [p.fate for p in pairings if p.old is not None]
    said_again = sum(fate in {"kept", "reworded"} for fate in fates)
    return "kept" in fates and len(fates) > 1 and said_again / len(fates) >= OVERLAP


def said_anew(*, old: str, new: str) -> tuple[Pairing, ...]:
    """Both texts clause by clause where `new` says `old` again, and not all of it was kept; else nothing."""
    pairings = align(old=old, new=new)
    changed = any(pairing.fate != "kept" for pairing in pairings)
    return pairings if changed and is_formula(pairings) else ()


def dropped(pairings: Iterable[Pairing]) -> tuple[Clause, ...]:
    """The clauses of the formula that the new text leaves out, splinters aside."""
    found = (p.old for p in pairings if p.fate == "dropped")
    return tuple(clause for clause in found if clause is not None and len(clause.words) >= LEAST_WORDS)


def _vocabulary(text: str) -> frozenset[str]:
    return frozenset(word for clause in clauses(text) for word in clause.words)


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A statement of a line as its words are compared."""

    id: int
    day: date
    score: int
    kind: str
    text: str


def drops(told: Sequence[Told]) -> tuple[Move, ...]:
    """Where a clause of the standing sentence went missing, by whatever step the statements stand at.

    `told` is in time order. Quoted fragments leave words out for reasons of the paper's, so that only spoken and
    written statements are laid beside each other, and not two of one day, which are often parts of one speech.
    """
    whole = [statement for statement in told if statement.kind in TOLD_KINDS]
    vocabularies = [_vocabulary(statement.text) for statement in whole]
    found = []
    for j, latest in enumerate(whole):
        for i in _comparable(whole, vocabularies, j):
            pairings = align(old=whole[i].text, new=latest.text)
            if is_formula(pairings):
                found += [_drop(whole[i], latest)] if dropped(pairings) else []
                break
    return tuple(found)


def _comparable(told: Sequence[Told], vocabularies: Sequence[frozenset[str]], j: int) -> Iterator[int]:
    """Places of the statements of earlier days that the one at `j` may say again, the latest first.

    Most pairs of statements have little in common, and many statements are of one clause, which is no formula: only the
    others are worth an alignment.
    """
    latest, words = told[j], vocabularies[j]
    for i in range(j - 1, max(j - LATEST, 0) - 1, -1):
        if latest.day - told[i].day > WINDOW:
            break
        old = vocabularies[i]
        alike = len(old & words) >= SHARED_WORDS * len(old)
        if alike and told[i].day < latest.day and len(clauses(told[i].text)) > 1:
            yield i


def _drop(before: Told, after: Told) -> Move:
    return Move(
        day=after.day,
        kind="clause_dropped",
        score_before=before.score,
        score_after=after.score,
        before=before.id,
        after=after.id,
        rule="a clause of the standing sentence is gone",
    )
