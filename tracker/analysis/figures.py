"""The people of one article as values: figures, and the cast they form."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date

from tracker.analysis.lexicon import Lexicon
from tracker.analysis.mentions import Title
from tracker.analysis.names import Key
from tracker.analysis.quotations import Span
from tracker.analysis.register import Gender
from tracker.analysis.titles import Setting, holders


@dataclass(slots=True)
class Figure:
    """A person of the article. `officials` are the register's slugs it may be: one when it is certain.

    `full` are the places of its namings in full, in text order; `introduced` tells that there was one. `rule` and
    `certainty` are of the link to the register. `on_behalf_of` is whom a spokesperson speaks for.
    """

    name: Key
    printed: str
    gender: Gender | None = None
    titles: list[Title] = field(default_factory=list)
    officials: tuple[str, ...] = ()
    rule: str = ""
    certainty: float = 1.0
    introduced: bool = False
    full: list[int] = field(default_factory=list)
    on_behalf_of: str | None = None

    @property
    def surname(self) -> str:
        return self.name[-1]

    @property
    def official(self) -> str | None:
        return self.officials[0] if len(self.officials) == 1 else None


@dataclass(slots=True)
class Cast:
    """The figures of one article and which mention, by its span, means which of them."""

    lexicon: Lexicon
    day: date | None
    home: str | None
    countries: frozenset[str] = frozenset()
    figures: list[Figure] = field(default_factory=list)
    of_mention: dict[Span, Figure] = field(default_factory=dict)
    by_surname: defaultdict[str, list[Figure]] = field(default_factory=lambda: defaultdict(list))
    by_given: defaultdict[str, list[Figure]] = field(default_factory=lambda: defaultdict(list))
    by_name: dict[Key, Figure] = field(default_factory=dict)  # the first of each name as printed
    by_officials: dict[tuple[str, ...], Figure] = field(default_factory=dict)
    open_cases: dict[tuple[int, ...], Figure] = field(default_factory=dict)

    def add(self, figure: Figure) -> None:
        """Takes in a figure; whom it is linked to later is told by `link`."""
        self.figures.append(figure)
        self.by_name.setdefault(figure.name, figure)
        if figure.officials:
            self.by_officials.setdefault(figure.officials, figure)
        if len(figure.name) > 1:
            self.by_given[figure.name[0]].append(figure)

    def link(self, figure: Figure, officials: tuple[str, ...], rule: str, certainty: float) -> None:
        """Tells which officials `figure` may be, by which rule."""
        figure.officials, figure.rule, figure.certainty = officials, rule, certainty
        self.by_officials.setdefault(officials, figure)

    def setting(self, day: date | None = None) -> Setting:
        return Setting(day or self.day, self.home, self.by_officials)

    def titled(self, title: Title, day: date | None = None) -> tuple[str, ...]:
        """Officials a title means here, on `day` or else the article's."""
        return holders(title, self.setting(day), self.lexicon)

    def in_office(self, official: str) -> bool:
        """True when the official holds some office on the article's day, or the day is unknown."""
        return self.day is None or bool(self.lexicon.register.offices_held(official, self.day))

    def figure_of(self, official: str) -> Figure | None:
        return self.by_officials.get((official,))
