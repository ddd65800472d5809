"""Broad concepts that words belong to: how much, how sure, how soon, up or down, why, who says so, and of what.

A small thesaurus in our own words. It lets a learner with few examples treat "soar" like "climb" and "hoax" like
"myth". A word may belong to several concepts; words stand in their base form.
"""

from collections import defaultdict
from functools import lru_cache

from tracker.analysis.polarity import base_in

CONCEPTS: dict[str, str] = {
    "up": """
        rise rising rose risen increase increasing grow growing grew growth climb soar surge jump double triple
        accelerate accelerating intensify worsen expand escalate more higher greater faster hotter warmer warming
        heating deeper stronger record unprecedented skyrocket spike swell mount heighten exceed
    """,
    "down": """
        fall falling fell fallen decrease decline declining drop dropping shrink shrinking dwindle lower less fewer
        slower slow slowing slowed slowly cooler cooling weaken diminish reduce reduction cut cutting curb lessen halve
        recede retreat fade pause hiatus stall plateau stagnant flat
    """,
    "none": """
        zero stopped ceased ended halted paused nowhere ain't scarcely scant exaggerated impossible incapable no not
        never none nothing neither nor without lack absence absent hardly barely insignificant negligible nonexistent
        cannot unlikely false untrue isn't doesn't hasn't haven't aren't wasn't won't didn't n't nobody
    """,
    "great": """
        very extremely severe severely serious seriously major massive massively huge enormous vast immense drastic
        drastically dramatic dramatically extreme profound profoundly significant significantly substantial
        substantially widespread overwhelming overwhelmingly intense greatest largest biggest worst deeply heavily
        sharply rapid rapidly abrupt irreversible permanent existential monumental colossal grave acute considerable
    """,
    "small": """
        small tiny slight slightly minor little modest minimal marginal limited trivial merely mere only mild gradual
        gradually gently modestly scant few minuscule fraction some somewhat partly
    """,
    "urgent": """
        decarbonize decarbonise decarbonization transition wean fixing fix remedy rescue phase pricing mobilize mobilise
        mobilization accelerate leadership cooperate together pressing overdue delay wait waiting late behind unless
        enough serious seriously determined committed commitment cut curb rein reining limit limiting reduce reducing
        slash halve urgent urgently urgency emergency crisis now immediate immediately must need needs needed act action
        acting tackle tackling address addressing combat combating fight fighting confront confronting solve solving
        solution prevent preventing avert avoid avoiding mitigate mitigation stop save protect prepare deadline quickly
        fast desperately require priority critical vital decade race bold ambitious ambition imperative responsibility
        obligation duty commit pledge target goal
    """,
    "danger": """
        exacerbate exacerbated exacerbating shatter shattering shattered bleak bleaker stark unchecked runaway tipping
        irrevocable unavoidable inevitable unstoppable peril perilous imperil unlivable plunder greed selfishness
        inaction vanish vanishing disappear disappearing disappearance casualties misery disruption disrupt disrupted
        doomsday jeopardy jeopardize menace crisis emergency victims nightmare reckoning calamity worsening extremes
        plague ruin ruined loss losing dead threat threaten threatening danger dangerous risk risky catastrophe
        catastrophic disaster disastrous devastating devastate devastation destroy destruction destructive damage
        damaging harm harmful collapse apocalypse apocalyptic doom doomed deadly death deaths die dying kill killing
        suffer suffering hunger famine refugee refugees displace displaced displacement extinct extinction endanger
        endangered vulnerable poison toxic uninhabitable unrest conflict insecurity victim ravage wreck dire alarming
        frightening scary terrifying havoc
    """,
    "calamity": """
        flood floods flooding drought droughts hurricane hurricanes storm storms wildfire wildfires fire fires heatwave
        heatwaves heat cyclone cyclones typhoon tornado tornadoes famine drown drowning inundate submerge erosion melt
        melting melted thaw surge bleaching acidification desertification starvation epidemic
    """,
    "cause": """
        cause causes caused causing because due result results resulting lead leads leading led drive drives driven
        driving driver contribute contributes contributing contribution responsible blame linked link attribute
        attributed attributable stem consequence consequences effect effects impact impacts affect affects affecting
        fuel fueling trigger triggered produce produced bring brought make makes made role factor therefore manmade
        anthropogenic human humans humanity mankind people's
    """,
    "sure": """
        inextricably inescapable overwhelming conclusive conclusively irrefutable doubtless plain plainly simple
        undisputed underway observable documented visible everywhere strongest certainly certain clear clearly
        definitely undeniable undeniably indisputable unequivocal unequivocally proven prove proves proof fact facts
        real reality true truth truly indeed obvious obviously evident surely undoubtedly established settled consensus
        agree agrees agreed confirm confirmed confirms known know knows sure evidence demonstrate demonstrated happening
        already
    """,
    "unsure": """
        may might could perhaps maybe possibly possible probably seem seems appear appears apparently uncertain
        uncertainty unclear unknown doubt doubts doubtful question questions questionable debate debated debatable
        controversial hypothesis theory theories assume assumption assumptions guess speculation speculative suggest
        suggests suggested potentially potential suppose supposed supposedly alleged allegedly dispute disputed unproven
        unsettled inconclusive whether if
    """,
    "denial": """
        overestimate overestimated overestimates overstate overstated overstates overblown facade tenuous futile
        pointless unnecessary needless elitist elites socialist socialism marxist communist rebrand rebranded waste
        wasted idiots idiot crusade crusader mentality mania obsession obsessed ideology ideological ideologues leftist
        gullible brainwash indoctrinate indoctrination doomsayers gloom prophets prophecy preach preaching gospel
        worship heresy orwellian censor censorship awkward pesky fiction fairy tale fable charade farce unfounded
        baseless unproven refute refuted disprove disproved contradict contradicts contradicted embarrassing sham
        dubious spurious unscientific quack hoax scam myth fraud fake lie lies lying nonsense propaganda alarmist
        alarmists alarmism alarm hysteria hysterical hype hyped overhyped exaggerate exaggerated exaggerates
        exaggeration exaggerating scare scares scaring scaremongering fearmongering panic religion religious cult dogma
        belief believers fanatics zealots activists skeptic skeptics sceptic sceptics contrarian denier deniers deny
        denial denying debunk debunked discredited flawed wrong error errors mistaken failed fails fail failure
        inaccurate misleading false falsely falsified manipulate manipulated manipulation bogus phony junk crap
        conspiracy agenda pretext excuse ruse trick bunk baloney ridiculous absurd laughable stupid silly truthers fudge
        fudged
    """,
    "natural": """
        oscillation nino nina cosmic ray rays axis tilt ancestors eons dinosaurs geological volcanism planets mars
        balance balanced balancing adapt adaptation adapted resilient normalcy natural naturally nature cycle cycles
        cyclical variability variation variations variable sun solar sunspot sunspots volcano volcanoes volcanic orbit
        orbital history historical historically century centuries ancient medieval holocene glacial interglacial
        millennia always forever normal recovered recovery rebound greening thrive beneficial benefit benefits
    """,
    "science": """
        science scientist scientists scientific study studies research researcher researchers expert experts academy
        academic academies university professor climatologist climatologists physicist data model models modelling
        modeling projection projections measurement measurements observation observations observed report reports
        journal panel ipcc nasa noaa finding findings analysis calculate estimate estimates estimated measure measured
        published paper
    """,
    "future": """
        will shall future soon coming years decades generation generations tomorrow forecast forecasts predict predicts
        predicted prediction predictions project projected expect expected expects likely ahead eventually become
        becomes 2030 2035 2040 2050 2100 going gonna
    """,
    "past": """
        was were had been ago past previous previously earlier before former once used history since last recent
        recently formerly yesterday then
    """,
    "speech": """
        say says said tell tells told claim claims claimed argue argues argued according announce announced state stated
        warn warns warned believe believes believed think thinks thought suggest insist insists maintain maintains note
        notes noted ask asks asked call calls called describe described mention speak speaks spoke write wrote
    """,
    "self": "i we us our ours my me mine myself ourselves",
    "you": "you your yours",
    "they": "they them their theirs he she his her him it its",
    "government": """
        government governments administration congress senate president presidential minister parliament lawmaker
        lawmakers legislator senator senators republican republicans democrat democrats governor mayor agency epa
        federal state policy policies law laws legislation regulation regulations rule rules court judge bill treaty
        accord agreement agreements paris kyoto summit convention un nations united election voters campaign party
        labour conservative tory liberal opposition cabinet secretary
    """,
    "money": """
        cost costs costly money dollar dollars billion billions million millions trillion trillions tax taxes taxation
        taxpayer taxpayers price prices economy economic economics economies fund funds funding finance financial invest
        investment investors subsidy subsidies pay paid paying spend spending budget market markets business businesses
        job jobs industry industries company companies profit profits wealth poor rich expensive cheap afford affordable
        trade
    """,
    "energy": """
        energy power electricity coal oil gas fossil fuel fuels petroleum pipeline drilling fracking nuclear renewable
        renewables solar wind turbine turbines hydro battery batteries grid plant plants utility utilities car cars
        vehicle vehicles electric ethanol biofuel
    """,
    "emission": """
        emission emissions carbon dioxide co2 methane greenhouse pollution pollutant pollutants polluter polluters emit
        emits emitted emitter emitters smog hfcs footprint
    """,
    "climate": """
        climate warming temperature temperatures weather global planet earth atmosphere atmospheric degrees celsius
        fahrenheit environment environmental ecological ecosystem ecosystems
    """,
    "sea": """
        sea seas ocean oceans level levels ice arctic antarctic antarctica greenland glacier glaciers sheet sheets coast
        coasts coastal island islands coral reef reefs shoreline
    """,
    "life": """
        species animal animals plant plants tree trees forest forests bird birds fish bear bears polar wildlife crop
        crops agriculture farm farmers farming food biodiversity insects
    """,
    "people": """
        people person man men woman women child children kids family families community communities citizens public
        americans population workers young student students residents poor voters youth generation
    """,
    "health": "health disease diseases medical hospital illness sick doctor doctors patients nurse nurses asthma",
    "war": """
        war wars military troops army weapon weapons bomb bombs missile missiles attack attacks strike strikes soldiers
        armed forces invasion occupation fighting ceasefire truce violence shelling artillery separatists militants
    """,
    "law": """
        rights freedom freedoms sovereignty sovereign territorial integrity charter international norms obligations
        resolution resolutions independence referendum annexation borders legal constitution
    """,
    "diplomacy": """
        dialogue talks negotiation negotiations diplomacy diplomatic mediation peaceful peace agreement agreements
        implement implementation protocol mission monitors observer osce restraint envoy ambassador delegation council
        meeting consultations
    """,
    "humanitarian": """
        humanitarian aid relief refugees displaced civilians assistance convoy shelter donors reconstruction
    """,
    "compare": "than as like compared whereas contrast instead rather equivalent similar same unlike both",
    "contrast": "but however although though despite yet nevertheless nonetheless while even still instead contrary",
    "all": "all every everyone everything everybody always entire whole world nations global worldwide universal any",
    "some": "some many several most few certain various others other half majority minority percent",
    "change": "change changes changed changing shift shifts shifting alter altered become becoming turn turned transform",
    "exist": "exist exists happen happens happening occur occurs occurring occurred real remain remains",
    "trouble": """
        problem problems issue issues challenge challenges concern concerns worry question matter trouble difficulty
        obstacle
    """,
    "measure": """
        average rate rates level levels amount amounts total concentration concentrations tons ton tonnes metric feet
        foot inches inch degree degrees percent per number numbers term terms trend trends pattern patterns scale period
    """,
    "heat": "hot hotter hottest warm warmer warmest warmed heat heated summer boiling burn burned burning scorching",
    "cold": "cold colder coldest cool cooler snow snowy winter freeze freezing frost chill",
    "ought": "should ought must shall need needs let let's supposed",
    "can": "can able could capable capacity chance enable enabled",
    "power": "powerful influence control controls lead leads leader leaders leadership push pushes drive authority",
    "plan": "plan plans planned strategy approach program programme project scheme effort efforts step steps focus",
    "good": "good great best better right benefit benefits positive improve improved help helps helpful hope success",
    "bad": "bad worse worst wrong negative hurt hurts terrible poor lose loses losing loss losses hard",
    "time": "year years month months week day days decade today year's era age annual annually period currently current",
    "keep": "keep keeps keeping continue continues continued remain stay hold holds maintain still",
    "giving up": "end ends ended leave leaves left withdraw withdrew eliminate phase ban banned reject rejected oppose stop",
}


def _table() -> dict[str, tuple[str, ...]]:
    table: defaultdict[str, list[str]] = defaultdict(list)
    for name, words in CONCEPTS.items():
        for word in sorted(set(words.split())):
            table[word].append(name)
    return {word: tuple(names) for word, names in table.items()}


_CONCEPTS_OF = _table()


@lru_cache(maxsize=1 << 12)
def concept_of(word: str) -> tuple[str, ...]:
    """The concepts of a lower-case word, in any ordinary inflection; often none."""
    if word.isdigit():
        return ("year",) if len(word) == 4 and word[:2] in ("18", "19", "20") else ("number",)
    base = base_in(word, _CONCEPTS_OF)
    return _CONCEPTS_OF[base] if base else ()
