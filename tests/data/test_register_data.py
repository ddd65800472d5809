"""The shipped register, read as files alone: its form, and that it agrees with itself."""

import csv
import re
from collections import Counter, defaultdict
from datetime import date
from itertools import combinations
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "tracker" / "data" / "register"
HEADERS = {
    "countries": "code,name,names,adjectives,organisation,source",
    "officials": "slug,name,kind,country,gender,family_name,aliases,wikidata,source",
    "offices": "slug,name,country,institution,role,titles,outside_government,source",
    "tenures": "official,office,start,end,acting,source",
}
ROLES = {
    "head_of_state",
    "head_of_government",
    "foreign_minister",
    "defence_minister",
    "security_adviser",
    "head_of_organisation",
    "spokesperson",
    "other",
}
DAY = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-\d\d)?)?")
SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
Row = dict[str, str]

# Spokespersons of these offices take turns: several hold the office at once.
JOINT = {"china-foreign-ministry-spokesperson"}
# Two bearers of one name, told apart by country.
SHARED_NAMES = {"treasury"}
# Single words that name one person all over the world; surnames are not aliases.
NICKNAMES = {"Boris", "Bibi", "Lula", "AKK", "AMLO", "MBS", "MbS", "MBZ", "Jokowi"}


def rows(name: str) -> list[Row]:
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def cell(value: str) -> list[str]:
    return [part for part in value.split("|") if part]


def first_day(value: str) -> date:
    return date.fromisoformat((value + "-01-01")[:10])


def spans_overlap(one: Row, two: Row) -> bool:
    starts, ends = max(one["start"], two["start"], key=first_day), [r["end"] for r in (one, two) if r["end"]]
    return all(first_day(starts) < first_day(end) for end in ends)


def holders(role: str, day: str) -> set[str]:
    """Countries whose office of that role, head of state counting as head of government, is held on `day`."""
    offices = {office["slug"]: office for office in rows("offices") if office["role"] in role.split("|")}
    at = date.fromisoformat(day)
    return {
        offices[t["office"]]["country"]
        for t in rows("tenures")
        if t["office"] in offices and first_day(t["start"]) <= at and (not t["end"] or at < first_day(t["end"]))
    }


EVERY_FILE = pytest.mark.parametrize("name", HEADERS)


@EVERY_FILE
def test_file_has_its_documented_columns(name: str) -> None:
    with (FOLDER / f"{name}.csv").open(encoding="utf-8") as file:
        assert file.readline().rstrip("\n") == HEADERS[name]
    assert all(None not in row and None not in row.values() for row in rows(name))


@EVERY_FILE
def test_every_row_names_a_public_source(name: str) -> None:
    assert [row for row in rows(name) if not re.fullmatch(r"https?://\S+\.\S+", row["source"])] == []


@EVERY_FILE
def test_cells_carry_no_stray_blanks_and_lists_no_empty_or_repeated_entries(name: str) -> None:
    for row in rows(name):
        for column, value in row.items():
            assert value == value.strip(), (row, column)
            if column in ("names", "adjectives", "aliases", "titles") and value:
                parts = value.split("|")
                assert all(part and part == part.strip() for part in parts), row
                assert len(set(parts)) == len(parts), row


@pytest.mark.parametrize(("name", "key"), [("countries", "code"), ("officials", "slug"), ("offices", "slug")])
def test_keys_are_unique(name: str, key: str) -> None:
    assert [k for k, count in Counter(row[key] for row in rows(name)).items() if count > 1] == []


@pytest.mark.parametrize("name", ["officials", "offices"])
def test_slugs_are_lower_case_ascii_words(name: str) -> None:
    assert [row["slug"] for row in rows(name) if not SLUG.fullmatch(row["slug"])] == []


@pytest.mark.parametrize(
    ("name", "column", "other", "key"),
    [
        ("officials", "country", "countries", "code"),
        ("offices", "country", "countries", "code"),
        ("offices", "institution", "officials", "slug"),
        ("tenures", "official", "officials", "slug"),
        ("tenures", "office", "offices", "slug"),
    ],
)
def test_references_exist(name: str, column: str, other: str, key: str) -> None:
    known = {row[key] for row in rows(other)} | ({""} if name != "tenures" else set())
    assert {row[column] for row in rows(name)} - known == set()


def test_persons_have_a_gender_and_hold_an_office_and_institutions_do_neither() -> None:
    people = {row["slug"]: row for row in rows("officials") if row["kind"] == "person"}
    assert {row["kind"] for row in rows("officials")} == {"person", "institution"}
    assert {row["gender"] for row in people.values()} == {"f", "m"}
    assert {row["gender"] for row in rows("officials") if row["kind"] == "institution"} == {""}
    assert {row["official"] for row in rows("tenures")} == set(people)


