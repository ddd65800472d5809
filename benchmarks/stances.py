"""What suggesting costs: topics and stance of a statement, beside the analysis of the article it stands in.

    .venv/bin/python benchmarks/stances.py [FOLDER]

FOLDER holds real pages (*.html.gz); without it the shared real inputs are taken where they lie beside the checkout,
else the sample's pages. Real pages bear on few of the shipped topics, so each passage is also judged on one topic
whatever it is about. All is measured in this one run on one core; compare the ratios, not the seconds.
"""

import sys
import tomllib
from functools import partial
from itertools import cycle
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

import trafilatura  # noqa: E402

from benchmarks.reading import REAL, SAMPLE, in_turns, pages_of  # noqa: E402
from tests.registers import shipped_register  # noqa: E402
from tracker.analysis.learning import Example, LinearStanceModel, train  # noqa: E402
from tracker.analysis.paragraphs import Surroundings  # noqa: E402
from tracker.analysis.reading import Reading, read  # noqa: E402
from tracker.analysis.stances import suggest  # noqa: E402
from tracker.analysis.topics import Topic, TopicIndex, topic_from_mapping  # noqa: E402
from tracker.pipeline.encoder import sentence_encoder  # noqa: E402

TOPICS = ROOT / "tracker" / "data" / "topics"


def shipped_topics() -> list[Topic]:
    return [topic_from_mapping(path.stem, tomllib.loads(path.read_text())) for path in sorted(TOPICS.glob("*.toml"))]


def main() -> None:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else REAL if REAL.exists() else SAMPLE
    texts = [trafilatura.extract(page) or "" for page in pages_of(folder)]
    register, topics = shipped_register(), shipped_topics()
    readings = [read(text, published=None, register=register) for text in texts]
    passages = [(reading, quotation) for reading in readings for quotation in reading.quotations]
    # As a newsroom's model after some hundred decisions: the steps' own examples, said over and over.
    anchors = [(anchor, str(step.score)) for topic in topics for step in topic.steps for anchor in step.anchors]
    examples = [Example(f"{text} {n}", label) for n in range(3) for text, label in anchors]
    words, meanings = train(examples), train(examples, sentence_encoder())

    def read_all() -> None:
        for text in texts:
            read(text, published=None, register=register)

    def topics_all() -> None:
        index = TopicIndex(topics)  # anew, so that nothing of an article is remembered from the run before
        for reading, quotation in passages:
            sentence, paragraph = _around(reading, quotation.spans)
            index.about(quotation.content, sentence=sentence, paragraph=paragraph, article=reading.text)

    def stances_all(learnt: LinearStanceModel | None) -> None:
        meaning_of = sentence_encoder() if learnt and learnt.meaning else None
        for topic, (reading, quotation) in zip(cycle(topics), passages, strict=False):
            sentence, _ = _around(reading, quotation.spans)
            suggest(quotation.content, topic=topic, sentence=sentence, model=learnt, meaning_of=meaning_of)

    calls = (
        read_all,
        topics_all,
        partial(stances_all, None),
        partial(stances_all, words),
        partial(stances_all, meanings),
    )
    reading_all, *seconds_of = in_turns(calls)
    article = reading_all / len(texts)
    print(f"{len(texts)} pages of {folder.name}, {len(passages)} passages; analysis {1000 * article:.2f} ms an article")
    names = (
        "topics of a passage",
        "stance on one topic by rules",
        f"stance with a model of {words.size} examples",
        "the same, reading meaning too",
    )
    for name, seconds in zip(names, seconds_of, strict=True):
        each = seconds / len(passages)
        print(f"{name:<40} {1000 * each:7.3f} ms a statement, {each / article:6.3f} of the analysis of an article")


def _around(reading: Reading, spans: object) -> tuple[str, str]:
    return Surroundings.of_text(reading.text).of(spans[0][0], spans[-1][1])  # type: ignore[index]


if __name__ == "__main__":
    main()
