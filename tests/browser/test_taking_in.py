"""From a site's home page to its feeds, and what could not be fetched tried again, in a real browser."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import log_in
from tests.pipeline.conftest import publishing
from tests.pipeline.feed_pages import item, rss
from tracker.models import Feed

pytestmark = pytest.mark.django_db(transaction=True)

RSS = "application/rss+xml"
LINK = f"<link rel=alternate type={RSS} title='{{title}}' href='{{href}}'>"
SENTENCE = (
    "<p>The harbour minister of the invented island said on Tuesday, in answer {}, that the ferry would sail.</p>"
)


@pytest.fixture
def publisher(settings):
    with publishing(settings) as published:
        yield published


@pytest.fixture
def home(publisher):
    """The address of a site with two feeds; of the one article they list the page is not there yet."""
    ferry = item(1, guid="ferry", link=publisher.address("/ferry"), title="Ferry to sail", text="<p>In short.</p>")
    publisher.put("/world.xml", rss(ferry), Content_Type=RSS)
    publisher.put("/tides.xml", rss(), Content_Type=RSS)
    links = LINK.format(title="World", href="/world.xml") + LINK.format(title="Tides", href="/tides.xml")
    return publisher.put("/", f"<!doctype html><title>The Invented Courier</title>{links}<p>Welcome.</p>")


def test_a_chosen_feed_is_polled_and_what_failed_is_tried_again(page, editor, worker, publisher, home):
    log_in(page, "/login/?next=/feeds/add/")
    page.get_by_label("Address").fill(home.removeprefix("http://"))
    page.get_by_role("button", name="Find and add").click()
    page.get_by_role("button", name="Add those chosen").click()
    expect(page.get_by_text("Choose at least one of them.")).to_be_visible()
    page.get_by_label("World:").check()
    page.get_by_role("button", name="Add those chosen").click()
    page.wait_for_url("**/feeds/*/")
    expect(page.get_by_text("World was added and is being polled.")).to_be_visible()
    assert Feed.objects.count() == 1

    page.goto("/status/")
    expect(page.locator("#now a[href='#aside']")).to_have_text("1", timeout=60_000)
    page.reload()
    publisher.put("/ferry", f"<article><h1>Ferry to sail</h1>{''.join(map(SENTENCE.format, range(8)))}</article>")
    page.locator("tr", has_text="Ferry to sail").get_by_role("button", name="Try again").click()
    expect(page.get_by_text("1 article will be tried again.")).to_be_visible()
    expect(page.get_by_text("Nothing was set aside.")).to_be_visible()
    page.goto("/articles/")
    page.get_by_role("link", name="Ferry to sail").click()
    expect(page.get_by_role("heading", name="On record")).to_be_visible(timeout=60_000)
    expect(page.get_by_text("in answer 7").first).to_be_visible()
