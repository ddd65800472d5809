"""Feeds for tests to poll, as RSS."""

from tracker.pipeline import polling

STORY = " ".join(["The ferry to the invented island sails at nine, the harbour office said."] * 20)


def rss(*items, channel=""):
    rows = "".join(
        "<item>" + "".join(f"<{name}><![CDATA[{value}]]></{name}>" for name, value in item.items()) + "</item>"
        for item in items
    )
    return f"<rss version='2.0'><channel><title>Harbour news</title>{channel}{rows}</channel></rss>"


def item(number, text=STORY, **more):
    values = {
        "guid": f"n{number}",
        "link": f"/story-{number}",
        "title": f"Ferry number {number} sails",
        "description": text,
        "pubDate": "Thu, 17 Oct 2024 06:00:00 GMT",
    }
    return {name: value for name, value in (values | more).items() if value is not None}


def poll(feed, **options):
    """Poll now and give the line of the log; the feed is read again."""
    outcome = polling.poll(feed.pk, now=True, **options)
    feed.refresh_from_db()
    return outcome.event if outcome else None
