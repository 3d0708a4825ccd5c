"""Where model files lie, and whether they are what they should be: found without importing their package."""

from __future__ import annotations

import hashlib
import importlib.util
from pathlib import Path

from rag.errors import ModelUnavailable


def packaged(package: str, *below: str) -> Path | None:
    """The folder `below` an installed package, None when it is not installed."""
    spec = importlib.util.find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        return None
    folder = Path(spec.submodule_search_locations[0], *below)
    return folder if folder.is_dir() else None


def sha256_of(path: Path) -> str:
    """The sha256 of a file, 64 hexadecimal digits. Raises: ModelUnavailable."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise ModelUnavailable(f"model file {path.name} can't be read: {error.strerror}") from error


def verify(path: Path, sha256: str) -> None:
    """Checks a file against its pinned hash. Raises: ModelUnavailable."""
    if sha256_of(path) != sha256:
        raise ModelUnavailable(f"model file {path.name} is not the pinned one (sha256 differs): reinstall its package")
