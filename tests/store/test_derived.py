"""What is derived from revisions: stored, found again, made anew, gone with its revision, and never out of Scope."""

from __future__ import annotations

import gzip
import itertools
import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import pytest

from rag.store.protocol import Renewed
from rag.store.rows import hashed
from rag.types import Marks
from tests.store.kit import Clock, Desk, opened
from tests.store.test_files import GOLDEN

WIRE = (
    "The harbour pilots of Port Lorne voted on Tuesday to end a strike of eleven days that had kept nearly all large "
    "ships away, and accepted a rise of nine per cent over two years, their union said after the count."
)
REWRITTEN = f"PORT LORNE. {WIRE} Fishermen had lost a season."
OTHER = (
    "A museum in the old customs house opens its doors next week with forty maps of the coast, some of which have "
    "never been shown, and the curator hopes for many visitors from abroad before the summer ends."
)


def rows_of(desk: Desk) -> dict[str, int]:
    """Row ids of the visible revisions, by the publisher's id."""
    with desk.store.read(desk.scope()) as reader:
        return {revision.article_id: row for row, revision in reader.revisions(reader.visible()).items()}


def links(desk: Desk, **scope: Any) -> set[tuple[str, str]]:  # noqa: ANN401
    """Who is linked to whom, among what is in Scope."""
    names = {row: name for name, row in rows_of(desk).items()}
    with desk.store.read(desk.scope(**scope)) as reader:
        return {(names[each.one], names[each.other]) for each in reader.linked(reader.visible())}


@pytest.mark.parametrize("order", list(itertools.permutations(("a", "b", "c"))))
def test_links_are_the_same_in_whatever_order_articles_come(tmp_path: Path, order: tuple[str, ...]) -> None:
    """Both ways, between printings of one report only."""
    texts = {"a": WIRE, "b": REWRITTEN, "c": OTHER}
    desk = Desk(opened(tmp_path), Clock())

    for name in order:
        desk.put(name, text=texts[name], date="2018-05-03")

    assert links(desk) == {("a", "b"), ("b", "a")}
    with desk.store.read(desk.scope()) as reader:
        (found,) = reader.linked(np.array([rows_of(desk)["a"]]))
    assert found.likeness.containment == 1.0
    assert 0.7 < found.likeness.jaccard < 1.0


def test_no_link_leads_out_of_the_scope(tmp_path: Path) -> None:
    """Neither to a collection that may not be read, nor to what was published later."""
    desk = Desk(opened(tmp_path), Clock())
    desk.put("a", text=WIRE, date="2018-05-03")
    desk.put("b", text=REWRITTEN, date="2018-05-05", collection="private")

    assert links(desk)
    assert not links(desk, readable=frozenset(["default"]))
    assert not links(desk, as_of="2018-05-04")


def test_revisions_of_one_article_are_no_copies(tmp_path: Path) -> None:
    """It is linked to others only."""
    desk = Desk(opened(tmp_path), Clock())
    desk.put("a", text=WIRE)
    desk.put("a", text=REWRITTEN)

    assert not links(desk)


def test_days_that_are_told_of_are_found(tmp_path: Path) -> None:
    """By the day that the words mean, not by the day of the article."""
    desk = Desk(opened(tmp_path), Clock())
    desk.put("a", text="The round wrapped up in late March, and it was long.", date="2017-05-03")

    with desk.store.read(desk.scope()) as reader:
        found = [
            len(reader.happening(*(date.fromisoformat(day).toordinal() for day in days)))
            for days in (("2017-03-20", "2017-03-31"), ("2017-04-10", "2017-04-20"), ("2017-05-03", "2017-05-03"))
        ]

    assert found == [1, 0, 0]


