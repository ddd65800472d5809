"""Feeds for editors: the list by health, one feed, adding, editing, pausing, and lists in OPML."""

import re
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from tests.factories import ArticleFactory, FeedFactory, FeedItemFactory, SourceFactory, UserFactory
from tracker.models import Feed, Host
from tracker.pipeline import feeds as pipeline
from tracker.pipeline import http

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)
STEPS = ("pause_feed", "resume_feed", "poll_feed")


@pytest.fixture
def at(monkeypatch):
    """`at(address, *found)`: what is found at an address; an error is raised."""
    places = {}

    def find(address):
        answer = places[address]
        if isinstance(answer, Exception):
            raise answer
        return answer

    monkeypatch.setattr(pipeline, "find", find)
    return lambda address, *found: places.update(
        {address: found[0] if isinstance(found[0], Exception) else list(found)}
    )


def found(name, title=""):
    return pipeline.Found(f"https://courier.example/{name}", title, "https://courier.example/")


def page(client, name="feeds", *args, **query):
    return client.get(reverse(name, args=args), query).content.decode()


def every_health():
    now = timezone.now()
    fine = {"last_success_at": now, "last_item_at": now, "next_poll_at": now + DAY}
    FeedFactory(title="Fine feed", **fine)
    FeedFactory(title="Paused feed", state="paused", **fine)
    FeedFactory(title="New feed", next_poll_at=now + DAY)
    FeedFactory(title="Silent feed", **fine | {"last_item_at": now - 30 * DAY})
    FeedFactory(title="Failing feed", error_count=3, last_error="The publisher answered 500.", **fine)
    FeedFactory(title="Stopped feed", state="stopped", state_reason="It is gone for good.", **fine)


def test_only_editors_see_and_change_feeds(client):
    feed = FeedFactory()
    pages = [reverse("feeds"), feed.get_absolute_url(), *map(reverse, ("add_feed", "import_feeds", "export_feeds"))]
    pages.append(reverse("edit_feed", args=[feed.pk]))
    steps = [reverse(name, args=[feed.pk]) for name in STEPS]
    for ask, addresses in ((client.get, pages), (client.post, steps)):
        for address in addresses:
            assert ask(address).url.startswith(reverse("login")), address
    client.force_login(UserFactory())
    for ask, addresses in ((client.get, pages), (client.post, steps)):
        for address in addresses:
            assert ask(address).status_code == 403, address
    assert Feed.objects.get().state == "active"


def test_the_list_has_the_most_urgent_first_and_says_why(client, editor):
    every_health()
    shown = page(client)
    order = [shown.index(f"{name} feed</a>") for name in ("Stopped", "Failing", "Silent", "New", "Fine", "Paused")]
    assert order == sorted(order)
    assert "It is gone for good." in shown
    assert "3 times in a row" in shown
    assert "The publisher answered 500." in shown
    assert "nothing new since" in shown
    assert '<a href="?health=2" class="bad">1 failing</a>' in shown


def test_the_list_is_narrowed_by_words_and_state(client, editor):
    every_health()
    assert page(client, health="2").count("data-row href") == 1
    assert page(client, q="SILENT").count("data-row href") == 1
    assert page(client, health="nonsense", q="").count("data-row href") == 6
    assert "No feed answers to that." in page(client, q="nowhere")


def test_an_empty_list_says_how_to_begin(client, editor):
    assert "Add the first" in page(client)


def test_the_number_of_queries_does_not_grow_with_the_list(client, editor, django_assert_num_queries):
    every_health()
    for feed in Feed.objects.all():
        FeedItemFactory(feed=feed)
    with django_assert_num_queries(11):
        page(client)
    every_health()
    with django_assert_num_queries(11):
        page(client)


def test_a_fragment_is_only_the_list(client, editor):
    every_health()
    part = client.get(reverse("feeds"), headers={"HX-Request": "true", "HX-Target": "found"})
    assert b"<html" not in part.content
    assert b"Stopped feed" in part.content
    assert "HX-Target" in part.headers["Vary"]


@pytest.fixture
def oslo():
    with timezone.override("Europe/Oslo"):
        yield


