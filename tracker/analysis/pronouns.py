"""Whom "he", "she" and "they" mean: the likeliest of the people just named.

Gender decides first, then role in the sentence (who spoke last, who stands at its start), then distance. Whoever is
named only inside quoted words, or was only spoken to, is no candidate.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from tracker.analysis.figures import Figure
from tracker.analysis.quotations import Span
from tracker.analysis.register import Gender

GENDERS: dict[str, Gender] = {
    "he": "m",
    "him": "m",
    "his": "m",
    "himself": "m",
    "she": "f",
    "her": "f",
    "hers": "f",
    "herself": "f",
}
WINDOW = 12
REACH = 6
MARGIN = 1.2
UNKNOWN_GENDER = 0.5  # the name may be a place or a firm; of someone who just spoke it is a person's
UNKNOWN_SPEAKER = 0.75
SAME_PARAGRAPH = 1.6  # news writing starts a paragraph with whom it is about
# Begins with a set of characters, so that the search leaps from one of them to the next.
_SENTENCE_END = re.compile(
    r"[!?.\n](?:(?<=\n)\n*|(?<!\bMr\.)(?<!\bMrs\.)(?<!\bMs\.)(?<!\bDr\.)(?<!\bSen\.)(?<!\bGen\.)(?<!\bGov\.)(?<!\b[A-Z]\.)"
    r"(?<!\n)[\"”’')]*\s+)"
)
_BREAK = re.compile(r"\n")
_BEFORE_OBJECT = re.compile(
    r"\b(?:of|to|with|by|for|from|against|about|between|over|on|in|at|than|like|as|told|met|and|under|including|called|urged|criticised|criticized"
    r"|accused|asked|joined|succeeded|replaced|backed|praised|thanked|invited|welcomed)\s+(?:the\s+)?$"
)


@dataclass(frozen=True, slots=True)
class Naming:
    """One place in the text where a figure is named; `spoke` when it stands as a speaker there."""

    span: Span
    lead: int
    figure: Figure
    spoke: bool = False
    possessive: bool = False


class Antecedents:
    """The namings of a text, ready to be asked whom a pronoun at a place means."""

    def __init__(self, text: str, namings: Sequence[Naming]) -> None:
        self.text = text
        self._printed = _Placed(sorted(namings, key=lambda naming: naming.span))
        self._later = _Placed([])
        self._breaks = [match.start() for match in _BREAK.finditer(text)]
        self.sentences = [0, *(match.end() for match in _SENTENCE_END.finditer(text))]

    def sentence(self, place: int) -> int:
        return bisect_right(self.sentences, place) - 1

    def likeliest(self, place: int, gender: Gender | None) -> list[tuple[Figure, float]]:
        """Figures named before `place` with their weights, the likeliest first; at most six sentences back."""
        here = self.sentence(place)
        weights: dict[int, tuple[Figure, float]] = {}
        for naming in self.before(place, WINDOW):
            figure, away = naming.figure, here - self.sentence(naming.span[0])
            if away > REACH:
                break
            if gender and figure.gender and figure.gender != gender:
                continue
            weight = self._weight(naming, away)
            if gender and not figure.gender:
                weight *= UNKNOWN_SPEAKER if naming.spoke else UNKNOWN_GENDER
            if away <= 2 and not naming.possessive and self.in_one_paragraph(naming.span[1], place):
                weight *= SAME_PARAGRAPH
            known = weights.get(id(figure), (figure, 0.0))[1]
            weights[id(figure)] = (figure, max(known, weight) + 0.1 * min(known, weight))
        return sorted(weights.values(), key=lambda pair: -pair[1])

    def _weight(self, naming: Naming, away: int) -> float:
        weight = 0.75**away
        if naming.spoke:
            return weight * 1.5
        if naming.possessive:
            return weight * 0.6
        start = self.sentences[self.sentence(naming.lead)]
        if _BEFORE_OBJECT.search(self.text[max(start, naming.lead - 24) : naming.lead]):
            return weight * 0.5
        return weight * (1.3 if naming.lead - start < 4 else 1.0)

    def in_one_paragraph(self, start: int, end: int) -> bool:
        """Whether no line break stands between two places."""
        return bisect_left(self._breaks, start) >= bisect_left(self._breaks, end)

    def before(self, place: int, count: int) -> list[Naming]:
        """The last `count` namings that start before `place`, the nearest first."""
        near = self._printed.before(place, count) + self._later.before(place, count)
        return sorted(near, key=lambda naming: naming.span[0])[: -count - 1 : -1]

    def add(self, naming: Naming) -> None:
        """Keeps a naming found later, such as a pronoun already understood; they come in text order."""
        self._later.add(naming)

    def settle(self) -> None:
        """Puts the namings added so far among the first ones, before another pass over the text adds its own."""
        both = [*self._printed.namings, *self._later.namings]
        self._printed = _Placed(sorted(both, key=lambda naming: naming.span[0]))
        self._later = _Placed([])


class _Placed:
    """Namings in the order of the places where they start; one is added near the end at little cost."""

    def __init__(self, namings: list[Naming]) -> None:
        self.namings = namings
        self.starts = [naming.span[0] for naming in self.namings]

    def before(self, place: int, count: int) -> list[Naming]:
        at = bisect_left(self.starts, place)
        return self.namings[max(0, at - count) : at]

    def add(self, naming: Naming) -> None:
        at = bisect_right(self.starts, naming.span[0])
        self.namings.insert(at, naming)
        self.starts.insert(at, naming.span[0])


def gender_of_pronoun(word: str) -> Gender | None:
    return GENDERS.get(word.lower())
