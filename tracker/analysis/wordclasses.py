"""Closed classes of English words that the rules of bounds and speakers rest on. Lower case, straight apostrophes."""

DETERMINERS = frozenset(
    [
        "the",
        "a",
        "an",
        "this",
        "that",
        "these",
        "those",
        "his",
        "her",
        "its",
        "their",
        "our",
        "my",
        "your",
        "some",
        "many",
        "several",
        "most",
        "another",
        "other",
        "each",
        "every",
        "any",
        "no",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "both",
        "all",
    ]
)
SUBJECT_PRONOUNS = frozenset(["he", "she", "it", "they", "we", "i", "you"])
PRONOUNS = SUBJECT_PRONOUNS | frozenset(["who", "others", "some", "many", "most", "none", "everyone", "someone"])
RELATIVES = frozenset(["who", "which", "that", "whom"])
BE = frozenset(
    ["is", "are", "was", "were", "be", "been", "being", "'s", "'re", "am", "isn't", "aren't", "wasn't", "weren't"]
)
HAVE = frozenset(["has", "have", "had", "having", "hasn't", "haven't", "hadn't"])
DO = frozenset(["do", "does", "did", "don't", "doesn't", "didn't"])
MODALS = frozenset(
    [
        "will",
        "would",
        "could",
        "should",
        "might",
        "may",
        "can",
        "must",
        "shall",
        "won't",
        "wouldn't",
        "couldn't",
        "shouldn't",
        "can't",
        "cannot",
    ]
)
AUXILIARIES = BE | HAVE | DO | MODALS
CONTRACTED = ("'s", "'d", "'ll", "'ve", "'re", "'m")
NEGATIONS = frozenset(["not", "never", "nor", "neither", "n't"])
ADVERBS = frozenset(
    [
        "also",
        "then",
        "later",
        "once",
        "never",
        "not",
        "often",
        "further",
        "even",
        "still",
        "just",
        "only",
        "again",
        "always",
        "ever",
        "now",
        "soon",
        "first",
        "twice",
        "instead",
        "meanwhile",
        "earlier",
        "yesterday",
        "today",
        "sometimes",
        "long",
        "since",
        "himself",
        "herself",
        "themselves",
        "itself",
        "too",
        "already",
        "since",
        "out",
        "apparently",
        "himself",
        "back",
        "afterwards",
        "afterward",
        "thus",
        "once",
    ]
)
NOT_ADVERBS = frozenset(
    [
        "family",
        "ally",
        "only",
        "reply",
        "early",
        "italy",
        "july",
        "assembly",
        "friendly",
        "daily",
        "weekly",
        "rally",
        "supply",
        "apply",
        "ugly",
    ]
)
WEEKDAYS = frozenset(["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"])
PREPOSITIONS = frozenset(
    [
        "of",
        "for",
        "in",
        "at",
        "from",
        "with",
        "to",
        "on",
        "by",
        "about",
        "into",
        "over",
        "under",
        "between",
        "against",
        "among",
        "through",
        "during",
        "after",
        "before",
        "without",
        "within",
        "toward",
        "towards",
        "upon",
        "despite",
        "near",
        "since",
        "until",
        "amid",
        "behind",
        "across",
        "around",
        "via",
        "outside",
        "inside",
        "ahead",
        "like",
        "as",
        "per",
    ]
)
# Prepositions that hold a noun phrase together: a spokesman for the ministry, the minister of trade.
NOUN_LINKS = frozenset(["of", "for", "from", "with"])
CONJUNCTIONS = frozenset(
    [
        "but",
        "because",
        "if",
        "when",
        "while",
        "as",
        "that",
        "since",
        "after",
        "before",
        "although",
        "though",
        "whereas",
        "unless",
        "until",
        "so",
        "than",
        "whether",
        "where",
        "why",
        "how",
        "what",
        "yet",
        "nor",
        "once",
        "and",
        "or",
    ]
)
TITLES = frozenset(
    [
        "mr",
        "mr.",
        "mrs",
        "mrs.",
        "ms",
        "ms.",
        "dr",
        "dr.",
        "sen",
        "sen.",
        "rep",
        "rep.",
        "gov",
        "gov.",
        "gen.",
        "sir",
        "lord",
        "lady",
        "dame",
        "baroness",
        "president",
        "senator",
        "minister",
        "secretary",
        "chancellor",
        "governor",
        "mayor",
        "representative",
        "congressman",
        "congresswoman",
        "spokesman",
        "spokeswoman",
        "spokesperson",
    ]
)
STRONG_STOPS = frozenset(";:—–--")


def is_adverb(word: str) -> bool:
    """True of listed adverbs and of words in -ly that are no noun or adjective of their own."""
    return word in ADVERBS or (len(word) > 4 and word.endswith("ly") and word not in NOT_ADVERBS)
