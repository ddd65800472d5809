"""Editing topics: five steps with words and examples, terms and cues."""

import pytest
from django.urls import reverse

from tests.factories import (
    STEP_WORDS,
    AnchorFactory,
    IssueTopicFactory,
    QuotationFactory,
    StanceFactory,
    StatementFactory,
    TopicTermFactory,
)
from tracker.models import IssueTopic, RecordSearch, TopicStep

pytestmark = pytest.mark.django_db
TOPIC = {
    "slug": "the-thing",
    "name": "The thing",
    "proposition": "The Invented States should do the thing.",
    "pole_for": "Embrace",
    "pole_against": "Shut out",
    "terms-TOTAL_FORMS": 1,
    "terms-INITIAL_FORMS": 0,
    "terms-0-phrase": "the thing",
    "terms-0-weight": "1.0",
    "terms-0-bearing": "1",
    "terms-0-needs": "harbour\nferry",
    "cues-TOTAL_FORMS": 0,
    "cues-INITIAL_FORMS": 0,
    "steps-TOTAL_FORMS": 5,
    "steps-INITIAL_FORMS": 0,
} | {
    f"steps-{n}-{name}": value
    for n, (score, word) in enumerate(STEP_WORDS.items())
    for name, value in (("score", score), ("word", word))
}


def test_a_new_topic_has_its_five_scores_filled_in(boss):
    page = boss.get(reverse("admin:tracker_issuetopic_add"))
    steps = page.context["inline_admin_formsets"][0].formset
    assert [form["score"].value() for form in steps.forms] == [2, 1, 0, -1, -2]


def test_a_topic_is_added_with_its_scale_and_terms(boss):
    answer = boss.post(reverse("admin:tracker_issuetopic_add"), TOPIC)
    assert answer.status_code == 302
    topic = IssueTopic.objects.get()
    assert {step.score: step.word for step in topic.steps.all()} == STEP_WORDS
    assert topic.terms.get().needs == ["harbour", "ferry"]


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        pytest.param({"steps-0-word": ""}, "This field is required.", id="a step without its word"),
        pytest.param({"steps-0-score": 3}, "A step is between −2 and +2.", id="off the scale"),
        pytest.param({"steps-0-score": 1}, "is entered twice.", id="a score twice"),
        pytest.param({"terms-0-weight": "0"}, "A term’s weight is above zero.", id="weightless term"),
    ],
)
def test_a_broken_rule_is_a_sentence_in_the_form(boss, changes, sentence):
    answer = boss.post(reverse("admin:tracker_issuetopic_add"), TOPIC | changes)
    assert answer.status_code == 200
    assert sentence in answer.text.replace("&#x27;", "’")
    assert not IssueTopic.objects.exists()


def test_a_topic_sent_back_as_it_came_changes_nothing(boss, posted):
    topic = IssueTopicFactory(context=["Invented"])
    TopicTermFactory(topic=topic, needs=["harbour", "ferry"])
    address = reverse("admin:tracker_issuetopic_change", args=[topic.pk])
    before = list(TopicStep.objects.values()), list(topic.terms.values()), list(IssueTopic.objects.values())
    assert boss.post(address, posted(boss.get(address))).status_code == 302
    assert before == (list(TopicStep.objects.values()), list(topic.terms.values()), list(IssueTopic.objects.values()))


def test_examples_are_reached_from_their_step_and_edited_there(boss):
    step = IssueTopicFactory().steps.get(score=1)
    address = reverse("admin:tracker_topicstep_change", args=[step.pk])
    assert address in boss.get(reverse("admin:tracker_issuetopic_change", args=[step.topic_id])).text
    sent = {
        "word": "Welcome",
        "anchors-TOTAL_FORMS": 1,
        "anchors-INITIAL_FORMS": 0,
        "anchors-0-text": "We would be glad of the thing.",
    }
    assert boss.post(address, sent).status_code == 302
    assert step.anchors.filter(text="We would be glad of the thing.").exists()


def test_the_same_example_twice_is_a_sentence(boss):
    anchor = AnchorFactory(step=IssueTopicFactory(scale=False).steps.create(score=1, word="Welcome"))
    sent = {
        "word": "Welcome",
        "anchors-TOTAL_FORMS": 2,
        "anchors-INITIAL_FORMS": 1,
        "anchors-0-id": anchor.pk,
        "anchors-0-step": anchor.step_id,
        "anchors-0-text": anchor.text,
        "anchors-1-text": anchor.text,
        "anchors-1-step": anchor.step_id,
    }
    answer = boss.post(reverse("admin:tracker_topicstep_change", args=[anchor.step_id]), sent)
    assert answer.status_code == 200
    assert anchor.step.anchors.count() == 1


def test_changing_a_topic_makes_a_version_and_says_what_it_entails(boss):
    boss.post(reverse("admin:tracker_issuetopic_add"), TOPIC)
    topic = IssueTopic.objects.get()
    assert [version.number for version in topic.codebooks.all()] == [1]
    StanceFactory(topic=topic, statement=StatementFactory(accepted=True), score=1)
    step = topic.steps.get(score=1)
    address = reverse("admin:tracker_topicstep_change", args=[step.pk])
    answer = boss.post(
        address,
        {"word": step.word, "anchors-TOTAL_FORMS": 1, "anchors-INITIAL_FORMS": 0, "anchors-0-text": "Do it soon."},
        follow=True,
    )
    assert "This is version 2 of the codebook. Changed: step +1. 1 statement coded near that" in answer.text
    latest = topic.codebooks.first()
    assert (latest.number, latest.made_by.is_staff) == (2, True)


def test_saving_a_topic_unchanged_makes_no_version(boss):
    topic = IssueTopicFactory()
    step = topic.steps.get(score=1)
    anchor = step.anchors.get()
    address = reverse("admin:tracker_topicstep_change", args=[step.pk])
    form = {
        "word": step.word,
        "anchors-TOTAL_FORMS": 1,
        "anchors-INITIAL_FORMS": 1,
        "anchors-0-id": anchor.pk,
        "anchors-0-step": step.pk,
        "anchors-0-text": anchor.text,
    }
    boss.post(address, form)
    boss.post(address, form)
    assert [version.number for version in topic.codebooks.all()] == [1]


def test_other_words_of_a_topic_have_what_is_on_record_searched_and_the_same_words_do_not(boss, posted):
    topic = TopicTermFactory(topic=IssueTopicFactory()).topic
    QuotationFactory()
    address = reverse("admin:tracker_issuetopic_change", args=[topic.pk])
    boss.post(address, posted(boss.get(address)))
    assert not RecordSearch.objects.exists()
    boss.post(address, posted(boss.get(address)) | {"terms-0-phrase": "the ferry"})
    assert RecordSearch.objects.get().topic == topic