def test_a_feed_not_polled_yet_says_until_when_its_host_asked_for_a_rest(client, editor, oslo, settings):
    settings.TIME_ZONE = "Europe/Oslo"
    now = timezone.now()
    feed = FeedFactory(url="https://courier.example/a", next_poll_at=now + timedelta(minutes=40))
    FeedFactory(url="https://gazette.example/a", next_poll_at=now - DAY)
    until = now + timedelta(minutes=40)
    Host.objects.create(name="courier.example", free_at=until)
    Host.objects.create(name="gazette.example", free_at=now + timedelta(seconds=20))  # a turn under way
    hour = f"{timezone.localtime(until):%H:%M %Z}"
    for shown in (page(client), page(client, "feed", feed.pk)):
        assert f"its host has asked us to wait until {hour}" in words(shown)
        assert shown.count("its host has asked") == 1
    Feed.objects.update(last_success_at=now, last_item_at=now)
    assert f"its host has asked us to wait until {hour}" in words(page(client, "feed", feed.pk))
    assert "asked us to wait" not in page(client), "a feed that does well needs no reason in the list"


def test_a_feed_not_polled_yet_says_when_its_turn_comes(client, editor, oslo):
    later = timezone.now() + timedelta(minutes=5)
    feed = FeedFactory(next_poll_at=later)
    turn = timezone.localtime(later)
    assert f"Not polled yet: its turn comes on {turn.day} {turn:%B, %H:%M %Z}" in words(page(client, "feed", feed.pk))
    Feed.objects.update(claimed_until=later)
    assert "its turn comes" not in page(client, "feed", feed.pk), "it is being polled"


def words(markup):
    return " ".join(re.sub(r"<[^>]+>", "", markup).split())


def test_a_feed_shows_its_items_what_became_of_them_and_its_log(client, editor, django_assert_num_queries):
    feed = FeedFactory(next_poll_at=timezone.now() + DAY, added_by=editor)
    FeedItemFactory(feed=feed, article=ArticleFactory(title="The ferry sails"), changes=2)
    FeedItemFactory(feed=feed, article=None, state="refused", reason="It has no text.", title="<b>Odd</b>")
    FeedItemFactory(feed=feed, article=ArticleFactory(state="failed", state_reason="The page is gone."))
    feed.note("failed", error="The publisher answered 500.", numbers={"milliseconds": 1234})
    feed.pause(editor)
    feed.resume(editor)
    Feed.objects.update(next_poll_at=timezone.now() + DAY)
    with django_assert_num_queries(11):
        shown = page(client, "feed", feed.pk)
    for words in ("The ferry sails", "edited 2 times", "It has no text.", "The page is gone.", "1,234 ms"):
        assert words in shown
    assert f"Paused by {editor.username}" in shown.replace("\n", " ")
    assert "&lt;b&gt;Odd&lt;/b&gt;" in shown
    assert "hx-get" not in shown.split("<main")[1], "nothing is due, so that nothing is asked again"


def test_a_feed_that_is_being_polled_asks_again_by_itself(client, editor):
    feed = FeedFactory(next_poll_at=timezone.now())
    address = feed.get_absolute_url()
    assert f'hx-get="{address}"' in page(client, "feed", feed.pk)
    part = client.get(address, headers={"HX-Request": "true", "HX-Target": "feed"}).content.decode()
    assert "Being polled" in part
    assert "<html" not in part
    Feed.objects.update(next_poll_at=timezone.now() + DAY, claimed_until=timezone.now() + DAY)
    assert "Being polled" in page(client, "feed", feed.pk), "a worker is at it"
    Feed.objects.update(next_poll_at=timezone.now() - timedelta(minutes=5))
    assert "Is a worker running?" in page(client, "feed", feed.pk)


