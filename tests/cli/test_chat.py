"""`dateline chat` through a pipe: a line is a question or a command."""

from __future__ import annotations

import io
import json
import sys
import time
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from rag.types import Answer
from tests.cli.newsroom import Run, Said

pytestmark = pytest.mark.xdist_group("model")
Converse = Callable[..., Said]


@pytest.fixture
def converse(news: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> Converse:
    """Sends lines through a pipe."""

    def conversing(*lines: str, flags: tuple[str, ...] = ()) -> Said:
        sent = "".join(f"{line}\n" for line in lines).encode(errors="surrogateescape")
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(sent), encoding="utf-8"))
        return run("chat", "--archive", news, *flags)

    return conversing


def test_each_line_is_a_question(converse: Converse) -> None:
    """Answers come one after the other, with numbered sources and no prompt."""
    said = converse("Who opened the quay of Brannock?", "", "When did the bridge of Ferrow close?")

    assert said.code == 0
    assert "Ada Quist opened the new quay of Brannock" in said.out
    assert "[1] Brannock Courier, 2018-03-05, Ada Quist opens the quay" in said.out
    assert "The old bridge of Ferrow closed on Friday" in said.out
    assert ">" not in said.out
    assert said.err == ""


def test_no_colours_and_no_escapes_leave_a_pipe(converse: Converse) -> None:
    """What is no terminal gets plain text, whatever a headline holds."""
    said = converse("When did the bridge of Ferrow close?", "/open 1", "/sources", "/help")

    assert "\x1b" not in said.out


def test_a_follow_up_is_understood_and_told(converse: Converse) -> None:
    """What was carried into a question stands above its answer."""
    said = converse("Who is Ada Quist?", "Where was she born?")

    assert "“Where was Ada Quist born?”" in said.out
    assert "Ada Quist was born in Selmouth. [1]" in said.out


def test_a_long_conversation_stays_quick(converse: Converse) -> None:
    """A question leans on those just before it, over however many follow-ups, and takes no longer for it."""
    begin = time.monotonic()
    said = converse("Who is Ada Quist?", *["Where was she born?"] * 30, flags=("--json",))
    answers = [json.loads(line) for line in said.out.splitlines()]

    assert time.monotonic() - begin < 60
    assert answers[-1]["interpreted"]["question"] == "Where was Ada Quist born?"


@pytest.mark.parametrize("flags", [(), ("--json",)])
def test_a_line_that_is_no_text_spoils_no_other(converse: Converse, flags: tuple[str, ...]) -> None:
    """It is told as what it is, and the next one is answered."""
    said = converse("\udcff\udcfe", "When did the bridge of Ferrow close?", flags=flags)

    assert said.code == 1
    assert "not valid UTF-8" in said.err
    assert "The old bridge of Ferrow closed on Friday" in said.out


def test_reset_forgets_the_conversation(converse: Converse) -> None:
    """After it nothing is carried into a question, and there is no last answer."""
    said = converse("Who is Ada Quist?", "/reset", "/sources", "Where was she born?", flags=("--json",))

    assert json.loads(said.out.splitlines()[-1])["interpreted"]["question"] == "Where was she born?"
    assert "nothing has been answered yet" in said.err


def test_sources_are_listed_with_their_quotes(converse: Converse) -> None:
    """/sources shows the words that the last answer rests on."""
    said = converse("When did the bridge of Ferrow close?", "/sources")

    assert "“The old bridge of Ferrow closed on Friday.”" in said.out.split("Sources")[1]


def test_an_article_is_opened_around_the_quote(converse: Converse) -> None:
    """/open marks the quote and shows what stands around it."""
    said = converse("When did the bridge of Ferrow close?", "/open 1")
    shown = said.out.split("https://ferrowherald.example/bridge")[1]

    assert "> The old bridge of Ferrow closed on Friday.\n" in shown
    assert "  Engineers found cracks in two of its pillars.\n" in shown


def test_the_nearest_of_an_abstention_can_be_opened(converse: Converse) -> None:
    """Near misses are numbered too, as what they are: no sources."""
    said = converse("Who won the chess championship in Bergen?", "/sources", "/open 1")

    assert "\nNearest\n[1] " in said.out
    assert "\n> " in said.out


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("/open 9", "the last answer has: 1"),
        ("/open", "the last answer has: 1"),
        ("/zap", "there is no /zap"),
        ("/as-of soon", "as_of: wanted a date"),
        ("/from 2019-13-45", "from: wanted a date"),
        ("x" * 5_000, "question: the question has 5,000 characters"),
        ("Who opened \udcff?", "not valid UTF-8"),
    ],
    ids=["no such source", "no number", "no such command", "no date", "no day", "too long", "no UTF-8"],
)
def test_a_line_that_can_not_be_taken_spoils_no_other(line: str, told: str, converse: Converse) -> None:
    """It is told on stderr, what follows is answered, and the exit code says that something was wrong."""
    said = converse("When did the bridge of Ferrow close?", line, "Who opened the quay of Brannock?")

    assert said.code == 1
    assert told in said.err
    assert said.err.count("\n") == 1
    assert "Ada Quist opened the new quay of Brannock" in said.out


def test_as_of_holds_from_then_on(converse: Converse) -> None:
    """Under /as-of later articles are not read; without a day they are again."""
    question = "When did the bridge of Ferrow close?"
    said = converse("/as-of 2018-12-31", question, "/as-of", question, flags=("--json",))
    early, now = (msgspec.json.decode(line, type=Answer) for line in said.out.splitlines())

    assert early.interpreted.as_of == "2018-12-31"
    assert not early.sentences
    assert now.status == "answered"


def test_times_narrow_the_search(converse: Converse) -> None:
    """/from and /to set the window of publication; one that makes no sense leaves the old one."""
    said = converse("/from 2019-01-01", "/to 2018-01-01", "Who opened the quay of Brannock?", flags=("--json",))
    searched = json.loads(said.out)["searched"]

    assert (searched["from"], searched["to"]) == ("2019-01-01", None)
    assert "dateline: from: is later than to" in said.err


def test_an_opened_article_is_that_of_the_day(converse: Converse) -> None:
    """What came later than /as-of is not opened either."""
    said = converse("When did the bridge of Ferrow close?", "/as-of 2018-12-31", "/open 1")

    assert said.code == 1
    assert said.out.endswith("Now searching: as of 2018-12-31.\n")
    assert said.err.count("\n") == 1


def test_json_has_a_line_for_each_question(converse: Converse) -> None:
    """An answer or why there is none, each whole on its line; words for people go to stderr."""
    said = converse("Who opened the quay of Brannock?", "/help", "x" * 5_000, "Who is Ada Quist?", flags=("--json",))
    first, second, third = map(json.loads, said.out.splitlines())

    assert first["citations"][0]["source"] == "Brannock Courier"
    assert second["errors"][0]["field"] == "question"
    assert third["status"] == "answered"
    assert "/sources" in said.err


def test_quit_leaves_the_rest_unread(converse: Converse) -> None:
    """What follows /quit is not answered."""
    said = converse("/quit", "Who opened the quay of Brannock?")

    assert (said.code, said.out, said.err) == (0, "", "")


def test_a_wrong_flag_is_a_usage_error(converse: Converse) -> None:
    """It is told before the first line is read."""
    said = converse("Who is Ada Quist?", flags=("--as-of", "soon"))

    assert said.code == 2
    assert said.err.startswith("dateline: as_of: ")
