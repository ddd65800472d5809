"""A page that lists articles is set aside with what it is and what helps; articles full of links are taken in."""

import json

import pytest

from tests.factories import EditorFactory
from tracker.models import Article, ArticleVersion
from tracker.pipeline import articles, documents

pytestmark = pytest.mark.django_db

PLACES = ["ferry", "harbour", "quay", "bridge", "tunnel", "tram", "market", "island", "lighthouse", "ministry"]
BLURB = "The minister of the invented island said on Tuesday that the {0} would open before the winter storms arrive."
STORY = "\n".join(
    f"<p>{BLURB.format(place)} “We shall keep the {place} dry,” she told the council.</p>" for place in PLACES
)
FEED = "<link rel=alternate type=application/rss+xml href=/{}.xml>"


def page(body, head=""):
    menu = "".join(f"<li><a href=/{place}>All the latest from the {place}</a></li>" for place in PLACES * 3)
    return (
        f"<!doctype html><html lang=en><head><title>News of the islands</title>{head}</head>"
        f"<body><nav><ul>{menu}</ul></nav>{body}<footer>The Invented Courier</footer></body></html>"
    )


def teasers(shape):
    return "".join(
        shape.format(place=place, headline=f"Minister opens the {place} to all islanders", blurb=BLURB.format(place))
        for place in PLACES
    )


CARD = (
    "<div class=card><a href=/news/{place}><img src=/{place}.jpg alt=''><h3>{headline}</h3></a>"
    "<p>{blurb}</p><time>2 hours ago</time></div>"
)
POST = (
    "<article class=post><h2><a href=/2031/{place}>{headline}</a></h2><p class=meta>By <a href=/by/ann>Ann Invented</a></p>"
    "<p>{blurb} <a href='/2031/{place}#more'>Continue reading <span>{headline}</span></a></p></article>"
)
ROW = "<li><a href=/press/{place}><span>{headline}</span></a><span>12 March 2031</span><p>{blurb}</p></li>"
STATED = {"@type": "NewsArticle", "headline": "Minister opens the ferry to all islanders"}
PUBLISHED = "<meta property=article:published_time content=2031-03-12T08:00:00Z>"


def linked(data):
    return f'<script type="application/ld+json">{json.dumps(data)}</script>'


LISTINGS = {
    "a front page of cards": page(f"<main><h1>Headlines</h1>{teasers(CARD)}</main>"),
    "an archive of posts": page(f"<main><h1>Archive: harbours</h1>{teasers(POST)}</main>"),
    "press releases of a ministry": page(f"<main><h1>Press releases</h1><ul>{teasers(ROW)}</ul></main>"),
    "a section whose software calls it an article": page(
        f"<main><h1>Harbours</h1>{teasers(CARD)}</main>", head="<meta property=og:type content=article>"
    ),
    "a section that states the story on top of it": page(
        f"<main><h1>Harbours</h1>{teasers(CARD)}</main>",
        head=linked(STATED | {"url": "https://courier.example/news/ferry"}),
    ),
    "a section that states when its newest story came": page(
        f"<main><h1>Harbours</h1>{teasers(CARD)}</main>",
        head=PUBLISHED + linked(STATED | {"mainEntityOfPage": {"@id": "https://courier.example/news/quay#article"}}),
    ),
    "a collection of the software's articles": page(
        f"<main><h1>Archive: harbours</h1>{teasers(POST)}</main>", head=PUBLISHED + linked({"@type": "CollectionPage"})
    ),
    "a section of several pages": page(
        f"<main><h1>Harbours</h1>{teasers(CARD)}<a href='?page=2'>Older</a></main>", head=linked(STATED)
    ),
    "an archive of several pages": page(
        f"<main><h1>Harbours</h1>{teasers(POST)}<a href=https://courier.example/news/page/2/>2</a></main>",
        head=PUBLISHED + "<link rel=canonical href=https://courier.example/news/>",
    ),
    "a page that is one form": page(f"<form id=all><div id=content>{teasers(CARD)}</div></form>"),
}

