"""What reading costs: beside extracting the same articles' text from their pages, and as a text grows.

    .venv/bin/python benchmarks/reading.py [FOLDER]

FOLDER holds real pages (*.html.gz); without it the shared real inputs are taken where they lie beside the checkout,
else the sample's pages, which are so small that extraction hardly costs anything on them. All is measured in this one
run on one core; compare the ratios, not the seconds.
"""

import gzip
import sys
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

import trafilatura  # noqa: E402

from tests.registers import shipped_register  # noqa: E402
from tracker.analysis.reading import read  # noqa: E402

REAL = ROOT.parent / "shared" / "real" / "pages"
SAMPLE = ROOT / "tracker" / "data" / "sample" / "articles"
SIZES = (1_000, 10_000, 100_000, 1_000_000)
RUNS = 3


def least(call: Callable[[], object]) -> float:
    """The least processor time of a few runs, in seconds."""
    spent = []
    for _ in range(RUNS):
        start = time.process_time()
        call()
        spent.append(time.process_time() - start)
    return min(spent)


def pages_of(folder: Path) -> list[str]:
    packed = [gzip.decompress(path.read_bytes()).decode(errors="replace") for path in sorted(folder.glob("*.html.gz"))]
    return packed + [path.read_text() for path in sorted(folder.glob("*.html"))]


def main() -> None:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else REAL if REAL.exists() else SAMPLE
    pages = pages_of(folder)
    register = shipped_register()
    texts = [trafilatura.extract(page) or "" for page in pages]
    read(texts[0], published=None, register=register)  # builds the lexicon
    extracting = least(lambda: [trafilatura.extract(page) for page in pages])
    reading = least(lambda: [read(text, published=None, register=register) for text in texts])
    print(f"{len(pages)} pages of {folder.name}, {sum(map(len, texts)) / len(texts):.0f} characters each on average")
    print(f"extraction {1000 * extracting / len(pages):6.1f} ms an article")
    print(f"reading    {1000 * reading / len(pages):6.1f} ms an article, {len(pages) / reading:.0f} articles a second")
    print(f"reading costs {reading / extracting:.2f} of extraction")
    body = "\n\n".join(texts)
    for size in SIZES:
        text = (body * (size // len(body) + 1))[:size]
        seconds = least(lambda text=text: read(text, published=None, register=register))
        print(f"{size:>9,} characters: {1000 * seconds:9.1f} ms, {1_000_000 * seconds / size:7.2f} µs a character")


if __name__ == "__main__":
    main()
