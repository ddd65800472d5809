"""Which issue topics a passage is about, and which words say so.

A topic lists terms. A term found in the passage itself counts most, in its sentence less, in its paragraph or the
title less again. A term with `needs` counts only where one of the needed words is near ("strait" with "Taiwan").
A passage that names nothing ("it is vital") inherits the topic its article is mostly about, at lower confidence.

Cost is linear in the text: texts are split into words once and walked through one automaton of all terms.
Refusals: no topic is guessed from the speaker, from single letters, or from an article that leans no one way.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from tracker.analysis.codebook import Cue, Step, Term, Topic, topic_from_mapping
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
# A paragraph longer than this many words is no neighbourhood: it neither lends its terms nor its needed words.
LONG_PARAGRAPH = 200
# An article is about a topic when this share of its paragraphs touch it; only then does it lend anything.
ABOUT_FROM = 0.3
FEWEST_TOUCHED = 1.5
SHORTEST_PARAGRAPH = 40
# The neighbouring paragraphs are read this many characters back and on.
BEFORE, AFTER = 500, 250
_PARAGRAPH = re.compile(r"\n+")


@dataclass(frozen=True, slots=True)
class TopicMatch:
    """A topic a passage is about. `inherited` is True when no evidence stands in the passage itself."""

    topic: str
    confidence: float
    evidence: tuple[str, ...]
    inherited: bool


Found = Mapping[str, Mapping[str, int]]  # scope -> phrase -> count


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
        self._terms_of = self._by_phrase()
        self._about_article = lru_cache(maxsize=16)(self._paragraphs_touched)
        self._article = lru_cache(maxsize=16)(self._counted)
        self._counts = lru_cache(maxsize=64)(self._automaton.counts)

    def about(
        self, content: str, *, sentence: str = "", paragraph: str = "", article: str = "", title: str = ""
    ) -> tuple[TopicMatch, ...]:
        """The topics of `content`, best first, at most three; empty when nothing is said of any.

        `sentence`, `paragraph` and `article` are what surrounds the content and may repeat it; empty ones are unknown.
        """
        texts = {"content": content, "sentence": sentence, "title": title}
        if len(paragraph) <= LONG_PARAGRAPH * 6 or len(words_of(paragraph)) <= LONG_PARAGRAPH:
            texts |= {"paragraph": paragraph, "around": _around(paragraph, article)}
        found: dict[str, Mapping[str, int]] = {scope: self._counts(text) for scope, text in texts.items() if text}
        found["article"] = self._article(article)[1]
        about = self._about_article(title, article)
        length = len(words_of(content))
        matches = [self._named(topic, found, topic.slug in about, length) for topic in self._near(found)]
        own = [m for m in matches if m is not None and m.confidence >= SHOWN_FROM]
        own = [m for m in own if not m.inherited] or own or self._inherited(about, found, length)
        best = max((m.confidence for m in own), default=0.0)
        kept = [m for m in own if m.confidence >= best * MARGIN_OF_OTHERS]
        return tuple(sorted(kept, key=lambda m: (-m.confidence, m.inherited, m.topic))[:MOST_TOPICS])

    def _near(self, found: Found) -> list[Topic]:
        """The topics of which a term stands in or around the passage; no other can be named there."""
        phrases = {phrase for scope in NEARNESS for phrase in found.get(scope, ())}
        slugs = {topic.slug for phrase in phrases for topic, _ in self._terms_of.get(phrase, ())}
        return [topic for topic in self.topics if topic.slug in slugs]

    def _named(self, topic: Topic, found: Found, lent: bool, length: int) -> TopicMatch | None:
        """The match of a topic some term of which stands in or right around the passage."""
        if not self._in_context(topic, found):
            return None
        near = found if lent else {scope: counts for scope, counts in found.items() if scope != "article"}
        doubt, evidence, inside = 1.0, [], False
        for term in topic.terms:
            strength, scope = self._strength(term, near)
            if strength > 0:
                doubt *= 1 - strength
                evidence.append((strength, term.phrase))
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
        """True when the passage or its article names one of the topic's parties, or the topic asks for none."""
        words = [self._automaton.kept(word) for word in topic.context]
        return not words or any(word in counts for counts in found.values() for word in words)

    def _strength(self, term: Term, found: Found) -> tuple[float, str]:
        """What a term adds, and the nearest scope it stands in; 0 where a needed word is missing."""
        phrase = self._automaton.kept(term.phrase)
        scope = next((s for s in NEARNESS if phrase in found.get(s, ())), "")
        if not scope:
            return 0.0, ""
        return min(term.weight, 0.97) * NEARNESS[scope] * self._need(term, found), scope

    def _need(self, term: Term, found: Found) -> float:
        """1 where a needed word is near or none is needed, less where it is far, 0 where it is missing."""
        if not term.needs:
            return 1.0
        needs = [self._automaton.kept(need) for need in term.needs]
        near = (s for s in NEED_NEARNESS if any(need in found.get(s, ()) for need in needs))
        return NEED_NEARNESS.get(next(near, ""), 0.0)

    def _inherited(self, about: Mapping[str, float], found: Found, length: int) -> list[TopicMatch]:
        """The topic the article is mostly about, for a passage that names none itself."""
        if not about:
            return []
        topic = max(self.topics, key=lambda t: (about.get(t.slug, 0.0), t.slug))
        confidence = min(0.7, 0.4 + 0.4 * about[topic.slug]) * self._likely(topic, found, length)
        article = found.get("article", {})
        evidence = tuple(t.phrase for t in topic.terms if self._automaton.kept(t.phrase) in article)
        match = TopicMatch(topic.slug, round(confidence, 3), evidence[:3], True)
        return [match] if match.confidence >= SHOWN_FROM else []

    def _touches(self, topic: Topic, counts: Mapping[str, int]) -> bool:
        return any(self._automaton.kept(p) in counts for term in topic.terms for p in (term.phrase, *term.needs))

    def _by_phrase(self) -> dict[str, list[tuple[Topic, Term]]]:
        terms: defaultdict[str, list[tuple[Topic, Term]]] = defaultdict(list)
        for topic in self.topics:
            for term in topic.terms:
                terms[self._automaton.kept(term.phrase)].append((topic, term))
        return terms

    def _paragraphs_touched(self, title: str, article: str) -> dict[str, float]:
        """The share of an article's paragraphs that touch each topic it is about; the title weighs three."""
        counted = [(counts, 1) for counts in self._article(article)[0]]
        parts = [(self._counts(title), 3), *counted] if title else counted
        touched: defaultdict[str, float] = defaultdict(float)
        whole = sum(weight for _, weight in parts)
        for counts, weight in parts:
            for slug, strength in self._touch(counts).items():
                touched[slug] += weight * min(1.0, strength) / whole
        least = max(ABOUT_FROM, FEWEST_TOUCHED / whole) if whole else 1.0
        return {slug: round(share, 6) for slug, share in touched.items() if share >= least}

    def _counted(self, article: str) -> tuple[list[Mapping[str, int]], Mapping[str, int]]:
        """The phrases of each paragraph long enough to be one, and of all paragraphs together."""
        paragraphs = [text for text in _PARAGRAPH.split(article) if text.strip()]
        counts = [self._automaton.counts(text) for text in paragraphs]
        together: Counter[str] = Counter()
        for found in counts:
            together.update(found)
        long_enough = (len(text) > SHORTEST_PARAGRAPH for text in paragraphs)
        return [found for found, long in zip(counts, long_enough, strict=True) if long], together

    def _touch(self, counts: Mapping[str, int]) -> dict[str, float]:
        strengths: defaultdict[str, float] = defaultdict(float)
        for phrase in counts:
            for topic, term in self._terms_of.get(phrase, ()):
                strengths[topic.slug] += term.weight * self._need(term, {"content": counts})
        return strengths


def _around(paragraph: str, article: str) -> str:
    """The paragraphs next to one of an article; empty when either is unknown or the one is not in the other."""
    place = article.find(paragraph) if paragraph.strip() else -1
    if place < 0:
        return ""
    before = article[max(0, place - BEFORE) : place]
    after = article[place + len(paragraph) :][:AFTER]
    return before[before.find("\n") + 1 :] + paragraph + after[: after.rfind("\n") + 1]
