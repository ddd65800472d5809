"""The line of several voices: of a government or a ministry, in which one office and the next speak in turn, or of an
office that several hold together.

A foreign minister who has always been firmer than her prime minister moves nothing by saying so again. Said by hand:

1. Each voice is taken at its last word of the two years before. The line is weighed as ever, but by the latest three
   voices in place of the latest three statements. Who does not hold the office any more is no voice of its line.
2. Only a voice that is *new* on a side moves the line to that side: one that stood elsewhere when the line took its
   position or said since what the line says, or one that speaks for the first time.
3. It takes two such voices; or one that has moved and says so twice running; or one that speaks for the first time and
   says so three times before anybody says otherwise. One decisive statement is enough, as ever.
4. Where nobody who stands elsewhere has spoken for two years, two statements of those who are left are enough.
5. The move is dated to the statement with which the last of these voices came over, and told beside what that voice
   said before.

As long as one voice has spoken alone, the line is that voice's own; so is an office's while one holds it after another.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import takewhile

from . import one_voice
from .course import Course, Turn
from .evidence import Scored
from .periods import LATEST, WINDOW
from .weights import median_at

Voice = str | None

MOVED_RUN = 2  # statements running of a voice that has moved
NEWCOMER_RUN = 3  # of one that had not spoken when the line took its position


def course(scored: Sequence[Scored]) -> Course:
    """The course of a line of `scored` statements, in time order, of one voice or more."""
    line = Course(scored)
    chorus = _Chorus(scored)
    for place in range(len(scored)):
        if line.begins(place):
            chorus = _Chorus(scored)
            chorus.hear(place)
            chorus.settle()
            continue
        chorus.hear(place)
        alone = not chorus.has_others(place)
        turn = one_voice.turn(scored, line.began, place, line.score) if alone else chorus.turn(place, line.score)
        if turn is None:
            chorus.take_note(place, line.score)
        else:
            line.take(turn, at=place)
            chorus.settle()
    return line


@dataclass(slots=True)
class _Chorus:
    """Who has spoken since the line began, and where each is known to stand."""

    scored: Sequence[Scored]
    _said: dict[Voice, list[int]] = field(default_factory=dict)  # places, the voice that spoke last at the end
    _stood: dict[Voice, int] = field(default_factory=dict)

    def hear(self, place: int) -> None:
        voice = self.scored[place].voice
        said = self._said.pop(voice, [])
        said.append(place)
        self._said[voice] = said

    def has_others(self, place: int) -> bool:
        """True if another voice has spoken that is one still, beside the one of the statement at `place`."""
        latest = self.scored[place]
        if not latest.is_voice_on(latest.day):
            return False
        return any(
            v != latest.voice and self.scored[said[-1]].is_voice_on(latest.day) for v, said in self._said.items()
        )

    def settle(self) -> None:
        """The line has taken a position: from now on nobody is new where they stand."""
        self._stood = {voice: self._word(voice) for voice in self._said}

    def take_note(self, place: int, standing: int) -> None:
        """The statement at `place` has left the line where it was: at `standing`.

        Who says what the line says stands there. First-time speakers whom it contradicts are known from now on, and are
        no longer new where they stand.
        """
        latest = self.scored[place]
        if latest.score == standing:
            self._stood[latest.voice] = standing
        for voice in self._said.keys() - self._stood.keys() - {latest.voice}:
            if (self._word(voice) - standing) * (latest.score - standing) <= 0:
                self._stood[voice] = self._word(voice)

    def _word(self, voice: Voice) -> int:
        return self.scored[self._said[voice][-1]].score

    def turn(self, place: int, old: int) -> Turn | None:
        """What the statement at `place`, heard already, makes of a line that stands at `old`."""
        latest = self.scored[place]
        words = {v: self.scored[said[-1]] for v, said in self._said.items()}
        words = {
            voice: word
            for voice, word in words.items()
            if latest.day - word.day <= WINDOW and word.is_voice_on(latest.day)
        }
        window = [*words.values()][-LATEST:]
        new = latest.score if latest.decisive else median_at(window, latest.day)
        side = new - old
        if (latest.score - old) * side <= 0:
            return None
        over = {voice: word for voice, word in words.items() if (word.score - old) * side > 0}
        rule = "one decisive statement" if latest.decisive else self._rule(latest.voice, window, over, words, old, side)
        if rule is None:
            return None
        running = self._running(latest.voice, old, side)
        came_over = self._is_new(latest.voice, old, side) and running <= NEWCOMER_RUN
        since = self._said[latest.voice][-running] if came_over else place
        return Turn(new, since, rule, self._before(latest.voice, since))

    def _rule(
        self,
        speaker: Voice,
        window: Sequence[Scored],
        over: dict[Voice, Scored],
        words: dict[Voice, Scored],
        old: int,
        side: int,
    ) -> str | None:
        """The rule by which the line moves to that side; `None` if it does not."""
        running = self._running(speaker, old, side)
        moved = speaker in self._stood
        needed = MOVED_RUN if moved else NEWCOMER_RUN
        if self._is_new(speaker, old, side) and running <= needed:
            if sum(word.voice in over and self._is_new(word.voice, old, side) for word in window) > 1:
                return "two voices"
            if running == needed:
                return "one voice that moved, in two statements" if moved else "one new voice, in three statements"
        alone = len(over) == len(words)
        return (
            "two statements, none to the contrary in two years"
            if alone and sum(self._running(v, old, side) for v in over) > 1
            else None
        )

    def _is_new(self, voice: Voice, old: int, side: int) -> bool:
        """True if the voice was not on that side when the line took its position."""
        return voice not in self._stood or (self._stood[voice] - old) * side <= 0

    def _running(self, voice: Voice, old: int, side: int) -> int:
        """How many statements on that side the voice has made since it last said otherwise; counted no further than
        is asked for."""
        latest = self._said[voice][: -NEWCOMER_RUN - 2 : -1]
        return sum(1 for _ in takewhile(lambda place: (self.scored[place].score - old) * side > 0, latest))

    def _before(self, voice: Voice, place: int) -> int | None:
        """Place of what the voice said last before `place`."""
        return next((earlier for earlier in reversed(self._said[voice]) if earlier < place), None)
