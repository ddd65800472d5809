"""Lines follow tenures: who held an office together, and who was in a government with whom."""

import random
from datetime import date, timedelta

import pytest

from tests.factories import (
    CountryFactory,
    EditorFactory,
    IssueTopicFactory,
    OfficeFactory,
    OfficialFactory,
    StanceFactory,
    StatementFactory,
    TenureFactory,
)
from tests.pipeline.register_files import tenure
from tracker.models import Position, Shift, Split, Tenure
from tracker.pipeline import curation, newcomers, officials, positions, register
from tracker.pipeline.lines import describe_line, describe_topic
from tracker.pipeline.newcomers import Newcomer

pytestmark = pytest.mark.django_db
JANUARY = date(2024, 1, 1)


class State:
    """An invented government of three offices, the last of which heads it."""

    def __init__(self):
        ministry = OfficialFactory(institution=True)
        self.country, self.topic = ministry.country, IssueTopicFactory()
        self.council, self.harbour = (OfficeFactory(institution=ministry, country=self.country) for _ in range(2))
        self.premier = OfficeFactory(institution=ministry, country=self.country, role="head_of_government")

    def say(self, official, office, *told):
        """Accepted statements of an official, as (days since the first of January 2024, score)."""
        for days, score in told:
            said_on = JANUARY + timedelta(days=days)
            statement = StatementFactory(accepted=True, official=official, office=office, said_on=said_on)
            StanceFactory(statement=statement, topic=self.topic, score=score)

    def moves(self, subject):
        found = Shift.objects.of(subject).moves().order_by("day")
        return [((shift.day - JANUARY).days, shift.score_before, shift.score_after) for shift in found]

    def splits(self):
        return [(split.day - JANUARY).days for split in Split.objects.found()]


@pytest.fixture
def state():
    return State()


def rows():
    return [
        sorted(model.objects.values_list(*(f.attname for f in model._meta.concrete_fields if f.name != "id")), key=str)
        for model in (Position, Shift, Split)
    ]


def rebuilt():
    """The rows as a rebuild from nothing gives them."""
    for model in (Position, Shift, Split):
        model.objects.all().delete()
    positions.rebuild()
    return rows()


@pytest.fixture
def chairs(state):
    """Two who hold an office together as far as is known, and of whom the later says otherwise."""
    tenures = [TenureFactory(office=state.council, start=date(2023, 1, 1)) for _ in range(2)]
    one, other = (held.official for held in tenures)
    state.say(one, state.council, (0, 1), (20, 1))
    state.say(other, state.council, (40, 2), (60, 2))
    positions.rebuild()
    assert state.moves(state.council) == []
    return tenures


def test_two_who_hold_an_office_together_do_not_swing_its_line(state, chairs):
    one, other = (held.official for held in chairs)
    for n in range(4, 12):
        state.say([one, other][n % 2], state.council, (n * 20, 1 + n % 2))
    positions.rebuild()
    assert state.moves(state.council) == []
    assert [p.score for p in describe_line(state.council, state.topic, today=date(2025, 1, 1)).periods] == [1]
    lines = describe_topic(state.topic, [one, state.council], today=date(2025, 1, 1))
    assert [p.score for p in lines[state.council].periods] == [1]


def test_who_acts_in_an_office_does_not_hold_it_together_with_its_holder(state, chairs):
    Tenure.objects.filter(pk=chairs[1].pk).update(acting=True)
    positions.rebuild()
    assert state.moves(state.council) == [(40, 1, 2)]


def test_of_whom_no_tenure_is_known_follows_at_once(state, chairs):
    chairs[1].delete()
    positions.rebuild()
    assert state.moves(state.council) == [(40, 1, 2)]


def by_import(chair, tmp_path):
    file = tmp_path / "tenures.csv"
    file.write_text(tenure(f"{chair.official.slug},{chair.office.slug},2023-01-01,2024-02-01,,s"))
    assert register.import_files([file]).changed == 1


def by_joining(chair, tmp_path):
    """The chair turns out to be somebody whose tenure is known better."""
    known = TenureFactory(office=chair.office, start=date(2023, 1, 1), end=date(2024, 2, 1))
    officials.join(chair.official, known.official, actor=None)


@pytest.mark.parametrize("way", [by_import, by_joining], ids=["an import", "a joining"])
def test_lines_follow_a_tenure_corrected_by(state, chairs, tmp_path, way):
    way(chairs[0], tmp_path)
    assert state.moves(state.council) == [(40, 1, 2)]
    assert rows() == rebuilt()


def test_a_tenure_joined_to_who_said_something_before_reaches_their_line(state, chairs):
    other = chairs[1].official
    chairs[1].delete()
    positions.rebuild()
    twice = TenureFactory(office=state.council, start=date(2023, 1, 1)).official
    officials.join(twice, other, actor=None)
    assert state.moves(state.council) == []
    assert rows() == rebuilt()


