"""Bytes of a file to text: UTF-8, else what a byte order mark, a declaration or the bytes themselves say.

But: the text is not normalised; only the byte order mark goes, and each line ends in a newline alone.
"""

from __future__ import annotations

import codecs
import re

from rag.errors import ArticleRejected

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it starts with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_MAX_TEXT = 6_000_000  # code points: more than an article may have, even with what is still to be removed
_SAMPLE = 65_536  # bytes that the detector sees: its time grows with them
_CONTROLS = re.compile(r"[\x01-\x08\x0e-\x1f\x7f]")
_MOSTLY_ENGLISH = 0.05  # of bytes outside ASCII: accents and curly quotes, which Windows-1252 writes
_NOT_IN_1252 = re.compile(rb"[\x81\x8d\x8f\x90\x9d]")


def decode(raw: bytes, *, declared: str | None = None) -> tuple[str, str | None]:
    """The text of `raw` with newlines as line ends, and the encoding where it is not UTF-8.

    Raises: ArticleRejected for bytes that are no text.
    """
    text, encoding = _decoded(raw, declared)
    if len(text) > _MAX_TEXT:
        raise ArticleRejected(f"more than {_MAX_TEXT:,} characters", field="text")
    if "\0" in text:
        raise ArticleRejected("not a text: it holds NUL", field="text")
    if len(_CONTROLS.findall(text, 0, _SAMPLE)) > max(8, min(len(text), _SAMPLE) // 50):
        raise ArticleRejected("not a text: it is full of control characters", field="text")
    return text.replace("\r\n", "\n").replace("\r", "\n"), encoding


def _decoded(raw: bytes, declared: str | None) -> tuple[str, str | None]:
    for mark, name in _MARKS:
        if raw.startswith(mark):
            return _strictly(raw[len(mark) :], name), None if name == "utf-8" else name
    for guess in ("utf-8", declared):
        text = _tried(raw, guess)
        if text is not None:
            return text, None if guess == "utf-8" else guess
    if b"\0" in raw:
        raise ArticleRejected("not a text: it holds NUL", field="text")
    repaired = raw.decode(errors="replace")
    if _is_damaged_utf8(repaired):
        return repaired, "utf-8 with errors"
    name = _detected(raw)
    return raw.decode(name, errors="replace"), name


def _strictly(raw: bytes, name: str) -> str:
    try:
        return raw.decode(name)
    except UnicodeDecodeError as error:
        raise ArticleRejected(f"its byte order mark says {name}, its bytes do not", field="text") from error


def _tried(raw: bytes, name: str | None) -> str | None:
    try:
        return raw.decode(name) if name else None
    except (LookupError, UnicodeError, ValueError):
        return None


def _is_damaged_utf8(repaired: str) -> bool:
    """Whether most of what is not ASCII was UTF-8: other encodings hit its patterns by rare chance only."""
    bad = repaired.count("\ufffd")
    return sum(not char.isascii() for char in repaired) > 4 * bad


def _detected(raw: bytes) -> str:
    sample = raw[:_SAMPLE]
    high = len(sample.translate(None, bytes(range(128))))
    if high <= len(sample) * _MOSTLY_ENGLISH and not _NOT_IN_1252.search(raw):
        return "cp1252"
    import charset_normalizer

    best = charset_normalizer.from_bytes(sample).best()
    usual = "latin-1" if _NOT_IN_1252.search(raw) else "cp1252"
    return best.encoding if best and str(best) != sample.decode(usual) else usual
