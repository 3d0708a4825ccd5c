"""Containment: what counts as given, and where it must stand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.metrics.answers import within_characters, within_sentences
from eval.metrics.words import reach, squeeze, tokens


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("Signed by MICROSOFT’s board", "Microsoft"),
        ("about 60 per cent of them", "60%"),
        ("about 60 percent of them", "60%"),
        ("worth 1,200 euros", "1200"),
        ("for $3.4 billion.", "$3.4 billion"),
        ("the sitcom “Full House,” has", "“Full House”"),
        ("by Ramón Estévez", "Ramon Estevez"),
        ("the 5G network", "5g"),
        ("O’Neill won", "O'Neill"),
    ],
)
def test_an_answer_is_found_whatever_its_case_accents_and_marks(text: str, answer: str) -> None:
    """Whole tokens decide; typography does not."""
    assert reach(text, [answer]) is not None


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("It was 12.5 degrees", "12"),
        ("It was 12.5 degrees", "5"),
        ("in 1984", "84"),
        ("the Warsaw talks", "war"),
        ("rose by 70%", "70"),
        ("rose by 70 per cent", "70"),
        ("70 people", "70%"),
        ("Turkey, Russia and Iran", "Russia, Turkey"),
        ("anything at all", "?"),
        ("", "a"),
    ],
)
def test_an_answer_is_not_found_inside_other_words_or_numbers(text: str, answer: str) -> None:
    """Parts of a token, other units and another order do not count."""
    assert reach(text, [answer]) is None


def test_the_reach_is_where_the_first_accepted_answer_ends() -> None:
    """Of several accepted answers the one that ends first decides."""
    assert reach("One, then Two.", ["two", "one"]) == 3


def test_sentences_count_from_the_first() -> None:
    """An answer in the second sentence is within three sentences, not within one."""
    said = ["It rained.", "In Geneva.", "So it was."]

    assert not within_sentences(said, ["Geneva"], 1)
    assert within_sentences(said, ["Geneva"], 3)


def test_an_answer_must_end_within_the_characters() -> None:
    """An answer cut by the limit is not given; one endless sentence gains nothing."""
    said = ["x" * 290 + " Geneva fell"]

    assert within_characters(said, ["Geneva"], 300)
    assert not within_characters(said, ["Geneva fell"], 300)
    assert within_sentences(said, ["Geneva fell"], 1)


@given(st.text())
def test_tokens_end_inside_the_text_in_order(text: str) -> None:
    """Ends ascend and never pass the text."""
    ends = [token.end for token in tokens(text)]

    assert ends == sorted(set(ends))
    assert all(0 < end <= len(text) for end in ends)


@given(st.text(alphabet="ab1 .,%"), st.text(alphabet="ab1 .,%"))
def test_a_longer_text_reaches_no_later(text: str, more: str) -> None:
    """What whole sentences hold they hold whatever follows after a stop."""
    held = reach(text + " . ", ["a b"])

    assert reach(f"{text} . {more}", ["a b"]) == held or held is None


@given(st.text())
def test_squeezing_twice_is_squeezing_once(text: str) -> None:
    """No white space is left, and nothing else is lost."""
    assert squeeze(squeeze(text)) == squeeze(text)
    assert not any(char.isspace() for char in squeeze(text))
