"""Reading a text with the register and the topics of the database, saving nothing."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from tracker.analysis.paragraphs import Surroundings
from tracker.analysis.quotations import Quotation, Reading
from tracker.analysis.reading import read
from tracker.analysis.register import Register
from tracker.analysis.stances import suggest
from tracker.analysis.topics import Topic, TopicIndex

from .register import load_register
from .topics import load_topics


@dataclass(frozen=True)
class ReadingDesk:
    """What a run of readings shares, loaded once."""

    register: Register
    index: TopicIndex
    topics: dict[str, Topic]

    @classmethod
    def open(cls) -> "ReadingDesk":
        topics = load_topics()
        return cls(load_register(), TopicIndex(topics), {topic.slug: topic for topic in topics})

    def read(self, text: str, *, published: date | None, title: str = "", country: str | None = None) -> Reading:
        return read(text, published=published, register=self.register, title=title, country=country)

    def as_json(self, quotation: Quotation, reading: Reading) -> dict[str, Any]:
        """The quotation as the shell contract writes it, with the topics it is about and the suggested steps."""
        office = self.register.office_by_slug.get(quotation.office or "")
        return {
            "type": quotation.kind,
            "content_spans": [list(span) for span in quotation.spans],
            "content": quotation.content,
            "cue": quotation.cue,
            "cue_span": list(quotation.cue_span) if quotation.cue_span else None,
            "speaker_text": quotation.speaker_text,
            "speaker_span": list(quotation.speaker_span) if quotation.speaker_span else None,
            "speaker_name": quotation.speaker_name,
            "official": quotation.official,
            "candidates": list(quotation.candidates),
            "on_behalf_of": quotation.on_behalf_of,
            "office": office.name if office else None,
            "said_on": quotation.said_on.isoformat() if quotation.said_on else None,
            "said_on_precision": quotation.said_on_precision if quotation.said_on else None,
            "said_on_basis": quotation.said_on_basis,
            "mode": quotation.mode,
            "confidence": quotation.confidence,
            "rules": {"bounds": quotation.bounds_rule, "speaker": quotation.speaker_rule},
            "topics": self._topics(quotation, reading),
        }

    def _topics(self, quotation: Quotation, reading: Reading) -> list[dict[str, Any]]:
        sentence, paragraph = Surroundings.of_text(reading.text).of(quotation.spans[0][0], quotation.spans[-1][1])
        found = []
        for match in self.index.about(quotation.content, sentence=sentence, paragraph=paragraph, article=reading.text):
            stance = suggest(
                match.window,
                topic=self.topics[match.topic],
                sentence=sentence,
                holder=quotation.speaker_text or "",
            )
            confidence = round(match.confidence * stance.confidence, 3)
            found.append({"topic": match.topic, "score": stance.score, "kind": stance.kind, "confidence": confidence})
        return found
