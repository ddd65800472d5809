"""Several speakers at once: "Ms Varga and Mr Dremm", "the President and the Prime Minister", "the foreign ministers of
Varania and the Isles", "Varania, the Isles and Meridia", "Ms Varga and her officials".

What several say together is given to none of them: those whom the register knows are candidates. A printed speaker may
be only the last of them, so the words before and after it are looked at too.
"""

from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise

import regex

from tracker.analysis.attributions import Attribution
from tracker.analysis.company import Company
from tracker.analysis.institutions import institution_of
from tracker.analysis.mentions import Mention, Title, within
from tracker.analysis.names import key_of
from tracker.analysis.printed import LIGHT
from tracker.analysis.quotations import Span
from tracker.analysis.titles import holders

RULE = "several speakers"
_DETERMINED = r"(?:(?:the|his|her|its|both)\s+)?"
_WITH = r"(?:and|&|n?or|as\s+well\s+as|along\s+with|together\s+with)"
_AND = regex.compile(rf"\s*,?\s+{_WITH}\s+{_DETERMINED}", regex.I)
_COMMA = regex.compile(rf"\s*,\s+{_DETERMINED}", regex.I)
_OTHERS = regex.compile(
    rf"\s*,?\s+{_WITH}\s+(?:(?:the|his|her|its|their|other|several|some|many|two|three|four|five|all)\b|\p{{Lu}}|\p{{L}}+s\b)"
)
_GOVERNED = regex.compile(r"\b\p{L}+s\s+(?:of|from|in)\s+(?:both\s+)?(?:the\s+)?$")
# What may stand before the first of several: the start of a sentence or of a clause in it.
_CLAUSE_START = regex.compile(
    r"(?:^|[.!?:,;“”\"—–\n]\s*|\b(?:that|but|while|as|when|said)\s+)(?:(?:both|n?either)\s+)?(?:the\s+)?$", regex.I
)
_PLURAL = regex.compile(
    r"\b(?P<title>(?:(?:foreign|prime|defen[cs]e|finance|interior|trade)\s+)?(?:minister|president|chancellor|leader))s\b",
    regex.I,
)
_TOGETHER = regex.compile(
    r"they|both|(?:the|both)\s+(?:two\s+|three\s+)?(?:\p{L}+\s+)?(?:men|women|ministers|leaders|presidents|governments"
    r"|countries|nations|sides)|the\s+(?:two|three|pair)", regex.I,
)  # fmt: skip
_OF = frozenset({"of", "of the", "from", "from the"})
_NEAR = 120
_PLACES = ("institution", "country")


def speaks_together(printed: str) -> bool:
    """True of words that point back to several speakers: "they", "the two ministers"."""
    return bool(_TOGETHER.fullmatch(printed.strip()))


def several(company: Company, span: Span, cue: Span | None) -> Attribution | None:
    """The speakers at `span`, reported by the verb at `cue`, when there are several; `None` for a single one."""
    text = company.text
    members = _members(company, span, cue)
    if not members:
        return None
    start, end = members[0].lead, max(members[-1].span[1], span[1])
    title = _plural_title(text, start, end) if members[0].kind in _PLACES else None
    if title is not None and len(members) > 1:
        slugs = _holders(company, title["title"], members)
        return Attribution(text[min(title.start(), start) : end], None, slugs, rule=RULE, certainty=0.6)
    if not _starts_clause(text, members[0]) and members[0].span[0] < span[0]:
        return Attribution(text[start:end], rule=RULE, certainty=0.6)
    slugs = tuple(dict.fromkeys(slug for member in members if (slug := _official(company, member))))
    if len(slugs) < 2 and len(members) > 1 and _is_one(company, members):
        return None
    return Attribution(text[start:end], None, slugs, rule=RULE, certainty=0.6)


def _plural_title(text: str, start: int, end: int) -> regex.Match[str] | None:
    """The title that several share: "foreign ministers of Varania and …", "U.S. and Afghan leaders"."""
    return _PLURAL.search(text, start, end) or next(
        (m for m in _PLURAL.finditer(text, max(0, start - 40), start) if text[m.end() : start].strip() in _OF), None
    )


