"""A topic's codebook as values: its proposition, its scale with examples, and the words it is told by.

`topic_from_mapping` reads what a TOML file holds. It refuses, with the field's name, a scale that is not five steps
from -2 to +2, a step with fewer than two examples, and a topic without terms.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from tracker.analysis.phrases import PhraseAutomaton, words_of

SCORES = (-2, -1, 0, 1, 2)
MOST_NAMING = 5


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a topic's scale: its score (-2 to +2), the word on the axis, and examples in our own words."""

    score: int
    word: str
    anchors: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Term:
    """A phrase that makes a passage about the topic; `weight` in (0, 1], 1 says it alone.

    `bearing` is +1 when favouring what the phrase names favours the proposition, -1 when it opposes it, 0 when the
    phrase says nothing about direction.
    """

    phrase: str
    weight: float = 1.0
    needs: tuple[str, ...] = ()
    bearing: int = 1


@dataclass(frozen=True, slots=True)
class Cue:
    """A phrase that already takes a side ("lift * sanctions"; a star stands for up to four words), with its score."""

    phrase: str
    score: int


@dataclass(frozen=True, slots=True)
class Topic:
    """One question of policy, put as a proposition, with the words of its scale and of its matter.

    `context` names parties of which one must stand in the passage or its article, for questions that concern one state
    only ("UK", "British"); empty asks for none. `inclusion` and `exclusion` say what counts and what does not.
    """

    slug: str
    name: str
    proposition: str
    pole_for: str
    pole_against: str
    steps: tuple[Step, ...]
    terms: tuple[Term, ...]
    family: str = ""
    notes: str = ""
    cues: tuple[Cue, ...] = ()
    context: tuple[str, ...] = ()
    inclusion: str = ""
    exclusion: str = ""

    def __hash__(self) -> int:
        """By two of its fields: what is remembered of a topic is asked for with every passage, and it has hundreds."""
        return hash((self.slug, self.proposition))


def naming(terms: Iterable[Term], text: str) -> tuple[str, ...]:
    """The phrases of a topic's terms that stand in `text`, at most five, those that name the topic best first.

    It is for a text that an editor filed under the topic: a term whose needed words are missing then names it as well
    ("the pipeline"), but after those that have them.
    """
    terms = tuple(terms)
    automaton = PhraseAutomaton(phrase for term in terms for phrase in (term.phrase, *term.needs))
    there = automaton.counts(text).keys()

    def alone(term: Term) -> bool:
        return bool(term.needs) and not any(automaton.kept(need) in there for need in term.needs)

    found = sorted((alone(term), -term.weight, term.phrase) for term in terms if automaton.kept(term.phrase) in there)
    return tuple(phrase for _, _, phrase in found[:MOST_NAMING])


def topic_from_mapping(slug: str, mapping: Mapping[str, object]) -> Topic:
    """The topic a mapping (as read from TOML) describes; `ValueError` names the field that is wrong and how."""
    steps = tuple(sorted((_step(item, n) for n, item in _items(mapping, "steps")), key=lambda step: step.score))
    if tuple(step.score for step in steps) != SCORES:
        raise ValueError("steps: there must be five, one each for the scores -2, -1, 0, 1 and 2.")
    terms = tuple(_term(item, n) for n, item in _items(mapping, "terms"))
    if not terms:
        raise ValueError("terms: at least one phrase must say what makes a passage about this topic.")
    phrases = [term.phrase for term in terms]
    if twice := next((phrase for phrase in phrases if phrases.count(phrase) > 1), None):
        raise ValueError(f"terms: “{twice}” stands twice.")
    return Topic(
        slug=slug,
        name=_text(mapping, "name"),
        proposition=_text(mapping, "proposition"),
        pole_for=_text(mapping, "pole_for"),
        pole_against=_text(mapping, "pole_against"),
        steps=steps,
        terms=terms,
        family=_text(mapping, "family", default=""),
        notes=_text(mapping, "notes", default=""),
        inclusion=_text(mapping, "inclusion", default=""),
        exclusion=_text(mapping, "exclusion", default=""),
        cues=tuple(_cue(item, n) for n, item in _items(mapping, "cues")),
        context=_texts(mapping, "context"),
    )


def _step(item: Mapping[str, object], number: int) -> Step:
    where = f"steps[{number}]."
    anchors = _texts(item, "anchors", where)
    if len(anchors) < 2:
        raise ValueError(f"{where}anchors: each step needs at least two example sentences.")
    return Step(_whole(item, "score", where, SCORES), _text(item, "word", where), anchors)


def _term(item: Mapping[str, object], number: int) -> Term:
    where = f"terms[{number}]."
    weight = item.get("weight", 1.0)
    if not isinstance(weight, int | float) or isinstance(weight, bool) or not 0 < weight <= 1:
        raise ValueError(f"{where}weight: must be a number above 0 and at most 1, not {weight!r}.")
    phrase = _phrase(item, where)
    return Term(phrase, float(weight), _texts(item, "needs", where), _whole(item, "bearing", where, (-1, 0, 1), 1))


def _cue(item: Mapping[str, object], number: int) -> Cue:
    where = f"cues[{number}]."
    return Cue(_phrase(item, where), _whole(item, "score", where, SCORES))


def _phrase(item: Mapping[str, object], where: str) -> str:
    phrase = _text(item, "phrase", where)
    if not words_of(phrase):
        raise ValueError(f"{where}phrase: must contain a word, not {phrase!r}.")
    return phrase


def _items(mapping: Mapping[str, object], field: str) -> list[tuple[int, Mapping[str, object]]]:
    items = mapping.get(field, [])
    if not isinstance(items, list | tuple) or not all(isinstance(item, Mapping) for item in items):
        raise ValueError(f"{field}: must be a list of tables.")
    return list(enumerate(items, start=1))


def _text(mapping: Mapping[str, object], field: str, where: str = "", default: str | None = None) -> str:
    value = mapping.get(field, default)
    if not isinstance(value, str) or (default is None and not value.strip()):
        raise ValueError(f"{where}{field}: must be text and not empty.")
    return " ".join(value.split())


def _texts(mapping: Mapping[str, object], field: str, where: str = "") -> tuple[str, ...]:
    values = mapping.get(field, [])
    if not isinstance(values, list | tuple) or not all(isinstance(v, str) and v.strip() for v in values):
        raise ValueError(f"{where}{field}: must be a list of texts, none empty.")
    return tuple(" ".join(value.split()) for value in values)


def _whole(
    mapping: Mapping[str, object], field: str, where: str, allowed: tuple[int, ...], default: int | None = None
) -> int:
    value = mapping.get(field, default)
    if isinstance(value, bool) or not isinstance(value, int) or value not in allowed:
        raise ValueError(f"{where}{field}: must be one of {', '.join(map(str, allowed))}, not {value!r}.")
    return value
