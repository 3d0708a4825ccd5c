"""`make setup` on machines that lack something, and CI's rule on skips: each is told in one line."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SCRIPT = "deploy/environment.py"
# Runs the script as it is, on a Python that `{lack}` has made poorer.
LACKING = "import runpy, sys; {lack}; sys.argv = ['environment']; runpy.run_path('" + SCRIPT + "', run_name='__main__')"


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """A fresh clone, as far as set-up reads it."""
    for name in (SCRIPT, "pyproject.toml", "constraints.txt", "Makefile"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        shutil.copy(ROOT / name, tmp_path / name)
    return tmp_path


def set_up(clone: Path, *, lack: str = "pass", **variables: str) -> subprocess.CompletedProcess[str]:
    """Runs the script in the clone."""
    return subprocess.run(
        [sys._base_executable, "-c", LACKING.format(lack=lack)],  # type: ignore[attr-defined]
        cwd=clone,
        env=os.environ | variables,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize(
    ("lack", "told"),
    [
        ("sys.modules['ensurepip'] = None", "sudo apt install python3."),
        ("sys.version_info = (3, 9, 0)", "Python 3.11 or newer is needed"),
        ("import shutil; shutil.disk_usage = lambda _: type('U', (), {'free': 10**9})", "1,000 MB are free"),
    ],
    ids=["no python3-venv", "old python", "no disk"],
)
def test_what_is_missing_is_told_in_one_line(lack: str, told: str, clone: Path) -> None:
    """Before anything is made, one line says what to do."""
    said = set_up(clone, lack=lack)

    assert said.returncode == 1
    assert told in said.stderr
    assert said.stderr.count("\n") == 1
    assert not (clone / ".venv").exists()


def test_an_index_out_of_reach_is_told_in_one_line(clone: Path) -> None:
    """Without a network the last line says so, and the next run goes on from there."""
    nowhere = "https://127.0.0.1:9/simple"
    said = set_up(
        clone,
        PIP_CONFIG_FILE=os.devnull,
        PIP_FIND_LINKS="",
        PIP_EXTRA_INDEX_URL="",
        PIP_INDEX_URL=nowhere,
        PIP_RETRIES="0",
    )

    assert said.returncode == 1
    assert said.stderr.count("\n") == 1
    assert "check the network" in said.stderr


def test_an_environment_that_is_up_to_date_is_left_alone(clone: Path) -> None:
    """With the stamp of these files nothing is run; with changed files the stamp no longer holds."""
    ask = "import sys; sys.path.insert(0, 'deploy'); import environment as e; "
    make = ask + "e.PYTHON.parent.mkdir(parents=True); e.PYTHON.touch(); e.STAMP.write_text(e.fingerprint())"
    subprocess.run([sys._base_executable, "-c", make], cwd=clone, check=True)  # type: ignore[attr-defined]

    said = set_up(clone)
    (clone / "constraints.txt").write_text("torch==2.13.0\n")
    still = subprocess.run(
        [sys._base_executable, "-c", ask + "print(e.up_to_date(e.fingerprint()))"],  # type: ignore[attr-defined]
        cwd=clone,
        capture_output=True,
        text=True,
        check=True,
    )

    assert (said.returncode, said.stdout, said.stderr) == (0, "", "")
    assert still.stdout == "False\n"


def test_make_help_shows_every_target(clone: Path) -> None:
    """Each target that can be asked for has its line."""
    said = subprocess.run(
        ["make", "--no-print-directory", "help"], cwd=clone, capture_output=True, text=True, check=True
    ).stdout
    phony = next(line for line in (ROOT / "Makefile").read_text().splitlines() if line.startswith(".PHONY:"))

    assert [line.split()[1] for line in said.splitlines()] == phony.split()[1:]


@pytest.mark.parametrize(
    ("tool", "ci", "code", "told"),
    [
        ("sh", "true", 0, ""),
        ("no-such-tool", "", 0, "sudo apt install no-such-tool"),
        ("no-such-tool", "true", 1, "CI needs"),
    ],
    ids=["there", "missing", "missing in CI"],
)
def test_a_missing_tool_is_told(tool: str, ci: str, code: int, told: str, tmp_path: Path) -> None:
    """What is there needs no word; what is missing is told, and is a failure in CI where it can't be installed."""
    (tmp_path / "sh").touch(mode=0o755)

    said = subprocess.run(
        [sys.executable, ROOT / "deploy" / "tools.py", tool],
        env={"PATH": str(tmp_path), "CI": ci},
        capture_output=True,
        text=True,
        check=False,
    )

    assert said.returncode == code
    assert told in said.stdout + said.stderr
    assert (said.stdout + said.stderr).count("\n") == bool(told)


@pytest.mark.parametrize(("ci", "code"), [("true", 1), ("", 0)], ids=["in CI", "elsewhere"])
@pytest.mark.parametrize("how", ["mark", "call"])
def test_a_skip_for_want_of_a_tool_fails_in_ci(how: str, ci: str, code: int, tmp_path: Path) -> None:
    """A skip that needs a tool is a failure in CI; one that needs data never is."""
    shutil.copy(ROOT / "tests" / "conftest.py", tmp_path)
    marked = "import pytest\n@pytest.mark.skip(reason='{}')\ndef test_{}(): pass\n"
    called = "import pytest\ndef test_{1}(): pytest.skip('{0}')\n"
    pattern = marked if how == "mark" else called
    (tmp_path / "test_tool.py").write_text(pattern.format("needs tool: strace", "tool"))
    (tmp_path / "test_data.py").write_text(pattern.format("../shared/data is absent", "data"))

    ran = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "--rootdir", tmp_path, tmp_path],
        env=os.environ | {"CI": ci, "PYTHONPATH": str(ROOT)},
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )

    assert ran.returncode == code, ran.stdout
    assert ("1 skipped" if code else "2 skipped") in ran.stdout
