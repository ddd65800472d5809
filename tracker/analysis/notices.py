"""Whether what a page gives in an article's place is a notice to its reader: a paywall, a consent form, an error page.

A notice is short and speaks of the page itself. What many articles say too ("no longer available") counts only beside
another such phrase, and only where little else is said. Of a paywall the beginning of the story stands before it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

import regex

LONGEST = 250  # words: no notice is longer, and what is says enough to be read
LITTLE = 60  # words, of which one plain phrase makes a notice
STUB = 150  # words of a story before its paywall, or beside one elsewhere on the page
SHARE = 0.5  # of the words stand in paragraphs that are the notice's


class Notice(StrEnum):
    """What stands in the article's place; the value says it in a sentence for editors."""

    PAYWALL = "The page shows only the beginning of the article to readers who have not subscribed."
    LOGIN = "The page asks its readers to log in."
    CONSENT = "The page asks for consent to cookies before it shows anything."
    MISSING = "The page says that the article is not there, though it answers as if it were."
    FRONT = "The address leads to the front page: the article is not there."
    LISTING = "This is a page of links to articles, not an article."
    SCRIPT = "The page is empty until its scripts run, and they are not run here."
    ROBOT = "The page checks whether its reader is a person."
    REGION = "The page is not shown to readers in this country."
    TROUBLE = "The page says that its site is out of order."

    @property
    def hides_text(self) -> bool:
        """Whether the article is there for others, so that an editor may paste it."""
        return self not in {Notice.MISSING, Notice.FRONT, Notice.LISTING, Notice.TROUBLE}


@dataclass(frozen=True, slots=True)
class _Phrases:
    """`plain` ones are said by notices alone; of those that are only `likely`, two must come together."""

    plain: tuple[regex.Pattern[str], ...]
    likely: tuple[regex.Pattern[str], ...] = ()


_REPORTS = regex.compile(r"\b(?:said|says|told|added|according to|announced|reported)\b")


def _compiled(lines: str) -> tuple[regex.Pattern[str], ...]:
    """A pattern of every line, with those after it that begin with a bar."""
    joined = regex.sub(r"\s*\n\s*\|", "|", lines.strip())
    return tuple(regex.compile(rf"\b(?:{line.strip()})") for line in joined.split("\n"))


