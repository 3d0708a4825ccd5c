"""Where quotation marks open and close: curly, straight, single and nested ones, and quotations over paragraphs.

Curly marks are read as straight ones, so that the kind of mark changes nothing. But: what is quoted is not told from
titles, nicknames and words held at arm's length, and no marks of other languages are known.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from rag.marks.wording import SHORT_TITLES
from rag.types import Span

_STRAIGHT = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'"})
_MARK = re.compile(r"[\"']")
_TOKEN = re.compile(r"\"|''|\n\s*")
_CLIPPED = re.compile(r"(?:em|cause|til|n|twas|tis|bout|round|\d\ds?)\b", re.IGNORECASE)  # 'em, '90s
_LONGEST_SINGLE = 600  # code points; an apostrophe is a mark only where another closes it that near
_CLOSING_SINGLE = re.compile(r"(?<=[^\s(\[])'(?!\w)")
_OPENING_SINGLE = re.compile(r"(?<![\w.,!?'])'(?=\w)")
_ABBREVIATED = re.compile(
    rf"\b(?:{SHORT_TITLES}|Jr|Sr|Mt|Ft|No|vs|Inc|Corp|Bros|Dept|Co|Ltd|Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec|Fla|Calif|[A-Z])\."
)
_CLOSERS = ".,!?"
_BOUNDARY = re.compile(r"[.!?]['\")\]]*\s+(?=[A-ZÀ-ÞĀ-Ž\"'(\[$\d►•])|\n\s*")


def straight(text: str) -> str:
    """The text with straight marks for curly ones, of the same length."""
    return text.translate(_STRAIGHT)


def spans(text: str) -> list[Span]:
    """The quotations of a text with their marks, in order, none within another."""
    text = straight(text)
    found: list[Span] = []
    resume = 0
    for token in _MARK.finditer(text):
        end = _end(text, token) if token.start() >= resume else None
        if end is not None:
            found.append(Span(token.start(), end))
            resume = end
    return [span for span in found if text[span.start + 1 : span.end - 1].strip()]


def _end(text: str, mark: re.Match[str]) -> int | None:
    """Where the quotation ends that a mark opens; None where it opens none."""
    if mark.group() == "'":
        return _end_of_single(text, mark.start())
    return _end_of_double(text, mark.end()) if _can_open(text, mark.start()) else None


def _end_of_double(text: str, at: int) -> int:
    """Behind the mark that closes what is open at `at`, else the end of its last paragraph."""
    resume = at
    for token in _TOKEN.finditer(text, at):
        if token.start() < resume:
            continue
        if token.group().isspace():
            if not _reopens(text, token.end()):
                return token.start()
            resume = token.end() + 1
        elif token.group() == "''" and not text[token.start() - 1].isspace():
            return token.end()  # two single marks for one double
        elif token.group() == '"' and _can_close(text, token.start()):
            return token.end()
    return len(text.rstrip())


def framed(text: str, quotations: list[Span]) -> str:
    """The straight text with quotations blanked by as many marks, and dots only where sentences end.

    What a quotation ends with before its mark is kept, for it tells whether its sentence goes on.
    """
    frame, last = [], 0
    text = straight(text)
    for span in quotations:
        if is_nickname(text, span):
            continue
        said = text[span.start + 1 : span.end].rstrip("'\" ")
        closer = "," if said.endswith("...") else said[-1] if said and said[-1] in _CLOSERS else '"'
        frame += [text[last : span.start], '"' * (span.end - span.start - 2), closer, '"']
        last = span.end
    return _ABBREVIATED.sub(_dotless, "".join([*frame, text[last:]]))


def is_nickname(text: str, span: Span) -> bool:
    """Whether a quotation is part of a name: Tom "the Bear" Reed."""
    said = span.of(text)[1:-1]
    return (
        len(said.split()) <= 3
        and said[-1:].isalnum()
        and bool(re.search(r"[A-ZÀ-ÞĀ-Ž][\w'’-]* $", text[max(0, span.start - 20) : span.start]))
        and bool(re.match(r" [A-ZÀ-ÞĀ-Ž]", text[span.end : span.end + 2]))
    )


def sentence_starts(frame: str) -> list[int]:
    """Where the sentences of a framed text begin, from 0 on."""
    return [0, *(match.end() for match in _BOUNDARY.finditer(frame))]


def _dotless(match: re.Match[str]) -> str:
    return f"{match.group()[:-1]}·"


def _reopens(text: str, at: int) -> bool:
    """Whether a paragraph that begins at `at` goes on with a quotation that was left open."""
    return text[at : at + 1] == '"' and text[at + 1 : at + 2].strip() != ""


def _can_open(text: str, at: int) -> bool:
    before, behind = text[at - 1 : at], text[at + 1 : at + 2]
    return bool(behind) and (not before or before in " \t\n\xa0([/—–-'" or not before.isprintable()) and behind != "\n"


def _can_close(text: str, at: int) -> bool:
    before, behind = text[at - 1 : at], text[at + 1 : at + 2]
    return not (behind.isalnum() and (before.isspace() or before in "([—–"))


def _end_of_single(text: str, at: int) -> int | None:
    """Behind the mark that closes a single one at `at`; None where that is an apostrophe."""
    before, behind = text[at - 1 : at], text[at + 1 : at + 2]
    if not (behind.isalnum() or behind in '"($[') or (before and before not in " \t\n\xa0([/—–-"):
        return None
    if _CLIPPED.match(text, at + 1):
        return None
    line = text[at + 1 : at + 1 + _LONGEST_SINGLE].partition("\n")[0]
    end = next(_closings(line), None)
    if end is None or line[:end].count('"') % 2:
        return None
    return at + 2 + end


def _closings(line: str) -> Iterator[int]:
    """Where a single mark may close; a plural's apostrophe ("the workers' pay") only where nothing else does."""
    plural: int | None = None
    for match in _CLOSING_SINGLE.finditer(line):
        is_plural = line[match.start() - 1] == "s" and re.match(r" [a-z]", line[match.end() : match.end() + 2])
        if plural is not None and _OPENING_SINGLE.search(line, plural + 1, match.start()):
            break
        if not is_plural:
            yield match.start()
            return
        plural = match.start() if plural is None else plural
    if plural is not None:
        yield plural
