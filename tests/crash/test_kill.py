from __future__ import annotations

from pathlib import Path

from tests.crash.kills import in_pieces, rounds, too_early


def test_nothing_acknowledged_is_lost_by_a_kill(tmp_path: Path) -> None:
    """Fifty times kill -9 in the middle of ingesting: 0 lost, 0 partial, 0 duplicates, every search exact."""
    held = 0
    for number, found in enumerate(rounds(tmp_path, 50, seed=1)):
        assert not found, (number, found)
        held = found.held

    assert held > 200  # or the children were killed before they did anything


def test_an_acknowledgement_before_the_commit_is_caught(tmp_path: Path) -> None:
    """The harness can fail: a mutant that acknowledges too early is found out."""
    assert any(found.lost for found in rounds(tmp_path, 50, seed=2, write=too_early))


def test_a_batch_in_several_transactions_is_caught(tmp_path: Path) -> None:
    """The harness can fail: a mutant that commits a batch piece by piece is found out."""
    assert any(found.partial for found in rounds(tmp_path, 50, seed=3, write=in_pieces))
