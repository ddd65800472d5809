"""Sources as their sites and feeds tell of them: the name, and the time zone where there is evidence for one."""

from urllib.parse import urlsplit

from tracker.analysis import feeds, zones
from tracker.analysis.site_names import site_name
from tracker.models import Feed, Source
from tracker.models.slugs import free_slug

# Hosts that publish feeds for others: their name says nothing about who speaks.
SHARED_HOSTS = ("feedburner.com", "feedproxy.google.com", "rss.app", "feedspot.com", "medium.com", "rsshub.app")


def make(title: str, *, home: str, language: str | None) -> Source:
    """A new source named by the `title` of its site or feed, else by its host. `home` is an address at it."""
    parts = urlsplit(home)
    host = _host(home)
    front = None if is_shared(host) else f"{parts.scheme}://{parts.netloc}/"
    return make_named(site_name(title, host) or host, homepage=front, at=home, language=language)


def make_named(name: str, *, homepage: str | None, at: str, language: str | None = None) -> Source:
    """A new source of that name; `at` is an address it publishes at."""
    host = _host(homepage or at)
    found = zones.Clock(None, "") if is_shared(host) else zones.clock((), host=host, language=language)
    return Source.objects.create(
        name=name[:200],
        slug=free_slug(Source, (name if is_shared(host) else host).replace(".", "-"), otherwise="source"),
        homepage=homepage,
        time_zone=found.zone,
        time_zone_why=found.why,
    )


def is_shared(host: str) -> bool:
    return any(host == name or host.endswith(f".{name}") for name in SHARED_HOSTS)


def learn(feed: Feed, document: feeds.Document) -> None:
    """Have the feed's source named and its time zone found by what the feed shows, as far as they are not known.

    Once articles are dated without a zone it is only proposed: an editor dates them anew by setting it.
    """
    source = feed.source
    if source.time_zone is not None and source.name != _host(source.homepage):
        return
    host = _host(source.homepage or document.home or feed.url)
    if source.name == _host(source.homepage) and (name := site_name(document.title, host)):
        source.name = name[:200]
    if source.time_zone is None and not is_shared(host):
        _learn_zone(source, document, host)
    source.save(update_fields=["name", "time_zone", "time_zone_why"])


def _learn_zone(source: Source, document: feeds.Document, host: str) -> None:
    moments = [moment for item in document.items if (moment := item.published or item.updated)]
    found = zones.clock(moments, host=host, language=document.language)
    if found.zone and source.articles.exists():
        source.time_zone_why = f"{found.why} That would be {found.zone}."
    else:
        source.time_zone, source.time_zone_why = found.zone, found.why


def likely_zones(source: Source) -> tuple[str, ...]:
    """The time zones of the country the source is known to be of, by what an editor said or by its address."""
    return zones.of_country(source.country_id) or zones.of_country(zones.country_of_host(_host(source.homepage)))


def _host(address: str | None) -> str:
    return (urlsplit(address or "").hostname or "").removeprefix("www.")
