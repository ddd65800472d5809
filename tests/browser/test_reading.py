"""What a reader does: looks at a move, opens its evidence, searches; at any width, by keyboard, without scripts."""

from datetime import date

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.factories import (
    IssueTopicFactory,
    OfficeFactory,
    OfficialFactory,
    QuotationFactory,
    SplitFactory,
    StanceFactory,
    StatementFactory,
)
from tracker.models import Shift, Statement
from tracker.pipeline import positions, verdicts

from .barriers import headings_of, walk

WIDTHS = (1280, 390)


@pytest.fixture
def record(transactional_db):
    """An official who moved on a topic, once against and once for."""
    official, topic = OfficialFactory(name="Alma Quill", slug="alma-quill"), IssueTopicFactory(slug="ferry")
    office = OfficeFactory(slug="ferries", country=official.country, institution=OfficialFactory(institution=True))
    for number, score in enumerate((-2, -2, 1, 1)):
        statement = StatementFactory(official=official, accepted=True, office=office, said_on=date(2022 + number, 3, 1))
        StanceFactory(statement=statement, topic=topic, score=score)
        QuotationFactory(statement=statement)
    for subject in (official, office):
        positions.recompute(subject, topic)
    verdicts.confirm(Shift.objects.of(official).get(kind="reversed"), actor=None)
    SplitFactory(topic=topic, country=official.country)
    return official, topic


ADDRESSES = (
    "/",
    "/officials/",
    "/officials/alma-quill/",
    "/officials/alma-quill/ferry/",
    "/topics/",
    "/topics/ferry/",
    "/statements/",
    "/shifts/",
    "/splits/",
    "/offices/ferries/ferry/",
    "/method/",
    "/login/",
    "/nowhere/",
)


def test_a_mark_of_the_drawing_opens_its_evidence(page, record):
    page.goto("/")
    page.get_by_role("link", name="Alma Quill reverses").click()
    mark = page.locator("svg.timeline:visible a.mark").first
    mark.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**#*")
    evidence = page.locator(f"#{page.url.split('#')[1]}")
    expect(evidence).to_be_visible()
    evidence.get_by_role("link").first.click()
    page.wait_for_url("**/statements/**")
    expect(page.locator("mark").first).to_be_visible()
    page.go_back()
    assert "/officials/alma-quill/ferry/" in page.url


def test_searching_changes_the_list_and_the_address_and_back_undoes_it(page, record):
    page.goto("/statements/")
    page.get_by_label("Words").fill("nothing like it")
    page.keyboard.press("Enter")
    page.wait_for_url("**/statements/?*q=nothing*")
    page.get_by_text("o’clock").first.wait_for(state="detached")
    page.go_back()
    page.get_by_text("o’clock").first.wait_for()


def test_everything_can_be_read_without_scripts(chromium, site, record):
    context = chromium.new_context(java_script_enabled=False, base_url=site)
    page = context.new_page()
    page.goto("/officials/alma-quill/ferry/")
    assert page.locator("svg.timeline:visible a.mark").count() == 4
    page.goto("/statements/?q=sail")
    assert page.get_by_text("o’clock").count() >= 4
    context.close()


def test_every_page_is_walked_through_by_keyboard_and_has_a_title_of_its_own(page, record):
    said = [row.get_absolute_url() for row in Statement.objects.all()]
    wrong, titles = [], []
    for address in (*ADDRESSES, *said[:2]):
        page.goto(address)
        titles.append(page.title())
        wrong += [f"{address} {flaw}" for flaw in [*headings_of(page), *walk(page)]]
    assert not wrong, "\n".join(wrong)
    assert len(set(titles)) == len(titles), titles


def test_on_paper_all_begins_at_one_margin(page, record):
    page.emulate_media(media="print")
    page.goto("/officials/alma-quill/ferry/")
    lefts = [page.locator(part).bounding_box()["x"] for part in (".wordmark", "h1", ".colophon p >> nth=0")]
    assert max(lefts) - min(lefts) < 1


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", WIDTHS)
def test_no_page_is_wider_than_the_window_and_none_has_a_barrier(chromium, site, record, width, scheme):
    context = chromium.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme, base_url=site)
    page = context.new_page()
    for address in ADDRESSES:
        page.goto(address)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, address
        found = Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]})
        assert found.violations_count == 0, f"{address}: {found.generate_report()}"
    context.close()
