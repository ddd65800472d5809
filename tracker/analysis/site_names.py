"""The name of a publication, from the title of one of its feeds or pages and the host it stands at.

A title holds the name among others: the section, a slogan, "RSS". The piece whose letters the host repeats is the name;
without one, a title in one piece is, and of several pieces all that are not furniture stay.
"""

import html
from unicodedata import normalize

import regex

LONGEST = 300  # of a title; what goes on beyond is none
SHORTEST = 3  # letters of a piece that a host may repeat by chance
_BETWEEN = regex.compile(
    r"""\s+[-–—|»>·•/]+\s+|\s*(?:\||»|::|//)\s*|:\s+|\s+:|\s+-(?=\w)|(?<=\w)-\s+|^\s*[-–—|»>]+\s*|\s*[-–—|»>:]+\s*$""",
    regex.X,
)
_AROUND = regex.compile(
    r"""^(?:
        (?:the\ )?(?:(?:public\ )?rss(?:\ \d(?:\.\d)?)?|atom|news|latest|xml)?[\ -]*
        (?:feeds?|news|headlines|articles|stories|posts)?\ (?:from|for|of|by|di|do\ site)[ ]
        |(?:public\ )?rss(?:\ \d(?:\.\d)?)?[\ :]+|welcome\ to[ ]
    )|[\ :]+(?:
        \(?(?:rss|atom)\)?(?:\ \d(?:\.\d)?)?(?:\ feeds?)?|feeds?|latest\ (?:articles|news|headlines|stories|posts)
        |top\ stories|(?:latest\ )?rss\ headlines
    )$""",
    regex.IGNORECASE | regex.X,
)
# Pieces that name a part of a site, or nothing; by lines of words, parted by bars.
_PARTS = """
rss|feed|feeds|rss feed|rss feeds|public rss|rss channel|atom|xml|home|homepage|home page|front page|frontpage|index
start|startseite|all|all news|all content|all articles|all stories|news|news feed|newsfeed|latest|latest news
latest stories|latest headlines|latest articles|latest posts|local news|breaking news|daily news|top news|top stories
top stories news|topstories|headlines|rss headlines|main|world|world news|international|international edition
english edition|uk|us|europe|politics|business|opinion|sport|sports|articles|posts|press releases|press release
releases|news releases|blog|channel|untitled|comments|welcome|updates|today|activity on gov.uk|portada|actualités
nachrichten|noticias|notícias
"""
FURNITURE = frozenset(_PARTS.strip().replace("\n", "|").split("|"))
_NOT_LETTERS = regex.compile(r"[^\p{L}\p{N}]+")
# Labels of hosts that name nobody.
_OF_HOSTS = "com org net co ac gov edu int mil info news press media"
ENDINGS = frozenset(_OF_HOSTS.split())


def site_name(title: str, host: str) -> str:
    """The name in `title`; empty where it holds nothing but furniture, or is an address itself."""
    plain = " ".join(word for word in html.unescape(title[:LONGEST]).split() if "://" not in word)
    pieces = [piece for part in _BETWEEN.split(plain) if (piece := _bare(part or ""))]
    named = [piece for piece in pieces if _is_of_host(piece, host)]
    if named:
        return max(named, key=_weight)
    telling = [piece for piece in pieces if not _is_furniture(piece)]
    if len(telling) <= 1:
        return telling[0] if telling else ""
    return plain[:200] if not _BETWEEN.match(plain) else " ".join(telling)


def _bare(piece: str) -> str:
    """The piece without what says only that it is a feed."""
    text = piece.strip(" .,-–—|»>:")
    while (cut := _AROUND.sub("", text).strip(" .,-–—|»>:")) != text:
        text = cut
    return f"T{text[1:]}" if text.startswith("the ") else text


def _is_furniture(piece: str) -> bool:
    return piece.casefold() in FURNITURE


def _is_of_host(piece: str, host: str) -> bool:
    """Whether the host repeats the piece, or begins with its initials: The Guardian at theguardian.com, BBC News at
    bbc.co.uk."""
    if _is_furniture(piece):
        return False
    letters, initials = _letters(piece), "".join(word[0] for word in piece.casefold().split())
    bare = letters.removeprefix("the")
    for label in host.lower().split(".")[:-1]:
        name = _letters(label).removeprefix("the")
        if label in ENDINGS or len(name) < SHORTEST:
            continue
        if (len(bare) >= SHORTEST and bare in name) or name in letters or initials.startswith(name):
            return True
    return letters == _letters(host)


def _weight(piece: str) -> tuple[bool, bool, int]:
    """A short piece rather than a slogan that holds the name too, and words rather than an address."""
    return len(piece.split()) <= 6, "." not in piece, -abs(len(piece) - 14)


def _letters(text: str) -> str:
    """Letters and digits alone, without case and accents."""
    return str(_NOT_LETTERS.sub("", normalize("NFKD", text.casefold())))
