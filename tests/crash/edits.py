"""Random damage to the files of an archive, and everything that can then be asked of it."""

from __future__ import annotations

import random
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path

import numpy as np

from rag.errors import ArticleUnknown, CitationCorrupt, DatelineError
from rag.store.protocol import Reader
from rag.store.sqlite import SqliteStore
from rag.types import Article, Revision, digest
from tests.store.kit import Clock, Desk, key, opened, prepared, vector

ARTICLES = 40
Edit = Callable[[bytearray, random.Random], None]


def flip(content: bytearray, dice: random.Random) -> None:
    """One bit anywhere."""
    content[dice.randrange(len(content))] ^= 1 << dice.randrange(8)


def flip_early(content: bytearray, dice: random.Random) -> None:
    """One bit where the file describes itself."""
    content[dice.randrange(min(len(content), 8192))] ^= 1 << dice.randrange(8)


def junk(content: bytearray, dice: random.Random) -> None:
    """Up to 256 random bytes."""
    start = dice.randrange(len(content))
    length = min(dice.randint(1, 256), len(content) - start)
    content[start : start + length] = dice.randbytes(length)


def zeros(content: bytearray, dice: random.Random) -> None:
    """A sector of zeros."""
    start = dice.randrange(0, len(content), 512)
    content[start : start + 512] = bytes(min(512, len(content) - start))


def page(content: bytearray, dice: random.Random) -> None:
    """A page in the place of another."""
    source, target = (4096 * dice.randrange(len(content) // 4096) for _ in range(2))
    content[target : target + 4096] = content[source : source + 4096]


def cut(content: bytearray, dice: random.Random) -> None:
    """The end gone."""
    del content[dice.randrange(len(content)) :]


EDITS: tuple[Edit, ...] = (flip, flip, flip_early, junk, zeros, page, cut)


def made(root: Path) -> dict[tuple[str, int], str]:
    """Makes an archive; the text of each revision that may be shown, by key and number."""
    store = opened(root)
    desk = Desk(store, Clock())
    shown = {}
    for number in range(ARTICLES):
        id = f"a{number}"
        for revision in (1, 2)[: 1 + number % 2]:
            text = "\n".join(f"Ferry {number} {revision} {line} " + "talks " * (number % 9) for line in range(3))
            desk.put(id, text, authors=("Ann",), source=f"S{number % 3}")
            shown[key(id), revision] = text
    for number in (3, 4):
        desk.put(f"a{number}", "Killed.", status="canceled")
        desk.delete(f"a{number + 2}")
    desk.put("a7", "Held.", status="withheld")
    store.close()
    return {where: text for where, text in shown.items() if where[0] not in {key(f"a{n}") for n in (3, 4, 5, 6, 7)}}


def damaged_copy(source: Path, target: Path, name: str, dice: random.Random) -> None:
    """A copy of an archive in which one file has one random edit."""
    shutil.rmtree(target, ignore_errors=True)
    shutil.copytree(source, target)
    content = bytearray((target / name).read_bytes())
    dice.choice(EDITS)(content, dice)
    (target / name).write_bytes(content)


def questioned(store: SqliteStore, shown: dict[tuple[str, int], str]) -> list[str]:
    """Asks everything; what was shown that should not have been. Raises what no caller expects."""
    wrong: list[str] = []
    desk = Desk(store, Clock())
    for ask in (_visible, _listed, _each_article, _found):
        with suppress(DatelineError), store.read(desk.scope()) as reader:
            wrong += [f"{each.article_id} {each.number}" for each in ask(reader) if not _true(each, shown)]
    for use in (
        store.seq,
        store.fingerprint,
        lambda: list(store.rows(0, 10_000)),
        lambda: store.unchanged([prepared(Article(id="a1", text="New.")).revision]),
        lambda: desk.put("a1", "New."),
        lambda: desk.put("new", "New."),
        lambda: desk.delete("a2"),
    ):
        with suppress(DatelineError):
            use()
    return wrong


def _true(revision: Revision, shown: dict[tuple[str, int], str]) -> bool:
    return digest(revision.text) == revision.text_sha256 and shown.get((revision.key, revision.number)) == revision.text


def _visible(reader: Reader) -> list[Revision]:
    reader.coverage()
    return list(reader.revisions(reader.visible()).values())


def _listed(reader: Reader) -> list[Revision]:
    return reader.listing(None, 100, None)


def _each_article(reader: Reader) -> list[Revision]:
    found: list[Revision] = []
    for number in range(ARTICLES):
        for revision in (None, 1, 2, 3):
            with suppress(ArticleUnknown, CitationCorrupt):
                found.append(reader.article(key(f"a{number}"), revision))
                reader.standing(found[-1])
                reader.history(found[-1].key)
    return found


def _found(reader: Reader) -> list[Revision]:
    ids = np.concatenate([reader.newer_lexical(0, ["ferri", "talk"], 200), reader.newer_dense(0, vector("x"), 200)])
    passages = reader.passages(np.unique(ids))
    if passages:
        reader.vectors(np.array([each.id for each in passages], np.int64))
    return list(reader.revisions(np.array(sorted({each.revision_id for each in passages}), np.int64)).values())


def undetected(path: Path, before: Path) -> bool:
    """Whether a damaged database still holds all rows as they were, so that there is nothing to find."""
    rows = []
    for each in (path, before):
        with closing(sqlite3.connect(each)) as connection:
            try:
                rows.append(list(connection.iterdump()))
            except (sqlite3.Error, UnicodeDecodeError, MemoryError):
                return False
    return rows[0] == rows[1]