def test_a_feed_is_paused_resumed_and_polled(client, editor, rung):
    feed = FeedFactory(next_poll_at=timezone.now() + DAY)
    address = feed.get_absolute_url()
    assert client.post(reverse("pause_feed", args=[feed.pk])).url == address
    assert Feed.objects.get().state == "paused"
    assert "Resume it first" in client.post(reverse("poll_feed", args=[feed.pk]), follow=True).content.decode()
    assert rung == []
    client.post(reverse("resume_feed", args=[feed.pk]))
    Feed.objects.update(next_poll_at=timezone.now() + DAY)
    client.post(reverse("poll_feed", args=[feed.pk]))
    assert rung == [("poll_feed", feed.pk)] * 2
    assert list(Feed.objects.due(timezone.now())) == [feed]


def test_a_button_pressed_twice_does_no_harm(client, editor):
    feed = FeedFactory()
    for _ in range(2):
        response = client.post(reverse("pause_feed", args=[feed.pk]), follow=True)
    assert "another editor was faster" in response.content.decode()
    assert feed.events.filter(kind="paused").count() == 1


def test_a_button_in_the_list_comes_back_to_the_list(client, editor):
    feed = FeedFactory()
    response = client.post(reverse("pause_feed", args=[feed.pk]), {"list": "health=2&q=ferry"})
    assert response.url == f"{reverse('feeds')}?health=2&q=ferry"


def test_an_address_of_one_feed_is_added_at_once(client, editor, at, rung):
    at("courier.example", found("feed", "Harbour news"))
    source = SourceFactory()
    response = client.post(reverse("add_feed"), {"address": "courier.example", "source": source.pk})
    feed = Feed.objects.get()
    assert response.url == feed.get_absolute_url()
    assert (feed.title, feed.source, feed.added_by) == ("Harbour news", source, editor)
    assert rung == [("poll_feed", feed.pk)]


def test_of_several_feeds_the_editor_chooses(client, editor, at, rung):
    at("courier.example", found("world", "World"), found("sport", "Sport"), found("all"))
    response = client.post(reverse("add_feed"), {"address": "courier.example"})
    shown = response.content.decode()
    assert response.status_code == 200
    assert not Feed.objects.exists()
    assert "World: https://courier.example/world" in shown
    urls = [f.url for f in (found("world"), found("sport"), found("all"))]
    response = client.post(
        reverse("add_feed"), {"address": "courier.example", "offered": urls, "chosen": [urls[0], urls[2]]}
    )
    assert response.url == reverse("feeds")
    assert set(Feed.objects.values_list("url", flat=True)) == {urls[0], urls[2]}
    assert len(rung) == 2


def test_what_the_page_said_of_its_site_is_kept_while_the_editor_chooses(client, editor, at, rung):
    told = [pipeline.Found(f"https://quay.example/{n}", n, "https://quay.example/", "The Quay", "en-IE") for n in "ab"]
    at("quay.example", *told)
    shown = client.post(reverse("add_feed"), {"address": "quay.example"}).content.decode()
    names = ("looked_at", "home", "site", "language", "offered", "titles")
    given = {name: re.findall(f'name="{name}" value="([^"]*)"', shown) for name in names}
    client.post(reverse("add_feed"), {"address": "elsewhere.example", "chosen": told[0].url} | given)
    feed = Feed.objects.get()
    assert (feed.title, feed.source.name, feed.source.time_zone) == ("a", "The Quay", "Europe/Dublin")
    assert feed.source.homepage == "https://quay.example/"


def test_who_chooses_none_of_the_feeds_is_told_to_and_another_address_is_looked_at(client, editor, at):
    at("courier.example", found("world", "World"), found("sport", "Sport"))
    at("quay.example", found("tides", "Tides"), found("ships", "Ships"))
    offer = {
        "looked_at": "courier.example",
        "offered": [found("world").url, found("sport").url],
        "titles": ["World", "Sport"],
    }
    response = client.post(reverse("add_feed"), {"address": "courier.example"} | offer)
    assert response.status_code == 422
    assert "Choose at least one of them." in response.content.decode()
    assert "World: https://courier.example/world" in response.content.decode()
    response = client.post(reverse("add_feed"), {"address": "quay.example"} | offer)
    assert response.status_code == 200
    assert "Tides: https://courier.example/tides" in response.content.decode()
    assert not Feed.objects.exists()


