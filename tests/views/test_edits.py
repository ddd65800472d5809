"""Edits at the source: what waits, one edit word by word, and what is done with it."""

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.factories import (
    ArticleFactory,
    ArticleVersionFactory,
    EditorFactory,
    QuotationFactory,
    StatementFactory,
    UserFactory,
)
from tracker.models import Reprint, Revision, Watch

pytestmark = pytest.mark.django_db

OLD = "Rain fell.\n\nWind blew.\n\nSnow lay.\n\n“The ferry will sail,” she said.\n\nNight came."
NEW = OLD.replace("will sail", "may sail").replace("Night", "<b>Night</b>")


@pytest.fixture
def editor(client):
    editor = EditorFactory(username="edda")
    client.force_login(editor)
    return editor


def revision(*, touched=True, **more):
    """An edit of an invented article, which touches a statement or nothing."""
    article = ArticleFactory()
    before = ArticleVersionFactory(article=article, text=OLD)
    after = ArticleVersionFactory(article=article, text=NEW, number=2)
    quotation = QuotationFactory(
        version=before, content="The ferry will sail", statement=StatementFactory(accepted=True)
    )
    entry = {
        "what": "words",
        "quotation": quotation.pk,
        "statement": quotation.statement_id,
        "before": "The ferry will sail",
        "after": "The ferry may sail",
    }
    state = "open" if touched else "trivial"
    given = {"state": state, "touched": [entry] if touched else [], "method": "test", **more}
    return Revision.objects.create(version=after, before=before, **given)


def page(client, found):
    return client.get(found.get_absolute_url()).content.decode()


def test_only_editors_see_edits(client):
    found = revision()
    paths = (reverse("edits"), found.get_absolute_url())
    for path in paths:
        assert client.get(path).url.startswith(reverse("login"))
    client.force_login(UserFactory())
    for path in paths:
        assert client.get(path).status_code == 403
    assert client.post(reverse("handle_edit", args=[found.pk])).status_code == 403
    found.refresh_from_db()
    assert found.state == "open"


def test_what_touches_quotations_waits_and_the_rest_is_only_among_all(client, editor):
    waiting, trivial = revision(), revision(touched=False)
    shown = client.get(reverse("edits")).content.decode()
    assert str(waiting.version.article) in shown
    assert str(trivial.version.article) not in shown
    everything = client.get(reverse("edits"), {"all": "1"}).content.decode()
    assert "nothing quoted" in everything
    assert "1 passage<" in everything


@pytest.mark.parametrize(
    ("number", "words"), [(0, "0 edits to look at"), (1, "1 edit to look at"), (2, "2 edits to look at")]
)
def test_the_list_of_articles_says_how_many_wait(client, editor, number, words):
    for _ in range(number):
        revision()
    assert f">{words}<" in client.get(reverse("articles")).content.decode()


def test_both_wordings_stand_side_by_side_and_in_the_whole_text_with_words_for_who_cannot_see_them(client, editor):
    shown = page(client, revision())
    assert '<del><span class="visually-hidden">removed: </span>will</del>' in shown
    assert '<ins><span class="visually-hidden">added: </span>may</ins>' in shown
    assert "3 paragraphs unchanged" in shown
    assert "&lt;b&gt;" in shown
    assert "<b>Night" not in shown


def test_words_that_were_taken_out_are_struck_out_whole(client, editor):
    found = revision()
    found.touched[0] |= {"what": "gone", "after": ""}
    found.save()
    shown = page(client, found)
    assert "The words were taken out" in shown
    assert "Not in the text any more." in shown


def test_an_edit_is_marked_as_looked_at_with_a_note_and_put_back(client, editor):
    found = revision()
    path = reverse("handle_edit", args=[found.pk])
    assert client.get(path).status_code == 405
    assert client.post(path, {"note": "asked the\x00 desk"}).url == reverse("edits")
    found.refresh_from_db()
    assert (found.state, found.handled_by, found.note) == ("handled", editor, "asked the desk")
    assert "asked the desk" in page(client, found)
    assert "Nothing to look at" in client.get(reverse("edits")).content.decode()
    assert client.post(path, {"action": "reopen"}).url == found.get_absolute_url()
    found.refresh_from_db()
    assert found.state == "open"


