"""Whom a transcript's label or a text's signature means: the bearer of that title and surname on that day.

Labels shorten: "MR PRICE", "THE PRESIDENT", "SECRETARY BLINKEN". The lines on top and the title of the text often give
the full names, and whoever is named there with another given name is somebody else.
"""

from dataclasses import dataclass, field
from datetime import date

import regex
from rapidfuzz import fuzz

from tracker.analysis.attributions import Attribution
from tracker.analysis.homes import home_of
from tracker.analysis.lexicon import Lexicon, family_of, lexicon_of
from tracker.analysis.mentions import Mention, Title, find_mentions
from tracker.analysis.names import HONORIFICS, TITLE_WORDS, Key, same_given, tokens
from tracker.analysis.quotations import Span
from tracker.analysis.register import Official, Register
from tracker.analysis.surnames import COMMON
from tracker.analysis.titles import Setting, holders, may_bear
from tracker.analysis.transcripts import Signature

HEAD = 3000
_SAYING = r"(?:said|says|told|added|tweeted|asked\s+reporters)"
_UNNAMED = regex.compile(r"(?i)\b(?:senior|administration|department|unidentified)\b.*\bofficials?\b")


@dataclass(slots=True)
class Labels:
    """The labels of one text, each resolved once."""

    text: str
    title: str
    register: Register
    day: date | None
    country: str | None = None
    _known: dict[str, Attribution] = field(default_factory=dict)
    _named: list[Mention] | None = None
    _looked: bool = False

    @property
    def lexicon(self) -> Lexicon:
        return lexicon_of(self.register)

    def attribute(self, label: str, span: Span | None = None) -> Attribution:
        """Who speaks under `label`."""
        if label not in self._known:
            self._known[label] = self._resolve(label)
        return self._known[label]

    def signer(self, signature: Signature) -> Attribution:
        """Who signed: a full name, or a title with a surname ("President Biden")."""
        mentions = find_mentions(signature.printed, self.lexicon)
        person = next((m for m in mentions if m.kind == "person"), None)
        if person is not None:
            options = self._full(person)
            if len(options) == 1:
                return Attribution(person.printed, options[0].slug, rule=signature.rule)
            return self._by_surname(person.name, person.honorific, person.title, signature.printed)
        title = next((m.title for m in mentions if m.title), None)
        return (
            self._by_title(title, signature.printed) if title else Attribution(signature.printed, rule=signature.rule)
        )

    def tells_of(self, official: str) -> bool:
        """True when the text reports `official` as saying something: news about them, not a text of theirs."""
        surname = family_of(self.register.official_by_slug[official])[-1]
        saying = rf"(?:\b{surname}\b[^.\n“”\"]{{0,60}}\b{_SAYING}\b|\b{_SAYING}\s+(?:\p{{L}}+\.?\s+){{0,3}}{surname}\b)"
        return bool(regex.search(saying, self.text[:20000], regex.I))

    def _resolve(self, label: str) -> Attribution:
        if _UNNAMED.search(label):
            return Attribution(label.title(), rule="unnamed official")
        if "," in label and not label.isupper():
            return self.signer(Signature(label, None, (), "label"))
        words = [token.key.lower() for token in tokens(label)]
        words = words[1:] if words[:1] == ["the"] else words
        honorific = next((w for w in words[:1] if w in HONORIFICS), None)
        rest = tuple(words[1:] if honorific else words)
        title, name = self._split(rest)
        if not name:
            return self._by_title(title, label) if title else Attribution(label.title(), rule="label")
        return self._by_surname(name, honorific, title, label)

    def _split(self, words: Key) -> tuple[Title | None, Key]:
        """A label's words as its title and the name behind it."""
        shown = tokens(" ".join(words))
        for size in range(len(words), 0, -1):
            for phrase in self.lexicon.phrases.get(words[0], ()):
                if phrase.key == words[:size] and phrase.offices:
                    return Title(phrase.key, phrase.offices), words[size:]
        size = 0
        while size < len(shown) and (words[size] in TITLE_WORDS or words[size] in ("of", "deputy", "vice", "acting")):
            size += 1
        modifier = words[0] if size and words[0] in ("deputy", "vice", "acting") else None
        titled = words[1:size] if modifier else words[:size]
        return (Title(titled, modifier=modifier) if titled else None), words[size:]

    def _by_title(self, title: Title, label: str) -> Attribution:
        setting = Setting(self.day, self._home(), {(slug,) for slug in self._introduced()})
        found = holders(title, setting, self.lexicon)
        if len(found) == 1:
            return Attribution(
                self.register.official_by_slug[found[0]].name, found[0], rule="title on that day", certainty=0.97
            )
        return Attribution(
            label.title(), None, found, rule="title of several" if found else "label", certainty=0.4 if found else 1.0
        )

    def _by_surname(self, name: Key, honorific: str | None, title: Title | None, label: str) -> Attribution:
        gender = HONORIFICS.get(honorific or "")
        options = [o for o in self._bearers(name) if gender is None or o.gender in (None, gender)]
        if title:
            options = [o for o in options if self._may_bear(o, title)]
        options = [o for o in options if self._is_here(o)] or self._misprinted(name, title)
        if len(options) > 1:
            options = [o for o in options if self._is_named(o)] or options
        if len(options) > 1 and title and title.offices:
            options = [o for o in options if o.slug in self._now(title)] or options
        fullest = self._fullest(name) or label.title()
        if len(options) == 1:
            return Attribution(fullest, options[0].slug, rule="label", certainty=1.0)
        return Attribution(
            fullest, None, tuple(o.slug for o in options), rule="label", certainty=0.4 if options else 1.0
        )

    def _bearers(self, name: Key) -> list[Official]:
        found = list(self.lexicon.of_family(name)) or list(self.lexicon.of_family(name[-1:]))
        if not found and len(name) > 1:
            found = list(self.lexicon.named(name))
        return found

    def _may_bear(self, official: Official, title: Title) -> bool:
        """True for a title of theirs; the full name in the text makes up for one the register does not have."""
        if may_bear(official.slug, title, self.lexicon, self.day):
            return True
        return not title.modifier and self._is_named(official) and self._serves(official)

    def _misprinted(self, name: Key, title: Title | None) -> list[Official]:
        """The one official named in the text whose title fits and whose surname differs by a slip ("DE MAIO")."""
        if title is None:
            return []
        options = []
        for slug in dict.fromkeys(self._introduced()):
            official = self.register.official_by_slug[slug]
            alike = fuzz.ratio(" ".join(name), " ".join(family_of(official)))
            if 80 <= alike < 100 and may_bear(slug, title, self.lexicon, self.day):
                options.append(official)
        return options if len(options) == 1 else []

    def _serves(self, official: Official) -> bool:
        return self.day is None or bool(self.register.offices_held(official.slug, self.day))

    def _now(self, title: Title) -> tuple[str, ...]:
        return holders(title, Setting(self.day, self._home()), self.lexicon)

    def _is_here(self, official: Official) -> bool:
        """False when the text names another person of that surname, or nothing says it is the official.

        The official's full name in the text settles it; without it the post must be held that day, and the name be none
        of the common ones.
        """
        others = [m for m in self._people() if m.name[-1] == family_of(official)[-1] and len(m.name) > 1]
        if others:
            return any(self._same(m, official) for m in others)
        return self._serves(official) and (family_of(official)[-1] not in COMMON or self._leads(official))

    def _leads(self, official: Official) -> bool:
        return self.day is not None and self._home() == official.country

    def _same(self, mention: Mention, official: Official) -> bool:
        if mention.name[0] in TITLE_WORDS:
            return True
        own = _given(official)
        return official in self._full(mention) or any(same_given(key, k) for key in mention.name[:-1] for k in own)

    def _is_named(self, official: Official) -> bool:
        return any(official in self._full(mention) for mention in self._people())

    def _full(self, mention: Mention) -> tuple[Official, ...]:
        keys = (mention.honorific, *mention.name) if mention.honorific else mention.name
        found = self.lexicon.aliased(keys, self.day) or self.lexicon.aliased(mention.name, self.day)
        return found or self.lexicon.named(tuple(k for k in mention.name if len(k) > 1 and k not in ("jr", "sr")))

    def _fullest(self, name: Key) -> str | None:
        longest = [m.printed for m in self._people() if m.name[-1] == name[-1] and len(m.name) > 1]
        return max(longest, key=len, default=None)

    def _people(self) -> list[Mention]:
        if self._named is None:
            head = f"{self.title}\n\n{self.text[:HEAD]}"
            self._named = [
                m for m in find_mentions(head, self.lexicon) if m.kind == "person" and not m.printed.isupper()
            ]
        return self._named

    def _introduced(self) -> tuple[str, ...]:
        """Officials the text names in full, or by surname with a title that is theirs."""
        named = (self._full(m) or self._by_rank(m) for m in self._people())
        return tuple(found[0].slug for found in named if len(found) == 1)

    def _by_rank(self, mention: Mention) -> tuple[Official, ...]:
        title = mention.title
        if title is None or len(mention.name) > 1:
            return ()
        bearers = self.lexicon.of_family(mention.name)
        return tuple(o for o in bearers if self._serves(o) and may_bear(o.slug, title, self.lexicon, self.day))

    def _home(self) -> str | None:
        """The source's country, else the one whose institutions the text prints bare."""
        if self.country is None and not self._looked:
            self._looked = True
            head = f"{self.title}\n\n{self.text[:HEAD]}"
            self.country = home_of(find_mentions(head, self.lexicon), self.lexicon)
        return self.country


def _given(official: Official) -> Key:
    family = set(family_of(official))
    return tuple(t.key for t in tokens(official.name) if t.key not in family)
