"""Makes `.venv` with everything in it, in steps that can be repeated: what `make setup` runs, on a bare python3.

torch comes first, since the default index brings gigabytes of CUDA on Linux: without a GPU, PyTorch's own CPU
index is tried before it. But: no environment other than `.venv`, no system packages, no root.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts" if os.name == "nt" else "bin") / "python"
STAMP = VENV / "dateline.stamp"
LOG = VENV / "setup.log"
CONSTRAINTS = ROOT / "constraints.txt"
CPU_INDEX = "https://download.pytorch.org/whl/cpu"
_DISK_MB = {False: 2_600, True: 9_000}  # with a GPU's libraries: what the environment took, and a fifth more

# What pip says, and what to say instead: one line that tells what to do.
_NO_INDEX = "no package index can be reached: check the network and run `make setup` again"
_CAUSES = {
    "No space left on device": f"no space is left on the disk of {VENV}: free some and run `make setup` again",
    "Temporary failure in name resolution": _NO_INDEX,
    "Name or service not known": _NO_INDEX,
    "Failed to establish a new connection": _NO_INDEX,
    "Network is unreachable": _NO_INDEX,
    "(from versions: none)": f"no index that can be reached has a build for this machine: check the network; {LOG}",
    "Read timed out": "the package index is too slow: run `make setup` again; what was fetched is kept",
    "Permission denied": f"{VENV} can't be written: check whose it is",
}


class SetupFailed(Exception):
    """Why the environment can't be made: one line that says what to do."""


def main() -> int:
    """0 when `.venv` is ready, 1 with one line on stderr when it can't be made, 130 after Ctrl-C."""
    try:
        make()
    except SetupFailed as error:
        print(f"setup: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("setup: stopped; `make setup` goes on from here", file=sys.stderr)
        return 130
    return 0


def make() -> None:
    """Brings `.venv` up to date with pyproject.toml and constraints.txt. Raises: SetupFailed."""
    wanted = fingerprint()
    if up_to_date(wanted):
        return
    check_machine()
    STAMP.unlink(missing_ok=True)
    if not _runs(PYTHON):
        _step("making .venv", [sys.executable, "-m", "venv", "--clear", str(VENV)])
    if not _has_torch():
        install_torch()
    _step(
        "installing Dateline and what it needs",
        [*_pip(), "--constraint", str(CONSTRAINTS), "--editable", f"{ROOT}[dev,eval]"],
    )
    STAMP.write_text(wanted, encoding="utf-8")
    print("setup: ready", flush=True)


def fingerprint() -> str:
    """What the environment was made from: settings files, interpreter, place."""
    made_from = [(ROOT / "pyproject.toml").read_bytes(), CONSTRAINTS.read_bytes(), sys.version.encode(), bytes(ROOT)]
    return hashlib.sha256(b"\0".join(made_from)).hexdigest()


def up_to_date(wanted: str) -> bool:
    """Whether `.venv` was finished for `wanted`."""
    return PYTHON.exists() and STAMP.is_file() and STAMP.read_text(encoding="utf-8") == wanted


def check_machine() -> None:
    """Looks for what would fail half-way. Raises: SetupFailed."""
    if sys.version_info < (3, 11):
        raise SetupFailed(
            f"Python 3.11 or newer is needed, python3 is {sys.version.split()[0]}: make setup PYTHON=python3.11"
        )
    if not PYTHON.exists() and importlib.util.find_spec("ensurepip") is None:
        version = f"{sys.version_info[0]}.{sys.version_info[1]}"
        raise SetupFailed(f"python3-venv is missing: sudo apt install python{version}-venv")
    if not os.access(ROOT, os.W_OK):
        raise SetupFailed(f"{ROOT} can't be written: check whose it is")
    free = shutil.disk_usage(ROOT).free // 1_000_000
    needed = _DISK_MB[has_gpu()]
    if not PYTHON.exists() and free < needed:
        raise SetupFailed(f"{free:,} MB are free on the disk of {ROOT}, {needed:,} MB are needed: free some")


def has_gpu() -> bool:
    """Whether this machine has a GPU that torch can use through CUDA or ROCm."""
    return bool(shutil.which("nvidia-smi")) or Path("/proc/driver/nvidia").exists() or Path("/dev/kfd").exists()


def install_torch() -> None:
    """Installs the pinned torch, the CPU build where that is enough and can be had. Raises: SetupFailed."""
    torch = next(line for line in CONSTRAINTS.read_text(encoding="utf-8").splitlines() if line.startswith("torch=="))
    if sys.platform == "linux" and not has_gpu():
        cpu_only = [*_pip("--timeout", "10", "--retries", "0"), "--no-deps", "--index-url", CPU_INDEX, torch]
        if _try("no GPU here: installing torch's CPU build (200 MB) from PyTorch's own index", cpu_only):
            return
        print("setup: that index can't be reached; the default one may bring 2.7 GB of GPU libraries", flush=True)
    _step("installing torch from the default index", [*_pip(), torch])


def _has_torch() -> bool:
    return subprocess.run([str(PYTHON), "-m", "pip", "show", "-q", "torch"], capture_output=True).returncode == 0


def _runs(python: Path) -> bool:
    try:
        return subprocess.run([str(python), "-m", "pip", "--version"], capture_output=True).returncode == 0
    except OSError:
        return False


def _pip(*options: str) -> list[str]:
    return [str(PYTHON), "-m", "pip", "--disable-pip-version-check", "--no-input", *options, "install"]


def _step(what: str, command: list[str]) -> None:
    if not _try(what, command):
        raise SetupFailed(_cause())


def _try(what: str, command: list[str]) -> bool:
    print(f"setup: {what} ...", flush=True)
    begin = time.monotonic()
    ran = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8", errors="replace")
    _note(ran.stdout)
    if ran.returncode == 0:
        print(f"setup: done in {time.monotonic() - begin:.0f} s", flush=True)
    return ran.returncode == 0


def _note(said: str) -> None:
    try:
        LOG.parent.mkdir(exist_ok=True)
        LOG.write_text(said, encoding="utf-8")
    except OSError as error:
        raise SetupFailed(f"{LOG} can't be written ({error.strerror}): make room there and try again") from error


def _cause() -> str:
    said = LOG.read_text(encoding="utf-8")
    for sign, cause in _CAUSES.items():
        if sign in said:
            return cause
    errors = [line for line in said.splitlines() if "error" in line.lower()]
    return f"{errors[0] if errors else 'the last step failed'} (all of it is in {LOG})"


if __name__ == "__main__":
    sys.exit(main())
