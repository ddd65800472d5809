"""How a sentence puts its claim: what ought to be, what something is called, who claims it, and what goes which way.

General grammar read off closed lists of words, without a parser: the modal and its subject, what follows a form of
"be", what stands around a verb of knowing or of claiming, each concept (`concepts`) with the nearest plain word before
and after it, and the sentence's outward form. "-" marks what is within reach of a negation.
"""

from collections.abc import Sequence
from itertools import islice, pairwise

from tracker.analysis.concepts import concept_of
from tracker.analysis.polarity import negates
from tracker.analysis.stems import EMPTY_WORDS, stem

NEGATION_REACH = 4
LINK_REACH = 5  # how far apart a plain word and a concept may stand to be read together
CLAIM_BEFORE, CLAIM_AFTER = 5, 11

# What was found out, what is only held, and what is called so in doubt.
_KNOWN = """
    know knows knew realize realise recognise recognize show shows showed shown prove proves proved find finds found
    confirm confirms confirmed acknowledge acknowledges admit admits discover discovered demonstrate reveal revealed
    conclude concluded
"""
_CLAIMED = """
    claim claims claimed believe believes believed think thinks thought suggest suggests suggested allege alleged argue
    argues argued assert asserted insist insisted say says said warn warned pretend convince convinced assume assumes
    imagine
"""
_DOUBTED = frozenset({"alleged", "supposed", "called", "claimed", "allegedly", "supposedly"})
_MUST_OR_CAN = """
    must should need needs ought can could cannot can't will would won't may might shall have has had
"""
_IS = """
    is are was were be been being isn't aren't wasn't
"""
_BEFORE = """
    a an the very so not no just only more most less really truly simply
"""
_KNOWING, _CLAIMING = frozenset(_KNOWN.split()), frozenset(_CLAIMED.split())
_MODALS, _BE, _BEFORE_A_PREDICATE = frozenset(_MUST_OR_CAN.split()), frozenset(_IS.split()), frozenset(_BEFORE.split())
_SUBJECTS = {"we": "we", "i": "i", "you": "you", "they": "they", "he": "3", "she": "3", "it": "it", "there": "there"}
_SUBJECTS |= {"this": "it", "that": "it", "who": "who"}


def framing_features(words: Sequence[str]) -> list[str]:
    """The features of masked words, each as often as it is found."""
    signs = _signs(words)
    found = _form(words)
    for i, word in enumerate(words):
        if word in _MODALS:
            found += _modal(words, signs, i)
        if word in _BE:
            found += _predicate(words, signs, i)
        if word in _KNOWING or word in _CLAIMING:
            found += _claim(words, signs, i)
    return found + _links(words, signs)


def _signs(words: Sequence[str]) -> list[str]:
    """For each word "-" within reach of a negation, else nothing."""
    signs: list[str] = []
    negated = 0
    for word in words:
        negated = NEGATION_REACH if negates(word) else max(0, negated - 1)
        signs.append("-" if negated else "")
    return signs


def _form(words: Sequence[str]) -> list[str]:
    """Length, beginning and end, numbers, comparisons, and words of doubt."""
    found = [f"length{min(9, len(words) // 5)}", f"negations{min(3, sum(map(negates, words)))}"]
    if words:
        found += ["first:" + stem(words[0]), "first:" + " ".join(words[:2]), "last:" + words[-1]]
    for i, word in enumerate(words):
        if word.isdigit():
            found += ["number", "number:" + "".join(words[i + 1 : i + 2])]
        elif word == "than":
            found += ["than", "than:" + "".join(stem(before) for before in words[max(0, i - 1) : i])]
        elif word in _DOUBTED:
            found.append("doubted")
        elif word.endswith("est") and len(word) > 5:
            found.append("most")
    return found


def _modal(words: Sequence[str], signs: Sequence[str], i: int) -> list[str]:
    """Who must or can, and what."""
    subject = next((_SUBJECTS[word] for word in reversed(words[max(0, i - 2) : i]) if word in _SUBJECTS), "other")
    modal = f"modal:{subject}:{words[i]}"
    verbs = (
        stem(word) for word in words[i + 1 : i + 4] if word not in EMPTY_WORDS and len(word) > 2 and not negates(word)
    )
    after = "".join(signs[i + 1 : i + 2])
    return [modal, f"{modal}:{after}", *(f"modal:{words[i]}>{verb}" for verb in islice(verbs, 1))]


def _predicate(words: Sequence[str], signs: Sequence[str], i: int) -> list[str]:
    """What something is said to be."""
    after = words[i + 1 : i + 5]
    word = next((word for word in after if word not in _BEFORE_A_PREDICATE and not negates(word)), None)
    if word is None:
        return []
    names = [stem(word), *(f"+{name}" for name in concept_of(word))]
    kind = next((ending for ending in ("ing", "ed") if word.endswith(ending)), "other")
    return [f"is{signs[i + 1]}:{name}" for name in names] + [f"is {kind}"]


def _claim(words: Sequence[str], signs: Sequence[str], i: int) -> list[str]:
    """Whether a claim is known or only held, by whom, and what it is about."""
    kind = "known" if words[i] in _KNOWING else "claimed"
    before = [word for word in words[max(0, i - CLAIM_BEFORE) : i] if word not in EMPTY_WORDS and len(word) > 3]
    after = words[i + 1 : i + 1 + CLAIM_AFTER]
    return [
        f"{kind}{signs[i]}{' that' if 'that' in after[:2] else ''}",
        *(f"{kind}<{stem(word)}" for word in before),
        *(f"{kind}>{name}" for word in after for name in concept_of(word)),
    ]


def _links(words: Sequence[str], signs: Sequence[str]) -> list[str]:
    """Each concept with the plain word before it and the one after it: what rises, and what is stopped."""
    plain = [i for i, word in enumerate(words) if word not in EMPTY_WORDS and len(word) > 2 and not negates(word)]
    found: list[str] = []
    for a, b in pairwise(plain):
        if b - a <= LINK_REACH:
            found += [f"{stem(words[a])}>{signs[b]}{name}" for name in concept_of(words[b])]
            found += [f"{signs[a]}{name}>{stem(words[b])}" for name in concept_of(words[a])]
    return found
