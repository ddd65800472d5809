"""Words that pass a verdict on what they are said of, from -2 (condemn, rule out) to +2 (support, vital).

Only words whose verdict does not hang on what is done or harmed: "condemn" is here, "attack" and "stop" are not.
To add one, put its base form, or a phrase with hyphens, into the line of its score.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import pairwise

from tracker.analysis.polarity import base_in
from tracker.analysis.remembered import Remembered
from tracker.analysis.wordclasses import PREPOSITIONS, words

VERDICTS: dict[int, str] = {
    2: """
        support endorse champion welcome applaud hail praise commend embrace uphold vital essential indispensable
        necessary crucial imperative overdue cornerstone unwavering ironclad in-favour-of in-favor-of committed-to
        stand-by stand-with stands-by stands-with stood-by
        fully-behind we-back i-back backs backed backing moral-duty legitimate-right inalienable
        whatever-it-takes as-long-as-it-takes as-soon-as-possible
    """,
    1: """
        favour favor approve agree prefer encourage hope important valuable useful helpful beneficial pragmatic
        constructive conducive justified reasonable sensible legitimate right-thing right-to-do matters worthwhile
        promising open-to in-our-interest in-everyone's-interest in-all-our-interests in-the-interest in-the-interests
        in-our-national-interest ready-to-join look-forward keep-talking remain-in-place stay-in-place must-stay
        must-continue will-continue better-than importance-of commitment-to commitments-to the-right-policy
        the-right-one is-right are-right good-for good-idea best-way only-way thank proud glad pleased
    """,
    -1: """
        concerned concern worried worry worrying regret regrettable doubt doubtful sceptical skeptical wary unhelpful
        unnecessary unwise unrealistic premature mistaken mistake misguided flawed counterproductive disappointed
        disappointing troubled troubling criticise criticize hesitant reluctant unfair disproportionate cautious
        not-the-time not-the-moment has-failed have-failed is-wrong are-wrong pointless
        useless not-worth too-far too-early too-soon bad-idea of-no-use does-nothing do-nothing warn-against
        warned-against warns-against does-more-harm hurts-us hurt-us
    """,
    -2: """
        condemn denounce deplore oppose reject repudiate abhor veto unacceptable intolerable illegal unlawful
        illegitimate
        outrageous disastrous disaster reckless provocative provocation destabilising
        destabilizing dangerous harmful
        unjustified unjustifiable shameful disgraceful despicable abhorrent brutal barbaric absurd catastrophic
        indefensible rule-out rules-out ruled-out ruling-out stand-against red-line betrayal surrender blackmail
        a-threat to-be-condemned out-of-the-question never-accept cannot-accept can't-accept not-accept won't-accept
        cannot-tolerate can't-tolerate not-tolerate won't-tolerate must-go should-go have-to-go threat-to
        violation-of violates our-opposition-to my-opposition-to our-objection-to my-objection-to our-objections-to
        my-objections-to
    """,
}


# Verdicts that fall on what follows them: "we support the drills", not "the drills support us".
FORWARD = frozenset(
    {"support", "endorse", "champion", "welcome", "applaud", "hail", "praise", "commend", "embrace", "uphold", "favour"}
    | {"favor", "approve", "encourage", "condemn", "denounce", "deplore", "oppose", "reject", "repudiate", "abhor"}
    | {"veto", "criticise", "criticize", "doubt", "regret", "thank", "violates"}
)

# Verdicts that are passed on the noun behind them, or on what they are said to be.
ADJECTIVES = words("""
    vital essential indispensable necessary crucial important valuable useful helpful beneficial pragmatic
    constructive conducive justified reasonable sensible legitimate promising concerned worried unhelpful
    unnecessary unwise unrealistic premature mistaken misguided flawed counterproductive disappointing
    troubling unfair disproportionate unacceptable intolerable illegal unlawful illegitimate outrageous
    disastrous reckless provocative destabilising destabilizing dangerous harmful unjustified unjustifiable
    shameful disgraceful despicable abhorrent brutal barbaric absurd catastrophic indefensible
