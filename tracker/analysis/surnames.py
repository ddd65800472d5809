"""Whom a surname means that the article never introduces.

It may be a different person of that name, so only a title printed with it, or a leading post under an uncommon name in
the article's own country context, makes it an official.
"""

from tracker.analysis.figures import Cast, Figure
from tracker.analysis.names import word_set
from tracker.analysis.titles import PAST, may_bear

# Surnames so common that alone they never mean an official.
COMMON = word_set(
    """
    smith jones brown johnson williams taylor davies wilson evans thomas roberts walker wright robinson thompson
    white hughes edwards green hall wood harris lewis martin jackson clarke clark turner hill scott cooper
    morris moore ward watson miller davis garcia rodriguez martinez anderson lee kim park choi li wang zhang liu
    chen yang wu lin singh kumar khan ali ahmed hassan hussein price young king allen baker adams nelson carter
    mitchell perez campbell parker ross burns murphy kelly cook rice powell hunt gray grey may truss fox
    marshall mason hoffman schmidt meyer muller
    """
)
LEADING_ROLES = frozenset({"head_of_state", "head_of_government", "foreign_minister", "head_of_organisation"})


def guess(cast: Cast, figure: Figure) -> None:
    """The official behind a surname that the article never introduces."""
    lexicon, options = cast.lexicon, []
    for official in lexicon.of_family(figure.name) or lexicon.of_family(figure.name[-1:]):
        if figure.gender and official.gender and figure.gender != official.gender:
            continue
        if all(may_bear(official.slug, title, lexicon, cast.day) for title in figure.titles):
            options.append(official.slug)
    if not options:
        return
    past = any(title.modifier in PAST for title in figure.titles)
    serving = tuple(s for s in options if past or cast.in_office(s))
    near = tuple(s for s in serving if lexicon.register.official_by_slug[s].country in cast.countries) or serving
    if figure.titles:
        cast.link(figure, near, "title and surname", 0.95)
    elif len(near) == 1 and _unmistakable(cast, near[0], figure):
        cast.link(figure, near, "well-known surname", 0.85)
    elif len(near) > 1:
        cast.link(figure, near, "surname without introduction", 0.3)


def _unmistakable(cast: Cast, slug: str, figure: Figure) -> bool:
    """A leading post that day, an uncommon name, and the country in the article's context."""
    if figure.surname in COMMON or len(figure.surname) < 3:
        return False
    register = cast.lexicon.register
    tenures = register.offices_held(slug, cast.day) if cast.day else register.tenures_by_official.get(slug, ())
    leads = any(register.office_by_slug[tenure.office].role in LEADING_ROLES for tenure in tenures)
    return leads and register.official_by_slug[slug].country in cast.countries
