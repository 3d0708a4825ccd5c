"""What is derived from revisions and kept beside them: marks, the days they tell of, signatures, links both ways.

Nothing here is the truth: a row that is missing, damaged or of older rules is made again from the revision.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import msgspec
import numpy as np
from msgspec import Struct

from rag import marks as reading
from rag import stories
from rag.store import restored, rows, scoped
from rag.store.protocol import Linked
from rag.store.scoped import LONGEST_EVENT
from rag.store.session import Params, Session, among, number, rows_of
from rag.types import Ids, Marks, Revision, Scope

SINCE = 2  # the first format that has these tables
_COMPARED = 50  # texts with most bands in common that a new one is compared with
_MARKS = f"SELECT revision, packed, sha256 FROM mark WHERE rules = {reading.RULES} AND revision IN"
_LINKS = "SELECT one, other, jaccard, containment FROM link WHERE one IN"
TABLES = ("mark", "event", "band", "link")


class _MarkRow(Struct, frozen=True, array_like=True):
    revision: int
    packed: bytes
    sha256: bytes


class _LinkRow(Struct, frozen=True, array_like=True):
    one: int
    other: int
    jaccard: int
    containment: int


def put(session: Session, row: int, revision: Revision, read: Marks, bands: tuple[int, ...], *, where: Path) -> None:
    """Adds what is derived from the revision with row id `row`, and links it to those that share its text."""
    packed = msgspec.msgpack.encode(read)
    marked: Params = {"id": row, "rules": reading.RULES, "packed": packed, "sha256": rows.hashed(packed)}
    session.run("INSERT INTO mark (revision, rules, packed, sha256) VALUES (:id, :rules, :packed, :sha256)", marked)
    for first, last in sorted(_days(read)):
        event: Params = {"first": first, "last": last, "id": row}
        session.run("INSERT INTO event (first, last, revision) VALUES (:first, :last, :id)", event)
    others = _sharing(session, row, bands)
    for value in sorted(set(bands)):
        session.run("INSERT INTO band (value, revision) VALUES (:value, :id)", {"value": value, "id": row})
    _link(session, row, revision, restored.revisions(session, others, where=where))


def renew(session: Session, ids: Ids, *, where: Path) -> int:
    """Derives anew from some revisions; how many. A damaged one is left as it is, for `check` to tell."""
    sound = restored.revisions(session, ids, where=where)
    for row, revision in sorted(sound.items()):
        _forget(session, row)
        put(session, row, revision, reading.read(revision), stories.bands(revision.text), where=where)
    return len(sound)


def _forget(session: Session, row: int) -> None:
    session.run("DELETE FROM link WHERE other = :id AND one IN (SELECT other FROM link WHERE one = :id)", {"id": row})
    session.run("DELETE FROM link WHERE one = :id", {"id": row})
    for table in ("mark", "event", "band"):
        session.run(f"DELETE FROM {table} WHERE revision = :id", {"id": row})


def stale(session: Session, most: int, *, after: int) -> Ids:
    """Row ids, ascending, of the first `most` revisions after a row without marks by the present rules."""
    sql = (
        "SELECT r.id FROM revision r LEFT JOIN mark m ON m.revision = r.id AND m.rules = :rules"
        " WHERE m.rules IS NULL AND r.id > :after ORDER BY r.id LIMIT :most"
    )
    return session.numbers(sql, {"rules": reading.RULES, "most": most, "after": after})


def marks(session: Session, revisions: Mapping[int, Revision]) -> dict[int, Marks]:
    """The marks of revisions by row id: as stored where they are sound, else read now."""
    found = {row.revision: row for row in rows_of(session, _MarkRow, _MARKS, revisions)}
    return {row: _unpacked(found.get(row)) or reading.read(revision) for row, revision in revisions.items()}


def happening(session: Session, first: int, last: int) -> Ids:
    """Row ids, ascending, of the revisions that name a time within two days, both included (ordinals)."""
    sql = f"SELECT DISTINCT e.revision FROM event e WHERE {scoped.happening('e')}"
    return np.sort(session.numbers(sql, scoped.days(first, last)))


def linked(session: Session, ids: Ids, visible: Ids) -> list[Linked]:
    """The links of some revisions to visible ones."""
    found = rows_of(session, _LinkRow, _LINKS, ids.tolist())
    seen = among(np.array([row.other for row in found], np.int64), visible)
    return [
        Linked(row.one, row.other, stories.Likeness(row.jaccard / 1_000, row.containment / 1_000))
        for row, can_be_seen in zip(found, seen, strict=True)
        if can_be_seen
    ]


def withdrawn(session: Session, ids: Ids, scope: Scope) -> Ids:
    """Which of some revisions go back to an article that was killed, ascending: they are withdrawn with it.

    Copies and rewrites, by the rule for one report. But: an earlier printing is no reprint, nor is what the same outlet
    put in its place. A kill in a collection that the Scope may not read is not known to it.
    """
    if not len(ids):
        return rows.no_ids()
    readable, bound = scoped.readable_at_all("a", scope)
    sql = (
        "SELECT l.one, l.jaccard, l.containment, COALESCE(r.published_first - o.published_first, -1)"
        " FROM link l JOIN revision o ON o.id = l.other JOIN article a ON a.id = o.article"
        " JOIN revision k ON k.article = a.id AND k.status = 'canceled' JOIN revision r ON r.id = l.one"
        f" WHERE a.killed = 1 AND {readable} AND COALESCE(o.published_first <= r.published_last, 1 = 1)"
        " AND NOT COALESCE(r.source = o.source AND r.valid_from >= k.valid_from, 1 = 0)"
        f" AND l.one IN ({', '.join(str(int(each)) for each in ids)})"
    )
    found = session.numbers(sql, bound, width=4).tolist()
    return np.unique(np.array([row for row, *link in found if _is_reprint(*link)], np.int64))


def _is_reprint(jaccard: int, containment: int, later: int) -> bool:
    """Whether a link is one of a reprint; `later`: microseconds, negative where a day is not known."""
    alike = stories.Likeness(jaccard / 1_000, containment / 1_000)
    return stories.is_one_report(alike, days=later / 86_400_000_000 if later >= 0 else None)


def problems(session: Session, row: int, revision: Revision) -> Iterator[str]:
    """What is wrong with what is derived from a revision."""
    sql = "SELECT revision, packed, sha256 FROM mark WHERE rules = :rules AND revision = :id"
    found = session.rows(_MarkRow, sql, {"rules": reading.RULES, "id": row})
    if not found:
        yield "its marks are missing or of other rules: run `dateline recompute`"
        return
    read = _unpacked(found[0])
    if read is None:
        yield "its marks do not match their sha256"
    elif set(_pairs(session, "SELECT first, last FROM event WHERE revision = :id", row)) != _days(read):
        yield "its days of events are not those of its marks"
    if set(session.numbers("SELECT value FROM band WHERE revision = :id", {"id": row}).tolist()) != set(
        stories.bands(revision.text)
    ):
        yield "its signature is not that of its text: run `dateline recompute`"


def lopsided(session: Session) -> int:
    """How many links do not stand the same in both directions."""
    sql = (
        "SELECT COUNT(*) FROM link a LEFT JOIN link b ON b.one = a.other AND b.other = a.one"
        " AND b.jaccard = a.jaccard AND b.containment = a.containment WHERE b.one IS NULL"
    )
    return number(session, sql) or 0


def _pairs(session: Session, sql: str, row: int) -> list[tuple[int, int]]:
    return [(int(one), int(two)) for one, two in session.numbers(sql, {"id": row}, width=2)]


def _unpacked(row: _MarkRow | None) -> Marks | None:
    """None for a row that is missing or damaged."""
    if row is None or rows.hashed(row.packed) != row.sha256:
        return None
    return msgspec.msgpack.decode(row.packed, type=Marks)


def _days(read: Marks) -> set[tuple[int, int]]:
    """First and last day of the times that tell when something is, as ordinals."""
    spans = set()
    for each in read.dates:
        if each.days:
            first, last = each.days[0].toordinal(), each.days[1].toordinal() - 1
            if last - first < LONGEST_EVENT:
                spans.add((first, last))
    return spans


def _sharing(session: Session, row: int, bands: Iterable[int]) -> Ids:
    """Row ids of revisions of other articles that have bands in common, those with most of them first."""
    values = {f"band_{n}": value for n, value in enumerate(sorted(set(bands)))}
    if not values:
        return rows.no_ids()
    sql = (
        f"SELECT b.revision FROM band b JOIN revision r ON r.id = b.revision WHERE b.value IN (:{', :'.join(values)})"
        " AND r.article != (SELECT article FROM revision WHERE id = :id)"
        " GROUP BY b.revision HAVING COUNT(*) >= :fewest ORDER BY COUNT(*) DESC, b.revision LIMIT :most"
    )
    return session.numbers(sql, {**values, "id": row, "fewest": stories.FEWEST_BANDS, "most": _COMPARED})


def _link(session: Session, row: int, revision: Revision, others: Mapping[int, Revision]) -> None:
    own = stories.shingles(revision.text) if others else frozenset()
    for other, another in sorted(others.items()):
        alike = stories.likeness(own, stories.shingles(another.text))
        if alike.containment < stories.LEAST:
            continue
        permille = {"jaccard": round(1_000 * alike.jaccard), "containment": round(1_000 * alike.containment)}
        for one, two in ((row, other), (other, row)):
            session.run(
                "INSERT INTO link (one, other, jaccard, containment) VALUES (:one, :other, :jaccard, :containment)",
                {"one": one, "other": two, **permille},
            )
