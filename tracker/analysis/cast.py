"""The people of one article: every naming of a person joined with the others that mean the same one.

A full name introduces; a surname, a short form or a title then points back to it. Two of one surname stay apart, and
what does not tell them apart stays open. A surname that nobody introduces belongs to an official only when hardly
anyone else can be meant.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from datetime import date
from functools import lru_cache

from tracker.analysis.figures import Cast, Figure
from tracker.analysis.given_names import gender_of, is_given
from tracker.analysis.lexicon import PARTICLES, Lexicon, family_of
from tracker.analysis.mentions import Mention
from tracker.analysis.names import GENDERED_TITLES, HONORIFICS, KNIGHTHOODS, Key, is_initial, same_given
from tracker.analysis.quotations import Span
from tracker.analysis.register import Gender
from tracker.analysis.surnames import guess
from tracker.analysis.titles import may_bear


def assemble(
    mentions: Sequence[Mention], lexicon: Lexicon, *, day: date | None, home: str | None, speakers: Sequence[Span] = ()
) -> Cast:
    """Who is who among `mentions`; a name at one of the `speakers` spans is a person's with nothing else to say so."""
    cast = Cast(lexicon, day, home, _countries(mentions, home, lexicon))
    people = [m for m in mentions if m.kind == "person"]
    at_speaker = _SpeakerTest(speakers)
    persons = {m.name[-1] for m in people if m.honorific or at_speaker(m.span)}
    for mention in people:
        known_as_person = mention.name[-1] in persons and not cast.by_surname.get(mention.name[-1])
        if _is_full(mention, lexicon, day) or (len(_spelled(mention.name)) > 1 and known_as_person):
            _introduce(cast, mention)
    for mention in people:
        if mention.span not in cast.of_mention:
            _recognise(cast, mention, at_speaker(mention.span))
    for figure in cast.figures:
        if not figure.introduced and not figure.officials:
            guess(cast, figure)
    return cast


class _SpeakerTest:
    """Whether a span lies in one of the speakers' spans."""

    def __init__(self, speakers: Sequence[Span]) -> None:
        spans = sorted(set(speakers))
        self.starts = [start for start, _ in spans]
        ends = [end for _, end in spans]
        self.ends = [max(ends[max(0, at - 3) : at + 1]) for at in range(len(ends))]  # of the span or one just before

    def __call__(self, span: Span) -> bool:
        at = bisect_right(self.starts, span[0]) - 1
        return at >= 0 and span[0] < self.ends[at]


def _countries(mentions: Sequence[Mention], home: str | None, lexicon: Lexicon) -> frozenset[str]:
    """The countries a text is about: named, or meant by their people's titles, their ministries and their capitals."""
    named = {m.country for m in mentions} | {m.title.country for m in mentions if m.title} | {home}
    bodies = {m.phrase.institutions[0] for m in mentions if m.phrase and len(m.phrase.institutions) == 1}
    named |= {lexicon.register.official_by_slug[slug].country for slug in bodies}
    return frozenset(country for country in named if country)


@lru_cache(maxsize=1024)
def _spelled(name: Key) -> Key:
    return tuple(key for key in name if not is_initial(key) and key not in ("jr", "sr"))


def _is_full(mention: Mention, lexicon: Lexicon, day: date | None) -> bool:
    """True for a name that introduces: known to the register, or a given name with more after it."""
    keys = _with_honorific(mention)
    if lexicon.aliased(keys, day) or lexicon.aliased(mention.name, day):
        return True
    name = _spelled(mention.name)
    if len(name) < 2:
        return False
    return bool(lexicon.named(mention.name)) or is_given(name[0]) or _is_called_person(mention)


def _is_called_person(mention: Mention) -> bool:
    """True when a title, an honorific or a relative clause beside the name tells of a person."""
    return bool(mention.title or mention.honorific or mention.has_who)


def _with_honorific(mention: Mention) -> Key:
    return (mention.honorific, *mention.name) if mention.honorific else mention.name


def _introduce(cast: Cast, mention: Mention) -> None:
    officials = _named_officials(cast, mention)
    name = _spelled(mention.name)
    figure = _same_figure(cast, name, officials)
    if figure is None:
        figure = Figure(name, mention.printed, officials=officials, rule="full name" if officials else "printed name")
        cast.add(figure)
        for key in {name[-1], *(_family(cast, slug) for slug in officials)}:
            cast.by_surname[key].append(figure)
    figure.introduced = True
    figure.full.append(mention.span[0])
    _learn(figure, mention, cast)
    cast.of_mention[mention.span] = figure


def _family(cast: Cast, slug: str) -> str:
    return family_of(cast.lexicon.register.official_by_slug[slug])[-1]


