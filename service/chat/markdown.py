"""Words of articles in a Markdown text: shown as they are, whatever they are, and never a link, picture or heading.

Line ends become spaces, so that nothing begins a block; what means something within a line is escaped. Addresses are
set as code: many renderers make links of bare ones after escapes are gone. But: no HTML of our own.
"""

from __future__ import annotations

import html
import re

_WORD = re.compile(r"[^ \t\n\r\f\v]+")
_ADDRESS = re.compile(r"//|www\.|[^\s@]@[^\s@]", re.IGNORECASE)
_TICKS = re.compile(r"`+")
_ESCAPED = {
    **{sign: f"\\{sign}" for sign in "\\`*_[]~|"},
    "<": "&lt;",  # chat windows look for tags such as <think> before they read Markdown, and see through a backslash
    ">": "&gt;",
}
_SIGN = re.compile(
    r"[\\`*_\[\]~|<>]"
    r"|&(?=#?\w{1,40};)"  # would be read as an entity
    r"|\$(?!\d)"  # opens a formula in some windows; prices are what they leave alone
    r"|(?<=\w)\.(?=[^\W\d_]{2})"  # example.com: some make a link of it
)
_SIGN_IN_LINK = re.compile(rf"{_SIGN.pattern}|:(?=//)|@|(?<=www)\.", re.IGNORECASE)
_OPENING = re.compile(r"(?:[#+-]|\d{1,9}[.)](?= |$))")
_UNESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_MARKERS = re.compile(r" \[\d{1,4}\]")
_UNSAFE = re.compile(r"[^!#$%&'*+,\-./0-9:;=?@A-Z_a-z~\[\]]")
_ENTITY = re.compile(r"&(?=#?\w{1,40};)")


def escaped(text: str) -> str:
    """Markdown, on one line, that is read as `text` when it stands within a line."""
    return " ".join(_shown(found[0]) for found in _WORD.finditer(text))


def opening(text: str) -> str:
    """Markdown, on one line, that is read as `text` also where it begins the line."""
    shown = escaped(text)
    begins = _OPENING.match(shown)
    return f"{shown[: begins.end() - 1]}\\{shown[begins.end() - 1 :]}" if begins else shown


def plain(content: str) -> str:
    """The words of a content that was made here, without escapes, markers and what follows the sentences."""
    told = content.split("\n\n", 1)[0] if _MARKERS.search(content) else content
    return html.unescape(_UNESCAPED.sub(r"\1", _MARKERS.sub("", told)))


def target(url: str) -> str:
    """The address with whatever could end it in Markdown percent-encoded."""
    return _UNSAFE.sub(lambda found: "".join(f"%{byte:02X}" for byte in found[0].encode()), url)


def link(text: str, url: str) -> str:
    """A link with `text`, which is escaped, to a web address."""
    # Addresses as code would be misread there by some; escaped they will do, since none makes links within a link.
    # Brackets as entities: one reader takes their backslashes away before it looks for pictures
    said = " ".join(_SIGN_IN_LINK.sub(_sign, found[0]) for found in _WORD.finditer(text))
    said = said.replace("\\[", "&#91;").replace("\\]", "&#93;")
    return f"[{said}]({_ENTITY.sub('&amp;', target(url))})"


def _shown(word: str) -> str:
    return _code(word) if _ADDRESS.search(word) else _SIGN.sub(_sign, word)


def _sign(found: re.Match[str]) -> str:
    sign = found[0]
    return "&amp;" if sign == "&" else _ESCAPED.get(sign, f"\\{sign}")


def _code(word: str) -> str:
    """The word as a code span; longer fences where there are backticks in it."""
    lengths = {len(found[0]) for found in _TICKS.finditer(word)}
    fence = "`" * next(n for n in range(1, len(lengths) + 2) if n not in lengths)
    pad = " " if word.startswith("`") or word.endswith("`") else ""
    return f"{fence}{pad}{word}{pad}{fence}"
