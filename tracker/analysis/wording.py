"""Words from numbers: the one place where a position becomes a sentence.

No adverb under two statements, no headline without scoring evidence; always the count, the last date and the office.
Where a line stands is told in the topic's own words for the step, and no verb is laid over them: who lets a thing be
done does not support it. Nothing here says what anybody believes.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

Move = tuple[date, int | None, int | None]  # on that day from one score to another


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """One position as the words need it: when, where, on how many scoring statements, and their scores."""

    start: date
    state: str
    score: int | None
    scores: tuple[int, ...]
    last: date | None
    office: str | None = None


@dataclass(frozen=True, slots=True)
class Words:
    """`headline` is `None` without scoring evidence; `strength` opens `sentence`."""

    headline: str | None
    strength: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Place:
    """Where a line stands on a day, for lists: the sign of a narrow cell (empty without a position), and the words."""

    score: int | None
    sign: str
    words: str


def place(state: str | None, score: int | None, step_words: Mapping[int | None, str]) -> Place:
    """The place of a line in `state` (`None` before its first position) at `score`."""
    if state is None:
        return Place(None, "", "No position")
    if state == "stale" or score is None:
        return Place(None, "–", "Nothing that counts for two years")
    word, sign = step_words[score], f"{score:+d}".replace("-", "−") if score else "0"
    if state == "mixed":
        return Place(score, f"{sign}±", f"{word}, lately contradicted")
    return Place(score, sign, word)


def describe(
    *,
    stretches: Sequence[Stretch],
    step_words: Mapping[int | None, str],
    informing: int = 0,
    moves: Collection[Move] | None = None,
) -> Words:
    """The headline and the sentence for a line, oldest stretch first.

    `step_words` are the topic's words by score, `informing` the number of statements that are shown and do not score.
    With `moves` it is said where the line stood before only if the move from there is among them.
    """
    told = [s for s in stretches if s.scores]
    if not told:
        return Words(None, "No position", f"No position: {_informing(informing)}.")
    now, before, state = told[-1], _previous(told), stretches[-1].state
    if before is not None and moves is not None and (now.start, before.score, now.score) not in moves:
        before = None
    strength = _strength(now, state)
    here = headline = f"“{step_words[now.score]}”"
    if before is not None:
        headline = f"From “{step_words[before.score]}” to {here}"
    if state == "mixed":
        here = headline = f"{here}, lately “{step_words[now.scores[-1]]}”"
    sentence = f"{strength} {f'({here})' if state == 'mixed' else here}{_office(now)}: {_span(now)}."
    if state == "stale":
        headline = f"Last stood at {here}"
        sentence = f"{strength}. Stood at {here}{_office(now)}: {_span(now)}."
    if before is not None:
        was = f"{_regularly(before)}stood at “{step_words[before.score]}”{_office(before)}"
        sentence += f" Before that {was}: {_count(len(before.scores))}."
    if informing:
        sentence += f" {_informing(informing)}."
    return Words(headline, strength, sentence)


def _previous(told: Sequence[Stretch]) -> Stretch | None:
    """The latest stretch that stood at another step than the last one."""
    return next((s for s in reversed(told[:-1]) if s.score != told[-1].score), None)


def _strength(now: Stretch, state: str) -> str:
    if state == "stale":
        return "Has said nothing that counts for two years"
    if state == "mixed":
        return "Has said contradictory things"
    words = f"{_regularly(now)}stands at"
    return words[0].upper() + words[1:]


def _regularly(stretch: Stretch) -> str:
    """How regularly at least two statements keep to the side of the position, and a space; nothing of one alone."""
    if len(stretch.scores) < 2:
        return ""
    score = stretch.score or 0
    same = sum((s > 0) - (s < 0) == (score > 0) - (score < 0) for s in stretch.scores) / len(stretch.scores)
    if same == 1.0 and len(stretch.scores) >= 3:
        return "consistently "
    return "generally " if same >= 2 / 3 else "on balance "


def _office(stretch: Stretch) -> str:
    return f", as {stretch.office}" if stretch.office else ""


def _span(stretch: Stretch) -> str:
    count = len(stretch.scores)
    if stretch.last is None:
        return _count(count)
    if count == 1:
        return f"1 statement, on {day_in_words(stretch.last)}"
    return f"{_count(count)} since {stretch.start:%B %Y}, the last on {day_in_words(stretch.last)}"


def _count(number: int) -> str:
    return "1 statement" if number == 1 else f"{number} statements"


def _informing(number: int) -> str:
    if not number:
        return "nothing on record"
    if number == 1:
        return "1 statement that is reported, undated or a mere mention is shown and moves nothing"
    return f"{number} statements that are reported, undated or mere mentions are shown and move nothing"


def day_in_words(day: date) -> str:
    """11 February 2026."""
    return f"{day.day} {day:%B %Y}"
