"""What a sentence means, as numbers: the middle layers of a small published sentence encoder, computed with numpy.

Method: MiniLM (Wang et al., 2020), a BERT encoder of six layers, in the form that Reimers and Gurevych (2019) trained
to lay sentences of like meaning side by side (all-MiniLM-L6-v2). Of three layers the mean over the word pieces is
taken. The last layer is about the subject of a sentence; those below it also tell which way it leans, so it is not
computed at all. Nothing of the encoder is trained here.
"""

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from scipy.special import erf, softmax
from threadpoolctl import ThreadpoolController

Array = NDArray[np.float32]
# The meaning of a text: `SIZE` numbers, those of the layers read one after the other.
Meaning = Callable[[str], Array]

WIDTH, HEADS = 384, 12
LAYERS = 5
FIRST_READ = 2
SIZE = (LAYERS - FIRST_READ) * WIDTH
MOST_PIECES = 128
_TINY = np.float32(1e-12)


@dataclass(frozen=True, slots=True)
class SentenceEncoder:
    """A `Meaning`. `weights` are the encoder's by the names they were published under; `pieces` gives a text's pieces.

    The numbers of the pieces come with those that mark the beginning and the end, `MOST_PIECES` at the most.
    """

    weights: Mapping[str, Array]
    pieces: Callable[[str], Sequence[int]]

    def __call__(self, text: str) -> Array:
        with alone():
            return np.concatenate([layer.mean(axis=0) for layer in self._layers(text)[FIRST_READ:]])

    def _layers(self, text: str) -> list[Array]:
        state = self._embedded(self.pieces(text)[:MOST_PIECES])
        states = []
        for number in range(LAYERS):
            state = self._layer(state, f"encoder.layer.{number}.")
            states.append(state)
        return states

    def _embedded(self, pieces: Sequence[int]) -> Array:
        """What each piece is, where it stands, and that it is of the first text."""
        place = "embeddings."
        words = self.weights[place + "word_embeddings.weight"][list(pieces)]
        places = self.weights[place + "position_embeddings.weight"][: len(pieces)]
        kind = self.weights[place + "token_type_embeddings.weight"][0]
        return self._evened(words + places + kind, place + "LayerNorm")

    def _layer(self, state: Array, place: str) -> Array:
        """Each piece looks at all others, then at itself."""
        query, key, value = (self._heads(state, place + "attention.self." + name) for name in ("query", "key", "value"))
        seen = softmax(query @ key.transpose(0, 2, 1) / np.float32(np.sqrt(WIDTH // HEADS)), axis=-1) @ value
        looked = self._linear(seen.transpose(1, 0, 2).reshape(state.shape), place + "attention.output.dense")
        state = self._evened(looked + state, place + "attention.output.LayerNorm")
        inner = self._linear(_gelu(self._linear(state, place + "intermediate.dense")), place + "output.dense")
        return self._evened(inner + state, place + "output.LayerNorm")

    def _heads(self, state: Array, name: str) -> Array:
        return self._linear(state, name).reshape(len(state), HEADS, -1).transpose(1, 0, 2)

    def _linear(self, state: Array, name: str) -> Array:
        turned: Array = state @ self.weights[name + ".weight"].T
        turned += self.weights[name + ".bias"]
        return turned

    def _evened(self, state: Array, name: str) -> Array:
        state = state - state.mean(axis=-1, keepdims=True)
        spread = np.sqrt((state * state).mean(axis=-1, keepdims=True) + _TINY)
        evened: Array = state / spread * self.weights[name + ".weight"] + self.weights[name + ".bias"]
        return evened


def _gelu(values: Array) -> Array:
    half = np.float32(0.5)
    bent: Array = values * half * (1 + erf(values * np.sqrt(half)))
    return bent


def alone() -> AbstractContextManager[object]:
    """One processor for what is computed within: matrices of sentences are too small for several, and the worker has
    others at its side."""
    limit: AbstractContextManager[object] = _blas().limit(limits=1, user_api="blas")
    return limit


@lru_cache(maxsize=1)
def _blas() -> ThreadpoolController:
    return ThreadpoolController()
