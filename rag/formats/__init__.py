"""The way in: files to Articles, one format a file. `read` is lazy, and holds one article at a time.

A suffix finds its format in `FORMATS`; any of them may end in `.gz`. What can't be taken comes out as
a Rejection that says why, and the rest goes on. But: nothing is settled, hashed or stored here.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, nullcontext
from pathlib import Path
from typing import BinaryIO, cast

from rag.errors import ArticleRejected
from rag.formats import html, jsonl, markdown, text
from rag.formats.apart import Worker
from rag.formats.files import Found, files_under, open_plain
from rag.formats.frames import Origin
from rag.formats.gz import Inflated
from rag.formats.record import article_of
from rag.formats.source import Source
from rag.types import Article, Rejection

__all__ = ["FORMATS", "article_of", "read", "sizes"]

FORMATS: dict[str, Callable[[Source], Iterator[Article | Rejection]]] = {
    ".txt": text.read,
    ".md": markdown.read,
    ".markdown": markdown.read,
    ".jsonl": jsonl.read,
    ".ndjson": jsonl.read,
    ".json": jsonl.read_whole,
    ".html": html.read,
    ".htm": html.read,
    ".xhtml": html.read,
}
_BUNDLES = (".zip", ".tar", ".tgz", ".tar.gz", ".tbz2", ".bz2", ".xz", ".zst", ".7z", ".rar")
Progress = Callable[[int], None]


def read(
    sources: Iterable[Path],
    *,
    collection: str | None = None,
    progress: Progress | None = None,
    worker: Worker | None = None,
) -> Iterator[Article | Rejection]:
    """The articles in the files and folders of `sources`, in order, and a Rejection for what can't be taken.

    A bare file's id is its path within the folder that was named. `collection`: where they go; None
    leaves it to records that name one. `progress`: called with bytes of the files, as they are done;
    they add up to `sizes`. `worker`: one to use and leave open, where `read` is called again and again.
    """
    paths = tuple(sources)
    named: dict[str, str] | None = {} if len(paths) > 1 else None  # within one folder paths are unique
    with nullcontext(worker) if worker else closing(Worker()) as worker:
        for path in paths:
            for found in files_under(Path(path)):
                if isinstance(found, Rejection):
                    yield found
                else:
                    origin = Origin(id=found.name, path=found.path, collection=collection)
                    yield from _read_file(found, origin, worker, named, progress or _unseen)


def sizes(sources: Iterable[Path]) -> int:
    """The bytes of all files that `read` would open: what its `progress` adds up to."""
    found = (each for path in sources for each in files_under(Path(path)))
    return sum(_size(each) for each in found if isinstance(each, Found))


def _read_file(
    found: Found, origin: Origin, worker: Worker, named: dict[str, str] | None, progress: Progress
) -> Iterator[Article | Rejection]:
    done = 0
    try:
        reader, packed = _format_of(found)
        with open_plain(found.place) as file, _plain(file, packed) as stream:
            for each in reader(Source(origin=origin, stream=stream, worker=worker)):
                progress(file.tell() - done)
                done = file.tell()
                yield each if isinstance(each, Rejection) else _own(each, found, named)
    except ArticleRejected as error:
        yield origin.rejection(error.reason, field=error.field)
    except OSError as error:
        yield origin.rejection(f"can't be read: {error.strerror or error}")
    progress(_size(found) - done)


def _format_of(found: Found) -> tuple[Callable[[Source], Iterator[Article | Rejection]], bool]:
    name = found.path.lower()
    if name.endswith(_BUNDLES):
        raise ArticleRejected("zip, tar and their kin are not supported: unpack it, and name the folder")
    packed = name.endswith(".gz")
    suffix = Path(name.removesuffix(".gz")).suffix
    if suffix not in FORMATS:
        what = (
            f"unknown format {suffix!r}" if suffix else f"unknown format: the name {Path(found.path).name!r} tells none"
        )
        raise ArticleRejected(f"{what}; wanted one of {', '.join(FORMATS)}, each also with .gz behind it")
    return FORMATS[suffix], packed


def _plain(file: BinaryIO, packed: bool) -> BinaryIO:
    return cast(BinaryIO, io.BufferedReader(Inflated(file))) if packed else file


def _own(article: Article, found: Found, named: dict[str, str] | None) -> Article:
    """The article, unless another file of this run took its path for an id: it would become its revision."""
    if named is None or article.id != found.name or named.setdefault(article.id, found.place) == found.place:
        return article
    raise ArticleRejected(f"another file of this run has the same id: {named[article.id]!r}", field="id")


def _size(found: Found) -> int:
    try:
        return Path(found.place).stat().st_size
    except (OSError, ValueError):
        return 0


def _unseen(_: int) -> None:
    return
