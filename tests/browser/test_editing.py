"""What an editor does on every page: reads it at any width, walks through it by keyboard, asks for its keys."""

import pytest
from django.urls import reverse

from tests.factories import (
    ArticleFactory,
    ArticleVersionFactory,
    FeedFactory,
    FeedItemFactory,
    IssueTopicFactory,
    OfficialFactory,
    QuotationFactory,
    ShiftFactory,
    SourceFactory,
    SplitFactory,
    StanceFactory,
    StatementFactory,
    TenureFactory,
    TopicTermFactory,
)
from tracker.models import Reprint, Revision

from .barriers import PLACES, barriers_of, headings_of, walk
from .conftest import log_in

# Of Django's own breadcrumbs and completing fields.
DJANGOS = ("link-in-text-block", "aria-input-field-name")


@pytest.fixture
def newsroom(editor):
    """One of everything that an editor's pages show; the addresses of the pages."""
    tenure = TenureFactory(official=OfficialFactory(name="Alma Quill"))
    statement = StatementFactory(official=tenure.official, office=tenure.office)
    other = OfficialFactory(name="Bram Quill")
    open_one = StatementFactory(official=None, speaker_name="Quill")
    open_one.candidates.set([tenure.official, other])
    quotation = QuotationFactory(statement=statement)
    QuotationFactory(statement=open_one)
    stance = StanceFactory(statement=statement, topic=IssueTopicFactory())
    article = quotation.version.article
    later = ArticleVersionFactory(article=article, number=2, text=quotation.version.text.replace("weather", "snow"))
    revision = Revision.objects.create(version=later, before=quotation.version, state="open", method="factory")
    Reprint.objects.create(article=ArticleFactory(), origin=article, kinship="same", kept=0.9, method="factory")
    failed = ArticleFactory(state="failed", state_reason="The publisher answered 500.", trouble="unreachable")
    feed = FeedItemFactory(article=article).feed
    FeedFactory(state="stopped", state_reason="The feed was taken down.")
    ShiftFactory(official=tenure.official, topic=stance.topic, state="suggested")
    SplitFactory(state="suggested")
    return [
        reverse("review"),
        reverse("review_statement", args=[statement.pk]),
        reverse("review_statement", args=[open_one.pk]),
        reverse("articles"),
        article.get_absolute_url(),
        failed.get_absolute_url(),
        reverse("submit"),
        reverse("feeds"),
        feed.get_absolute_url(),
        reverse("edit_feed", args=[feed.pk]),
        reverse("add_feed"),
        reverse("import_feeds"),
        reverse("edits"),
        revision.get_absolute_url(),
        reverse("status") + "?still=1",
        reverse("method"),
        reverse("shifts") + "?state=suggested",
        reverse("splits") + "?state=suggested",
        statement.get_absolute_url(),
        reverse("timeline", args=[tenure.official.slug, stance.topic.slug]) + "?suggestions=1",
        reverse("remove_sample"),
    ]


@pytest.mark.parametrize(("width", "scheme"), PLACES)
def test_no_editors_page_is_wider_than_the_window_and_none_has_a_barrier(page, newsroom, width, scheme):
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=scheme)
    log_in(page)
    wrong = []
    for address in newsroom:
        page.goto(address)
        wide = page.evaluate("document.documentElement.scrollWidth") > width
        found = [*barriers_of(page), *headings_of(page), *(["wide"] if wide else [])]
        wrong += [f"{address} {flaw}" for flaw in found]
    assert not wrong, "\n".join(wrong)


def test_every_editors_page_is_walked_through_by_keyboard(page, newsroom):
    log_in(page)
    wrong = []
    for address in newsroom:
        page.goto(address)
        wrong += [f"{address} {flaw}" for flaw in walk(page)]
    assert not wrong, "\n".join(wrong)


def test_the_forms_of_the_register_have_no_barrier(chromium, site, editor):
    row = TenureFactory()
    topic = TopicTermFactory().topic
    page = chromium.new_context(viewport={"width": 1280, "height": 900}, base_url=site).new_page()
    log_in(page)
    wrong = []
    for changed in (row.official, row.office, row.official.country, SourceFactory(), topic, row):
        page.goto(reverse(f"admin:tracker_{changed._meta.model_name}_change", args=[changed.pk]))
        wide = page.evaluate("document.documentElement.scrollWidth") > 1280
        ours = [flaw for flaw in barriers_of(page) if not flaw.startswith(DJANGOS)]
        wrong += [f"{changed} {flaw}" for flaw in [*ours, *(["wide"] if wide else [])]]
    page.context.close()
    assert not wrong, "\n".join(wrong)


def test_a_question_mark_tells_the_keys_of_the_page_and_escape_closes_it(page, newsroom):
    log_in(page)
    page.goto(newsroom[1])
    page.locator("h1").click()
    page.keyboard.press("?")
    told = page.get_by_role("dialog", name="Keys on this page")
    assert {"a", "r", "s", "q", "?"} <= set(told.locator("dt").all_inner_texts())
    assert "Accept" in told.inner_text()
    page.keyboard.press("a")
    assert told.is_visible()
    page.keyboard.press("Escape")
    assert not told.is_visible()
    assert page.url.endswith(newsroom[1])
    page.get_by_role("button", name="Keys ?").click()
    assert told.is_visible()


def test_keys_that_were_turned_off_do_nothing(page, newsroom):
    log_in(page)
    page.goto(reverse("review"))
    page.get_by_role("button", name="Turn keys off").click()
    page.locator("h1").click()
    page.keyboard.press("?")
    page.keyboard.press("/")
    assert page.get_by_role("dialog").count() == 0
    assert page.evaluate("document.activeElement.type") != "search"
    page.get_by_role("button", name="Turn keys on").click()
    page.locator("h1").click()
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.type") == "search"
