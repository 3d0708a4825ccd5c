"""The command line: which commands there are, and what an error becomes there: one line and an exit code.

Exit codes: 0 done; 1 some inputs rejected, something found wrong, or a gate not met; 2 usage; 3 the archive or a
model can't be used, or another process writes; 130 after Ctrl-C.
"""

from __future__ import annotations

import os
import re
import signal
import sys
from collections.abc import Sequence
from importlib.metadata import version
from io import TextIOWrapper

from cyclopts import App, CycloptsError, Parameter

from rag.errors import ArticleUnknown, DatelineError, QuestionRejected
from service.commands.flags import WrongUsage
from service.settings import PREFIX, SettingsEnv

_USAGE, _UNUSABLE = 2, 3
_PYTHON = re.compile(r"^Invalid value \"\(\w*Path\(.*?\),?\)\" for \w+\. ")  # cyclopts shows what it made of the words


app = App(
    name="dateline",
    help="Answers questions from a news archive with verbatim, dated citations.",
    help_format="plaintext",
    version=lambda: version("dateline"),
    config=(SettingsEnv(PREFIX, command=False),),
    default_parameter=Parameter(show_env_var=False),
    result_action="return_value",
)
# Imported when they are called, so that help and errors come at once; hence the help that stands here
for _name, _module, _help in (
    (
        "ingest",
        "ingest:ingest",
        "Take articles in: files and folders of text, Markdown, HTML, JSON Lines, also gzipped.",
    ),
    ("ask", "ask:ask", "Answer a question, each sentence with its citation."),
    ("search", "ask:search", "List the passages that match."),
    ("timeline", "ask:timeline", "Tell the course of events of a matter, by day."),
    ("chat", "chat:chat", "Ask in a conversation, line by line."),
    ("check-draft", "drafts:check_draft", "Hold a draft against the archive, sentence by sentence."),
    ("serve", "serve:serve", "Answer over HTTP until Ctrl-C."),
    ("mcp", "mcp:mcp", "Serve the archive as tools of a language model, over stdio or HTTP."),
    ("check", "upkeep:check", "Verify everything that is stored; make the index anew."),
    ("recompute", "upkeep:recompute", "Read marks and links anew, after the rules changed."),
    ("purge", "upkeep:purge", "Remove every byte of articles, for good."),
    ("eval", "evaluate:evaluate", "Measure the answers to a suite's questions."),
    ("calibrate", "calibrate:calibrate", "Fit where to answer and where to refuse to a suite's questions."),
    ("demo", "ingest:demo", "Take the demo archive in."),
):
    app.command(f"service.commands.{_module}", name=_name, help=_help)


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command; the exit code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # for terminals that know less than Unicode
    os.environ.setdefault("HF_HUB_DISABLE_PROGRESS_BARS", "1")  # our own bar is the one to look at
    given = sys.argv[1:] if arguments is None else arguments
    if any(each.partition("=")[0] == "--llm-key" for each in given):
        return _fail("a key on the command line can be read by others: set DATELINE_LLM_KEY instead", _USAGE)
    try:
        return app(arguments, print_error=False, exit_on_error=False) or 0
    except KeyboardInterrupt:
        return _fail("stopped", 128 + signal.SIGINT)
    except BrokenPipeError:  # `dateline search … | head` has read enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except (CycloptsError, WrongUsage) as error:
        return _fail(_PYTHON.sub("", str(error)), _USAGE)
    except QuestionRejected as error:
        return _fail(f"{error.field}: {error.reason}", _USAGE)
    except ArticleUnknown as error:
        return _fail(str(error), 1)
    except (DatelineError, OSError) as error:
        return _fail(str(error), _UNUSABLE)


def _fail(message: str, code: int) -> int:
    sys.stderr.write(f"dateline: {' '.join(message.split())}\n")
    return code
