"""Sees to the Debian packages that some tests need: `tools.py strace …`, run by make before those tests.

In CI what is missing is installed, and it is a failure when it can't be. But: on anybody's own machine nothing is
installed; the tests in question say what they lack and are skipped.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys


def main(tools: list[str]) -> int:
    """0 when the tests can go on, 1 with one line on stderr when they can't."""
    missing = [tool for tool in tools if not shutil.which(tool)]
    if not missing:
        return 0
    if not os.environ.get("CI"):
        print(f"without {' '.join(missing)} some of these tests are skipped: sudo apt install {' '.join(missing)}")
        return 0
    if install(missing):
        return 0
    print(f"CI needs {' '.join(missing)}, which apt-get could not install", file=sys.stderr)
    return 1


def install(packages: list[str]) -> bool:
    """Whether apt-get, as this user or by sudo, has installed the packages."""
    root = [] if os.geteuid() == 0 else ["sudo", "--non-interactive"]
    for command in (["apt-get", "-q", "update"], ["apt-get", "-qy", "install", "--no-install-recommends", *packages]):
        try:
            done = subprocess.run([*root, *command], stdout=subprocess.DEVNULL).returncode == 0
        except OSError:
            return False
        if not done and command[-1] != "update":  # an index that can't be renewed may still have the package
            return False
    return True


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
