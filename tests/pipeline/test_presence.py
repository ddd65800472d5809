"""Texts that did not come from their page: the page is looked at for what is quoted, and no difference of reading alarms."""

from datetime import date, timedelta

import pytest

from tests.analysis.test_duplicates import STORY
from tests.factories import CountryFactory, OfficeFactory, OfficialFactory, TenureFactory
from tests.pipeline.feed_pages import item, poll
from tracker.models import Article, Feed, Quotation, Revision, Watch
from tracker.pipeline import articles, watching
from tracker.tasks import step

pytestmark = pytest.mark.django_db

HOUR, DAY, WEEK = timedelta(hours=1), timedelta(days=1), timedelta(days=7)
DATED = date(2024, 10, 17)
PARAGRAPHS = STORY.split("\n\n")
QUOTED = "We will keep the ferry line"


@pytest.fixture(autouse=True)
def varga():
    country = CountryFactory(code="XA", name="Varania", adjectives=["Varanian"])
    found = OfficialFactory(slug="ilse-varga", name="Ilse Varga", country=country)
    office = OfficeFactory(
        name="Foreign Minister", titles=["Foreign Minister"], country=country, role="foreign_minister"
    )
    TenureFactory(official=found, office=office, start=date(2024, 1, 8))
    return found


def page(*paragraphs):
    body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    return (
        f'<!doctype html><html lang="en"><head><title>Ferry</title></head><body><article>{body}</article></body></html>'
    )


def read(article):
    article.refresh_from_db()
    while not article.is_finished:
        step(article)
        article.refresh_from_db()
    return article


@pytest.fixture
def pasted(site):
    """A text an editor pasted with its address; the page shows it, with a caption the pasted text does not have."""
    address = site.put("/ferry", page("The harbour at dawn, seen from the mole.", *PARAGRAPHS), ETag='"1"')
    return read(articles.submit_text(STORY, url=address, published_on=DATED))


def look(article, after):
    return watching.look(article.pk, at=article.versions.get(number=1).captured_at + after)


def first_print():
    return Quotation.objects.with_presence().first_prints().filter(content__startswith=QUOTED).order_by("pk")[0]


def alarms():
    return Revision.objects.open().count()


def test_a_pasted_text_is_looked_at_in_the_same_rhythm_and_another_reading_of_it_is_no_edit(pasted):
    for after, following in ((HOUR, DAY), (DAY, WEEK), (WEEK, None)):
        watch = look(pasted, after)
        assert (watch.outcome, watch.note) == (Watch.Outcome.UNCHANGED, None)
        assert watch.due_at == (following and watch.since + following)
    version = pasted.versions.get()
    assert version.seen_at == version.captured_at, "the page never had this very text"
    assert alarms() == 0


def test_quoted_words_that_the_page_had_and_has_no_longer_wait_for_an_editor(pasted, site):
    look(pasted, HOUR)
    site.put("/ferry", page(*PARAGRAPHS).replace(QUOTED, "We hope to keep the ferry line"))
    assert look(pasted, DAY).outcome == Watch.Outcome.CHANGED
    read(pasted)
    revision = Revision.objects.open().get()
    assert {entry["what"] for entry in revision.touched} == {"words"}
    assert not first_print().still_there
    assert Quotation.objects.get(pk=first_print().pk).version.text == STORY


def test_quoted_words_given_to_somebody_else_on_the_page_wait_for_an_editor(pasted, site):
    look(pasted, HOUR)
    site.put("/ferry", page(*PARAGRAPHS).replace("Ilse Varga told reporters", "Falk Tarn told reporters"))
    assert look(pasted, DAY).outcome == Watch.Outcome.CHANGED
    read(pasted)
    assert "attribution" in {entry["what"] for entry in Revision.objects.open().get().touched}


def test_an_edit_of_the_page_that_touches_nothing_quoted_is_noted_and_is_no_alarm(pasted, site):
    look(pasted, HOUR)
    site.put("/ferry", page(*PARAGRAPHS).replace("1962", "1964"))
    watch = look(pasted, DAY)
    assert (watch.outcome, watch.note[-1]) == (Watch.Outcome.UNCHANGED, ".")
    assert "nothing quoted" in watch.note
    assert (pasted.versions.count(), alarms()) == (1, 0)


