"""Words without their endings, and words that say nothing by themselves."""

from functools import lru_cache

_ENDINGS: tuple[str, ...] = (
    "ations",
    "ation",
    "ings",
    "ing",
    "ies",
    "ied",
    "ments",
    "ment",
    "ness",
    "ers",
    "ed",
    "es",
    "er",
    "ly",
    "s",
)
_ENDINGS += ("al", "e")

# Words that say nothing by themselves: no evidence, and no likeness.
_EMPTY = """
    the a an and or of to in on for with by at as that this it is are be been was were has have had do does we our us i
    my they its their them he she his her who which what there so from said say
"""
EMPTY_WORDS = frozenset(_EMPTY.split())


@lru_cache(maxsize=1 << 13)
def stem(word: str) -> str:
    """A word without its commonest ending; masks and short words stay as they are."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word
