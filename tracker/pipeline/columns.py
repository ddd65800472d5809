"""The cells of a record as the values of a row. Each function takes only the columns its file has."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from tracker.models import Country, Office, Official, Tenure

from . import records
from .records import BadLine, Kind

Cells = Mapping[str, Any]
MODELS: Mapping[Kind, type[Country] | type[Official] | type[Office] | type[Tenure]] = {
    "countries": Country,
    "officials": Official,
    "offices": Office,
    "tenures": Tenure,
}


@dataclass
class Known:
    """The rows there are, by key, and which of them are the sample's; `namesakes` lead from a slug to its official's.

    Look-ups raise `BadLine`. The register never refers to the sample, so that the sample can be removed.
    """

    is_sample: bool = False
    countries: dict[str, bool] = field(default_factory=dict)
    officials: dict[str, tuple[int, bool]] = field(default_factory=dict)
    offices: dict[str, tuple[int, bool]] = field(default_factory=dict)
    wikidata: dict[str, str] = field(default_factory=dict)
    namesakes: dict[str, str] = field(default_factory=dict)

    def refresh(self) -> None:
        self.countries = dict(Country.objects.values_list("code", "is_sample"))
        rows = list(Official.everyone.values_list("slug", "pk", "is_sample", "wikidata"))
        self.officials = {slug: (pk, is_sample) for slug, pk, is_sample, _ in rows}
        self.wikidata = {item: slug for slug, _, _, item in rows if item}
        offices = Office.objects.values_list("slug", "pk", "is_sample")
        self.offices = {slug: (pk, is_sample) for slug, pk, is_sample in offices}

    def country(self, code: str | None) -> str | None:
        if not code:
            return None
        if code not in self.countries:
            raise BadLine(f"there is no country “{records.shown(code)}” in the register")
        self._refuse_sample(code, self.countries[code])
        return code

    def official(self, slug: str, what: str = "official") -> int:
        slug = self.namesakes.get(slug, slug)
        if slug not in self.officials:
            raise BadLine(f"there is no {what} “{records.shown(slug)}” in the register")
        pk, is_sample = self.officials[slug]
        self._refuse_sample(slug, is_sample)
        return pk

    def own_official(self, slug: str) -> int:
        """An official whose tenures may be added: the sample gives offices to its own people alone."""
        pk = self.official(slug)
        if self.is_sample and not self.officials[slug][1]:
            raise BadLine(f"“{records.shown(slug)}” belongs to the register")
        return pk

    def office(self, slug: str) -> int:
        if slug not in self.offices:
            raise BadLine(f"there is no office “{records.shown(slug)}” in the register")
        pk, is_sample = self.offices[slug]
        self._refuse_sample(slug, is_sample)
        return pk

    def slug_of(self, slug: str, wikidata: str | None) -> str:
        """The slug an official is registered under: its own, or that of the official with the same Wikidata item."""
        if slug not in self.officials and wikidata in self.wikidata:
            self.namesakes[slug] = self.wikidata[wikidata]
        return self.namesakes.get(slug, slug)

    def _refuse_sample(self, key: str, is_sample: bool) -> None:
        if is_sample and not self.is_sample:
            raise BadLine(f"“{records.shown(key)}” belongs to the sample")


def values_of(kind: Kind, cells: Cells, known: Known) -> dict[str, Any]:
    """Attributes of a row; raises `BadLine` for a cell that cannot be one."""
    return _READERS[kind](cells, known)


def _country(cells: Cells, known: Known) -> dict[str, Any]:
    wanted: dict[str, Any] = {"code": records.text(cells, "code"), "name": records.text(cells, "name")}
    wanted |= {name: records.many(cells, name) for name in ("names", "adjectives") if name in cells}
    if "organisation" in cells:
        wanted["is_organisation"] = records.choice(cells, "organisation", ("0", "1")) == "1"
    if "source" in cells:
        wanted["source"] = cells["source"] or ""
    return wanted


def _official(cells: Cells, known: Known) -> dict[str, Any]:
    wanted: dict[str, Any] = {
        "slug": known.slug_of(records.slug(cells), cells.get("wikidata")),
        "name": records.text(cells, "name"),
        "kind": records.choice(cells, "kind", Official.Kind.values) or records.text(cells, "kind"),
        "source": records.text(cells, "source"),
    }
    if "country" in cells:
        wanted["country_id"] = known.country(cells["country"])
    if "gender" in cells:
        wanted["gender"] = records.choice(cells, "gender", Official.Gender.values)
    return wanted | {name: cells[name] or None for name in ("family_name", "wikidata") if name in cells}


def _office(cells: Cells, known: Known) -> dict[str, Any]:
    wanted: dict[str, Any] = {
        "slug": records.slug(cells),
        "name": records.text(cells, "name"),
        "source": records.text(cells, "source"),
    }
    if "country" in cells:
        wanted["country_id"] = known.country(cells["country"])
    if "institution" in cells:
        institution = cells["institution"]
        wanted["institution_id"] = known.official(institution, "institution") if institution else None
    if "role" in cells:
        wanted["role"] = records.choice(cells, "role", Office.Role.values) or Office.Role.OTHER.value
    if "titles" in cells:
        wanted["titles"] = records.many(cells, "titles")
    if "outside_government" in cells:
        wanted["speaks_for_government"] = records.choice(cells, "outside_government", ("0", "1")) != "1"
    return wanted


def _tenure(cells: Cells, known: Known) -> dict[str, Any]:
    wanted: dict[str, Any] = {
        "official_id": known.own_official(records.slug(cells, "official")),
        "office_id": known.office(records.slug(cells, "office")),
        "source": records.text(cells, "source"),
    }
    for name in ("start", "end"):
        if name in cells:
            wanted[name], wanted[f"{name}_precision"] = records.day(cells[name], name)
    if "acting" in cells:
        wanted["acting"] = records.choice(cells, "acting", ("0", "1")) == "1"
    if wanted.get("start") and wanted.get("end") and wanted["end"] <= wanted["start"]:
        raise BadLine("a tenure ends after it starts")
    return wanted


_READERS: Mapping[Kind, Callable[[Cells, Known], dict[str, Any]]] = {
    "countries": _country,
    "officials": _official,
    "offices": _office,
    "tenures": _tenure,
}
