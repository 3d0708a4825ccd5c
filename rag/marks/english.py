"""Whether a text is English, the one language whose marks are read: by its record, else by its small words.

But: no telling which other language it is.
"""

from __future__ import annotations

import unicodedata

from rag.types import Revision
from rag.words import STOPWORDS, tokens

_READ = 3_000  # code points that tell
# Small words of Spanish, French, German, Italian, Portuguese, Dutch, Polish and Turkish that are none in English.
_OTHERS = frozenset(
    "el los las que y una por para con del se su sus como más pero fue está según entre al le les des et est une dans "
    "pour qui sur pas au aux avec ont été ce cette sont der die das und ist nicht mit auf für von dem den ein eine im "
    "auch sich wird hat nach dass che di il gli della dei nel alla è sono non anche per uma os da do em não dos ao het "
    "een van op zijn niet aan voor met ook maar bij nie na się że jest w z ve bir bu için ile de la wie viele wer wo "
    "warum quién cuántas cuántos cuándo dónde cómo qué combien pourquoi où quand quanti perché quem quando".split()
)
_SHARED = frozenset("a an am as at do he in is me no on once so was s t i most our".split())  # words elsewhere too
_ENGLISH = STOPWORDS - _SHARED - _OTHERS


def is_english(revision: Revision) -> bool:
    """Whether the marks of a revision can be read."""
    if revision.language:
        return revision.language.casefold().replace("_", "-").split("-")[0] in ("en", "eng", "english")
    return looks_english(f"{revision.title}\n{revision.text[:_READ]}")


def looks_english(text: str) -> bool:
    """Whether a text reads like English: most letters Latin, and no more small words of other languages than of it."""
    words = tokens(text)
    return is_latin(text) and sum(word in _ENGLISH for word in words) >= sum(word in _OTHERS for word in words)


def is_latin(text: str) -> bool:
    """Whether at least half of the letters of a text are Latin: of others not even a question's words are known.

    A question is too short for its small words to tell more: "Is de Blasio mayor?".
    """
    letters = [char for char in text if char.isalpha()]
    return sum(char.isascii() or unicodedata.name(char, "").startswith("LATIN") for char in letters) >= len(letters) / 2