UPDATE = (
    "<div class=update id=u-{place}><h2><a href='/live/storm?post={place}'>{headline}</a></h2><p>{blurb}</p>"
    "<p>More in <a href=/news/{place}>our report on the {place}</a>.</p></div>"
)
BRIEFING = "<div><h3><a href=https://courier.example/{place}>{headline}</a></h3><p>{blurb}</p></div>"
ARTICLES = {
    "a live blog": page(f"<main><h1>Storm: as it happens</h1>{teasers(UPDATE)}</main>"),
    "a briefing of links that says it is an article": page(
        f"<main><h1>What we read this week</h1>{teasers(BRIEFING)}</main>",
        head=PUBLISHED,
    ),
    "a briefing that says so to search engines": page(
        f"<main><h1>What we read this week</h1>{teasers(BRIEFING)}</main>",
        head=linked({"@type": "NewsArticle", "headline": "What we read"}),
    ),
    "a briefing that states its address, and links to itself": page(
        f"<main><h1><a href=/live/storm>What we read this week</a></h1>{teasers(BRIEFING)}</main>",
        head=linked(STATED | {"url": "https://courier.example/live/storm?from=search", "@id": "/live/storm"}),
    ),
    "a briefing whose data cannot be read": page(
        f"<main><h1>What we read this week</h1>{teasers(BRIEFING)}</main>",
        head=linked(STATED | {"url": "/ferry"}).replace("}<", ",}<"),
    ),
    "a briefing with a second page of another": page(
        f"<main><h1>What we read</h1>{teasers(BRIEFING)}<a href=/news?page=2>News</a></main>", head=linked(STATED)
    ),
    "a live blog of several pages that lists its stories": page(
        f"<main><h1>Storm: as it happens</h1>{teasers(BRIEFING)}<a href='?page=2'>Earlier</a></main>",
        head=linked(STATED | {"@type": "LiveBlogPosting"}),
    ),
    "a story among teasers": page(f"<main><h1>The dry quay</h1>{STORY}<aside>{teasers(CARD)}</aside></main>"),
    "a story with a list of further reading": page(
        f"<main><h1>The dry quay</h1>{STORY}<h2>Further reading</h2><ul>{teasers(ROW)}</ul></main>"
    ),
    "a story whose words are links": page(
        f"<main>{STORY.replace('would open', '<a href=/plan>would by the plan of the council open</a>')}</main>"
    ),
}


@pytest.mark.parametrize("markup", LISTINGS.values(), ids=LISTINGS)
def test_a_page_of_links_to_articles_is_set_aside_with_what_helps(site, markup):
    article = articles.submit_address(site.put("/news", markup))
    articles.fetch(article)
    assert (article.state, article.trouble) == (Article.State.FAILED, Article.Trouble.LISTING)
    assert article.state_reason.startswith("This is a page of links to articles, not an article.")
    assert "Or give the address of one." in article.state_reason
    assert "Paste" not in article.state_reason
    assert not ArticleVersion.objects.exists()


@pytest.mark.parametrize("markup", ARTICLES.values(), ids=ARTICLES)
def test_an_article_full_of_links_is_taken_in(site, markup):
    article = articles.submit_address(site.put("/live/storm", markup))
    articles.fetch(article)
    assert article.state == Article.State.CAPTURED


@pytest.mark.parametrize(
    ("number", "words"),
    [(0, "may have a feed, which brings "), (1, "names a feed, which brings "), (2, "names 2 feeds, which bring ")],
)
def test_it_says_what_feeds_the_page_names(number, words):
    head = "".join(FEED.format(place) for place in PLACES[:number])
    with pytest.raises(documents.NoArticle, match=words):
        documents.from_html(page(f"<main>{teasers(CARD)}</main>", head=head))


def test_a_front_page_of_headlines_alone_is_called_what_it_is():
    headlines = page(f"<main>{teasers('<h3><a href=/{place}>{headline}</a></h3>')}</main>")
    with pytest.raises(documents.NoArticle, match="page of links"):
        documents.from_html(headlines, url="https://courier.example/")
    with pytest.raises(documents.NoText, match="No article text"):
        documents.from_html("<html><body><p>Ferry</p></body></html>", url="https://courier.example/")


def test_the_page_of_the_article_leads_to_the_feeds_of_its_address(client, site):
    client.force_login(EditorFactory())
    article = articles.submit_address(site.put("/news", LISTINGS["a front page of cards"]))
    articles.fetch(article)
    shown = client.get(article.get_absolute_url()).content.decode()
    assert "Paste the text instead" not in shown
    link = shown.split('">Look for its feeds')[0].rsplit('href="', 1)[1]
    assert article.url in client.get(link.replace("&amp;", "&")).content.decode()
