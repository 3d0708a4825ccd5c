from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from pathlib import Path

import numpy as np
import pytest

from rag.errors import ArchiveBusy
from rag.store import lock
from rag.store.protocol import Reader, Store
from rag.types import Article
from tests.store.kit import Clock, Desk, opened, prepared, texts_of, vector

HOLD = """
import sys, time
from pathlib import Path
from rag.types import Article
from tests.store.kit import opened, prepared
with opened(Path(sys.argv[1])).write() as writer:
    writer.put(prepared(Article(id="held", text="Held.")))
    print("held", flush=True)
    sys.stdin.read()
"""
COUNT = """
import sys
from pathlib import Path
from tests.store.kit import Clock, Desk, opened
desk = Desk(opened(Path(sys.argv[1]), wait_s=60), Clock())
for number in range(int(sys.argv[3])):
    print(desk.put(f"{sys.argv[2]}{number}", "One.").state, desk.put("shared", f"{sys.argv[2]} {number}").revision)
"""


def run(program: str, *arguments: object) -> subprocess.Popen[str]:
    """Another process with its input and output at hand."""
    command = [sys.executable, "-c", program, *map(str, arguments)]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def holding(root: Path) -> subprocess.Popen[str]:
    """Another process in the middle of a write transaction."""
    process = run(HOLD, root)
    assert process.stdout
    assert process.stdout.readline() == "held\n"
    return process


def end(process: subprocess.Popen[str]) -> None:
    """Ends a process as the kernel would, and takes its output away."""
    process.kill()
    process.communicate()


def test_a_second_writer_waits_and_then_names_the_first(tmp_path: Path) -> None:
    """After the wait it was given, with the holder's pid and command."""
    process = holding(tmp_path)
    begin = time.monotonic()

    with pytest.raises(ArchiveBusy, match=rf"pid {process.pid}: .*python.* -c ") as raised:
        Desk(opened(tmp_path, wait_s=0.3), Clock()).put("b")

    assert 0.3 <= time.monotonic() - begin < 2
    assert "\n" not in str(raised.value)
    end(process)


def test_a_killed_writer_lets_go_and_leaves_nothing(tmp_path: Path) -> None:
    """The lock is free at once, and what was not committed is not there."""
    end(holding(tmp_path))

    Desk(opened(tmp_path, wait_s=0.0), Clock()).put("b")

    assert Desk(opened(tmp_path), Clock()).seen().keys() == {"b"}


def test_the_second_writer_gets_its_turn(tmp_path: Path) -> None:
    """A writer that ends in time is waited for."""
    process = holding(tmp_path)
    threading.Timer(0.3, lambda: process.stdin and process.stdin.close()).start()

    assert Desk(opened(tmp_path), Clock()).put("b").state == "new"

    process.wait()
    assert process.stdout
    process.stdout.close()
    assert Desk(opened(tmp_path), Clock()).seen().keys() == {"b", "held"}


def test_readers_are_not_kept_waiting_by_a_writer(tmp_path: Path) -> None:
    """They see what was committed before it."""
    Desk(opened(tmp_path), Clock()).put("a")
    process = holding(tmp_path)

    assert Desk(opened(tmp_path), Clock()).seen().keys() == {"a"}

    end(process)


def test_two_processes_lose_no_update(tmp_path: Path) -> None:
    """Every receipt of both is true: each article there, each revision of the shared one numbered once."""
    processes = [run(COUNT, tmp_path, name, 15) for name in "xy"]
    told = [process.communicate()[0].splitlines() for process in processes]

    assert [line.split()[0] for lines in told for line in lines] == ["new"] * 30
    assert sorted(int(line.split()[1]) for lines in told for line in lines) == list(range(1, 31))
    assert len(Desk(opened(tmp_path), Clock()).seen()) == 31


