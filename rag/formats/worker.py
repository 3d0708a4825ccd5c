"""The worker process: parses the files that its owner sends, under limits, until its input ends.

Run as `python -P -m rag.formats.worker CPU_S MEMORY`. A file that needs more than a limit, or that
crashes a parser, ends this process and nothing else. It opens no file for writing and no connection.
"""

from __future__ import annotations

import math
import os
import resource
import sys
import time
from importlib import import_module
from typing import IO

import msgspec

from rag.errors import ArticleRejected
from rag.formats.apart import OUT_OF_MEMORY
from rag.formats.frames import Outcome, Request, receive, send
from rag.types import Article, Rejection


def main(cpu_s: int, memory: int) -> None:
    """Answers each request with its outcomes."""
    asked, answered = sys.stdin.buffer, _private_output()
    for limit, value in ((resource.RLIMIT_CORE, 0), (resource.RLIMIT_FSIZE, 0), (resource.RLIMIT_AS, memory)):
        resource.setrlimit(limit, (value, value))
    try:
        while True:
            request = msgspec.msgpack.decode(receive(asked), type=Request)
            _allow(cpu_s)
            send(answered, [_outcome(found) for found in _parsed(request)])
    except MemoryError:
        os._exit(OUT_OF_MEMORY)
    except (EOFError, BrokenPipeError):
        return


def _private_output() -> IO[bytes]:
    """The pipe to the owner; what a library prints goes nowhere."""
    pipe = os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    return pipe


def _allow(cpu_s: int) -> None:
    """Lets the next file have `cpu_s` seconds of processor time: past the soft limit SIGXCPU ends us."""
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (math.ceil(time.process_time()) + cpu_s, hard))


def _parsed(request: Request) -> list[Article | Rejection]:
    found: list[Article | Rejection] = []
    try:
        found.extend(import_module(f"rag.formats.{request.module}").parse(request.raw, request.origin))
    except ArticleRejected as error:
        found.append(request.origin.rejection(error.reason, field=error.field))
    except MemoryError:
        raise
    except Exception as error:  # whatever a parser raises on hostile bytes is about this file alone
        found.append(request.origin.rejection(f"it can't be parsed: {type(error).__name__}"))
    return found


def _outcome(found: Article | Rejection) -> Outcome:
    return Outcome(article=found) if isinstance(found, Article) else Outcome(rejection=found)


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
