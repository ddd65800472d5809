"""The shipped register beside three others: UK ministers to 2024, world key posts to mid-2022, US executives.

Those lie outside the project and are skipped where absent. Every tenure that ours and one of theirs have in common
agrees to the day, or to the coarser precision of the two; where the other source gives the last day held, ours is the
day after. What disagrees is named here with the reason.
"""

import csv
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "tracker" / "data" / "register"
OTHERS = ROOT.parent / "shared" / "real" / "registers"
SINCE = "2016"

Interval = tuple[str, str]
Term = tuple[str, frozenset[str], str, str, str]  # printed name, all names and items, office, start, end

UK_POSTS = {
    "Prime Minister": "uk-prime-minister",
    "Deputy Prime Minister": "uk-deputy-prime-minister",
    "First Secretary of State": "uk-first-secretary-of-state",
    "Chancellor of the Exchequer": "uk-chancellor-of-the-exchequer",
    "Secretary of State for Foreign and Commonwealth Affairs": "uk-foreign-secretary",
    "Secretary of State for Foreign, Commonwealth and Development Affairs": "uk-foreign-secretary",
    "Secretary of State for Defence": "uk-defence-secretary",
    "Secretary of State for the Home Department": "uk-home-secretary",
    "Secretary of State for International Development": "uk-international-development-secretary",
    "Secretary of State for International Trade": "uk-international-trade-secretary",
    "Secretary of State for Business and Trade": "uk-business-and-trade-secretary",
    "Secretary of State for Exiting the European Union": "uk-brexit-secretary",
    "Secretary of State for Energy Security and Net Zero": "uk-energy-secretary",
    "Deputy Foreign Secretary": "uk-deputy-foreign-secretary",
    "President for COP26": "uk-cop26-president",
    "Minister for Armed Forces": "uk-armed-forces-minister",
    "Minister for the Armed Forces": "uk-armed-forces-minister",
    "Minister for Europe": "uk-minister-europe",
    "Minister for Europe and North America": "uk-minister-europe",
    "Minister for Europe and the Americas": "uk-minister-europe",
    "Minister for European Neighbourhood and the Americas": "uk-minister-europe",
    "Minister for Europe and Americas": "uk-minister-europe",
    "Minister for Europe, North America and Overseas Territories": "uk-minister-europe",
    "Minister for Africa": "uk-minister-africa",
    "Minister for Africa, Latin America and the Caribbean": "uk-minister-africa",
    "Minister for Asia": "uk-minister-asia",
    "Minister for Asia and the Pacific": "uk-minister-asia",
    "Minister for Indo-Pacific": "uk-minister-indo-pacific",
    "Minister for the Indo-Pacific": "uk-minister-indo-pacific",
    "Minister for Development": "uk-development-minister",
    "Minister for Development and Africa": "uk-development-minister",
    "Minister for Middle East and North Africa": "uk-minister-middle-east",
    "Minister for the Middle East and North Africa": "uk-minister-middle-east",
    "Minister for Middle East, North Africa and North America": "uk-minister-middle-east",
}
WORLD_POSTS = {
    "monarch": "monarch",
    "President": "president",
    "Vice President": "vice-president",
    "Prime Minister": "prime-minister",
    "Premier": "premier",
    "Supreme Leader": "supreme-leader",
    "Minister of Foreign Affairs": "foreign-minister",
    "Minister for Foreign Affairs": "foreign-minister",
    "Minister of Europe and Foreign Affairs": "foreign-minister",
    "Minister of External Affairs": "external-affairs-minister",
    "Minister of Defence": "defence-minister",
    "National Security Advisor": "national-security-adviser",
    "Ambassador to the United Nations": "ambassador-un",
    "Permanent Representative to the United Nations": "ambassador-un",
    "Secretary of State": "secretary-of-state",
    "Deputy Secretary of State": "deputy-secretary-of-state",
    "Assistant Secretary of State for European and Eurasian Affairs": "assistant-secretary-europe",
}
CABINET_FORMED_LATER = "the other register starts anew with each cabinet, the tenure began before it"
DIFFERENCES = {
    ("Pavlo Klimkin", "ukraine-foreign-minister"): CABINET_FORMED_LATER,
    ("Stepan Poltorak", "ukraine-defence-minister"): CABINET_FORMED_LATER,
    ("Bernard Cazeneuve", "france-prime-minister"): "he resigned on 10 May 2017 and stayed in charge until the 15th",
    ("Laurent Fabius", "france-foreign-minister"): "he left for the Constitutional Council on 11 February 2016",
    ("Jean-Marc Ayrault", "france-foreign-minister"): "he followed Fabius on 11 February 2016",
    ("Isaac Herzog", "israel-president"): "2 June 2021 is the day of his election; he took office on 7 July",
    ("Jeremy Hunt", "uk-foreign-secretary"): "appointed on 9 July 2018, the day Boris Johnson resigned",
    ("Penny Mordaunt", "uk-international-development-secretary"): "appointed on 9 November 2017, a month earlier",
    ("Wang Yi", "china-foreign-minister"): "appointed by the National People's Congress on 16 March 2013",
}


