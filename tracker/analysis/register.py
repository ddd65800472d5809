"""The register as values: who there is, what they are called, and who held which office on which day.

The pipeline builds one `Register` from the database; analysis only reads it. Look-ups are indexed once per
register, so a register is built once and used for many articles.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Literal

OfficialKind = Literal["person", "institution"]
Gender = Literal["f", "m"]


@dataclass(frozen=True, slots=True)
class Alias:
    """A name an official is printed under; `valid_from` and `valid_until` are inclusive days, `None` is open."""

    text: str
    valid_from: date | None = None
    valid_until: date | None = None

    def valid_on(self, day: date | None) -> bool:
        """True when the name may mean its bearer on `day`; an unknown day never rules a name out."""
        if day is None:
            return True
        return (self.valid_from is None or self.valid_from <= day) and (
            self.valid_until is None or day <= self.valid_until
        )


@dataclass(frozen=True, slots=True)
class Official:
    """A person, or an institution that speaks. `aliases` does not repeat `name`.

    `speaks_for` of an institution is the country code whose capital or government names it in print: "Beijing",
    "the Kremlin" and "Moscow" are aliases of their institution. `family_name` is given where it is not the last
    word of `name` ("Wang" of Wang Yi).
    """

    slug: str
    name: str
    kind: OfficialKind = "person"
    country: str | None = None
    gender: Gender | None = None
    aliases: tuple[Alias, ...] = ()
    family_name: str | None = None


@dataclass(frozen=True, slots=True)
class Office:
    """A post. `titles` are the forms it is printed as, without country ("Foreign Secretary", "foreign minister").

    `country` is a country code, or `None` for a post of an international institution; `institution` is the slug of
    the institution it belongs to. `role` groups like posts across countries: head_of_state, head_of_government,
    foreign_minister, defence_minister, security_adviser, spokesperson, other.
    """

    slug: str
    name: str
    titles: tuple[str, ...] = ()
    country: str | None = None
    institution: str | None = None
    role: str = "other"


@dataclass(frozen=True, slots=True)
class Tenure:
    """An official in an office over [start, end): `end` is the first day no longer held, `None` is open."""

    official: str
    office: str
    start: date | None
    end: date | None
    acting: bool = False

    def holds_on(self, day: date) -> bool:
        return (self.start is None or self.start <= day) and (self.end is None or day < self.end)


@dataclass(frozen=True, slots=True)
class Country:
    """A state or organisation as the register names it. `adjectives` are printed forms such as "French"."""

    code: str
    name: str
    names: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False)
class Register:
    """Everything analysis knows about people and posts, with its look-ups. Two registers are equal if they are one."""

    officials: tuple[Official, ...] = ()
    offices: tuple[Office, ...] = ()
    tenures: tuple[Tenure, ...] = ()
    countries: tuple[Country, ...] = ()
    _holders: dict[tuple[str, date], tuple[str, ...]] = field(default_factory=dict, repr=False, compare=False)

    @cached_property
    def official_by_slug(self) -> dict[str, Official]:
        return {official.slug: official for official in self.officials}

    @cached_property
    def office_by_slug(self) -> dict[str, Office]:
        return {office.slug: office for office in self.offices}

    @cached_property
    def tenures_by_office(self) -> dict[str, tuple[Tenure, ...]]:
        return _grouped((tenure.office, tenure) for tenure in self.tenures)

    @cached_property
    def tenures_by_official(self) -> dict[str, tuple[Tenure, ...]]:
        return _grouped((tenure.official, tenure) for tenure in self.tenures)

    def holders(self, office: str, day: date) -> tuple[str, ...]:
        """Slugs of those who held `office` (a slug) on `day`; more than one is possible in disputed or joint posts."""
        key = (office, day)
        if key not in self._holders:
            self._holders[key] = tuple(t.official for t in self.tenures_by_office.get(office, ()) if t.holds_on(day))
        return self._holders[key]

    def offices_held(self, official: str, day: date) -> tuple[Tenure, ...]:
        """The tenures of `official` (a slug) on `day`, the register's order kept."""
        return tuple(t for t in self.tenures_by_official.get(official, ()) if t.holds_on(day))


def _grouped(pairs: Iterable[tuple[str, Tenure]]) -> dict[str, tuple[Tenure, ...]]:
    groups: defaultdict[str, list[Tenure]] = defaultdict(list)
    for key, tenure in pairs:
        groups[key].append(tenure)
    return {key: tuple(tenures) for key, tenures in groups.items()}
