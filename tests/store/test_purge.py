from __future__ import annotations

import random
from pathlib import Path

import pytest

from rag.errors import ArchiveBusy, ArticleRejected, ArticleUnknown
from rag.store.protocol import Store
from rag.types import Article
from tests.store.kit import Clock, Desk, key, opened, prepared

CANARY = "zyxkanarok"  # its own stem, so that it stands in the word index as it is


def bytes_of(root: Path) -> bytes:
    """All that the files of an archive hold."""
    return b"".join(path.read_bytes() for path in sorted(root.rglob("*")) if path.is_file())


def canaries(text: str = CANARY) -> dict[str, str | tuple[str, ...]]:
    """Fields that each hold a mark of their own."""
    names = ("title", "source", "url", "language", "kind")
    return {name: f"{text}{name}" for name in names} | {"authors": (f"{text}author",)}


def test_no_byte_of_a_purged_article_is_left(tmp_path: Path) -> None:
    """Neither of its record nor its words nor its fields, in any file, among thousands of neighbours."""
    store = opened(tmp_path)
    desk = Desk(store, Clock())
    others = [Article(id=f"b{number}", text=f"Ferry {number}.\n" * (1 + number % 7)) for number in range(300)]
    desk.put_all(others[:150])
    desk.put("a", f"{CANARY} one.\n{CANARY}s two.", **canaries())
    desk.put_all(others[150:])
    desk.put("a", f"{CANARY} three.", **canaries())
    vector = prepared(Article(id="a", text=f"{CANARY} three.")).vectors[0].astype("<f2").tobytes()
    assert CANARY.encode() in bytes_of(tmp_path)
    assert vector in bytes_of(tmp_path)

    desk.delete("a")
    store.purge(key())

    left = bytes_of(tmp_path)
    assert CANARY.encode() not in left.lower()
    assert vector not in left
    assert b"Ferry 299." in left
    assert list(store.check()) == []
    store.close()
    assert CANARY.encode() not in bytes_of(tmp_path).lower()


def test_rows_that_were_moved_about_leave_no_copy(tmp_path: Path) -> None:
    """Purging makes room, and neighbours move: purged themselves later, their old places hold nothing of them."""
    store = opened(tmp_path)
    dice = random.Random(1)
    texts = [f"{CANARY}{n}x " + "w " * dice.randint(1, 100) for n in range(1_500)]
    Desk(store, Clock()).put_all(
        [Article(id=f"a{n}", text=text, source=f"{CANARY}{n}s") for n, text in enumerate(texts)]
    )
    order = dice.sample(range(1_500), 1_500)

    for start in range(0, 1_000, 25):
        store.purge_all(key(f"a{n}") for n in order[start : start + 25])

    left = bytes_of(tmp_path)
    assert [n for n in order[:1_000] if f"{CANARY}{n}x".encode() in left or f"{CANARY}{n}s".encode() in left] == []
    assert all(f"{CANARY}{n}x".encode() in left for n in order[1_000:])
    store.close()


def test_a_purged_article_is_unknown(desk: Desk, store: Store) -> None:
    """Not even gone: nobody learns that it was there."""
    desk.put("a")
    store.purge(key())

    assert desk.seen() == {}
    with store.read(desk.scope()) as reader, pytest.raises(ArticleUnknown, match="no such article"):
        reader.article(key())


def test_a_purged_article_does_not_come_back(desk: Desk, store: Store) -> None:
    """A feed that still holds it is told so, and the rest of the batch is taken."""
    desk.put("a", "One.")
    store.purge(key())

    with store.write() as writer:
        with pytest.raises(ArticleRejected, match="purged") as raised:
            writer.put(prepared(Article(id="a", text="One.")))
        writer.put(prepared(Article(id="b", text="Two.")))

    assert raised.value.field == "id"
    assert desk.seen() == {"b": "Two."}


def test_a_purge_needs_no_model(tmp_path: Path) -> None:
    """What must go goes, whatever model is configured by now."""
    store = opened(tmp_path)
    Desk(store, Clock()).put("a")
    other = opened(tmp_path, model="model-b")

    other.purge(key())

    assert Desk(store, Clock()).seen() == {}
    assert store.fingerprint() == "model-a"
    for each in (store, other):
        each.close()


def test_purging_what_never_was_is_told_and_again_is_fine(desk: Desk, store: Store) -> None:
    """A mistyped key must not look like a success; a repeated purge is one."""
    desk.put("a")

    with pytest.raises(ArticleUnknown):
        store.purge(key("b"))
    store.purge(key("a"))
    store.purge(key("a"))


def test_deleted_and_killed_articles_can_be_purged(desk: Desk, store: Store) -> None:
    """That is the usual order of things."""
    desk.put("a")
    desk.delete("a")
    desk.put("b", "", status="canceled")

    for id in "ab":
        store.purge(key(id))

    assert list(store.check()) == []


def test_the_ledger_makes_a_restore_honest(tmp_path: Path) -> None:
    """A backup from before the purge, restored and told the ledger, has no byte of the article."""
    store = opened(tmp_path / "archive")
    desk = Desk(store, Clock())
    desk.put("a", f"{CANARY}.")
    desk.put("b", "Two.")
    (tmp_path / "restored").mkdir()
    store.backup(tmp_path / "restored" / "dateline.sqlite")
    store.purge(key("a"))

    restored = opened(tmp_path / "restored")
    assert Desk(restored, Clock()).seen().keys() == {"a", "b"}
    restored.purge_all([*store.purged(), key("never here")])

    assert store.purged() == [key("a")]
    assert restored.purged() == sorted([key("a"), key("never here")])
    assert Desk(restored, Clock()).seen().keys() == {"b"}
    assert CANARY.encode() not in bytes_of(tmp_path / "restored").lower()
    for each in (store, restored):
        each.close()


def test_a_purge_that_readers_hold_up_says_so(tmp_path: Path) -> None:
    """The log can't be emptied under a reader; repeated afterwards, the purge is complete."""
    store = opened(tmp_path, wait_s=0.1)
    desk = Desk(store, Clock())
    desk.put("a", f"{CANARY}.")
    desk.put("b", "Two.")

    with store.read(desk.scope()), pytest.raises(ArchiveBusy, match="repeat"):
        store.purge(key())
    assert desk.seen().keys() == {"b"}
    store.purge(key())

    assert CANARY.encode() not in bytes_of(tmp_path).lower()
    store.close()
