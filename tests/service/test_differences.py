"""What changed between two texts."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.types import Span
from service.reader.aligning import aligned
from service.reader.differences import Change, compared, counterpart
from service.reader.folding import Fold, folded
from service.reader.tokens import words

PARTS = ["The board met. ", "It paid 1,200. ", "a b c ", "\n", "\n\n", " ", "東京で。", "ά", "\r", "No", "x" * 300, "."]
texts = st.lists(
    st.sampled_from(PARTS)
    | st.text(max_size=5),
    max_size=12,
).map("".join)  # fmt: skip


def old(changes: Sequence[Change | Fold]) -> str:
    """The text before the changes."""
    return "".join(each.text for each in changes if isinstance(each, Fold) or each.kind != "added")


def new(changes: Sequence[Change | Fold]) -> str:
    """The text after them."""
    return "".join(each.text for each in changes if isinstance(each, Fold) or each.kind != "removed")


def told(before: str, after: str) -> str:
    """A comparison on one line: [-removed-]{+added+}."""
    signs = {"same": ("", ""), "removed": ("[-", "-]"), "added": ("{+", "+}")}
    return "".join(signs[each.kind][0] + each.text + signs[each.kind][1] for each in compared(before, after).changes)


@given(texts, texts)
def test_both_texts_are_in_the_comparison(before: str, after: str) -> None:
    """Without what was added it is the old text, without what was removed the new one: folded or not."""
    found = compared(before, after)

    assert (old(found.changes), new(found.changes)) == (before, after)
    assert (old(folded(found.changes)), new(folded(found.changes))) == (before, after)
    assert found.differs == (before != after)


@given(st.lists(st.sampled_from("abcdef")), st.lists(st.sampled_from("abcdef")))
def test_stretches_cover_both_texts(before: list[str], after: list[str]) -> None:
    """In order and without gaps; the same ones are equal."""
    stretches = aligned(before, after)

    assert [n for each in stretches for n in range(each.a, each.b)] == list(range(len(before)))
    assert [n for each in stretches for n in range(each.c, each.d)] == list(range(len(after)))
    assert all((before[each.a : each.b] == after[each.c : each.d]) or not each.same for each in stretches)


@given(texts)
def test_words_join_back(text: str) -> None:
    """Blanks belong to the word before them."""
    assert "".join(words(text)) == text


@pytest.mark.parametrize(
    ("before", "after", "wanted"),
    [
        ("It paid 1,200 crowns.", "It paid 1,300 crowns.", "It paid [-1,200-]{+1,300+} crowns."),
        ("It paid on Monday.", "It paid on Monday night.", "It paid on Monday{+ night+}."),
        ("One met. Two met.", "One met. Six sat down there. Two met.", "One met. {+Six sat down there. +}Two met."),
        ("A B\n\nC D", "C D", "[-A B\n\n-]C D"),
        ("a cat sat on mats", "a big dog sat on mats", "a [-cat-]{+big dog+} sat on mats"),
        ("市長は東京で辞任した。", "市長は大阪で辞任した。", "市長は[-東京-]{+大阪+}で辞任した。"),
        ("Same.", "Same.", "Same."),
        ("", "New.", "{+New.+}"),
        (
            "The number of people killed has climbed.",
            "Correction: it is 12.\n\nTwelve people killed.",
            "{+Correction: it is 12.\n\n+}[-The number of-]{+Twelve+} people killed[- has climbed-].",
        ),
        ("Nothing here is alike.", "Entirely other words.", "[-Nothing here is alike.-]{+Entirely other words.+}"),
    ],
)  # fmt: skip
def test_changes_are_told_by_words(before: str, after: str, wanted: str) -> None:
    """As an editor would: whole words, neighbours together."""
    assert told(before, after) == wanted


def test_a_rewritten_paragraph_is_compared_with_what_it_was() -> None:
    """Also where others were added before it."""
    before = "The board of Lowmere met on Monday and chose the old quay.\n\nIt rained."
    after = "Divers came first.\n\nThe board of Lowmere met on Tuesday and chose the old quay.\n\nIt rained."

    assert told(before, after) == (
        "{+Divers came first.\n\n+}"
        "The board of Lowmere met on [-Monday-]{+Tuesday+} and chose the old quay.\n\nIt rained."
    )


def test_what_became_of_cited_words() -> None:
    """Rewritten, kept, or gone."""
    before = "The board paid 1,200 crowns. It rained. The clerk left early."
    changes = compared(before, "The board paid 1,300 crowns. It rained.").changes

    def became(words: str) -> list[str]:
        start = before.index(words)
        return [f"{each.kind}: {each.text}" for each in counterpart(changes, Span(start, start + len(words)))]

    assert became("paid 1,200 crowns") == ["same: paid ", "removed: 1,200", "added: 1,300", "same:  crowns"]
    assert became("It rained.") == ["same: It rained."]
    assert became("The clerk left early.") == ["removed: The clerk left early."]


def test_long_stretches_that_stay_the_same_are_folded() -> None:
    """With a paragraph of context on the side of the change."""
    paragraphs = [
        f"Paragraph {n} tells the same as it did before, at {n} o’clock and at length." * 2 for n in range(20)
    ]
    before, after = "\n\n".join(paragraphs), "\n\n".join([*paragraphs[:10], "New.", *paragraphs[10:]])

    parts = folded(compared(before, after).changes)
    folds = [each for each in parts if isinstance(each, Fold)]

    assert [each.paragraphs for each in folds] == [9, 9]
    assert paragraphs[9] not in "".join(each.text for each in folds)


def _words(seed: int, vocabulary: int, count: int, between: str) -> str:
    chosen = random.Random(seed)
    return between.join(f"w{chosen.randrange(vocabulary)}" for _ in range(count))


@pytest.mark.parametrize(
    "text",
    [
        lambda seed: _words(seed, 30, 40_000, "\n"),
        lambda seed: _words(seed, 30, 40_000, " "),
        lambda seed: _words(seed, 3_000, 40_000, ". "),
        lambda seed: ". ".join(_words(seed * 999 + n, 100, 200, " ") for n in range(60)),
    ],
    ids=["lines", "one sentence", "sentences", "alike"],
)
def test_no_text_makes_it_slow(text: Callable[[int], str]) -> None:
    """200 kB that differ throughout are compared in seconds, and what is coarse says so."""
    begun = time.process_time()
    found = compared(text(1), text(2))

    assert time.process_time() - begun < 8  # a second where nothing else runs
    assert old(found.changes) == text(1)
