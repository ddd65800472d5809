"""The evidence a position is computed from: accepted stances as values, and which of them score."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from .months import month_of

SCORING_KINDS = frozenset({"spoken", "part", "written"})
SCORING_PRECISIONS = frozenset({"day", "month"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """One accepted stance. `day` is when it was said or, failing that, reported; `None` never scores.

    `score` is −2 to +2, or `None` for a mention. `for_them` marks words of a spokesperson on the official's behalf:
    they can walk back and never score. `conditional` words hold only if something else does; `codebook` is the version
    of the topic's scale the score was given on. `voice` tells the voices of a line of several apart. It is one for
    good, or up to the day `until`; where that is not later than `day`, the words are nobody's in particular.
    """

    id: int
    day: date | None
    precision: str
    score: int | None
    kind: str
    decisive: bool = False
    office: int | None = None
    for_them: bool = False
    conditional: bool = False
    codebook: int | None = None
    voice: str | None = None
    until: date | None = None

    @property
    def scoring(self) -> bool:
        return (
            self.score is not None
            and self.day is not None
            and not self.for_them
            and self.kind in SCORING_KINDS
            and self.precision in SCORING_PRECISIONS
        )


@dataclass(frozen=True, slots=True)
class Scored:
    """A scoring statement with everything the computation reads of it.

    `day` is where it stands in time. Dated to a month, it may have been said on any day from `first` to `last`.
    """

    id: int
    day: date
    score: int
    kind: str
    decisive: bool
    conditional: bool = False
    voice: str | None = None
    exact: bool = True
    until: date | None = None

    @property
    def first(self) -> date:
        return self.day if self.exact else month_of(self.day)[0]

    @property
    def last(self) -> date:
        return self.day if self.exact else month_of(self.day)[1]

    def is_voice_on(self, day: date) -> bool:
        return self.until is None or day < self.until


def in_time(evidence: Iterable[Evidence]) -> list[Scored]:
    """The scoring statements of `evidence` by day; of one day, the one with the lower id first."""
    return sorted(
        (
            Scored(e.id, e.day, e.score, e.kind, e.decisive, e.conditional, e.voice, e.precision == "day", e.until)
            for e in evidence
            if e.scoring and e.day is not None and e.score is not None
        ),
        key=lambda s: (s.day, s.id),
    )
