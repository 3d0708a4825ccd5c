"""Articles that a suite makes out of given data, as a file that can be ingested, in the build folder.

Written anew only when it would differ. But: never beside the given data, which may be read-only.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

import msgspec
from msgspec import Struct

from eval.suites import lines

BUILD = Path("build/eval")


class Names(Struct, frozen=True):
    """What a line calls its article."""

    id: str = ""
    article_id: str = ""

    @property
    def is_foreign(self) -> bool:
        """Whether the archive would not find the id."""
        return bool(self.article_id and not self.id)


_NAMES = msgspec.json.Decoder(Names)
_FIELDS = msgspec.json.Decoder(dict[str, msgspec.Raw])


class Made(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A line of such a file: fields of an Article."""

    id: str
    text: str
    title: str | None = None
    date: str | None = None
    updated: str | None = None
    source: str | None = None
    url: str | None = None


def put(name: str, articles: Iterable[Made], *, build: Path) -> Path:
    """The file of a suite's articles."""
    return _written(build / "made" / f"{name}.jsonl", b"".join(msgspec.json.encode(each) + b"\n" for each in articles))


def with_ids(articles: Path, *, name: str, build: Path) -> Path:
    """A file that can be ingested: `articles` itself, or a copy where it calls the id `article_id`."""
    rows = [raw for _, raw in lines.numbered(articles)]
    if not any(_NAMES.decode(raw).is_foreign for raw in rows):
        return articles
    return _written(build / "made" / f"{name}.jsonl", b"".join(_with_id(raw) + b"\n" for raw in rows))


def _with_id(raw: bytes) -> bytes:
    fields = _FIELDS.decode(raw)
    return msgspec.json.encode({"id": fields.pop("article_id", None)} | fields)


def _written(path: Path, content: bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.is_file() or path.read_bytes() != content:
        beside = path.with_suffix(f".{os.getpid()}")
        beside.write_bytes(content)
        beside.replace(path)
    return path
