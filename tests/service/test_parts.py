"""How the page and its parts are served: small, compressed, checked for news instead of fetched again."""

from __future__ import annotations

import re
from pathlib import Path

import brotli
import pytest
from litestar import Litestar
from litestar.testing import TestClient

from service.routes.parts import bare

Client = TestClient[Litestar]
STATIC = Path(__file__).parents[2] / "service" / "static"
MOST_BYTES = 60_000
every_path = pytest.mark.parametrize("path", ["/", "/static/app.css", "/static/app.js"])


def stored(path: str) -> bytes:
    """What lies in the folder for an address, without its comments."""
    return bare((STATIC / (path.rsplit("/", 1)[1] or "index.html")).read_text(encoding="utf-8")).encode()


@every_path
@pytest.mark.parametrize("coding", ["br", "gzip"])
def test_a_part_is_what_lies_in_the_folder(client: Client, path: str, coding: str) -> None:
    """In either compression, and without."""
    packed = client.get(path, headers={"accept-encoding": coding})
    plain = client.get(path, headers={"accept-encoding": "identity"})

    assert packed.headers["content-encoding"] == coding
    assert "content-encoding" not in plain.headers
    assert packed.content == plain.content == stored(path)
    assert packed.headers["vary"] == "Accept-Encoding"


@pytest.mark.parametrize(
    ("accepted", "packed"),
    [
        ("zstd", None),
        ("gzip;q=0", None),
        ("GZIP; q=0.5", "gzip"),
        ("gzip, deflate, br, zstd", "br"),
        ("br;q=0, gzip", "gzip"),
    ],
)
def test_what_the_client_refuses_is_not_sent(client: Client, accepted: str, packed: str | None) -> None:
    """Compressed only for who takes it, and as small as may be."""
    part = client.get("/static/app.js", headers={"accept-encoding": accepted})

    assert part.headers.get("content-encoding") == packed


def test_only_whole_comments_are_left_out() -> None:
    """Nothing that runs: what stands behind code, in a string or in an address stays."""
    text = '/** Told.\n *  @param a */\n  const a = "//"; // why\n\n  // aside\n  open("https://a.example") /* b */;\n'

    assert bare(text) == 'const a = "//"; // why\nopen("https://a.example") /* b */;'


def test_no_text_of_a_script_runs_over_lines() -> None:
    """Indentation in one would be lost."""
    for script in STATIC.glob("*.js"):
        for line in bare(script.read_text(encoding="utf-8")).splitlines():
            assert len(re.findall(r"(?<!\\)`", line)) % 2 == 0, (script.name, line)


@every_path
def test_an_unchanged_part_is_not_sent_again(client: Client, path: str) -> None:
    """A browser may keep it, asks whether it is still the same, and gets a 304 without a body."""
    first = client.get(path)
    again = client.get(path, headers={"if-none-match": f'"other", {first.headers["etag"]}'})
    other = client.get(path, headers={"if-none-match": 'W/"other"'})

    assert first.headers["cache-control"] == again.headers["cache-control"] == "no-cache"
    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", first.headers["etag"])
    assert other.status_code == 200
    assert "content-security-policy" in again.headers


def test_only_parts_are_served_as_parts(client: Client) -> None:
    """The folder holds nothing else that has an address, and what is not found is kept by nobody."""
    for name in ("index.html", "..%2fapp.py", "app.py", ".", "app.js%00"):
        missing = client.get(f"/static/{name}")
        assert missing.status_code == 404
        assert missing.headers["cache-control"] == "no-store"


def test_the_whole_page_is_small() -> None:
    """Every view of it, compressed as it is served."""
    texts = {each.name: bare(each.read_text(encoding="utf-8")) for each in STATIC.iterdir()}
    sizes = {name: len(brotli.compress(text.encode())) for name, text in texts.items()}

    assert sum(sizes.values()) <= MOST_BYTES, sizes
