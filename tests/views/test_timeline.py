"""One official on one topic: sentence, drawing, evidence and table rest on the same rows."""

import re
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from tests.factories import (
    ArticleFactory,
    ArticleVersionFactory,
    EditorFactory,
    IssueTopicFactory,
    OfficeFactory,
    OfficialFactory,
    QuotationFactory,
    StanceFactory,
    StatementFactory,
    TenureFactory,
)
from tracker.models import Shift
from tracker.pipeline import positions, verdicts

pytestmark = pytest.mark.django_db


@pytest.fixture
def official():
    return OfficialFactory(name="Alma Quill")


@pytest.fixture
def topic():
    return IssueTopicFactory()


@pytest.fixture
def address(official, topic):
    return reverse("timeline", args=[official.slug, topic.slug])


def say(official, topic, score, day, **more):
    return StanceFactory(
        statement=StatementFactory(official=official, said_on=day, **{"accepted": True, **more}),
        topic=topic,
        score=score,
    ).statement


@pytest.fixture
def reversal(official, topic):
    return [say(official, topic, score, date(2021 + i, 3, 4)) for i, score in enumerate((-2, -2, 1, 1))]


def test_evidence_and_drawing_are_the_same_rows_and_none_is_printed_twice(client, address, reversal):
    page = client.get(address).content.decode()
    expected = {f"s{statement.pk}" for statement in reversal}
    assert set(re.findall(r'<li id="(s\d+)"', page)) == expected
    for drawing in re.findall(r"<svg class=\"timeline.*?</svg>", page, re.DOTALL):
        assert set(re.findall(r'href="#(s\d+)"', drawing)) == expected
    assert all(page.count(f'id="{key}"') == 1 for key in expected)


def test_a_table_says_where_the_drawn_line_stood_and_on_what(client, address, reversal):
    response = client.get(address)
    table = re.search(r'id="positions".*?</table>', response.content.decode(), re.DOTALL)[0]
    rows = response.context["positions"]
    assert [row.period.score for row in rows] == [-2, 1, None]
    assert re.findall(r"(\d) statements</a>", table) == ["2", "2"]
    assert "nothing that counts for two years" in table


def test_where_it_stood_all_along_is_said_once(client, address, official, topic):
    for days in (40, 20):
        say(official, topic, 1, timezone.localdate() - timedelta(days=days))
    page = client.get(address).content.decode()
    assert page.count("Where the line stood") == 0
    assert "A table below" not in page


def test_reported_words_are_told_with_the_report_s_own_verb(client, official, topic, address):
    text = "Alma Quill told the guild that the ferry would sail, and called the bridge a mistake."
    version = ArticleVersionFactory(text=text)
    for words, cue in (("that the ferry would sail", "told"), ("the bridge a mistake", "called")):
        statement = say(official, topic, 1, date(2024, 3, 4), text=words, kind="reported")
        start = text.index(cue)
        QuotationFactory(
            version=version, statement=statement, content=words, kind="indirect", checked=True, cue=cue,
            cue_span=[start, start + len(cue)],
        )  # fmt: skip
    page = client.get(address).content.decode()
    assert '<span class="frame">told …</span> that the ferry' in page
    assert '<span class="frame">called</span> the bridge a mistake' in page


def test_the_key_explains_the_patterns_of_the_line_that_are_drawn(client, address, official, topic, reversal):
    page = client.get(address).content.decode()
    assert "contradictory</span>" not in page
    assert "nothing that counts for two years</span>" in page
    say(official, topic, -2, reversal[-1].said_on + timedelta(days=3))
    page = client.get(address).content.decode()
    assert 'class="line mixed"' in page
    assert "contradictory</span>" in page


def test_two_layouts_are_drawn_with_names_of_their_own(client, address, reversal):
    page = client.get(address).content.decode()
    assert len(re.findall(r'<svg class="timeline (?:wide|narrow)"', page)) == 2
    ids = re.findall(r'\bid="([^"]+)"', page)
    assert len(ids) == len(set(ids))


def test_no_style_or_script_stands_in_the_page(client, address, reversal):
    page = client.get(address).content.decode()
    assert "style=" not in page
    assert "<style" not in page
    assert not re.search(r"<script(?![^>]*\bsrc=)", page)


