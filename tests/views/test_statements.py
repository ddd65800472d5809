"""Search among statements, and the permanent page of one."""

from datetime import date

import pytest
from django.urls import reverse

from tests.factories import (
    ArticleFactory,
    ArticleVersionFactory,
    CountryFactory,
    DecisionFactory,
    EditorFactory,
    OfficeFactory,
    OfficialFactory,
    QuotationFactory,
    SourceFactory,
    StanceFactory,
    StatementFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def record():
    first = StatementFactory(accepted=True, said_on=date(2022, 5, 1), text="The ferry sails.", kind="part")
    second = StatementFactory(accepted=True, said_on=date(2024, 5, 1), text="The trains stop.")
    StanceFactory(statement=first)
    return first, second


def found(client, **asked):
    return list(client.get(reverse("statements"), asked).context["page"])


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({}, [1, 0]),
        ({"q": "ferries"}, [0]),
        ({"q": "train"}, [1]),
        ({"q": "zebra"}, []),
        ({"kind": "part"}, [0]),
        ({"from": "2023-01-01"}, [1]),
        ({"to": "2023-01-01"}, [0]),
        ({"from": "2022-05-01", "to": "2022-05-01"}, [0]),
        ({"q": "ferry", "from": "2023-01-01"}, []),
    ],
    ids=["all, newest first", "another form", "part", "nothing", "kind", "from", "to", "one day", "both must fit"],
)
def test_what_is_asked_narrows_the_search(client, record, asked, expected):
    assert found(client, **asked) == [record[i] for i in expected]


def test_a_search_by_official_and_topic(client, record):
    first, second = record
    assert found(client, official=second.official.slug) == [second]
    assert found(client, topic=first.stances.get().topic.slug) == [first]


def test_a_search_by_country_finds_its_officials_and_its_offices(client, record):
    home, union = CountryFactory(), CountryFactory(is_organisation=True)
    ours = StatementFactory(accepted=True, official=OfficialFactory(country=home), said_on=date(2024, 6, 1))
    theirs = StatementFactory(
        accepted=True,
        official=OfficialFactory(country=home),
        office=OfficeFactory(country=union),
        said_on=date(2024, 6, 2),
    )
    StatementFactory(accepted=True, official=OfficialFactory(country=union), said_on=date(2024, 6, 3), text="No.")
    assert found(client, country=home.code) == [theirs, ours]
    assert theirs in found(client, country=union.code)
    assert ours not in found(client, country=union.code)
    rows = client.get("/api/v1/statements", {"country": home.code}).json()["results"]
    assert [row["id"] for row in rows] == [theirs.pk, ours.pk]


def test_a_suggested_stance_does_not_file_a_statement_under_its_topic(client, record):
    stance = StanceFactory(statement=record[1], state="suggested")
    assert found(client, topic=stance.topic.slug) == []


def test_officials_without_accepted_statements_cannot_be_chosen(client, record):
    hidden = StatementFactory(official=OfficialFactory(name="Nobody Accepted")).official
    assert found(client, official=hidden.slug) == found(client)
    assert "Nobody Accepted" not in client.get(reverse("statements")).content.decode()


def test_pages_keep_what_was_asked(client):
    StatementFactory.create_batch(30, accepted=True, text="The ferry sails again.")
    page = client.get(reverse("statements"), {"q": "ferry"}).content.decode()
    assert "?q=ferry&amp;page=2" in page


def test_a_statement_stands_in_the_paragraph_it_was_printed_in(client):
    text = "Rain fell.\n\n“The ferry sails,” she said. “It sails today.”\n\nWind blew.\n\nNight came."
    statement = StatementFactory(accepted=True, text="The ferry sails … It sails today.")
    spans = [[text.index(words), text.index(words) + len(words)] for words in ("The ferry sails,", "It sails today.")]
    QuotationFactory(
        statement=statement,
        content="The ferry sails, It sails today.",
        version=ArticleVersionFactory(text=text),
        spans=spans,
        start=spans[0][0],
        end=spans[1][1],
    )
    page = client.get(statement.get_absolute_url()).content.decode()
    assert "<mark>The ferry sails,</mark>” she said. “<mark>It sails today.</mark>" in page
    assert "Rain fell." in page
    assert "Wind blew." in page
    assert "Night came." not in page


def test_each_source_is_named_with_a_link_out(client):
    statement = StatementFactory(accepted=True)
    article = ArticleFactory(source=SourceFactory(name="The Invented Courier"), url="https://courier.example/ferry")
    QuotationFactory(statement=statement, version__article=article)
    page = client.get(statement.get_absolute_url()).content.decode()
    assert "The Invented Courier" in page
    assert 'href="https://courier.example/ferry" rel="noopener nofollow external"' in page


