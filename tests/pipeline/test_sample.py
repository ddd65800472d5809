"""The sample newsroom: its stories are found, and it leaves without a trace of itself or of anything else."""

import re

import pytest
from django.apps import apps

from tests.factories import (
    EditorFactory,
    IssueTopicFactory,
    OfficialFactory,
    SourceFactory,
    StanceFactory,
    StatementFactory,
)
from tracker.models import Article, Country, ImportedFile, IssueTopic, Office, Official, Shift, Statement
from tracker.pipeline import curation, positions, sample

MISSING = []


@pytest.fixture(scope="module")
def newsroom(django_db_setup, django_db_blocker):
    """The sample, loaded once for the tests of this file and removed again."""
    with django_db_blocker.unblock(), pytest.MonkeyPatch.context() as patch:
        patch.setattr(sample.log, "warning", lambda form, error: MISSING.append(str(error)))
        titles = list(sample.load_sample())
        yield titles
        sample.remove_sample()
        ImportedFile.objects.all().delete()  # that the sample was removed is remembered there


def told_shifts():
    """The rows of the table in stories.md: official, topic, day, kind, from, to."""
    rows = re.findall(r"^\| ([a-z-]+) \| ([a-z-]+) \| (\d{4}-\d\d-\d\d) \| (\w+) \| ([+−-]?\d) \| ([+−-]?\d) \|",
                      (sample.FOLDER / "stories.md").read_text(), re.M)  # fmt: skip
    return sorted((o, t, d, k, int(a.replace("−", "-")), int(b.replace("−", "-"))) for o, t, d, k, a, b in rows)


def found_shifts():
    """The moves of people's lines, whoever confirmed them."""
    fields = ("official__slug", "topic__slug", "day", "kind", "score_before", "score_after")
    rows = Shift.objects.moves().filter(official__kind="person").values_list(*fields)
    return sorted((o, t, d.isoformat(), k, a, b) for o, t, d, k, a, b in rows)


@pytest.mark.django_db
def test_every_recorded_decision_finds_its_words(newsroom):
    assert MISSING == []


@pytest.mark.django_db
def test_exactly_the_told_shifts_are_found(newsroom):
    assert len(told_shifts()) >= 5
    assert found_shifts() == told_shifts()


@pytest.mark.django_db
def test_readers_see_the_told_shifts_and_no_other(newsroom):
    assert {shift.state for shift in Shift.objects.public().moves()} == {"confirmed"}
    assert Shift.objects.public().moves().count() == len(told_shifts())


@pytest.mark.django_db
def test_an_office_moves_with_its_holders_and_not_with_one_of_them(newsroom):
    defence, foreign = (Office.objects.get(slug=f"varania-{name}-minister") for name in ("defence", "foreign"))
    (moved,) = Shift.objects.of(defence).moves()
    assert [moved.before.official.slug, moved.after.official.slug] == ["pavo-tessler", "dorothea-crane"]
    assert not Shift.objects.of(foreign).moves().filter(topic__slug="meridian-engagement").exists()


@pytest.mark.django_db
def test_pages_are_full_and_the_queue_has_work(newsroom):
    assert len(newsroom) >= 40
    assert Statement.objects.public().count() >= 110
    assert Statement.objects.to_check().count() >= 12


@pytest.mark.django_db
def test_everything_of_it_is_marked(newsroom):
    assert not Article.objects.filter(is_sample=False).exists()
    assert not Statement.objects.filter(is_sample=False).exists()
    assert not Official.objects.filter(is_sample=False).exists()


@pytest.mark.django_db
def test_rebuilding_its_positions_changes_nothing(newsroom):
    before = found_shifts()
    positions.rebuild()
    assert found_shifts() == before


@pytest.mark.django_db
def test_removing_it_leaves_what_is_real_and_nothing_else(newsroom):
    SourceFactory(country=Country.objects.get(code="XA"))
    OfficialFactory(country=Country.objects.get(code="XA"))
    kept = StatementFactory(accepted=True)
    filed_under_an_invented_one = StatementFactory(accepted=True, official=Official.objects.get(slug="ilse-varga"))
    StanceFactory(statement=kept)
    assert sample.remove_sample() == len(newsroom)
    assert sample.was_loaded()
    assert set(Statement.objects.all()) == {kept, filed_under_an_invented_one}
    filed_under_an_invented_one.refresh_from_db()
    assert (filed_under_an_invented_one.official, filed_under_an_invented_one.state) == (None, "suggested")
    for model in apps.get_app_config("tracker").get_models():
        if any(field.name == "is_sample" for field in model._meta.get_fields()):
            assert not model.objects.filter(is_sample=True).exists(), model


@pytest.mark.django_db
def test_removing_it_puts_on_record_what_it_takes_from_decided_statements(newsroom):
    invented, topic = Official.objects.get(slug="ilse-varga"), IssueTopicFactory()
    accepted = StanceFactory(statement=StatementFactory(official=invented, accepted=True), topic=topic).statement
    rejected = StatementFactory(official=invented, rejected=True)
    theirs = StatementFactory(accepted=True, office=Office.objects.get(slug="varania-foreign-minister"))
    StanceFactory(statement=theirs, topic=IssueTopic.objects.get(slug="meridian-engagement"))
    actor = EditorFactory()
    sample.remove_sample(actor=actor)
    found = {
        s: (s.state, s.official_id, [(d.verb, d.actor) for d in s.decisions.all()]) for s in Statement.objects.all()
    }
    assert found == {
        accepted: ("suggested", None, [("reopen", actor)]),
        rejected: ("rejected", None, [("correct", actor)]),
        theirs: ("accepted", theirs.official_id, [("correct", actor)]),
    }
    assert theirs.stances.count() == 0
    with pytest.raises(curation.CannotUndo, match="removed since"):
        curation.undo(accepted.decisions.get(), actor=actor)
