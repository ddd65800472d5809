"""What reading costs: beside extracting the same articles' text from their pages, beside one plain pass of spaCy's
blank English tokenizer over them, and as a text grows from 1 kB to 10 MB.

    .venv/bin/python benchmarks/reading.py [FOLDER]

FOLDER holds real pages (*.html.gz); without it the shared real inputs are taken where they lie beside the checkout,
else the sample's pages, which are so small that extraction hardly costs anything on them. The tokenizer is left out
where spaCy is not installed: `.venv/bin/pip install -r benchmarks/requirements.txt` installs it.

All is measured in this one run on one core, in turns, so that a busy machine slows all of it alike; compare the
ratios, not the seconds.
"""

import gc
import gzip
import random
import sys
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

import trafilatura  # noqa: E402

from tests.registers import shipped_register  # noqa: E402
from tracker.analysis.reading import read  # noqa: E402

try:
    import spacy
except ModuleNotFoundError:
    spacy = None

REAL = ROOT.parent / "shared" / "real" / "pages"
SAMPLE = ROOT / "tracker" / "data" / "sample" / "articles"
SIZES = (1_000, 10_000, 100_000, 1_000_000, 10_000_000)
ROUNDS = 7
PARAGRAPHS = (
    "{who} said on {day} that {land} would {do} the {thing}, and called the delay “a gift to those who fear it”.",
    "“We have waited {n} years for the {thing},” {she} said. “We will not wait for another summer to {do} it.”",
    "The foreign minister of {land}, {who}, told reporters in {town} that nobody had asked her to {do} the {thing}.",
    "Prices of grain rose by {n} per cent in {town} last month, the third rise in a row, as the harvest ran late.",
    "According to the ministry, {n} ships had passed the strait by {day}; {she} did not say whether more would follow.",
    "Asked whether {land} would {do} the {thing}, {who} declined to comment. Her spokesman warned of ‘hasty words’.",
)
WORDS = {
    "who": ("Ada Ortel", "Bruno Kest", "Mira Solano", "Tomas Vey", "Ms Ortel", "Mr Kest", "Solano"),
    "she": ("she", "he", "Ms Ortel", "Mr Vey", "the minister"),
    "day": ("Monday", "Wednesday", "Friday", "3 May"),
    "land": ("Meridia", "Varania", "Ostland", "the Union"),
    "town": ("Ost", "Port Lake", "Halden", "New Arden"),
    "do": ("ratify", "suspend", "reopen", "back", "reject"),
    "thing": ("treaty", "embargo", "border accord", "grain deal", "fishing pact"),
}


def written(size: int) -> str:
    """An invented article of `size` characters: the same few sentences, never twice the same way for long."""
    chance = random.Random(size)
    parts: list[str] = []
    length = 0
    while length < size:
        sentences = chance.choices(PARAGRAPHS, k=chance.randint(1, 3))
        words = {name: chance.choice(options) for name, options in WORDS.items()}
        parts.append(" ".join(sentences).format(n=chance.randint(2, 90), **words))
        length += len(parts[-1]) + 2
    return "\n\n".join(parts)[:size]


def in_turns(calls: Sequence[Callable[[], object]], rounds: int = ROUNDS) -> list[float]:
    """The least processor time of each call, in seconds, all called once a round."""
    spent: list[list[float]] = [[] for _ in calls]
    for _ in range(rounds):
        for call, times in zip(calls, spent, strict=True):
            gc.collect()
            start = time.process_time()
            call()
            times.append(time.process_time() - start)
    return [min(times) for times in spent]


def pages_of(folder: Path) -> list[str]:
    packed = [gzip.decompress(path.read_bytes()).decode(errors="replace") for path in sorted(folder.glob("*.html.gz"))]
    return packed + [path.read_text() for path in sorted(folder.glob("*.html"))]


def beside_others(folder: Path) -> None:
    """Prints what an article costs to read, to extract and to tokenise."""
    pages = pages_of(folder)
    texts = [trafilatura.extract(page) or "" for page in pages]
    register = shipped_register()
    read(texts[0], published=None, register=register)  # builds the lexicon
    calls: dict[str, Callable[[], object]] = {
        "reading": lambda: [read(text, published=None, register=register) for text in texts],
        "extraction": lambda: [trafilatura.extract(page) for page in pages],
    }
    if spacy is not None:
        tokenizer = spacy.blank("en")
        calls["tokenizer"] = lambda: [tokenizer(text) for text in texts]
    print(f"{len(pages)} pages of {folder.name}, {sum(map(len, texts)) / len(texts):.0f} characters each on average")
    cost = dict(zip(calls, in_turns(list(calls.values())), strict=True))
    for name, seconds in cost.items():
        print(
            f"{name:10} {1000 * seconds / len(pages):6.2f} ms an article, {len(pages) / seconds:5.0f} articles a second"
        )
    print(f"reading costs {cost['reading'] / cost['extraction']:.2f} of extraction")
    if spacy is None:
        print("spaCy is not installed, so its tokenizer is left out: pip install -r benchmarks/requirements.txt")
    else:
        print(f"reading costs {cost['reading'] / cost['tokenizer']:.2f} of spaCy's blank tokenizer")


def as_it_grows() -> None:
    """Prints what a kilobyte costs in texts of growing size; the same at each size where the cost is linear."""
    register = shipped_register()
    for size in SIZES:
        text = written(size)
        call = partial(read, text, published=None, register=register)
        [seconds] = in_turns([call], ROUNDS if size < 1_000_000 else 1)
        print(f"{size:>10,} characters: {1000 * seconds:9.1f} ms, {1_000_000 * seconds / size:6.3f} ms a kilobyte")


def main() -> None:
    beside_others(Path(sys.argv[1]) if len(sys.argv) > 1 else REAL if REAL.exists() else SAMPLE)
    as_it_grows()


if __name__ == "__main__":
    main()
