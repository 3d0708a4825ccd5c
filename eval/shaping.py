"""Which code turns a suite's articles into rows, as a hash: of what it does, not of how it is laid out.

From a few modules the imports within `rag` are followed, so that none is forgotten. But: other
packages count only as far as the embedder's own fingerprint does, which the archive holds itself to.
"""

from __future__ import annotations

import ast
import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path

_ROOT = Path(__file__).resolve().parents[1]
_ROWS = (
    "rag.formats.jsonl", "rag.settle", "rag.split", "rag.words", "rag.embed.sentence_transformers", "rag.store.schema",
)  # fmt: skip
_INDEX = ("rag.index.local",)
_STEPS = "rag.archive"  # puts them together; what else it imports answers questions and shapes nothing
_SILENT = frozenset({"rag.errors"})


def rows() -> str:
    """The hash of what shapes revisions, passages, words and vectors."""
    return _hash({*_closure(_ROWS), _STEPS})


def index() -> str:
    """The hash of what shapes an index generation from rows."""
    return _hash(_closure(_INDEX))


def _closure(modules: Iterable[str]) -> set[str]:
    found: set[str] = set()
    waiting = list(modules)
    while waiting:
        module = waiting.pop()
        if module not in found | _SILENT:
            found.add(module)
            waiting += _imported(_parsed(module))
    return found


def _imported(tree: ast.AST) -> Iterator[str]:
    """The modules of `rag` that a file imports, wherever in it."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module:
            names = [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
            yield from (name for name in names if name.startswith("rag.") and _path(name).is_file())


def _hash(modules: Iterable[str]) -> str:
    total = hashlib.sha256()
    for module in sorted(modules):
        total.update(f"{module}\0{ast.dump(_undocumented(_parsed(module)))}\0".encode())
    return total.hexdigest()


def _undocumented(tree: ast.Module) -> ast.Module:
    """The tree without lines that only hold a string: docstrings."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            node.body = [line for line in node.body if not _is_text(line)]
    return tree


def _is_text(line: ast.stmt) -> bool:
    return isinstance(line, ast.Expr) and isinstance(line.value, ast.Constant) and isinstance(line.value.value, str)


def _parsed(module: str) -> ast.Module:
    return ast.parse(_path(module).read_bytes())


def _path(module: str) -> Path:
    plain = _ROOT.joinpath(*module.split("."))
    return plain / "__init__.py" if plain.is_dir() else plain.with_suffix(".py")
