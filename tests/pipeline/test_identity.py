"""One document is one article, whatever address it is reached at; two documents stay two, whatever a page claims."""

from datetime import UTC, date, datetime, timedelta

import pytest

from tests.factories import ArticleFactory, ArticleVersionFactory, EditorFactory, FeedItemFactory, SourceFactory
from tracker.analysis.publication import Candidate, Origin
from tracker.models import Article
from tracker.pipeline import articles, documents, identity
from tracker.tasks import step

pytestmark = pytest.mark.django_db

PAGE = """<!doctype html><html lang="en"><head><title>{title}</title>{head}</head><body><article><h1>{title}</h1>
<p>The ferry to the outer islands of {place} sails again after three weeks of repairs, its owner said on Thursday.</p>
<p>“We are glad to be back on the water,” the harbour master said, standing beside the vessel in the morning rain.</p>
<p>The crossing takes {hours} hours and costs what it cost before the engine failed in the last days of September.</p>
</article></body></html>"""


def page(*, title="Ferry sails again", place="Lindhaven", hours="two", head=""):
    return PAGE.format(title=title, place=place, hours=hours, head=head)


def canonical(url):
    return f'<link rel="canonical" href="{url}">'


@pytest.mark.parametrize(
    "other",
    [
        "http://courier.example/ferry",
        "https://www.courier.example/ferry/",
        "https://m.courier.example/ferry?utm_source=x",
        "https://courier.example/ferry/amp",
    ],
)
def test_any_spelling_of_an_address_gives_the_article_known_at_it(other):
    known = articles.submit_address("https://courier.example/ferry")
    assert articles.submit_address(other) == known
    assert articles.submit_text(page(), url=other) == known
    assert Article.objects.count() == 1


def test_an_article_from_before_addresses_were_kept_is_still_found():
    known = ArticleFactory(url="https://courier.example/ferry")
    assert articles.submit_address("https://courier.example/ferry") == known


def test_a_page_that_names_the_address_of_a_known_article_is_that_article(site):
    known = articles.submit_address(site.put("/ferry", page()))
    articles.fetch(known)
    again = articles.submit_address(site.put("/go?item=7", page(head=canonical(site.address("/ferry")))))
    item = FeedItemFactory(article=again)
    articles.fetch(again)
    again.refresh_from_db()
    item.refresh_from_db()
    assert (again.state, again.same_as) == (Article.State.SAME, known)
    assert again.is_finished
    assert item.article == known, "the feed’s item leads to the article that has the text"
    assert articles.submit_address(site.address("/go?item=7")) == known
    assert known.versions.count() == 1


def test_an_article_that_never_had_a_text_is_not_taken_for_the_one_at_hand(site):
    failed = articles.submit_address(site.address("/ferry"))
    articles.fetch(failed)
    assert failed.state == Article.State.FAILED
    again = articles.submit_address(site.put("/go?item=7", page(head=canonical(site.address("/ferry")))))
    articles.fetch(again)
    assert (again.state, again.same_as) == (Article.State.CAPTURED, None)


def test_the_address_a_page_names_is_known_from_then_on(site):
    first = articles.submit_address(site.put("/go?item=7", page(head=canonical(site.address("/ferry")))))
    articles.fetch(first)
    assert articles.submit_address(site.address("/ferry")) == first


def test_where_an_address_leads_is_an_address_of_the_article(site):
    site.put("/ferry", page())
    first = articles.submit_address(site.put("/short", status=301, Location="/ferry"))
    articles.fetch(first)
    assert articles.submit_address(site.address("/ferry")) == first


def test_another_site_cannot_claim_an_article(site):
    known = ArticleVersionFactory(article__url="https://gazette.example/ferry", text="The ferry sails. " * 20).article
    claims = articles.submit_address(site.put("/ferry", page(head=canonical("https://gazette.example/ferry"))))
    articles.fetch(claims)
    claims.refresh_from_db()
    assert claims.state == Article.State.CAPTURED
    assert known.addresses.count() == 0


def test_a_site_that_names_one_address_on_all_its_pages_keeps_its_articles_apart(site):
    head = canonical(site.address("/news/"))
    first = articles.submit_address(site.put("/a", page(head=head)))
    articles.fetch(first)
    other = page(title="Bridge closed", place="Sundby", hours="nine", head=head).replace("ferry", "bridge")
    second = articles.submit_address(site.put("/b", other.replace("glad to be back on the water", "closed for good")))
    articles.fetch(second)
    second.refresh_from_db()
    assert second.state == Article.State.CAPTURED


