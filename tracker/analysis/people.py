"""Who is printed as speaking, and which official that is.

Takes the speaker of each passage in text order: a pronoun, a name, a title, an institution, a spokesperson. A wrong
official is worse than none: what stays open keeps its candidates, and someone outside the register keeps the fullest
name the article prints.
"""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from tracker.analysis.attributions import Attribution
from tracker.analysis.company import Company
from tracker.analysis.figures import Figure
from tracker.analysis.institutions import described, institution_of
from tracker.analysis.mentions import Mention, Title, within
from tracker.analysis.names import TITLE_WORDS, fold
from tracker.analysis.passages import Passage
from tracker.analysis.printed import (
    ARTICLE,
    BODY_WORDS,
    COUNTERPART,
    DOCUMENT,
    ENDS_HEAD,
    GOES_ON,
    LIGHT,
    NOT_HEAD,
    OF_MORE,
    ON_BEHALF,
    ONE_PERSON,
    PERSONAL,
    RELATED,
    RELATIVE,
    SPOKESPERSON,
    cleaned,
    is_body,
)
from tracker.analysis.pronouns import MARGIN, Naming, gender_of_pronoun
from tracker.analysis.quotations import Span
from tracker.analysis.titles import holders

RECALL = 80


class People(Company):
    """The people and institutions of one article, asked for the speaker of each of its passages."""

    def attribute(self, passage: Passage, day: date | None = None) -> Attribution:
        """Who said `passage`; titles are taken as of `day`, else as of the article. Ask in text order."""
        span = passage.speaker_span
        if span is None:
            return Attribution()
        printed = self.text[span[0] : span[1]]
        found = self._by_words(printed, span, day)
        self._remember(span, found)
        return found

    def _by_words(self, printed: str, span: Span, day: date | None) -> Attribution:
        word = fold(printed.strip())
        if word in PERSONAL:
            return self._pronoun(span[0], word)
        if word in RELATIVE:
            return self._antecedent(span)
        if word in ("it", "they"):
            return self._body_before(span[0], word)
        body = self._institution(printed, span) if is_body(printed) else None
        return (
            self._related(printed, span)
            or self._spokesperson(printed, span)
            or body
            or self._named(span)
            or self._titled(span, day)
            or self._institution(printed, span)
            or self._recalled(printed, span)
            or self._as_printed(printed)
        )

    def _remember(self, span: Span, found: Attribution) -> None:
        if found.official and self.lexicon.register.official_by_slug[found.official].kind == "institution":
            self.bodies.append((span[0], found.official))
            return
        if found.figure is not None:
            self.antecedents.add(Naming(span, span[0], found.figure, spoke=True))

    # The ways a speaker is printed.

    def _as_printed(self, printed: str) -> Attribution:
        """Someone outside the register; one person, as far as the words tell, whom a pronoun may mean next."""
        name = cleaned(printed)
        figure = Figure((fold(name),), name) if name and ONE_PERSON.search(printed) else None
        return Attribution(name, rule="as printed", certainty=0.97, figure=figure)

    def _pronoun(self, place: int, word: str) -> Attribution:
        ranked = self.antecedents.likeliest(place, gender_of_pronoun(word))
        if not ranked:
            return Attribution(rule="pronoun without antecedent", certainty=0.5)
        best, weight = ranked[0]
        rivals = [figure for figure, other in ranked[1:] if weight < MARGIN * other]
        if best.official and rivals:
            slugs = (best.official, *(rival.official for rival in rivals if rival.official))
            return Attribution(None, None, slugs, rule="pronoun between two", certainty=0.4)
        sure = len(ranked) == 1 or weight >= 1.5 * ranked[1][1]
        return self._of_figure(best, rule=f"pronoun, {best.rule}", certainty=0.95 if sure else 0.8)

    def _antecedent(self, span: Span) -> Attribution:
        """ "Mr Lammy, who said": the one named just before."""
        index = bisect_right(self.starts, span[0]) - 1
        for mention in reversed(self.mentions[max(0, index - 3) : index + 1]):
            if span[0] - mention.span[1] > 80:
                break
            figure = self.figure(mention)
            if figure is not None and not mention.possessive:
                return self._of_figure(figure, rule="relative clause", certainty=0.95)
        return Attribution(rule="relative clause", certainty=0.5)

    def _body_before(self, place: int, word: str) -> Attribution:
        """ "it": the institution that spoke last, within the reach of a pronoun."""
        near = [slug for start, slug in self.bodies if start < place and place - start < 1500]
        if near and word == "it":
            return self._of_official(near[-1], rule="pronoun, institution", certainty=0.85)
        return Attribution(rule="pronoun without antecedent", certainty=0.5)

    def _related(self, printed: str, span: Span) -> Attribution | None:
        """ "her predecessor", "his French counterpart": through the office of the one the pronoun means."""
        match = RELATED.match(printed) or COUNTERPART.match(printed)
        if match is None or any(m.kind == "person" for m in within(self.mentions, self.starts, span)):
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
        country = next((m.country for m in within(self.mentions, self.starts, span) if m.kind == "country"), None)
        same = tuple(o.slug for o in register.offices if country and o.country == country and o.role == role)
        return holders(Title((), same, country), self.cast.setting(), self.lexicon) if role != "other" else ()

    def _spokesperson(self, printed: str, span: Span) -> Attribution | None:
        if not SPOKESPERSON.search(printed):
            return None
        named, behalf = self.in_apposition(span), None
        for mention in within(self.mentions, self.starts, span):
            if mention.kind == "person" and not self._is_principal(mention, span):
                named = named or self.cast.of_mention.get(mention.span)
            elif behalf is None:
                behalf = self._principal(mention)
        if behalf is None and fold(printed.split()[0]) in ("his", "her"):
            ranked = self.antecedents.likeliest(span[0], gender_of_pronoun(printed.split()[0]))
            behalf = ranked[0][0].official if ranked else None
        behalf = behalf or described(printed, None, self.lexicon, self.home)
        if named is not None:
            return replace(self._of_figure(named, rule="spokesperson by name"), on_behalf_of=behalf)
        return replace(self._as_printed(printed), on_behalf_of=behalf, rule="spokesperson")

    def _is_principal(self, mention: Mention, span: Span) -> bool:
        return mention.possessive or bool(ON_BEHALF.search(self.text[span[0] : mention.lead]))

    def _principal(self, mention: Mention) -> str | None:
        if mention.kind in ("person", "title"):
            figure = self.figure(mention)
            return figure.official if figure else None
        return institution_of(mention, self.lexicon, self.home)

    def _named(self, span: Span) -> Attribution | None:
        heads = [m for m in within(self.mentions, self.starts, span) if m.kind == "person" and self._is_head(m, span)]
        figures = [f for f in (self.cast.of_mention.get(m.span) for m in heads) if f is not None]
        if not figures:
            return None
        joint = len(figures) > 1 and self._joined_by_and(heads[0], heads[1])
        if joint and figures[0] is not figures[1]:
            slugs = tuple(dict.fromkeys(f.official for f in figures[:2] if f.official))
            name = " and ".join(figure.printed for figure in figures[:2])
            return Attribution(name, None, slugs, rule="several speakers", certainty=0.6)
        return self._of_figure(figures[0], rule=figures[0].rule)

    def _joined_by_and(self, one: Mention, other: Mention) -> bool:
        return self.text[one.span[1] : other.lead].strip().removesuffix("the").strip() == "and"

    def _is_head(self, mention: Mention, span: Span) -> bool:
        """True for a name that is the speaker, not a part of the speaker's description."""
        if mention.possessive and mention.span[1] < span[1] - 2:
            return False
        if not ENDS_HEAD.match(self.text[mention.span[1] : span[1]].removeprefix("’s").removeprefix("'s")):
            return False
        before = self.text[span[0] : mention.lead]
        return not NOT_HEAD.search(before) or (before[:1].isupper() and not ARTICLE.match(before) and "," not in before)

    def _titled(self, span: Span, day: date | None) -> Attribution | None:
        inside = [m for m in within(self.mentions, self.starts, span) if m.kind == "title"]
        if inside or fold(self.text[span[0] : span[1]].split()[-1]) in TITLE_WORDS:
            named = self.named_after(span)
            if named is not None:
                figure = self.cast.of_mention.get(named.span)
                unknown = Attribution(named.printed, rule="name in apposition")
                return self._of_figure(figure, rule="name in apposition") if figure else unknown
        for mention in inside:
            if mention.possessive or not self._is_head(mention, span) or not self._is_whole(mention, span):
                continue
            slugs = holders(self.completed(mention), self.cast.setting(day), self.lexicon)
            if len(slugs) == 1:
                return self._of_official(slugs[0], rule="title on that day", certainty=0.95)
            if slugs:
                return Attribution(cleaned(mention.printed), None, slugs, rule="title of several", certainty=0.4)
        return None

    def _is_whole(self, mention: Mention, span: Span) -> bool:
        """False where more belongs to the title: "Florida’s attorney general", "president of the union"."""
        before = self.text[span[0] : mention.lead]
        if mention.lead == span[0] and self.text[mention.lead].islower():
            return False
        if any(word[0].isupper() and word.lower() not in LIGHT for word in before.split()):
            return False
        title = self.completed(mention)
        return bool(title.country or title.institution or not OF_MORE.match(self.text, mention.span[1]))

    def _institution(self, printed: str, span: Span) -> Attribution | None:
        inside = [m for m in within(self.mentions, self.starts, span) if m.kind in ("institution", "country")]
        for mention in inside:
            after = self.text[mention.span[1] : span[1]]
            alone = self._stands_alone(mention, span, inside)
            if alone and (DOCUMENT.match(after) or (not mention.possessive and self._is_head(mention, span))):
                slug = institution_of(mention, self.lexicon, self.home)
                if slug is not None and not GOES_ON.match(self.text, mention.span[1]):
                    return self._of_official(slug, rule="institution", certainty=0.97)
        country = next((m.country for m in inside if m.country), None)
        known = is_body(printed) and self._is_led_well(span)
        slug = described(printed, country, self.lexicon, self.home) if known else None
        return self._of_official(slug, rule="institution by kind", certainty=0.93) if slug else None

    def _is_led_well(self, span: Span) -> bool:
        """False for "the Scott administration", unless Scott leads a state or government that day."""
        register = self.lexicon.register
        for mention in within(self.mentions, self.starts, span):
            if mention.kind == "person" and fold(mention.printed) not in BODY_WORDS:
                figure = self.cast.of_mention.get(mention.span)
                official = figure.official if figure else None
                held = register.offices_held(official, self.cast.day) if official and self.cast.day else ()
                if not any(register.office_by_slug[t.office].role.startswith("head_of_") for t in held):
                    return False
        return True

    def _stands_alone(self, mention: Mention, span: Span, inside: Sequence[Mention]) -> bool:
        """True when nothing but an article or a country stands before the name: not "two reasons Israel"."""
        earliest = min(m.span[0] for m in inside)
        before = self.text[span[0] : min(earliest, mention.span[0])].lower().split()
        return all(word in LIGHT for word in before) or mention.span[0] == span[0]

    def _recalled(self, printed: str, span: Span) -> Attribution | None:
        """ "the minister": the last one named whose titles have that word."""
        head = ARTICLE.sub("", printed.split(",")[0]).strip()
        words = tuple(fold(word) for word in head.replace("-", " ").split())
        if not words or words[-1] not in TITLE_WORDS or len(words) > 3 or not ARTICLE.match(printed):
            return None
        seen: dict[int, Figure] = {}
        end = bisect_right(self.antecedents.starts, span[0] - 1)
        for naming in reversed(self.antecedents.namings[max(0, end - RECALL) : end]):
            if set(words) <= self.title_words(naming.figure):
                seen.setdefault(id(naming.figure), naming.figure)
        if not seen:
            return None
        return self._of_figure(
            next(iter(seen.values())), rule="title introduced before", certainty=0.9 if len(seen) == 1 else 0.6
        )

    def _of_figure(self, figure: Figure, *, rule: str, certainty: float = 1.0) -> Attribution:
        name = figure.printed or (
            self.lexicon.register.official_by_slug[figure.official].name if figure.official else None
        )
        sure = min(certainty, figure.certainty)
        if figure.official:
            return Attribution(name, figure.official, rule=rule, certainty=sure, figure=figure)
        return Attribution(name, None, figure.officials, rule=rule, certainty=sure, figure=figure)

    def _of_official(self, official: str, *, rule: str, certainty: float) -> Attribution:
        person = self.lexicon.register.official_by_slug[official]
        if person.kind == "institution":
            return Attribution(person.name, official, rule=rule, certainty=certainty)
        return self._of_figure(self.figure_for(official), rule=rule, certainty=certainty)