def test_a_pasted_text_without_source_or_address_has_no_link_out(client):
    statement = StatementFactory(accepted=True)
    QuotationFactory(statement=statement, version__article=ArticleFactory(source=None, url=None, fingerprint="f" * 64))
    page = client.get(statement.get_absolute_url()).content.decode()
    assert "Source not recorded" in page
    assert "nofollow" not in page


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"said_on": date(2024, 10, 16), "said_on_basis": "on Wednesday"}, "“on Wednesday” → 16 October 2024"),
        ({"said_on": date(2024, 10, 1), "said_on_precision": "month", "said_on_basis": None}, "October 2024"),
        (
            {"said_on": date(2024, 10, 1), "said_on_precision": "before", "said_on_basis": "previously"},
            "on or before 1 October",
        ),
        ({"undated": True}, "not known; the sources give no date"),
    ],
    ids=["day with its basis", "month", "before", "unknown"],
)
def test_the_day_is_said_as_well_as_it_is_known(client, said, words):
    statement = StatementFactory(accepted=True, **said)
    assert words in client.get(statement.get_absolute_url()).content.decode()


def test_readers_see_the_standing_decision_and_editors_all(client):
    editor = EditorFactory(username="edda", first_name="Edda", last_name="Pellow")
    statement = StatementFactory(accepted=True)
    rejected = DecisionFactory(statement=statement, actor=editor, verb="reject", note="not her words")
    DecisionFactory(statement=statement, actor=editor, verb="undo", undoes=rejected)
    DecisionFactory(statement=statement, actor=editor, verb="accept", note="checked with the desk")
    page = client.get(statement.get_absolute_url()).content.decode()
    assert "Accepted by Edda Pellow" in page
    assert "Rejected" not in page
    assert "checked with the desk" not in page
    client.force_login(editor)
    page = client.get(statement.get_absolute_url()).content.decode()
    assert "Rejected by Edda Pellow" in page
    assert "not her words" in page


def test_the_log_in_name_of_an_editor_is_not_published(client):
    decision = DecisionFactory(actor__username="secret-login")
    page = client.get(decision.statement.get_absolute_url()).content.decode()
    assert "secret-login" not in page
    assert "Accepted by an editor" in page


def test_an_editor_sees_an_unchecked_statement_under_a_label(client):
    statement = StatementFactory()
    client.force_login(EditorFactory())
    page = client.get(statement.get_absolute_url()).content.decode()
    assert "Not checked" in page
    assert "noindex" in page


def test_a_statement_can_be_cited(client):
    statement = StatementFactory(accepted=True)
    page = client.get(statement.get_absolute_url()).content.decode()
    address = f"http://testserver{statement.get_absolute_url()}"
    assert f'<link rel="canonical" href="{address}">' in page
    assert page.count(address) == 2


def test_the_address_of_a_search_carries_only_what_was_asked(client, record):
    headers = {"HX-Request": "true", "HX-Target": "found"}
    response = client.get(reverse("statements"), {"q": "", "kind": "part", "page": "1"}, headers=headers)
    assert response.headers["HX-Push-Url"] == "/statements/?kind=part"
    assert "HX-Push-Url" not in client.get(reverse("statements"), {"kind": "part"}).headers


def test_the_head_of_a_long_speech_is_cut_short_and_the_whole_stands_in_print(client):
    statement = StatementFactory(accepted=True, text="We sail. " * 100 + "So be it.")
    QuotationFactory(statement=statement)
    page = client.get(statement.get_absolute_url()).content.decode()
    head, print_ = page.split('id="evidence"')
    assert "So be it." not in head
    assert "So be it." in print_


def test_the_order_is_by_day_or_by_how_well_the_words_fit(client):
    StatementFactory(accepted=True, text="Sail, sail, and again sail.", said_on=date(2020, 1, 1))
    StatementFactory(accepted=True, text="They may sail some day, when the wind has turned.", said_on=date(2024, 1, 1))

    def first(order):
        page = client.get(reverse("statements"), {"q": "sail", "order": order})
        return page.context["page"].object_list[0].said_on.year

    assert (first(""), first("best"), first("worst")) == (2024, 2020, 2024)


def test_an_editor_corrects_a_public_statement_from_its_page(client, record):
    address, way = record[0].get_absolute_url(), reverse("review_statement", args=[record[0].pk])
    assert way not in client.get(address).content.decode()
    client.force_login(EditorFactory())
    assert way in client.get(address).content.decode()