def test_threads_of_one_store_write_one_after_the_other(store: Store, desk: Desk) -> None:
    """The lock holds between threads, too."""

    def put(name: str) -> None:
        for number in range(10):
            desk.put(f"{name}{number}", "One.")

    threads = [threading.Thread(target=put, args=(name,)) for name in "wxyz"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(desk.seen()) == store.seq() == 40


def whole_commits(reader: Reader) -> bool:
    """Whether a reader sees whole commits only, the same by each way to look."""
    seen = texts_of(reader, reader.newer_lexical(0, ["ferri"], 999))
    dense = texts_of(reader, reader.newer_dense(0, vector("x"), 999))
    articles = reader.coverage().articles
    return len(seen) == len(dense) == articles == len(reader.visible()) == 3 * reader.seq and articles % 3 == 0


def test_readers_during_a_writer_see_one_commit_each(store: Store, desk: Desk) -> None:
    """Eight threads read while a ninth commits three articles at a time: no error, no half of a commit."""
    done = threading.Event()
    failures: list[str] = []
    reads: list[int] = []

    def read() -> None:
        while not done.is_set():
            with store.read(desk.scope()) as reader:
                before = reader.seq
                if not whole_commits(reader) or reader.seq != before:
                    failures.append(f"half of commit {reader.seq}")
                reads.append(reader.seq)

    threads = [threading.Thread(target=read) for _ in range(8)]
    for thread in threads:
        thread.start()
    for number in range(40):
        desk.put_all([Article(id=f"{number} {part}", text=f"Ferry {number} {part}.") for part in range(3)])
    done.set()
    for thread in threads:
        thread.join()

    assert failures == []
    assert len(set(reads)) > 3


def test_a_reader_keeps_its_snapshot(store: Store, desk: Desk) -> None:
    """What is committed, deleted or killed meanwhile changes nothing for it."""
    desk.put("a", "One.")
    desk.put("b", "Two.")

    with store.read(desk.scope()) as reader:
        before = reader.revisions(reader.visible())
        desk.put("a", "Changed.")
        desk.delete("b")
        after = reader.revisions(reader.visible())

    assert before == after
    assert desk.seen() == {"a": "Changed."}


def test_a_forked_child_leaves_the_parents_connections_alone(tmp_path: Path) -> None:
    """A process that was forked with open connections opens its own, and the parent's go on."""
    store = opened(tmp_path)
    desk = Desk(store, Clock())
    desk.put("a")
    desk.put("b")
    assert len(desk.seen()) == 2

    child = os.fork()
    if child == 0:
        try:
            desk.put("c")
            store.close()
            os._exit(0 if len(desk.seen()) == 3 else 1)
        finally:
            os._exit(2)

    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    desk.put("d")
    assert desk.seen().keys() == {"a", "b", "c", "d"}
    assert list(store.check()) == []


def test_a_holder_who_has_not_signed_is_told_as_such(tmp_path: Path) -> None:
    """An empty or garbled lock file still gives one printable line."""
    for signed in (b"", b"pid 1: \xff\x00\n\x1b[31m"):
        with lock.held(tmp_path / "LOCK", wait_s=0):
            (tmp_path / "LOCK").write_bytes(signed)
            with pytest.raises(ArchiveBusy) as raised, lock.held(tmp_path / "LOCK", wait_s=0):
                pass
            assert str(raised.value).isprintable()


def test_a_transaction_that_adds_nothing_is_no_commit(store: Store, desk: Desk) -> None:
    """Readers need not look again."""
    desk.put("a", "One.")

    with store.write() as writer:
        writer.put(prepared(Article(id="a", text="One.")))

    assert store.seq() == 1


def test_ids_follow_the_order_of_commits(store: Store, desk: Desk) -> None:
    """Later commits have larger passage ids, also after the largest were purged."""
    largest = []
    for id in "abc":
        desk.put(id, f"{id}.\n{id}.")
        largest.append(int(np.concatenate([batch.ids for batch in store.rows(0, store.seq())]).max()))
        with store.read(desk.scope()) as reader:
            key = reader.listing(None, 9, None)[0].key
        store.purge(key)

    assert largest == [2, 4, 6]
