"""Which topics a passage is about: the rules, on invented questions, and the seed article on the shipped ones."""

import json
import re
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.timing import least_seconds
from tracker.analysis.topics import Step, Term, Topic, TopicIndex, topic_from_mapping

ROOT = Path(__file__).parents[2]
SEED = ROOT.parent / "shared" / "real" / "seed"
STEPS = tuple(Step(score, f"step {score}", ("One example.", "Another example.")) for score in (-2, -1, 0, 1, 2))


def invented(slug: str, *terms: Term, context: tuple[str, ...] = ()) -> Topic:
    return Topic(slug, slug, f"On {slug}.", "For", "Against", STEPS, terms, context=context)


STRAIT = invented(
    "ketter",
    Term("Strait of Ketter"),
    Term("strait", 0.7, ("Ketter", "Port Ansel")),
    Term("naval exercise", 0.6, ("Ketter",)),
)
GRAIN = invented("grain", Term("grain tariff"), Term("levy", 0.6, ("grain",)))
PACT = invented("pact", Term("ORDA", 0.9), Term("mutual defense", 0.8))
UNION = invented("union", Term("ties with the Union", 0.9), Term("co-operation", 0.6, ("Union",)), context=("Varania",))
INDEX = TopicIndex((STRAIT, GRAIN, PACT, UNION))


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        pytest.param("Calm in the Strait of Ketter matters to all.", ["ketter"], id="phrase as it stands"),
        pytest.param("calm in the STRAIT OF KETTER", ["ketter"], id="case does not matter"),
        pytest.param("The strait off Port Ansel must stay open.", ["ketter"], id="needed word near"),
        pytest.param("We are in dire straits.", [], id="needed word missing"),
        pytest.param("The naval exercises off Ketter and in its strait go on.", ["ketter"], id="plural"),
        pytest.param("Grain tariffs hurt bakers.", ["grain"], id="plural of a phrase"),
        pytest.param("Membership of ORDA is our aim.", ["pact"], id="capitals in capitals"),
        pytest.param("The town of Orda has a mill.", [], id="capitals not in lower case"),
        pytest.param("A mutual defence clause binds us.", ["pact"], id="British and American spelling"),
        pytest.param("Kettering is a quiet town.", [], id="not inside a longer word"),
        pytest.param("Varania wants cooperation with the Union.", ["union"], id="hyphen or none"),
        pytest.param("Varania's ties with the Union’s members", ["union"], id="possessive"),
        pytest.param("Kestria wants closer ties with the Union.", [], id="party missing"),
        pytest.param("", [], id="nothing"),
        pytest.param("“… — !”", [], id="no words"),
    ],
)
def test_topics_named_in_the_passage_itself(content: str, expected: list[str]) -> None:
    matches = INDEX.about(content)
    assert [m.topic for m in matches] == expected
    assert all(not m.inherited and m.evidence for m in matches)


def test_the_nearer_the_term_the_higher_the_confidence() -> None:
    words = "Calm there matters."
    by_scope = [
        INDEX.about("The Strait of Ketter matters."),
        INDEX.about(words, sentence="Of the Strait of Ketter she said: Calm there matters."),
        INDEX.about(words, paragraph="They met near the Strait of Ketter. Calm there matters, she said."),
        INDEX.about(words, title="New talks on the Strait of Ketter"),
    ]
    scores = [matches[0].confidence for matches in by_scope]
    assert scores == sorted(scores, reverse=True)
    assert len(set(scores)) == 4
    assert [matches[0].inherited for matches in by_scope] == [False, True, True, True]


ARTICLE = "\n\n".join(
    [
        "The foreign minister flew to Port Ansel on Monday to speak about the Strait of Ketter and its trade.",
        "Ships of three navies have gathered in the strait off Port Ansel since the naval exercise began.",
        "“It is vital,” she told reporters after landing, and went on to the harbour without another word.",
    ]
)


def test_a_passage_that_names_nothing_inherits_what_its_article_is_mostly_about() -> None:
    (match,) = INDEX.about("It is vital", sentence="“It is vital,” she told reporters.", article=ARTICLE)
    assert (match.topic, match.inherited) == ("ketter", True)
    assert "Strait of Ketter" in match.evidence


def test_a_long_passage_that_touches_nothing_inherits_nothing() -> None:
    long = "My thanks go to the teachers of this country who have given so much to our children in a winter " * 2
    assert INDEX.about(long, article=ARTICLE) == ()


