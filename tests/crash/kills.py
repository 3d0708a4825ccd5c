"""A child that ingests until it is killed, what it acknowledged, and what must then be true."""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import numpy as np
from msgspec import Struct

from rag.store.protocol import Reader, Store
from rag.types import Article, Receipt
from rag.words import bm25
from tests.store.kit import Clock, Desk, opened, prepared, shown, texts_of, vector

PIECES = ("ferry", "harbour", "talks", "flood", "minister", "strike", "vote", "court", "rain", "budget")
RUN_S = 0.12  # of a child, from its first batch: some twenty commits

Write = Callable[[Store, list[Article], Callable[[Receipt], None]], None]


class Found(Struct, frozen=True):
    """What was wrong after a kill: true when anything was. `held`: how many articles there are by then."""

    held: int
    lost: list[str]
    partial: list[str]
    wrong: list[str]
    problems: list[str]

    def __bool__(self) -> bool:
        return bool(self.lost or self.partial or self.wrong or self.problems)


def batch_of(number: int) -> list[Article]:
    """The articles of a batch, which follow from its number alone."""
    dice = random.Random(number)
    return [Article(id=f"{number}-{part}", text=_text(dice)) for part in range(1 + number % 4)]


def _text(dice: random.Random) -> str:
    lines = [" ".join(dice.choices(PIECES, k=dice.randint(3, 40))) for _ in range(dice.randint(1, 6))]
    return "\n".join(lines)


def honest(store: Store, articles: list[Article], acknowledge: Callable[[Receipt], None]) -> None:
    """One transaction; acknowledged after its commit."""
    with store.write() as writer:
        receipts = [writer.put(prepared(article)) for article in articles]
    for receipt in receipts:
        acknowledge(receipt)


def too_early(store: Store, articles: list[Article], acknowledge: Callable[[Receipt], None]) -> None:
    """A mutant: acknowledged before its commit."""
    with store.write() as writer:
        for article in articles:
            acknowledge(writer.put(prepared(article)))


def in_pieces(store: Store, articles: list[Article], acknowledge: Callable[[Receipt], None]) -> None:
    """A mutant: a transaction for each article of a batch."""
    for article in articles:
        honest(store, [article], acknowledge)


def killed_in_the_middle(root: Path, first: int, dice: random.Random, *, write: Write = honest) -> tuple[set[str], int]:
    """Ids that a child acknowledged before it was killed, and how many batches it began at most.

    The child begins again with the batch before `first`, as whoever got no answer would.
    """
    with _child(root, first, write) as (pid, answers):
        time.sleep(dice.uniform(0, RUN_S))
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
        said = b""
        while piece := os.read(answers, 65536):
            said += piece
    lines = said.decode().split("\n")[:-1]  # the last one may be half a line
    assert "error" not in lines, "the child failed by itself"
    begun = max((int(line.split("-")[0]) for line in lines), default=first - 1)
    return set(lines), begun + 2


@contextmanager
def _child(root: Path, first: int, write: Write) -> Iterator[tuple[int, int]]:
    answers, acknowledged = os.pipe()
    pid = os.fork()
    if pid == 0:
        try:
            os.close(answers)
            _ingest(root, max(first - 1, 0), write, lambda receipt: _say(acknowledged, receipt.id))
        except BaseException:
            _say(acknowledged, "error")
        finally:
            os._exit(1)
    os.close(acknowledged)
    try:
        yield pid, answers
    finally:
        os.close(answers)


def _say(descriptor: int, line: str) -> None:
    os.write(descriptor, f"{line}\n".encode())


def _ingest(root: Path, first: int, write: Write, acknowledge: Callable[[Receipt], None]) -> None:
    store = opened(root)
    for number in range(first, first + 10_000):
        write(store, batch_of(number), acknowledge)


def examined(root: Path, acknowledged: set[str], batches: int) -> Found:
    """What is wrong with an archive that must hold all that was acknowledged, and whole batches only."""
    store = opened(root)
    desk = Desk(store, Clock())
    seen = desk.seen()
    expected = [batch_of(number) for number in range(batches)]
    held = [[article for article in batch if seen.get(article.id) == article.text] for batch in expected]
    with store.read(desk.scope()) as reader:
        wrong = wrong_answers(reader, root / "dateline.sqlite") + _duplicates(reader)
    found = Found(
        held=len(seen),
        lost=sorted(acknowledged - seen.keys()),
        partial=[batch[0].id for batch, there in zip(expected, held, strict=True) if 0 < len(there) < len(batch)],
        wrong=wrong,
        problems=[f"{each.where}: {each.what}" for each in store.check()],
    )
    store.close()
    return found


def _duplicates(reader: Reader) -> list[str]:
    return [f"{each.id} has {each.number} revisions" for each in shown(reader) if each.number != 1]


def wrong_answers(reader: Reader, database: Path) -> list[str]:
    """Questions of twenty that are answered otherwise than by a look at every row in the file."""
    if not reader.seq:
        return []
    with closing(sqlite3.connect(f"{database.as_uri()}?mode=ro", uri=True)) as connection:
        rows = connection.execute("SELECT id, words, vector FROM passage ORDER BY id").fetchall()
    ids = np.array([row[0] for row in rows])
    vectors = np.stack([np.frombuffer(row[2], "<f2").astype(np.float64) for row in rows])
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    wrong = []
    for number in range(10):
        asked = vector(str(number))
        exact = ids[np.lexsort((ids, -np.round(vectors @ asked, 6)))[:5]]
        if texts_of(reader, reader.newer_dense(0, asked, 5)) != texts_of(reader, exact):
            wrong.append(f"dense {number}")
        words = [PIECES[number], PIECES[(number * 3 + 1) % 10]]
        scored = sorted(((round(bm25(words, row[1].split()), 9), -row[0]) for row in rows), reverse=True)
        if reader.newer_lexical(0, words, 5).tolist() != [-each for score, each in scored[:5] if score > 0]:
            wrong.append(f"lexical {words}")
    return wrong


def rounds(root: Path, count: int, *, seed: int, write: Write = honest) -> Iterator[Found]:
    """What is wrong after each of `count` kills of one growing archive."""
    dice = random.Random(seed)
    acknowledged: set[str] = set()
    batches = 0
    prepared(batch_of(0)[0])  # what reads an article is loaded once, before a child's short time begins
    for _ in range(count):
        told, begun = killed_in_the_middle(root, batches, dice, write=write)
        acknowledged |= told
        yield examined(root, acknowledged, max(batches, begun))
        batches = max(batches, begun - 1)
