"""Installs a chat window that many run, Open WebUI, for the nightly tests: `build/open-webui`, some 4 GB, once.

It comes from the package index and gets an environment of its own, with the CPU build of torch first.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "build" / "open-webui"
COMMAND = FOLDER / "venv" / "bin" / "open-webui"
PINNED = "open-webui==0.12.4"


def main() -> int:
    """0 when it is there, 1 with one line on stderr when it can't be had."""
    if COMMAND.exists():
        return 0
    python = FOLDER / "venv" / "bin" / "python"
    torch = next(
        line for line in (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines() if "torch==" in line
    )
    print("installing Open WebUI: some minutes", flush=True)
    try:
        subprocess.run([sys.executable, "-m", "venv", str(FOLDER / "venv")], check=True)
        for package in (torch, PINNED):
            pip = [str(python), "-m", "pip", "install", "-q", "--disable-pip-version-check", package]
            subprocess.run(pip, check=True)
    except (subprocess.CalledProcessError, OSError) as error:
        print(f"Open WebUI: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