def test_a_feed_that_is_here_already_is_shown(client, editor, at, rung):
    feed = FeedFactory(url="https://courier.example/feed")
    at("courier.example", found("feed"))
    response = client.post(reverse("add_feed"), {"address": "courier.example"}, follow=True)
    assert f"{feed} is here already." in response.content.decode()
    assert rung == []


@pytest.mark.parametrize(
    "error",
    [pipeline.NotFound("This page names no feed."), http.FetchRefused("Not public."), http.FetchFailed("No answer.")],
)
def test_what_went_wrong_with_an_address_is_said_beside_it(client, editor, at, error):
    at("courier.example", error)
    response = client.post(reverse("add_feed"), {"address": "courier.example"})
    assert response.status_code == 422
    assert str(error) in response.content.decode()


def test_a_chosen_address_that_leads_inside_is_refused(client, editor):
    inside = "ftp://courier.example/feed"
    response = client.post(reverse("add_feed"), {"address": "x", "offered": [inside], "chosen": [inside]})
    assert response.status_code == 422
    assert not Feed.objects.exists()


def edited(client, feed, **values):
    given = {"title": feed.title, "url": feed.url, "source": feed.source_id, "text_from": "auto", "least_minutes": ""}
    return client.post(reverse("edit_feed", args=[feed.pk]), given | values)


def test_a_feed_is_edited_and_the_log_says_so(client, editor):
    feed = FeedFactory()
    assert 'value="auto" selected' in page(client, "edit_feed", feed.pk)
    assert edited(client, feed, text_from="page", least_minutes="90").url == feed.get_absolute_url()
    feed.refresh_from_db()
    assert (feed.text_from, feed.min_interval) == ("page", timedelta(minutes=90))
    assert feed.events.get().actor == editor
    assert 'value="90"' in page(client, "edit_feed", feed.pk)


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"url": "ftp://courier.example/"}, "http:// or https://"),
        ({"least_minutes": "1"}, "greater than or equal to 5"),
        ({"url": "https://gazette.example/feed"}, "already exists"),
        ({"text_from": "hearsay"}, "not one of the available choices"),
    ],
)
def test_an_edit_that_makes_no_sense_changes_nothing(client, editor, values, sentence):
    feed = FeedFactory(title="As it was")
    FeedFactory(url="https://gazette.example/feed")
    response = edited(client, feed, title="Changed", **values)
    assert response.status_code == 422
    assert sentence in response.content.decode()
    feed.refresh_from_db()
    assert feed.title == "As it was"


LIST = b"""<opml><body><outline text="Courier" xmlUrl="https://courier.example/feed"/>
<outline type="rss" text="Nowhere"/></body></opml>"""


def test_a_list_is_imported_and_every_entry_answered_for(client, editor):
    response = client.post(reverse("import_feeds"), {"file": SimpleUploadedFile("feeds.opml", LIST)})
    shown = response.content.decode()
    assert "Of 2 entries: 1 added, 1 refused." in shown
    assert "The entry has no address of a feed" in shown
    assert Feed.objects.get().added_by == editor


def test_an_editor_who_imports_is_told_what_is_paused(client, editor):
    FeedFactory(url="https://courier.example/feed", state="paused")
    body = client.get(reverse("export_feeds")).content
    Feed.objects.all().delete()
    shown = client.post(reverse("import_feeds"), {"file": SimpleUploadedFile("feeds.opml", body)}).content.decode()
    assert "paused by an editor, as in the list" in shown


@pytest.mark.parametrize("body", [b"no list", b"x" * 2_000_001], ids=["no list", "too large"])
def test_a_file_that_is_no_list_is_refused_in_words(client, editor, body):
    response = client.post(reverse("import_feeds"), {"file": SimpleUploadedFile("feeds.opml", body)})
    assert response.status_code == 422
    assert "OPML" in response.content.decode()


def test_the_list_is_exported(client, editor):
    feed = FeedFactory()
    response = client.get(reverse("export_feeds"))
    assert response.headers["Content-Disposition"] == 'attachment; filename="feeds.opml"'
    assert feed.url in response.content.decode()
