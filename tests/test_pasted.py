"""What is read of a draft: no markup, wrapped lines joined, and every character still in its place."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.checking import pasted
from rag.types import Span


@pytest.mark.parametrize(
    ("draft", "read"),
    [
        ("The council cut the levy on\r\nTuesday.", "The council cut the levy on Tuesday."),
        ("The council,\nwhich met late, cut it.", "The council, which met late, cut it."),
        ("Mayor cuts levy\nThe council met on Tuesday.", "Mayor cuts levy\nThe council met on Tuesday."),
        ("It met.\n\nit cut the levy", "It met.\n\nit cut the levy"),
        ("Points:\n- levy cut\n- two resigned", "Points:\n- levy cut\n- two resigned"),
        ("1. The levy was cut and\n2. two resigned", "1. The levy was cut and\n2. two resigned"),
        ("# Levy of\nthe town", "# Levy of\nthe town"),
        (
            "The council of the town cut the yearly levy on boats, the mayor Ann\nTarr said on Tuesday.",
            "The council of the town cut the yearly levy on boats, the mayor Ann Tarr said on Tuesday.",
        ),
        ("**Ann Tarr** cut the *levy* in __May__.", "Ann Tarr cut the levy in May."),
        ("Two [boats](https://a.example/b) sank.[1][12]", "Two boats sank."),
        ("![a boat](boat.png)It sank.", "It sank."),
        ("<p>It <b>sank</b>.</p>", "It sank."),
        ("The light\u00adhouse is\u200b old.", "The lighthouse is old."),
        ("5 * 3 and a_b and 3 < 4 > 2", "5 * 3 and a_b and 3 < 4 > 2"),
    ],
)
def test_what_is_no_text_goes(draft: str, read: str) -> None:
    """Line ends in the midst of a sentence, emphasis, links, tags; never a sign that means something."""
    assert pasted.read(draft).text == read


@given(st.text(alphabet=st.sampled_from("ab A*_[](1)<>`\u200b\r\n.-"), max_size=60))
def test_every_character_keeps_its_place(draft: str) -> None:
    """What is read stands in the draft, in order; a wrapped line's break is read as a blank."""
    read = pasted.read(draft)

    assert len(read.at) == len(read.text)
    assert list(read.at) == sorted(set(read.at))
    assert all(
        draft[at] == each or (each == " " and draft[at] in " \r\n") for at, each in zip(read.at, read.text, strict=True)
    )
    for end in range(1, len(read.text) + 1):
        place = read.place(Span(end - 1, end))
        assert place.end - place.start == 1
