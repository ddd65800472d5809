"""Which issue topics a passage is about, and which words say so.

A topic lists terms. A term found in the passage itself counts most, in its sentence less, in its paragraph or the
title less again. A term with `needs` counts only where one of the needed words is near ("strait" with "Taiwan").
A passage that names nothing ("it is vital") inherits the topic its article is mostly about, at lower confidence, if it
takes up or judges what was spoken of; "Sure." and "One question from the left" do not.
A long passage, such as a speech, is read sentence by sentence: of each topic it speaks in a window of a few sentences.

Cost is linear in the text: texts are split into words once and walked through one automaton of all terms.
Refusals: no topic is guessed from the speaker, from single letters, or from an article that leans no one way.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from tracker.analysis.answers import takes_up
from tracker.analysis.codebook import Cue, Step, Term, Topic, topic_from_mapping
from tracker.analysis.paragraphs import sentences_of, with_neighbours
from tracker.analysis.phrases import PhraseAutomaton, words_of

__all__ = ["Cue", "Step", "Term", "Topic", "TopicIndex", "TopicMatch", "topic_from_mapping"]

SHOWN_FROM = 0.5
MOST_TOPICS = 3
# What a term is worth by where it stands, seen from the passage.
NEARNESS = {"content": 1.0, "sentence": 0.85, "paragraph": 0.65, "title": 0.55, "around": 0.55}
# What is left of a term when its needed word stands only this far away.
NEED_NEARNESS = {"content": 1.0, "sentence": 1.0, "paragraph": 0.85, "title": 0.75, "around": 0.75, "article": 0.6}
MARGIN_OF_OTHERS = 0.5
# A passage of more words than this that touches nothing of a topic is more likely about something else.
LONG_PASSAGE = 25
# One of more words than this says many things: only what stands by a term belongs to the term's topic.
LONG_SPEECH = 90
# A paragraph longer than this many words is no neighbourhood: it neither lends its terms nor its needed words.
LONG_PARAGRAPH = 200
# An article is about a topic when this share of its paragraphs touch it; only then does it lend anything.
ABOUT_FROM = 0.3
FEWEST_TOUCHED = 1.5
SHORTEST_PARAGRAPH = 40
# A party the topic concerns must be named near, or so often in the article for each of its paragraphs.
PARTY_FROM = 0.2
# The neighbouring paragraphs are read this many characters back and on.
BEFORE, AFTER = 500, 250
_PARAGRAPH = re.compile(r"\n+")


@dataclass(frozen=True, slots=True)
class TopicMatch:
    """A topic a passage is about. `inherited` is True when no evidence stands in the passage itself.

    `window` is the part of the passage that speaks of it, in the passage's own words: all of it unless it is long.
    """

    topic: str
    confidence: float
    evidence: tuple[str, ...]
    inherited: bool
    window: str = ""


Found = Mapping[str, Mapping[str, int]]  # scope -> phrase -> count


@dataclass(frozen=True, slots=True)
class _Spelt:
    """A term, and its phrase and needed words in the spelling under which they are counted."""

    term: Term
    phrase: str
    needs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Article:
    """What an article says of topics: its phrases, the topics it is about with their shares of it, and the slugs of
    those whose parties it speaks of throughout."""

    counts: Mapping[str, int]
    about: Mapping[str, float]
    parties: frozenset[str]


class TopicIndex:
    """All topics, indexed once and asked for many passages. `about` is pure; recent articles are remembered."""

    def __init__(self, topics: Iterable[Topic]) -> None:
        self.topics = tuple(topics)
        self._automaton = PhraseAutomaton(
            phrase
            for topic in self.topics
            for phrases in (topic.context, *((term.phrase, *term.needs) for term in topic.terms))
            for phrase in phrases
        )
        self._spelt = {topic.slug: tuple(map(self._in_kept_spelling, topic.terms)) for topic in self.topics}
        self._parties = {topic.slug: frozenset(map(self._automaton.kept, topic.context)) for topic in self.topics}
        self._terms_of = self._by_phrase()
        self._article = lru_cache(maxsize=16)(self._whole_article)
        self._counts = lru_cache(maxsize=64)(self._automaton.counts)

    def about(
        self, content: str, *, sentence: str = "", paragraph: str = "", article: str = "", title: str = ""
    ) -> tuple[TopicMatch, ...]:
        """The topics of `content`, best first, at most three; empty when nothing is said of any.

        `sentence`, `paragraph` and `article` are what surrounds the content and may repeat it; empty ones are unknown.
        """
        texts = {"title": title}
        if len(paragraph) <= LONG_PARAGRAPH * 6 or len(words_of(paragraph)) <= LONG_PARAGRAPH:
            texts |= {"paragraph": paragraph, "around": _around(paragraph, article)}
        length = len(words_of(content))
        if length <= LONG_SPEECH:
            texts |= {"content": content, "sentence": sentence}
        whole = self._article(title, article)
        found = {"article": whole.counts, **{scope: self._counts(text) for scope, text in texts.items() if text}}
        if length > LONG_SPEECH:
            return _best(self._in_windows(sentences_of(content), found, whole))
        matches = [self._named(topic, found, whole, length) for topic in self._near(found)]
        own = [m for m in matches if m is not None and m.confidence >= SHOWN_FROM]
        lent = (own or self._inherited(whole, found, length)) if takes_up(content) else []
        own = [m for m in own if not m.inherited] or lent
        return _best(replace(match, window=content) for match in own)

    def window(self, topic: str, content: str, article: str) -> str:
        """The part of `content` that speaks of a topic, by its slug; all of it where that cannot be told."""
        found = self.about(content, article=article)
        return next((match.window for match in found if match.topic == topic), content)

    def _in_windows(self, sentences: Sequence[str], found: Found, article: _Article) -> list[TopicMatch]:
        """The topics that some sentence names, each with all its windows; a needed word counts where it is near."""
        places: defaultdict[str, list[tuple[int, TopicMatch]]] = defaultdict(list)
        for i, sentence in enumerate(sentences):
            counts = self._counts(sentence)
            topics = self._near({"content": counts})
            if topics:
                around = self._counts(" ".join(_window(sentences, [i])))
                scopes = {**found, "content": counts, "sentence": around}
                named = (self._named(topic, scopes, article, 0) for topic in topics)
                for match in named:
                    if match is not None and match.confidence >= SHOWN_FROM:
                        places[match.topic].append((i, match))
        return [_together(sentences, matches) for matches in places.values()]

    def _near(self, found: Found) -> list[Topic]:
        """The topics of which a term stands in or around the passage; no other can be named there."""
        phrases = {phrase for scope in NEARNESS for phrase in found.get(scope, ())}
        slugs = {topic.slug for phrase in phrases for topic, _ in self._terms_of.get(phrase, ())}
        return [topic for topic in self.topics if topic.slug in slugs]

    def _named(self, topic: Topic, found: Found, article: _Article, length: int) -> TopicMatch | None:
        """The match of a topic some term of which stands in or right around the passage."""
        if topic.slug not in article.parties and not self._in_context(topic, found):
            return None
        near = (
            found
            if topic.slug in article.about
            else {scope: counts for scope, counts in found.items() if scope != "article"}
        )
        doubt, evidence, inside = 1.0, [], False
        nearest = {phrase: scope for scope in reversed(NEARNESS) for phrase in found.get(scope, ())}
        for spelt in self._spelt[topic.slug]:
            scope = nearest.get(spelt.phrase)
            strength = _strength(spelt, scope, near) if scope else 0.0
            if strength > 0:
                doubt *= 1 - strength
                evidence.append((strength, spelt.term.phrase))
                inside = inside or scope == "content"
        if not evidence:
            return None
        words = tuple(phrase for _, phrase in sorted(evidence, key=lambda e: -e[0])[:5])
        sure = min(1 - doubt, 0.98) * (1.0 if inside else self._likely(topic, found, length))
        return TopicMatch(topic.slug, round(sure, 3), words, not inside)

    def _likely(self, topic: Topic, found: Found, length: int) -> float:
        """What is left of a borrowed topic for a passage of `length` words that may well be about something else."""
        return 0.5 if length > LONG_PASSAGE and not self._touches(topic, found.get("content", {})) else 1.0

    def _in_context(self, topic: Topic, found: Found) -> bool:
        """True when one of the topic's parties is named in or right around the passage."""
        parties = self._parties[topic.slug]
        return any(not parties.isdisjoint(found.get(scope, ())) for scope in NEARNESS)

    def _inherited(self, article: _Article, found: Found, length: int) -> list[TopicMatch]:
        """The topic the article is mostly about, for a passage that names none itself."""
        if not article.about:
            return []
        topic = max(self.topics, key=lambda t: (article.about.get(t.slug, 0.0), t.slug))
        confidence = min(0.7, 0.4 + 0.4 * article.about[topic.slug]) * self._likely(topic, found, length)
        evidence = tuple(s.term.phrase for s in self._spelt[topic.slug] if s.phrase in article.counts)
        match = TopicMatch(topic.slug, round(confidence, 3), evidence[:3], True)
        return [match] if match.confidence >= SHOWN_FROM else []

    def _touches(self, topic: Topic, counts: Mapping[str, int]) -> bool:
        return any(phrase in counts for spelt in self._spelt[topic.slug] for phrase in (spelt.phrase, *spelt.needs))

    def _in_kept_spelling(self, term: Term) -> _Spelt:
        return _Spelt(term, self._automaton.kept(term.phrase), tuple(map(self._automaton.kept, term.needs)))

    def _by_phrase(self) -> dict[str, list[tuple[Topic, _Spelt]]]:
        terms: defaultdict[str, list[tuple[Topic, _Spelt]]] = defaultdict(list)
        for topic in self.topics:
            for spelt in self._spelt[topic.slug]:
                terms[spelt.phrase].append((topic, spelt))
        return terms

    def _whole_article(self, title: str, text: str) -> _Article:
        paragraphs = [paragraph for paragraph in _PARAGRAPH.split(text) if paragraph.strip()]
        counts = [self._counts(paragraph) for paragraph in paragraphs]
        together: Counter[str] = Counter()
        for found in counts:
            together.update(found)
        whole = [found for found, text in zip(counts, paragraphs, strict=True) if len(text) > SHORTEST_PARAGRAPH]
        parties = (topic.slug for topic in self.topics if self._names_parties(topic, together, len(whole)))
        return _Article(together, self._shares(title, whole), frozenset(parties))

    def _names_parties(self, topic: Topic, counts: Mapping[str, int], paragraphs: int) -> bool:
        """True where a topic asks for no parties, or an article of so many paragraphs speaks of one all along."""
        named = sum(counts[word] for word in self._parties[topic.slug] & counts.keys())
        return not topic.context or (named > 0 and named >= PARTY_FROM * paragraphs)

    def _shares(self, title: str, paragraphs: Sequence[Mapping[str, int]]) -> dict[str, float]:
        """The share of an article's paragraphs that touch each topic it is about; the title weighs three."""
        counted = [(counts, 1) for counts in paragraphs]
        parts = [(self._counts(title), 3), *counted] if title else counted
        touched: defaultdict[str, float] = defaultdict(float)
        whole = sum(weight for _, weight in parts)
        for counts, weight in parts:
            for slug, strength in self._touch(counts).items():
                touched[slug] += weight * min(1.0, strength) / whole
        least = max(ABOUT_FROM, FEWEST_TOUCHED / whole) if whole else 1.0
        return {slug: round(share, 6) for slug, share in touched.items() if share >= least}

    def _touch(self, counts: Mapping[str, int]) -> dict[str, float]:
        strengths: defaultdict[str, float] = defaultdict(float)
        for phrase in counts:
            for topic, spelt in self._terms_of.get(phrase, ()):
                strengths[topic.slug] += spelt.term.weight * _need(spelt, {"content": counts})
        return strengths


