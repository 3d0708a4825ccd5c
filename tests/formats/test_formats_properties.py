"""Whatever the bytes are: an article with UTF-8 or a refusal with a reason, never an exception."""

from __future__ import annotations

import gzip
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rag.errors import ArticleRejected
from rag.formats import FORMATS, html, jsonl, markdown, read, text
from rag.formats.apart import Worker
from rag.formats.frames import Origin
from rag.formats.gz import Inflated
from rag.formats.source import Source
from rag.types import Article, Rejection

ORIGIN = Origin(id="a", path="a")
_LETTERS = "aB \n\r\t[](){}<>#*_`!|\\-–:;.,3May2017\"'&=/é👩\u0301İ\u202e"
_pieces = st.sampled_from(
    ["3 May 2017 – ", "GENEVA (AP) - ", "---\n", "title: x\n", "[a](#)", "# ", "> ", "<p>", "</p>", "\n\n", "By A B\n",
     '{"id":"a","text":"', '"}', "<script>", "&amp;", "\x00", "| a |\n|---|\n", "Updated ", "Source: "]
)  # fmt: skip
_texts = st.lists(_pieces | st.text(_LETTERS, max_size=12), max_size=12).map("".join)
_bytes = st.binary(max_size=300) | _texts.map(str.encode) | _texts.map(lambda words: words.encode("utf-16"))


def attempt(parse: Callable[[], Iterable[Article | Rejection]]) -> list[Article | Rejection]:
    """What comes of parsing; a refusal of the whole as a Rejection."""
    try:
        return list(parse())
    except ArticleRejected as error:
        return [ORIGIN.rejection(error.reason, field=error.field)]


def sent(raw: bytes) -> Source:
    """A file of given bytes, for a format that needs no worker."""
    return Source(origin=ORIGIN, stream=BytesIO(raw), worker=Worker())


def check(found: Article | Rejection) -> None:
    """What holds for everything that comes of a file."""
    if isinstance(found, Rejection):
        assert found.reason.encode()
        return
    assert found.text.strip()
    assert "\0" not in found.text
    assert (found.text + found.title + repr(found.metadata)).encode()
    note = found.metadata.get("dateline")
    assert note is None or found.text[note["end"]].strip()


@settings(deadline=None)
@given(_bytes)
def test_any_bytes_as_text(raw: bytes) -> None:
    """Plain text files."""
    (found,) = attempt(lambda: text.read(sent(raw)))

    check(found)


@settings(deadline=None)
@given(_bytes)
def test_any_bytes_as_markdown(raw: bytes) -> None:
    """Markdown files."""
    (found,) = attempt(lambda: markdown.parse(raw, ORIGIN))

    check(found)


@settings(max_examples=60, deadline=None)  # the first example pays for the import
@given(_bytes | _texts.map(lambda words: f"<html><body><article><p>{words}</p></article></body></html>".encode()))
def test_any_bytes_as_html(raw: bytes) -> None:
    """HTML pages."""
    (found,) = attempt(lambda: html.parse(raw, ORIGIN))

    check(found)


@settings(deadline=None)
@given(_bytes, st.sampled_from([jsonl.read, jsonl.read_whole]))
def test_any_bytes_as_json(raw: bytes, read: Callable[[Source], Iterator[Article | Rejection]]) -> None:
    """Lines and whole files."""
    for found in attempt(lambda: read(sent(raw))):
        check(found)


@given(st.binary(max_size=200) | st.binary(max_size=200).map(gzip.compress), st.integers(0, 40), st.integers(0, 255))
def test_any_bytes_as_gzip(raw: bytes, at: int, byte: int) -> None:
    """Damaged anywhere: the plain bytes, or a refusal; no other error."""
    damaged = raw[:at] + bytes([byte]) + raw[at + 1 :]

    with suppress(ArticleRejected):
        Inflated(BytesIO(damaged)).read()


@given(_texts.filter(lambda words: "](" not in words))
def test_no_word_of_a_plain_text_is_lost(words: str) -> None:
    """Each word under a headline is in the text, when none of it is link residue."""
    (found,) = attempt(lambda: text.read(sent(f"Head\n\nBody {words}".encode())))

    check(found)
    if isinstance(found, Article):
        assert f"{found.title} {found.text}".split() == f"Head Body {words}".split()


def test_naughty_strings_as_every_format(hostile: Callable[[str], list[bytes]]) -> None:
    """The list of strings that broke other programs."""
    for raw in hostile("strings_naughty.jsonl"):
        for found in (
            *attempt(lambda: text.read(sent(raw))),  # noqa: B023 - it runs before the next turn
            *attempt(lambda: markdown.parse(raw, ORIGIN)),  # noqa: B023
            *attempt(lambda: html.parse(b"<p>" + raw, ORIGIN)),  # noqa: B023
        ):
            check(found)


@pytest.mark.parametrize("suffix", FORMATS)
def test_a_folder_of_noise_is_read_to_its_end(tmp_path: Path, suffix: str) -> None:
    """Through the front door, with the worker."""
    for number in range(20):
        noise = bytes((number * 37 + place * place) % 256 for place in range(500))
        (tmp_path / f"{number}{suffix}").write_bytes(noise)

    assert all(isinstance(each, (Article, Rejection)) for each in read([tmp_path]))