""")
# Words of praise that only greet, thank or announce where one of these follows, or leave the verdict to what comes
# after them; some do whatever follows.
COURTESIES = {
    "thank": (("you",), ("him",), ("her",), ("them",)),
    "thanks": ((),),
    "welcome": (("back",), ("to",), ("you",), ("him",), ("her",), ("everyone",)),
    "pleased": (("to",),),
    "glad": (("to",),),
    "proud": (("to", "announce"), ("to", "be")),
    "will": (("continue", "to"),),
    "must": (("continue", "to"),),
    "importantly": ((),),
    "hope": (("you",),),
    "look": (("forward", "to", "seeing"), ("forward", "to", "meeting"), ("forward", "to", "your")),
}

# What is done to a thing shows a side only where the speaker wills it ("we will", "must") and the thing is the topic's.
ACTIONS: dict[int, str] = {
    2: """
        increase raise expand deepen strengthen boost double triple accelerate tighten toughen intensify widen step-up
        stepping-up build-up speed-up seize redouble reinforce harden
    """,
    1: """
        keep maintain continue extend provide supply send deliver give impose join sign restore resume revive recognise
        recognize grant build seek allow admit invite ratify engage defend protect launch offer save return-to renew
        implement enforce arm honour should-rise must-rise will-rise go-up finish complete conclude uphold
    """,
    -1: """
        ease reduce cut limit delay slow curb lower trim scale-back bring-down restrict postpone come-down coming-down
        go-down should-fall must-fall will-fall fall-by halve relax loosen soften
    """,
    -2: """
        stop end halt scrap cancel lift abolish suspend withdraw quit abandon block ban terminate dismantle drop revoke
        repeal undo break-off tear-up wind-down pull-out cut-off call-off do-away-with get-rid-of strike-down
    """,
}
# The participles that no ending gives away.
IRREGULAR = {
    "built": "build",
    "given": "give",
    "kept": "keep",
    "sent": "send",
    "sought": "seek",
    "torn": "tear",
    "withdrawn": "withdraw",
}
WILLED = words("must should will shall need needs want wants ought urge urges demand demands intend")
WILLING = WILLED | words("we i our us let's please")
# Before "to", these will what follows: "the next step is to", "the measures have to".
BOUND = words("have has had is are was ought going time step about ready prepared determined committed vowed pledged")
# Words before a bidding: "now lift them", "so please".
LEADING = words("now then so please and just first next let do")


class _Table:
    """The scores of words in any inflection, and of phrases by their first word, the longest first."""

    def __init__(self, lines: Mapping[int, str]) -> None:
        entries = {tuple(entry.split("-")): score for score, text in lines.items() for entry in text.split()}
        single = {phrase[0]: score for phrase, score in entries.items() if len(phrase) == 1}
        self._bases = Remembered(lambda word: base_in(IRREGULAR.get(word, word), single))
        self._single = single
        self._phrases: defaultdict[str, list[tuple[tuple[str, ...], int]]] = defaultdict(list)
        for phrase, score in sorted(entries.items(), key=lambda entry: -len(entry[0])):
            if len(phrase) > 1:
                self._phrases[phrase[0]].append((phrase, score))

    def at(self, words: Sequence[str], place: int) -> tuple[int, int] | None:
        """The score of what starts at a place of a clause, and its length in words; the longest wins."""
        for phrase, score in self._phrases.get(words[place], ()):
            if tuple(words[place : place + len(phrase)]) == phrase:
                return score, len(phrase)
        base = self._bases[words[place]]
        return (self._single[base], 1) if base else None

    def is_bidding(self, words: Sequence[str], place: int) -> bool:
        """True where a base form stands before what it is to be done to: "lift these", not "a cut in"."""
        if place + 1 >= len(words) or words[place + 1] in PREPOSITIONS:
            return False
        found = self.at(words, place)
        return found is not None and (found[1] > 1 or words[place] in self._single)


_VERDICTS, _ACTIONS = _Table(VERDICTS), _Table(ACTIONS)
_FORWARD = Remembered(lambda word: base_in(word, FORWARD) is not None)


def verdict_at(words: Sequence[str], place: int) -> tuple[int, int] | None:
    """The verdict that starts at a place of a clause, as its score and its length in words; the longest wins."""
    return _VERDICTS.at(words, place)


def is_courtesy(words: Sequence[str], place: int) -> bool:
    """True where a word of praise at a place only greets, thanks or announces ("thank you", "pleased to")."""
    following = COURTESIES.get(words[place], ())
    return any(tuple(words[place + 1 : place + 1 + len(phrase)]) == phrase for phrase in following)


def is_topic_marker(words: Sequence[str], place: int) -> bool:
    """True where a word only names what is spoken of: "as far as the pipeline is concerned"."""
    before = words[:place]
    return words[place] == "concerned" and ("where" in before or ("far", "as") in pairwise(before))


def falls_forward(word: str) -> bool:
    """True for a verdict that can only be about what comes after it."""
    return _FORWARD[word]


def is_willed(words: Sequence[str]) -> bool:
    """True where a clause says what is to be done: somebody wills it, is bound to it, or is bidden."""
    if not WILLING.isdisjoint(words) or words[0] == "to":
        return True
    if any(word in BOUND and following == "to" for word, following in pairwise(words)):
        return True
    first = next((i for i, word in enumerate(words) if word not in LEADING), len(words))
    return _ACTIONS.is_bidding(words, first) or (words[0] == "that" and "would" in words)


def action_at(words: Sequence[str], place: int) -> tuple[int, int] | None:
    """What is done at a place of a clause, as a score for the thing it is done to and a length in words."""
    return _ACTIONS.at(words, place)
