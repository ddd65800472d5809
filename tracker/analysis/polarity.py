"""Word classes that carry stance: what a verb, noun or adjective says for or against what it is said of.

The lists are general English with the verbs of diplomacy; none is taken from a lexicon. Words stand in their base
form; `class_of` finds them in any ordinary inflection. A class has a bearing: its sign and how strongly it counts.
"""

from collections.abc import Container
from functools import lru_cache

# class -> (bearing from -2 to +2, words). One word belongs to one class; the first listed wins.
CLASSES: dict[str, tuple[int, str]] = {
    "condemn": (
        -2,
        """
        condemn condemnation denounce denunciation deplore deplorable decry censure abhor outrage outraged outrageous
        appal appalled appalling abhorrent despicable disgust disgusted disgusting disgrace disgraceful shame shameful
        shameless heinous barbaric inexcusable unforgivable unconscionable intolerable unacceptable inacceptable
        repugnant reprehensible blast slam lambaste excoriate castigate berate rebuke reprimand reproach savage pillory
        vilify denigrate ridicule mock deride scorn insult disparage lambast rail rant thunder fume seethe scold
        genocide atrocity crime massacre slaughter
    """,
    ),
    "accuse": (
        -2,
        """
        accuse accusation allege allegation blame charge fault impeach impeachment indict indictment implicate criticize
        criticise criticism critic critical complain complaint question challenge assail attack bash hammer rip tear
        chide knock skewer jab swipe taunt jeer dig lash fire snipe hit sue lawsuit prosecute prosecution investigate
        investigation probe subpoena incriminate suspect suspicion scrutinize
    """,
    ),
    "reject": (
        -2,
        """
        reject rejection oppose opposition opponent resist resistance refuse refusal deny denial dismiss dismissal veto
        block blockade bar ban prohibit forbid prevent halt stop abandon scrap cancel repeal overturn rescind revoke
        withdraw withdrawal quit boycott defy defiance defeat thwart derail torpedo scuttle kill nullify undo dismantle
        disavow repudiate renounce rebuff spurn snub shun ditch reverse decline disapprove disapproval object objection
        protest contest dispute refute rebut disagree disagreement against anti vow suspend filibuster stall delay
        obstruct obstruction obstructionist hamper hinder impede sabotage fight combat counter confront expel eject oust
        topple dethrone remove fire impeach disqualify reprieve
    """,
    ),
    "worry": (
        -1,
        """
        worry worried worrying worrisome concern concerned concerning alarm alarmed alarming fear fearful afraid dread
        anxious anxiety uneasy unease doubt doubtful doubts dubious sceptical skeptical skepticism scepticism wary
        cautious caution warn warning troubled troubling disturb disturbing disturbed regret regrettable regrettably
        unfortunate unfortunately sadly sorry dismay dismayed disappoint disappointed disappointing disappointment
        frustrated frustrating frustration upset hesitant hesitate reluctant reluctance reservation misgiving qualm
        discontent unhappy dissatisfied grave gravely mistrust distrust deprive lament bemoan rue
    """,
    ),
    "harm": (
        -2,
        """
        harm harmful damage damaging hurt injure destroy destruction destructive devastate devastating ruin wreck
        undermine weaken erode erosion jeopardize jeopardise endanger imperil threaten threat menace danger dangerous
        dangerously risk risky hazard destabilize destabilise destabilization destabilizing escalate escalation
        aggravate worsen exacerbate inflame provoke provocation provocative provocateur violate violation violator
        breach infringe infringement flout abuse abusive exploit oppress oppression repress repression repressive
        persecute torture kill murder attack assault bomb bombing shell shelling invade invasion occupy occupation annex
        annexation aggression aggressor aggressive seize seizure coerce coercion intimidate intimidation bully bullying
        terror terrorist terrorism terrorize war violence violent bloodshed hostile hostility hostage disrupt disruption
        burden cripple crippling hamstring sap drain squander waste wasteful cost costly bankrupt collapse suffer
        suffering victim deadly lethal toxic poison poisonous crisis catastrophe catastrophic disaster disastrous
        tragedy tragic plague calamity chaos chaotic turmoil mess nightmare death die casualty destitution poverty
        unrest punish punishment punitive penalty penalize
    """,
    ),
    "deceive": (
        -2,
        """
        lie liar lying false falsehood falsely mislead misleading misled deceive deception deceptive dishonest
        dishonesty fabricate fabrication fake hoax fraud fraudulent sham pretext pretend pretence pretense propaganda
        disinformation misinformation distort distortion myth manipulate manipulation hypocrisy hypocrite hypocritical
        cynical cynicism corrupt corruption cheat trick scam bogus phony phoney baseless groundless unfounded
        unsubstantiated untrue erroneous exaggerate exaggeration exaggerated alarmist hysteria hype scare absurd
        nonsense ridiculous ludicrous laughable preposterous farce farcical claim so-called purported fictitious
        conspiracy cover-up conceal spin double-standard smear slander
    """,
    ),
    "bad": (
        -1,
        """
        bad badly worse worst wrong wrongly wrongful terrible horrible awful dreadful poor poorly fail failure failed
        failing flawed flaw weak weakness ineffective inadequate insufficient useless pointless futile meaningless
        mistake mistaken error blunder misguided foolish stupid reckless irresponsible careless negligent negligence
        incompetent incompetence inept naive dumb crazy insane unfair unjust unjustified unjustifiable unlawful illegal
        illegally illegitimate illicit unconstitutional lawless undemocratic unreasonable unwarranted unnecessary
        unworkable unsustainable unstable unreliable unrealistic unwise extreme extremist radical divisive partisan
        racist racism sexist bigot bigotry hatred hate hateful evil wicked immoral cruel cruelty brutal brutality
        brutally inhumane ruthless harsh callous cold-blooded arrogant arrogance selfish greedy greed incoherent
        inconsistent problem problematic trouble scandal embarrassing embarrassment humiliate humiliation controversial
        contradict contradiction contrary fiasco debacle broken bankrupt backward misery miserable painful pain outdated
        obsolete ugly rigged sinister biased bias unpopular distasteful tyranny tyrant dictator regime authoritarian
        autocrat thug criminal villain enemy adversary rival foe militant separatist rebel mercenary impunity cowardly
        coward
    """,
    ),
    "lessen": (
        -1,
        """
        cut reduce reduction slash shrink limit restrict restriction curb curtail lower loss lose lack deficit decline
        drop fall shortage crack strip deprive neglect ignore overlook forget betray betrayal abandon evade avoid dodge
        shirk retreat concede surrender capitulate cave stymie eliminate end freeze
    """,
    ),
    "demand": (
        -1,
        """
        demand must cease desist refrain should urge insist pressure press require obligation oblige call ought need
        accountable accountability responsible responsibility justice immediately unconditional withdraw comply
        compliance warn ultimatum sanction sanctions embargo consequence condition
    """,
    ),
    "support": (
        2,
        """
        support supporter supportive back backer backing endorse endorsement champion advocate advocacy favor favour
        favorable favourable approve approval ratify adopt embrace uphold defend defender defence advance promote boost
        bolster strengthen reinforce sponsor co-sponsor second side ally allied alliance friend friendly friendship
        loyal loyalty solidarity stand united unity vote elect nominate nomination nominee confirm pro partner
        partnership reaffirm affirm reiterate committed commit commitment pledge promise steadfast unwavering ironclad
    """,
    ),
    "praise": (
        2,
        """
        praise laud applaud hail commend commendable celebrate celebration admire admiration admirable honor honour
        honored honoured salute thank thanks thankful grateful gratitude appreciate appreciation congratulate
        congratulation tribute compliment cheer toast extol tout brag proud pride pleased delighted glad happy love
        beloved enjoy like respect respected welcome welcomed hero heroic inspire inspiring inspiration endear revere
        esteem memorialize remember mourn eulogize laureate acclaim
    """,
    ),
    "agree": (
        1,
        """
        agree agreement accept acceptance acknowledge recognize recognise recognition concur consensus compromise deal
        cooperate cooperation cooperative co-operate co-operation collaborate collaboration join work together jointly
        negotiate negotiation dialogue talk engage engagement reconcile reconciliation settle settlement resolve meet
        understand understanding share common mutual consult consultation coordinate implement implementation honor
        allow permit grant open willing ready readiness prepared consider participate
    """,
    ),
    "help": (
        1,
        """
        help helpful aid assist assistance protect protection save rescue benefit beneficial improve improvement enhance
        contribute contribution enable empower facilitate encourage encouraging foster nurture provide serve secure
        safeguard ensure restore rebuild heal relief ease solve solution fund invest investment create grow growth
        expand increase raise build develop development reform rehabilitate deliver enrich extend stabilize stabilise
        de-escalate defuse calm mediate fix""",
    ),
    "good": (
        1,
        """
        good great greatly best better excellent outstanding remarkable extraordinary wonderful fantastic terrific
        superb impressive brilliant positive successful success succeed successfully win winner victory triumph
        effective effectively efficient strong strongly strength robust vital essential important importance crucial
        critical-to key necessary indispensable valuable value worthwhile worthy useful fair just justified right
        rightly rightful reasonable sensible wise wisdom smart responsible-for honest honesty integrity truth true truly
        credible legitimate lawful democratic democracy freedom free peace peaceful peacefully stable stability
        prosperity prosperous safe safety security healthy historic landmark milestone breakthrough progress achievement
        achieve accomplish accomplishment constructive pragmatic practical promising bright hope hopeful hopefully
        optimistic optimism confident confidence trust faith qualified experienced capable competent skilled talented
        courage courageous brave bravery noble decent dignity compassion compassionate generous kind caring popular
        bipartisan moral ethical affordable clean sustainable renewable
    """,
    ),
}

