"""A text to the words and signs that are compared, with the blanks behind each; joined they are the text again.

A word keeps its accents and what is within it: 1,200, O’Dare. Where a script writes no blanks, each letter is one.
"""

from __future__ import annotations

import re

_SIGNS = r"!-/:-@\[-`{-~«»“”„‘’‚‹›–—…،؛؟۔।॥、。「」『』！？（）：；，．・"
_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_WORD = rf"[^\s{_SIGNS}{_UNSPACED}]+"
_TOKEN = re.compile(rf"(?:{_WORD}(?:[.,'’:/-]{_WORD})*|\S)\s*|\s+")


def words(text: str) -> list[str]:
    """The words and signs of a text, in order; blanks before the first are one of them."""
    return _TOKEN.findall(text)
