"""Bodies that are made to break a parser, and strings that are made to break what comes after it."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from litestar import Litestar
from litestar.testing import TestClient

Client = TestClient[Litestar]
ATTACKS = Path(__file__).parents[3] / "shared" / "attacks"
JSON = {"content-type": "application/json"}
NDJSON = {"content-type": "application/x-ndjson"}
POSTS = ["/v1/answers", "/v1/search", "/v1/timeline", "/v1/articles", "/v1/citations"]
BOMBS = {
    "deep array": b'{"question":' + b"[" * 100_000 + b"]" * 100_000 + b"}",
    "deep object": b'{"a":' * 100_000 + b"1" + b"}" * 100_000,
    "unclosed": b"[" * 100_000,
    "big integer": b'{"question":' + b"9" * 500_000 + b"}",
    "big float": b'{"question":1e999999}',
    "name twice": b'{"question":"a","question":"b","id":"a","id":"a","text":"a","ids":[],"ids":[]}',
    "name twice, escaped": b'{"ids":[],"\\u0069ds":[],"id":"a","i\\u0064":"a","question":"a","\\u0071uestion":"a"}',
    "lone surrogate": b'{"question":"\\ud800","id":"\\ud800","text":"\\udfff","ids":["\\ud83d"]}',
    "surrogates turned round": b'{"question":"\\ude00\\ud83d","id":"\\ude00\\ud83d","text":"a","ids":["\\ude00"]}',
    "no UTF-8": b'{"question":"\xff\xfe\xed\xa0\x80","id":"\xff","text":"\xff","ids":["\xff"]}',
    "UTF-16": '{"question":"a"}'.encode("utf-16"),
    "not a number": b'{"question":NaN,"ids":Infinity}',
    "nothing": b"",
    "null": b"null",
    "two values": b'{"question":"a"}{"question":"b"}',
    "control character": b'{"question":"a\x01b"}',
}


def kept(name: str) -> Iterator[Any]:
    """The records of a file of attacks; skips where there is none."""
    path = ATTACKS / name
    if not path.exists():
        pytest.skip(f"needs data: {path.name} stands in ../shared/attacks")
    return map(json.loads, path.read_text(encoding="utf-8").strip().split("\n"))


@pytest.mark.parametrize("body", BOMBS.values(), ids=BOMBS.keys())
def test_a_hostile_body_is_a_400(client: Client, body: bytes) -> None:
    """Each is refused as a problem of the caller's, whatever takes it."""
    for path in POSTS:
        refused = client.post(path, content=body, headers=JSON)
        assert refused.status_code == 400, path
        assert refused.json()["errors"]


@pytest.mark.parametrize("depth", [8, 100, 900, 5_000])
def test_deep_metadata_breaks_nothing(client: Client, depth: int) -> None:
    """Metadata is taken and given back, or refused; it never breaks the reader later."""
    body = b'{"id":"a","text":"x","deep":' + b"[" * depth + b"]" * depth + b"}"

    taken = client.post("/v1/articles", content=body, headers=JSON)

    assert taken.status_code in (201, 400)
    if taken.status_code == 201:
        assert client.get(f"/v1/articles/{taken.json()['article']}").status_code == 200


def test_the_json_suite_never_breaks_it(client: Client) -> None:
    """No body of the suite is a 5xx anywhere, alone or as the metadata of an article."""
    for case in kept("json_suite.jsonl"):
        body = base64.b64decode(case["b64"])
        for path in POSTS:
            assert client.post(path, content=body, headers=JSON).status_code < 500, (case["id"], path)
        inside = b'{"id":"a","text":"x","m":' + body + b"}"
        taken = client.post("/v1/articles", content=inside, headers=JSON)
        assert taken.status_code in (200, 201, 400), case["id"]
        if taken.status_code != 400:
            assert client.get(f"/v1/articles/{taken.json()['article']}").status_code == 200, case["id"]


def test_naughty_strings_never_break_a_question(client: Client, add: Any) -> None:  # noqa: ANN401
    """As question, filter and cursor each is answered or refused."""
    add()
    for case in kept("strings_naughty.jsonl"):
        body = json.dumps({"question": case["text"], "sources": [case["text"]]}).encode()
        for path in ("/v1/answers", "/v1/search"):
            assert client.post(path, content=body, headers=JSON).status_code in (200, 400), case["id"]
        cursor = json.dumps({"question": "Astana", "cursor": case["text"]}).encode()
        assert client.post("/v1/search", content=cursor, headers=JSON).status_code in (200, 400), case["id"]


def test_naughty_strings_are_kept_or_refused(client: Client) -> None:
    """In every text field of an article each comes back as it was, or is a 400."""
    texts = [case["text"] for case in kept("strings_naughty.jsonl")]
    sent = [{"id": f"{n} {t}", "text": t, "title": t, "source": t, "authors": [t], "m": t} for n, t in enumerate(texts)]

    taken = client.post("/v1/articles", content="\n".join(map(json.dumps, sent)).encode(), headers=NDJSON)
    told = [json.loads(line) for line in taken.text.splitlines()]

    assert len(told) == len(texts)
    for text, each in zip(texts, told, strict=True):
        if "error" in each:
            assert each["error"]["status"] == 400, ascii(text)
        else:
            assert client.get(f"/v1/articles/{each['article']}").json()["text"] == text
            assert client.get(f"/read/{each['article']}").status_code == 200, ascii(text)


def test_hostile_addresses_lead_nowhere(client: Client) -> None:
    """Paths that climb, and line breaks, reach no file and no header."""
    for case in kept("paths_crlf.jsonl"):
        escaped = "".join(f"%{byte:02x}" for byte in case["text"].encode("utf-8", "surrogatepass"))
        for start in ("/static/", "/read/", "/v1/articles/", "/v1/citations/"):
            reply = client.get(start + escaped)
            assert reply.status_code in (400, 404, 405), (case["id"], start)
            assert "root:" not in reply.text
