"""The sentence encoder: what it computes from its weights. That it reads the published ones is tested with the files."""

import numpy as np
import pytest

from tracker.analysis.encoder import LAYERS, SIZE, WIDTH, Array, SentenceEncoder

PIECES = {"a": [0, 1, 2], "b": [0, 2, 1], "long": [1] * 400}


def drawn() -> dict[str, Array]:
    """Small weights of the right shapes, the same each time."""
    numbers = np.random.default_rng(1)

    def some(*shape: int) -> Array:
        return numbers.normal(0, 0.2, shape).astype(np.float32)

    weights = {f"embeddings.{name}.weight": some(rows, WIDTH) for name, rows in EMBEDDED.items()}
    shapes = {f"encoder.layer.{n}.{name}": shape for n in range(LAYERS) for name, shape in SHAPES.items()}
    for name, shape in ({"embeddings.LayerNorm": (WIDTH,)} | shapes).items():
        weights |= {f"{name}.weight": some(*shape), f"{name}.bias": some(shape[0])}
    return weights


EMBEDDED = {"word_embeddings": 3, "position_embeddings": 256, "token_type_embeddings": 2}
SHAPES = {f"attention.self.{name}": (WIDTH, WIDTH) for name in ("query", "key", "value")} | {
    "attention.output.dense": (WIDTH, WIDTH),
    "attention.output.LayerNorm": (WIDTH,),
    "intermediate.dense": (4 * WIDTH, WIDTH),
    "output.dense": (WIDTH, 4 * WIDTH),
    "output.LayerNorm": (WIDTH,),
}


@pytest.fixture(scope="module")
def encoder() -> SentenceEncoder:
    return SentenceEncoder(drawn(), PIECES.__getitem__)


def test_a_meaning_is_as_long_as_the_layers_read(encoder: SentenceEncoder) -> None:
    assert encoder("a").shape == (SIZE,)
    assert encoder("a").dtype == np.float32


def test_the_order_of_pieces_counts(encoder: SentenceEncoder) -> None:
    assert not np.allclose(encoder("a"), encoder("b"), atol=1e-4)


def test_the_same_text_means_the_same(encoder: SentenceEncoder) -> None:
    assert np.array_equal(encoder("a"), encoder("a"))


def test_what_is_too_long_is_read_as_far_as_places_go(encoder: SentenceEncoder) -> None:
    assert np.isfinite(encoder("long")).all()
