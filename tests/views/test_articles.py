"""The list of articles, the progress of one, and its text with every quotation marked."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.factories import (
    ArticleFactory,
    ArticleVersionFactory,
    OfficialFactory,
    QuotationFactory,
    SourceFactory,
    StanceFactory,
    StatementFactory,
    UserFactory,
)
from tracker.models import Article, Check
from tracker.pipeline import headlines

pytestmark = pytest.mark.django_db

TEXT = (
    "To support us, press here.\n\nAlma Quill said “we shall sail” and “sail soon” to <b>all</b>.\n\nThe pier was full."
)


@pytest.fixture
def version():
    return ArticleVersionFactory(text=TEXT, furniture=[[0, 26]])


def quote(version, words, **more):
    return QuotationFactory(version=version, content=words, **more)


def address(article):
    return reverse("article", args=[article.pk])


def fragment(client, article):
    return client.get(address(article), headers={"HX-Request": "true", "HX-Target": "article"}).content.decode()


def test_only_editors_see_articles(client, version):
    for path in (reverse("articles"), address(version.article)):
        assert client.get(path).url.startswith(reverse("login"))
    client.force_login(UserFactory())
    for path in (reverse("articles"), address(version.article)):
        assert client.get(path).status_code == 403


def test_quotations_are_marked_in_text_order_by_how_they_are_checked(client, editor, version):
    quote(version, "sail soon", statement=StatementFactory(accepted=True))
    quote(version, "we shall sail", statement=None, official=None, speaker_name="Bruna Kestrel")
    page = client.get(address(version.article)).content.decode()
    assert '<mark class="unfiled">we shall sail</mark>' in page
    assert '<mark class="accepted">sail soon</mark>' in page
    assert page.index('id="m1"') < page.index("we shall sail</mark>") < page.index('id="m2"')
    assert "Bruna Kestrel, not in the register" in page


def test_a_passage_that_joined_an_accepted_statement_waits_to_be_checked(client, editor, version):
    statement = StatementFactory(accepted=True)
    quote(version, "we shall sail", statement=statement)
    quote(version, "sail soon", statement=statement, checked=False)
    page = client.get(address(version.article)).content.decode()
    assert '<mark class="suggested">sail soon</mark>' in page
    assert "Review 1 statement" in page
    assert client.get(reverse("articles")).context["numbers"] == [(version.article, 2, 1)]


def test_overlapping_quotations_keep_the_text_whole(client, editor, version):
    start = TEXT.index("we shall")
    quote(version, "we shall sail” and “sail", spans=[[start, start + 24]], statement=StatementFactory(accepted=True))
    quote(version, "sail” and “sail soon", statement=StatementFactory(rejected=True))
    page = client.get(address(version.article)).content.decode()
    assert '<mark class="accepted">we shall </mark>' in page
    assert '<mark class="rejected">sail” and “sail</mark>' in page
    assert '<mark class="rejected"> soon</mark>' in page


def test_markup_in_a_text_is_shown_as_text(client, editor, version):
    page = client.get(address(version.article)).content.decode()
    assert "&lt;b&gt;all&lt;/b&gt;" in page
    assert "<b>all</b>" not in page


def test_furniture_is_folded_away_and_the_article_is_not(client, editor, version):
    page = client.get(address(version.article)).content.decode()
    folded = page.split('<details class="furniture">')[1].split("</details>")[0]
    assert "To support us" in folded
    assert "pier" not in folded


def test_an_ambiguous_speaker_is_shown_with_everyone_it_may_be(client, editor, version):
    quotation = quote(version, "we shall sail", statement=StatementFactory(official=None), official=None)
    quotation.candidates.add(OfficialFactory(name="Liv Tarn"), OfficialFactory(name="Bram Tarn"))
    page = client.get(address(version.article)).content.decode()
    assert "Liv Tarn" in page
    assert "Bram Tarn" in page


@pytest.mark.parametrize("state", ["queued", "captured", "read"])
def test_an_unfinished_article_asks_again_by_itself(client, editor, state):
    article = ArticleFactory(state=state)
    for part in (client.get(address(article)).content.decode(), fragment(client, article)):
        assert f'hx-get="{address(article)}"' in part
        assert f'<a href="{address(article)}">Check again</a>' in part


@pytest.mark.parametrize(("state", "reason"), [("ready", None), ("failed", "The publisher answered 404.")])
def test_a_finished_article_asks_no_more(client, editor, version, state, reason):
    version.article.state, version.article.state_reason = state, reason
    version.article.save()
    part = fragment(client, version.article)
    assert 'hx-trigger="load' not in part
    assert "<html" not in part
    assert reason is None or reason in part


def test_a_long_wait_is_explained_and_asked_about_less_often(client, editor):
    article = ArticleFactory(state="queued", state_since=timezone.now() - timedelta(minutes=5))
    part = fragment(client, article)
    assert "longer than usual" in part
    assert "load delay:8s" in part


def test_the_whole_page_and_its_part_are_told_apart_by_caches(client, editor, version):
    response = client.get(address(version.article))
    assert {"HX-Request", "HX-Target"} <= {name.strip() for name in response["Vary"].split(",")}


def test_a_part_that_renews_itself_brings_the_number_to_check_along(client, editor, version):
    quote(version, "sail soon", statement=StatementFactory())
    part = fragment(client, version.article)
    assert re.search(r'id="number-to-check" hx-swap-oob="true">1<', part)
    page = client.get(address(version.article)).content.decode()
    assert re.search(r'id="number-to-check">1<', page)
    assert "hx-swap-oob" not in page


def test_a_failed_article_is_tried_again_by_a_press(client, editor, rung):
    article = ArticleFactory(state="failed", state_reason="The publisher answered 500.")
    path = reverse("retry_article", args=[article.pk])
    assert client.get(path).status_code == 405
    assert client.post(path).url == address(article)
    article.refresh_from_db()
    assert (article.state, rung) == ("queued", [("process", article.pk)])


def test_trying_again_what_did_not_fail_changes_nothing(client, editor, version, rung):
    assert client.post(reverse("retry_article", args=[version.article.pk])).status_code == 302
    version.article.refresh_from_db()
    assert (version.article.state, rung) == ("ready", [])


def test_an_earlier_version_stays_readable(client, editor, version):
    ArticleVersionFactory(article=version.article, number=2, text="Edited since.")
    assert "Edited since." in client.get(address(version.article)).content.decode()
    assert "The pier was full." in client.get(f"{address(version.article)}?version=1").content.decode()
    assert client.get(f"{address(version.article)}?version=9").status_code == 404


def test_a_text_in_another_language_is_set_aside_in_words(client, editor):
    version = ArticleVersionFactory(language="fr")
    assert "another language" in client.get(address(version.article)).content.decode()


def test_the_list_narrows_by_state_source_and_words(client, editor):
    source = SourceFactory()
    shown = ArticleFactory(title="Ferry news", source=source, state="failed", state_reason="No text.")
    ArticleFactory(title="Harbour news")
    for query in ("state=failed", f"source={source.slug}", "q=ferry"):
        page = client.get(f"{reverse('articles')}?{query}").content.decode()
        assert shown.title in page, query
        assert "Harbour news" not in page, query
    assert "No text." in page


def test_the_list_counts_what_is_found_and_to_check_in_the_latest_version(client, editor, version):
    quote(version, "we shall sail")
    quote(version, "sail soon", statement=StatementFactory(accepted=True))
    newer = ArticleVersionFactory(article=version.article, number=2, text=TEXT + " Edited.")
    quote(newer, "we shall sail")
    response = client.get(reverse("articles"))
    assert response.context["numbers"] == [(version.article, 1, 1)]
    again = StanceFactory(statement__accepted=True, state=Check.ACCEPTED, recheck=True).statement
    quote(newer, "sail soon", statement=again)
    assert client.get(reverse("articles")).context["numbers"] == [(version.article, 2, 2)]


def test_the_menu_counts_the_whole_queue_on_an_article_s_page_too(client, editor, version):
    quote(version, "we shall sail")
    StatementFactory()
    page = client.get(address(version.article)).content.decode()
    assert 'id="number-to-check">2<' in page
    assert "Review 1 statement<" in page


def test_the_list_is_empty_in_words(client, editor):
    assert "No articles yet" in client.get(reverse("articles")).content.decode()
    assert "No article answers" in client.get(f"{reverse('articles')}?q=x").content.decode()


@pytest.mark.parametrize("query", ["state=odd", "source=none", "page=zzz", "q=" + "x" * 300, "page=-1"])
def test_a_question_that_makes_no_sense_still_answers(client, editor, version, query):
    assert client.get(f"{reverse('articles')}?{query}").status_code == 200


def test_queries_do_not_grow_with_what_is_listed(client, editor, version, django_assert_max_num_queries):
    def count(path):
        with django_assert_max_num_queries(30) as queries:
            client.get(path)
        return len(queries)

    quote(version, "we shall sail")
    paths = (reverse("articles"), address(version.article))
    few = [count(path) for path in paths]
    for n in range(6):
        QuotationFactory()
        quote(version, TEXT[n * 3 + 28 : n * 3 + 40])
    assert [count(path) for path in paths] <= few


def test_a_text_without_a_headline_is_given_one_on_the_page_and_it_is_taken_back_there(client, editor, version):
    article = version.article
    Article.objects.filter(pk=article.pk).update(title="", url=None, fingerprint="pasted")
    assert 'href="#headline"' in client.get(article.get_absolute_url()).content.decode()
    path = reverse("correct_headline", args=[article.pk])
    page = client.post(path, {"headline": " What the  envoy said ", "was": ""}, follow=True).content.decode()
    assert "<h1>What the envoy said</h1>" in page
    assert "headline by an editor" in page
    for wrong in ("", " ", "x" * 501):
        assert "Nothing was changed" in client.post(path, {"headline": wrong, "was": "…"}, follow=True).content.decode()
    undo = reverse("undo_headline", args=[article.decisions.get().pk])
    assert undo in page
    assert "<h1>Untitled text</h1>" in client.post(undo, follow=True).content.decode()


def test_of_two_days_at_once_the_second_is_not_taken(client, editor, version):
    path = reverse("correct_day", args=[version.article_id])
    was = version.article.published_on.isoformat()
    client.post(path, {"day": "2024-10-20", "was": was})
    page = client.post(path, {"day": "2024-10-21", "was": was}, follow=True).content.decode()
    assert "21 October 2024 was not taken" in page
    assert 'name="day" required value="2024-10-20"' in page


def test_of_two_headlines_at_once_the_second_is_not_taken_and_its_words_are_said_back(client, editor, version):
    path = reverse("correct_headline", args=[version.article_id])
    was = version.article.title
    client.post(path, {"headline": "The first", "was": was})
    page = client.post(path, {"headline": "The second", "was": was}, follow=True).content.decode()
    assert "<h1>The first</h1>" in page
    assert "yours was not taken: “The second”" in page


def test_readers_are_told_that_a_headline_is_the_newsroom_s(client, version):
    quotation = quote(version, "we shall sail", statement=StatementFactory(accepted=True), checked=True)
    headlines.correct_headline(version.article, "What the envoy said", actor=None)
    page = client.get(quotation.statement.get_absolute_url()).content.decode()
    assert "What the envoy said" in page
    assert "headline by this newsroom" in page


def test_the_day_is_corrected_on_the_page_and_undone_there(client, editor, version):
    article = version.article
    path = reverse("correct_day", args=[article.pk])
    assert client.get(path).status_code == 405
    page = client.post(path, {"day": "2024-10-24"}, follow=True).content.decode()
    assert 'name="day" required value="2024-10-24"' in page
    for wrong in ("soon", "1970-01-01", ""):
        assert "othing was changed" in client.post(path, {"day": wrong}, follow=True).content.decode()
    undo = reverse("undo_day", args=[article.decisions.get().pk])
    assert undo in page
    assert 'name="day" required value="2024-10-17"' in client.post(undo, follow=True).content.decode()
