"""The words that report speech. To teach the reader a verb, add its base form to the list of each way it is used.

A verb may stand in several lists. Inflected forms are made by rule; irregular ones are listed in `_IRREGULAR`.
"""

from dataclasses import dataclass
from typing import Literal

Frame = Literal[
    "clause", "that", "told", "infinitive", "object", "as", "call", "addressed", "for", "about", "quoted", "marked"
]
Form = Literal["base", "present", "past", "ing"]

# Words follow or precede, with or without "that": he said (that) it was late. “Late,” he said.
CLAUSE = """
say add argue announce claim note warn insist declare state assert allege acknowledge admit confirm contend stress suggest
explain predict conclude complain reiterate concede vow promise report reveal estimate emphasize
emphasise proclaim lament tweet quip joke observe remark recall testify write repeat affirm underline hint imply boast stress fume
caution reply retort muse opine recount conclude ask wonder protest deny signal indicate disclose profess grumble
"""
# Words follow "that" or a question word; a bare clause after them is something else.
THAT = """
point demand recommend propose mention argue guarantee swear advise agree counter respond tweet post speculate intimate
anticipate worry reason theorize clarify pledge maintain continue vent grouse gripe fret put comment
"""
# Only words in marks follow or precede; with anything else the verb reports nothing.
MARKED = """
begin continue respond counter interject exclaim shout deadpan scoff snap tweet post chant read think yell cry sigh whisper
reason intone thunder bellow joke jibe finish charge demand agree write state note opine crow gush sniff plead promise
elaborate laugh react boom venture answer tease press bark sing roar snarl mutter murmur implore scream
go shoot fire hit blog mouth question
"""
# The person told comes first: she told the BBC (that) it was late.
TOLD = "tell ask remind assure inform notify"
# What is said begins with "to": they vowed to continue.
INFINITIVE = "claim vow promise pledge threaten swear offer refuse decline"
# The person addressed, then "to": it urged Meridia to withdraw.
ADDRESSED = "urge implore exhort ask beg order advise counsel coach"
# What is wanted comes after "for" or "on": she called for a pause, called on Meridia to withdraw.
FOR = "call appeal plead"
# The words are what follows: he condemned the attack.
OBJECT = """
condemn criticize criticise denounce reject dismiss praise announce propose blast slam deny demand welcome
accuse blame propose describe recall mention urge recommend defend predict explain confirm acknowledge reveal
allege report note repeat reiterate emphasize stress mock cite rebuke ridicule deride decry rule
"""
# What it is called comes after "as": she described the talks as “useful”.
AS = """
describe characterize characterise portray frame paint pitch herald tout depict denounce dismiss condemn refer outline
cast deride praise brand hail introduce see view regard bill sum play admire attack slam blast assail pound
"""
# The words are what follows, too, but only where some of them stand in marks: they bemoaned “a rigged” vote.
QUOTED = """
recall bemoan liken reference invoke tout question attack defend promote hail lament find compare quote repeat mention
express encourage embrace highlight criticize blame rip bash hammer knock chide scold label term deem dub
stress emphasize note cite explain promise pledge vow warn advocate endorse oppose outline lampoon skewer lambaste
lambast applaud commend thank credit salute acknowledge suggest fault identify specify insist declare predict herald tout
portray decry envision list feature voice urge frame pitch estimate concede reiterate confirm
think believe fear hope project invite ponder rate rank summarize discuss echo want expect view describe
recommend float dispute challenge downplay trumpet detail share vent grouse gripe fret chastise berate
insult taunt laud assail admire order instruct name plan intend vote aim
"""
# Object and name follow: he called it “a mistake”.
CALL = "call brand dub label"
# The words are what follows "of", "about" or "to", where some of them stand in marks: they talked about “a reset”.
ABOUT = """
talk speak brag boast joke complain warn muse rail rant tweet accuse point refer allude gush report write campaign
fixate harp focus bicker argue
"""

