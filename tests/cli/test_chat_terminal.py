"""`dateline chat` at a terminal: a prompt, Ctrl-C and Ctrl-D."""

from __future__ import annotations

import os
import pty
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
pytestmark = pytest.mark.xdist_group("model")


class Terminal:
    """A conversation at a terminal of its own."""

    def __init__(self, archive: Path, *flags: str) -> None:
        self._side, other = pty.openpty()
        self._heard = ""
        self.process = subprocess.Popen(
            [sys.executable, "-P", "-m", "service", "chat", "--archive", str(archive), *flags],
            stdin=other,
            stdout=other,
            stderr=other,
            env={**os.environ, "PYTHONPATH": str(ROOT), "DATELINE_RERANKER": "none", "TERM": "xterm"},
            preexec_fn=_own_terminal,  # so that Ctrl-C reaches it as a key, not as a signal of the test's
        )
        os.close(other)

    def type(self, keys: str) -> None:
        """Presses keys."""
        os.write(self._side, keys.encode())

    def hear(self, words: str) -> str:
        """What was shown up to the words, which are waited for."""
        while words not in self._heard:
            try:
                self._heard += os.read(self._side, 65_536).decode(errors="replace")
            except OSError:
                pytest.fail(f"{words!r} is missing in {self._heard!r}")
        said, _, self._heard = self._heard.partition(words)
        return said

    def end(self) -> int:
        """The exit code, once it is over."""
        return self.process.wait(timeout=30)


def _own_terminal() -> None:
    os.setsid()
    os.close(os.open(os.ttyname(0), os.O_RDWR))  # the first terminal that is opened controls the session


@contextmanager
def terminal(archive: Path, *flags: str) -> Iterator[Terminal]:
    """A conversation at a terminal, killed where it has not ended."""
    opened = Terminal(archive, *flags)
    try:
        yield opened
    finally:
        opened.process.kill()
        opened.process.wait()


def test_a_terminal_has_a_prompt_and_ctrl_d_leaves(news: Path) -> None:
    """Questions are typed at a prompt, which tells the day that answers are as of."""
    with terminal(news) as here:
        here.hear("dateline> ")
        here.type("Who opened the quay of Brannock?\n")
        said = here.hear("dateline> ")
        here.type("/as-of 2018-12-31\n")
        here.hear("dateline (as of 2018-12-31)> ")
        here.type("\x04")

        assert here.end() == 0
        assert "Ada Quist opened the new quay of Brannock on Monday [5 March 2018]. [1]" in said.replace("\r\n", " ")


def test_ctrl_c_clears_a_line_and_ends_nothing(news: Path) -> None:
    """At the prompt Ctrl-C says how to leave, and the next question is answered."""
    with terminal(news) as here:
        here.hear("dateline> ")
        here.type("Who ope")
        here.hear("Who ope")
        time.sleep(
            0.5
        )  # readline misses a Ctrl-C in the instant before it waits for keys, and shows it at the next one
        here.type("\x03")
        here.hear("Ctrl-D leaves")
        here.hear("dateline> ")
        here.type("Who is Ada Quist?\n")
        here.hear("[1] ")
        here.type("/quit\n")

        assert here.end() == 0


def test_ctrl_c_stops_an_answer_and_not_the_program(news: Path) -> None:
    """Stopped while its models load, it is at the prompt again, and what was asked is not part of the conversation."""
    with terminal(news, "--json") as here:
        here.hear("dateline> ")
        here.type("Who is Ada Quist?\n")
        here.hear("Quist?\r\n")
        time.sleep(0.3)  # the models are loading: the answer is on its way
        here.process.send_signal(signal.SIGINT)
        here.hear("Stopped.")
        here.hear("dateline> ")
        here.type("Where was she born?\n")
        said = here.hear("timings_ms")
        here.type("/quit\n")

        assert here.end() == 0
        assert '"question":"Where was she born?"' in said
