"""The sample newsroom: complete, consistent with itself, and telling exactly the stories it says it tells."""

import csv
import re
import tomllib
from collections import Counter, defaultdict
from datetime import date
from functools import cache
from itertools import pairwise
from pathlib import Path
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import pytest
import trafilatura

from tracker.analysis.codebook import topic_from_mapping
from tracker.analysis.positions import Evidence, Line, line

SAMPLE = Path(__file__).parents[2] / "tracker" / "data" / "sample"
ARTICLES = tomllib.loads((SAMPLE / "articles.toml").read_text("utf-8"))["articles"]
DECISIONS = tomllib.loads((SAMPLE / "decisions.toml").read_text("utf-8"))["decisions"]
SOURCES = tomllib.loads((SAMPLE / "sources.toml").read_text("utf-8"))["sources"]
TOPICS = {path.stem: tomllib.loads(path.read_text("utf-8")) for path in SAMPLE.glob("topics/*.toml")}
ACCEPTED = [decision for decision in DECISIONS if decision["verb"] == "accept"]
PUBLISHED = {article["file"]: article["published"] for article in ARTICLES}


def rows(name: str) -> list[dict[str, str]]:
    with (SAMPLE / "register" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


OFFICIALS = {row["slug"]: row for row in rows("officials")}
OFFICES = {row["slug"]: row for row in rows("offices")}
COUNTRIES = {row["code"] for row in rows("countries")}


@cache
def words_of(file: str) -> str:
    """The text an article is read as: the extraction of a page, a text as it is."""
    text = (SAMPLE / "articles" / file).read_text("utf-8")
    return (trafilatura.extract(text) or "") if file.endswith(".html") else text


def first_day(printed: str) -> date:
    """The first day of a day, month or year as the register prints it."""
    return date.fromisoformat("-".join([*printed.split("-"), "01", "01"][:3]))


def label(decision: dict) -> str:
    return f"{decision['article']}: {decision['words']}"


def test_the_cast_is_large_enough_to_fill_every_page():
    kinds = Counter(row["kind"] for row in OFFICIALS.values())
    assert len(COUNTRIES) >= 5
    assert kinds["person"] >= 22
    assert kinds["institution"] >= 10


@pytest.mark.parametrize("name", ["countries", "officials", "offices", "tenures"])
def test_every_register_row_names_the_sample_as_its_source(name):
    assert {row["source"] for row in rows(name)} == {"sample"}


def test_every_state_is_invented_by_its_code():
    assert all(re.fullmatch("X[A-Z]", code) for code in COUNTRIES)
    assert {row["country"] for row in [*OFFICIALS.values(), *OFFICES.values()]} <= COUNTRIES


def test_offices_and_tenures_refer_to_what_the_register_has():
    assert {row["institution"] for row in OFFICES.values()} <= {*OFFICIALS, ""}
    assert {row["official"] for row in rows("tenures")} <= set(OFFICIALS)
    assert {row["office"] for row in rows("tenures")} <= set(OFFICES)


def test_no_office_of_the_sample_has_two_holders_at_once():
    held = defaultdict(list)
    for row in rows("tenures"):
        held[row["office"]].append((first_day(row["start"]), first_day(row["end"]) if row["end"] else date.max))
    for terms in held.values():
        terms.sort()
        assert all(start < end for start, end in terms)
        assert all(earlier[1] <= later[0] for earlier, later in pairwise(terms))


def test_two_persons_share_a_surname():
    assert sum(row["name"].endswith(" Crane") for row in OFFICIALS.values()) == 2


def test_there_are_four_or_five_topics():
    assert 4 <= len(TOPICS) <= 5


@pytest.mark.parametrize("slug", TOPICS)
def test_each_topic_has_five_steps_with_two_anchors_each(slug):
    steps = TOPICS[slug]["steps"]
    assert [step["score"] for step in steps] == [-2, -1, 0, 1, 2]
    assert all(step["word"] and len(step["anchors"]) >= 2 for step in steps)
    phrases = [term.phrase for term in topic_from_mapping(slug, TOPICS[slug]).terms]
    assert len(phrases) >= 5
    assert len(phrases) == len(set(phrases))


def test_there_are_enough_articles_of_every_kind():
    kinds = {source["slug"]: source["kind"] for source in SOURCES}
    per_kind = Counter(kinds[article["source"]] for article in ARTICLES)
    assert len(ARTICLES) >= 44
    assert Counter(kinds.values())["outlet"] == 3
    assert min(per_kind[kind] for kind in ("outlet", "agency", "ministry", "parliament")) >= 1
    assert sum(article["file"].endswith(".html") for article in ARTICLES) >= 20
    assert sum(article["file"].endswith(".txt") for article in ARTICLES) >= 10


def test_the_articles_listed_are_the_articles_there_are():
    assert sorted(PUBLISHED) == sorted(path.name for path in (SAMPLE / "articles").iterdir())


def test_articles_come_in_order_of_publication_from_2021_to_autumn_2026():
    times = [article["published"] for article in ARTICLES]
    assert times == sorted(times)
    assert times[0].year == 2021
    assert date(2026, 9, 1) <= times[-1].date() <= date(2026, 11, 24)


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source["slug"])
def test_the_publication_times_of_a_source_are_in_its_own_zone(source):
    zone = ZoneInfo(source["time_zone"])
    times = [article["published"] for article in ARTICLES if article["source"] == source["slug"]]
    assert times
    assert all(time.utcoffset() == time.astimezone(zone).utcoffset() for time in times)


