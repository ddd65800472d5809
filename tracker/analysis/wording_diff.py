"""Two statements side by side with the words that moved: where they are alike, what differs, else what they rest on."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import Indel

from tracker.analysis.excerpts import Piece

WORD = re.compile(r"\w+(?:[’'‑-]\w+)*")
ALIKE = 0.5  # below this share of common words, marking the differing ones would mark nearly everything


@dataclass(frozen=True, slots=True)
class Pair:
    """Both texts in pieces, marked where the words moved; joined, the pieces are the texts."""

    before: tuple[Piece, ...]
    after: tuple[Piece, ...]


def compare(
    before: str, after: str, *, evidence_before: Sequence[str] = (), evidence_after: Sequence[str] = ()
) -> Pair:
    """Mark in both texts what differs, if at least half of their words are common; otherwise the phrases of
    `evidence_…` that only one of them rests on, if both have some. Texts in the same words are left unmarked."""
    old, new = list(WORD.finditer(before)), list(WORD.finditer(after))
    old_words, new_words = [m[0].casefold() for m in old], [m[0].casefold() for m in new]
    if Indel.normalized_similarity(old_words, new_words) < ALIKE:
        return _rested(before, after, evidence_before, evidence_after)
    removed, added = [], []
    for edit in Indel.opcodes(old_words, new_words):
        if edit.tag == "equal":
            continue
        if edit.src_end > edit.src_start:
            removed.append((old[edit.src_start].start(), old[edit.src_end - 1].end()))
        if edit.dest_end > edit.dest_start:
            added.append((new[edit.dest_start].start(), new[edit.dest_end - 1].end()))
    return Pair(_pieces(before, removed), _pieces(after, added))


def _rested(before: str, after: str, evidence_before: Sequence[str], evidence_after: Sequence[str]) -> Pair:
    """Both texts with what each rests on; phrases common to both name the subject, and one side alone says nothing."""
    common = {phrase.casefold() for phrase in evidence_before} & {phrase.casefold() for phrase in evidence_after}
    old = _places(before, (phrase for phrase in evidence_before if phrase.casefold() not in common))
    new = _places(after, (phrase for phrase in evidence_after if phrase.casefold() not in common))
    if not old or not new:
        old = new = []
    return Pair(_pieces(before, old), _pieces(after, new))


def _places(text: str, phrases: Iterable[str]) -> list[tuple[int, int]]:
    """Where the phrases stand in `text` as whole words, in text order."""
    return sorted(
        match.span()
        for phrase in phrases
        if phrase.strip()
        for match in re.finditer(rf"(?<!\w){re.escape(phrase.strip())}(?!\w)", text, re.IGNORECASE)
    )


def _pieces(text: str, marks: Sequence[tuple[int, int]]) -> tuple[Piece, ...]:
    pieces, at = [], 0
    for start, end in _merged(text, marks):
        if start > at:
            pieces.append(Piece(text[at:start]))
        pieces.append(Piece(text[start:end], marked=True))
        at = end
    if at < len(text):
        pieces.append(Piece(text[at:]))
    return tuple(pieces)


def _merged(text: str, marks: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Marks that overlap or have only blanks between them made one."""
    merged: list[tuple[int, int]] = []
    for start, end in marks:
        if merged and (start <= merged[-1][1] or not text[merged[-1][1] : start].strip()):
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged
