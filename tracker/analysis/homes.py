"""The country a text is written from, when nobody says so."""

from collections import Counter
from collections.abc import Sequence

from tracker.analysis.lexicon import Lexicon
from tracker.analysis.mentions import Mention


def home_of(mentions: Sequence[Mention], lexicon: Lexicon) -> str | None:
    """The country a text is written from, by what it prints bare: its own institutions and titles need no country."""
    votes: Counter[str] = Counter()
    for mention in mentions:
        if mention.kind == "institution" and mention.phrase and len(mention.phrase.institutions) == 1:
            official = lexicon.register.official_by_slug[mention.phrase.institutions[0]]
            if official.country and len(mention.phrase.key) > 1:
                votes[official.country] += 1
        elif mention.title and mention.title.offices and not mention.title.country:
            countries = {lexicon.register.office_by_slug[o].country for o in mention.title.offices}
            if len(countries) == 1:
                votes[countries.pop() or ""] += 1
    votes.pop("", None)
    ranked = votes.most_common(2)
    if not ranked or (len(ranked) == 2 and ranked[0][1] < 1.5 * ranked[1][1]):
        return None
    return ranked[0][0]
