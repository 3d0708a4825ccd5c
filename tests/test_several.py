"""A text that asks several things is taken apart, and nothing else is."""

from __future__ import annotations

import pytest

from rag.several import apart


@pytest.mark.parametrize(
    ("asked", "parts"),
    [
        ("Who won? And where was it held?", ("Who won?", "And where was it held?")),
        ("Who won the race and where was it held?", ("Who won the race?", "Where was it held?")),
        ("How many died?\nHow many were hurt?", ("How many died?", "How many were hurt?")),
        ("It broke. How many died? He fled. Who is he?", ("It broke. How many died?", "He fled. Who is he?")),
        ("Who won and when?", ("Who won and when?",)),
        ("Where and when was it signed?", ("Where was it signed?", "When was it signed?")),
        ("What and who is it?", ("What is it?", "Who is it?")),
        ("The dam broke. Who built it?", ("The dam broke. Who built it?",)),
        ("Tell me about the dam", ("Tell me about the dam",)),
        ("?", ("?",)),
        ("", ("",)),
    ],
)  # fmt: skip
def test_questions_are_taken_apart(asked: str, parts: tuple[str, ...]) -> None:
    """Each question with its setting; a question word alone, or a statement, makes no part."""
    assert apart(asked) == parts


def test_no_word_is_lost() -> None:
    """What comes behind the fifth question stays with it."""
    asked = " ".join(f"Who took number {n}?" for n in range(9))

    assert len(apart(asked)) == 5
    assert " ".join(apart(asked)) == asked