@pytest.fixture
def shift(official, topic, reversal):
    positions.recompute(official, topic)
    return Shift.objects.get(kind="reversed")


def test_a_confirmed_move_is_told_with_the_words_before_and_after(client, address, reversal, shift):
    verdicts.confirm(shift, actor=EditorFactory(), note="She said so twice.")
    response = client.get(address)
    (move,) = response.context["moves"]
    assert (move.shift.before, move.shift.after) == (reversal[1], reversal[2])
    page = response.content.decode()
    assert "Then and now" in page
    assert "She said so twice." in page
    assert "reversed 4 Mar 2023" in page


def test_a_move_nobody_confirmed_is_for_editors_who_ask(client, address, shift):
    assert client.get(address).context["moves"] == []
    assert b"reversed" not in client.get(address + "?suggestions=1").content
    client.force_login(EditorFactory())
    page = client.get(address)
    assert page.context["moves"] == []
    assert b"1 to confirm" in page.content
    page = client.get(address + "?suggestions=1")
    assert [row.shift for row in page.context["moves"]] == [shift]
    assert reverse("decide_shift", args=[shift.pk]).encode() in page.content


def test_an_office_and_a_government_have_lines_of_their_own(client, topic):
    office = OfficeFactory(institution=OfficialFactory(institution=True))
    first, second = TenureFactory(office=office, end=date(2022, 1, 1)), TenureFactory(office=office)
    for score, day, tenure in ((-2, 2021, first), (1, 2023, second), (1, 2024, second)):
        say(tenure.official, topic, score, date(day, 3, 4), office=office)
    say(second.official, topic, 2, date(2020, 3, 4))
    for address in (
        reverse("office_timeline", args=[office.slug, topic.slug]),
        reverse("government_timeline", args=[office.country_id, topic.slug]),
        reverse("timeline", args=[office.institution.slug, topic.slug]),
    ):
        rows = client.get(address).context["rows"]
        assert [row.stance.score for row in rows] == [-2, 1, 1]
        assert [row.by for row in rows] == [first.official, second.official, second.official]
        assert all(row.counts for row in rows)
        assert " as " not in client.get(address).context["line"].sentence
    own = client.get(reverse("timeline", args=[second.official.slug, topic.slug]))
    assert [row.stance.score for row in own.context["rows"]] == [2, 1, 1]
    assert [(other.kind, other.address) for other in own.context["other_lines"]] == [
        ("office", reverse("office_timeline", args=[office.slug, topic.slug])),
        ("institution", reverse("timeline", args=[office.institution.slug, topic.slug])),
        ("government", reverse("government_timeline", args=[office.country_id, topic.slug])),
    ]


def test_a_line_costs_the_same_for_many_statements_as_for_few(client, address, official, topic, reversal, shift):
    verdicts.confirm(shift, actor=EditorFactory())
    with CaptureQueriesContext(connection) as few:
        client.get(address)
    for day in range(1, 20):
        QuotationFactory(statement=say(official, topic, 1, date(2025, 5, day)))
    with CaptureQueriesContext(connection) as many:
        client.get(address)
    # The articles and sources of quotations are asked for only where there are any: one query.
    assert len(many) <= len(few) + 1


@pytest.mark.parametrize(
    ("more", "counts"),
    [
        ({}, True),
        ({"kind": "reported"}, False),
        ({"said_on_precision": "month"}, True),
        ({"said_on_precision": "before"}, False),
    ],
    ids=["quoted and dated", "reported", "dated to a month", "some time before"],
)
def test_rows_that_move_nothing_say_so(client, address, official, topic, more, counts):
    say(official, topic, 1, date(2024, 5, 1), **more)
    response = client.get(address)
    assert response.context["rows"][0].counts is counts
    assert ("shown, moves nothing" in response.content.decode()) is not counts


def test_words_of_a_spokesperson_stand_with_their_name_and_move_nothing(client, address, official, topic):
    spoken = StatementFactory(accepted=True, official=OfficialFactory(name="Bram Tarn"), on_behalf_of=official)
    StanceFactory(statement=spoken, topic=topic)
    (row,) = client.get(address).context["rows"]
    assert row.by.name == "Bram Tarn"
    assert not row.counts


