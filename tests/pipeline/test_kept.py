"""What is kept is kept for as long as it is true, and not for one article longer."""

import pytest

from tests.factories import AliasFactory, IssueTopicFactory, OfficialFactory, TenureFactory, TopicTermFactory
from tracker.models import Alias, Official
from tracker.pipeline.kept import Kept
from tracker.pipeline.quotations import Desk
from tracker.pipeline.stances import Codebook

pytestmark = pytest.mark.django_db


@pytest.fixture
def names():
    """Names of officials, and how often they were loaded."""
    loads = []

    def load():
        loads.append("load")
        return sorted(Official.objects.values_list("name", flat=True))

    return Kept(load, Official, Alias), loads


def test_nothing_is_loaded_twice_while_nothing_changes(names, django_assert_num_queries):
    kept, loads = names
    OfficialFactory(name="Alma Quill")
    assert kept.now() == ["Alma Quill"]
    with django_assert_num_queries(1):
        assert kept.now() == ["Alma Quill"]
    assert len(loads) == 1


@pytest.mark.parametrize(
    "change",
    [
        lambda one: OfficialFactory(name="Bram Tarn"),
        lambda one: Official.objects.filter(pk=one.pk).update(name="Alma Zell"),
        lambda one: Official.objects.filter(pk=one.pk).update(gender=None),
        lambda one: one.delete(),
        lambda one: AliasFactory(official=one),
    ],
    ids=["added", "changed past the model", "changed to nothing", "removed", "another table"],
)
def test_any_change_of_a_row_is_noticed_at_once(names, change):
    kept, loads = names
    one = OfficialFactory(name="Alma Quill")
    OfficialFactory(name="Cira Vasko")
    kept.now()
    change(one)
    assert kept.now() == sorted(Official.objects.values_list("name", flat=True))
    assert len(loads) == 2


def test_a_change_while_loading_is_noticed_the_next_time(names):
    kept, _ = names

    def load():
        found = list(Official.objects.values_list("name", flat=True))
        OfficialFactory(name="Dov Rastow")
        return found

    kept._load = load
    assert kept.now() == []
    assert "Dov Rastow" in kept.now()


def test_tables_that_become_empty_are_told_from_what_they_held(names):
    kept, _ = names
    OfficialFactory()
    kept.now()
    Official.objects.all().delete()
    assert kept.now() == []


def test_an_alias_an_editor_adds_counts_for_the_next_article():
    official = TenureFactory().official
    before = Desk.open()
    assert Desk.open() is before
    alias = AliasFactory(official=official, text="The Harbour Fox")
    (value,) = [o for o in Desk.open().register.officials if o.slug == official.slug]
    assert [a.text for a in value.aliases] == [alias.text]


def test_a_term_an_editor_adds_counts_for_the_next_article():
    topic = IssueTopicFactory()
    before = Codebook.open()
    assert Codebook.open().index is before.index
    TopicTermFactory(topic=topic, phrase="dry dock")
    assert [term.phrase for term in Codebook.open().topics[topic.slug].terms] == ["dry dock"]
