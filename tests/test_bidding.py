"""What bids somebody do something states nothing that articles bear out."""

from __future__ import annotations

import pytest

from rag.checking.drafts import is_checkable


@pytest.mark.parametrize(
    "sentence",
    [
        "Build it again!",
        "Stop the war!",
        "Rebuild the pier now.",
        "Vote on Sunday!",
        "Never forget the dead.",
        "Please help them.",
    ],
)
def test_a_bidding_is_not_checked(sentence: str) -> None:
    """Be it with a mark of exclamation or with a full stop."""
    assert not is_checkable(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "The dam broke!",
        "All the miners were saved!",
        "Twelve dead in mine collapse.",
        "Police the world over are looking for him.",
    ],
)
def test_a_statement_is_checked(sentence: str) -> None:
    """However loud, and without a verb of its own."""
    assert is_checkable(sentence)
