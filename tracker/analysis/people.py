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
from tracker.analysis.institutions import described, institution_of
from tracker.analysis.mentions import Mention, Title, within
from tracker.analysis.names import TITLE_WORDS, fold
from tracker.analysis.passages import Passage
from tracker.analysis.printed import (
    ARTICLE,
    BODY_WORDS,
    DOCUMENT,
    ENDS_HEAD,
    EXAMPLE,
    GOES_ON,
    LIGHT,
    NOT_HEAD,
    OF_MORE,
    PERSONAL,
    RELATIVE,
    SPOKESPERSON,
    cleaned,
    is_body,
)
from tracker.analysis.pronouns import MARGIN, Naming, gender_of_pronoun
from tracker.analysis.quotations import Span
from tracker.analysis.relations import RECALL, Relations
from tracker.analysis.several import RULE as SEVERAL
from tracker.analysis.several import several, speaks_together
from tracker.analysis.titles import holders


class People(Relations):
    """The people and institutions of one article, asked for the speaker of each of its passages."""

    together: Attribution | None = None  # the speakers of the last passage, when they were several

    def attribute(self, passage: Passage, day: date | None = None) -> Attribution:
        """Who said `passage`; titles are taken as of `day`, else as of the article. Ask in text order."""
        span = passage.speaker_span

        if span is None:
            return Attribution()
        printed = self.text[span[0] : span[1]]
        found = self._of_several(printed, span, passage) or self._by_words(printed, span, day)
        self._remember(span, found)
        return found

    def _of_several(self, printed: str, span: Span, passage: Passage) -> Attribution | None:
        """Several speakers, or words that point back to those who spoke last ("the two ministers")."""
        if speaks_together(printed) and self.together is not None:
            return replace(self.together, rule="several speakers, named before")
        return several(self, span, passage.cue_span)

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
            or (self._spokesperson(printed, span) if SPOKESPERSON.search(printed) else None)
            or body
            or self._named(span)
            or self._titled(span, day)
            or self._leader(printed, span)
            or self._institution(printed, span)
            or self._recalled(printed, span)
            or self._as_printed(printed)
        )

    def _remember(self, span: Span, found: Attribution) -> None:
        self.together = found if found.rule.startswith(SEVERAL) else None
        if found.official and self.lexicon.register.official_by_slug[found.official].kind == "institution":
            self.bodies.append((span[0], found.official))
            return
        if found.figure is not None:
            self.antecedents.add(Naming(span, span[0], found.figure, spoke=True))

    # The ways a speaker is printed.

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
        near = [slug for start, slug in self.bodies[-RECALL:] if start < place and place - start < 1500]
        if near and word == "it":
            return self._of_official(near[-1], rule="pronoun, institution", certainty=0.85)
        return Attribution(rule="pronoun without antecedent", certainty=0.5)

    def _named(self, span: Span) -> Attribution | None:
        for mention in within(self.mentions, self.starts, span):
            figure = self.cast.of_mention.get(mention.span) if mention.kind == "person" else None
            if figure is not None and self._is_head(mention, span):
                return self._of_figure(figure, rule=figure.rule)
        return None

    def _is_head(self, mention: Mention, span: Span) -> bool:
        """True for a name that is the speaker, not a part of the speaker's description."""
        if mention.possessive and mention.span[1] < span[1] - 2:
            return False
        if not ENDS_HEAD.match(self.text[mention.span[1] : span[1]].removeprefix("’s").removeprefix("'s")):
            return False
        before = self.text[span[0] : mention.lead]
        if EXAMPLE.search(before):
            return False
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
            title = self.completed(mention)
            if (just_named := self._holder_just_named(title, mention.lead, day or self.cast.day)) is not None:
                return self._of_official(just_named, rule="title of the one just named", certainty=0.9)
            slugs = holders(title, self.cast.setting(day), self.lexicon)
            if len(slugs) == 1:
                return self._of_official(slugs[0], rule="title on that day", certainty=0.95)
            if slugs:
                return Attribution(cleaned(mention.printed), None, slugs, rule="title of several", certainty=0.4)
        return None

    def _holder_just_named(self, title: Title, place: int, day: date | None) -> str | None:
        """The one official named in the same paragraph before `place` who holds a bare title, of whatever country."""
        if day is None or title.country or title.institution or title.modifier:
            return None
        found = set()
        for naming in self.antecedents.before(place, RECALL):
            if not self.antecedents.in_one_paragraph(naming.span[1], place):
                break
            official = naming.figure.official
            if official and any(t.office in title.offices for t in self.lexicon.register.offices_held(official, day)):
                found.add(official)
        return found.pop() if len(found) == 1 else None

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
