"""A language model's text to proposed sentences, as it comes: lines with handles in brackets, or JSON.

`The minister resigned on Monday. [k7q2]` or `{"sentences": [{"text": "…", "cite": ["k7q2"]}]}`: whichever it writes is
read. But: nothing is mended; what has no handle or is not ended is no sentence.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

import msgspec
from msgspec import Struct

SCHEMA = {
    "type": "object",
    "properties": {
        "sentences": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {
                    "text": {"type": "string"},
                    "cite": {"type": "array", "items": {"type": "string"}, "minItems": 1},
                },
                "required": ["text", "cite"],
                "additionalProperties": False,
            },
        }
    },
    "required": ["sentences"],
    "additionalProperties": False,
}
_ASIDE = re.compile(  # what a model thinks aloud, and the fence that it puts around JSON
    r"\s*(?:<think>.*?(?:</think>|\Z))?\s*(?:```(?:json)?\s*)?", re.DOTALL
)
_OBJECT = re.compile(r"\{\s*\"(?:text|cite)\"\s*:")
_CITED = re.compile(r"([^\[\]\n]{2,2000}?)((?:\s{0,2}\[[^\[\]\n]{1,200}\])+)([.!?]?)(?=[^\[.!?]|\Z)")
_GOES_ON = re.compile(r"[ \t]*[,;:)…–—-]|[ \t]+[a-z]")  # behind the handles of what is no whole sentence yet
_OPEN = re.compile(r"[ \t]*(?:\Z|\[[^\]\n]*\Z|[,;:)…–—a-z-][^\]\n]*\Z)")  # nobody knows yet how the line goes on
_REST = re.compile(r"([^\[\]\n]{1,2000}?)(?:((?:\s{0,2}\[[^\[\]\n]{1,200}\])+)([.!?]?)(?=[^\[.!?]|\Z)|(?=\n)|\Z)")
_PIECES = 8  # of one sentence; more are no sentence
_LONGEST = 4_000  # characters of one sentence with its handles: beyond, a model rambles
_HANDLE = re.compile(r"[A-Za-z0-9_-]{2,20}")
_DRESS = re.compile(r"^(?:[-*•>#]+|\d{1,2}[.)])\s+|\*\*|__|`")  # how chat models dress up a line


class Written(Struct, frozen=True):
    """A sentence as the model wrote it, undressed, and the handles that it gives; both untrusted."""

    text: str
    handles: tuple[str, ...]


class _Item(Struct):
    text: str
    cite: tuple[str, ...] = ()


class Reader:
    """Collects pieces and gives each sentence once, when it is whole."""

    def __init__(self) -> None:
        self._text = ""
        self._read = 0

    def feed(self, piece: str) -> Iterator[Written]:
        """The sentences that are whole now and were not before."""
        self._text += piece
        yield from self._whole(ended=False)

    def end(self) -> Iterator[Written]:
        """The sentences that are whole because nothing follows."""
        yield from self._whole(ended=True)

    def _whole(self, *, ended: bool) -> Iterator[Written]:
        aside = _ASIDE.match(self._text)
        begin = aside.end() if aside else 0
        self._read = max(self._read, begin)
        yield from self._objects() if self._text[begin : begin + 1] in ("{", "[") else self._lines(ended=ended)

    def _lines(self, *, ended: bool) -> Iterator[Written]:
        if "]" not in self._text[self._read :]:
            self._read = max(self._read, len(self._text) - _LONGEST)  # what goes on without handles is no sentence
            return
        while found := _CITED.search(self._text, self._read):
            pieces = self._pieces(found)
            if not ended and _OPEN.match(self._text, pieces[-1].end()):
                return  # another handle, its full stop or the rest of the sentence may follow
            self._read = pieces[-1].end()
            text = "".join(f"{each[1].rstrip()}{each[3] or ''}" for each in pieces)
            yield Written(
                _undressed(text), tuple(handle for each in pieces for handle in _HANDLE.findall(each[2] or ""))
            )

    def _pieces(self, found: re.Match[str]) -> list[re.Match[str]]:
        """A sentence in the pieces that its handles part it into: "41 metres tall [k7q2], its keeper said."."""
        pieces = [found]
        while (
            len(pieces) < _PIECES
            and not pieces[-1][3]
            and not _ends(pieces[-1][1])
            and _GOES_ON.match(self._text, pieces[-1].end())
        ):
            rest = _REST.match(self._text, pieces[-1].end())
            if rest is None:
                break
            pieces.append(rest)
        return pieces

    def _objects(self) -> Iterator[Written]:
        while found := _OBJECT.search(self._text, self._read):
            try:
                _, self._read = _DECODER.raw_decode(self._text, found.start())
            except ValueError:
                following = _OBJECT.search(self._text, found.end())
                if following is None:
                    return  # it may go on
                self._read = following.start()
                continue
            yield from _item(self._text[found.start() : self._read])


_DECODER = json.JSONDecoder()


def _item(text: str) -> Iterator[Written]:
    try:
        read = msgspec.json.decode(text, type=_Item)
    except (msgspec.MsgspecError, UnicodeEncodeError):
        return
    handles = tuple(handle for each in read.cite for handle in _HANDLE.findall(each))
    yield Written(_undressed(" ".join(read.text.split())), handles)


def _ends(text: str) -> bool:
    return text.rstrip("\"'”’) ").endswith((".", "!", "?"))


def _undressed(text: str) -> str:
    return _DRESS.sub("", text.strip()).strip()
