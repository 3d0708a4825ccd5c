"""Names to implementations: a table of ours first, then installed entry points. Imports only what is asked for."""

from __future__ import annotations

from importlib import import_module
from importlib.metadata import entry_points
from typing import Any

from rag.errors import ExtraMissing

_OURS = {
    ("embedder", "sentence-transformers"): "rag.embed.sentence_transformers:SentenceTransformersEmbedder",
    ("reranker", "onnx"): "rag.rerank:OnnxReranker",
    ("store", "sqlite"): "rag.store.sqlite:SqliteStore",
    ("llm", "openai"): "rag.llm.openai:OpenAICompatible",
    ("index", "local"): "rag.index.local:LocalIndex",
}
_EXTRAS: dict[tuple[str, str], str] = {}


def load(kind: str, name: str) -> Any:  # noqa: ANN401  (a class or function of any kind; callers state the protocol)
    """What `name` stands for among the plug-ins of `kind`. Raises: ExtraMissing, ValueError."""
    where = _OURS.get((kind, name)) or _installed(kind, name)
    module, _, attribute = where.partition(":")
    try:
        return getattr(import_module(module), attribute)
    except ModuleNotFoundError as error:
        extra = _EXTRAS.get((kind, name), error.name)
        raise ExtraMissing(
            f"{kind} {name!r} needs a package that is missing: pip install 'dateline[{extra}]'"
        ) from error


def _installed(kind: str, name: str) -> str:
    for entry in entry_points(group=f"dateline.{kind}"):
        if entry.name == name:
            return entry.value
    known = sorted(known_name for known_kind, known_name in _OURS if known_kind == kind)
    raise ValueError(f"no {kind} is called {name!r}; there are: {', '.join(known)}")
