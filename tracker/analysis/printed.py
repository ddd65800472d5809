"""What the words of a printed speaker tell by themselves: a pronoun, a description, a document, a body, one person."""

import regex

PERSONAL = frozenset({"he", "she", "him", "her", "himself", "herself"})
RELATIVE = frozenset({"who", "which", "that", "whom"})
SPOKESPERSON = regex.compile(r"\b(?:spokes(?:man|woman|person|people|men)|press (?:secretary|officer))\b", regex.I)
SPOKESPERSON_PHRASE = regex.compile(
    r"(?:\b(?:[Tt]he|[Aa]n?|[Hh]is|[Hh]er|[Ii]ts)|\b\p{Lu}[\p{L}’'-]*)\s(?:[\p{L}.’'-]+\s){0,4}(?P<noun>spokes(?:man|woman|person))\b"
    r"(?:\s(?:for|of)\s(?:the\s)?(?:\p{Lu}[\p{L}’'-]*(?:\s(?=\p{Lu}))?)+)?"
)
ON_BEHALF = regex.compile(r"\b(?:for|of|to|at|from)\s+(?:the\s+|its\s+)?$", regex.I)
NOT_HEAD = regex.compile(
    r"\b(?:for|of|to|with|by|from|in|against|under|about|on|at|near|between|than|like|behind|over|after|before)\s+"
    r"(?:(?:the|a|an|his|her|their|its|then)\s+)?$", regex.I,
)  # fmt: skip
# A campaign or camp is not the person it is named after.
CAMPAIGN = regex.compile(r"(?:['’]s)?[ -](?:campaign|camp|team|family|organi[sz]ation)\b")
# Before a name that is only an example of the speakers, or the object of what they do.
EXAMPLE = regex.compile(r"\b(?:(?:including|such as|among them)\s+(?:the\s+)?|to\s+\p{Ll}+\s+(?:the\s+)?)$")
# Before a name that only qualifies the noun after it: "previous Trump rallies", "a Trump event".
ADJUNCT = regex.compile(
    r"\b(?:an?|the|this|these|every|each|another|other|any|some|many|most|previous|recent|past|last|first|new|pro"
    r"|anti)[ -]$"
)
ENDS_HEAD = regex.compile(
    r"\.?\s*(?:$|[,(–—;:]|-(?!\p{L})|(?:who|of|and|in|from|at|on|for|himself|herself|itself|while|when|after|during|whose|as|with|to|neither)\b)"
)
DOCUMENT = regex.compile(
    r"(?:['’]s)?\s+(?:statement|press release|release|letter|report|readout|communiqu[eé]|account|website|memo|note"
    r"|post|briefing)\b",
    regex.I,
)
LIGHT = frozenset(
    {
        "the",
        "a",
        "an",
        "and",
        "but",
        "both",
        "either",
        "neither",
        "even",
        "another",
        "separate",
        "joint",
        "statement",
        "from",
        "by",
    }
)
ONE_PERSON = regex.compile(
    r"(?i:\b(?:spokes(?:man|woman|person)|\p{L}*(?:man|woman)|official|advis[eo]r|aide|staffer|analyst|expert|professor|diplomat|lawmaker|leader"
    r"|director|manager|strategist|lawyer|attorney|economist|historian|scholar|pollster|consultant|activist|organi[sz]er"
    r"|senator|minister|ambassador|general|admiral|governor|mayor|judge|chairman|chairwoman|president|mother|father|wife"
    r"|husband|son|daughter|voter|resident|farmer|teacher|student|supporter|delegate|founder|editor|author|columnist)\b)"
    r"|^\p{Lu}\p{Ll}+(?: \p{Lu}\.)?(?: \p{Lu}[\p{L}’'-]+){1,2},"
)  # fmt: skip
# What an institution is called again after its name.
BODY_NOUNS = frozenset(
    {"ministry", "government", "department", "administration", "palace", "embassy", "commission", "council", "alliance"}
)
BODY_WORDS = frozenset({"government", "ministers", "cabinet", "authorities", "administration", "ministry"})
# What makes of a capital's or palace's name another's: "the Washington Post", "Paris, who …".
GOES_ON = regex.compile(r"[ -]\p{Lu}|,? who\b")
OF_MORE = regex.compile(r"\s+(?:of|for|at)\s")
ARTICLE = regex.compile(r"^(?:the|a|an|another|one|some|this|that)\s+", regex.I)
RELATED = regex.compile(r"^(his|her|their)\s+(?:immediate\s+)?(predecessor|successor)\b", regex.I)
COUNTERPART = regex.compile(r"^(?:his|her|their)\s+(.*?)\s*(?:counterpart|opposite number)\b", regex.I)


def cleaned(printed: str) -> str | None:
    """A printed speaker as a name: articles and what follows the first comma go."""
    return ARTICLE.sub("", printed.split(",")[0].strip()).strip() or None


BODY = regex.compile(
    r"^(?:the\s+)?(?:[\p{L}.’'-]+\s+){0,3}(?:government|ministers|cabinet|authorities|administration"
    r"|ministry(?: of [\p{L} ]+)?|foreign office)"
    r"(?:['’]s)?(?:\s+(?:statement|spokes\w+))?$", regex.I,
)  # fmt: skip


def is_body(printed: str) -> bool:
    return bool(BODY.match(printed.strip()))
