"""Which way a statement leans: the rules one by one, on invented questions."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.analysis import anchors
from tracker.analysis.anchors import nearest_anchor
from tracker.analysis.codebook import Cue, Step, Term, Topic
from tracker.analysis.hedges import clauses, force_at
from tracker.analysis.learning import Example, train
from tracker.analysis.polarity import class_of
from tracker.analysis.stances import SHOWN_FROM, suggest
from tracker.analysis.verdicts import verdict_at


def scale(*anchors: str) -> tuple[Step, ...]:
    return tuple(Step(score, f"step {score}", (anchors[score + 2], f"Plain {score}.")) for score in range(-2, 3))


SANCTIONS = Topic(
    slug="kestria-sanctions",
    name="Sanctions on Kestria",
    proposition="Sanctions on Kestria should be kept and tightened.",
    pole_for="Tighten",
    pole_against="Lift",
    steps=scale(
        "Every measure against Kestria is unlawful and has to go.",
        "The embargo hurts our own farmers more than the generals in Port Ansel.",
        "What happens to the embargo depends on the inspectors' report.",
        "Until the last prisoner is home the embargo stands.",
        "Close the loopholes and take the yachts as well.",
    ),
    terms=(Term("sanctions on Kestria"), Term("sanctions", 0.7, ("Kestria",))),
    family="sanctions",
    cues=(Cue("lift * sanctions", -2), Cue("tougher * sanctions", 2), Cue("business as usual", -1)),
)
DRILLS = Topic(
    slug="ketter",
    name="Strait of Ketter",
    proposition="The peace of the Strait of Ketter must be kept.",
    pole_for="Keep",
    pole_against="Force",
    steps=scale("Ours by force.", "Ours by right.", "Talk it over.", "Calm is best.", "We shall guard it."),
    terms=(Term("Strait of Ketter"), Term("drills", 0.6, ("Ketter",), bearing=-1), Term("Ketter", 0.4, bearing=0)),
)


@pytest.mark.parametrize(
    ("content", "score"),
    [
        pytest.param("Parliament should lift the sanctions.", -2, id="cue as it stands"),
        pytest.param("It is time to lift these old and useless sanctions.", -2, id="cue with words between"),
        pytest.param("We will not lift the sanctions.", 1, id="cue negated"),
        pytest.param("We will never lift the sanctions.", 2, id="cue negated for good"),
        pytest.param("We refuse to lift any sanctions.", 2, id="cue under a verb that negates"),
        pytest.param(
            "We do not oppose lifting them but will lift no sanctions.", -2, id="no inside the cue is not read"
        ),
        pytest.param("We might lift the sanctions.", -1, id="cue weakened by may"),
        pytest.param("We will lift the sanctions if the talks succeed.", -1, id="cue on a condition"),
        pytest.param("We need tougher sanctions.", 2, id="cue for the other side"),
        pytest.param("We condemn the sanctions on Kestria.", -2, id="verdict against what is proposed"),
        pytest.param("I fully support the sanctions on Kestria.", 2, id="verdict for what is proposed"),
        pytest.param("The sanctions on Kestria are illegal.", -2, id="verdict after the term"),
        pytest.param("We are concerned about the sanctions on Kestria.", -1, id="mild verdict"),
        pytest.param("We cannot support the sanctions on Kestria.", -2, id="verdict negated for good"),
        pytest.param("We do not think the sanctions on Kestria are a good idea.", -1, id="what is held is denied"),
        pytest.param("Our opposition to the sanctions on Kestria has been raised.", -2, id="opposition of one's own"),
        pytest.param("We do not oppose the sanctions on Kestria.", 1, id="not against is mildly for"),
        pytest.param("We will not support the sanctions on Kestria.", -1, id="will not support"),
        pytest.param("We won’t support the sanctions on Kestria.", -1, id="won't, with a curly mark"),
        pytest.param("We cannot accept the sanctions on Kestria.", -2, id="cannot accept"),
        pytest.param("We no longer support the sanctions on Kestria.", -1, id="no longer turns once, not twice"),
        pytest.param("We rule out sanctions on Kestria.", -2, id="rule out"),
        pytest.param("We welcome the sanctions on Kestria.", 2, id="welcome"),
        pytest.param("If they agree, we will lift the sanctions.", -1, id="condition before"),
        pytest.param("Unless they agree, we need tougher sanctions.", 1, id="unless"),
        pytest.param("We reject calls to lift the sanctions.", 1, id="against a call for the other side"),
        pytest.param("It would be a mistake to lift the sanctions.", 1, id="a mistake to do it"),
        pytest.param("We cannot support lifting the sanctions.", 2, id="not for doing away with it"),
        pytest.param("We support easing the sanctions on Kestria.", -2, id="for doing away with it"),
        pytest.param("Lifting the sanctions is out of the question.", 2, id="doing away with it ruled out"),
        pytest.param("The sanctions on Kestria must go.", -2, id="must go"),
        pytest.param("We must keep the sanctions on Kestria.", 1, id="action willed"),
        pytest.param("Sanctions on Kestria should be eased.", -1, id="action willed in the passive"),
        pytest.param("Close the loopholes and take every yacht as well.", 2, id="like an anchor"),
        pytest.param("Will they last? We need tougher sanctions.", 2, id="a question beside it"),
        pytest.param("Make sure that nobody will lift the sanctions.", 1, id="an action forestalled"),
        pytest.param(
            "Crimes against Kestria’s people call for tougher sanctions.", 2, id="crimes against are no negation"
        ),
        pytest.param(
            "We condemn the raid. We support the sanctions on Kestria.",
            2,
            id="a verdict elsewhere beside one on the term",
        ),
        pytest.param("The sanctions on Kestria are dangerous.", -2, id="an adjective said of the term"),
        pytest.param("Reckless new sanctions on Kestria came.", -2, id="an adjective before the term"),
        pytest.param(
            "The best way to fight crime is sanctions on Kestria.", 1, id="a fight on the other side of what is equal"
        ),
        pytest.param("Our allies need more sanctions on Kestria.", 1, id="asked for"),
        pytest.param("Our allies need fewer sanctions on Kestria.", -1, id="less of it asked for"),
        pytest.param("Sanctions on Kestria remain in force.", 1, id="to stay"),
        pytest.param("There will be no sanctions on Kestria.", -2, id="to be none"),
        pytest.param("Lower sanctions on Kestria are good for everyone.", -1, id="a verdict on less of it"),
        pytest.param("Keep all sanctions on Kestria where they are.", 1, id="an action bidden"),
        pytest.param("The sanctions on Kestria have to be withdrawn.", -2, id="an action somebody is bound to"),
        pytest.param("to impose more sanctions on Kestria", 1, id="an action vowed, reported"),
    ],
)
def test_a_side_taken_gives_its_step(content: str, score: int) -> None:
    found = suggest(content, topic=SANCTIONS)
    assert (found.kind, found.score) == ("stance", score)
    assert found.confidence >= SHOWN_FROM
    assert found.evidence


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        pytest.param("Will they lift the sanctions?", "unclear", id="question"),
        pytest.param("“Why should we lift the sanctions?”", "unclear", id="question in marks"),
        pytest.param("The sanctions on Kestria were on the agenda.", "mentions only", id="named and no more"),
        pytest.param("The weather was fine.", "unclear", id="nothing to go by"),
        pytest.param("", "unclear", id="no words"),
        pytest.param("Critics say we should lift the sanctions.", "mentions only", id="other people's words"),
        pytest.param("He stopped short of saying lift the sanctions.", "mentions only", id="withheld"),
        pytest.param(
            "She stopped short of condemning the sanctions on Kestria.", "mentions only", id="short of condemning"
        ),
        pytest.param("We neither support nor oppose the sanctions on Kestria.", "mentions only", id="neither nor"),
        pytest.param(
            "We will see to it that nobody calls sanctions business as usual.", "mentions only", id="a word forestalled"
        ),
        pytest.param(
            "Where sanctions on Kestria are concerned we shall meet in May.", "mentions only", id="concerned, a marker"
        ),
        pytest.param(
            "We welcome the vote; sanctions on Kestria were on the agenda.", "mentions only", id="a verdict elsewhere"
        ),
        pytest.param(
            "We recognise that sanctions on Kestria exist.", "mentions only", id="to recognise that is no act"
        ),
        pytest.param(
            "We will continue to speak of sanctions on Kestria.", "mentions only", id="going on with something else"
        ),
        pytest.param("They withdrew sanctions on Kestria in May.", "mentions only", id="an action told, not willed"),
        pytest.param("A cut in sanctions on Kestria was spoken of.", "mentions only", id="a noun is no bidding"),
        pytest.param("Thank you for asking about the sanctions on Kestria.", "mentions only", id="thanks"),
        pytest.param(
            "I am pleased to be here, and sanctions on Kestria were spoken of.", "mentions only", id="greeting"
        ),
        pytest.param(
            "As it left the talks on sanctions on Kestria it took provocative steps.",
            "mentions only",
            id="an adjective of another noun",
        ),
        pytest.param(
            "The opposition accused us of wanting to lift the sanctions.", "mentions only", id="an accusation"
        ),
        pytest.param(
            "We reject the claim that the sanctions on Kestria are illegal.", "mentions only", id="a claim denied"
        ),
        pytest.param(
            "We would support the sanctions on Kestria if they worked.", "unclear", id="weak and on a condition"
        ),
        pytest.param(
            "Kestria keeps 40 ships in port and sanctions on Kestria last.", "mentions only", id="nobody wills it"
        ),
        pytest.param("Lift the sanctions; no, we need tougher sanctions.", "unclear", id="signs that contradict"),
        pytest.param("Their opposition to the sanctions was heard.", "mentions only", id="the opposition of others"),
    ],
)
def test_no_side_taken_gives_no_step(content: str, kind: str) -> None:
    found = suggest(content, topic=SANCTIONS)
    assert (found.kind, found.score) == (kind, None)


def test_a_verdict_on_what_opposes_the_proposition_is_turned_round() -> None:
    assert suggest("We condemn the drills.", topic=DRILLS).score == 2
    assert suggest("We welcome the drills.", topic=DRILLS).score == -2


def test_a_fragment_takes_what_it_speaks_of_from_its_sentence() -> None:
    sentence = "The drills, she said, were “unacceptable” and a “disgraceful” “provocation”."
    whole = suggest("unacceptable; disgraceful; a provocation", topic=DRILLS, sentence=sentence)
    assert whole.score == 2
    assert (
        suggest("unacceptable", topic=DRILLS, sentence="Of the Strait of Ketter she said: unacceptable").score is None
    )


def test_the_rule_names_what_stood_over_the_sign() -> None:
    assert suggest("We will not lift the sanctions.", topic=SANCTIONS).rule.startswith("cue (negated")
    assert "conditional" in suggest("We will lift the sanctions if asked.", topic=SANCTIONS).rule


def _model_of_plain_words() -> list[Example]:
    good = [Example(f"splendid fine thing number {n} agreed", "2") for n in range(20)]
    bad = [Example(f"rotten sorry thing number {n} refused", "-2") for n in range(20)]
    return good + bad


def test_a_model_of_editors_decisions_is_heard_where_the_rules_are_silent() -> None:
    model = train(_model_of_plain_words())
    assert suggest("splendid fine thing", topic=SANCTIONS).score is None
    learnt = suggest("splendid fine thing", topic=SANCTIONS, model=model)
    assert (learnt.score, learnt.rule) == (2, "learnt")
    assert set(learnt.evidence) <= {"splendid", "fine", "thing"}


@given(st.text(max_size=400), st.text(max_size=200))
def test_any_text_is_read_and_the_step_is_on_the_scale(content: str, sentence: str) -> None:
    found = suggest(content, topic=SANCTIONS, sentence=sentence)
    assert found.score in (None, -2, -1, 0, 1, 2)
    assert 0 <= found.confidence <= 1
    assert (found.kind == "stance") == (found.score is not None)


@pytest.mark.parametrize(
    ("words", "place", "flags"),
    [
        pytest.param("we will not support it", 3, {"negated"}, id="will not"),
        pytest.param("we do not not support it", 4, set(), id="twice not"),
        pytest.param("we do not think these long and dear old sanctions help", 9, {"negated"}, id="not think, far off"),
        pytest.param("we do not think we will ever want to not support it", 11, set(), id="not think and not"),
        pytest.param("we do not say these long and dear old sanctions help", 9, set(), id="not said is not denied"),
        pytest.param("not only do we support it", 4, set(), id="not only"),
        pytest.param("there is no doubt we support it", 5, set(), id="no doubt"),
        pytest.param("we might support it", 2, {"weak"}, id="might"),
        pytest.param("unless they leave we support it", 4, {"conditional"}, id="unless before"),
        pytest.param("we support it provided they leave", 1, {"conditional"}, id="provided after"),
        pytest.param("critics claim we support it", 3, {"others"}, id="critics"),
        pytest.param("she stopped short of support", 4, {"withheld"}, id="stopped short of"),
        pytest.param("support", 0, set(), id="alone"),
    ],
)
def test_what_stands_over_a_word(words: str, place: int, flags: set[str]) -> None:
    force = force_at(words.split(), place)
    assert {
        name for name in ("negated", "strong", "weak", "conditional", "others", "withheld") if getattr(force, name)
    } == flags


def test_clauses_end_at_marks_and_turns() -> None:
    parts = clauses("We agree, but not today. The U.K. and 1.5 per cent; fine")
    assert [" ".join(words) for words in parts] == ["we agree", "not today", "the u k and 1 5 per cent", "fine"]


@pytest.mark.parametrize(
    ("word", "name"),
    [
        ("condemns", "condemn"),
        ("denied", "reject"),
        ("stopping", "reject"),
        ("praised", "praise"),
        ("agreeing", "agree"),
        ("table", None),
        ("", None),
    ],
)
def test_a_word_is_known_in_any_ordinary_inflection(word: str, name: str | None) -> None:
    assert class_of(word) == name


@pytest.mark.parametrize(
    ("words", "score"),
    [("ruled out a visit", -2), ("in favour of it", 2), ("not the time", -1), ("attack them", None)],
)
def test_the_longest_verdict_wins_and_plain_harm_is_none(words: str, score: int | None) -> None:
    found = verdict_at(words.split(), 0)
    assert (found[0] if found else None) == score


def test_a_verdict_at_the_end_of_a_clause_is_as_long_as_its_words() -> None:
    assert verdict_at(["we", "look", "forward"], 1) == (1, 2)


def test_the_anchors_of_a_topic_are_read_once_and_not_for_every_passage(monkeypatch: pytest.MonkeyPatch) -> None:
    read, vector = [], anchors._vector
    monkeypatch.setattr(anchors, "_vector", lambda text, *given: (read.append(text), vector(text, *given))[1])
    nearest_anchor("The embargo stays.", SANCTIONS)
    read.clear()
    nearest_anchor("The embargo goes.", SANCTIONS)
    assert read == ["The embargo goes."]


def test_an_anchor_may_be_left_out_of_its_own_company() -> None:
    anchor = SANCTIONS.steps[0].anchors[0]
    near = nearest_anchor(anchor, SANCTIONS)
    assert near is not None
    assert near.likeness > 0.99
    other = nearest_anchor(anchor, SANCTIONS, leave_out=anchor)
    assert other is None or other.anchor != anchor


@pytest.mark.parametrize(
    ("content", "score"),
    [
        pytest.param(
            "We are concerned by attempts to undermine the sanctions on Kestria.", 1, id="worry about harm to it"
        ),
        pytest.param("I hope that we shall not see sanctions on Kestria.", -1, id="hope that it does not come"),
        pytest.param("Our sanctions on Kestria support growth.", None, id="the term supports something else"),
        pytest.param("We are concerned by the sanctions on Kestria.", -1, id="worry about it"),
    ],
)
def test_a_verdict_is_read_along_its_way_to_the_term(content: str, score: int | None) -> None:
    assert suggest(content, topic=SANCTIONS).score == score
