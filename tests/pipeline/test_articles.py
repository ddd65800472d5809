"""Articles come in once, whole and dated, or say in one sentence why not."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone

from tests.factories import ArticleFactory, ArticleVersionFactory, SourceFactory
from tracker.models import Article, IllegalState
from tracker.pipeline import articles, http
from tracker.tasks import step

pytestmark = pytest.mark.django_db

STORY = "The ferry sails again, the harbour master of Lindhaven said on Monday.\n\nNobody had expected it to."
PAGE = """<!doctype html><html lang="en"><head><title>Ferry sails again</title>
<meta property="article:published_time" content="2024-10-17T23:30:00+02:00"><meta name="author" content="Edda Wendt">
</head><body><nav>Home News Weather</nav><article><h1>Ferry sails again</h1>
<p>The ferry to the outer islands of Lindhaven sails again after three weeks of repairs, its owner said on Thursday.</p>
<p>“We are glad to be back on the water,” the harbour master said, standing beside the vessel in the morning rain.</p>
<p>The crossing takes two hours and costs what it cost before the engine failed in the last days of September.</p>
</article><footer>Copyright The Invented Courier</footer></body></html>"""


def test_the_same_text_twice_is_one_article_with_one_version():
    first = articles.submit_text(STORY, published_on=date(2024, 10, 17))
    again = articles.submit_text(STORY.replace("\n", "\r\n") + "\n", published_on=date(2024, 10, 17))
    assert first == again
    assert first.versions.count() == 1
    assert first.state == Article.State.CAPTURED


def test_a_page_gives_its_text_title_author_and_day_in_its_source_time_zone():
    source = SourceFactory(time_zone="America/New_York")
    article = articles.submit_text(PAGE, url="https://courier.example/ferry?utm_source=x#top", source=source)
    version = article.latest_version
    assert "glad to be back on the water" in version.text
    assert "Copyright" not in version.text
    assert "Weather" not in version.text
    assert article.url == "https://courier.example/ferry"
    assert article.title == "Ferry sails again"
    assert article.published_at == datetime(2024, 10, 17, 21, 30, tzinfo=UTC)
    assert article.published_on == date(2024, 10, 17)


def test_what_the_editor_states_outranks_what_the_page_says():
    article = articles.submit_text(PAGE, title="Mine", published_on=date(2024, 10, 1))
    assert (article.title, article.published_on) == ("Mine", date(2024, 10, 1))


@pytest.mark.parametrize("text", ["", "   \n\t ", "<html><body></body></html>", "\x00\x01"])
def test_nothing_to_read_is_refused(text):
    with pytest.raises(articles.Refused):
        articles.submit_text(text)
    assert not Article.objects.exists()


@pytest.mark.parametrize("day", [date(1970, 1, 1), timezone.now().date() + timedelta(days=3)], ids=["epoch", "future"])
def test_a_day_no_article_can_be_from_is_refused(day):
    with pytest.raises(articles.Refused, match="date of publication"):
        articles.submit_text(STORY, published_on=day)


@pytest.mark.parametrize(
    "url", ["nonsense", "ftp://courier.example/x", "http://", "https://[bad/", "javascript:alert(1)"]
)
def test_what_is_not_an_address_is_refused(url):
    with pytest.raises(articles.Refused, match="not a web address"):
        articles.submit_address(url)


def test_an_address_known_already_gives_its_article():
    known = articles.submit_address("https://courier.example/ferry?utm_campaign=mail")
    assert articles.submit_address("https://courier.example/ferry#comments") == known


def test_the_source_of_an_address_is_the_one_at_its_host():
    source = SourceFactory(homepage="https://www.courier.example/")
    assert articles.submit_address("https://news.courier.example/ferry").source == source


def test_a_fetched_page_is_frozen(site):
    article = articles.submit_address(site.put("/ferry", PAGE))
    articles.fetch(article)
    article.refresh_from_db()
    assert article.state == Article.State.CAPTURED
    assert article.title == "Ferry sails again"
    assert "harbour master" in article.latest_version.text


def test_a_page_that_is_gone_is_set_aside_with_the_reason(site):
    article = articles.submit_address(site.put("/gone", status=410))
    articles.fetch(article)
    assert article.state == Article.State.FAILED
    assert "410" in article.state_reason


def test_a_page_without_text_is_set_aside_with_what_to_do(site):
    article = articles.submit_address(site.put("/empty", "<html><body><nav>Menu</nav></body></html>"))
    articles.fetch(article)
    assert article.state == Article.State.FAILED
    assert "Paste the text" in article.state_reason


def test_a_passing_failure_leaves_the_article_waiting(site):
    article = articles.submit_address(site.put("/busy", status=503))
    with pytest.raises(http.FetchFailed):
        articles.fetch(article)
    article.refresh_from_db()
    assert article.state == Article.State.QUEUED


@pytest.mark.parametrize("state", ["queued", "failed"])
def test_a_text_pasted_for_an_address_that_was_not_fetched_is_taken(state):
    known = ArticleFactory(url="https://courier.example/ferry", state=state, state_reason="503", title="")
    article = articles.submit_text(
        STORY, title="Ferry", url="https://courier.example/ferry", published_on=date(2024, 10, 17)
    )
    article.refresh_from_db()
    assert article == known
    assert article.state == Article.State.CAPTURED
    assert article.latest_version.text == STORY


def test_a_failed_article_can_be_tried_again_from_where_it_stood():
    fetched = ArticleVersionFactory(article__state="failed", article__state_reason="poison").article
    articles.retry(fetched)
    assert fetched.state == Article.State.CAPTURED
    unfetched = ArticleFactory(state="failed", state_reason="503")
    articles.retry(unfetched)
    assert unfetched.state == Article.State.QUEUED


def test_a_step_that_does_not_follow_raises():
    with pytest.raises(IllegalState):
        ArticleFactory(state="queued").move_to(Article.State.READY)


def test_every_unfinished_state_has_a_stage(site):
    article = articles.submit_address(site.put("/ferry", PAGE))
    states = [article.state]
    while not article.is_finished:
        step(article)
        article.refresh_from_db()
        states.append(article.state)
    assert states == ["queued", "captured", "read", "ready"]