# In lower case, with plain apostrophes. A line is one thing said: two ways of saying it are no second sign.
_PHRASES = {
    Notice.PAYWALL: _Phrases(
        _compiled(r"""
            (?:subscribe|register|sign (?:in|up)|log ?in)(?: \w+){0,2} to (?:continue|keep|read|unlock|access|view)
            to (?:continue|keep|finish) reading|(?:continue|keep) reading (?:with|by|for)
            to read (?:the (?:full|rest|whole|entire|complete)|this (?:article|story))
            unlock (?:this|the) (?:article|story)
            (?:article|story|content|page) is (?:only |exclusively )?for (?:our |paying )*(?:subscribers|members)
            |available (?:only |exclusively )?to (?:our |paying |digital )*subscribers
            |(?:reserved for|exclusive to) (?:our |paying |digital )*(?:subscribers|members)
            subscribers? only|subscriber[- ]only|subscription (?:is )?required|premium content
            (?:read|used|reached|viewed) (?:all )?(?:of )?(?:your|the) (?:\w+ ){0,3}(?:limit|free articles|free stories)
            |free (?:articles|stories) (?:this month|remaining|left)
        """),
        _compiled(r"""
            already (?:a )?(?:subscriber|subscribed|member|registered)|already have an account
            unlimited (?:digital )?access|full (?:digital )?access
            create a(?: free)? account|register (?:for free|now)
            (?:start|choose|get) your (?:free )?(?:trial|subscription|plan)|choose (?:a|your) plan
            cancel any ?time|cancel at any time
            subscribe (?:now|today)|become a (?:subscriber|member)
        """),
    ),
    Notice.LOGIN: _Phrases(
        _compiled(r"""
            (?:you must|you need to|please) (?:be logged in|log ?in|sign in) (?:to|before)
            forgot(?:ten)? (?:your |my )?password
        """),
        _compiled(r"""
            (?:log|sign) ?in
            (?:enter|use) (?:the|your) e-?mail(?: address)?
            (?:create|open) an account|new here|not registered
            password
        """),
    ),
    Notice.CONSENT: _Phrases(
        _compiled(r"""
            we value your privacy|your privacy (?:is important|matters) to us|before you continue to
            stor(?:e|ing) and(?:/or)? access(?:ing)? information on (?:a|your) device
            (?:you )?(?:consent|agree) to (?:our|the|their) use of cookies
        """),
        _compiled(r"""
            (?:we|partners),? (?:use|set|place) (?:\w+ )?cookies|uses cookies|cookies and similar
            (?:accept|allow|reject|decline) all\b|accept (?:and continue|cookies)
            manage (?:settings|cookies|preferences|options|choices)|change your (?:preferences|choices|consent)
            our (?:\d[\d,.]* )?partners|third[- ]party (?:vendors|partners)
            personali[sz]ed? (?:ads|advertising|content)|ad(?:vertising)? and content measurement|audience insights
            legitimate interests?|precise geolocation|withdraw your consent
            cookie (?:policy|settings|preferences|notice)
        """),
    ),
    Notice.MISSING: _Phrases(
        _compiled(r"""
            (?:page|story|article|content|url|link) (?:that )?you(?: are|'re| were|'ve| have)?(?: been)? looking for
            |(?:page|story|article|content|url|link|address) (?:that )?you(?:'ve| have)? (?:requested|entered|followed)
            (?:can't|cannot|couldn't|could not|can not) find (?:the|that|this) (?:page|article|story)
            |(?:page|article|story) (?:could|can) ?not be found
            (?:page|article|story|content) not found
            404(?: error|:| -| –| not found)|error 404
            (?:this|the) (?:page|article|story|link) (?:is no longer available|no longer exists|has expired)
            |(?:this|the) (?:page|article|story|link) (?:isn't available|is not available)
            |(?:this|the) (?:page|article|story|link) does(?:n't| not) exist
        """),
        _compiled(r"""
            no longer (?:available|exists?)|has (?:expired|been (?:removed|moved|deleted))
            |(?:may|might) have been (?:removed|moved|deleted)
            (?:does not|doesn't) exist|temporarily unavailable
            (?:go|return|back) (?:back )?to (?:the |our )?(?:home ?page|front page)
            |(?:use|try) (?:the|our) search|check the (?:address|url|spelling)
            oops|sorry
        """),
    ),
    Notice.SCRIPT: _Phrases(
        _compiled(r"""
            (?:enable|turn on|activate|allow) javascript
            |javascript (?:is |must be |has been )?(?:disabled|required|enabled|turned off|not enabled)
            |requires? javascript|without javascript|(?:not|doesn't) support javascript
        """),
    ),
    Notice.ROBOT: _Phrases(
        _compiled(r"""
            (?:verify(?:ing)?|confirm|make sure|prove|checking)(?: that| if| whether)? you(?:'re| are) (?:a )?human
            |(?:verify(?:ing)?|confirm|make sure|prove|checking)(?: that| if| whether)? you(?:'re| are) not a
            checking (?:if the site connection|your browser)|review the security of your connection
            |security check to access
            (?:might|may|could) be a (?:ro)?bot|not a robot|automated (?:requests|access) (?:from|to)
            |unusual (?:traffic|activity) (?:from|on|detected)
            complete the (?:captcha|security check)|solve (?:the|this) captcha|to regain access
            access (?:to this page )?(?:has been |is |was )?(?:denied|blocked)
            |you (?:do not|don't) have permission to access
        """),
    ),
    Notice.REGION: _Phrases(
        _compiled(r"""
            (?:not |un)available (?:in|for (?:readers|visitors|users) in) your (?:country|region|location)
            unavailable (?:due to|for) legal reasons|access cannot be granted
        """),
        _compiled(r"""
            european economic area|general data protection regulation|gdpr
            access (?:this|our) (?:website|site) from|(?:visitors|readers|users) from
        """),
    ),
    Notice.TROUBLE: _Phrases(
        _compiled(r"""
            (?:site|website|page|service) is (?:currently )?(?:undergoing|down for|under)(?: scheduled)? maintenance
            |(?:we'll|we will) be back (?:soon|shortly)
            internal server error|bad gateway|service (?:temporarily )?unavailable
            unexpected error (?:has )?occurred|page could(?: not|n't) be loaded
        """),
        _compiled(r"""
            something went wrong|an error (?:has )?occurred
            try again (?:later|in a few|shortly)|if the problem persists|reference number|contact (?:our )?support
            temporarily unavailable|back online shortly|apologi[sz]e for the inconvenience
        """),
    ),
}


