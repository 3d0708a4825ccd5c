"""What is told of one thing is not told of another: order, parts of a sentence, pairs, senses."""

from __future__ import annotations

import pytest

from rag.checking import instead
from rag.compose import gate
from rag.types import Difference, Draft
from tests.gate.pairs import proposed

TURNED = [
    ("Rents are dearer in Kelm than in Varn.", "Rents are dearer in Varn than in Kelm."),
    ("The guard quit before the vault was emptied.", "The vault was emptied before the guard quit."),
    ("The north wants a bigger port and the south wants a smaller airport.", "The north wants a smaller airport."),
    ("The mill had 30 looms and the forge 90.", "The mill had 90 looms."),
    ("The senate lifted the ban on milk.", "The senate increased the ban on milk."),
    ("The uncle of the girl who was rescued was questioned.", "The girl was questioned."),
]


@pytest.mark.parametrize(("cited", "draft"), TURNED)
def test_what_is_turned_is_refused_and_yet_no_contradiction(cited: str, draft: str) -> None:
    """Nobody can be sure that the other order is false: it is only not carried."""
    made, evidence = proposed((cited,), draft)

    def differing(text: str) -> tuple[Difference, ...]:
        return gate.differences(Draft(text=text, sentences=made.sentences, kind="generate"), evidence)

    differs = differing(draft)

    assert differs
    assert instead.turned(draft, differs, made.sentences, differing) == ()


@pytest.mark.parametrize(("cited", "draft"), TURNED)
def test_the_sentence_itself_is_never_refused(cited: str, draft: str) -> None:
    """Whatever it is built like."""
    assert gate.differences(*proposed((cited,), cited)) == ()
    assert gate.differences(*proposed((draft,), draft)) == ()
