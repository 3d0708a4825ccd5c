"""Which language a text is in, as far as it matters: English, or letters of which no word is known."""

from __future__ import annotations

import pytest

from rag.archive import Archive
from rag.marks.english import is_latin, looks_english
from tests.asking import ask, put


@pytest.mark.parametrize(
    ("text", "latin", "english"),
    [
        ("The ferry sank off Cape Tarn.", True, True),
        ("Die Fähre sank vor Kap Tarn, und niemand starb.", True, False),
        ("Łódź, Ørsted, Ütü: öäå.", True, True),
        ("Паром затонул у мыса Тарн.", False, False),
        ("Паром Tarn", False, False),
        ("12 %", True, True),
    ],
)
def test_letters_tell_before_words_do(text: str, latin: bool, english: bool) -> None:
    """Accents make no letter a foreign one; small words of other languages tell where the letters are Latin."""
    assert (is_latin(text), looks_english(text)) == (latin, english)


@pytest.mark.parametrize(
    ("asked", "is_foreign"), [("Кто утонул у мыса Тарн?", True), ("Did Émile Ñúñez drown?", False)]
)
def test_a_question_in_other_letters_is_told_so(archive: Archive, asked: str, is_foreign: bool) -> None:
    """The same letters tell that a question is not understood."""
    put(archive, orme_2018_06_04="The ferry Marlin sank off Cape Tarn on Monday, police said.")

    assert (ask(archive, asked).reason == "language") == is_foreign
