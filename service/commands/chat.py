"""`dateline chat`: a conversation, line by line, at a terminal or through a pipe.

But: no history is kept in a file; what a reporter asks is nobody else's business.
"""

from __future__ import annotations

import asyncio
import contextlib
import sys
from concurrent.futures import ThreadPoolExecutor
from io import TextIOWrapper

from rag.archive import Archive
from rag.config import Settings
from rag.errors import ArticleUnknown, DatelineError, QuestionRejected
from service.commands.flags import FilterFlags, Filters, Json, WrongUsage, opened, scope
from service.commands.talk import Talk
from service.commands.terminal import emit, say
from service.problems import problem_of
from service.settings import LibraryFlags

_OURS = (QuestionRejected, ArticleUnknown, WrongUsage)  # what is wrong with one line only


def chat(
    *,
    filters: FilterFlags = Filters(),
    json: Json = False,
    library: LibraryFlags = Settings(),
) -> int:
    """Ask line by line; a question may lean on the last, and /help shows what else may be typed.

    Through a pipe each line is a question; 1 when one of them could not be taken.
    """
    with opened(library) as archive:
        scope(filters, archive)
        talk = Talk(archive, filters, json=json)
        if sys.stdin.isatty():
            return _at_terminal(talk, archive, json)
        return _through_pipe(talk, json)


def _at_terminal(talk: Talk, archive: Archive, json: bool) -> int:
    with contextlib.suppress(ImportError):  # not everywhere; then lines are typed without editing
        import readline  # noqa: F401
    with _aside(json):
        say(f"{archive.coverage().articles:,} articles. Ask in plain words; /help shows what else may be typed.")
    with ThreadPoolExecutor(1) as warming, asyncio.Runner() as runner:
        warming.submit(archive.warm)  # while the first question is typed
        while not talk.over:
            _turn(talk, runner, json)
    return 0


def _turn(talk: Talk, runner: asyncio.Runner, json: bool) -> None:
    """One line and what is answered to it; Ctrl-C ends no more than either."""
    try:
        line = _typed(talk.filtered)
    except EOFError:
        sys.stderr.write("\n")
        talk.over = True
        return
    except KeyboardInterrupt:
        sys.stderr.write("\n/quit or Ctrl-D leaves\n")
        return
    try:
        _take(line, talk, runner, json)
    except KeyboardInterrupt:
        sys.stderr.write("\nStopped.\n")
    except (WrongUsage, DatelineError) as error:
        _tell(error)


def _through_pipe(talk: Talk, json: bool) -> int:
    if isinstance(sys.stdin, TextIOWrapper):
        sys.stdin.reconfigure(encoding="utf-8", errors="surrogateescape")  # what is no UTF-8 spoils its line only
    code = 0
    with asyncio.Runner() as runner:
        for line in sys.stdin:
            try:
                _take(line, talk, runner, json)
            except _OURS as error:
                code = 1
                _tell(error)
                if json and not line.startswith("/"):
                    emit(problem_of(_rejected(error)))  # a line for each question, so that they can be told apart
            if talk.over:
                break
    return code


def _take(line: str, talk: Talk, runner: asyncio.Runner, json: bool) -> None:
    """Answers a line, or does what it says."""
    line = line.strip()
    if line.startswith("/"):
        with _aside(json):
            talk.command(line)
    elif line:
        runner.run(talk.ask(line))
        if not json:
            print(flush=True)


def _typed(filtered: str) -> str:
    prompt = f"dateline ({filtered})> " if filtered else "dateline> "
    if not sys.stdout.isatty():  # answers go elsewhere; the prompt does not
        sys.stderr.write(prompt)
        sys.stderr.flush()
        prompt = ""
    return input(prompt)


def _aside(json: bool) -> contextlib.AbstractContextManager[object]:
    """Where words for people go: with JSON on stdout, to stderr."""
    return contextlib.redirect_stdout(sys.stderr) if json else contextlib.nullcontext()


def _tell(error: Exception) -> None:
    said = f"{error.field}: {error.reason}" if isinstance(error, QuestionRejected) else str(error)
    sys.stdout.flush()
    sys.stderr.write(f"dateline: {' '.join(said.split())}\n")


def _rejected(error: Exception) -> Exception:
    return QuestionRejected(str(error), field="question") if isinstance(error, WrongUsage) else error