def test_an_import_that_changes_no_tenure_computes_nothing(state, chairs, tmp_path, monkeypatch):
    by_import(chairs[0], tmp_path)
    asked = []
    monkeypatch.setattr(register, "recompute_for_tenures", asked.append)
    register.import_files([tmp_path])
    assert asked == [set()]


@pytest.fixture
def changing(state):
    """A minister says one thing, and after a change of government another says the opposite."""
    leaves, comes = (TenureFactory(office=office, start=date(2022, 1, 1)) for office in (state.council, state.harbour))
    state.say(leaves.official, state.council, (0, 1))
    state.say(comes.official, state.harbour, (9, -1))
    positions.rebuild()
    assert state.splits() == [9]
    return leaves, comes


def correct(held, **days):
    Tenure.objects.filter(pk=held.pk).update(**days)
    positions.recompute_for_tenures([held.office_id])


def test_a_change_of_government_splits_nothing(state, changing):
    leaves, comes = changing
    correct(leaves, end=date(2024, 1, 5))
    assert state.splits() == [9]
    correct(comes, start=date(2024, 1, 5))
    assert state.splits() == []
    assert rows() == rebuilt()


def test_who_was_elected_again_was_there_before(state, changing):
    leaves, comes = changing
    correct(leaves, end=date(2024, 1, 5))
    correct(comes, end=date(2024, 1, 5))
    again = TenureFactory(office=state.harbour, official=comes.official, start=date(2024, 1, 5))
    positions.recompute_for_tenures([again.office_id])
    assert state.splits() == [9]


def test_who_left_with_the_head_of_government_is_no_voice_of_the_next(state, changing):
    leaves, _ = changing
    correct(leaves, end=date(2024, 1, 5))
    premier = TenureFactory(office=state.premier, start=date(2022, 1, 1), end=date(2024, 1, 5))
    positions.recompute_for_tenures([state.premier.pk])
    assert state.splits() == [9]
    newcomers.enrol(
        Newcomer(
            name="Odo Brack",
            kind="person",
            country=state.country,
            gender=None,
            aliases=(),
            source="s",
            office=state.premier,
            start=premier.end,
        )
    )
    assert state.splits() == []
    assert rows() == rebuilt()


def test_who_turned_out_to_be_somebody_else_heads_no_government(state, changing):
    correct(changing[0], end=date(2024, 1, 5))
    mistaken = TenureFactory(office=state.premier, start=date(2022, 1, 1))
    known = TenureFactory(office=state.premier, start=date(2022, 1, 1), end=date(2024, 1, 5))
    TenureFactory(office=state.premier, start=known.end)
    positions.rebuild()
    assert state.splits() == [9]
    officials.join(mistaken.official, known.official, actor=None)
    assert state.splits() == []


def test_another_countrys_head_of_government_is_none_of_it(state, changing):
    correct(changing[0], end=date(2024, 1, 5))
    theirs = OfficeFactory(country=CountryFactory(), role="head_of_government")
    for start, end in ((date(2022, 1, 1), date(2024, 1, 5)), (date(2024, 1, 5), None)):
        TenureFactory(office=theirs, start=start, end=end)
    positions.rebuild()
    assert state.splits() == [9]


@pytest.mark.parametrize("seed", range(3))
def test_decisions_and_corrected_tenures_in_any_order_give_the_rows_of_a_rebuild(state, seed):
    """Three people in two offices and at their head, together or one after another, as it is drawn."""
    draw, editor = random.Random(seed), EditorFactory()
    people, offices = OfficialFactory.create_batch(3), [state.council, state.harbour, state.premier]
    tenures = [TenureFactory(official=p, office=o, start=None) for p in people for o in offices]
    decisions = []

    def accept():
        said_on = JANUARY + timedelta(days=draw.randrange(120))
        statement = StatementFactory(official=draw.choice(people), office=draw.choice(offices), said_on=said_on)
        edit = curation.Edit(
            official=statement.official,
            office=statement.office,
            said_on=said_on,
            said_on_precision=draw.choice(["day", "day", "month"]),
            kind="spoken",
            decisive=draw.random() < 0.1,
            stances={state.topic: draw.choice([-2, -1, 1, 2])},
        )
        decisions.append(curation.accept(statement, actor=editor, edit=edit))

    def take_back():
        if decisions:
            curation.undo(decisions.pop(draw.randrange(len(decisions))), actor=editor)

    def move():
        first = draw.randrange(120)
        days = [JANUARY + timedelta(days=d) for d in (first, first + draw.randrange(1, 90))]
        correct(draw.choice(tenures), start=draw.choice([None, days[0]]), end=draw.choice([None, days[1]]))

    for _ in range(40):
        draw.choice([accept, accept, accept, take_back, move])()
    for _ in range(6):
        move()  # no decision comes after these that would compute the lines anew anyhow
    incremental = rows()
    assert all(incremental[:2])
    assert incremental == rebuilt()
