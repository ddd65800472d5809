"""What a learner sees of a sentence: masked words, word classes and broad concepts, in blocks.

Holder and target are masked, so that what is learnt is how people speak and not who is spoken of. Around the target
the words to its left and right are marked as such, and the words between holder and target are kept in their order.
Blocks are weighed one by one, so that a long block does not drown a short one. What is said to a motion is read with
which way the motion leans (`motions`), and of each sentence how it puts its claim (`framing`).
"""

import re
from collections.abc import Sequence
from itertools import combinations, pairwise

from tracker.analysis.concepts import concept_of
from tracker.analysis.framing import framing_features
from tracker.analysis.motions import finds_fault, floor_features, is_motion
from tracker.analysis.polarity import CLASSES, class_of, negates
from tracker.analysis.stems import stem

HOLDER, TARGET = "HOLDER", "TARGET"
BLOCKS = ("words", "classes", "concepts", "together", "fours", "framing", "target", "floor", "turned floor")
LONGEST_MASKED = 6  # A target of more words is a proposition or motion: nothing of it is masked.
WINDOW = 5
FARTHEST_PAIR = 15
NEGATION_REACH = 4
LONGEST_TOGETHER = 60

_WORD = re.compile(r"[A-Za-z]+(?:['’][a-z]+)?|\d+|[?!\"“”;:]")
_LETTERS = re.compile(r"[A-Za-z]+")
_TURNS = {"but", "however", "although", "though", "while", "despite", "yet"}
_CONDITIONS = {"if", "unless", "whether", "would", "could", "might", "may"}
_NAMES_NOTHING = {"the", "and", "for", "not", "list", "mrs", "new", "states", "united", "national", "house"}


def features(text: str, holder: str = "", target: str = "") -> dict[str, list[str]]:
    """The features of `text` by block, each block a list in which a feature may stand more than once.

    The "turned floor" holds features of the "floor" that count the other way round.
    """
    words, asked = masked_words(text, holder, target), _LETTERS.findall(target.lower())
    stems = ["k:" + stem(word) for word in words]
    found = {
        "words": [*words, *stems, *_pairs(stems), *windows(words)],
        "classes": class_features(words),
        "concepts": concept_features(words),
        "together": concepts_together(words),
        "fours": fours(words),
        "framing": framing_features(words),
        "target": [feature for word in asked for feature in _target(word)],
    }
    floor = floor_features(words, class_marks(words)) if is_motion(asked) else []
    return found | {"floor": [], "turned floor": []} | {"turned floor" if finds_fault(asked) else "floor": floor}


def masked_words(text: str, holder: str, target: str) -> list[str]:
    """The words of `text` in lower case, with any part of the holder's or target's name replaced by a mask."""
    holders, targets = _name_parts(holder), _name_parts(target)
    words: list[str] = []
    for word in _WORD.findall(text):
        key = re.sub(r"['’]s?$", "", word.lower()).rstrip("s")
        mask = TARGET if key in targets else HOLDER if key in holders else word.lower().replace("’", "'")
        if mask not in (TARGET, HOLDER) or words[-1:] != [mask]:
            words.append(mask)
    return words


def _name_parts(name: str) -> frozenset[str]:
    parts = _LETTERS.findall(name.lower())
    if len(parts) > LONGEST_MASKED:
        return frozenset()
    return frozenset(part.rstrip("s") for part in parts if len(part) > 2 and part not in _NAMES_NOTHING)


def windows(words: Sequence[str]) -> list[str]:
    """The words left and right of the target, right of the holder, and between the nearest two of them."""
    targets = [i for i, word in enumerate(words) if word == TARGET]
    holders = [i for i, word in enumerate(words) if word == HOLDER]
    found: list[str] = []
    for i in targets[:3]:
        found += ["L:" + word for word in words[max(0, i - WINDOW) : i]]
        found += ["R:" + word for word in words[i + 1 : i + 1 + WINDOW]]
    for i in holders[:3]:
        found += ["H:" + word for word in words[i + 1 : i + WINDOW]]
    return found + _between(words, holders[:20], targets[:20])


