"""The topics the app starts with, read as files alone."""

import tomllib
from pathlib import Path

import pytest

from tracker.analysis.hedges import clauses, force_at
from tracker.analysis.phrases import words_of
from tracker.analysis.starred import places_of
from tracker.analysis.topics import Cue, Step, Topic, topic_from_mapping

FOLDER = Path(__file__).parents[2] / "tracker" / "data" / "topics"
FILES = sorted(FOLDER.glob("*.toml"))
SAMPLE = sorted((FOLDER.parent / "sample" / "topics").glob("*.toml"))
FAMILIES = {"engagement", "military", "sanctions", "recognition", "rights", "money", "trade"}
BOTH = pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)


def read(path: Path) -> Topic:
    return topic_from_mapping(path.stem, tomllib.loads(path.read_text(encoding="utf-8")))


def test_there_are_enough_topics_to_start_with() -> None:
    assert len(FILES) >= 14


@BOTH
def test_topic_has_a_name_a_full_proposition_and_a_known_family(path: Path) -> None:
    topic = read(path)
    assert topic.proposition.endswith(".")
    assert len(words_of(topic.proposition)) >= 5
    assert topic.family in FAMILIES
    assert topic.inclusion.endswith(".")
    assert topic.exclusion.endswith(".")


@BOTH
def test_poles_are_the_words_of_the_outer_steps(path: Path) -> None:
    topic = read(path)
    assert (topic.pole_against, topic.pole_for) == (topic.steps[0].word, topic.steps[-1].word)


@BOTH
def test_axis_words_are_short_and_distinct(path: Path) -> None:
    words = [step.word for step in read(path).steps]
    assert len(set(words)) == 5
    assert all(len(word) <= 26 for word in words)


@BOTH
def test_anchors_are_whole_sentences_without_quotation_marks(path: Path) -> None:
    for step in read(path).steps:
        for anchor in step.anchors:
            assert anchor.endswith("."), anchor
            assert 5 <= len(words_of(anchor)) <= 30, anchor
            assert not set(anchor) & set('“”"‘«'), anchor


def test_no_anchor_and_no_name_is_used_twice() -> None:
    topics = [read(path) for path in FILES]
    anchors = [anchor for topic in topics for step in topic.steps for anchor in step.anchors]
    assert len(anchors) == len(set(anchors))
    assert len({topic.name for topic in topics}) == len(topics)


@BOTH
def test_no_term_or_cue_stands_twice_in_a_topic(path: Path) -> None:
    topic = read(path)
    for phrases in ([t.phrase for t in topic.terms], [c.phrase for c in topic.cues]):
        assert len(phrases) == len(set(phrases))


@BOTH
def test_some_term_alone_is_enough_to_name_the_topic(path: Path) -> None:
    assert any(term.weight >= 0.8 and not term.needs for term in read(path).terms)


@BOTH
def test_cues_stand_on_both_sides_of_the_scale(path: Path) -> None:
    scores = [cue.score for cue in read(path).cues]
    assert min(scores) < 0 < max(scores)


def at_odds(topic: Topic) -> list[tuple[str, int, str]]:
    """The cues whose step is not that of an anchor they stand in, with the anchor's step and words.

    Where what stands over a cue turns or weakens it ("oppose any change"), it need only lean to the anchor's side.
    """
    cues = tuple(cue.phrase for cue in topic.cues)
    found = []
    for step in topic.steps:
        for anchor in step.anchors:
            for words in clauses(anchor):
                for number, (start, _) in places_of(words, cues):
                    given = topic.cues[number].score
                    read = force_at(words, start).applied(given)
                    turned = read is not None and read != given and read * step.score > 0
                    if given != step.score and read is not None and not turned:
                        found.append((cues[number], step.score, anchor))
    return found


@pytest.mark.parametrize("path", [*FILES, *SAMPLE], ids=lambda path: path.stem)
def test_no_cue_takes_another_step_than_an_anchor_it_stands_in(path: Path) -> None:
    assert at_odds(read(path)) == []


@pytest.mark.parametrize(
    ("score", "anchor", "cues"),
    [
        (-1, "The dam is a bad idea for the valley.", ["bad idea"]),
        (-2, "The dam is a bad idea for the valley.", []),
        (1, "We oppose every ban on the dam.", []),
        (-1, "We oppose every ban on the dam.", ["ban on"]),
    ],
    ids=["same side, other step", "same step", "turned to the side", "turned to the other side"],
)
def test_a_cue_at_odds_with_an_anchor_is_found(score: int, anchor: str, cues: list[str]) -> None:
    steps = (Step(score, "word", (anchor,)),)
    topic = Topic("dam", "Dam", "Build it.", "", "", steps, (), cues=(Cue("bad idea", -2), Cue("ban on", -2)))
    assert [cue for cue, _, _ in at_odds(topic)] == cues
