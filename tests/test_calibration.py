"""Where an archive draws the line is kept in its folder, and only ever read whole."""

from __future__ import annotations

from pathlib import Path

import pytest

from rag import calibration
from rag.calibration import Calibration
from rag.errors import ArchiveUnusable
from rag.types import Judged


def test_an_archive_without_a_calibration_has_the_default(tmp_path: Path) -> None:
    """Nothing was fitted, so the product's own threshold holds."""
    assert calibration.read(tmp_path, reranker=True) == Calibration(reranker=True)


def test_what_was_fitted_is_read_again(tmp_path: Path) -> None:
    """A calibration survives being written."""
    fitted = Calibration(threshold=0.62, reranker=True, suite="ours", kept=0.95, refused=0.4, questions=120)

    calibration.write(tmp_path, fitted)

    assert calibration.read(tmp_path, reranker=True) == fitted


def test_a_calibration_of_the_other_profile_is_not_taken(tmp_path: Path) -> None:
    """With and without the cross-encoder scores mean different things."""
    calibration.write(tmp_path, Calibration(threshold=0.9, reranker=True))

    assert calibration.read(tmp_path, reranker=False).threshold == calibration.DEFAULT_THRESHOLD


@pytest.mark.parametrize("damaged", [b"", b"{", b'{"threshold": "high"}', b'{"threshold": 7}'])
def test_a_damaged_calibration_is_told(tmp_path: Path, damaged: bytes) -> None:
    """Refusing by a threshold that nobody set would be silent harm."""
    (tmp_path / calibration.FILE).write_bytes(damaged)

    with pytest.raises(ArchiveUnusable, match="calibrate again"):
        calibration.read(tmp_path, reranker=True)


def test_age_lowers_confidence_where_it_is_weighed() -> None:
    """Without a weight an old sentence is as sure as a new one; with one it is less sure, and never below 0."""
    new, old = Judged(support=0.8), Judged(support=0.8, old=90.0)

    assert Calibration().confidence([new]) == Calibration().confidence([old]) == pytest.approx(0.8)
    assert 0.0 < Calibration(recency=0.3).confidence([old]) < 0.8
    assert Calibration(recency=0.3).confidence([new, old]) == pytest.approx(0.8)


def test_the_first_sentence_and_the_best_count_alike() -> None:
    """The first is the one that is shown first; in log odds, and what lies between them counts nothing."""
    low, middle, high = Judged(support=0.2), Judged(support=0.5), Judged(support=0.8)

    assert Calibration().confidence([high, low]) == pytest.approx(0.8)
    assert Calibration().confidence([low, middle, high]) == pytest.approx(0.5)
    assert Calibration().confidence([]) == 0.0
    assert Calibration().confidence([]) == 0.0
