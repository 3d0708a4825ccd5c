from __future__ import annotations

import logging
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest

from rag.errors import ArchiveUnusable, ArticleUnknown, CitationCorrupt
from rag.store.sqlite import SqliteStore
from tests.store.kit import Clock, Desk, key, opened, shown, vector

REWRITTEN = "UPDATE record SET packed = CAST(replace(packed, 'three', 'seven') AS BLOB)"


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[SqliteStore]:
    """An archive with every kind of row in it."""
    store = opened(tmp_path)
    desk = Desk(store, Clock())
    desk.put("a", "Ferry one.\nFerry two.", date="2018-05-01", authors=("Ann",), source="S")
    desk.put("a", "Ferry three.\nFerry four.", date="2018-05-01", updated="2018-05-09", authors=("Ann",))
    desk.put("b", "Flood.", date="2018-05-01", expires="2031")
    desk.put("c", "Held.", status="withheld")
    desk.put("d", "Deleted.")
    desk.delete("d")
    desk.put("e", "", status="canceled")
    desk.put("f", "Killed late.", updated="2018-05-09")
    desk.put("f", "", status="canceled", updated="2018-05-01")
    yield store
    store.close()


def spoil(store: SqliteStore, statement: str) -> None:
    """Changes rows behind the store's back."""
    store.close()
    with closing(sqlite3.connect(store._path, isolation_level=None)) as connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        connection.execute(statement)
    store._remembered.__init__(store._path)  # type: ignore[misc]


def told(store: SqliteStore) -> str:
    """What a check says, in lines."""
    return "\n".join(f"{each.where}: {each.what}" for each in store.check())


def test_a_sound_archive_has_no_problem(archive: SqliteStore) -> None:
    """Revisions, deletions and kills are no damage."""
    assert told(archive) == ""


@pytest.mark.parametrize(
    ("statement", "expected"),
    [
        (f"{REWRITTEN} WHERE revision = 2", "revision 2 of KEY: its record"),
        ("UPDATE record SET packed = CAST(packed AS TEXT) WHERE revision = 2", "article row 1:"),
        ("DELETE FROM record WHERE revision = 2", "revision 2 of KEY: its record"),
        (
            "UPDATE revision SET valid_from = 5 WHERE id = 1",
            "revision 1 of KEY: its record does not match its sha256, or",
        ),
        ("UPDATE revision SET embargo = NULL, source = 'x' WHERE id = 1", "revision 1 of KEY"),
        ("UPDATE revision SET ordered = 99999999999999999 WHERE id = 1", "article KEY: its current revision"),
        ("UPDATE article SET killed = 0 WHERE id = 5", "its row does not match its seal"),
        ("UPDATE article SET withheld = 0 WHERE id = 3", "its row does not match its seal"),
        ("UPDATE article SET collection = 'x' WHERE id = 1", "article KEY: its row does not match its seal"),
        ("UPDATE article SET current = 1 WHERE id = 1", "article KEY: its current revision is not the latest"),
        ("UPDATE article SET current = 4 WHERE id = 4", "its row does not match its seal"),
        (
            "UPDATE revision_author SET author = 'eve' WHERE revision = 2",
            "revision 2 of KEY: is filed under other authors",
        ),
        ("UPDATE passage SET span_end = 99 WHERE id = 3", "passage 3: its span is outside the text"),
        ("UPDATE passage SET span_start = 1 WHERE id = 3", "passage 3: its text does not match"),
        ("UPDATE passage SET vector = zeroblob(16) WHERE id = 3", "passage 3: its vector does not match"),
        ("UPDATE passage SET vector = x'00' WHERE id = 3", "passage 3: its vector does not match"),
        ("UPDATE passage SET words = 'ferri!three' WHERE id = 3", "passage 3: its row does not match its seal"),
        ("UPDATE passage SET ordinal = 7 WHERE id = 3", "passage 3: its row does not match its seal"),
        ("UPDATE meta SET seq = 3", "dateline.sqlite: "),
        ("UPDATE meta SET fingerprint = 'model-b'", "dateline.sqlite: "),
        ("UPDATE meta SET format = 3", "dateline.sqlite: "),
        ("UPDATE passage SET words = 'ferri seven' WHERE id = 3", "passage_fts: the word index does not match"),
        ("UPDATE passage SET revision = 1 WHERE id = 3", "revision 1 of KEY: has 3 passages, not 2"),
        ("UPDATE passage SET revision = 77 WHERE id = 3", "passage: 1 rows belong to nothing"),
        ("UPDATE revision SET article = 77 WHERE id = 3", "revision: 1 rows belong to nothing"),
        ("UPDATE record SET revision = 77 WHERE revision = 3", "record: 1 rows belong to nothing"),
        ("UPDATE revision SET number = 'x' WHERE id = 2", "article row 1:"),
        ("UPDATE revision SET status = 'strange' WHERE id = 2", "article row 1:"),
        ("UPDATE article SET key = x'ff' WHERE id = 2", "article row 2:"),
        ("DROP TABLE record", "article row 1:"),
        ("DROP TABLE article", "dateline.sqlite:"),
        ("UPDATE sqlite_sequence SET seq = 3 WHERE name = 'revision'", "sqlite_sequence: the counter of revision lags"),
        ("UPDATE sqlite_sequence SET name = 'x' WHERE name = 'passage'", "sqlite_sequence: the counter of passage"),
        ("ALTER TABLE revision RENAME COLUMN expires TO expired", "sqlite_master: the tables are not declared"),
        ("DELETE FROM passage_fts_data WHERE id > 10", "passage_fts: the word index does not match"),
    ],
)
def test_every_damage_is_told(archive: SqliteStore, statement: str, expected: str) -> None:
    """In rows, pointers, spans, vectors, words, and in the tables themselves; and nothing raises."""
    spoil(archive, statement)

    assert expected.replace("KEY", key("a")) in told(archive)