def test_from_one_edit_the_next_that_waits_is_a_press_away(client, editor):
    last = revision()
    assert "Next edit" not in page(client, last)
    first = revision()
    assert f'href="{last.get_absolute_url()}" data-key="s"' in page(client, first)


def test_of_two_editors_at_once_the_second_is_told(client, editor):
    found = revision()
    path = reverse("handle_edit", args=[found.pk])
    client.post(path)
    shown = client.post(path, follow=True).content.decode()
    assert "Somebody had looked at it already." in shown


def test_a_statement_removed_since_does_not_break_the_page(client, editor):
    found = revision()
    found.touched[0]["statement"] = 0
    found.save()
    assert "not on record any more" in page(client, found)


def test_the_list_is_empty_in_words(client, editor):
    assert "Nothing to look at" in client.get(reverse("edits")).content.decode()
    assert "No article was changed" in client.get(reverse("edits"), {"all": "1"}).content.decode()


def test_the_articles_page_counts_what_waits(client, editor):
    revision()
    assert "1 edit to look at" in client.get(reverse("articles")).content.decode()


def test_the_queue_points_to_what_waits_and_to_nothing_else(client, editor):
    assert "at the source to look at" not in client.get(reverse("review")).content.decode()
    revision()
    assert "1 edit at the source to look at" in client.get(reverse("review")).content.decode()


def test_queries_do_not_grow_with_what_is_listed(client, editor, django_assert_max_num_queries):
    def count(path):
        with django_assert_max_num_queries(20) as queries:
            client.get(path)
        return len(queries)

    first = revision()
    paths = (f"{reverse('edits')}?all=1", first.get_absolute_url(), first.version.article.get_absolute_url())
    few = [count(path) for path in paths]
    for n in range(5):
        revision(touched=n % 2 == 0)
        first.touched.append(revision().touched[0])
        ArticleVersionFactory(article=first.version.article, number=n + 3)
        Reprint.objects.create(
            article=ArticleFactory(), origin=first.version.article, kinship="same", kept=1, method="t"
        )
    first.save()
    assert [count(path) for path in paths] <= few


# What an article's own page and a statement's page say of it.


def test_an_article_s_page_says_what_is_on_record_of_it(client, editor):
    found = revision()
    article = found.version.article
    origin = ArticleFactory(title="Where it was told first")
    Reprint.objects.create(article=article, origin=origin, kinship="same", kept=0.97, method="test")
    article.dates = [
        {
            "origin": "feed",
            "moment": "2024-10-17T06:00:00+00:00",
            "day": "2024-10-17",
            "verdict": "chosen",
            "why": "so",
        },
        {"origin": "page", "moment": None, "day": "1970-01-01", "verdict": "refused", "why": "is no date"},
    ]
    article.save()
    shown = client.get(article.get_absolute_url()).content.decode()
    assert "version 2 touches 1 quoted passage" in shown
    assert found.get_absolute_url() in shown
    assert "Where it was told first" in shown
    assert "97\u202f%" in shown
    assert "17 October 2024 (06:00 UTC)" in shown
    assert "Refused: is no date" in shown
    assert "Not looked at again" in shown


def test_an_article_says_what_of_its_page_is_looked_at(client, editor):
    fed = ArticleVersionFactory(extracted_by="feed-1").article
    Watch.objects.create(article=fed, since=timezone.now(), words_only=True)
    assert "The text came from a feed: of the page only" in client.get(fed.get_absolute_url()).content.decode()
    bare = ArticleVersionFactory(article__url=None, article__fingerprint="f" * 64).article
    shown = client.get(bare.get_absolute_url()).content.decode()
    assert "It has no address: there is nothing to look at again." in shown


def test_an_edit_shows_both_headlines_where_they_differ(client, editor):
    found = revision()
    assert "The headline" not in page(client, found)
    found.version.article.versions.filter(number=1).update(title="Ferry to sail")
    found.version.article.versions.filter(number=2).update(title="Ferry may <sail>")
    shown = page(client, found)
    assert "The headline" in shown
    assert ("removed: </span>to" in shown, "added: </span>may" in shown, "<sail>" in shown) == (True, True, False)


def test_an_edit_says_where_the_earlier_text_was_not_read_from_the_page(client, editor):
    found = revision()
    assert "did not come from the page" not in client.get(found.get_absolute_url()).content.decode()
    found.version.article.versions.filter(number=1).update(extracted_by="feed-1")
    assert "did not come from the page" in client.get(found.get_absolute_url()).content.decode()