def test_an_article_that_only_mentions_a_topic_lends_it_to_no_one() -> None:
    article = (
        ARTICLE + "\n\n" + "\n\n".join(f"The council spoke of school number {n} and its new roof." for n in range(12))
    )
    assert INDEX.about("It is vital", article=article) == ()


@pytest.mark.parametrize(
    "answer",
    ["Sure.", "In what way?", "I will send —", "Our first question goes to the Gazette, from the left.", "Go ahead."],
)
def test_a_bare_answer_a_question_and_a_passage_broken_off_inherit_nothing(answer: str) -> None:
    assert INDEX.about(answer, sentence="Of the Strait of Ketter.", paragraph=ARTICLE, article=ARTICLE) == ()


@pytest.mark.parametrize("answer", ["We must.", "Unacceptable.", "That is not for me to say."])
def test_a_short_answer_that_wills_judges_or_takes_up_inherits(answer: str) -> None:
    assert [match.topic for match in INDEX.about(answer, article=ARTICLE)] == ["ketter"]


FILLING = "Our schools need teachers and our roads need stone. "


def test_a_speech_is_filed_by_the_sentences_that_name_a_topic_and_their_neighbours() -> None:
    speech = (
        FILLING * 9
        + "The fleet sails home. The Strait of Ketter must stay open. So must its ports. "
        + FILLING * 9
        + "I end with the grain tariff. It has to go."
    )
    found = {match.topic: match.window for match in INDEX.about(speech)}
    assert found == {
        "ketter": "The fleet sails home. The Strait of Ketter must stay open. So must its ports.",
        "grain": FILLING + "I end with the grain tariff. It has to go.",
    }


def test_a_passage_that_is_not_long_is_its_own_window() -> None:
    (match,) = INDEX.about("The fleet sails home. The Strait of Ketter must stay open. So must its ports. It rains.")
    assert match.window.endswith("It rains.")


def test_a_needed_word_at_the_other_end_of_a_speech_is_not_near() -> None:
    speech = "I came from Port Ansel. " + FILLING * 30 + "We are in dire straits."
    assert INDEX.about(speech) == ()


def test_a_longer_answer_is_read_with_the_question_above_it() -> None:
    answer = FILLING * 9 + "The strait will stay open. " + FILLING * 3
    article = f"QUESTION: Minister, what will become of Ketter?\n{answer}\nQUESTION: And the roads?"
    (match,) = INDEX.about(answer, paragraph=answer.strip(), article=article)
    assert (match.topic, match.inherited) == ("ketter", False)
    assert INDEX.about(answer) == ()


def test_a_party_named_once_in_a_long_article_is_no_party_to_it() -> None:
    words = "Closer ties with the Union are what we want."
    other = "\n\n".join(f"Kestria's council spoke of school number {n} and its new roof." for n in range(12))
    assert INDEX.about(words, article=f"{other}\n\nA guest from Varania came.") == ()
    assert INDEX.about(words, paragraph="Varania's minister spoke. " + words, article=other)
    assert INDEX.about(words, article=other.replace("Kestria", "Varania"))


def test_a_topic_of_the_passage_itself_drives_out_that_of_its_surroundings() -> None:
    matches = INDEX.about("The grain tariff must go.", paragraph="On the Strait of Ketter: the grain tariff must go.")
    assert [m.topic for m in matches] == ["grain"]


def test_a_paragraph_as_long_as_a_speech_is_no_neighbourhood() -> None:
    speech = (
        "Of the Strait of Ketter I shall speak later. " + "Our schools need teachers and our roads need stone. " * 40
    )
    assert INDEX.about("That is my promise.", paragraph=speech) == ()


def test_matches_come_best_first_and_few() -> None:
    matches = INDEX.about("Strait of Ketter, grain tariff, ORDA, and Varania's ties with the Union")
    assert len(matches) == 3
    assert [m.confidence for m in matches] == sorted((m.confidence for m in matches), reverse=True)


@given(st.text(max_size=300), st.text(max_size=300), st.text(max_size=600))
def test_any_text_is_read_without_error(content: str, sentence: str, article: str) -> None:
    for match in INDEX.about(content, sentence=sentence, paragraph=sentence, article=article, title=content):
        assert 0 < match.confidence <= 1


