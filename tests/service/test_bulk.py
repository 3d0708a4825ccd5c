"""POST /v1/articles with one article a line."""

from __future__ import annotations

import asyncio
import json
import tracemalloc
from collections.abc import AsyncIterator, Callable, Sequence
from typing import Any

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from litestar import Litestar
from litestar.testing import TestClient

from rag.archive import Archive
from rag.errors import ArchiveBusy
from rag.types import article_key
from service.bodies import lines as lines_of
from service.routes import bulk

Client = TestClient[Litestar]
Lines = Callable[[Sequence[object]], bytes]
NDJSON = {"content-type": "application/x-ndjson"}


def post(client: Client, body: bytes) -> list[dict[str, Any]]:
    """The answers to the lines of a body."""
    taken = client.post("/v1/articles", content=body, headers=NDJSON)
    assert taken.status_code == 207
    assert taken.headers["content-type"].startswith("application/x-ndjson")
    return [json.loads(line) for line in taken.text.splitlines()]


def test_each_line_is_answered_in_order(client: Client, lines: Lines) -> None:
    """A receipt or a problem for each line, by its number, across batches."""
    sent: list[dict[str, Any]] = [{"id": str(number), "text": f"Text {number}."} for number in range(75)]
    sent[40] = {"id": "40"}

    told = post(client, lines(sent))

    assert len(told) == 75
    assert [each.get("id") for each in told] == [str(n) if n != 40 else None for n in range(75)]
    assert told[40]["line"] == 41
    assert told[40]["error"]["errors"][0]["field"] == "text"
    assert all(each["state"] == "new" for number, each in enumerate(told) if number != 40)
    assert client.get("/v1/articles?limit=100").json()["articles"][73]


@pytest.mark.parametrize(
    ("body", "states"),
    [
        (b"", []),
        (b'{"id":"a","text":"x"}', ["new"]),
        (b'{"id":"a","text":"x"}\n', ["new"]),
        (b'{"id":"a","text":"x"}\r\n{"id":"a","text":"x"}\r\n', ["new", "unchanged"]),
        (b'{"id":"a","text":"x"}\n{"id":"a","text":"y"}\n{"id":"a","text":"x"}', ["new", "revised", "revised"]),
        (b'\xef\xbb\xbf{"id":"a","text":"x"}\n\n[]\nnull\n\xff\n{"id":"b","text":"z"}', ["new", *[None] * 4, "new"]),
        (b'{"id":"a","id":"b","text":"x"}\n{"id":"c","text":"\\ud800"}', [None, None]),
        (b"[" * 100_000 + b'\n{"id":"a","text":"x"}', [None, "new"]),
    ],
    ids=lambda value: str(value)[:40],
)
def test_bad_lines_spoil_no_others(client: Client, body: bytes, states: list[str | None]) -> None:
    """A line that is no article gets its problem; the others are taken."""
    assert [each.get("state") for each in post(client, body)] == states


def test_a_line_too_long_is_refused_alone(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    """More than the limit is not held, and the next line is read."""
    monkeypatch.setattr(bulk, "ARTICLE_BODY", 1_000)
    long = json.dumps({"id": "long", "text": "x" * 2_000}).encode()

    told = post(client, long + b'\n{"id":"a","text":"x"}\n' + long)

    assert [each.get("state") for each in told] == [None, "new", None]
    assert "bytes" in told[0]["error"]["detail"]


def test_no_line_end_of_unicode_parts_an_answer(client: Client, lines: Lines) -> None:
    """An id with a line separator in it is still answered on one line, for clients that split at those too."""
    sent = [{"id": f"a{end}b", "text": "x"} for end in "\x0b\x0c\x1c\x85\u2028\u2029"]

    assert [each["id"] for each in post(client, lines(sent))] == [each["id"] for each in sent]


def test_a_purged_article_spoils_no_other(client: Client, archive: Archive, lines: Lines) -> None:
    """What the store refuses while writing is told on its own line; the rest of the batch is taken."""
    post(client, lines([{"id": "purged", "text": "x"}]))
    archive.purge(article_key("default", "purged"))

    told = post(client, lines([{"id": "a", "text": "x"}, {"id": "purged", "text": "y"}, {"id": "b", "text": "z"}]))

    assert [each.get("state") for each in told] == ["new", None, "new"]


def test_a_busy_archive_is_told_line_by_line(
    client: Client, break_store: Callable[[str, Exception], None], lines: Lines
) -> None:
    """A writer elsewhere makes each line a 503, and the request still ends well."""
    break_store("write", ArchiveBusy("process 7 writes"))

    told = post(client, lines([{"id": "a", "text": "x"}, {"id": "b"}]))

    assert [each["error"]["status"] for each in told] == [503, 400]


@pytest.mark.anyio
async def test_memory_stays_flat(aclient: httpx.AsyncClient) -> None:
    """Sixty megabytes of lines take a small part of that, and each is answered."""
    line = json.dumps({"text": "x" * 1_000_000}).encode() + b"\n"
    peak = 0

    async def body() -> AsyncIterator[bytes]:
        nonlocal peak
        for _ in range(60):
            for start in range(0, len(line), 65_536):
                yield line[start : start + 65_536]
            peak = max(peak, tracemalloc.get_traced_memory()[0])

    tracemalloc.start()
    try:
        taken = await aclient.post("/v1/articles", content=body(), headers=NDJSON)
    finally:
        tracemalloc.stop()

    assert taken.status_code == 207
    assert len(taken.text.splitlines()) == 60
    assert peak < 25_000_000


@given(st.lists(st.binary(max_size=20).filter(lambda part: b"\n" not in part and not part.endswith(b"\r"))), st.data())
def test_lines_are_the_same_however_they_arrive(whole: list[bytes], data: st.DataObject) -> None:
    """Splitting a body into pieces changes no line."""
    body = b"\n".join(whole)
    cuts = sorted(data.draw(st.lists(st.integers(0, len(body)), max_size=5)))
    pieces = [body[start:end] for start, end in zip([0, *cuts], [*cuts, len(body)], strict=True)]

    async def arriving() -> AsyncIterator[bytes]:
        for piece in pieces:
            yield piece

    async def read() -> list[bytes | None]:
        return [line async for line in lines_of(arriving(), limit=20)]

    expected = body.split(b"\n")
    assert asyncio.run(read()) == (expected[:-1] if not expected[-1] else expected)
