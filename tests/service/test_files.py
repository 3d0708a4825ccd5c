"""POST /v1/files: a file as it is, read as `dateline ingest` reads it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from litestar import Litestar
from litestar.testing import TestClient

from rag import formats
from rag.archive import Archive
from rag.types import Article

Client = TestClient[Litestar]
OCTETS = {"content-type": "application/octet-stream"}
TEXT = b"Ferry sold\n\nOSTRA, 3 May 2019 - The ferry was sold to Bram Ilves.\n"
MARKED = b"---\ntitle: Ferry sold\ndate: 2019-05-03\nsource: Tern Radio\n---\n\n# Ferry\n\nIt was **sold**.\n"
PAGE = (
    b"<html><head><title>Ferry sold</title><meta property='article:published_time' content='2019-05-03T10:00:00Z'>"
    b"</head><body><article><h1>Ferry sold</h1><p>The ferry Ostra was sold to Bram Ilves for 4,000 crowns.</p>"
    b"<p>It sails on, said the harbour board of Lowmere, which met for nine hours.</p></article></body></html>"
)


def sent(client: Client, name: str, raw: bytes, **query: str) -> Any:  # noqa: ANN401, httpx's response
    """What the service says to a file."""
    return client.post("/v1/files", params={"name": name, **query}, content=raw, headers=OCTETS)


@pytest.mark.parametrize(("name", "raw"), [("a.txt", TEXT), ("a.md", MARKED), ("a.html", PAGE)], ids=str)
def test_a_file_is_read_as_ingest_reads_it(
    client: Client, archive: Archive, tmp_path: Path, name: str, raw: bytes
) -> None:
    """Headline, text, date and outlet are those that the command would find."""
    (tmp_path / name).write_bytes(raw)
    (wanted,) = formats.read([tmp_path / name])
    assert isinstance(wanted, Article)

    taken = sent(client, name, raw)
    record = client.get(f"/v1/articles/{taken.json()['article']}").json()

    assert (taken.status_code, taken.json()["state"]) == (201, "new")
    assert (record["id"], record["title"], record["text"]) == (name, wanted.title, wanted.text)
    assert (record["source"], record["published"]) == (wanted.source, wanted.date)


def test_again_it_is_unchanged_and_then_revised(client: Client) -> None:
    """By its name."""
    states = [sent(client, "a.txt", raw).json()["state"] for raw in (TEXT, TEXT, TEXT + b"More.")]

    assert states == ["new", "unchanged", "revised"]


def test_what_a_file_leaves_out_is_filled_in(client: Client) -> None:
    """Outlet and date of the request hold where the file names none, and nowhere else."""
    given = {"source": "Desk", "date": "2020-01-02", "collection": "local"}
    bare = sent(client, "bare.txt", b"A note\n\nThe ferry was sold.", **given).json()
    named = sent(client, "named.md", MARKED, **given).json()

    records = [client.get(f"/v1/articles/{each['article']}").json() for each in (bare, named)]

    assert [each["source"] for each in records] == ["Desk", "Tern Radio"]
    assert [each["published"] for each in records] == ["2020-01-02", "2019-05-03"]
    assert [each["collection"] for each in records] == ["local", "local"]


@pytest.mark.parametrize(
    ("name", "raw", "status", "field"),
    [
        ("a.pdf", b"%PDF", 400, "name"),
        ("a.jsonl", b"{}", 400, "name"),
        ("../a.txt", TEXT, 400, "name"),
        ("a", TEXT, 400, "name"),
        ("a.txt", b"  ", 400, "text"),
        ("a.txt", b"", 400, "text"),
    ],
    ids=str,
)
def test_a_refusal_names_the_field(client: Client, name: str, raw: bytes, status: int, field: str) -> None:
    """As everywhere."""
    refused = sent(client, name, raw)

    assert refused.status_code == status
    assert refused.json()["errors"][0]["field"] == field


def test_limits_and_media_type_hold(client: Client) -> None:
    """No more than an article may have, and only as plain bytes."""
    assert sent(client, "a.txt", b"a" * 10_000_001).status_code == 413
    assert client.post("/v1/files?name=a.txt", content=TEXT, headers={"content-type": "text/plain"}).status_code == 415
