"""Which agency a text credits: in its dateline, its byline or its last line. A mention in the running text is none."""

from collections.abc import Iterable
from functools import lru_cache

import regex

# As printed -> the name it is known by. Short forms count only where a credit stands.
AGENCIES = {
    "Reuters": "Reuters",
    "Thomson Reuters": "Reuters",
    "AP": "Associated Press",
    "Associated Press": "Associated Press",
    "The Associated Press": "Associated Press",
    "AFP": "Agence France-Presse",
    "Agence France-Presse": "Agence France-Presse",
    "PA": "PA Media",
    "PA Media": "PA Media",
    "Press Association": "PA Media",
    "dpa": "dpa",
    "DPA": "dpa",
    "UPI": "UPI",
    "Bloomberg": "Bloomberg",
    "Xinhua": "Xinhua",
    "TASS": "TASS",
    "Interfax": "Interfax",
    "RIA Novosti": "RIA Novosti",
    "Ukrinform": "Ukrinform",
    "ANSA": "ANSA",
    "EFE": "EFE",
    "Kyodo": "Kyodo",
    "Kyodo News": "Kyodo",
    "Yonhap": "Yonhap",
    "PTI": "Press Trust of India",
    "ANI": "ANI",
    "IANS": "IANS",
    "AAP": "Australian Associated Press",
    "Anadolu": "Anadolu",
    "Anadolu Agency": "Anadolu",
    "The Canadian Press": "The Canadian Press",
    "Belga": "Belga",
    "APA": "APA",
}
_HEAD, _TAIL = 400, 300
_FORMS = (
    # VARNHOLM, Oct 16 (Reuters) – …     LONDON (AP) — …
    r"(?:^|\n)[^\n(]{0,80}\((?P<name>NAMES)\)\s*[-–—:]",
    # By Edda Wendt, PA Media     By Edda Wendt and PA Media, Political Editor     Edda Wendt | AP
    r"(?:^|\n)(?:By\s+)?[^\n.]{2,80}?(?:,|\||–|/|\bof|\bfor|\band)\s*(?:the\s+)?(?P<name>NAMES)(?:,[^\n.]{0,60})?\s*(?:\n|$)",
    # By PA Media     Reuters     © AFP     Source: Reuters     (Reuters)     – Reuters
    r"(?:^|\n)\W*(?:(?:By|Source|Sources|Credit|Via|From|Copyright)\s*:?\s+)?(?:the\s+)?(?P<name>NAMES)"
    r"(?:\s+(?:staff|reporters?|news\s+agency|20\d\d))?\W*(?:\n|$)",
    r"©\s*(?:20\d\d\s+)?(?P<name>NAMES)\b",
    r"[-–—(]\s*(?P<name>NAMES)\)?\s*$",
)
# "(Reporting by Edda Wendt; editing by Falk Tarn)" is how one agency closes its stories.
_REUTERS_CLOSE = regex.compile(
    r"\(\s*Reporting by [^()]{3,200}(?:;|,|\.)\s*(?:Writing|Editing) by [^()]{3,120}\)", regex.I
)


def agency_credit(text: str, *, known: Iterable[str] = ()) -> str | None:
    """The agency `text` names as where it is from. `known` are further names, such as those of sources on record."""
    names = {**{name: name for name in known}, **AGENCIES}
    for pattern in _patterns(frozenset(names)):
        for piece in (text[:_HEAD], text[-_TAIL:]):
            if match := pattern.search(piece):
                return names[match["name"]]
    return "Reuters" if _REUTERS_CLOSE.search(text[-_TAIL:]) else None


@lru_cache(maxsize=8)
def _patterns(names: frozenset[str]) -> "tuple[regex.Pattern[str], ...]":
    alternatives = "|".join(regex.escape(name) for name in sorted(names, key=lambda name: (-len(name), name)))
    return tuple(regex.compile(form.replace("NAMES", alternatives)) for form in _FORMS)
