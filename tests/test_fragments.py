"""Text fragments: links that light up the cited words."""

from __future__ import annotations

from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.compose.fragments import directive, link

WORDS = "The harbour board of Lowmere met on Tuesday."
LONG = "The harbour board of Lowmere met on Tuesday to hear what the engineers had found."


@pytest.mark.parametrize("sign", ["-", ",", "&", "#", "=", " ", "/", "é", "“", "🙂"])
def test_what_has_a_meaning_there_is_encoded(sign: str) -> None:
    """Each sign comes back as it was, and none is left bare."""
    made = directive(f"walk{sign}out again and again")

    assert sign not in made
    assert unquote(made) == f"walk{sign}out again and again"


def test_percent_signs_are_encoded_too() -> None:
    """What looks encoded in an article is not decoded in it."""
    assert directive("up by 5%2C say all of them") == "up%20by%205%252C%20say%20all%20of%20them"


def test_a_quote_that_may_stand_twice_is_told_by_what_is_around_it() -> None:
    """A quote of a few words gets the whole words before and behind it."""
    made = directive("He said no.", prefix="sked twice, loud - and again. ", suffix=" The board, then, went on wit")

    assert made == "%2D%20and%20again.-,He%20said%20no.,-The%20board%2C%20then%2C"


def test_words_around_it_are_of_its_own_line() -> None:
    """A page may have something else between its paragraphs, and a term must not run over them."""
    made = directive("He said no.", prefix="of the first.\nThe chair rose.\n\n", suffix=" Then\nall left the hall")

    assert made == "He%20said%20no.,-Then"


def test_words_of_other_lines_serve_where_its_own_do_not_tell_it_apart() -> None:
    """A line that stood before is told from its like by the lines next to it, each by itself."""
    made = directive(
        "He said no.", prefix="Loud.\nHe said no.\nThe chair rose.\n\n", suffix="\nThen\nall left the hall"
    )

    assert made == "The%20chair%20rose.-,He%20said%20no.,-Then"


@pytest.mark.parametrize("like", [WORDS, WORDS.upper(), WORDS.replace("e", "é"), WORDS.replace(" ", "  ")])
def test_a_sentence_that_stood_before_is_told_by_what_is_around_it(like: str) -> None:
    """Browsers take the first that fits, whatever its case and accents; behind the quote a like does no harm."""
    assert directive(WORDS, prefix=f"{like} So it was. ", suffix=" It rose again").startswith("So%20it%20was.-,The")
    assert directive(WORDS, suffix=f" {like}") == directive(WORDS)


def test_the_ends_of_a_long_quote_grow_until_they_are_the_only_such_ends() -> None:
    """More words at both ends, where the first stood before or the last stand within."""
    words = " ".join(f"w{n}" for n in range(60))

    assert directive(words, prefix="w0 w1 w2 w3 w4 and more. ").startswith("w0%20w1%20w2%20w3%20w4%20w5%20w6")
    assert directive(f"{words} w10 w11 w12 w13 w14").endswith("w59%20w10%20w11%20w12%20w13%20w14")


def test_a_quote_over_lines_is_found_by_ends_that_stay_within_theirs() -> None:
    """No term runs over the lines of a list, however short they are."""
    assert directive("They want three things:\n\na quay,\n\nno tolls.", prefix="It was late. ") == (
        "They%20want%20three%20things%3A,no%20tolls."
    )


def test_a_last_line_that_stands_within_is_told_by_what_is_behind_it() -> None:
    """Where more words can't tell the end, those behind the quote do."""
    assert directive("They said it twice.\nNo.\nNo.", suffix="\nAll left the hall.\n") == (
        "They%20said%20it%20twice.,No.,-All%20left%20the"
    )


def test_a_directive_of_the_address_gives_way() -> None:
    """An address that has a text fragment of its own gets ours in its place."""
    assert link("https://kell.invalid/a#:~:text=Other", "He said no to all.") == (
        "https://kell.invalid/a#:~:text=He%20said%20no%20to%20all."
    )


def test_at_the_edge_of_a_text_there_is_nothing_around() -> None:
    """The first and the last words of an article have one side only."""
    assert directive("He said no.", suffix=" And that was all there was to it") == "He%20said%20no.,-And%20that%20was"
    assert directive("He said no.") == "He%20said%20no."


def test_a_quote_of_many_words_stands_alone() -> None:
    """What is around a long quote may differ on the page; it is not needed."""
    assert directive(LONG, prefix="whatever stood before. ", suffix=" whatever stands behind") == directive(LONG)


def test_a_fragment_of_the_address_is_kept() -> None:
    """The directive follows it."""
    assert link("https://kell.invalid/a#part", "He said no to all.") == (
        "https://kell.invalid/a#part:~:text=He%20said%20no%20to%20all."
    )


@given(st.text(min_size=1), st.text(max_size=40), st.text(max_size=40))
def test_no_text_breaks_the_syntax(quote: str, prefix: str, suffix: str) -> None:
    """There are at most four terms, and nothing in them but what is encoded."""
    quote, prefix, suffix = (each.encode("utf-8", "ignore").decode() for each in (quote, prefix, suffix))

    made = directive(quote, prefix=prefix, suffix=suffix)

    assert made.count(",") <= 3
    assert made.isascii()
    assert not set(made) & set("&# \n")
