"""The verb group around a word of saying: where it starts, and what it makes of the report.

"did not say" denies, "would say" supposes, "will say" announces, "declined to say" refuses; "was told" and "the claims"
report nothing.
"""

from collections.abc import Container, Sequence
from dataclasses import dataclass

from tracker.analysis.cues import CUES, PARTICLES, Cue
from tracker.analysis.modes import REFUSALS, mode_of
from tracker.analysis.quotations import Mode
from tracker.analysis.sentences import Token
from tracker.analysis.wordclasses import (
    AUXILIARIES,
    BE,
    DETERMINERS,
    HAVE,
    NEGATIONS,
    PREPOSITIONS,
    RELATIVES,
    SUBJECT_PRONOUNS,
    is_adverb,
    words,
)

_DECLINES = words("declined declines decline refused refuses refuse declining refusing")
_WISHES = words("""
    want wants wanted wish wishes hope hopes hoped try tries tried trying need needs needed able have has had going like
    reluctant afraid ready failed likely unlikely hard easy want wanting used supposed enough hesitant continue
""")
_QUOTES_SOMEONE = words("quoted quotes quoting cited")
_QUESTIONS = words("whether if what why how who when where which")
_GOES_ON = words("continued continues went goes seemed appeared going")
_ANNOUNCES = words("""
    expected set due plans planned intends likely scheduled poised prepares preparing planning
""")
# Determiners that also stand alone as subjects: some say, both argued, the two wrote.
_SUBJECT_DETERMINERS = words(
    "some several many most others both all this that these those two three four five six another one"
)
_SINGULAR = words("one another this that")
_TEXTS = words("""
    letter report statement document memo article bill resolution declaration text law rule constitution website site
    page policy charter treaty agreement ruling filing complaint lawsuit
""")
_MOSTLY_NOUNS = words("state states report protest protests comment comments")
_TELLERS = SUBJECT_PRONOUNS | RELATIVES | _TEXTS | {"also", "paper", "agency"}
_POSSESSIVE_ENDS = ("'s", "s'")


# Phrases that stand between an auxiliary and its verb: "she has in the past described …".
_BETWEEN = frozenset(
    {("in", "the", "past"), ("at", "the", "time"), ("in", "recent", "weeks"), ("in", "recent", "days")}
)


_QUOTED_AS_SAYING = ("quoted", "as", "saying")


@dataclass(frozen=True, slots=True)
class VerbGroup:
    """`start` is the index of the group's first word. A participle or a coordinated verb has its subject elsewhere."""

    start: int
    mode: Mode = "said"
    participle: bool = False
    coordinated: bool = False
    infinitive: bool = False  # "… to call it": counts only with words in marks


def verb_groups(tokens: Sequence[Token], printed: Sequence[str], others: Container[str]) -> dict[int, VerbGroup | None]:
    """The verb group at the index of each cue that is one there, not a noun or a passive; `others` are cues without a
    verb, too. `printed` are the tokens in lower case."""
    groups = {}
    for i, word in enumerate(printed):
        cue = CUES.get(word)
        group = verb_group(tokens, i, cue) if cue is not None else None
        if group is not None or word in others:
            groups[i] = group
    return groups


def verb_group(tokens: Sequence[Token], i: int, cue: Cue) -> VerbGroup | None:
    """The group of the verb at `i`; `None` when the word is a noun there, a passive, or a mere possibility."""
    if _reports_nothing(tokens, i, cue):
        return None
    if cue.lemma == "say" and tuple(token.lower for token in tokens[max(0, i - 2) : i + 1]) == _QUOTED_AS_SAYING:
        return _quoted_as_saying(tokens, i - 2)
    words: list[str] = []
    start = i
    while start > 0:
        if _belongs(tokens[start - 1]):
            start -= 1
            words.append(tokens[start].lower)
        elif tuple(token.lower for token in tokens[max(0, start - 3) : start]) in _BETWEEN:
            start -= 3
        else:
            break
    before = tokens[start - 1].lower if start else ""
    if before == "to" or (before == "nor" and _is_neither(tokens, start)):
        return _infinitive(tokens, start) if before == "to" else VerbGroup(start, "declined", coordinated=True)
    unspoken = start == 0 or tokens[start - 1].kind != "quote"
    if cue.lemma == "ask" and cue.form == "past" and before in {"", "when", "if"} and unspoken:
        return None  # asked whether …: it is the speaker who was asked
    if _is_noun(before, cue, words) or _is_passive(tokens, i, cue, words) or _is_plain_noun(tokens, i, words):
        return None
    while start < i and is_adverb(tokens[start].lower) and tokens[start].lower not in NEGATIONS and before in {",", ""}:
        start += 1
    helped = any(w in AUXILIARIES or w.endswith(("'s", "'ve", "'d", "'ll", "'re")) for w in words)
    participle = cue.form == "ing" and not helped
    coordinated = not participle and before in {"and", "but", "then"}
    following = tokens[i + 1].lower if i + 1 < len(tokens) else ""
    return VerbGroup(start, mode_of(words, cue, following), participle, coordinated)


def _is_neither(tokens: Sequence[Token], start: int) -> bool:
    """Whether the verb at `start` is the second of "would neither confirm nor deny"."""
    return any(token.lower == "neither" for token in tokens[max(0, start - 5) : start])