_FRAMES: tuple[tuple[Frame, str], ...] = (
    ("clause", CLAUSE),
    ("that", THAT),
    ("marked", MARKED),
    ("told", TOLD),
    ("infinitive", INFINITIVE),
    ("addressed", ADDRESSED),
    ("for", FOR),
    ("object", OBJECT),
    ("as", AS),
    ("call", CALL),
    ("about", ABOUT),
    ("quoted", QUOTED),
)
# Verbs that report only with this word behind them: she went on, they hit back, he ruled out a truce.
PARTICLES = {
    "go": "on",
    "shoot": "back",
    "fire": "back",
    "hit": "back",
    "rule": "out",
    "sum": "up",
    "play": "down",
    "put": "it",
}
# What may follow a form that is mostly a noun: hints that, pledges to, “…”.
_OFNOUN_FORMS: frozenset[Frame] = frozenset({"that", "infinitive"})
# Forms that are nouns or adjectives far more often: they report no bare clause.
NOUN_FORMS = frozenset(
    [
        "state",
        "states",
        "tweet",
        "tweets",
        "post",
        "posts",
        "comment",
        "comments",
        "counsel",
        "counsels",
        "coach",
        "remark",
        "remarks",
        "report",
        "estimate",
        "estimates",
        "stress",
        "joke",
        "jokes",
        "signal",
        "signals",
        "protest",
        "protests",
        "promise",
        "pledge",
        "warning",
        "warnings",
        "claim",
        "demand",
        "demands",
        "repeat",
        "hint",
        "hints",
    ]
)
# base: (present, past, ing) where the rules would be wrong
_IRREGULAR: dict[str, tuple[str, ...]] = {
    "say": ("says", "said", "saying"),
    "read": ("reads", "read", "reading"),
    "go": ("goes", "went", "going"),
    "put": ("puts", "put", "putting"),
    "see": ("sees", "saw", "seeing"),
    "sum": ("sums", "summed", "summing"),
    "feel": ("feels", "felt", "feeling"),
    "find": ("finds", "found", "finding"),
    "rip": ("rips", "ripped", "ripping"),
    "seek": ("seeks", "sought", "seeking"),
    "tell": ("tells", "told", "telling"),
    "write": ("writes", "wrote", "writing"),
    "think": ("thinks", "thought", "thinking"),
    "swear": ("swears", "swore", "swearing"),
    "show": ("shows", "showed", "showing"),
    "begin": ("begins", "began", "beginning"),
    "cast": ("casts", "cast", "casting"),
    "refer": ("refers", "referred", "referring"),
    "beg": ("begs", "begged", "begging"),
    "admit": ("admits", "admitted", "admitting"),
    "quip": ("quips", "quipped", "quipping"),
    "dub": ("dubs", "dubbed", "dubbing"),
    "snap": ("snaps", "snapped", "snapping"),
    "shoot": ("shoots", "shot", "shooting"),
    "sing": ("sings", "sang", "singing"),
    "speak": ("speaks", "spoke", "speaking"),
    "brag": ("brags", "bragged", "bragging"),
    "hit": ("hits", "hit", "hitting"),
    "slam": ("slams", "slammed", "slamming"),
    "label": ("labels", "labelled", "labelling"),
}
# Forms spelt otherwise on the other side of the ocean.
_ALSO: dict[str, tuple[str, Form]] = {
    "labeled": ("label", "past"),
    "labeling": ("label", "ing"),
    "signalled": ("signal", "past"),
    "signalling": ("signal", "ing"),
}
# The ways of use in which a verb may stand after its words: “…,” she said.
TAG_FRAMES: frozenset[Frame] = frozenset({"clause", "told", "that", "marked"})
_VOWELS = frozenset("aeiou")


@dataclass(frozen=True, slots=True)
class Cue:
    """One printed form of a verb that reports speech: what it is a form of, and how its words may follow."""

    lemma: str
    form: Form
    frames: frozenset[Frame]


def _forms(base: str) -> tuple[str, str, str]:
    """Present, past and -ing form of a verb by the rules of spelling."""
    if base in _IRREGULAR:
        present, past, ing = _IRREGULAR[base]
        return present, past, ing
    if base.endswith("y") and base[-2] not in _VOWELS:
        return base[:-1] + "ies", base[:-1] + "ied", base + "ing"
    present = base + ("es" if base.endswith(("s", "sh", "ch", "x")) else "s")
    if base.endswith("e"):
        return present, base + "d", base[:-1] + "ing"
    return present, base + "ed", base + "ing"


def _table() -> dict[str, Cue]:
    frames: dict[str, set[Frame]] = {}
    for frame, verbs in _FRAMES:
        for base in verbs.split():
            frames.setdefault(base, set()).add(frame)
    table: dict[str, Cue] = {}
    for base, found in frames.items():
        present, past, ing = _forms(base)
        for word, form in ((base, "base"), (present, "present"), (ing, "ing"), (past, "past")):
            frames_of_form = (
                frozenset((found & _OFNOUN_FORMS) | {"marked", "that"}) if word in NOUN_FORMS else frozenset(found)
            )
            table[word] = Cue(base, form, frames_of_form)  # type: ignore[arg-type]
    return table | {word: Cue(base, form, table[base].frames) for word, (base, form) in _ALSO.items()}


CUES: dict[str, Cue] = _table()
