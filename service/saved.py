"""Answers that were kept: one SQLite file, `saved.sqlite`, beside the truth in the archive's folder.

A saved answer must be no way around a kill or a purge, nor around what a caller may read. So it holds no quote: only
the ids of its citations, and of each sentence the text where it is no quote (what a language model wrote). All else is
read from the archive each time that the answer is asked for, by `service/recalled.py`. What cites a purged article is
deleted whole, question and all, since either may repeat its words. The file's place is no setting of its own: wherever
an archive is, a purge finds it, also where the service does not keep answers any more.

But: no owners. Until there are keys, whoever may ask may read and delete what was saved.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, Literal

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from rag import times
from rag.errors import QuestionRejected
from rag.store.faults import guarded
from rag.types import Answer, AnswerSentence, Citation, Note, Part, Reason, Status, Values

FILE = "saved.sqlite"
MOST = 10_000  # answers that are kept: whoever may ask can fill a disk otherwise
_WAIT_S = 5.0
# Without a log of its own: what is deleted is overwritten in the file, and there is no second file that holds it
_PRAGMAS = ("PRAGMA journal_mode = DELETE", "PRAGMA synchronous = FULL", "PRAGMA secure_delete = ON",
            "PRAGMA foreign_keys = ON")  # fmt: skip
_TABLES = (
    "CREATE TABLE IF NOT EXISTS answer (seq INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE,"
    " packed BLOB NOT NULL) STRICT",
    "CREATE TABLE IF NOT EXISTS rests (answer INTEGER NOT NULL REFERENCES answer ON DELETE CASCADE,"
    " article TEXT NOT NULL, PRIMARY KEY (answer, article)) STRICT, WITHOUT ROWID",
    "CREATE INDEX IF NOT EXISTS rests_article ON rests (article)",
)


class Asked(Struct, frozen=True, kw_only=True):
    """What was asked, and when: the question made whole where it was one of a conversation; its filters."""

    question: str
    filters: Mapping[str, Any]
    mode: str
    at: str


class Kept(Struct, frozen=True, kw_only=True):
    """An answer without its quotes. An empty text of a sentence is the quote of its first citation."""

    id: str
    asked: Asked
    status: Status
    reason: Reason | None
    parts: tuple[Part, ...]
    refusal: str
    sentences: tuple[AnswerSentence, ...]
    citations: tuple[str, ...]
    notes: tuple[Note, ...]
    nearest: tuple[str, ...]
    conflicts: tuple[Values, ...] | None
    history: tuple[Values, ...] | None
    mode: Literal["extract", "generate"]
    generation: int


class Numbered(Struct, frozen=True):
    """A kept answer and its place in the order in which answers came."""

    seq: int
    kept: Kept


def kept_of(answer: Answer, asked: Asked) -> Kept:
    """What is kept of an answer. An abstention quotes the closest passage in its text: that is left out."""
    quotes = {each.id: each.quote for each in answer.citations}
    return Kept(
        id=answer.id,
        asked=asked,
        status=answer.status,
        reason=answer.reason,
        parts=answer.parts,
        refusal="" if answer.sentences else _unquoted(answer),
        sentences=tuple(_emptied(each, quotes) for each in answer.sentences),
        citations=tuple(each.id for each in answer.citations),
        notes=answer.notes,
        nearest=tuple(each.id for each in answer.nearest),
        conflicts=answer.conflicts,
        history=answer.history,
        mode=answer.mode,
        generation=answer.generation,
    )


class Saved:
    """The kept answers of an archive. Safe to use from several threads and beside other processes."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / FILE

    def keep(self, kept: Kept, articles: set[str]) -> None:
        """Keeps an answer that rests on articles, durably. Raises: QuestionRejected where too many are kept."""
        with self._opened(writes=True) as connection:
            (count,) = connection.execute("SELECT COUNT(*) FROM answer").fetchone()
            if count >= MOST:
                raise QuestionRejected(f"{MOST:,} answers are kept, and no more: delete some", field="save")
            packed = msgspec.json.encode(kept)
            seq = connection.execute("INSERT INTO answer (id, packed) VALUES (?, ?)", (kept.id, packed)).lastrowid
            connection.executemany("INSERT INTO rests VALUES (?, ?)", [(seq, each) for each in sorted(articles)])

    def find(self, answer_id: str) -> Kept | None:
        """The kept answer with this id."""
        with self._opened() as connection:
            found = connection.execute("SELECT packed FROM answer WHERE id = ?", (answer_id,)).fetchone()
        return _read(found[0]) if found else None

    def latest(self, *, before: int | None, limit: int) -> list[Numbered]:
        """Up to `limit` kept answers, newest first, from those before `before` in the order in which they came."""
        sql = "SELECT seq, packed FROM answer WHERE ? IS NULL OR seq < ? ORDER BY seq DESC LIMIT ?"
        with self._opened() as connection:
            return [Numbered(seq, _read(packed)) for seq, packed in connection.execute(sql, (before, before, limit))]

    def remove(self, answer_id: str) -> bool:
        """Deletes a kept answer; whether there was one."""
        with self._opened(writes=True) as connection:
            return connection.execute("DELETE FROM answer WHERE id = ?", (answer_id,)).rowcount > 0

    def forget(self, article: str) -> int:
        """Deletes every answer that rests on an article, to the last byte; how many there were."""
        if not self._path.exists():
            return 0
        with self._opened(writes=True) as connection:
            sql = "DELETE FROM answer WHERE seq IN (SELECT answer FROM rests WHERE article = ?)"
            gone = connection.execute(sql, (article,)).rowcount
        # A row that was moved to another page leaves a copy in the old one, which secure_delete does not see
        with guarded(self._path), closing(self._connected()) as connection:
            connection.execute("VACUUM")
        return gone

    @contextmanager
    def _opened(self, *, writes: bool = False) -> Iterator[sqlite3.Connection]:
        """A connection in a transaction of its own."""
        with guarded(self._path), closing(self._connected()) as connection, connection:
            # One that turns out to write only later may find that it can't, and would not wait for it
            connection.execute("BEGIN IMMEDIATE" if writes or not self._path.stat().st_size else "BEGIN")
            for statement in _TABLES:
                connection.execute(statement)
            yield connection

    def _connected(self) -> sqlite3.Connection:
        os.close(os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600))  # questions are nobody else's
        connection = sqlite3.connect(self._path, timeout=_WAIT_S, isolation_level=None)
        for pragma in _PRAGMAS:
            connection.execute(pragma)
        return connection


def asked_of(question: str, filters: Mapping[str, Any], *, mode: str, now: int) -> Asked:
    """What was asked at `now`, microseconds; filters that do not restrict are left out."""
    return Asked(question=question, filters={n: v for n, v in filters.items() if v}, mode=mode, at=times.iso(now))


def _emptied(sentence: AnswerSentence, quotes: Mapping[str, str]) -> AnswerSentence:
    """The sentence without what the archive gives back: its text, and the words that date it."""
    first = sentence.citations[0]
    text = "" if quotes[first] == sentence.text else sentence.text
    dates = sentence.dates and tuple(replace(each, text="") for each in sentence.dates)
    return replace(sentence, text=text, dates=dates)


def _unquoted(answer: Answer) -> str:
    """An abstention's text without the words of the closest passage, which stand at its end."""
    closest: Citation | None = next(iter(answer.nearest), None)
    at = answer.text.find(f"“{closest.quote}”") if closest else -1
    return answer.text if at < 0 else answer.text[:at].rpartition(". ")[0] + "."


def _read(packed: bytes) -> Kept:
    return msgspec.json.decode(packed, type=Kept)
