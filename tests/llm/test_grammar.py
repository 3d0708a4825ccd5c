"""What a model writes is read into sentences with their handles, in whatever pieces it comes."""

from __future__ import annotations

import pytest

from rag.compose.grammar import Reader, Written


def written(text: str, step: int) -> list[Written]:
    """The sentences of a text that comes in pieces of `step` characters."""
    reader, found = Reader(), list[Written]()
    for start in range(0, len(text), step):
        found.extend(reader.feed(text[start : start + step]))
    return [*found, *reader.end()]


@pytest.mark.parametrize("step", [1, 3, 1_000])
@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("The dam broke [k7q2]. It was old [z9x8].", [("The dam broke.", "k7q2"), ("It was old.", "z9x8")]),
        ("The dam broke. [k7q2] Its keeper fled. [z9x8]", [("The dam broke.", "k7q2"), ("Its keeper fled.", "z9x8")]),
        ("The dam broke [k7q2], its keeper said.", [("The dam broke, its keeper said.", "k7q2")]),
        ("The dam broke [1], its keeper said. [k7q2]", [("The dam broke, its keeper said.", "k7q2")]),
        ("The dam broke [k7q2] and drowned two [z9x8].", [("The dam broke and drowned two.", "k7q2 z9x8")]),
        ("The dam broke [k7q2] [z9x8]. Rain fell", [("The dam broke.", "k7q2 z9x8")]),
        ("- The dam broke [k7q2]\n- rain fell [z9x8]", [("The dam broke", "k7q2"), ("rain fell", "z9x8")]),
        ("The dam broke [k7q2], he said\nRain fell [z9].", [("The dam broke, he said", "k7q2"), ("Rain fell.", "z9")]),
        ("“The dam broke.” [k7q2] he said. [z9x8]", [("“The dam broke.”", "k7q2"), ("he said.", "z9x8")]),
    ],
)  # fmt: skip
def test_a_sentence_is_given_whole(text: str, due: list[tuple[str, str]], step: int) -> None:
    """Handles within a sentence do not part it, and pieces make no difference."""
    assert written(text, step) == [Written(each, tuple(handles.split())) for each, handles in due]
