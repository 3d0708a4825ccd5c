"""What a command of the harness says and returns: figures on stdout, errors as one line on stderr, an exit code."""

from __future__ import annotations

import sys
from collections.abc import Callable

import msgspec

from eval.errors import (
    BaselineInvalid,
    GateInvalid,
    SettingsInvalid,
    SuiteAbsent,
    SuiteInvalid,
    TargetUnusable,
    Uncalibratable,
)
from rag.errors import DatelineError

USAGE, UNUSABLE = 2, 3
_USAGE = (GateInvalid, SuiteInvalid, SuiteAbsent, SettingsInvalid, BaselineInvalid, Uncalibratable)


def guarded(work: Callable[[], int]) -> int:
    """What `work` returns; instead of an error of ours its exit code, the error told."""
    try:
        return work()
    except _USAGE as error:
        return _told(error, USAGE)
    except BrokenPipeError:  # who reads our output has read enough: no fault of the archive
        raise
    except (TargetUnusable, DatelineError, OSError) as error:
        return _told(error, UNUSABLE)


def say(text: str) -> None:
    """Writes a line to stderr."""
    sys.stderr.write(f"{' '.join(text.split())}\n")


def emit(record: object) -> None:
    """Prints a record as a line of JSON."""
    print(msgspec.json.encode(record).decode())


def _told(error: Exception, code: int) -> int:
    say(f"dateline: {error}")
    return code
