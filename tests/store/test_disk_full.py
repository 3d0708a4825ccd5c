from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from rag.errors import ArchiveBusy, ArchiveUnusable
from rag.store.faults import guarded
from rag.types import Article
from tests.store.kit import Clock, Desk, opened

FULL = """
import resource, signal, sys
from pathlib import Path
from rag.errors import ArchiveUnusable
from tests.store.kit import Clock, Desk, opened
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
store = opened(Path(sys.argv[1]))
desk = Desk(store, Clock())
acknowledged = ["before"]
desk.put("before", "Ferry before.")
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]), resource.RLIM_INFINITY))
errors = 0
for number in range(40):
    try:
        desk.put(f"a{number}", f"Ferry {number}. " * 200)
        acknowledged.append(f"a{number}")
    except ArchiveUnusable as error:
        errors += 1
        assert "disk" in str(error) and chr(10) not in str(error), error
    assert sorted(desk.seen()) == sorted(acknowledged), "reads go on"
resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
desk.put("after", "Ferry after.")
assert sorted(desk.seen()) == sorted([*acknowledged, "after"])
assert list(store.check()) == []
print(errors)
"""


@pytest.mark.parametrize("limit", [50_000, 90_000, 131_072, 200_001, 400_000])
def test_a_full_disk_is_a_clear_error_and_passes(tmp_path: Path, limit: int) -> None:
    """What was acknowledged stays, reading goes on, and with space again so does writing, in the same process."""
    ran = subprocess.run(
        [sys.executable, "-c", FULL, tmp_path, str(limit)], capture_output=True, text=True, check=False
    )

    assert ran.stderr == ""
    assert int(ran.stdout) > 0
    store = opened(tmp_path)
    assert list(store.check()) == []
    assert "after" in Desk(store, Clock()).seen()
    store.close()


def test_an_error_of_the_system_is_ours_with_its_cause() -> None:
    """One line that names the file; what is no error of the engine passes as it is."""
    with pytest.raises(ArchiveUnusable, match="archive can't be used: No space left on device") as raised:
        raise_inside(OSError(28, "No space left on device"))
    assert isinstance(raised.value.__cause__, OSError)
    with pytest.raises(KeyError):
        raise_inside(KeyError())


def raise_inside(error: Exception) -> None:
    """Raises an error where the engine is used."""
    with guarded(Path("archive")):
        raise error


def test_another_programs_lock_is_busy(tmp_path: Path) -> None:
    """SQLite's own lock, held by a program that knows nothing of ours."""
    store = opened(tmp_path, wait_s=0.1)
    desk = Desk(store, Clock())
    desk.put("a")
    other = opened(tmp_path)
    connection = other._to_write()
    connection.execute("BEGIN IMMEDIATE")

    with pytest.raises(ArchiveBusy):
        desk.put_all([Article(id="b", text="Two.")])

    connection.close()
    assert desk.put("b").state == "new"
    store.close()
