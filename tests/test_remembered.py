"""What is kept of article text for speed is let go of with a purge, wherever it is kept."""

from __future__ import annotations

from rag import places, printings, remembered
from rag.evidence import units


def test_everything_that_keeps_article_text_forgets_it() -> None:
    """Units of a text, its sentences, and comparisons of two."""
    text = "Tove Lind marched in Orme on Monday."
    units(text)
    printings.says(text, text)
    places.differ(text, text.replace("Orme", "Marrowby"))
    kept = [units, printings._contents, places.differ]
    before = [each.cache_info().currsize for each in kept]  # type: ignore[attr-defined]

    remembered.forget()

    assert all(before)
    assert [each.cache_info().currsize for each in kept] == [0, 0, 0]  # type: ignore[attr-defined]
