"""Which way a statement leans on a topic, and how strongly: a suggestion for an editor, never a verdict.

Two questions in turn: does the passage take a side at all, and which. Sides are taken by the topic's own cues
("lift * sanctions"), by words that pass a verdict near a term of the topic ("we condemn the drills"), by what is willed
to be done to it or wanted of it ("we need more howitzers"), and by likeness to an anchor; each is read with what stands
over it (negation, modality, conditions, other people's words). A model learnt from editors, where there is one, is
heard beside the rules: it speaks where they are silent, and of two sides the surer is taken.

Refusals: a question, a passage that only names the topic, signs that contradict each other and weak signs give no
score: "mentions only" or "unclear". Nothing is concluded from who speaks.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Final, Literal

from tracker.analysis.anchors import nearest_anchor
from tracker.analysis.codebook import Cue, Term, Topic
from tracker.analysis.encoder import Meaning
from tracker.analysis.hedges import clauses, force_at
from tracker.analysis.learning import LinearStanceModel
from tracker.analysis.paragraphs import sentences_of
from tracker.analysis.phrases import words_of
from tracker.analysis.polarity import class_of, negates
from tracker.analysis.starred import places_of
from tracker.analysis.verdicts import (
    ADJECTIVES,
    action_at,
    falls_forward,
    is_courtesy,
    is_topic_marker,
    is_willed,
    verdict_at,
)
from tracker.analysis.wants import is_less, want_at
from tracker.analysis.wordclasses import BE, FUNCTION_WORDS

Kind = Literal["stance", "mentions only", "unclear"]

SHOWN_FROM = 0.5
LEARNT = "learnt"  # the rule a suggestion names that came from a model
MENTIONS_ONLY: Final = "mentions only"  # the label of a model for what takes no side
CUE_WEIGHT = 0.75
NEAR_WEIGHT, CLAUSE_WEIGHT, APART_WEIGHT = 0.6, 0.5, 0.3
NEAR = 5
FORWARD_REACH = 9
ACTION_NEAR = 3
HARMING = {"harm", "lessen"}
CLAIMS = {"claim", "claims", "idea", "notion", "suggestion", "suggestions", "accusation", "accusations", "allegation"}
ANCHOR_FROM = 0.3
# That no rule finds a side says little: most passages filed under a topic take one, in words the rules do not know.
SILENT = 0.4


@dataclass(frozen=True, slots=True)
class StanceSuggestion:
    """A step on the topic's scale, or why there is none; `confidence` is that of the score, or of its absence."""

    score: int | None
    confidence: float
    evidence: tuple[str, ...]
    rule: str
    kind: Kind


@dataclass(frozen=True, slots=True)
class _Sign:
    score: int
    weight: float
    words: str
    rule: str


def suggest(
    content: str,
    *,
    topic: Topic,
    sentence: str = "",
    holder: str = "",
    model: LinearStanceModel | None = None,
    meaning_of: Meaning | None = None,
) -> StanceSuggestion:
    """The stance of `content` on `topic`; `sentence` is what reports it and may name what the content does not.

    `meaning_of` is for a `model` that was taught with it.
    """
    content = " ".join(sentence for sentence in sentences_of(content) if not _asks(sentence))
    if not content:
        return StanceSuggestion(None, 0.8, (), "question", "unclear")
    by_rules = _weighed(_signs(content, topic, sentence), content, topic)
    learnt = _learnt(content, topic, holder, model, meaning_of)
    if learnt is None or (by_rules.kind == "stance" and by_rules.confidence >= learnt.confidence):
        return by_rules
    return learnt


def _asks(sentence: str) -> bool:
    return sentence.rstrip(" ”\"'’»").endswith("?")


def _learnt(
    content: str, topic: Topic, holder: str, model: LinearStanceModel | None, meaning_of: Meaning | None
) -> StanceSuggestion | None:
    """What a model of editors' decisions says, when it is sure enough; its labels are steps or "mentions only"."""
    if model is None:
        return None
    found = model.predict(content, holder, topic.name, meaning_of)
    if found.confidence < SHOWN_FROM:
        return None
    if re.fullmatch(r"[+-]?[0-2]", found.label):
        return StanceSuggestion(int(found.label), found.confidence, found.evidence, LEARNT, "stance")
    return StanceSuggestion(None, found.confidence, found.evidence, LEARNT, MENTIONS_ONLY)


