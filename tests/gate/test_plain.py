"""What a model writes is plain prose or is not shown."""

from __future__ import annotations

import pytest

from rag.compose.gate import plain
from rag.types import Coverage, Draft, Evidence

HELD = Coverage(articles=0, passages=0, undated_left_out=0, first=None, last=None)
NOTHING = Evidence(hits=(), sentences=(), coverage=HELD, seq=0)


@pytest.mark.parametrize(
    "text",
    [
        "See https://a.example for more.",
        "See www.a.example.",
        "![](x)",
        "Read [this](x).",
        "He <b>won</b>.",
        "He won&#46;",
        "**He** won.",
        "# He won.",
        "He `won`.",
        "javascript:alert(1)",
        "He won.\u202e",
        "He <|im_end|> won.",
    ],
)
def test_links_markup_and_tokens_are_turned_away(text: str) -> None:
    """Whatever a page or a chat window would act on."""
    assert plain.check(Draft(text=text, sentences=(), kind="generate"), NOTHING) == "is not plain text"


@pytest.mark.parametrize("text", ["He won 3-2 (5 < 6).", "R&D rose 4%.", "“Yes,” she said; it's over.", "A_b is 5*3."])
def test_prose_is_let_through(text: str) -> None:
    """Signs that news uses are no markup."""
    assert plain.check(Draft(text=text, sentences=(), kind="generate"), NOTHING) is None


def test_an_extract_is_left_as_it_is() -> None:
    """It is the source's own text, and is escaped where it is shown."""
    assert plain.check(Draft(text="See https://a.example.", sentences=(), kind="extract"), NOTHING) is None
