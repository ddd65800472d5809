"""Speakers who are printed by what they are to someone else: her predecessor, his French counterpart, the minister's
spokesman, "the minister" after an introduction, "the ministry" after its name, "the Varanian leader".
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import cached_property

from tracker.analysis.attributions import Attribution
from tracker.analysis.company import Company, covered
from tracker.analysis.figures import Figure
from tracker.analysis.institutions import described, institution_of
from tracker.analysis.mentions import Mention, Title, within
from tracker.analysis.names import GENDERED_TITLES, TITLE_WORDS, fold, key_of
from tracker.analysis.passages import Passage
from tracker.analysis.printed import (
    ARTICLE,
    BODY_NOUNS,
    CAMPAIGN,
    COUNTERPART,
    ON_BEHALF,
    ONE_PERSON,
    RELATED,
    SPOKESPERSON,
    SPOKESPERSON_PHRASE,
    cleaned,
)
from tracker.analysis.pronouns import Naming, gender_of_pronoun
from tracker.analysis.quotations import Span
from tracker.analysis.register import Register
from tracker.analysis.titles import holders

RECALL = 80
_LEADERS = ("head_of_state", "head_of_government")


class Relations(Company):
    """The speakers of one article who are told through others of it."""

    def __init__(
        self, text: str, passages: Sequence[Passage], register: Register, *, day: date | None,
        country: str | None = None, furniture: Sequence[Span] = (), title: str = "",
    ) -> None:  # fmt: skip
        super().__init__(text, passages, register, day=day, country=country, furniture=furniture, title=title)
        self._introduce_spokespeople()

    def _introduce_spokespeople(self) -> None:
        """Whom spokespeople speak for; those without a name are introduced, since "he" may mean them next."""
        for match in SPOKESPERSON_PHRASE.finditer(self.text):
            span = match.span()
            if covered(span, self.quoted):
                continue
            figure = self._spokesperson(match[0], span).figure
            named = any(m.kind == "person" and not self._is_principal(m, span) for m in self._inside(span))
            if figure is not None and not named and self.named_after(span) is None:
                figure.gender = GENDERED_TITLES.get(match["noun"].lower())
                self.antecedents.add(Naming(span, span[0], figure))
        self.antecedents.settle()

    @cached_property
    def _named_bodies(self) -> list[tuple[int, str]]:
        """Where an institution is named, and its slug."""
        named = ((mention.span[0], institution_of(mention, self.lexicon, self.home)) for mention in self._bodies())
        return [(place, slug) for place, slug in named if slug is not None]

    def _bodies(self) -> Iterator[Mention]:
        return (mention for mention in self.mentions if mention.kind == "institution")

    def _inside(self, span: Span) -> Iterator[Mention]:
        return within(self.mentions, self.starts, span)

    def _as_printed(self, printed: str) -> Attribution:
        """Someone outside the register; one person, as far as the words tell, whom a pronoun may mean next."""
        name = cleaned(printed)
        figure = Figure((fold(name),), name) if name and ONE_PERSON.search(printed) else None
        return Attribution(name, rule="as printed", certainty=0.97, figure=figure)

    def _related(self, printed: str, span: Span) -> Attribution | None:
        """ "her predecessor", "his French counterpart": through the office of the one the pronoun means."""
        match = RELATED.match(printed) or COUNTERPART.match(printed)
        if match is None or any(m.kind == "person" for m in self._inside(span)):
            return None
        ranked = self.antecedents.likeliest(span[0], gender_of_pronoun(printed.split()[0]))
        whose = ranked[0][0].official if ranked else None
        day = self.cast.day
        if whose is None or day is None:
            return Attribution(cleaned(printed), rule="related office", certainty=0.6)
        tenures = self.lexicon.register.offices_held(whose, day)
        found = self._neighbours(
            tenures[0].office if tenures else None, whose, match.group(match.re.groups).lower(), span
        )
        if len(found) == 1:
            return self._of_official(found[0], rule="related office", certainty=0.85)
        return Attribution(cleaned(printed), rule="related office", certainty=0.6)

    def _neighbours(self, office: str | None, whose: str, relation: str, span: Span) -> tuple[str, ...]:
        if office is None or self.cast.day is None:
            return ()
        register = self.lexicon.register
        if relation in ("predecessor", "successor"):
            held = [t.official for t in sorted(register.tenures_by_office[office], key=lambda t: t.start or date.min)]
            at = held.index(whose) + (-1 if relation == "predecessor" else 1)
            return (held[at],) if 0 <= at < len(held) else ()
        role = register.office_by_slug[office].role
        country = next((m.country for m in self._inside(span) if m.kind == "country"), None)
        same = tuple(o.slug for o in register.offices if country and o.country == country and o.role == role)
        return holders(Title((), same, country), self.cast.setting(), self.lexicon) if role != "other" else ()

    def _spokesperson(self, printed: str, span: Span) -> Attribution:
        """Someone printed as a spokesperson: by name where there is one, and for whom."""
        named, behalf = self.in_apposition(span), None
        for mention in self._inside(span):
            if mention.kind == "person" and not self._is_principal(mention, span):
                named = named or self.cast.of_mention.get(mention.span)
            elif behalf is None:
                behalf = self._principal(mention)
        if behalf is None and fold(printed.split()[0]) in ("his", "her"):
            ranked = self.antecedents.likeliest(span[0], gender_of_pronoun(printed.split()[0]))
            behalf = ranked[0][0].official if ranked else None
        behalf = behalf or described(printed, None, self.lexicon, self.home)
        if named is not None:
            named.on_behalf_of = named.on_behalf_of or behalf
            return self._of_figure(named, rule="spokesperson by name")
        found = self._as_printed(printed)
        if found.figure is not None:
            found.figure.on_behalf_of = behalf
        return replace(found, on_behalf_of=behalf, rule="spokesperson")

    def _is_principal(self, mention: Mention, span: Span) -> bool:
        if mention.possessive or ON_BEHALF.search(self.text[span[0] : mention.lead]):
            return True
        before, after = self.text[span[0] : mention.span[0]], self.text[mention.span[1] : span[1]]
        return bool(SPOKESPERSON.search(after)) and not SPOKESPERSON.search(before)

    def _principal(self, mention: Mention) -> str | None:
        if mention.kind in ("person", "title"):
            if CAMPAIGN.match(self.text, mention.span[1]):
                return None
            figure = self.figure(mention)
            return figure.official if figure else None
        return institution_of(mention, self.lexicon, self.home)

    def _leader(self, printed: str, span: Span) -> Attribution | None:
        """ "the Varanian leader": the head of that state or government whom the article names."""
        inside = list(self._inside(span))
        title = inside[-1].title if inside and inside[-1].kind == "title" else None
        day = self.cast.day
        if title is None or title.words != ("leader",) or title.modifier or title.country is None or day is None:
            return None
        register = self.lexicon.register
        leading = {o.slug for o in register.offices if o.country == title.country and o.role in _LEADERS}
        named = [
            figure.official
            for figure in self.cast.by_officials.values()
            if figure.official and any(t.office in leading for t in register.offices_held(figure.official, day))
        ]
        one = named[0] if len(set(named)) == 1 else None
        return self._of_official(one, rule="leader of that country", certainty=0.9) if one else None

    def _recalled(self, printed: str, span: Span) -> Attribution | None:
        """ "the minister", "the ministry": the last one named whose titles, or whose name, have that word."""
        head = ARTICLE.sub("", printed.split(",")[0]).strip()
        words = tuple(fold(word) for word in head.replace("-", " ").split())
        if not words or len(words) > 3 or not ARTICLE.match(printed):
            return None
        if words[-1] in BODY_NOUNS:
            return self._recalled_body(words, span)
        if words[-1] not in TITLE_WORDS:
            return None
        seen: dict[int, Figure] = {}
        for naming in self.antecedents.before(span[0], RECALL):
            if set(words) <= self.title_words(naming.figure):
                seen.setdefault(id(naming.figure), naming.figure)
        if not seen:
            return None
        return self._of_figure(
            next(iter(seen.values())), rule="title introduced before", certainty=0.9 if len(seen) == 1 else 0.6
        )

    def _recalled_body(self, words: tuple[str, ...], span: Span) -> Attribution | None:
        """The institution that spoke or was named last among those whose name has these words."""
        spoke = [(place, slug) for place, slug in self.bodies[-RECALL:] if place < span[0]]
        end = bisect_right(self._named_bodies, (span[0], ""))
        for _, slug in sorted([*spoke, *self._named_bodies[max(0, end - RECALL) : end]], reverse=True):
            official = self.lexicon.register.official_by_slug[slug]
            forms = (official.name, *(alias.text for alias in official.aliases))
            if any(set(words) <= set(key_of(form)) for form in forms):
                return self._of_official(slug, rule="institution introduced before", certainty=0.9)
        return None

    def _of_figure(self, figure: Figure, *, rule: str, certainty: float = 1.0) -> Attribution:
        name = figure.printed or (
            self.lexicon.register.official_by_slug[figure.official].name if figure.official else None
        )
        sure = min(certainty, figure.certainty)
        officials = () if figure.official else figure.officials
        return Attribution(
            name, figure.official, officials, figure.on_behalf_of, rule=rule, certainty=sure, figure=figure
        )

    def _of_official(self, official: str, *, rule: str, certainty: float) -> Attribution:
        person = self.lexicon.register.official_by_slug[official]
        if person.kind == "institution":
            return Attribution(person.name, official, rule=rule, certainty=certainty)
        return self._of_figure(self.figure_for(official), rule=rule, certainty=certainty)
