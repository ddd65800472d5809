"""An editor changes what a topic's steps mean, sees first what rests on it, and adds a topic."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from tests.factories import (
    IssueTopicFactory,
    OfficialFactory,
    QuotationFactory,
    StanceFactory,
    StatementFactory,
    UserFactory,
)
from tracker.analysis.codebook_changes import Frozen
from tracker.forms.codebooks import CodebookForm, TopicForm, filled_from
from tracker.models import IssueTopic, RecordSearch, Stance, Statement
from tracker.pipeline import codebooks
from tracker.pipeline.topics import digest, import_topics, load_topics

pytestmark = pytest.mark.django_db


@pytest.fixture
def topic():
    topic = IssueTopicFactory()
    codebooks.freeze(topic)
    return topic


@pytest.fixture
def coded(topic):
    """One accepted statement at +1 on the topic."""
    statement = StatementFactory(
        official=OfficialFactory(name="Alma Quill"), state="accepted", said_on=date(2026, 3, 4)
    )
    StanceFactory(statement=statement, topic=topic, score=1, state="accepted", codebook=topic.codebooks.get())
    return statement


def typed(topic, **changes):
    """What a browser sends for the form as it is filled, with `changes`."""
    here = codebooks.as_it_stands(topic)
    form = CodebookForm(initial=filled_from(here) | {"opened": here.fingerprint()})
    return {field.html_name: field.value() or "" for field in form} | changes


def address(topic):
    return reverse("codebook", args=[topic.slug])


@pytest.mark.parametrize("name", ["codebook", "add_topic"])
def test_only_editors_come_near_it(client, topic, name):
    address = reverse(name, args=[topic.slug] if name == "codebook" else [])
    for ask in (client.get, client.post):
        assert ask(address).url.startswith(reverse("login"))
    client.force_login(UserFactory())
    assert client.post(address).status_code == 403
    assert topic.codebooks.count() == 1


def test_the_form_shows_the_codebook_as_it_is(client, editor, topic):
    page = client.get(address(topic)).content.decode()
    assert topic.proposition in page
    for step in topic.steps.all():
        assert step.anchors.get().text in page


def test_saving_it_unchanged_makes_no_version(client, editor, topic):
    assert client.post(address(topic), typed(topic)).url == topic.get_absolute_url()
    assert topic.codebooks.count() == 1


def version_of(topic, number):
    return topic.codebooks.get(number=number)


def test_what_rests_on_a_change_is_shown_before_it_is_saved(client, editor, topic, coded):
    changed = typed(topic, examples_3="We could well live with it.\nWhy not.", action="look")
    page = client.post(address(topic), changed).content.decode()
    assert "1 statement rests on what you changed" in page
    assert coded.get_absolute_url() in page
    assert topic.codebooks.count() == 1
    answer = client.post(address(topic), changed | {"action": "save"}, follow=True)
    assert "This is version 2" in answer.content.decode()
    assert [row.pk for row in answer.context["page"]] == [coded.pk]  # the queue, of what is to be looked at again
    review = client.get(reverse("review_statement", args=[coded.pk])).content.decode()
    assert "Coded under version 1" in review
    assert version_of(topic, 2).change in review
    assert "Confirm <kbd>" in review
    version = topic.codebooks.newest_first().first()
    assert version.made_by == editor
    assert version.steps[3]["anchors"] == ["We could well live with it.", "Why not."]
    assert list(Statement.objects.to_check()) == [coded]
    assert Stance.objects.get().codebook.number == 1


def test_reported_words_near_a_change_stand_after_the_report_s_own_verb(client, editor, topic, coded):
    Statement.objects.update(kind="reported", text="that the gates stay shut")
    QuotationFactory(statement=Statement.objects.get(), told=True)
    changed = typed(topic, examples_3="Why not.", action="look")
    assert '<span class="frame">told …</span> that the gates' in client.post(address(topic), changed).content.decode()


def test_queries_do_not_grow_with_what_is_near_a_change(client, editor, topic, coded):
    changed, numbers = typed(topic, examples_3="Why not.", action="look"), []
    for _ in range(2):
        with CaptureQueriesContext(connection) as asked:
            assert "on what you changed" in client.post(address(topic), changed).content.decode()
        numbers.append(len(asked))
        for _ in range(4):
            more = StatementFactory(state="accepted", kind="reported", text="that the gates stay shut")
            StanceFactory(statement=more, topic=topic, score=1, state="accepted", codebook=topic.codebooks.get())
            QuotationFactory(statement=more, told=True)
    assert numbers[0] == numbers[1]


def test_a_change_that_nothing_rests_on_is_saved_at_once(client, editor, topic, coded):
    client.post(address(topic), typed(topic, word_0="Never ever", action="look"))
    assert topic.codebooks.newest_first().first().number == 2
    assert not Statement.objects.to_check().exists()


def test_of_two_who_change_it_at_once_the_second_is_told(client, editor, topic):
    mine, theirs = typed(topic, word_0="Never ever", action="save"), typed(topic, word_4="Always", action="save")
    client.post(address(topic), theirs)
    answer = client.post(address(topic), mine)
    assert answer.status_code == 409
    assert "Somebody changed this codebook" in answer.content.decode()
    assert set(topic.steps.values_list("word", flat=True)) >= {"Always", "Shut out"}
    again = mine | {"opened": answer.context["form"]["opened"].value()}
    client.post(address(topic), again)
    assert set(topic.steps.values_list("word", flat=True)) >= {"Never ever", "Embrace"}


def test_an_earlier_version_is_where_the_next_one_may_start(client, editor, topic):
    client.post(address(topic), typed(topic, word_4="Always", action="save"))
    assert 'value="Embrace"' in client.get(address(topic) + "?from=1").content.decode()
    for nonsense in ("?from=x", "?from=99", "?from=99999999999999999999", "?from=²"):
        assert 'value="Always"' in client.get(address(topic) + nonsense).content.decode()


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"proposition": ""}, "This field is required"),
        ({"word_3": "embrace"}, "Another step has this word already"),
        ({"examples_1": " \n "}, "This field is required"),
        ({"examples_1": "x" * 501}, "is longer than 500 characters"),
    ],
)
def test_a_codebook_that_cannot_be_is_refused_with_its_reason(client, editor, topic, changes, says):
    answer = client.post(address(topic), typed(topic, **changes))
    assert answer.status_code == 422
    assert says in answer.content.decode()
    assert topic.codebooks.count() == 1


def test_the_same_example_twice_is_there_once(topic):
    form = CodebookForm(typed(topic, examples_2="Once.\r\n Once. \r\nTwice."))
    assert form.is_valid()
    assert form.written().steps[0][1] == ("Once.", "Twice.")


def new_topic(**changes):
    codebook = Frozen(
        proposition="The Invented States should open the harbour.",
        pole_for="Open",
        pole_against="Shut",
        steps={n - 2: (word, (f"It is {word}.",)) for n, word in enumerate(["shut", "tight", "ajar", "wide", "open"])},
    )
    form = TopicForm(initial=filled_from(codebook) | {"name": "The harbour", "terms": ("harbour", "quay")})
    return {field.html_name: field.value() or "" for field in form} | changes


def test_a_topic_is_added_with_its_scale_and_words(client, editor):
    answer = client.post(reverse("add_topic"), new_topic())
    topic = IssueTopic.objects.get()
    assert answer.url == topic.get_absolute_url() == "/topics/the-harbour/"
    assert set(topic.terms.values_list("phrase", flat=True)) == {"harbour", "quay"}
    assert [step.word for step in topic.steps.all()] == ["open", "wide", "ajar", "tight", "shut"]
    assert topic.codebooks.get().number == 1


def test_no_file_replaces_a_topic_that_an_editor_added(client, editor, tmp_path):
    client.post(reverse("add_topic"), new_topic())
    topic = IssueTopic.objects.with_scale().get()
    before = digest(*load_topics([topic]))
    steps = "".join(
        f'[[steps]]\nscore = {n}\nword = "w{n}"\nanchors = ["One {n}.", "Two {n}."]\n' for n in (-2, -1, 0, 1, 2)
    )
    head = 'name = "The harbour"\nproposition = "Other."\npole_for = "A"\npole_against = "B"\n'
    (tmp_path / "the-harbour.toml").write_text(head + steps + '[[terms]]\nphrase = "pier"\n', encoding="utf-8")
    import_topics(tmp_path)
    assert digest(*load_topics(IssueTopic.objects.with_scale())) == before


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"name": "the HARBOUR"}, "a topic of this name already"),
        ({"name": "Add"}, "where a page of ours is"),
        ({"name": "港"}, "letters of the Latin alphabet"),
        ({"terms": ""}, "This field is required"),
    ],
)
def test_a_topic_that_cannot_be_is_refused_with_its_reason(client, editor, changes, says):
    client.post(reverse("add_topic"), new_topic())
    answer = client.post(reverse("add_topic"), new_topic(name="Another") | changes)
    assert answer.status_code == 422
    assert says in answer.content.decode()
    assert IssueTopic.objects.count() == 1


def test_what_is_on_record_is_searched_after_a_change_and_on_request(client, editor, topic, suggested, rung):
    client.post(address(topic), typed(topic, word_4="Always", action="save"))
    client.post(reverse("search_for_topic", args=[topic.slug]))
    assert rung == [("search_record", topic.pk)] * 2
    assert "being searched for it" in client.get(topic.get_absolute_url()).content.decode()
    RecordSearch.objects.update(ended_at=timezone.now(), found=3)
    page = client.get(topic.get_absolute_url()).content.decode()
    assert "3 statements found" in page
    client.logout()
    assert "3 statements found" not in client.get(topic.get_absolute_url()).content.decode()
    assert client.post(reverse("search_for_topic", args=[topic.slug])).url.startswith(reverse("login"))