def _between(words: Sequence[str], holders: Sequence[int], targets: Sequence[int]) -> list[str]:
    if not holders or not targets:
        return []
    distance, holder, target = min((abs(h - t), h, t) for h in holders for t in targets)
    order = "HT" if holder < target else "TH"
    if distance >= FARTHEST_PAIR:
        return []
    return [order, *(f"{order}:{word}" for word in words[min(holder, target) + 1 : max(holder, target)])]


def class_features(words: Sequence[str]) -> list[str]:
    """Word classes with negation, in runs of one and two, their balance, and those beside holder and target."""
    marks = class_marks(words)
    named = ["s:" + mark for mark in marks]
    return [*named, *_pairs(named), *_balance(marks), *_beside(marks)]


def class_marks(words: Sequence[str]) -> list[str]:
    """The words that carry stance as their classes, "-" before those within reach of a negation, masks kept."""
    marks: list[str] = []
    negated = 0
    for word in words:
        if negates(word):
            marks.append("NOT")
            negated = NEGATION_REACH
            continue
        mark = _mark(word)
        if mark:
            marks.append("-" + mark if negated and mark in CLASSES else mark)
        negated = max(0, negated - 1)
    return marks


def _mark(word: str) -> str:
    if word in (HOLDER, TARGET):
        return word
    if word in _TURNS:
        return "BUT"
    if word in _CONDITIONS:
        return "IF"
    return "QUOTE" if word in '"“”' else class_of(word) or ""


def concept_features(words: Sequence[str]) -> list[str]:
    """What a text speaks of, as broad concepts, "-" before those within reach of a negation, in runs of one and two."""
    concepts = _concepts(words)
    return [*concepts, *_pairs(concepts)]


def _concepts(words: Sequence[str]) -> list[str]:
    found: list[str] = []
    negated = 0
    for word in words:
        negated = NEGATION_REACH if negates(word) else max(0, negated - 1)
        found += [("-" if negated and name != "none" else "") + name for name in concept_of(word)]
    return found


def concepts_together(words: Sequence[str]) -> list[str]:
    """Each pair of concepts that stand together in the first words of a text, in whatever order, once each."""
    return [f"{a}&{b}" for a, b in combinations(sorted(set(_concepts(words[:LONGEST_TOGETHER]))), 2)]


def fours(words: Sequence[str]) -> list[str]:
    """Every four letters in a row, across words too: what inflections, compounds and short phrases have in common."""
    text = f" {' '.join(words)} "
    return [text[i : i + 4] for i in range(len(text) - 3)]


def _balance(marks: Sequence[str]) -> list[str]:
    bearings = [_bearing(mark) for mark in marks]
    for_it = sum(b for b in bearings if b > 0)
    against = -sum(b for b in bearings if b < 0)
    return [f"for{min(for_it, 4)}", f"against{min(against, 4)}", f"net{max(-4, min(4, for_it - against))}"]


def _bearing(mark: str) -> int:
    name = mark.removeprefix("-")
    sign = -1 if mark.startswith("-") else 1
    return sign * CLASSES[name][0] if name in CLASSES else 0


def _beside(marks: Sequence[str]) -> list[str]:
    found: list[str] = []
    bearings = [(i, b) for i, mark in enumerate(marks) if (b := _bearing(mark))]
    for i, mark in enumerate(marks[:400]):
        if mark == TARGET:
            found += [f"L{d}:{marks[i - d]}" for d in (1, 2) if i >= d]
            found += [f"R{d}:{marks[i + d]}" for d in (1, 2) if i + d < len(marks)]
            found += [f"near{min((abs(j - i), b) for j, b in bearings)[1]}"] if bearings else []
        elif mark == HOLDER:
            found += [f"H{d}:{marks[i + d]}" for d in (1, 2) if i + d < len(marks)]
    return found


def _target(word: str) -> list[str]:
    name = class_of(word)
    return ["t:" + word, *(["t:" + name.upper()] if name else [])]


def _pairs(items: Sequence[str]) -> list[str]:
    return [f"{a} {b}" for a, b in pairwise(items)]