def test_every_address_is_under_the_reserved_domain():
    addresses = [article["address"] for article in ARTICLES] + [source["homepage"] for source in SOURCES]
    assert all(urlsplit(address).hostname.endswith(".example") for address in addresses)
    assert len({article["address"] for article in ARTICLES}) == len(ARTICLES)
    pages = "".join(path.read_text("utf-8") for path in (SAMPLE / "articles").iterdir())
    links = set(re.findall(r"""https?://([^/"'\s<]+)""", pages)) - {"schema.org"}
    assert all(host.endswith(".example") for host in links)


@pytest.mark.parametrize("article", ARTICLES, ids=lambda article: article["file"])
def test_an_article_gives_between_250_and_700_words(article):
    assert 250 <= len(words_of(article["file"]).split()) <= 700


@pytest.mark.parametrize("file", [file for file in PUBLISHED if file.endswith(".html")])
def test_a_page_gives_its_date_and_title_but_not_its_furniture(file):
    page = (SAMPLE / "articles" / file).read_text("utf-8")
    found = trafilatura.extract_metadata(page)
    article = next(article for article in ARTICLES if article["file"] == file)
    assert found.date == article["published"].date().isoformat()
    assert found.title == article["title"]
    others = {other["title"] for other in ARTICLES} - {article["title"]}
    assert not [title for title in others if title in words_of(file)]
    assert not re.search(r"Subscribe|Cookie settings|Tide tables|Most read|Share this story", words_of(file))


def test_there_are_enough_decisions_and_a_few_rejections():
    assert len(ACCEPTED) >= 110
    assert len(DECISIONS) - len(ACCEPTED) >= 2


@pytest.mark.parametrize("decision", DECISIONS, ids=label)
def test_the_words_of_a_decision_stand_once_in_its_article(decision):
    assert 4 <= len(decision["words"].split()) <= 12
    assert words_of(decision["article"]).count(decision["words"]) == 1


@pytest.mark.parametrize("decision", ACCEPTED, ids=label)
def test_an_accepted_decision_refers_to_what_there_is(decision):
    assert decision["official"] in OFFICIALS
    assert decision.get("on_behalf_of", decision["official"]) in OFFICIALS
    assert decision["stances"]
    for stance in decision["stances"]:
        assert stance["topic"] in TOPICS
        assert -2 <= stance["score"] <= 2


@pytest.mark.parametrize("decision", ACCEPTED, ids=label)
def test_words_are_said_on_a_day_on_or_shortly_before_publication(decision):
    age = (PUBLISHED[decision["article"]].date() - date.fromisoformat(decision["said_on"])).days
    assert 0 <= age <= 3


@pytest.mark.parametrize("decision", ACCEPTED, ids=label)
def test_who_speaks_holds_an_office_that_day_or_held_one_before(decision):
    terms = [row for row in rows("tenures") if row["official"] == decision["official"]]
    starts = [first_day(row["start"]) for row in terms]
    if OFFICIALS[decision["official"]]["kind"] == "person":
        assert min(starts) <= date.fromisoformat(decision["said_on"])


