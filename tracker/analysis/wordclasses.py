"""Closed classes of English words that the rules of bounds and speakers rest on. Lower case, straight apostrophes."""


def words(text: str) -> frozenset[str]:
    """The words of `text`, parted by white space."""
    return frozenset(text.split())


DETERMINERS = words("""
    the a an this that these those his her its their our my your some many several most another other each every
    any no one two three four five six both all
""")
SUBJECT_PRONOUNS = words("he she it they we i you")
OBJECT_PRONOUNS = words("him her it them us me himself herself itself themselves")
PRONOUNS = SUBJECT_PRONOUNS | words("who others some many most none everyone someone")
RELATIVES = words("who which that whom")
BE = words("is are was were be been being 's 're am isn't aren't wasn't weren't")
HAVE = words("has have had having hasn't haven't hadn't")
DO = words("do does did don't doesn't didn't")
MODALS = words("""
    will would could should might may can must shall won't wouldn't couldn't shouldn't can't cannot
""")
AUXILIARIES = BE | HAVE | DO | MODALS
# Verbs whose past is told by no ending, and some of the present that are often met.
PAST = words("""
    went came took gave made got saw left met held spoke sent ran led stood put cut hit set drew fell kept told brought
    began became felt sat won lost rose broke threw sought fought laid drove wrote read offers uses makes takes comes
    goes puts
""")
CONTRACTED = ("'s", "'d", "'ll", "'ve", "'re", "'m")
NEGATIONS = words("not never nor neither n't")
ADVERBS = words("""
    also then later once never not often further even still just only again always ever now soon first twice
    instead meanwhile earlier yesterday today sometimes long since himself herself themselves itself too already
    since out apparently himself back afterwards afterward thus once
""")
NOT_ADVERBS = words("""
    family ally only reply early italy july assembly friendly daily weekly rally supply apply ugly
    carly kelly emily sally molly holly polly lily billy willy reilly jolly connolly donnelly kimberly beverly
""")
WEEKDAYS = words("monday tuesday wednesday thursday friday saturday sunday")
PREPOSITIONS = words("""
    of for in at from with to on by about into over under between against among through during after before
    without within toward towards upon despite near since until amid behind across around via outside inside
    ahead like as per
""")
# Prepositions that hold a noun phrase together: a spokesman for the ministry, the minister of trade.
NOUN_LINKS = words("of for from with")
CONJUNCTIONS = words("""
    but because if when while as that since after before although though whereas unless until so than whether
    where why how what yet nor once and or
""")
FUNCTION_WORDS = DETERMINERS | PRONOUNS | OBJECT_PRONOUNS | RELATIVES | AUXILIARIES | PREPOSITIONS | CONJUNCTIONS
TITLES = words("""
    mr mr. mrs mrs. ms ms. dr dr. sen sen. rep rep. gov gov. gen. sir lord lady dame baroness president senator
    minister secretary chancellor governor mayor representative congressman congresswoman spokesman spokeswoman
    spokesperson
""")


def is_adverb(word: str) -> bool:
    """True of listed adverbs and of words in -ly that are no noun or adjective of their own."""
    return word in ADVERBS or (len(word) > 4 and word.endswith("ly") and word not in NOT_ADVERBS)