def test_offices_belong_to_institutions_and_have_a_known_role_and_titles() -> None:
    institutions = {row["slug"] for row in rows("officials") if row["kind"] == "institution"}
    for office in rows("offices"):
        assert office["institution"] in institutions | {""}, office
        assert office["role"] in ROLES, office
        assert cell(office["titles"]), office
        assert office["institution"] or office["role"] != "spokesperson", office


def test_family_name_is_a_part_of_the_name_and_given_only_where_it_is_not_the_last_word() -> None:
    for official in rows("officials"):
        if official["family_name"]:
            assert official["family_name"] in official["name"], official
            assert len(official["name"].split()) > 1, official


def test_alias_never_repeats_the_name_and_its_validity_is_well_formed() -> None:
    for official in rows("officials"):
        for alias in cell(official["aliases"]):
            text, _, validity = alias.partition("@")
            assert text != official["name"], official
            assert text != text.split()[-1] or official["kind"] == "institution" or text in NICKNAMES, alias
            if validity:
                parts = validity.split("/")
                assert len(parts) == 2, alias
                assert any(parts), alias
                assert all(DAY.fullmatch(part) for part in parts if part), alias


def test_no_name_is_borne_by_two_officials_unless_it_is_known_to_be() -> None:
    bearers: defaultdict[str, set[str]] = defaultdict(set)
    for official in rows("officials"):
        for name in (official["name"], *cell(official["aliases"])):
            bearers[name.partition("@")[0].casefold()].add(official["slug"])
    assert {name for name, slugs in bearers.items() if len(slugs) > 1} == SHARED_NAMES


def test_wikidata_items_are_well_formed_and_belong_to_one_official() -> None:
    items = [row["wikidata"] for row in rows("officials") if row["wikidata"]]
    assert all(re.fullmatch(r"Q[1-9]\d*", item) for item in items)
    assert len(set(items)) == len(items)


def test_days_of_a_tenure_are_real_and_in_order() -> None:
    for tenure in rows("tenures"):
        assert tenure["acting"] in ("", "1"), tenure
        assert all(DAY.fullmatch(day) for day in (tenure["start"], tenure["end"] or "2000")), tenure
        if tenure["end"]:
            assert first_day(tenure["start"]) < first_day(tenure["end"]), tenure


def test_nobody_holds_one_office_twice_at_a_time() -> None:
    held: defaultdict[tuple[str, str], list[Row]] = defaultdict(list)
    for tenure in rows("tenures"):
        held[tenure["official"], tenure["office"]].append(tenure)
    assert [pair for group in held.values() for pair in combinations(group, 2) if spans_overlap(*pair)] == []


def test_one_office_has_one_holder_at_a_time_acting_holders_and_shared_offices_apart() -> None:
    held: defaultdict[str, list[Row]] = defaultdict(list)
    for tenure in rows("tenures"):
        if not tenure["acting"] and tenure["office"] not in JOINT:
            held[tenure["office"]].append(tenure)
    assert [pair for group in held.values() for pair in combinations(group, 2) if spans_overlap(*pair)] == []


@pytest.mark.parametrize("day", ["2017-01-01", "2020-06-30", "2023-06-30", "2025-01-01"])
def test_at_least_24_states_have_a_leader_and_a_foreign_minister(day: str) -> None:
    covered = holders("head_of_state|head_of_government", day) & holders("foreign_minister", day)
    assert len(covered - {"EU", "UN", "NATO", ""}) >= 24


@pytest.mark.parametrize("kind", ["government", "foreign"])
def test_every_state_has_a_government_and_a_foreign_ministry_that_speak(kind: str) -> None:
    ends = {"government": ("-government", "-authority"), "foreign": ("-foreign-ministry", "-foreign-office")}[kind]
    slugs = {"us-state-department", "foreign-office"} if kind == "foreign" else set()
    speaking = {o["country"] for o in rows("officials") if o["slug"].endswith(ends) or o["slug"] in slugs}
    principal = {o["country"] for o in rows("offices") if o["role"] == "foreign_minister"} - {"EU"}
    assert principal - speaking == set()


@pytest.mark.parametrize(
    ("office", "day", "official"),
    [
        ("uk-foreign-secretary", "2024-07-04", "david-cameron"),
        ("uk-foreign-secretary", "2024-07-05", "david-lammy"),
        ("uk-shadow-foreign-secretary", "2023-05-01", "david-lammy"),
        ("uk-prime-minister", "2024-10-17", "keir-starmer"),
        ("china-foreign-minister", "2023-02-01", "qin-gang"),
        ("china-foreign-minister", "2024-10-17", "wang-yi"),
        ("us-secretary-of-state", "2021-06-01", "antony-blinken"),
        ("us-president", "2021-06-01", "joe-biden"),
        ("nato-secretary-general", "2024-10-01", "mark-rutte"),
    ],
)
def test_the_holder_on_a_day(office: str, day: str, official: str) -> None:
    at = date.fromisoformat(day)
    found = [t for t in rows("tenures") if t["office"] == office and first_day(t["start"]) <= at]
    assert [t["official"] for t in found if not t["end"] or at < first_day(t["end"])] == [official]