def notice_in(text: str, title: str = "") -> Notice | None:
    """The notice that `text`, the main text of a page, is; of several kinds the one most of it speaks of."""
    paragraphs = list(_paragraphs(text, title))
    words = [len(paragraph.split()) for paragraph in paragraphs]
    if sum(words) > LONGEST:
        return None
    shares = {kind: _share(phrases, _plain(title), paragraphs, words) for kind, phrases in _PHRASES.items()}
    shares[Notice.PAYWALL] = shares[Notice.PAYWALL] or _paywall_share(paragraphs, words)
    kind = max(shares, key=lambda one: shares[one])
    return kind if shares[kind] else None


def is_stub(text: str, page: str, *, closed: bool) -> bool:
    """Whether `text` is the beginning of a story that goes on behind a paywall, of which only the rest of the `page`,
    its visible text, speaks.

    `closed`: the page's own data say that it is not free to read.
    """
    if len(text.split()) > STUB:
        return False
    rest = _plain(page)
    phrases = _PHRASES[Notice.PAYWALL]
    plain = any(phrase.search(rest) for phrase in phrases.plain)
    return plain or (closed and any(phrase.search(rest) for phrase in phrases.likely))


def _paragraphs(text: str, title: str) -> Iterator[str]:
    """The paragraphs as they are compared, without the headline on top of them."""
    headline = _plain(title)
    for paragraph in text.split("\n"):
        plain = _plain(paragraph)
        if plain and plain != headline:
            yield plain


def _share(phrases: _Phrases, title: str, paragraphs: Sequence[str], words: Sequence[int]) -> float:
    """How much of the text is a notice in these `phrases`; 0 where it is none."""
    pieces = [title, *paragraphs]
    plain, likely = _said(phrases.plain, pieces), _said(phrases.likely, pieces)
    total = sum(words)
    if plain + likely < 2 and not (plain and total <= LITTLE):
        return 0.0
    share = sum(_of_notice(phrases, paragraphs, words)) / max(1, total)
    return share if share >= SHARE and (plain or likely >= 3) else 0.0


def _paywall_share(paragraphs: Sequence[str], words: Sequence[int]) -> float:
    """Of a story's beginning that ends in a paywall: the share of the paywall, which may be small; else 0."""
    phrases = _PHRASES[Notice.PAYWALL]
    walled = _of_notice(phrases, paragraphs, words)
    if not _said(phrases.plain, paragraphs) or not any(walled[-3:]) or sum(words) - sum(walled) > STUB:
        return 0.0
    return sum(walled) / sum(words)


def _said(phrases: Sequence[regex.Pattern[str]], pieces: Sequence[str]) -> int:
    """How many of the phrases stand in any of the pieces."""
    return sum(any(phrase.search(piece) for piece in pieces) for phrase in phrases)


def _of_notice(phrases: _Phrases, paragraphs: Sequence[str], words: Sequence[int]) -> list[int]:
    """The words of each paragraph that speaks to the reader in these phrases, and 0 for those that report them."""
    both = (*phrases.plain, *phrases.likely)
    return [
        number if any(p.search(piece) for p in both) and not _REPORTS.search(piece) else 0
        for number, piece in zip(words, paragraphs, strict=True)
    ]


def _plain(text: str) -> str:
    return " ".join(text.casefold().replace("’", "'").split())