def _signs(content: str, topic: Topic, sentence: str) -> list[_Sign]:
    parts = clauses(content)
    signs = [sign for words in parts for sign in _cue_signs(words, topic)]
    if not any(sign.score for sign in signs):
        signs += _verdict_signs(parts, topic, sentence)
    like = nearest_anchor(content, topic)
    if like is not None and like.likeness >= ANCHOR_FROM:
        signs.append(_Sign(like.score, min(0.8, like.likeness), like.anchor, "like an anchor"))
    return signs


def _cue_signs(words: Sequence[str], topic: Topic) -> Iterator[_Sign]:
    """The sides that the topic's cues take in a clause."""
    for number, place in places_of(words, _phrases(topic)[0]):
        sign = _cue_sign(words, topic.cues[number], place)
        if sign is not None:
            yield sign


@lru_cache(maxsize=256)
def _phrases(topic: Topic) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Those of the topic's cues, and of its terms."""
    return tuple(cue.phrase for cue in topic.cues), tuple(term.phrase for term in topic.terms)


def _cue_sign(words: Sequence[str], cue: Cue, place: tuple[int, int]) -> _Sign | None:
    """The side a cue takes in a clause, read with what stands over it."""
    force = force_at(words, place[0])
    score = force.applied(cue.score)
    if score is None or (force.forestalled and action_at(words, place[0]) is None):
        return None  # what nobody shall be able to do is no word for the thing, nor one against it
    rule = "cue" + (f" ({force.name()})" if force.name() else "")
    weight = CUE_WEIGHT * (0.8 if force.conditional or force.weak else 1.0)
    return _Sign(score, weight, " ".join(words[place[0] : place[1]]), rule)


def _verdict_signs(parts: Sequence[Sequence[str]], topic: Topic, sentence: str) -> list[_Sign]:
    """Verdicts and willed actions beside a term of the topic; the first verdict of a clause governs it.

    A verdict in a clause without a term counts only where no clause names one.
    """
    outside = _bearing_in(sentence, topic)
    terms = [_first_term(words, topic) for words in parts]
    found = [_verdict_sign(words, term, outside) for words, term in zip(parts, terms, strict=True)]
    signs = [sign for sign in found if sign is not None]
    return [sign for sign in signs if sign.weight > APART_WEIGHT] or ([] if any(terms) else signs)


def _verdict_sign(words: Sequence[str], term: tuple[Term, int] | None, outside: int) -> _Sign | None:
    bearing = term[0].bearing if term else outside
    governing, rule = _governing(words, term)
    if governing is None or not bearing:
        return None
    place, strength = governing
    if term is not None and _turned_round(words[place + 1 : term[1]]):
        if rule != "verdict":
            return None
        strength = -strength
    elif term is not None and rule != "action" and (_undone(words, place, term[1]) or is_less(words, term[1])):
        strength = -strength
    force = force_at(words, place)
    score = force.applied(strength)
    if score is None or (force.forestalled and rule == "verdict"):
        return None
    weight = APART_WEIGHT if term is None else NEAR_WEIGHT if abs(place - term[1]) <= NEAR else CLAUSE_WEIGHT
    shown = words[place] if term is None else f"{words[place]} … {term[0].phrase}"
    rule += f" ({force.name()})" if force.name() else ""
    return _Sign(score * bearing, weight * (0.8 if force.conditional else 1.0), shown, rule)


def _governing(words: Sequence[str], term: tuple[Term, int] | None) -> tuple[tuple[int, int] | None, str]:
    """What says in a clause which way it leans, as its place and its score, and the rule that reads it."""
    verdict = _verdict(words, term[1] if term else None)
    if verdict is not None or term is None:
        return verdict, "verdict"
    length = len(words_of(term[0].phrase))
    action = _action(words, term[1], length)
    if action is not None:
        return action, "action"
    return want_at(words, term[1], term[1] + length), "want"


def _turned_round(between: Sequence[str]) -> bool:
    """True when the way to the term turns round: "concern at attempts to undermine" is concern for it.

    What is said before the two are made equal does not count: "the best way to fight hunger is aid" praises aid.
    """
    equal = max((i + 1 for i, word in enumerate(between) if word in BE), default=0)
    return any(class_of(word) in HARMING or negates(word) for word in between[equal:])


