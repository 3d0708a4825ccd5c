"""A stream's bytes are understood as the standard says, however they are cut."""

from __future__ import annotations

import base64
from contextlib import suppress
from itertools import pairwise
from pathlib import Path

import hypothesis.strategies as st
import msgspec
import pytest
from hypothesis import given

from rag.errors import LLMError
from rag.llm.sse import Events
from rag.llm.wire import Completion
from tests.llm.kit import Server, client, said, streamed

SUITE = Path(__file__).parents[2].parent / "shared" / "attacks" / "json_suite.jsonl"


def data_of(*chunks: bytes, cap: int = 1_000) -> list[bytes]:
    """The data of all events."""
    events = Events(cap=cap)
    return [data for chunk in chunks for data in events.feed(chunk)] + list(events.end())


@pytest.mark.parametrize(
    ("stream", "data"),
    [
        (b"data: one\n\ndata: two\n\n", [b"one", b"two"]),
        (b"data: one\r\n\r\ndata: two\r\n\r\n", [b"one", b"two"]),
        (b"data: one\r\rdata: two\r\r", [b"one", b"two"]),
        (b"data: one\r\ndata: more\r\n\r\n", [b"one\nmore"]),
        (b"data: one\rdata: more\n\r\ndata: two\n\r", [b"one\nmore", b"two"]),
        (b"data: one\ndata: more\n\n", [b"one\nmore"]),
        (b"data:one\n\ndata:  two\n\n", [b"one", b" two"]),
        (b"data\n\ndata:\n\n", []),
        (b": comment\n:data: no\n\n", []),
        (b"event: x\nid: 1\nretry: 5\ndata: one\nother\n\n", [b"one"]),
        (b"datum: no\n data: no\nDATA: no\n\n", []),
        (b"\xef\xbb\xbfdata: one\n\n", [b"one"]),
        (b"data: \xef\xbb\xbfone\n\n", [b"\xef\xbb\xbfone"]),
        (b"data: one", [b"one"]),
        (b"data: one\n", [b"one"]),
        (b"data: one\r", [b"one"]),
        (b"data: a:b\n\n\n\n", [b"a:b"]),
        (b"data: caf\xe9\x85\x0b\x0c\n\n", [b"caf\xe9\x85\x0b\x0c"]),
        (b"", []),
    ],
)
def test_events_are_told_apart(stream: bytes, data: list[bytes]) -> None:
    """Whole, byte by byte, and with the last event unfinished."""
    assert data_of(stream) == data
    assert data_of(*(bytes([byte]) for byte in stream)) == data


@given(st.text(st.sampled_from("da:t \r\n–x"), max_size=60), st.lists(st.integers(0, 90), max_size=6))
def test_where_a_stream_is_cut_does_not_matter(text: str, cuts: list[int]) -> None:
    """Any chunks of the same bytes give the same events."""
    stream = b"data: " + text.encode()
    at = sorted({0, *(cut for cut in cuts if cut < len(stream)), len(stream)})
    chunks = [stream[start:end] for start, end in pairwise(at)]

    assert data_of(*chunks) == data_of(stream)


SHREDS = st.sampled_from(
    [*(bytes([byte]) for byte in b'{}[]":,\\u0e9\n\r '), b"data: ", b'{"choices":[', b'{"delta":{"content":"x"}}',
     b"]}\n\n", b'"finish_reason":"stop"', b'"usage":', b'"error":', b"[DONE]", b"null", b"-1", b"1e999", b"\xff",
     b"\xed\xa0\x80", b"\\ud800"]
)  # fmt: skip


@given(st.lists(SHREDS, max_size=30).map(b"".join))
def test_no_bytes_upset_what_reads_them(stream: bytes) -> None:
    """Any bytes give texts or one of the two errors that the client knows."""
    answer = Completion(max_tokens=10)
    with suppress(LLMError, ValueError):
        for data in data_of(stream):
            assert isinstance(answer.take(data), str)
    answer.usage(prices=(1.0, 1.0))


def test_a_line_over_the_cap_is_refused() -> None:
    """In one chunk or in many; a line of just the cap is taken."""
    assert data_of(b"data: 7890\n\n", cap=10) == [b"7890"]
    for chunks in ([b"data: 78901\n"], [b"data: ", b"78901"], [b"x"] * 11):
        with pytest.raises(ValueError, match="too long"):
            data_of(*chunks, cap=10)


@pytest.mark.anyio
async def test_no_json_upsets_the_client() -> None:
    """Each of a suite of good and bad JSON, as data of a stream: text or a typed error, nothing else."""
    if not SUITE.is_file():
        pytest.skip("../shared/attacks is not here")
    cases = [base64.b64decode(msgspec.json.decode(line)["b64"]) for line in SUITE.read_bytes().splitlines()]
    replies = [b"data: " + case + b"\n\n" for case in cases]
    texts = [b'data: {"choices": [{"delta": {"content": ' + case + b"}}]}\n\n" for case in cases]
    beside = [b'data: {"choices": [{"delta": {"content": "ok"}}], "other": ' + case + b"}\n\n" for case in cases]
    understood = 0

    for body in (*replies, *texts, *beside):
        with suppress(LLMError):
            understood += bool((await said(client(Server(streamed(body)))))[0])

    assert len(cases) == 316
    assert understood > 90  # those that are JSON, where no more is asked of them