def test_what_was_set_aside_ends_before_the_last_articles():
    clearing = tomllib.loads((SAMPLE / "decisions.toml").read_text("utf-8"))["clearing"]
    assert clearing["verb"] == "reject"
    assert sum(time.date() >= clearing["before"] for time in PUBLISHED.values()) >= 6


def test_most_articles_of_the_last_weeks_are_left_for_the_review_queue():
    decided = {decision["article"] for decision in DECISIONS}
    last = [file for file, time in PUBLISHED.items() if time.date() >= date(2026, 10, 1)]
    assert len([file for file in last if file not in decided]) >= 3


def lines() -> dict[tuple[str, str], Line]:
    """The line of each official and topic that the decisions give, all words taken as spoken."""
    evidence = defaultdict(list)
    for number, decision in enumerate(ACCEPTED):
        for stance in decision["stances"]:
            for official in {decision["official"], decision.get("on_behalf_of", decision["official"])}:
                evidence[official, stance["topic"]].append(
                    Evidence(
                        id=number,
                        day=date.fromisoformat(decision["said_on"]),
                        precision=decision.get("precision", "day"),
                        score=stance["score"],
                        kind="spoken",
                        decisive=decision.get("decisive", False),
                        for_them=official != decision["official"],
                    )
                )
    return {key: line(evidence=found, today=date(2026, 11, 24)) for key, found in evidence.items()}


def told_shifts() -> set[tuple[str, str, str, str, int, int]]:
    """The table of shifts in stories.md."""
    cells = [row.strip("| ").split(" | ") for row in (SAMPLE / "stories.md").read_text("utf-8").splitlines()]
    return {
        (official, topic, day, kind, int(before), int(after))
        for official, topic, day, kind, before, after, _ in (row for row in cells if len(row) == 7)
        if official in OFFICIALS
    }


def test_exactly_the_told_shifts_are_found():
    found = {
        (official, topic, move.day.isoformat(), move.kind, move.score_before, move.score_after)
        for (official, topic), told in lines().items()
        for move in told.moves
        if move.kind != "first"
    }
    assert found == told_shifts()
    assert len(found) == 6


def test_no_line_starts_anew_after_a_silence():
    assert all(sum(move.kind == "first" for move in told.moves) <= 1 for told in lines().values())


@pytest.mark.parametrize(
    ("official", "topic", "state"),
    [
        pytest.param("anselm-roke", "solmere-military-aid", "standing", id="steady for years"),
        pytest.param("aurel-stavik", "grain-tariffs", "mixed", id="one thing to millers, another to farmers"),
        pytest.param("lucan-pell", "ketter-strait", "stale", id="silent for two years"),
    ],
)
def test_the_other_stories_end_in_the_state_they_tell(official, topic, state):
    periods = [period for period in lines()[official, topic].periods if period.start <= date(2026, 11, 24)]
    assert state in {period.state for period in periods[-2:]}
    assert len([d for d in ACCEPTED if d["official"] == official]) >= 3


def test_the_steady_one_has_fifteen_statements_all_alike():
    scores = [s["score"] for d in ACCEPTED if d["official"] == "anselm-roke" for s in d["stances"]]
    assert len(scores) >= 15
    assert set(scores) == {2}


def test_a_wire_story_stands_in_three_outlets_with_the_same_quotations():
    straight = str.maketrans({"‘": '"', "’": '"', "“": '"', "”": '"', "'": '"'})
    wire = words_of("2023-02-22-union-declares-notification-zone.txt")
    quoted = [words.translate(straight) for part in wire.split("\n") for words in part.split('"')[1::2]]
    reprints = [file for file in PUBLISHED if file.startswith("2023-02-22") and file.endswith(".html")]
    assert len(reprints) == 3
    assert len(quoted) >= 6
    for file in reprints:
        assert all(words in words_of(file).translate(straight) for words in quoted)


def test_the_misquote_differs_in_one_word_and_is_rejected():
    right = "I will not sign another package this year"
    assert right in words_of("2025-10-08-lindqvar-no-new-package.html")
    rejected = [d["words"] for d in DECISIONS if d["verb"] == "reject"]
    assert right.replace("not ", "") in rejected
