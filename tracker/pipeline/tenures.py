"""Who held which office when, as lines ask for it."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from tracker.analysis.series import Kind
from tracker.analysis.tenures import Stretch, held_on, stretches
from tracker.models import Office, Tenure

_STRETCH = ("official", "start", "end")


@dataclass(frozen=True, slots=True)
class Held:
    """Stretches of tenure by office, and by country those of who heads its government."""

    offices: Mapping[int, list[Stretch]] = field(default_factory=dict)
    heads: Mapping[str, list[Stretch]] = field(default_factory=dict)

    def by(self, official: int, office: int | None, day: date | None) -> Stretch | None:
        """The stretch in which an official held an office on a day, if one is known."""
        if office is None or day is None:
            return None
        return next((s for s in held_on(self.offices.get(office, ()), day) if s.official == official), None)

    def head(self, country: str | None, day: date | None) -> int | None:
        """Whoever headed the government on a day, if it is known."""
        if country is None or day is None:
            return None
        return next((s.official for s in held_on(self.heads.get(country, ()), day)), None)


def held_in(kind: Kind, keys: Collection[Any]) -> Held:
    """What the lines of some offices or governments need to know; of a person or an institution, nothing.

    Who acts in an office stands in for its holder: the two are not two holders of it.
    """
    tenures = Tenure.objects.of_the_register()
    if kind == "office":
        return Held(_grouped(tenures.filter(office__in=keys, acting=False).values_list("office", *_STRETCH)))
    if kind == "country":
        theirs = tenures.filter(office__country__in=keys)
        leading = theirs.filter(office__role=Office.Role.HEAD_OF_GOVERNMENT)
        return Held(
            offices=_grouped(theirs.values_list("office", *_STRETCH)),
            heads=_grouped(leading.values_list("office__country", *_STRETCH)),
        )
    return Held()


def _grouped(rows: Iterable[tuple[Any, ...]]) -> dict[Any, list[Stretch]]:
    found: dict[Any, list[Stretch]] = {}
    for key, *tenure in rows:
        found.setdefault(key, []).append(Stretch(*tenure))
    return {key: stretches(theirs) for key, theirs in found.items()}