def test_a_redirect_to_the_front_page_names_no_article(site):
    site.put("/", page())
    first = articles.submit_address(site.put("/old", status=302, Location="/"))
    articles.fetch(first)
    assert [a.origin for a in first.addresses.all()] == ["given"]


def test_the_same_words_published_again_by_the_same_source_are_one_article(site):
    source = SourceFactory(homepage=site.address("/"))
    first = articles.submit_address(site.put("/joint-statement", page()), source=source)
    second = articles.submit_address(site.put("/joint-statement-2", page()), source=source)
    for article in (first, second):
        articles.fetch(article)
    second.refresh_from_db()
    assert second.same_as == first


def test_the_same_words_in_another_source_are_an_article_of_their_own(site):
    first = articles.submit_address(site.put("/a", page()), source=SourceFactory())
    second = articles.submit_address(site.put("/b", page()), source=SourceFactory())
    for article in (first, second):
        articles.fetch(article)
    second.refresh_from_db()
    assert second.state == Article.State.CAPTURED


def test_what_turned_out_to_be_known_sends_its_page_there_and_is_not_listed(site, client):
    known = articles.submit_address(site.put("/ferry", page()))
    articles.fetch(known)
    again = articles.submit_address(site.put("/go?item=7", page(head=canonical(site.address("/ferry")))))
    articles.fetch(again)
    client.force_login(EditorFactory())
    assert client.get(again.get_absolute_url()).url == known.get_absolute_url()
    assert [row[0] for row in client.get("/articles/").context["numbers"]] == [known]


def test_settling_twice_changes_nothing(site):
    first = articles.submit_address(site.put("/go?item=7", page(head=canonical(site.address("/ferry")))))
    articles.fetch(first)
    document = documents.from_html(page(head=canonical(site.address("/ferry"))), url=first.url)
    assert identity.settle(first, document, reached=first.url) is None
    assert first.addresses.count() == 2


def test_a_changed_text_is_a_new_version_and_is_read_again():
    article = articles.submit_text(page(), url="https://courier.example/ferry")
    while not article.is_finished:
        step(article)
    changed = documents.from_html(page(hours="three"))
    version = articles.revise(article, changed)
    assert version.number == 2
    article.refresh_from_db()
    assert article.state == Article.State.CAPTURED
    assert article.latest_version == version
    assert articles.revise(article, changed) is None


def test_an_edit_taken_back_is_not_the_latest_and_seeing_all_again_in_order_changes_nothing():
    noon = datetime(2024, 10, 17, 12, tzinfo=UTC)
    article = articles.submit_text(page(), url="https://courier.example/ferry")
    article.versions.update(seen_at=noon, captured_at=noon)
    texts = [page(), page(hours="three"), page()]
    for _ in range(2):
        for hours, text in enumerate(texts):
            articles.revise(article, documents.from_html(text), at=noon + timedelta(hours=hours))
        assert [v.number for v in article.versions.current_first()] == [1, 2]
        assert "two hours" in article.latest_version.text


def test_every_date_is_kept_with_which_one_won_and_why():
    source = SourceFactory(time_zone="America/New_York")
    head = '<meta property="article:published_time" content="2024-10-17T02:30:00+00:00">'
    article = articles.submit_address(
        "https://courier.example/2024/10/15/ferry",
        source=source,
        dates=[Candidate(Origin.FEED, moment=datetime(1970, 1, 1, tzinfo=UTC))],
    )
    articles.take(documents.from_html(page(head=head)), url=article.url)
    article.refresh_from_db()
    assert article.published_on == date(2024, 10, 16)
    told = {row["origin"]: (row["verdict"], row["why"]) for row in article.dates}
    assert told["moment"][0] == "chosen"
    assert "America/New_York" in told["moment"][1]
    assert told["feed"][0] == "refused"
    assert "without a date" in told["feed"][1]
    assert told["address"] == ("outranked", "less trusted than the page’s metadata, 1 day apart")


def test_an_editor_s_day_stays_whatever_the_page_says_later():
    article = articles.submit_text(page(), url="https://courier.example/x", published_on=date(2024, 10, 1))
    articles.state_dates(article, [Candidate(Origin.FEED, day=date(2024, 10, 9))])
    article.refresh_from_db()
    assert article.published_on == date(2024, 10, 1)
    assert [row["verdict"] for row in article.dates] == ["chosen", "outranked"]