def test_words_the_page_never_showed_are_not_missed(site):
    more = "“No toll will ever be paid on the new line,” Ilse Varga said."
    address = site.put("/ferry", page(*PARAGRAPHS))
    pasted = read(articles.submit_text(f"{STORY}\n\n{more}", url=address, published_on=DATED))
    watch = look(pasted, HOUR)
    assert watch.outcome == Watch.Outcome.UNCHANGED
    assert watch.note == "2 of 3 quoted passages stand on the page."
    site.put("/ferry", page(*PARAGRAPHS).replace(QUOTED, "We hope to keep the ferry line"))
    assert look(pasted, DAY).outcome == Watch.Outcome.CHANGED
    read(pasted)
    assert [entry["before"][:27] for entry in Revision.objects.open().get().touched] == [QUOTED]
    there = Quotation.objects.with_presence().get(content__startswith="No toll").still_there
    assert (there, first_print().still_there) == (True, False)


WALL = "To read this story, and all others, become a subscriber of the Courier today. It costs little, and it helps us."


def test_a_page_that_never_showed_a_pasted_text_alarms_nobody_and_is_looked_at_for_its_deletion(pasted, site):
    site.put("/ferry", page(WALL))
    watch = look(pasted, HOUR)
    assert watch.outcome == Watch.Outcome.HIDDEN
    site.put("/ferry", page(WALL.replace("little", "much")))
    assert look(pasted, DAY).outcome == Watch.Outcome.HIDDEN
    site.put("/ferry", status=410)
    assert look(pasted, WEEK).outcome == Watch.Outcome.GONE
    assert (alarms(), pasted.versions.count(), first_print().still_there) == (0, 1, True)


def test_an_address_that_never_led_to_the_text_has_nothing_else_in_its_place(pasted, site):
    site.put("/", page(*PARAGRAPHS))
    site.put("/ferry", status=302, Location="/")
    assert look(pasted, HOUR).outcome == Watch.Outcome.HIDDEN


def test_a_page_that_opens_later_is_compared_from_then_on(pasted, site):
    whole = page(*PARAGRAPHS)
    site.put("/ferry", page(WALL))
    look(pasted, HOUR)
    site.put("/ferry", whole)
    assert look(pasted, DAY).outcome == Watch.Outcome.UNCHANGED
    site.put("/ferry", whole.replace(QUOTED, "We hope to keep the ferry line"))
    assert look(pasted, WEEK).outcome == Watch.Outcome.CHANGED


def test_a_wall_put_up_later_is_no_loss_of_quoted_words(pasted, site):
    look(pasted, HOUR)
    site.put("/ferry", page(WALL))
    assert look(pasted, DAY).outcome == Watch.Outcome.REPLACED
    assert (alarms(), first_print().still_there) == (0, True)


def test_a_text_pasted_without_an_address_is_not_looked_at():
    articles.submit_text(STORY, published_on=DATED)
    assert not Watch.objects.exists()


def test_the_sample_newsroom_s_invented_addresses_are_not_asked():
    articles.submit_text(STORY, url="https://courier.example/ferry", published_on=DATED, is_sample=True)
    assert not Watch.objects.exists()


WHOLE = item(1, "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS))


@pytest.fixture
def fed(feed, site):
    """An article whose whole text a feed brought, and whose page shows it."""
    site.put("/story-1", page(*PARAGRAPHS))
    Feed.objects.update(text_from="feed")
    feed.put(WHOLE)
    poll(feed)
    return read(Article.objects.get())


def test_an_article_whose_text_came_from_a_feed_is_looked_at_after_it_left_the_feed(fed, feed, site):
    assert fed.latest_version.extracted_by == "feed-1"
    assert look(fed, HOUR).outcome == Watch.Outcome.UNCHANGED
    feed.put(item(2))
    poll(feed)
    site.put("/story-1", page(*PARAGRAPHS).replace(QUOTED, "We hope to keep the ferry line"))
    assert look(fed, DAY).outcome == Watch.Outcome.CHANGED
    read(fed)
    assert (alarms(), first_print().still_there) == (1, False)


def test_a_feed_that_goes_on_printing_the_old_words_does_not_bring_them_back(fed, feed, site):
    look(fed, HOUR)
    site.put("/story-1", page(*PARAGRAPHS).replace(QUOTED, "We hope to keep the ferry line"))
    look(fed, DAY)
    read(fed)
    fed.versions.update(seen_at=fed.versions.get(number=1).captured_at)
    feed.put(item(2), WHOLE)
    poll(feed)
    assert not first_print().still_there
    assert fed.latest_version.number == 2


def test_an_article_of_a_feed_that_was_deleted_at_its_source_is_marked(fed, site):
    site.put("/story-1", status=404)
    watch = look(fed, HOUR)
    assert watch.gone_at == watch.looked_at
    assert fed.versions.count() == 1
