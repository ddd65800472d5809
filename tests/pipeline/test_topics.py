"""Topics: codebook files into rows and back as values; a bad file is refused with its field."""

import tomllib
from pathlib import Path

import pytest

from tests.factories import IssueTopicFactory, TopicTermFactory
from tracker.analysis.codebook import topic_from_mapping
from tracker.models import Anchor, IssueTopic, TopicCue, TopicStep, TopicTerm
from tracker.pipeline.topics import import_topics, load_topics

pytestmark = pytest.mark.django_db
SHIPPED = Path(__file__).resolve().parents[2] / "tracker" / "data" / "topics"
STEPS = "\n".join(
    f'[[steps]]\nscore = {score}\nword = "Step {score}"\nanchors = ["One example of {score}.", "Another of {score}."]'
    for score in (-2, -1, 0, 1, 2)
)
TOPIC = f"""
name = "The thing"
proposition = "The Invented States should do the thing."
pole_for = "Do it"
pole_against = "Leave it"
family = "things"
notes = "What counts."
context = ["Invented States"]
cues = [{{ phrase = "do * thing", score = 2 }}]
terms = [{{ phrase = "the thing", weight = 0.8, needs = ["harbour"], bearing = -1 }}]
{STEPS}
"""


@pytest.fixture
def folder(tmp_path):
    """Write codebooks by slug; gives their folder."""

    def write(**texts):
        for slug, text in texts.items():
            path = tmp_path / f"{slug}.toml"
            path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return tmp_path

    return write


def rows():
    return [
        list(model.objects.order_by("pk").values()) for model in (IssueTopic, TopicStep, Anchor, TopicTerm, TopicCue)
    ]


def test_a_codebook_comes_back_as_the_value_it_describes(folder):
    report = import_topics(folder(thing=TOPIC))
    assert (report.added, report.refused) == (1, ())
    assert load_topics() == (topic_from_mapping("thing", tomllib.loads(TOPIC)),)


def test_every_shipped_codebook_comes_back_as_it_was():
    assert import_topics(SHIPPED).refused == ()
    loaded = {topic.slug: topic for topic in load_topics()}
    for path in SHIPPED.glob("*.toml"):
        given = topic_from_mapping(path.stem, tomllib.loads(path.read_text(encoding="utf-8")))
        assert in_no_order(loaded[path.stem]) == in_no_order(given)
    assert len(loaded) == len(list(SHIPPED.glob("*.toml")))


def in_no_order(topic):
    return [set(value) if isinstance(value, tuple) else value for value in vars_of(topic)]


def vars_of(topic):
    return [getattr(topic, name) for name in topic.__slots__]


def test_a_second_import_changes_nothing(folder):
    import_topics(folder(thing=TOPIC))
    before = rows()
    report = import_topics(folder(thing=TOPIC))
    assert (report.added, report.changed, report.unchanged, report.refused) == (0, 0, 1, ())
    assert rows() == before


def test_a_newer_file_reaches_a_topic_that_nobody_has_touched(folder):
    import_topics(folder(thing=TOPIC))
    (topic,) = IssueTopic.objects.all()
    newer = TOPIC.replace("Do it", "Do that").replace("the thing", "that thing").replace("One example", "An example")
    for changed in (1, 0):
        assert import_topics(folder(thing=newer)).changed == changed
        assert load_topics() == (topic_from_mapping("thing", tomllib.loads(newer)),)
    assert IssueTopic.objects.get() == topic
    assert (
        topic.codebooks.newest_first()
        .first()
        .change.startswith("Changed: the proposition, the words for the poles, step")
    )


def test_a_newer_file_that_is_bad_changes_nothing(folder):
    import_topics(folder(thing=TOPIC))
    before = rows()
    assert import_topics(folder(thing=TOPIC.replace("Do it", "x" * 61))).refused
    assert import_topics(folder(thing=TOPIC.replace("Another of 1.", "One example of 1."))).refused
    assert rows() == before


EDITS = {
    "a word": lambda topic: IssueTopic.objects.filter(pk=topic.pk).update(pole_for="Do it well"),
    "an example": lambda topic: Anchor.objects.filter(step__topic=topic).first().delete(),
    "a term taken away": lambda topic: topic.terms.all().delete(),
    "a term added": lambda topic: TopicTermFactory(topic=topic, phrase="an editor's phrase"),
}


@pytest.mark.parametrize("edit", EDITS.values(), ids=EDITS.keys())
def test_what_an_editor_changed_stays_so_and_a_newer_file_is_reported(folder, edit):
    import_topics(folder(thing=TOPIC))
    edit(IssueTopic.objects.get())
    before = rows()
    assert [file.kept for file in import_topics(folder(thing=TOPIC)).files] == [0]
    newer = import_topics(folder(thing=TOPIC.replace("Do it", "Do that")))
    assert (newer.changed, [file.kept for file in newer.files]) == (0, [1])
    assert rows() == before


def test_a_topic_that_is_not_from_a_file_is_an_editors(folder):
    IssueTopicFactory(slug="thing")
    before = rows()
    assert [file.kept for file in import_topics(folder(thing=TOPIC)).files] == [1]
    assert rows() == before


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        pytest.param(TOPIC.replace("name = ", "title = ", 1), "name: must be text", id="no name"),
        pytest.param(
            TOPIC.replace("score = 2\nword", "score = 3\nword"), "steps[5].score: must be one of", id="score 3"
        ),
        pytest.param(TOPIC.replace("weight = 0.8", "weight = 0"), "terms[1].weight: must be a number", id="weight 0"),
        pytest.param(TOPIC.replace('"Another of 1."', ""), "steps[4].anchors: each step needs", id="one example"),
        pytest.param(
            TOPIC.replace("Another of 1.", "One example of 1."), "an anchor is given twice", id="same example"
        ),
        pytest.param(TOPIC.replace("The thing", "x" * 201), "name: Ensure this value has at most 200", id="long name"),
        pytest.param(TOPIC.replace("Another of 0.", "x" * 501), "steps.anchors[6]: text: Ensure", id="long example"),
        pytest.param(TOPIC.replace('"The thing"', '"Taken"'), "another topic has this name already", id="name taken"),
        pytest.param("name = ", "not TOML", id="not TOML"),
        pytest.param(b"name = '\xff'", "not UTF-8 text", id="not UTF-8"),
    ],
)
def test_a_bad_codebook_is_refused_and_costs_itself_only(folder, text, reason):
    IssueTopicFactory(name="Taken", scale=False)
    report = import_topics(folder(bad=text, good=TOPIC.replace("The thing", "The other thing")))
    (refusal,) = report.refused
    assert reason in str(refusal)
    assert str(refusal).count("bad.toml") == 1
    assert report.added == 1
    assert not IssueTopic.objects.filter(slug="bad").exists()


def test_loading_costs_the_same_for_many_as_for_few(django_assert_num_queries):
    for _ in range(4):
        TopicTermFactory(topic=IssueTopicFactory())
    with django_assert_num_queries(5):
        assert len(load_topics()) == 4
