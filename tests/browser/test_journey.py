"""The journey the product exists for: a text goes in, an editor checks what was found, a reader sees a position.

A real browser, a real queue in the database, a worker of its own.
"""

import re

import pytest

from tracker.models import Statement
from tracker.pipeline import sample

from .conftest import PASSWORD, log_in

ARTICLE = (sample.FOLDER / "articles" / "2024-10-17-varga-to-visit-aurelle.txt").read_text()
TIMELINE = "/officials/ilse-varga/meridian-engagement/"


def submit(page, text, day):
    page.get_by_role("link", name="Add article").click()
    page.get_by_label("Text", exact=True).fill(text)
    page.get_by_label("Published on").fill(day)
    page.get_by_role("button", name="Add and read it").click()


def choose(page, step):
    page.get_by_role("group", name=re.compile("Engagement with the Meridian Union")).get_by_label(step).check()


def test_from_a_pasted_text_to_a_timeline(page, editor, invented_world, worker):
    log_in(page)
    submit(page, ARTICLE, "2024-10-17")
    # The page follows the work by itself and stops asking when it is done.
    page.get_by_role("link", name=re.compile("Review .* statement")).wait_for(timeout=30_000)
    assert "hx-trigger" not in (page.locator("#article").evaluate("e => e.outerHTML.split('>')[0]"))
    marked = " ".join(page.locator(".marked-text mark").all_inner_texts())
    assert "Engagement is pragmatic and necessary" in marked
    # The menu, which stands outside of that part, tells the number as it is now.
    assert page.locator("#number-to-check").inner_text() == str(Statement.objects.to_check().count())

    # Nothing of it is public yet.
    assert page.request.get(TIMELINE).text().count("pragmatic and necessary") == 0

    statement = Statement.objects.get(text__startswith="Engagement is pragmatic")
    page.goto(f"/review/{statement.pk}/")
    assert page.get_by_label("Who said it").input_value() == "Ilse Varga"
    assert page.locator("mark.current").first.is_visible()
    choose(page, "Engage")
    page.locator("h1").click()
    page.keyboard.press("d")
    page.get_by_text("Accepted:").wait_for()

    page.goto(TIMELINE)
    assert "Engage" in page.locator("h1").inner_text()
    page.locator("svg.timeline:visible a.mark").first.click()
    page.locator(f"#s{statement.pk}").get_by_role("link").first.click()
    assert "Engagement is pragmatic and necessary" in page.locator("mark").first.inner_text()


def test_an_accepted_statement_is_seen_by_strangers_and_undoing_hides_it(
    page, chromium, site, editor, invented_world, worker
):
    log_in(page)
    submit(page, ARTICLE, "2024-10-17")
    page.get_by_role("link", name=re.compile("Review .* statement")).wait_for(timeout=30_000)
    statement = Statement.objects.get(text__startswith="Engagement is pragmatic")
    page.goto(f"/review/{statement.pk}/")
    choose(page, "Engage")
    page.get_by_role("button", name="Accept a", exact=True).click()
    page.get_by_text("Accepted:").wait_for()
    stranger = chromium.new_context(base_url=site)
    public = stranger.new_page()
    public.goto(TIMELINE)
    assert public.get_by_text("pragmatic and necessary").first.is_visible()
    page.get_by_role("button", name=re.compile("Undo")).first.click()
    page.get_by_text("Undone. The statement").wait_for()
    public.reload()
    assert public.get_by_text("pragmatic and necessary").count() == 0
    stranger.close()


def test_a_text_without_a_day_says_what_to_do_and_keeps_what_was_typed(page, editor, invented_world):
    log_in(page)
    page.get_by_role("link", name="Add article").click()
    page.get_by_label("Text", exact=True).fill("The ferry sails, the harbour master said.")
    page.get_by_role("button", name="Add and read it").click()
    page.get_by_text("Give the day it was published").wait_for()
    assert page.get_by_label("Text", exact=True).input_value().startswith("The ferry sails")


def test_a_wrong_password_says_so_and_many_lock_the_door(page, editor):
    page.goto("/login/")
    for _ in range(8):
        page.fill("#id_username", "editor")
        page.fill("#id_password", "wrong")
        page.get_by_role("button", name="Log in").click()
        page.wait_for_load_state()
    page.goto("/login/")
    page.fill("#id_username", "editor")
    page.fill("#id_password", PASSWORD)
    page.get_by_role("button", name="Log in").click()
    page.wait_for_load_state()
    assert "Review" not in page.locator("nav").inner_text()


@pytest.mark.parametrize("width", [1280, 390])
def test_the_editors_pages_fit_their_window(chromium, site, editor, invented_world, worker, width):
    context = chromium.new_context(viewport={"width": width, "height": 900}, base_url=site)
    page = context.new_page()
    log_in(page)
    submit(page, ARTICLE, "2024-10-17")
    page.get_by_role("link", name=re.compile("Review .* statement")).wait_for(timeout=30_000)
    statement = Statement.objects.filter(stances__isnull=False).first()
    for address in (
        page.url,
        "/review/",
        f"/review/{statement.pk}/",
        "/articles/",
        "/articles/add/",
        "/sample/remove/",
    ):
        page.goto(address)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, address
    context.close()