def _strength(spelt: _Spelt, scope: str, found: Found) -> float:
    """What a term adds that stands no nearer than in `scope`; 0 where a needed word is missing."""
    return min(spelt.term.weight, 0.97) * NEARNESS[scope] * _need(spelt, found)


def _need(spelt: _Spelt, found: Found) -> float:
    """1 where a needed word is near or none is needed, less where it is far, 0 where it is missing."""
    if not spelt.needs:
        return 1.0
    near = (scope for scope in NEED_NEARNESS if any(need in found.get(scope, ()) for need in spelt.needs))
    return NEED_NEARNESS.get(next(near, ""), 0.0)


def _best(matches: Iterable[TopicMatch]) -> tuple[TopicMatch, ...]:
    """Of the topics found the surest three, without those that are much less sure than the first."""
    found = sorted(matches, key=lambda m: (-m.confidence, m.inherited, m.topic))
    return tuple(m for m in found[:MOST_TOPICS] if m.confidence >= found[0].confidence * MARGIN_OF_OTHERS)


def _window(sentences: Sequence[str], places: Iterable[int]) -> list[str]:
    """The sentences at `places` and their neighbours, each once, in text order."""
    return [sentences[i] for i in with_neighbours(places, len(sentences))]


def _together(sentences: Sequence[str], matches: Sequence[tuple[int, TopicMatch]]) -> TopicMatch:
    """One match of all the sentences of a passage that name one topic, as sure as the surest."""
    surest = max((match for _, match in matches), key=lambda match: match.confidence)
    evidence = dict.fromkeys((*surest.evidence, *(words for _, match in matches for words in match.evidence)))
    window = " ".join(_window(sentences, (i for i, _ in matches)))
    return replace(surest, evidence=tuple(evidence)[:5], window=window)


def _around(paragraph: str, article: str) -> str:
    """The paragraphs next to one of an article; empty when either is unknown or the one is not in the other."""
    place = article.find(paragraph) if paragraph.strip() else -1
    if place < 0:
        return ""
    start, end = max(0, place - BEFORE), place + len(paragraph) + AFTER
    before, after = article[start:place], article[place + len(paragraph) : end]
    whole_before = before[before.find("\n") + 1 :] if start else before
    whole_after = after[: after.rfind("\n") + 1] if end < len(article) else after
    return whole_before + paragraph + whole_after
