"""Makes what the browser's tests need to look for barriers: axe-core, which goes to build/axe where npm is there.

But: nothing is installed beyond build/. In CI it is a failure when npm is missing or its registry can't be reached;
elsewhere those tests are skipped.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
PINS = ROOT / "tests" / "browser" / "package.json"
FOLDER = ROOT / "build" / "axe"
_NOTE = FOLDER / "installed"  # the pins from which the folder was made


def main() -> int:
    """0 when the tests can go on, 1 with one line on stderr when they can't."""
    if _current() or (shutil.which("npm") and _installed()):
        return 0
    needed = bool(os.environ.get("CI"))
    said = (
        "CI needs npm and its registry for axe-core" if needed else "without axe-core some of these tests are skipped"
    )
    print(f"{said}: sudo apt install npm", file=sys.stderr if needed else sys.stdout)
    return int(needed)


def _current() -> bool:
    return _NOTE.exists() and _NOTE.read_bytes() == PINS.read_bytes()


def _installed() -> bool:
    FOLDER.mkdir(parents=True, exist_ok=True)
    shutil.copy(PINS, FOLDER)
    npm = ("npm", "install", "--silent", "--ignore-scripts", "--no-audit", "--no-fund", "--prefix", str(FOLDER))
    if subprocess.run(npm, stdout=subprocess.DEVNULL).returncode != 0:
        return False
    shutil.copy(PINS, _NOTE)
    return True


if __name__ == "__main__":
    sys.exit(main())
