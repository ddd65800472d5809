"""Two rows of the register that are one become one, and stay so."""

from datetime import date

import pytest

from tests.factories import (
    AliasFactory,
    EditorFactory,
    IssueTopicFactory,
    OfficeFactory,
    OfficialFactory,
    QuotationFactory,
    StatementFactory,
    TenureFactory,
)
from tests.pipeline.test_curation import edit
from tracker.models import Decision, Official, Position
from tracker.pipeline import curation, officials
from tracker.pipeline.register import load_register

pytestmark = pytest.mark.django_db


@pytest.fixture
def two():
    return OfficialFactory(name="Bruna Kestrel"), OfficialFactory(name="Bruna Kestrel-Tarn")


def test_what_was_said_moves_and_lines_follow(two):
    double, kept = two
    topic = IssueTopicFactory()
    statement = StatementFactory(official=double)
    quotation = QuotationFactory(statement=statement)
    curation.accept(statement, actor=None, edit=edit(statement, stances={topic: 2}))
    waiting = StatementFactory(official=double)
    editor = EditorFactory()
    assert officials.join(double, kept, actor=editor) == 2
    for row in (statement, waiting, quotation):
        row.refresh_from_db()
        assert row.official == kept
    assert [(p.official, p.score) for p in Position.objects.filter(official__isnull=False)] == [(kept, 2)]
    decision = statement.decisions.get(verb=Decision.Verb.CORRECT)
    assert (decision.actor, decision.note) == (editor, "Bruna Kestrel is the same as Bruna Kestrel-Tarn.")
    assert not waiting.decisions.exists()


def test_names_and_offices_are_the_other_s_from_now_on(two):
    double, kept = two
    AliasFactory(official=double, text="La Kestrel", valid_from=date(2020, 1, 1))
    tenure = TenureFactory(official=double)
    TenureFactory(official=double, office=TenureFactory(official=kept).office)
    officials.join(double, kept, actor=None)
    assert set(kept.aliases.values_list("text", flat=True)) == {"Bruna Kestrel", "La Kestrel"}
    assert kept.tenures.count() == 2
    assert kept.tenures.filter(office=tenure.office, start=tenure.start).exists()


def test_the_one_who_is_gone_is_seen_nowhere_and_read_no_more(two):
    double, kept = two
    TenureFactory(official=double)
    officials.join(double, kept, actor=None)
    assert list(Official.objects.all()) == list(Official.objects.named("kestrel")) == [kept]
    register = load_register()
    assert [official.slug for official in register.officials] == [kept.slug]
    assert {tenure.official for tenure in register.tenures} == {kept.slug}


def test_whoever_was_joined_before_leads_to_the_last(two):
    double, kept = two
    first = OfficialFactory()
    officials.join(first, double, actor=None)
    officials.join(double, kept, actor=None)
    assert Official.everyone.get(pk=first.pk).same_as == kept


def test_open_candidates_are_replaced(two):
    double, kept = two
    statement = StatementFactory(official=None, undated=True)
    statement.candidates.set([double, kept])
    officials.join(double, kept, actor=None)
    assert list(statement.candidates.all()) == [kept]


def test_undoing_an_older_decision_does_not_bring_them_back(two):
    double, kept = two
    statement = StatementFactory(official=double)
    decision = curation.reject(statement, actor=None)
    officials.join(double, kept, actor=None)
    curation.undo(decision, actor=None)
    statement.refresh_from_db()
    assert statement.official == kept


@pytest.mark.parametrize("what", ["themselves", "an institution", "the sample", "offices of theirs"])
def test_who_cannot_be_one_is_not_joined(two, what):
    double, kept = two
    if what == "offices of theirs":
        double, kept = (OfficialFactory(institution=True) for _ in range(2))
        OfficeFactory(institution=double)
    into = {
        "themselves": double,
        "an institution": OfficialFactory(institution=True),
        "the sample": OfficialFactory(is_sample=True),
        "offices of theirs": kept,
    }[what]
    with pytest.raises(officials.CannotJoin):
        officials.join(double, into, actor=None)
    assert not Official.everyone.exclude(same_as=None).exists()
