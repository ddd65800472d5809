"""A topic's scale is frozen when it changes; codes keep their version, and those near the change are queued."""

from datetime import date

import pytest

from tests.factories import EditorFactory, IssueTopicFactory, OfficialFactory, StanceFactory, StatementFactory
from tracker.models import Shift, Statement
from tracker.pipeline import codebooks, curation, positions

pytestmark = pytest.mark.django_db


@pytest.fixture
def topic():
    topic = IssueTopicFactory()
    codebooks.freeze(topic)
    return topic


def accept(statement, topic, score):
    edit = curation.Edit(
        official=statement.official,
        office=None,
        said_on=statement.said_on,
        said_on_precision="day",
        kind="spoken",
        decisive=False,
        stances={topic: score},
    )
    return curation.accept(statement, actor=None, edit=edit)


def change_anchor(topic, score):
    anchor = topic.steps.get(score=score).anchors.first()
    anchor.text += " And more."
    anchor.save()


def test_a_change_of_an_anchor_makes_a_version_and_lists_the_codes_next_to_it(topic):
    statements = {score: StatementFactory() for score in (-2, 0, 1, None)}
    for score, statement in statements.items():
        accept(statement, topic, score)
    assert not Statement.objects.to_check().exists()
    change_anchor(topic, 1)
    editor = EditorFactory()
    made = codebooks.freeze(topic, actor=editor)
    assert (made.version.number, made.version.change, made.version.made_by) == (2, "Changed: step +1.", editor)
    assert made.to_recheck == 2
    assert set(Statement.objects.to_check()) == {statements[0], statements[1]}


def test_a_change_of_what_counts_lists_every_code_and_every_mere_mention(topic):
    statements = [StatementFactory() for _ in range(3)]
    for statement, score in zip(statements, (-2, 2, None), strict=True):
        accept(statement, topic, score)
    topic.inclusion = "What is said of the ferries counts too."
    topic.save()
    assert codebooks.freeze(topic).to_recheck == 3
    assert set(Statement.objects.to_check()) == set(statements)


def test_codes_keep_their_version_until_an_editor_looks_again(topic):
    statement = StatementFactory()
    accept(statement, topic, 1)
    change_anchor(topic, 1)
    codebooks.freeze(topic)
    stance = statement.stances.get()
    assert (stance.codebook.number, stance.recheck) == (1, True)
    decision = accept(statement, topic, 1)
    stance.refresh_from_db()
    assert (stance.codebook.number, stance.recheck) == (2, False)
    assert not Statement.objects.to_check().exists()
    curation.undo(decision, actor=None)
    stance.refresh_from_db()
    assert (stance.codebook.number, stance.recheck) == (1, True)


def test_nothing_new_makes_no_version(topic):
    assert codebooks.freeze(topic) is None
    assert topic.codebooks.count() == 1


def test_a_suggestion_is_not_queued_twice(topic):
    StanceFactory(topic=topic, score=1)
    change_anchor(topic, 1)
    assert codebooks.freeze(topic).to_recheck == 0


def test_a_version_is_frozen(topic):
    before = topic.codebooks.get().steps
    change_anchor(topic, 2)
    codebooks.freeze(topic)
    assert topic.codebooks.get(number=1).steps == before


def test_a_shift_across_versions_says_so(topic):
    official = OfficialFactory()
    for score, year in ((-1, 2021), (-1, 2022)):
        accept(StatementFactory(official=official, said_on=date(year, 3, 4)), topic, score)
    change_anchor(topic, 2)
    codebooks.freeze(topic)
    for score, year in ((1, 2023), (1, 2024)):
        accept(StatementFactory(official=official, said_on=date(year, 3, 4)), topic, score)
    assert Shift.objects.get(kind="reversed").with_scale_change
    positions.rebuild()
    assert Shift.objects.get(kind="reversed").with_scale_change
