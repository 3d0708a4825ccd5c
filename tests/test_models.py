"""The models that come with the packages: what they are, that they are checked, and that they mean something."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from rag.embed.sentence_transformers import SentenceTransformersEmbedder
from rag.embed.weights import packaged, verify
from rag.errors import ModelUnavailable
from rag.rerank import OnnxReranker


def test_near_texts_are_nearer_than_far_ones() -> None:
    """Vectors have length 1, and meaning."""
    embedder = SentenceTransformersEmbedder()

    vectors = embedder.encode(["The bank raised rates.", "Interest went up.", "A goalkeeper slipped."], role="passage")

    assert vectors.shape == (3, embedder.dim)
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1.0, atol=1e-3)
    assert vectors[0] @ vectors[1] > vectors[0] @ vectors[2]


def test_a_text_embeds_the_same_in_any_company() -> None:
    """Batches are sorted by length, and the order given is the order returned."""
    embedder = SentenceTransformersEmbedder()
    texts = ["One word.", "A longer text about rates and banks. " * 20, "Short again."]

    together = embedder.encode(texts, role="passage")
    alone = [embedder.encode([text], role="passage")[0] for text in texts]

    assert all(float(one @ other) > 0.999 for one, other in zip(together, alone, strict=True))


def test_the_fingerprint_needs_no_torch() -> None:
    """An archive opens without loading the model."""
    asked = (
        "import sys; from rag.embed.sentence_transformers import SentenceTransformersEmbedder as E;"
        "E().fingerprint; sys.exit('torch' in sys.modules)"
    )

    assert subprocess.run([sys.executable, "-c", asked], check=False).returncode == 0


def test_the_reranker_prefers_the_answer() -> None:
    """A sentence that answers scores above one that only shares words."""
    question = "Who won the election?"

    answer, other = OnnxReranker().score([(question, "Ada Quill won the vote."), (question, "The election was long.")])

    assert answer > other


def test_a_changed_byte_in_the_weights_is_refused(tmp_path: Path) -> None:
    """Weights are what they were pinned as, or are not loaded."""
    weights = tmp_path / "model.onnx"
    weights.write_bytes(b"not what was pinned")

    with pytest.raises(ModelUnavailable, match="not the pinned one"):
        verify(weights, "0" * 64)


@pytest.mark.parametrize("name", ["no/such-model", "not a name at all", ""])
def test_a_model_that_is_not_there_is_named(tmp_path: Path, name: str) -> None:
    """The error says which model is missing, or what its folder lacks."""
    with pytest.raises(ModelUnavailable, match=name or "safetensors"):
        SentenceTransformersEmbedder(name or str(tmp_path))


def test_a_reranker_without_its_file_is_refused(tmp_path: Path) -> None:
    """The way out is in the message."""
    with pytest.raises(ModelUnavailable, match="set the reranker to none"):
        OnnxReranker(str(tmp_path))


def test_a_package_that_is_not_installed_has_no_folder() -> None:
    """Looking for weights imports nothing and raises nothing."""
    assert packaged("no_such_package_at_all", "model") is None