def _members(company: Company, span: Span, cue: Span | None) -> list[Mention]:
    """The mentions that "and" joins around `span`: at least two, or one that others are joined to; else none."""
    text, first = company.text, _first(company, span)
    if first is None:
        before = _nearby(company, span[0] - _NEAR, span[0])[-1:]
        return [m for m in before if _AND.fullmatch(text[m.span[1] : span[0]]) and _starts_clause(text, m)]
    limit = cue[0] if cue is not None and cue[0] >= span[1] else span[1]
    after = _chain(text, first, _nearby(company, first.span[1], limit), forward=True)
    while len(after) > 1 and not _AND.fullmatch(text[after[-2].span[1] : after[-1].lead]):
        after.pop()
    before = _chain(text, first, _nearby(company, first.lead - _NEAR, first.lead)[::-1], forward=False)
    if len(after) == 1 and len(before) > 1 and not _AND.fullmatch(text[before[1].span[1] : first.lead]):
        before = [first]
    members = [*before[:0:-1], *after]
    if len(members) == 1 and not _OTHERS.match(text, first.span[1], span[1]):
        return []
    widened = len(members) > 1 and members[0].span[0] < span[0]
    return [] if widened and not (_starts_clause(text, members[0]) or _governed(text, members[0])) else members


def _first(company: Company, span: Span) -> Mention | None:
    """The mention a printed speaker begins with; for "all" and "both" behind the names the one before."""
    text = company.text
    if text[span[0] : span[1]].lower() in ("all", "both", "each"):
        before = _nearby(company, span[0] - _NEAR, span[0])
        return before[-1] if before and not text[before[-1].span[1] : span[0]].strip() else None
    first = next((m for m in within(company.mentions, company.starts, span) if _is_head(m)), None)
    if first is None:
        return None
    leading = text[span[0] : first.lead].lower().rpartition(". ")[2]  # behind "Washington, D.C."
    return first if all(word in LIGHT for word in leading.split()) else None


def _nearby(company: Company, start: int, end: int) -> list[Mention]:
    low = bisect_left(company.starts, start)
    return [m for m in company.mentions[low : bisect_left(company.starts, end)] if _is_head(m)]


def _chain(text: str, first: Mention, others: Sequence[Mention], *, forward: bool) -> list[Mention]:
    """`first` and those of `others`, from the nearest on, that commas and "and" join to it, of one kind with it."""
    chain = [first]
    for other in others:
        one, two = (chain[-1], other) if forward else (other, chain[-1])
        gap = text[one.span[1] : max(one.span[1], two.lead)]
        if (other.kind in _PLACES) != (first.kind in _PLACES) or not (_AND.fullmatch(gap) or _COMMA.fullmatch(gap)):
            break
        chain.append(other)
    return chain


def _is_head(mention: Mention) -> bool:
    if mention.possessive:
        return False
    return mention.kind != "country" or bool(mention.phrase and mention.phrase.names_country)


def _starts_clause(text: str, mention: Mention) -> bool:
    return bool(_CLAUSE_START.search(text[max(0, mention.lead - _NEAR) : mention.lead]))


def _governed(text: str, mention: Mention) -> bool:
    """True after "the foreign ministers of", "officials from": the speakers are these, not the places."""
    return bool(_GOVERNED.search(text[max(0, mention.lead - _NEAR) : mention.lead]))


def _official(company: Company, mention: Mention) -> str | None:
    if mention.kind in _PLACES:
        return institution_of(mention, company.lexicon, company.home)
    figure = company.figure(mention)
    return figure.official if figure else None


def _holders(company: Company, printed: str, members: Sequence[Mention]) -> tuple[str, ...]:
    """Those who hold a title in each of the countries: the foreign ministers of Varania and the Isles."""
    key = key_of(printed)
    offices = next((p.offices for p in company.lexicon.phrases.get(key[0], ()) if p.key == key), ())
    found: dict[str, None] = {}
    for member in members:
        if member.country and offices:
            one = holders(Title(key, offices, member.country), company.cast.setting(), company.lexicon)
            found.update(dict.fromkeys(one if len(one) == 1 else ()))
    return tuple(found)


def _is_one(company: Company, members: Sequence[Mention]) -> bool:
    """True of one person with two titles: "the prime minister and first lord"."""
    if any(member.kind in _PLACES for member in members) or members[0].kind == "person":
        return False
    return all(
        not company.text[one.span[1] : other.lead].rstrip().lower().endswith(("the", "his", "her", "its"))
        for one, other in pairwise(members)
    )
