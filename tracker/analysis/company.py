"""Everyone an article names, where it names them, and whom a pronoun there may point to."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import regex

from tracker.analysis.cast import assemble
from tracker.analysis.figures import Cast, Figure
from tracker.analysis.homes import home_of
from tracker.analysis.lexicon import Lexicon, lexicon_of
from tracker.analysis.mentions import Mention, Title, find_mentions, within
from tracker.analysis.names import TITLE_WORDS, fold
from tracker.analysis.passages import Passage
from tracker.analysis.printed import ADJUNCT
from tracker.analysis.pronouns import WINDOW, Antecedents, Naming
from tracker.analysis.quotations import Span
from tracker.analysis.register import Register

_MARKED = regex.compile(r"“[^”]*+”?|\"[^\"]*+\"?|(?<!\w)‘(?:[^’]|’(?=\w))*+’?|«[^»]*+»?|„[^“”]*+[“”]?")
_REFERENCE = regex.compile(
    r"\b[Tt]he (admiral|general|senator|minister|president|premier|chancellor|ambassador|secretary|governor|mayor"
    r"|congressman|congresswoman|envoy|judge|justice|king|queen|prince|pope|professor|colonel|captain)\b"
    r"(?!['’-]| (?:of|for)\b| \p{Lu})"
)


_TITLE_BEFORE = regex.compile(r"\b(?P<title>\p{Ll}+),\s+$")
_TITLE_AFTER = regex.compile(
    r",\s+(?:(?:the|an?|its|their|his|her)\s+)?(?:[\p{L}’'-]+['’]s\s+)?(?P<title>\p{Ll}+)(?=,|\s+of\b)"
)


class Company:
    """The people and institutions of one article, joined and placed."""

    def __init__(
        self, text: str, passages: Sequence[Passage], register: Register, *, day: date | None,
        country: str | None = None, furniture: Sequence[Span] = (), title: str = "",
    ) -> None:  # fmt: skip
        self.text = text
        self.lexicon: Lexicon = lexicon_of(register)
        self.mentions = find_mentions(text, self.lexicon, furniture)
        self.starts = [mention.span[0] for mention in self.mentions]
        self.home = country or home_of(self.mentions, self.lexicon)
        speakers = [passage.speaker_span for passage in passages if passage.speaker_span]
        headline = [_moved(m, -len(title) - 2) for m in find_mentions(title, self.lexicon)] if title else []
        self.cast: Cast = assemble(
            [*headline, *self.mentions], self.lexicon, day=day, home=self.home, speakers=speakers
        )
        self._learn_appositions()
        self.antecedents = Antecedents(text, self._namings(passages))
        self.bodies: list[tuple[int, str]] = []

    def _learn_appositions(self) -> None:
        """Titles that stand apart from the name: "the captain, Jonas Brill", "Jonas Brill, the brigade’s captain"."""
        for mention in self.mentions:
            figure = self.cast.of_mention.get(mention.span) if mention.kind == "person" else None
            if figure is None:
                continue
            before = _TITLE_BEFORE.search(self.text[max(0, mention.lead - 30) : mention.lead])
            after = None if mention.possessive else _TITLE_AFTER.match(self.text, mention.span[1])
            for match in (before, after):
                title = Title((match["title"],)) if match is not None and match["title"] in TITLE_WORDS else None
                if title is not None and title not in figure.titles:
                    figure.titles.append(title)

    def _namings(self, passages: Sequence[Passage]) -> list[Naming]:
        quoted = self.quoted = _quoted_spans(self.text, passages)
        reported = sorted(span for p in passages if p.kind != "direct" for span in p.spans)
        told = sorted(p.told for p in passages if p.told)
        found: list[Naming] = []
        for mention in self.mentions:
            if covered(mention.span, quoted):
                continue
            figure = self.figure(mention)
            if figure is not None and not covered(mention.span, told):
                aside = mention.possessive or covered(mention.span, reported) or self._qualifies(mention)
                found.append(Naming(mention.span, mention.lead, figure, possessive=aside))
        return [*found, *self._referred(found, quoted)]

    def _qualifies(self, mention: Mention) -> bool:
        """True of a bare surname that only qualifies the noun after it: "previous Trump rallies"."""
        if (
            len(mention.name) != 1
            or mention.lead != mention.span[0]
            or self.text[mention.span[1] : mention.span[1] + 1] != " "
        ):
            return False
        return bool(ADJUNCT.search(self.text[max(0, mention.lead - 12) : mention.lead]))

    def _referred(self, namings: Sequence[Naming], quoted: Sequence[Span]) -> list[Naming]:
        """ "the admiral": places that name someone again by a word of their title."""
        found = []
        starts = [naming.span[0] for naming in namings]
        for match in _REFERENCE.finditer(self.text):
            end = bisect_right(starts, match.start())
            if covered(match.span(), quoted) or (end and namings[end - 1].span[1] >= match.end()):
                continue
            for naming in reversed(namings[max(0, end - WINDOW) : end]):
                if match[1].lower() in self.title_words(naming.figure):
                    found.append(Naming(match.span(), match.start(), naming.figure))
                    break
        return found

    def title_words(self, figure: Figure) -> frozenset[str]:
        """The words of the titles someone is printed with or ever bore."""
        own = frozenset(word for title in figure.titles for word in title.words)
        return own | (self.lexicon.titled(figure.official) if figure.official else frozenset())

    def figure(self, mention: Mention) -> Figure | None:
        """The figure a mention means: a person, or the one holder of a title."""
        if mention.kind == "person":
            return self.cast.of_mention.get(mention.span)
        if mention.kind != "title" or mention.title is None or not mention.title.offices:
            return None
        if (named := self.in_apposition(mention.span)) is not None:
            return named
        slugs = self.cast.titled(self.completed(mention))
        return self.figure_for(slugs[0]) if len(slugs) == 1 else None

    def figure_for(self, official: str) -> Figure:
        figure = self.cast.figure_of(official)
        if figure is None:
            person = self.lexicon.register.official_by_slug[official]
            figure = Figure(
                (fold(person.name),), "", person.gender, officials=(official,), rule="title", certainty=0.95
            )
            self.cast.add(figure)
        return figure

    def completed(self, mention: Mention) -> Title:
        """The mention's title with a country that follows it: "foreign minister of France"."""
        assert mention.title is not None
        title = mention.title
        if title.country or title.institution:
            return title
        after = next(within(self.mentions, self.starts, (mention.span[1], mention.span[1] + 12)), None)
        if after is None or self.text[mention.span[1] : after.span[0]].strip() not in ("of", "of the"):
            return title
        if after.kind == "country":
            return replace(title, country=after.country)
        if after.kind == "institution" and after.phrase:
            return replace(title, institution=after.phrase.institutions[0])
        return title

    def named_after(self, span: Span) -> Mention | None:
        """The person named right after a description: "the spokeswoman, Alma Quill, said"."""
        after = next(within(self.mentions, self.starts, (span[1], span[1] + 4)), None)
        if after is None or after.kind != "person" or self.text[span[1] : after.lead].strip() not in ("", ","):
            return None
        return after

    def in_apposition(self, span: Span) -> Figure | None:
        """The figure named right after a description, where it is known who that is."""
        after = self.named_after(span)
        return self.cast.of_mention.get(after.span) if after else None


def _moved(mention: Mention, by: int) -> Mention:
    return replace(mention, span=(mention.span[0] + by, mention.span[1] + by), lead=mention.lead + by)


def _quoted_spans(text: str, passages: Sequence[Passage]) -> list[Span]:
    """Where the text speaks in someone else's words."""
    spans: list[Span] = []
    for passage in passages:
        for start, end in passage.spans:
            if passage.kind == "direct":
                spans.append((start, end))
            else:
                spans.extend(match.span() for match in _MARKED.finditer(text, start, end))
    return sorted(spans)


def covered(span: Span, spans: Sequence[Span]) -> bool:
    at = bisect_right(spans, (span[0], 1 << 60)) - 1
    return at >= 0 and span[0] < spans[at][1]