def test_cost_is_linear_in_the_text() -> None:
    def seconds(copies: int) -> float:
        text = (ARTICLE + "\n\n") * copies
        return least_seconds(lambda: TopicIndex((STRAIT, GRAIN)).about("It is vital", article=text))

    # Sixteen times the text: linear cost is about sixteen times, quadratic would be 256.
    assert seconds(1600) < 60 * max(seconds(100), 0.005)


def mapping(**changes: object) -> dict[str, object]:
    steps = [{"score": s, "word": f"w{s}", "anchors": ["One example.", "Two."]} for s in (2, 1, 0, -1, -2)]
    whole = {"name": "N", "proposition": "P.", "pole_for": "F", "pole_against": "A", "steps": steps}
    return {**whole, "terms": [{"phrase": "grain tariff"}], **changes}


def test_a_mapping_becomes_a_topic_with_steps_in_order_and_plain_defaults() -> None:
    topic = topic_from_mapping("grain", mapping())
    assert [step.score for step in topic.steps] == [-2, -1, 0, 1, 2]
    assert topic.terms == (Term("grain tariff", 1.0, (), 1),)
    assert (topic.family, topic.cues, topic.context) == ("", (), ())


STEP = {"score": 0, "word": "w", "anchors": ["One example.", "Two."]}


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        pytest.param({"name": " "}, "name", id="empty name"),
        pytest.param({"proposition": 7}, "proposition", id="number for text"),
        pytest.param({"steps": [STEP]}, "steps", id="too few steps"),
        pytest.param({"steps": [{**STEP, "score": True}]}, r"steps\[1\].score", id="truth for a score"),
        pytest.param({"steps": [{**STEP, "score": 3}]}, r"steps\[1\].score", id="score off the scale"),
        pytest.param({"steps": [{**STEP, "anchors": ["One."]}]}, r"steps\[1\].anchors", id="one example only"),
        pytest.param({"steps": "five"}, "steps", id="no list"),
        pytest.param({"terms": []}, "terms", id="no terms"),
        pytest.param({"terms": [{"phrase": "…"}]}, r"terms\[1\].phrase", id="phrase without a word"),
        pytest.param({"terms": [{"phrase": "x", "weight": 0}]}, r"terms\[1\].weight", id="weight of nothing"),
        pytest.param({"terms": [{"phrase": "x", "needs": "y"}]}, r"terms\[1\].needs", id="text for a list"),
        pytest.param({"terms": [{"phrase": "x", "bearing": 2}]}, r"terms\[1\].bearing", id="bearing off the scale"),
        pytest.param({"cues": [{"phrase": "x"}]}, r"cues\[1\].score", id="cue without a score"),
    ],
)
def test_a_wrong_mapping_is_refused_by_the_name_of_its_field(changes: dict[str, object], field: str) -> None:
    with pytest.raises(ValueError, match=rf"^{field}: .+\.$"):
        topic_from_mapping("grain", mapping(**changes))


# The shipped topics on the seed article ---------------------------------------------------------------------------


def _around(text: str, start: int, end: int, break_: str) -> str:
    breaks = [match.span() for match in re.finditer(break_, text)]
    left = max((e for _, e in breaks if e <= start), default=0)
    right = min((s for s, _ in breaks if s >= end), default=len(text))
    return text[left:right]


@pytest.mark.skipif(not SEED.exists(), reason="the seed article is not at ../shared/real/seed")
def test_seed_quotations_are_filed_under_their_topics() -> None:
    text = (SEED / "article.txt").read_text(encoding="utf-8")
    files = sorted((ROOT / "tracker" / "data" / "topics").glob("*.toml"))
    index = TopicIndex(topic_from_mapping(path.stem, tomllib.loads(path.read_text(encoding="utf-8"))) for path in files)
    missed, extra = [], []
    for quotation in json.loads((SEED / "expected.json").read_text(encoding="utf-8"))["quotations"]:
        if not quotation["required"]:
            continue
        start, end = quotation["content_spans"][0][0], quotation["content_spans"][-1][1]
        found = index.about(
            " ".join(text[s:e] for s, e in quotation["content_spans"]),
            sentence=_around(text, start, end, r"(?<=[.!?”])\s+(?=[“A-Z])|\n\n"),
            paragraph=_around(text, start, end, r"\n\n"),
            article=text,
        )
        topics = {match.topic for match in found}
        missed += [quotation["id"]] if not topics >= set(quotation["topics"]) else []
        extra += topics - set(quotation["topics"])
    assert not missed
    assert len(extra) <= 1