NEGATORS = frozenset(
    {"not", "no", "never", "none", "nobody", "nothing", "neither", "nor", "cannot", "without", "hardly", "barely"}
    | {"scarcely", "cant", "wont", "nt"}
)

SUFFIXES = ("ies", "ied", "ing", "ers", "ed", "es", "er", "ly", "s", "d")


def _table() -> dict[str, str]:
    table: dict[str, str] = {}
    for name, (_, words) in CLASSES.items():
        for word in words.split():
            table.setdefault(word, name)
    return table


_CLASS_OF = _table()


def negates(word: str) -> bool:
    """True for a lower-case word that turns what follows it round ("not", "won't", "without")."""
    return word in NEGATORS or word.endswith(("n't", "n’t"))


@lru_cache(maxsize=1 << 12)
def class_of(word: str) -> str | None:
    """The class of a lower-case word in any ordinary inflection ("denies", "stopped", "backing"), or `None`."""
    base = base_in(word, _CLASS_OF)
    return _CLASS_OF[base] if base else None


def base_in(word: str, known: Container[str]) -> str | None:
    """The base form under which an inflected lower-case word is known, or `None`."""
    if word in known:
        return word
    for suffix in SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= 3:
            for stem in _stems(word[: -len(suffix)], suffix):
                if stem in known:
                    return stem
    return None


def _stems(stem: str, suffix: str) -> tuple[str, ...]:
    if suffix in {"ies", "ied"}:
        return (stem + "y",)
    doubled = (stem[:-1],) if len(stem) > 3 and stem[-1] == stem[-2] else ()
    return (stem, stem + "e", *doubled)
