"""A notice in an article's place is told from an article, and from one that speaks of notices."""

import pytest

from tracker.analysis.notices import Notice, is_stub, notice_in

STORY = """The harbour minister of the invented island said on Tuesday that the ferry would sail in every weather that the
season brings to the strait.

Her words came after a week of storms, in which the quay was closed to passengers and freight alike for three days."""
LONG = "\n\n".join(
    f"The harbour minister said, in answer {n}, that the ferry would sail before winter." for n in range(25)
)

NOTICES = [
    (Notice.PAYWALL, "Ferry to sail", f"{STORY}\n\nSubscribe to continue reading\n\nAlready a subscriber? Log in."),
    (Notice.PAYWALL, "", "This article is for subscribers only.\n\nTo read the full story you need a subscription."),
    (
        Notice.PAYWALL,
        "",
        "You have read all your free articles this month. Register for free or log in to continue reading.",
    ),
    (Notice.LOGIN, "Log in", "Forgot your password? Enter the e-mail address you registered with to set a new one."),
    (
        Notice.CONSENT,
        "The Courier",
        "We and our 843 partners store and access information on a device, such as cookies, for personalised ads.\n\n"
        "If you click “Accept all”, you agree to this. Click “Manage settings” to change your choices.",
    ),
    (
        Notice.CONSENT,
        "",
        "We use cookies to serve personalized ads. By clicking “Accept All”, you consent to our use of cookies.",
    ),
    (Notice.MISSING, "Page not found", "Sorry, the page you’re looking for doesn’t exist, or it has been moved."),
    (Notice.MISSING, "", "This story is no longer available. Please visit our home page for the latest news."),
    (Notice.SCRIPT, "The Courier", "Please enable JavaScript. This site requires JavaScript to work properly."),
    (Notice.ROBOT, "Just a moment...", "Verifying you are human. This may take a few seconds."),
    (
        Notice.ROBOT,
        "Pardon the interruption",
        "Something about your browser made us think you might be a bot.\n\nTo regain access, make sure that cookies are on.",
    ),
    (Notice.REGION, "", "Unavailable due to legal reasons: access cannot be granted from the European Economic Area."),
    (Notice.TROUBLE, "Error", "An unexpected error has occurred. Please try again in a few minutes."),
]


@pytest.mark.parametrize(("kind", "title", "text"), NOTICES, ids=[f"{n[0].name} {i}" for i, n in enumerate(NOTICES)])
def test_a_notice_is_told_by_kind(kind, title, text):
    assert notice_in(text, title) == kind
    assert kind.value.endswith(".")


@pytest.mark.parametrize(
    ("title", "text"),
    [
        pytest.param("Ferry to sail", STORY, id="a short report"),
        pytest.param("Ferry to sail", f"{LONG}\n\nSubscribe to continue reading", id="a whole story and an appeal after it"),
        pytest.param(
            "Court rules on cookies",
            "The court said that “we use cookies” and “Accept all” were not enough for consent to personalised ads.",
            id="a report on consent forms",
        ),
        pytest.param("Ferry is no longer available", "The ferry is no longer available, and the pier has been moved.", id="like words"),
        pytest.param("Page not found: the ministry deletes its archive", LONG, id="a headline that plays with a notice"),
        pytest.param("Access denied", "Access was denied to the port, the minister said on Tuesday.", id="said by someone"),
        pytest.param("", "", id="nothing"),
    ],
)  # fmt: skip
def test_an_article_is_none(title, text):
    assert notice_in(text, title) is None


def test_a_beginning_is_a_stub_where_the_rest_of_the_page_asks_to_subscribe():
    wall = f"Home World {STORY} Subscribe to continue reading Log in"
    assert is_stub(STORY, wall, closed=False)
    assert not is_stub(STORY, f"Home World {STORY} Subscribe Log in", closed=True)
    assert not is_stub(STORY, f"{STORY} Already a subscriber? Log in", closed=False)
    assert is_stub(STORY, f"{STORY} Already a subscriber? Log in", closed=True)
    assert not is_stub(LONG, wall, closed=True)