def _reports_nothing(tokens: Sequence[Token], i: int, cue: Cue) -> bool:
    """Whether the word reports nothing of its own: "refused to say who", "Tell me …", "a book called “Rope”"."""
    if (tokens[i].capital and i > 0 and tokens[i - 1].kind != "quote") or not _has_particle(tokens, i, cue):
        return True
    if i == 0 and tokens[0].shouted and len(tokens) > 1 and not tokens[1].shouted:
        return True  # “FUMING Ms Ortel”: a tabloid's first word
    if i > 2 and tokens[i - 1].lower == "as" and tokens[i].lower == "saying" and tokens[i - 2].lower != "quoted":
        return any(token.lower in _QUOTES_SOMEONE for token in tokens[max(0, i - 8) : i - 2])
    ahead = [token.lower for token in tokens[i + 1 : i + 4]]
    if ahead[:1] == ["nor"] and tokens[i - 1].lower == "neither":
        return True
    if cue.lemma in REFUSALS and len(ahead) == 3 and ahead[0] == "to" and ahead[2] in _QUESTIONS:
        return ahead[1] in CUES
    if cue.form == "base" and i == 0 and cue.lemma in {"tell", "ask"}:
        return True
    names_work = cue.lemma == "call" and cue.form == "past" and i + 1 < len(tokens) and tokens[i + 1].kind == "quote"
    return names_work and any(token.lower in {"a", "an"} for token in tokens[max(0, i - 3) : i - 1])


def _has_particle(tokens: Sequence[Token], i: int, cue: Cue) -> bool:
    """Whether the word stands behind the verb without which it reports nothing."""
    particle = PARTICLES.get(cue.lemma)
    return particle is None or (i + 1 < len(tokens) and tokens[i + 1].lower == particle)


def _quoted_as_saying(tokens: Sequence[Token], quoted: int) -> VerbGroup:
    """The group of "was quoted as saying", whose subject is who said it."""
    start = quoted
    while start > 0 and _belongs(tokens[start - 1]):
        start -= 1
    return VerbGroup(start, participle=start == quoted)


def _belongs(token: Token) -> bool:
    return token.kind == "word" and (token.lower in AUXILIARIES or (is_adverb(token.lower) and not token.capital))


def _is_noun(before: str, cue: Cue, words: Sequence[str]) -> bool:
    if words and any(w in AUXILIARIES for w in words):
        return cue.form == "present" and not HAVE.isdisjoint(words)  # they have claims
    if cue.form == "ing":
        return before in DETERMINERS or (before.endswith(_POSSESSIVE_ENDS) and before not in {"he's", "she's", "it's"})
    if cue.form == "past":
        return (
            (before in DETERMINERS and before not in _SUBJECT_DETERMINERS)
            or (before in PREPOSITIONS and not words)
            or (before.endswith(_POSSESSIVE_ENDS) and before not in {"he's", "she's", "it's", "who's"})
        )
    alone = _SUBJECT_DETERMINERS if cue.lemma == "say" else _SUBJECT_DETERMINERS - _SINGULAR
    return (
        (before in DETERMINERS and before not in alone) or before in PREPOSITIONS or before.endswith(_POSSESSIVE_ENDS)
    )


def _is_plain_noun(tokens: Sequence[Token], i: int, words: Sequence[str]) -> bool:
    """Whether a word that is mostly a noun is one here: the states that voted; oh, say, five; that said, …
    It is a verb behind a pronoun or a text ("the letter states that")."""
    following = tokens[i + 1].lower if i + 1 < len(tokens) else ""
    if tokens[i].lower == "said" and following == ",":
        return i == 1 and tokens[0].lower == "that"
    if tokens[i].lower == "say":
        return following == "," and (i == 0 or tokens[i - 1].kind != "word" or tokens[i - 1].lower == "to")
    if tokens[i].lower == "reports" and not words:
        return i == 0 or not (tokens[i - 1].capital or tokens[i - 1].lower in _TELLERS)
    if tokens[i].lower not in _MOSTLY_NOUNS or words or following in {",", "."}:
        return False
    if tokens[i].lower.startswith("state") and any(token.kind == "quote" for token in tokens[:i]):
        return False
    return i > 0 and tokens[i - 1].lower not in _TELLERS


def _is_passive(tokens: Sequence[Token], i: int, cue: Cue, words: Sequence[str]) -> bool:
    if cue.form != "past":
        return False
    if i + 1 < len(tokens) and tokens[i + 1].lower == "by":
        return True
    return any(word in BE for word in words) and not any(
        word in HAVE - {"having"} and "been" not in words for word in words
    )


def _infinitive(tokens: Sequence[Token], start: int) -> VerbGroup | None:
    """The group of "… to say": refusals, "went on to say", announced intentions; wishes and purposes report nothing."""
    verb = start - 2
    while verb > 0 and (is_adverb(tokens[verb].lower) or tokens[verb].lower == "on"):
        verb -= 1
    if verb < 0:
        return None
    word = tokens[verb].lower
    first = verb
    while first > 0 and _belongs(tokens[first - 1]):
        first -= 1
    if word in _DECLINES:
        return VerbGroup(first, "declined")
    if word in _GOES_ON:
        return VerbGroup(first, participle=first == verb and word.endswith("ing"))
    if word in _ANNOUNCES:
        return VerbGroup(first, "announced")
    if word in _WISHES or tokens[verb].kind != "word":
        return None
    return VerbGroup(start, participle=True, infinitive=True)