def test_a_pointer_into_another_article_does_not_pass_its_kill(archive: SqliteStore) -> None:
    """A row that rotted may name any revision as its current one: what it reaches so was withdrawn, and stays so."""
    spoil(archive, "UPDATE article SET current = (SELECT min(id) FROM revision WHERE article = 6) WHERE id = 1")

    with archive.read(Desk(archive, Clock()).scope()) as reader:
        assert {each.id for each in shown(reader)} == {"b"}
        assert [each.article_id for each in reader.listing(None, 9, None)] == ["b"]


@pytest.mark.parametrize("statement", [REWRITTEN, "UPDATE record SET packed = CAST(packed AS TEXT)"])
def test_a_changed_text_is_never_shown(archive: SqliteStore, statement: str, caplog: pytest.LogCaptureFixture) -> None:
    """It is left out and logged, and asked for by name it is corrupt."""
    spoil(archive, f"{statement} WHERE revision = 2")

    with caplog.at_level(logging.WARNING), archive.read(Desk(archive, Clock()).scope()) as reader:
        assert {each.id for each in shown(reader)} == {"b"}
        with pytest.raises(CitationCorrupt):
            reader.article(key("a"))
        assert reader.article(key("a"), 1).text.startswith("Ferry one.")
        assert [each.article_id for each in reader.listing(None, 9, None)] == ["b"]
    assert "(row 2) is damaged" in caplog.text


@pytest.mark.parametrize(
    ("statement", "id"),
    [
        ("UPDATE article SET killed = 0 WHERE id = 5", "e"),
        ("UPDATE article SET killed = 0 WHERE id = 6", "f"),
        ("UPDATE article SET withheld = 0 WHERE id = 3", "c"),
        ("UPDATE article SET current = 5, erased = 0 WHERE id = 4", "d"),
        ("UPDATE revision SET status = 'usable' WHERE id = 4", "c"),
    ],
)
def test_a_flag_that_rotted_shows_nothing(archive: SqliteStore, statement: str, id: str) -> None:
    """A kill, a deletion or a hold that was lost on the disk does not bring the text back."""
    spoil(archive, statement)

    with archive.read(Desk(archive, Clock()).scope()) as reader:
        assert id not in {each.id for each in shown(reader)}
        with pytest.raises((ArticleUnknown, CitationCorrupt)):
            reader.article(key(id))


def test_a_damaged_article_is_not_written_over(archive: SqliteStore) -> None:
    """To seal it again would pass its damage off as meant; it can be purged."""
    spoil(archive, "UPDATE article SET killed = 0 WHERE id = 5")
    desk = Desk(archive, Clock())

    with pytest.raises(ArchiveUnusable, match="damaged"):
        desk.put("e", "New.")
    archive.purge(key("e"))

    assert told(archive) == ""


def test_a_damaged_vector_is_never_compared(archive: SqliteStore) -> None:
    """The passage is no candidate any more, to nobody; by its id it is corrupt."""
    spoil(archive, "UPDATE passage SET vector = zeroblob(16) WHERE id = 3")

    with archive.read(Desk(archive, Clock()).scope()) as reader:
        assert 3 not in reader.newer_dense(0, vector("x"), 99).tolist()
        assert [each.id for each in reader.passages(np.array([3, 4], np.int64))] == [4]
        with pytest.raises(CitationCorrupt):
            reader.vectors(np.array([4, 3], np.int64))
    assert [batch.ids.tolist() for batch in archive.rows(0, 99)] == [[1, 2, 4, 5, 6]]


def test_a_check_leaves_the_file_as_it_was(archive: SqliteStore) -> None:
    """It repairs nothing."""
    archive.close()
    before = archive._path.read_bytes()

    assert told(archive) == ""
    archive.close()

    assert archive._path.read_bytes() == before


@pytest.mark.parametrize("size", [0, 100, 4096, 5000])
def test_a_truncated_file_is_told(archive: SqliteStore, size: int) -> None:
    """Whatever is left of it: problems, never an exception; and what can't be read is not written to."""
    archive.close()
    os.truncate(archive._path, size)
    (archive._root / "CURRENT").write_text(f"000000000042-9f3a1c07 {'0' * 64}\n")

    assert told(archive) != ""
    with pytest.raises(ArchiveUnusable):
        Desk(archive, Clock()).put("z")
