"""A real service over a small archive, and a server whose stream fails underway, for the clients of others."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from service import sse
from service.chat.errors import error_of
from service.chat.shapes import Delta, Piece, PieceChoice
from service.problems import Problem
from tests.serving import serving

ARTICLE = {
    "id": "astana",
    "title": "Talks on Lowmere open in Kell",
    "text": (
        "Talks on Lowmere opened in Kell on Wednesday. Arvia, Tarnholt and Sarland sponsor the Kell talks. "
        "Some groups walked out of the Kell talks on Thursday."
    ),
    "date": "2017-05-03",
    "source": "Kell Courier",
    "url": "https://kell.invalid/talks",
}


@pytest.fixture(scope="session")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The base URL, ending in /v1, of `dateline serve` over one article."""
    folder = tmp_path_factory.mktemp("served")
    (folder / "articles.jsonl").write_text(json.dumps(ARTICLE), encoding="utf-8")
    with serving(folder, "articles.jsonl") as address:
        yield f"{address}/v1"


@pytest.fixture(scope="session")
def broken() -> Iterator[str]:
    """The base URL of a server that replays what ours sends when it fails in the middle of a stream."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Breaking)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/v1"
    server.shutdown()
    server.server_close()


class _Breaking(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["content-length"]))
        self.send_response(200)
        self.send_header("content-type", sse.MEDIA_TYPE)
        self.end_headers()
        self.wfile.write(
            sse.SILENCE + self._piece(Delta(role="assistant", content="")) + self._piece(Delta(content="A"))
        )
        problem = Problem(type="/problems/archive-unusable", title="", status=503, detail="It broke underway.")
        self.wfile.write(sse.data(error_of(problem)))

    def _piece(self, delta: Delta) -> bytes:
        return sse.data(Piece(id="chatcmpl-1", created=1, model="dateline", choices=(PieceChoice(delta=delta),)))

    def log_message(self, *_: object) -> None:
        """Says nothing."""
