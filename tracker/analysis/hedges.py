"""What turns, weakens or disowns a word that takes a side: negation, modality, conditions, other people's words.

A clause is a list of lower-case words. `force_at` reads what stands before a place in it and says what is left of
the side taken there. Refusals: irony and negation across clauses are not seen.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from tracker.analysis.phrases import words_of
from tracker.analysis.polarity import negates

REACH = 6
_TURN = r",?\s\b(?i:but|however|although|though|whereas|yet|nevertheless)\b,?"
_STOP = r"\.(?=\s+[^a-z\s]|\W*$)"
_CLAUSE = re.compile(rf"[;:!?…\n]+|{_STOP}|[–—]|\b(?i:no|yes),|{_TURN}")

# Words before a side taken that turn it round, apart from "not" and its kind.
TURNING = """
    oppose opposes opposed opposing against reject rejects rejected rejecting refuse refuses refused refusing
    ruled-out rule-out rules-out ruling-out fail fails failed failing deny denies denied decline declines declined
    stop stops stopped stopping prevent prevents avoid avoids halt halts end ends ending block blocks blocking
    condemn condemns condemned instead-of rather-than far-from resist deter deters
    mistake-to mistaken-to wrong-to error-to folly-to foolish-to unwise-to premature-to reckless-to irresponsible-to
    too-early-to too-soon-to
"""
STRONG = """
    firmly strongly fully utterly absolutely completely totally deeply unequivocally categorically unwavering steadfast
    wholly resolutely entirely
"""
# Negations that leave nothing over: "will never lift" is the opposite of "will lift", "will not lift" somewhat less.
FOR_GOOD = "never cannot categorically refuse refuses refused under-no-circumstances on-no-account no-way not-ever"
WEAK = "may might could perhaps possibly consider considering somewhat partly gradually eventually likely would ready"
CONDITIONS = """
    if unless provided until as-long-as only-when once-they only-if on-condition conditional depends
    depending subject-to
    in-return should-they
"""
OTHERS = """
    critics opponents some-say some-argue some-people they-claim they-say others-say accused-of accuse-us accused-us
    accuses-us so-called those-who-say those-who-claim rumours allegations-that suggested-that-we told-that claim-that
    claims-that idea-that notion-that suggestion-that accusation-that my-predecessor our-predecessors
    previous-government former-government last-government
"""
PURPOSES = "ensure ensures ensuring make-sure makes-sure making-sure see-to-it guarantee guarantees so-that"
SHORT_OF = "stopped-short-of stop-short-of stops-short-of stopping-short-of short-of did-not-go-so-far"
NOT_NEGATIONS = """
    crimes-against crime-against not-only not-just not-merely not-simply no-doubt not-least nothing-less
    not-for-nothing
"""


Phrases = Mapping[str, Sequence[tuple[str, ...]]]


def _phrases(text: str) -> Phrases:
    """Phrases as their words, by the first of them."""
    found: defaultdict[str, list[tuple[str, ...]]] = defaultdict(list)
    for phrase in text.split():
        words = tuple(phrase.split("-"))
        found[words[0]].append(words)
    return dict(found)


_TURNING, _STRONG, _WEAK, _FOR_GOOD = map(_phrases, (TURNING, STRONG, WEAK, FOR_GOOD))
_CONDITIONS, _OTHERS, _SHORT_OF = _phrases(CONDITIONS), _phrases(OTHERS), _phrases(SHORT_OF)
_PURPOSES = _phrases(PURPOSES)
_NOT_NEGATIONS = _phrases(NOT_NEGATIONS)
# What is denied of these is denied of what follows, however far.
_HOLDING = frozenset({"think", "believe", "consider", "suppose"})


@dataclass(frozen=True, slots=True)
class Force:
    """What stands over a side taken: it may be turned round (for good), strengthened, weakened or conditional.

    `others` are other people's words, `withheld` is what the speaker stopped short of saying, `forestalled` what the
    speaker sees to that it does not come about: "ensure that nobody can use it as a weapon".
    """

    negated: bool = False
    for_good: bool = False
    strong: bool = False
    weak: bool = False
    conditional: bool = False
    others: bool = False
    withheld: bool = False
    forestalled: bool = False

    def applied(self, score: int) -> int | None:
        """What is left of `score` (-2 to +2); `None` when it is no side the speaker takes."""
        if self.others or self.withheld:
            return None
        if self.negated:
            score = -score if self.for_good or abs(score) < 2 else -score // 2
        elif self.strong and score:
            score = 2 if score > 0 else -2
        if (self.weak or self.conditional) and abs(score) == 2:
            score //= 2
        return score

    def name(self) -> str:
        """The modifiers in words, for the rule that is reported; empty when there is none."""
        names = ("negated", "conditional", "weak", "strong")
        return ", ".join(name for name in names if getattr(self, name))


@lru_cache(maxsize=64)
def clauses(text: str) -> Sequence[Sequence[str]]:
    """The clauses of a text as lower-case words, empty ones left out. Those of the last texts are remembered, as each
    is asked for with every topic."""
    parts = (words_of(part.lower().replace("’", "'")) for part in _CLAUSE.split(text))
    return [words for words in parts if words]


def force_at(words: Sequence[str], start: int) -> Force:
    """The force on the words of a clause from place `start` on."""
    before = words[max(0, start - REACH) : start]
    withheld = _has(before, _SHORT_OF) or _both_denied(words, start)
    return Force(
        negated=not withheld and _turns(before) != _denied_from_afar(words, start),
        for_good=_has(before, _FOR_GOOD),
        strong=_has(words[max(0, start - REACH) : start + 1], _STRONG),
        weak=_has(before, _WEAK),
        conditional=_has(words, _CONDITIONS),
        others=_has(words[:start], _OTHERS),
        withheld=withheld,
        forestalled=_is_forestalled(words[:start]),
    )


def _is_forestalled(before: Sequence[str]) -> bool:
    """True behind a purpose that is denied: "to make sure that it never …"."""
    ends = [place + len(phrase) for place, phrase in _found(before, _PURPOSES)]
    return bool(ends) and any(negates(word) for word in before[min(ends) :])


def _both_denied(words: Sequence[str], start: int) -> bool:
    """True where two sides are denied at once: "we neither support nor oppose it"."""
    return words[max(0, start - 1) : start] == ["neither"] and words[start + 1 : start + 2] == ["nor"]


def _denied_from_afar(words: Sequence[str], start: int) -> bool:
    """True where what is held is denied in front: "we do not think that this pipeline of theirs is a good idea"."""
    return any(negates(words[i]) and words[i + 1] in _HOLDING for i in range(max(0, start - REACH)))


def _turns(before: Sequence[str]) -> bool:
    """True for an odd number of negations before a place: "not opposed to" turns twice."""
    if _has(before, _NOT_NEGATIONS):
        return False
    negations = sum(negates(word) for word in before)
    return (negations + len({phrase for _, phrase in _found(before, _TURNING)})) % 2 == 1


def _has(words: Sequence[str], phrases: Phrases) -> bool:
    return any(True for _ in _found(words, phrases))


def _found(words: Sequence[str], phrases: Phrases) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Each phrase that stands in a clause, with its place."""
    for place, word in enumerate(words):
        for phrase in phrases.get(word, ()):
            if tuple(words[place : place + len(phrase)]) == phrase:
                yield place, phrase