@pytest.mark.parametrize(
    ("found", "words"),
    [
        ({"outcome": "gone", "gone_at": timezone.now()}, "Deleted at its source"),
        ({"outcome": "replaced", "note": "A wall."}, "Something else stands in its place"),
    ],
)
def test_what_became_of_its_source_is_said_first(client, editor, found, words):
    article = ArticleVersionFactory().article
    Watch.objects.create(article=article, since=timezone.now(), looked_at=timezone.now(), **found)
    assert words in client.get(article.get_absolute_url()).content.decode()


def test_a_reprint_is_set_apart_and_put_back_by_a_press(client, editor):
    article = ArticleVersionFactory().article
    Reprint.objects.create(article=article, origin=ArticleFactory(), kinship="part", kept=0.9, method="test")
    path = reverse("set_apart", args=[article.pk])
    assert client.get(path).status_code == 405
    client.post(path)
    row = Reprint.objects.get(article=article)
    assert (row.set_apart, row.decided_by) == (True, editor)
    assert "A report of its own, as edda found" in client.get(article.get_absolute_url()).content.decode()
    client.post(path, {"action": "back"})
    assert not Reprint.objects.filter(article=article, set_apart=True).exists()


def test_a_reprint_that_is_set_apart_can_have_its_passages_parted(client, editor):
    statement = StatementFactory(accepted=True)
    first = QuotationFactory(statement=statement)
    joined = QuotationFactory(statement=statement)
    alone = QuotationFactory()
    article = joined.version.article
    Reprint.objects.create(article=article, origin=first.version.article, kinship="same", kept=0.9, method="test")
    path = reverse("part_article", args=[article.pk])
    assert path not in client.get(article.get_absolute_url()).content.decode()
    client.post(reverse("set_apart", args=[article.pk]))
    assert path in client.get(article.get_absolute_url()).content.decode()
    client.post(path)
    for quotation in (first, joined, alone):
        quotation.refresh_from_db()
    assert first.statement == statement
    assert joined.statement not in {statement, alone.statement}
    assert (joined.statement.state, joined.checked) == ("suggested", False)
    assert [decision.verb for decision in statement.decisions.all()] == ["part"]
    assert path not in client.get(article.get_absolute_url()).content.decode()


def test_a_statement_says_how_many_reports_it_has_and_what_became_of_each(client):
    statement = StatementFactory(accepted=True)
    rows = [QuotationFactory(statement=statement) for _ in range(4)]
    first, reprint, gone, edited = rows
    Reprint.objects.create(
        article=reprint.version.article, origin=first.version.article, kinship="same", kept=1, method="test"
    )
    Watch.objects.create(article=gone.version.article, since=timezone.now(), outcome="gone", gone_at=timezone.now())
    ArticleVersionFactory(article=edited.version.article, number=2, text="Other words.")
    shown = client.get(statement.get_absolute_url()).content.decode()
    assert "1 origin, 1 reprint, 2 independent reports" in shown
    assert "1 reprint of this report" in shown
    assert shown.count("Deleted at its source") == 1
    assert shown.count("No longer so at its source") == 1


@pytest.mark.parametrize(("source", "times"), [("Union Wire", 0), ("The Pier", 1)])
def test_a_story_is_credited_to_an_agency_where_the_agency_did_not_print_it_itself(client, source, times):
    statement = StatementFactory(accepted=True)
    article = ArticleFactory(agency="Union Wire", source__name=source)
    QuotationFactory(statement=statement, version__article=article)
    assert client.get(statement.get_absolute_url()).content.decode().count("credited to Union Wire") == times


def test_a_passage_carried_over_is_not_shown_twice(client):
    statement = StatementFactory(accepted=True)
    first = QuotationFactory(statement=statement)
    later = ArticleVersionFactory(article=first.version.article, number=2, text=f"{first.version.text}\n\nMore.")
    QuotationFactory(statement=statement, version=later, carried_from=first, content=first.content)
    shown = client.get(statement.get_absolute_url()).content.decode()
    assert shown.count('class="source-passage"') == 1
    assert "1 report<" in shown
    assert "No longer so" not in shown
