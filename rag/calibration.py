"""Where an archive draws the line between answering and refusing: fitted on its own questions, kept beside them.

The file is `calibration.json` in the archive's folder; without it the default holds. But: nothing here
fits anything (`eval.calibrate` does), and what the verdict's model weighs is the same for every archive.
"""

from __future__ import annotations

import math
import os
from collections.abc import Iterable
from pathlib import Path

import msgspec
from msgspec import Struct

from rag.errors import ArchiveUnusable
from rag.types import Judged

FILE = "calibration.json"
DEFAULT_THRESHOLD = 0.5
_CERTAIN = 1e-9


class Calibration(Struct, frozen=True, kw_only=True):
    """The chance of support from which an answer is given, in [0, 1], and what it was fitted on.

    `recency`: what the log odds of support lose for each natural logarithm of days between an article and `as_of`, at
    least 0. With 0, the default, an old article answers as well as a new one; more suits questions about a day's news.
    `reranker`: whether with the cross-encoder: the two profiles have scores of their own. `suite`, `kept`,
    `refused`, `questions`: the questions that it was fitted on, and the held-out rates that were measured.
    """

    threshold: float = DEFAULT_THRESHOLD
    recency: float = 0.0
    reranker: bool = True
    suite: str = ""
    kept: float | None = None
    refused: float | None = None
    questions: int = 0

    def __post_init__(self) -> None:
        if not 0.0 <= self.threshold <= 1.0:
            raise ValueError(f"threshold {self.threshold} is not in [0, 1]")
        if not 0.0 <= self.recency < math.inf:
            raise ValueError(f"recency {self.recency} is not a number from 0 up")

    def confidence(self, judged: Iterable[Judged]) -> float:
        """How sure it is that the sentences answer, in [0, 1]; 0 for none.

        The mean, in log odds, of the first, which is shown first, and of the best.
        """
        odds = [_logit(each.support) - self.recency * math.log1p(each.old) for each in judged]
        return _sigmoid((odds[0] + max(odds)) / 2) if odds else 0.0


def _sigmoid(odds: float) -> float:
    return 1.0 / (1.0 + math.exp(-odds))


def _logit(chance: float) -> float:
    bounded = min(1.0 - _CERTAIN, max(_CERTAIN, chance))
    return math.log(bounded / (1.0 - bounded))


def read(archive: Path, *, reranker: bool) -> Calibration:
    """The archive's calibration; the default where it has none for this profile. Raises: ArchiveUnusable."""
    default = Calibration(reranker=reranker)
    try:
        found = msgspec.json.decode((archive / FILE).read_bytes(), type=Calibration)
    except FileNotFoundError:
        return default
    except (msgspec.DecodeError, OSError) as error:
        raise ArchiveUnusable(f"{archive / FILE} can't be read: {error}; remove it, or calibrate again") from error
    return found if found.reranker == reranker else default


def write(archive: Path, calibration: Calibration) -> Path:
    """Keeps the calibration in the archive, whole or not at all; its path. Raises: ArchiveUnusable."""
    path, unfinished = archive / FILE, archive / f".{FILE}.part"
    try:
        with unfinished.open("wb") as file:
            file.write(msgspec.json.format(msgspec.json.encode(calibration), indent=1))
            file.flush()
            os.fsync(file.fileno())
        os.replace(unfinished, path)
    except OSError as error:
        raise ArchiveUnusable(f"{path} can't be written: {error}") from error
    return path