def _named_officials(cast: Cast, mention: Mention) -> tuple[str, ...]:
    """Register slugs behind a full name: as printed, else by family and given name, then by title and gender."""
    lexicon = cast.lexicon
    found = (
        lexicon.aliased(_with_honorific(mention), cast.day)
        or lexicon.aliased(mention.name, cast.day)
        or lexicon.named(_spelled(mention.name))
    )
    gender = HONORIFICS.get(mention.honorific or "")
    slugs = tuple(dict.fromkeys(o.slug for o in found if gender is None or o.gender in (None, gender)))
    if len(slugs) > 1 and mention.title:
        titled = tuple(s for s in slugs if may_bear(s, mention.title, lexicon, cast.day))
        slugs = titled or slugs
    if len(slugs) > 1:
        slugs = tuple(s for s in slugs if cast.in_office(s)) or slugs
    return slugs


def _same_figure(cast: Cast, name: Key, officials: tuple[str, ...]) -> Figure | None:
    for figure in cast.by_surname.get(name[-1], ()):
        if officials and figure.officials == officials:
            return figure
        if not officials and not figure.officials and (len(name) == 1 or same_given(name[0], figure.name[0])):
            return figure
    return cast.by_officials.get(officials) if officials else None


def _learn(figure: Figure, mention: Mention, cast: Cast) -> None:
    if len(_spelled(mention.name)) > len(_spelled(figure.name)) or len(figure.printed) < len(mention.printed):
        figure.printed = mention.printed
        figure.name = _spelled(mention.name)
    if mention.title and mention.title not in figure.titles:
        figure.titles.append(mention.title)
    if figure.official:
        figure.gender = cast.lexicon.register.official_by_slug[figure.official].gender
    figure.gender = figure.gender or HONORIFICS.get(mention.honorific or "") or _printed_gender(mention)


def _printed_gender(mention: Mention) -> Gender | None:
    for word in mention.title.words if mention.title else ():
        if word in GENDERED_TITLES:
            return GENDERED_TITLES[word]
    name = _spelled(mention.name)
    return gender_of(name[0]) if len(name) > 1 else None


def _recognise(cast: Cast, mention: Mention, speaks: bool) -> None:
    """A short name: someone of the article, or else a figure of its own."""
    figure = _of_article(cast, mention)
    if figure is None and (speaks or _is_called_person(mention) or cast.lexicon.of_family(mention.name)):
        figure = Figure(mention.name, mention.printed, rule="printed name")
        cast.add(figure)
        cast.by_surname[mention.name[-1]].append(figure)
    if figure is not None:
        _learn(figure, mention, cast)
        cast.of_mention[mention.span] = figure


def _of_article(cast: Cast, mention: Mention) -> Figure | None:
    """The figure a surname, a name met before, or a knight's given name points to; an open case becomes a figure of its
    own."""
    if len(_spelled(mention.name)) > 1 and mention.name[0] not in PARTICLES:
        return cast.by_name.get(mention.name)
    if mention.honorific in KNIGHTHOODS:
        given = cast.by_given[mention.name[0]]
        if len(given) == 1:
            return given[0]
    options = [f for f in cast.by_surname.get(mention.name[-1], ()) if _may_be(f, mention, cast)]
    if len(options) > 1 and mention.title:
        options = [f for f in options if mention.title in f.titles] or options
    if len(options) == 1:
        return options[0]
    return _foremost(options, mention.span[0]) or (_open_case(cast, mention, options) if options else None)


def _foremost(options: list[Figure], place: int) -> Figure | None:
    """The one a bare surname at `place` means by usage: named first, and until then oftener in full than all who share
    the name together."""
    if not options:
        return None
    times = [bisect_left(figure.full, place) for figure in options]
    if not any(times):
        times = [len(figure.full) for figure in options]
    others = sum(times[1:])
    if times[0] > others:
        return options[0]
    only = options[0].official and not any(figure.officials for figure in options[1:])
    return options[0] if only and times[0] == others else None


def _may_be(figure: Figure, mention: Mention, cast: Cast) -> bool:
    gender = HONORIFICS.get(mention.honorific or "")
    if gender and figure.gender and gender != figure.gender:
        return False
    if mention.title and figure.official and mention.title.words:
        return may_bear(figure.official, mention.title, cast.lexicon, cast.day) or not mention.title.offices
    return True


def _open_case(cast: Cast, mention: Mention, options: list[Figure]) -> Figure:
    """The figure of a surname that may be any of `options`: one and the same each time these are in question."""
    key = tuple(id(figure) for figure in options)
    if key not in cast.open_cases:
        slugs = tuple(dict.fromkeys(slug for figure in options for slug in figure.officials))
        all_known = all(figure.officials for figure in options)
        figure = Figure(mention.name, mention.printed, rule="one surname, several people", certainty=0.3)
        figure.officials = slugs if all_known and len(slugs) > 1 else ()
        figure.introduced = True
        genders = {option.gender for option in options}
        figure.gender = genders.pop() if len(genders) == 1 else None
        cast.open_cases[key] = figure
    return cast.open_cases[key]
