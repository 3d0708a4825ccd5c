"""The rows of the truth as records, their seals, and how vectors are packed.

A seal is a hash of the columns: a flag or a date that rotted on the disk is found out before
anything is shown that it let through.
"""

from __future__ import annotations

import hashlib
from typing import TypeVar

import msgspec
import numpy as np
from msgspec import Struct

from rag.errors import ModelUnavailable
from rag.store.protocol import Prepared
from rag.types import Ids, Revision, Usability, Vectors, When

_SEALED_BY = ("id", "seal")
_Sealed = TypeVar("_Sealed", "Meta", "ArticleRow", "RevisionRow", "PassageRow")


class Meta(Struct, frozen=True, array_like=True):
    """What the archive says of itself; `purges` counts removals, after which nothing remembered holds."""

    format: int
    seq: int
    purges: int
    fingerprint: str
    dim: int
    seal: bytes = b""


class ArticleRow(Struct, frozen=True, array_like=True, kw_only=True):
    """An article. `current`: the revision that stands now, None when deleted, with its `embargo` and `withheld`.

    `erased`: the number of the last revision that a deletion took. `seq`: the commit that last changed it.
    """

    id: int = 0
    key: str
    collection: str
    article_id: str
    current: int | None = None
    embargo: int | None = None
    withheld: int = 0
    killed: int = 0
    erased: int = 0
    seq: int
    seal: bytes = b""


class RevisionRow(Struct, frozen=True, array_like=True, kw_only=True):
    """A revision's place in time, and what filters ask for, in lower case."""

    id: int = 0
    article: int
    number: int
    status: Usability
    valid_from: int
    ordered: int
    first_seen: int
    seq: int
    published_first: int | None
    published_last: int | None
    published_text: str | None
    published_precision: str | None
    embargo: int | None
    expires: int | None
    source: str | None
    kind: str
    language: str | None
    passages: int
    sha256: str
    seal: bytes = b""


class PassageRow(Struct, frozen=True, array_like=True, kw_only=True):
    """A passage with its words and its vector."""

    id: int = 0
    revision: int
    ordinal: int
    span_start: int
    span_end: int
    sha256: bytes
    seq: int
    words: str
    vector: bytes
    vector_sha256: bytes
    seal: bytes = b""


class Times(Struct, frozen=True):
    """When a revision counts from, and where it stands among those of its article."""

    valid_from: int
    ordered: int
    first_seen: int


def times(revision: Revision, *, first: bool, now: int, after: int) -> Times:
    """The times of a revision that arrives now, at an article whose standing revision is ordered at `after`.

    `ordered` differs from `valid_from` where a day is all that is known: a first revision of 3 May
    counts when the day has passed, but what is updated at 15:00 on that day comes after it. And one
    that says no time of its own comes after what it found, also when the clock was set back.
    """
    if revision.updated:
        return Times(revision.updated.last, revision.updated.last, now)
    if revision.published and first:
        return Times(revision.published.last, revision.published.first, now)
    return Times(now, max(now, after), now)


def revision_row(prepared: Prepared, placed: Times, *, article: int, number: int, seq: int) -> RevisionRow:
    """The row of a revision, sealed."""
    revision = prepared.revision
    published = revision.published
    return sealed(
        RevisionRow(
            article=article,
            number=number,
            status=revision.status,
            valid_from=placed.valid_from,
            ordered=placed.ordered,
            first_seen=placed.first_seen,
            seq=seq,
            published_first=published.first if published else None,
            published_last=published.last if published else None,
            published_text=published.text if published else None,
            published_precision=published.precision if published else None,
            embargo=_last(revision.embargoed_until),
            expires=_last(revision.expires),
            source=folded(revision.source),
            kind=revision.kind.casefold(),
            language=folded(revision.language),
            passages=len(prepared.passages),
            sha256=revision.sha256,
        )
    )


def passage_rows(prepared: Prepared, *, revision: int, seq: int) -> list[PassageRow]:
    """The rows of a revision's passages."""
    text = prepared.revision.text
    return [
        sealed(
            PassageRow(
                revision=revision,
                ordinal=passage.ordinal,
                span_start=passage.span.start,
                span_end=passage.span.end,
                sha256=hashed(passage.span.of(text).encode()),
                seq=seq,
                words=words,
                vector=vector,
                vector_sha256=hashed(vector),
            )
        )
        for passage, words, vector in zip(prepared.passages, prepared.words, pack(prepared.vectors), strict=True)
    ]


def sealed(row: _Sealed) -> _Sealed:
    """The row with the seal of its other columns."""
    return msgspec.structs.replace(row, seal=_seal(row))


def intact(row: Meta | ArticleRow | RevisionRow | PassageRow) -> bool:
    """Whether the row still has the columns that were sealed."""
    return row.seal == _seal(row)


def _seal(row: Meta | ArticleRow | RevisionRow | PassageRow) -> bytes:
    names = (name for name in row.__struct_fields__ if name not in _SEALED_BY)
    return hashed(msgspec.json.encode([getattr(row, name) for name in names]))


def folded(name: str | None) -> str | None:
    """A name as filters compare it."""
    return None if name is None else name.casefold()


def hashed(packed: bytes) -> bytes:
    """The sha256 of `packed`, 32 bytes."""
    return hashlib.sha256(packed).digest()


def pack(vectors: Vectors) -> list[bytes]:
    """Each vector as little-endian 16-bit floats, for which a cosine is off by less than 0.001."""
    return [row.tobytes() for row in np.ascontiguousarray(vectors, "<f2")]


def unpack(packed: list[bytes], dim: int) -> Vectors:
    """(n, dim) float32, rows of length 1, from what `pack` made."""
    raw = np.frombuffer(b"".join(packed), "<f2").astype(np.float32).reshape(len(packed), dim)
    lengths = np.sqrt((raw * raw).sum(axis=1, keepdims=True))
    return np.asarray(raw / np.maximum(lengths, np.finfo(np.float32).tiny), np.float32)


def whole(packed: bytes, sha256: bytes, dim: int) -> bool:
    """Whether a packed vector is the one that was stored."""
    return len(packed) == 2 * dim and hashed(packed) == sha256


def demand_vectors(prepared: Prepared, dim: int) -> None:
    """Raises ModelUnavailable when the vectors are not one for each passage, finite, of length above 0."""
    vectors = prepared.vectors
    if not prepared.passages:
        return
    if vectors.shape != (len(prepared.passages), dim):
        raise ModelUnavailable(f"vectors of shape {vectors.shape} for {len(prepared.passages)} passages of {dim}")
    with np.errstate(over="ignore"):
        lengths = np.linalg.norm(np.asarray(vectors, np.float16).astype(np.float32), axis=1)
    if not (np.isfinite(lengths) & (lengths > 0)).all():
        raise ModelUnavailable("the embedding model gave a vector that is zero or not finite")


def no_ids() -> Ids:
    """No ids."""
    return np.zeros(0, np.int64)


def _last(when: When | None) -> int | None:
    return when.last if when else None
