"""`main`: exit codes, the file it writes, the table it shows; against a service on loopback."""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import msgspec
import pytest

from eval import run
from eval.__main__ import evaluate
from eval.selftest import Oracle
from eval.suites import folder

ARTICLES = [
    {"id": "fire", "text": "The fire killed 34 people.", "date": "2018-06-04"},
    {"id": "bank", "text": "The bank raised its rate.", "date": "2019-03-01"},
]
QUESTIONS = [
    {"id": "toll", "question": "How many people died?", "answer": ["34"], "kind": "how_many",
     "evidence": [{"article_id": "fire", "quote": "killed 34 people"}]},
    {"id": "mayor", "question": "Who is mayor?", "answerable": False, "answer": None, "kind": "who", "evidence": []},
]  # fmt: skip


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A suite's folder."""
    for name, rows in (("articles", ARTICLES), ("questions", QUESTIONS)):
        (tmp_path / f"{name}.jsonl").write_text("".join(f"{json.dumps(row)}\n" for row in rows))
    return tmp_path


@pytest.fixture
def service(home: Path) -> Iterator[str]:
    """The base URL of a service that knows every answer of the suite."""
    suite = folder.load(home)
    oracle = Oracle(suite.editions, suite.cases)
    asked = {case.question: case for case in suite.cases}

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            place = urlsplit(self.path)
            key = place.path.rpartition("/")[2]
            self._say({} if key == "ready" else oracle.article(key, int(parse_qs(place.query)["revision"][0])))

        def do_POST(self) -> None:
            question = json.loads(self.rfile.read(int(self.headers["Content-Length"])))["question"]
            if self.path == "/v1/search":
                return self._say({"hits": oracle.search(question, as_of=None, limit=10)})
            return self._say(oracle.ask(asked[question]))

        def log_message(self, format: str, *args: object) -> None:
            """Stays quiet."""

        def _say(self, what: object) -> None:
            body = msgspec.json.encode(what)
            self.send_response(200)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


def test_a_run_writes_what_it_shows(
    home: Path, service: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """results.json has the documented keys, every question with its judgements; the table has the figures."""
    code = run.main(str(home), out=tmp_path / "out", base_url=service)

    written = json.loads((tmp_path / "out/results.json").read_text())
    assert code == 0
    assert written.keys() == {"metrics", "questions", "settings", "data", "commit"}
    assert written["metrics"]["answer@1"] == {"value": 1.0, "low": 1.0, "high": 1.0, "n": 1}
    assert written["metrics"]["hits@1/bm25"]["value"] == 1.0
    assert written["metrics"]["kept/how_many"]["n"] == 1
    assert [line["case"]["id"] for line in written["questions"]] == ["toll", "mayor"]
    assert (written["data"]["articles"], written["settings"]["target"]) == (2, service)
    assert re.search(r"^byte_verified +1.000 \[1.000, 1.000\] 1", capsys.readouterr().out, re.MULTILINE)
    assert "Nothing went wrong." in (tmp_path / "out/report.html").read_text(encoding="utf-8")


def test_json_is_all_that_stdout_has(
    home: Path, service: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Figures, data and the page's path as one line; gates that were not met are in it and on stderr."""
    code = run.main(str(home), out=tmp_path / "out", base_url=service, json=True, fail_under=["latency_p95=0"])

    said = capsys.readouterr()
    told = json.loads(said.out)
    assert code == 1
    assert told.keys() == {"metrics", "data", "report", "missed"}
    assert told["metrics"]["answer@1"]["value"] == 1.0
    assert Path(told["report"]).is_file()
    assert said.err.startswith("not met: latency_p95 at most 0 wanted")


def test_an_earlier_run_is_compared_with(
    home: Path, service: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What differs beyond chance and what flipped is told; as a gate, only what got worse fails."""
    run.main(str(home), out=tmp_path / "before", base_url=service)
    earlier = tmp_path / "before/results.json"
    gates = ["answer@1=baseline", "kept=baseline"]

    capsys.readouterr()
    assert run.main(str(home), out=tmp_path / "now", base_url=service, baseline=earlier, fail_under=gates) == 0
    assert "0 questions got better, 0 worse" in capsys.readouterr().out
    assert "Against the baseline" in (tmp_path / "now/report.html").read_text(encoding="utf-8")


def test_a_baseline_must_be_one(home: Path, service: str, tmp_path: Path) -> None:
    """A missing file, or a gate that needs one, is usage; nothing is measured."""
    out = tmp_path / "out"

    assert run.main(str(home), out=out, base_url=service, baseline=tmp_path / "typo.json") == 2
    assert run.main(str(home), out=out, base_url=service, fail_under=["kept=baseline"]) == 2
    assert not out.exists()


def test_an_archive_that_is_not_there_is_not_made(home: Path, tmp_path: Path) -> None:
    """One that was named is asked as it is; a typo ends with 3 and leaves no folder."""
    assert run.main(str(home), out=tmp_path / "out", archive=tmp_path / "typo") == 3
    assert not (tmp_path / "typo").exists()


@pytest.mark.parametrize(
    ("gates", "code"),
    [
        (("answer@1=1", "errors=0"), 0),
        (("latency_p95=0",), 1),
        (("no-such-metric=1",), 2),
        (("status_accuracy=1",), 2),
    ],
)
def test_gates_decide_the_exit_code(
    home: Path, service: str, tmp_path: Path, gates: tuple[str, ...], code: int
) -> None:
    """0 when all are met, 1 when one is missed, 2 when one is unknown or not measured."""
    assert run.main(str(home), out=tmp_path / "out", base_url=service, fail_under=gates) == code


def test_an_absent_suite_is_skipped_unless_something_was_demanded(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The reason is told; a gate that could not be measured is not met."""
    assert run.main("rtqa", data=tmp_path) == 0
    assert "skipped: rtqa is development data and not here" in capsys.readouterr().err
    assert run.main("rtqa", data=tmp_path, fail_under=("answer@1=0",)) == 1
    assert run.main("rtqa", data=tmp_path, json=True) == 0
    assert json.loads(capsys.readouterr().out)["skipped"].startswith("rtqa is development data")


def test_what_cannot_be_measured_is_said(home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """No suite: 2; no service: 3; one line each, on stderr."""
    assert run.main("no-such-suite") == 2
    assert run.main(str(home), out=tmp_path / "out", base_url="http://127.0.0.1:9") == 3
    said = capsys.readouterr()
    assert said.out == ""
    assert [line.split()[0] for line in said.err.splitlines()] == ["dateline:", "dateline:"]


def test_several_suites_are_measured_with_the_worst_code(home: Path, service: str, tmp_path: Path) -> None:
    """Each has a folder of its own."""
    again = tmp_path / "again"
    again.mkdir()
    for path in home.glob("*.jsonl"):
        (again / path.name).write_bytes(path.read_bytes())

    assert evaluate(str(home), str(again), out=tmp_path / "out", base_url=service, limit=1) == 0
    assert sorted(path.parent.name for path in (tmp_path / "out").glob("*/results.json")) == sorted(
        {home.name, "again"}
    )
    assert evaluate(str(home), "no-such-suite", out=tmp_path / "out", base_url=service) == 2
