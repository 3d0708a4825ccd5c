"""A sentence that a model writes begins as one, or is not shown."""

from __future__ import annotations

import pytest

from rag.compose import gate
from rag.types import Statement
from tests.gate.pairs import proposed

CITED = "The dam at Orme is 80 metres high, its keeper said, and $3 million went into it."


@pytest.mark.parametrize(
    "draft", [", its keeper said.", "its keeper said.", "- its keeper said", "… , he said.", "?", "."]
)
def test_the_tail_of_a_sentence_is_turned_away(draft: str) -> None:
    """What the model's handles cut off says nothing by itself."""
    checked = gate.check(*proposed((CITED,), draft))

    assert not isinstance(checked, Statement)


@pytest.mark.parametrize(
    "draft", ["The dam at Orme is 80 metres high, its keeper said.", "$3 million went into the dam."]
)
def test_whole_sentences_are_let_through(draft: str) -> None:
    """A sum of money may begin one."""
    assert isinstance(gate.check(*proposed((CITED.replace("into it", "into the dam"),), draft)), Statement)


def test_a_citation_may_begin_small() -> None:
    """Some names do, and what is cited is shown as it is."""
    cited = "al-Noor fell on Monday, and eBay shares rose by 3 percent."

    assert isinstance(gate.check(*proposed((cited,), "al-Noor fell on Monday.")), Statement)
    assert isinstance(gate.check(*proposed((cited,), "eBay shares rose by 3 percent.")), Statement)
    assert isinstance(gate.check(*proposed((", he said.",), ", he said.")), Statement)
