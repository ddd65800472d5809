"""A page that gives a notice in an article's place is set aside with what it is, and never filed as an article."""

import gzip
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from tracker.models import Article, ArticleVersion, Watch
from tracker.pipeline import articles, documents, http, watching
from tracker.tasks import step

pytestmark = pytest.mark.django_db

REAL = Path(__file__).resolve().parents[3] / "shared" / "real" / "pages"
LEDE = (
    "<p>The harbour minister of the invented island said on Tuesday that the ferry would sail in every weather.</p>"
    "<p>Her words came after a week of storms, in which the quay was closed to passengers and freight alike.</p>"
)
WALL = (
    "<h2>Subscribe to continue reading</h2><p>Already a subscriber? Log in. Cancel anytime, choose your plan below.</p>"
)


def page(body, title="Ferry to sail", head=""):
    menu = "<nav><a href=/>Home</a> <a href=/w>World</a></nav>"
    return f"<!doctype html><html lang=en><head><title>{title}</title>{head}</head><body>{menu}{body}</body></html>"


PAGES = {
    "paywall": (page(f"<article><h1>Ferry to sail</h1>{LEDE}{WALL}</article>"), "only the beginning"),
    "paywall beside it": (page(f"<article><h1>Ferry to sail</h1>{LEDE}</article><footer>{WALL}</footer>"), "only the beginning"),
    "consent": (
        page(
            "<main><h1>Before you continue</h1><p>We and our 843 partners store and access information on a device, such "
            "as cookies, for personalised ads and audience insights.</p><p>If you click “Accept all”, you agree to this. "
            "Click “Manage settings” for more information.</p></main>"
        ),
        "asks for consent",
    ),
    "soft 404": (
        page(
            "<main><h1>Page not found</h1><p>Sorry, the page you are looking for does not exist, or it has been moved. "
            "Go back to the front page.</p></main>",
            title="Page not found",
        ),
        "says that the article is not there",
    ),
    "shell": ("<!doctype html><html><head><script src=/a.js></script></head><body><div id=root></div></body></html>", "scripts run"),
    "shell with a word": (
        "<!doctype html><html><body><p>You need to enable JavaScript to run this app.</p><script>1</script></body></html>",
        "scripts run",
    ),
    "robot check": (
        page("<main><p>Verifying you are human. This may take a few seconds. news.example needs to review the security of "
             "your connection before proceeding.</p></main>", title="Just a moment..."),
        "whether its reader is a person",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("markup", "words"), PAGES.values(), ids=PAGES)
def test_a_notice_is_set_aside_and_says_what_it_is(site, markup, words):
    article = articles.submit_address(site.put("/ferry", markup))
    articles.fetch(article)
    assert (article.state, article.trouble) == (Article.State.FAILED, Article.Trouble.NOTICE)
    assert words in article.state_reason
    assert not ArticleVersion.objects.exists()
    site.put("/ferry", page(f"<article><h1>Ferry to sail</h1>{LEDE * 4}</article>"))
    articles.retry(article)
    articles.fetch(article)
    assert article.state == Article.State.CAPTURED


def test_an_address_that_leads_to_the_front_page_is_no_article(site):
    front = site.put("/", page(f"<article><h1>Ferry to sail</h1>{LEDE * 4}</article>"))
    article = articles.submit_address(site.put("/ferry", status=302, Location=front))
    articles.fetch(article)
    assert (article.state, article.trouble) == (Article.State.FAILED, Article.Trouble.NOTICE)
    assert "front page" in article.state_reason


def test_a_site_that_says_it_is_out_of_order_is_asked_again(site):
    sorry = "<main><p>An unexpected error has occurred on our side. Please try again in a few minutes or so.</p></main>"
    article = articles.submit_address(site.put("/ferry", page(sorry, title="Error")))
    with pytest.raises(http.FetchFailed, match="out of order"):
        articles.fetch(article)
    assert article.state == Article.State.QUEUED


def test_a_story_that_says_later_that_it_is_not_there_is_kept_and_marked(site):
    article = articles.submit_address(site.put("/ferry", page(f"<article><h1>Ferry to sail</h1>{LEDE * 4}</article>")))
    while not article.is_finished:
        step(article)
        article.refresh_from_db()
    site.put("/ferry", PAGES["soft 404"][0])
    watch = watching.look(article.pk, at=timezone.now() + timedelta(hours=2))
    assert watch.outcome == Watch.Outcome.GONE
    assert watch.gone_at
    assert article.versions.count() == 1


@pytest.mark.skipif(not REAL.is_dir(), reason="the pages of ../shared/real are not here")
def test_no_real_article_is_set_aside():
    found = sorted(REAL.glob("*.html.gz"))
    assert len(found) >= 25
    for path in found:
        documents.from_html(gzip.decompress(path.read_bytes()).decode("utf-8", errors="replace"))
