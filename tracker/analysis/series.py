"""Which lines a statement belongs to, by the capacity it was made in.

A person's line, the line of an office through its holders, an institution's and a government's are kept apart. Words
said in an office belong to all four; words said in no office (in a personal capacity, before or after it, in
opposition) to the person alone. Who speaks for somebody else moves the institution, and only informs the line of the
person spoken for: it is shown there, and can take a remark back.
"""

from dataclasses import dataclass
from typing import Literal

Kind = Literal["official", "office", "country"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Capacity:
    """Who said something, as what, for whom. All but `governments` are keys of rows.

    `governments` are the countries or organisations whose government the office, a speaking institution or an
    institution spoken for belongs to.
    """

    official: int
    office: int | None = None
    institution: int | None = None
    principal: int | None = None
    principal_is_person: bool = False
    governments: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Share:
    """One line a statement belongs to; `moves` is False where it informs."""

    kind: Kind
    key: int | str
    moves: bool = True


def shares(*, capacity: Capacity) -> frozenset[Share]:
    """Every line that a statement made in `capacity` belongs to, each once."""
    officials = {capacity.official, capacity.institution} - {None}
    informed = capacity.principal if capacity.principal_is_person else None
    if capacity.principal is not None and informed is None:
        officials.add(capacity.principal)
    found = {Share("official", key) for key in officials if key is not None}
    if informed is not None and informed not in officials:
        found.add(Share("official", informed, moves=False))
    if capacity.office is not None:
        found.add(Share("office", capacity.office))
    return frozenset(found | {Share("country", code) for code in capacity.governments})