def test_an_article_that_quotes_a_statement_twice_is_named_once(client, address, official, topic):
    statement = say(official, topic, 1, date(2024, 5, 1), text="One. Two.")
    version = ArticleVersionFactory(text="“One,” she said. “Two.”", article=ArticleFactory())
    for content in ("One", "Two"):
        QuotationFactory(statement=statement, version=version, content=content)
    QuotationFactory(statement=statement)
    (row,) = client.get(address).context["rows"]
    assert len(row.articles) == 2


def test_nothing_on_record_is_said_in_a_sentence(client, address):
    page = client.get(address).content.decode()
    assert "is on record" in page
    assert '<svg class="timeline' not in page


def test_statements_without_any_date_are_listed_though_not_drawn(client, address, official, topic):
    say(official, topic, 1, None, said_on_precision="unknown", said_on_basis=None, reported_on=None)
    page = client.get(address).content.decode()
    assert "without any date" in page


def test_suggestions_are_hollow_and_only_for_editors_who_ask(client, address, official, topic, reversal):
    say(official, topic, 2, date(2025, 5, 1), accepted=False)
    assert client.get(address + "?suggestions=1").content.count(b"hollow") == 0
    client.force_login(EditorFactory())
    assert client.get(address).content.count(b"hollow") == 0
    response = client.get(address + "?suggestions=1")
    assert b"hollow" in response.content
    assert [row.checked for row in response.context["rows"]].count(False) == 1


def test_an_unchecked_suggestion_does_not_change_the_sentence(client, address, official, topic, reversal):
    client.force_login(EditorFactory())
    before = client.get(address + "?suggestions=1").context["line"].sentence
    for day in range(1, 4):
        say(official, topic, -2, date(2025, 5, day), accepted=False)
    assert client.get(address + "?suggestions=1").context["line"].sentence == before


def test_the_line_over_the_evidence_counts_only_what_the_sentence_rests_on(client, address, official, topic, reversal):
    say(official, topic, -2, date(2025, 5, 1), accepted=False)
    client.force_login(EditorFactory())
    assert "4 statements, the newest first" in client.get(address).content.decode()
    page = client.get(address + "?suggestions=1").content.decode()
    assert "4 statements, the newest first" in page
    assert "Among them 1 not checked" in page


def test_a_long_speech_is_cut_short_and_leads_to_the_whole(client, address, official, topic):
    speech = say(official, topic, 1, date(2024, 5, 1), text="We sail. " * 200 + "So be it.")
    page = client.get(address).content.decode()
    assert "So be it." not in page
    assert f'href="{speech.get_absolute_url()}">The whole of it</a>' in page


def test_of_a_long_speech_the_words_about_the_topic_are_shown(client, address, official, topic):
    text = "We sail. " * 200 + "The dam must go. It drowns fields. " + "So be it. " * 200
    say(official, topic, 1, date(2024, 5, 1), text=text).stances.update(evidence=["dam"])
    page = client.get(address).content.decode()
    assert "“… We sail. The dam must go. It drowns fields. …”" in page


def test_hostile_words_are_printed_and_not_run(client, address, official, topic):
    say(official, topic, 1, date(2024, 5, 1), text='<script>alert("x")</script> & "words"')
    TenureFactory(official=official, office__name="<b>Minister</b>")
    page = client.get(address).content.decode()
    assert "<script>alert" not in page
    assert "<b>Minister" not in page
    assert "&lt;script&gt;" in page


def test_no_words_tell_of_a_move_before_it_is_confirmed(client, address, official, topic, settings):
    for days, score in ((400, -2), (300, -2), (200, 1), (100, 1)):
        say(official, topic, score, timezone.localdate() - timedelta(days=days))
    positions.recompute(official, topic)
    waiting = Shift.objects.moves().get()
    told, silent = "From “Shut out” to “Welcome”", "<h1>“Welcome”</h1>"

    def page(**asked):
        return client.get(address, asked).content.decode()

    assert silent in page()
    assert "before that" not in page().casefold()
    settings.SHIFTS_NEED_CONFIRMATION = False
    assert told in page()
    settings.SHIFTS_NEED_CONFIRMATION = True
    client.force_login(EditorFactory())
    assert silent in page()
    assert told in page(suggestions="1")
    verdicts.confirm(waiting, actor=None)
    client.logout()
    assert told in page()