def test_marks_are_read_anew_where_they_are_missing_or_damaged(tmp_path: Path) -> None:
    """What is derived is never the truth; `renew` puts it back."""
    desk = Desk(opened(tmp_path), Clock())
    desk.put("a", text="It sank on 4 May 2018, and no one was hurt.")
    desk.put("b", text="It sank on 5 May 2018, and no one was hurt.")
    before = read_marks(desk)
    with closing(sqlite3.connect(tmp_path / "dateline.sqlite")) as connection:
        connection.execute("UPDATE mark SET packed = x'00' WHERE revision = 1")
        connection.execute("DELETE FROM mark WHERE revision = 2")
        connection.commit()

    assert read_marks(desk) == before
    assert [len(each.dates) for each in before.values()] == [1, 1]
    with desk.store.write() as writer:
        assert writer.renew(9) == Renewed(read=1, last=2)
    assert read_marks(desk) == before
    assert [each.what for each in desk.store.check()] == ["its marks do not match their sha256"]


def test_what_is_damaged_is_passed_over_and_counted(tmp_path: Path) -> None:
    """It stays due, so that each is looked at once, and the sound ones behind it are read all the same."""
    desk = Desk(opened(tmp_path), Clock())
    for name in "abcde":
        desk.put(name, text=f"It sank on 4 May 2018 off cape {name}.")
    with closing(sqlite3.connect(tmp_path / "dateline.sqlite")) as connection:
        connection.execute("DELETE FROM mark")
        connection.execute("UPDATE record SET packed = x'00' WHERE revision IN (1, 2, 4)")
        connection.commit()

    with desk.store.write() as writer:
        first = writer.renew(2)
        second = writer.renew(2, after=first.last)
        third = writer.renew(2, after=second.last)

    assert first == Renewed(damaged=2, last=2)
    assert second == Renewed(read=1, damaged=1, last=4)
    assert third == Renewed(read=1, last=5)


def test_stored_marks_are_what_is_given(tmp_path: Path) -> None:
    """They are not read again with every question."""
    desk = Desk(opened(tmp_path), Clock())
    desk.put("a", text="It sank on 4 May 2018, and no one was hurt.")
    with closing(sqlite3.connect(tmp_path / "dateline.sqlite")) as connection:
        packed = msgspec.msgpack.encode(Marks(english=False))
        connection.execute("UPDATE mark SET packed = ?, sha256 = ?", (packed, hashed(packed)))
        connection.commit()

    assert read_marks(desk) == {"a": Marks(english=False)}


def test_a_purge_takes_all_of_it(tmp_path: Path) -> None:
    """Marks, days, signatures and links, also those of the others that lead to it."""
    desk = Desk(opened(tmp_path), Clock())
    first = desk.put("a", text=WIRE, date="2018-05-03")
    desk.put("b", text=REWRITTEN, date="2018-05-03")

    desk.store.purge(first.key)

    assert not links(desk)
    with closing(sqlite3.connect(tmp_path / "dateline.sqlite")) as connection:
        for table, column in (("mark", "revision"), ("event", "revision"), ("band", "revision"), ("link", "one")):
            (left,) = connection.execute(f"SELECT COUNT(*) FROM {table} WHERE {column} = 1").fetchone()
            assert left == 0, table
    assert list(desk.store.check()) == []


def test_an_archive_of_the_first_format_is_read_as_it_is_and_grows_up(tmp_path: Path) -> None:
    """Reading changes nothing; the first write brings the tables, `renew` what belongs into them."""
    (tmp_path / "dateline.sqlite").write_bytes(gzip.decompress((GOLDEN / "format-1.sqlite.gz").read_bytes()))
    desk = Desk(opened(tmp_path), Clock())

    assert set(read_marks(desk)) == {"ferry", "flood"}
    assert not links(desk)
    with desk.store.write() as writer:
        assert writer.renew(9).read > 1
        assert writer.renew(9) == Renewed()
    assert set(read_marks(desk)) == {"ferry", "flood"}
    assert list(desk.store.check()) == []


def read_marks(desk: Desk) -> dict[str, Marks]:
    """The marks of what is visible, by the publisher's id."""
    with desk.store.read(desk.scope()) as reader:
        seen = reader.revisions(reader.visible())
        return {seen[row].article_id: found for row, found in reader.marks(seen).items()}
