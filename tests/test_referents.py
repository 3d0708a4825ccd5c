"""Whom an opening pronoun means, where the sentence before leaves no doubt."""

from __future__ import annotations

import pytest

from rag.marks import referents


@pytest.mark.parametrize(
    ("before", "sentence", "named"),
    [
        ("Ida Lund won the race.", "She is 27.", "Ida Lund"),
        ("School spokeswoman Ida Lund said the bus was late.", "She blamed the snow.", "Ida Lund"),
        ("On Friday, President Ida Lund signed the bill.", "She also vetoed another.", "Ida Lund"),
        ("“It was late,” said Ida Lund, a driver.", "She blamed the snow.", "Ida Lund"),
        ("Mr. Lund signed it.", "He left.", "Lund"),
        ("Harrow Steel Corp. cut 40 jobs.", "The company blamed prices.", "Harrow Steel Corp."),
    ],
)
def test_one_person_or_firm_is_meant(before: str, sentence: str, named: str) -> None:
    """The subject of the sentence before, or the one who is quoted there."""
    found = referents.referent(sentence, before)

    assert found is not None
    assert found.of(before) == named


@pytest.mark.parametrize(
    ("before", "sentence"),
    [
        ("Ida Lund met Petra Holm.", "She smiled."),
        ("Ida Lund and Petra Holm won.", "She smiled."),
        ("The wife of Ida Lund won.", "She smiled."),
        ("Ida Lund’s trainer spoke.", "She smiled."),
        ("Norway beat Peru.", "He smiled."),
        ("The Harrow Police came.", "He smiled."),
        ("Ida Lund/AP", "She smiled."),
        ("Hurricane Hermine passed.", "He watched it."),
        ("Senator, a question.", "He nodded."),
        ("Lund signed it.", "He left."),
        ("Ida Lund won the race.", "“She is 27,” he said."),
        ("Ida Lund won the race.", "The crowd cheered."),
        ("Ida Lund joined Harrow Steel Corp.", "The company blamed prices."),
    ],
)
def test_in_doubt_nobody_is_meant(before: str, sentence: str) -> None:
    """Two names, a relative, a possessor, a country, a body, a credit line, a bare surname, a quoted pronoun."""
    assert referents.referent(sentence, before) is None


def test_a_bare_surname_is_a_person_that_was_named_in_full() -> None:
    """Alone it may be a town; the full name earlier in the article makes it hers."""
    found = referents.referent("She left.", "Lund signed it.", "Prime Minister Ida Lund came on Monday.")

    assert found is not None
    assert found.of("Lund signed it.") == "Lund"
