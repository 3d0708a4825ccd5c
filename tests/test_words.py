"""Words: one tokenizer, static rarities, BM25 by its closed form."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.words import bm25, content_stems, rarity, stem, stems, tokens


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The bank’s rates", ["the", "bank", "rates"]),
        ("don't İstanbul café", ["dont", "istanbul", "cafe"]),
        ("1,200 U.S. troops", ["1", "200", "u", "s", "troops"]),
        ("Ştefan Müller", ["stefan", "muller"]),
    ],
)
def test_tokens_fold_case_accents_and_apostrophes(text: str, expected: list[str]) -> None:
    """The same word in another spelling is the same token."""
    assert tokens(text) == expected


@given(st.text(max_size=200))
def test_a_token_is_one_term_everywhere(text: str) -> None:
    """Stems hold no white space and no quote, so that no index splits them or reads syntax in them."""
    assert all((found and found.isalnum()) or found == found.strip() for found in stems(text))
    assert all(" " not in found and '"' not in found for found in stems(text))


def test_rare_words_weigh_more() -> None:
    """Rarity falls with frequency in English at large, and every word has one."""
    assert rarity(stem("the")) < rarity(stem("talks")) < rarity(stem("astana")) < rarity("zzzyqx")


def test_bm25_is_the_closed_form() -> None:
    """One term once in a passage of mean length scores its rarity."""
    passage = ["harbour"] + ["x"] * 129

    assert bm25(["harbour"], passage) == pytest.approx(rarity("harbour"))


def test_bm25_of_no_common_word_is_zero() -> None:
    """What shares nothing scores nothing."""
    assert bm25(["harbour"], ["fire"]) == 0.0


def test_a_question_of_stop_words_keeps_them() -> None:
    """There is always something to search for."""
    assert content_stems("what is it") == ["what", "is", "it"]
