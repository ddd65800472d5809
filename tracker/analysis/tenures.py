"""Tenures as stretches of time: from when to when somebody held an office without a break."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date


@dataclass(frozen=True, slots=True)
class Stretch:
    """[start, end); `None` is an end that is not known or still to come. `official` is the key of who holds it."""

    official: int
    start: date | None
    end: date | None


def stretches(tenures: Iterable[Stretch]) -> list[Stretch]:
    """The tenures of one office, by start; those of one official that follow each other without a day between, as one:
    who is elected again, or confirmed after acting, has not left."""
    found: list[Stretch] = []
    for tenure in sorted(tenures, key=lambda t: (t.start or date.min, t.official)):
        before = next((n for n, s in enumerate(found) if (s.official, s.end) == (tenure.official, tenure.start)), None)
        if before is None:
            found.append(tenure)
        else:
            found[before] = replace(found[before], end=tenure.end)
    return found


def held_on(found: Sequence[Stretch], day: date) -> list[Stretch]:
    """Those that `day` lies in."""
    return [s for s in found if (s.start is None or s.start <= day) and (s.end is None or day < s.end)]