def _undone(words: Sequence[str], place: int, term_at: int) -> bool:
    """True when the verdict falls on doing away with the thing: "lifting the sanctions is out of the question"."""
    first = max(0, term_at - ACTION_NEAR, place + 1 if place < term_at else 0)
    return any((action := action_at(words, i)) is not None and action[0] < 0 for i in range(first, term_at))


def _answers_a_claim(words: Sequence[str], place: int) -> bool:
    """True when the verdict falls on what others claim and not on the thing: "we reject the claim that"."""
    return any(a in CLAIMS and b == "that" for a, b in pairwise(words[place + 1 : place + 5]))


def _first_term(words: Sequence[str], topic: Topic) -> tuple[Term, int] | None:
    """The topic's weightiest term in a clause and where it stands."""
    found = [(topic.terms[number], place[0]) for number, place in places_of(words, _phrases(topic)[1])]
    return max(found, key=lambda item: (item[0].weight, -item[1])) if found else None


def _bearing_in(sentence: str, topic: Topic) -> int:
    """The bearing of what the reporting sentence speaks of; +1 when it names no term."""
    found = [_first_term(words, topic) for words in clauses(sentence)] if sentence else []
    return next((item[0].bearing for item in found if item is not None), 1)


def _verdict(words: Sequence[str], term_at: int | None) -> tuple[int, int] | None:
    """Where the clause's first verdict on the term stands and its score, the term's own words left aside."""
    for place, word in enumerate(words):
        found = verdict_at(words, place)
        if found is None or (term_at is not None and term_at <= place <= term_at + 1) or _answers_a_claim(words, place):
            continue
        if is_courtesy(words, place) or is_topic_marker(words, place) or _describes_another(words, place, term_at):
            continue
        if term_at is None or _reaches(word, term_at - place):
            return place, found[0]
    return None


def _describes_another(words: Sequence[str], place: int, term_at: int | None) -> bool:
    """True for an adjective whose noun is not the topic's: "its provocative steps" away from the treaty."""
    if words[place] not in ADJECTIVES or place + 1 == len(words) or (place and words[place - 1] in BE):
        return False
    of_term = term_at is not None and 0 < term_at - place <= ACTION_NEAR
    return not of_term and words[place + 1] not in FUNCTION_WORDS


def _reaches(word: str, distance: int) -> bool:
    """True when a verdict may fall on a term so many words after it (before it, when negative)."""
    return 0 < distance <= FORWARD_REACH or not falls_forward(word)


def _action(words: Sequence[str], term_at: int, length: int) -> tuple[int, int] | None:
    """The willed action nearest to the term, and its score; a term may itself name what is to be done ("join Nato")."""
    if not is_willed(words):
        return None
    own = range(term_at, term_at + length)
    near = range(max(0, term_at - ACTION_NEAR), min(len(words), own.stop + NEAR))
    places = [place for place in near if length > 1 or place != term_at]
    found = [
        (abs(place - term_at), place, action[0])
        for place in places
        if (action := action_at(words, place)) and words[place + 1 : place + 2] != ["that"]
    ]
    if not found:
        return None
    _, place, score = min(found)
    return place, abs(score) if place in own else score


def _weighed(signs: Sequence[_Sign], content: str, topic: Topic) -> StanceSuggestion:
    """One suggestion from all signs: their weighted mean, as sure as they are strong and at one."""
    if not signs:
        named = any(_first_term(words, topic) for words in clauses(content))
        return StanceSuggestion(None, SILENT, (), "no word takes a side", MENTIONS_ONLY if named else "unclear")
    total = sum(sign.weight for sign in signs)
    mean = sum(sign.score * sign.weight for sign in signs) / total
    doubt = 1.0
    for sign in signs:
        doubt *= 1 - sign.weight
    spread = sum(abs(sign.score - mean) * sign.weight for sign in signs) / total
    confidence = round((1 - doubt) * max(0.0, 1 - spread / 2), 3)
    best = sorted(signs, key=lambda sign: -sign.weight)
    evidence = tuple(dict.fromkeys(sign.words for sign in best))[:4]
    if confidence < SHOWN_FROM:
        rule = "signs contradict each other" if spread >= 0.75 else best[0].rule
        return StanceSuggestion(None, round(1 - confidence, 3), evidence, rule, "unclear")
    return StanceSuggestion(_rounded(mean), confidence, evidence, best[0].rule, "stance")


def _rounded(mean: float) -> int:
    """The nearest step; halves go outward."""
    return int(mean + 0.5) if mean >= 0 else -int(-mean + 0.5)