def table(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def uk_ministers() -> Iterator[Term]:
    for row in table(OTHERS / "uk_ministers_to_2024.csv"):
        names = frozenset({row["person"], *row["other_names"].split("|")})
        if row["post"] in UK_POSTS:
            yield row["person"], names, UK_POSTS[row["post"]], row["start"], row["end"]


def world_key_posts() -> Iterator[Term]:
    for row in table(OTHERS / "world_key_posts_to_2022.csv"):
        office = world_office(row["country"].removesuffix("-cabinet").removesuffix("-ministers"), row["position"])
        if office:
            yield row["person"], frozenset({row["person"], row["wikidata"]}), office, row["start"], row["end"]


def world_office(country: str, position: str) -> str | None:
    if (country, position) == ("world", "Secretary-General of the United Nations"):
        return "un-secretary-general"
    if (country, position) == ("india", "Minister of Foreign Affairs"):
        return "india-foreign-secretary"  # these rows list the civil servant at the head of the ministry
    if country == "united-kingdom" and position in UK_POSTS:
        return UK_POSTS[position]
    prefix = {"united-kingdom": "uk"}.get(country, country)
    return f"{prefix}-{WORLD_POSTS[position]}" if position in WORLD_POSTS else None


def us_executives() -> Iterator[Term]:
    offices = {"prez": "us-president", "viceprez": "us-vice-president"}
    for record in re.split(r"^- id:", (OTHERS / "us_executive.yaml").read_text(encoding="utf-8"), flags=re.M)[1:]:
        names = frozenset(re.findall(r"^    (?:wikidata|wikipedia): (.+)$", record, flags=re.M))
        terms = re.findall(r"type: (\w+)\s+start: '([\d-]+)'\s+end: '([\d-]+)'", record)
        for kind, start, end in terms:
            yield (min(names) if names else "?"), names, offices[kind], start, end


READERS = {
    "UK ministers": ("uk_ministers_to_2024.csv", uk_ministers, 70),
    "world key posts": ("world_key_posts_to_2022.csv", world_key_posts, 150),
    "US executives": ("us_executive.yaml", us_executives, 5),
}


def joined(intervals: Iterable[Interval]) -> list[Interval]:
    """Terms that follow each other without a gap, as one."""
    out: list[Interval] = []
    for start, end in sorted(intervals):
        if out and out[-1][1] and start <= out[-1][1]:
            out[-1] = (out[-1][0], max(end, out[-1][1]) if end else "")
        else:
            out.append((start, end))
    return out


def since(intervals: list[Interval]) -> list[Interval]:
    """Those in force in the years the register covers."""
    return [(start, end) for start, end in intervals if not end or end >= SINCE]


def agree(ours: str, theirs: str) -> bool:
    """The same day to the coarser precision."""
    length = min(len(ours), len(theirs))
    return ours[:length] == theirs[:length]


def ends_agree(ours: str, theirs: str, snapshot: date) -> bool:
    """An end theirs did not know yet lies after their snapshot; a last day held is the day before ours."""
    if not theirs or (len(theirs) == 10 and date.fromisoformat(theirs) > snapshot):
        return True
    after = str(date.fromisoformat(theirs) + timedelta(days=1)) if len(theirs) == 10 else theirs
    return bool(ours) and (agree(ours, theirs) or agree(ours, after))


def same(ours: Interval, theirs: Interval, snapshot: date) -> bool:
    return agree(ours[0], theirs[0]) and ends_agree(ours[1], theirs[1], snapshot)


def our_tenures() -> tuple[dict[str, set[str]], dict[tuple[str, str], list[Interval]]]:
    """Slugs by printed name and Wikidata item, and the joined terms of each official in each office."""
    bearers: defaultdict[str, set[str]] = defaultdict(set)
    for official in table(FOLDER / "officials.csv"):
        for name in (official["name"], official["wikidata"], *official["aliases"].split("|")):
            bearers[name.partition("@")[0]].add(official["slug"])
    held: defaultdict[tuple[str, str], list[Interval]] = defaultdict(list)
    for tenure in table(FOLDER / "tenures.csv"):
        held[tenure["official"], tenure["office"]].append((tenure["start"], tenure["end"]))
    return bearers, {pair: joined(terms) for pair, terms in held.items()}


def compared(terms: Iterable[Term], snapshot: date) -> tuple[int, set[tuple[str, str]]]:
    """How many of their terms have a counterpart in ours, and the people and offices where the days disagree."""
    bearers, held = our_tenures()
    theirs: defaultdict[tuple[str, str], list[Interval]] = defaultdict(list)
    slugs: dict[tuple[str, str], set[str]] = {}
    for person, names, office, start, end in terms:
        theirs[person, office].append((start, end))
        slugs[person, office] = {slug for name in names for slug in bearers.get(name, ())}
    count, differing = 0, set()
    for (person, office), intervals in theirs.items():
        ours = [term for slug in slugs[person, office] for term in held.get((slug, office), ())]
        for interval in since(joined(intervals)) if ours else ():
            count += 1
            if not any(same(term, interval, snapshot) for term in ours):
                differing.add((person, office))
    return count, differing


@pytest.fixture(params=READERS, name="register")
def register_fixture(request: pytest.FixtureRequest) -> str:
    file = READERS[request.param][0]
    if not (OTHERS / file).exists():
        pytest.skip(f"no other register to compare with: {file} is absent")
    return str(request.param)


def test_common_tenures_agree_to_the_day_but_for_the_named_differences(register: str) -> None:
    _, read, least = READERS[register]
    count, differing = compared(read(), date(2025, 1, 20))
    assert differing - set(DIFFERENCES) == set()
    assert count >= least


def test_every_named_difference_still_differs() -> None:
    if not (OTHERS / "world_key_posts_to_2022.csv").exists():
        pytest.skip("no other register to compare with: world_key_posts_to_2022.csv is absent")
    _, differing = compared(world_key_posts(), date(2025, 1, 20))
    assert differing == set(DIFFERENCES)


@pytest.mark.parametrize(
    ("ours", "theirs", "expected"),
    [
        pytest.param(("2020-01-02", "2021-05-10"), ("2020-01-02", "2021-05-10"), True, id="to the day"),
        pytest.param(("2020-01-02", "2021-05-10"), ("2020-01-02", "2021-05-09"), True, id="last day held"),
        pytest.param(("2020-01", "2021-05"), ("2020-01-17", "2021-05-09"), True, id="coarser precision"),
        pytest.param(("2020-01-02", "2021-05-10"), ("2020-01-02", ""), True, id="not yet ended for them"),
        pytest.param(("2020-01-02", ""), ("2020-01-02", "2021-05-10"), False, id="ended for them alone"),
        pytest.param(("2020-01-03", "2021-05-10"), ("2020-01-02", "2021-05-10"), False, id="a day late"),
        pytest.param(("2020-01-02", "2021-05-12"), ("2020-01-02", "2021-05-10"), False, id="ended two days later"),
    ],
)
def test_agreement_is_to_the_day_or_the_coarser_precision(ours: Interval, theirs: Interval, expected: bool) -> None:
    assert same(ours, theirs, date(2025, 1, 20)) is expected
