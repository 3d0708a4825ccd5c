"""Makes what `make test-contract` needs: the chat clients of others, each as its users install it, under build/.

Each list of Python clients gets an environment of its own, build/clients/NAME, since some want what others refuse;
those for Node go to build/clients/node where Node and npm are there. But: nothing is installed beyond build/. In CI it
is a failure when Node is missing; elsewhere those tests are skipped.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
PINS = ROOT / "tests" / "contract" / "clients"
CLIENTS = ROOT / "build" / "clients"
_NOTE = "installed"  # the pins from which a folder was made


def main() -> int:
    """0 when the clients are there, 1 with one line on stderr when they can't be had."""
    for pins in sorted(PINS.glob("*.txt")):
        if not _current(CLIENTS / pins.stem, pins) and not _python_clients(CLIENTS / pins.stem, pins):
            print(f"{pins.name} could not be installed: is the package index reachable?", file=sys.stderr)
            return 1
    if not (shutil.which("node") and shutil.which("npm")):
        needed = bool(os.environ.get("CI"))
        said = "CI needs node and npm" if needed else "without node and npm some of these tests are skipped"
        print(f"{said}: sudo apt install nodejs npm", file=sys.stderr if needed else sys.stdout)
        return int(needed)
    pins = PINS / "package.json"
    if not _current(CLIENTS / "node", pins) and not _node_clients(CLIENTS / "node", pins):
        print("package.json could not be installed: is the package registry reachable?", file=sys.stderr)
        return 1
    return 0


def _python_clients(folder: Path, pins: Path) -> bool:
    pip = (
        str(folder / "bin" / "python"),
        "-m",
        "pip",
        "--disable-pip-version-check",
        "install",
        "-qq",
        "-r",
        str(pins),
    )
    return _runs(sys.executable, "-m", "venv", "--clear", str(folder)) and _runs(*pip) and _note(folder, pins)


def _node_clients(folder: Path, pins: Path) -> bool:
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copy(pins, folder)
    npm = ("npm", "install", "--silent", "--ignore-scripts", "--no-audit", "--no-fund", "--prefix", str(folder))
    return _runs(*npm) and _note(folder, pins)


def _current(folder: Path, pins: Path) -> bool:
    """Whether a folder was made from the pins as they are."""
    note = folder / _NOTE
    return note.exists() and note.read_bytes() == pins.read_bytes()


def _note(folder: Path, pins: Path) -> bool:
    shutil.copy(pins, folder / _NOTE)
    return True


def _runs(*command: str) -> bool:
    return subprocess.run(command, stdout=subprocess.DEVNULL).returncode == 0


if __name__ == "__main__":
    sys.exit(main())
