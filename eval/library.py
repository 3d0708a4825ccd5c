"""A suite's articles as a reference names them: by address, by title, and the part of the text that an address marks.

But: no fetching; a reference to what the suite does not have stays one to nothing known.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import UTC
from urllib.parse import unquote, urldefrag

from eval.types import Edition
from rag import times

_DIRECTIVE = re.compile(r":~:text=([^&]+)")


class Library:
    """Looks articles up; of several revisions the one that was in force is meant."""

    def __init__(self, editions: Iterable[Edition]) -> None:
        self._by_url: dict[str, list[Edition]] = defaultdict(list)
        self._by_title: dict[str, list[Edition]] = defaultdict(list)
        for edition in editions:
            if edition.url:
                self._by_url[_address(edition.url)].append(edition)
            if edition.title.strip():
                self._by_title[_folded(edition.title)].append(edition)

    def find(self, url: str, title: str, *, as_of: str | None) -> Edition | None:
        """The article at that address, else the one of that title."""
        found = self._by_url.get(_address(url)) if url else None
        found = found or self._by_title.get(_folded(title))
        return _in_force(found, as_of) if found else None

    def titled(self, text: str) -> str:
        """The longest title of an article that stands in `text`, blank when there is none."""
        folded = _folded(text)
        return max((title for title in self._by_title if title in folded), key=len, default="")


def marked(url: str, text: str) -> tuple[int, int]:
    """The span that the address marks (a text fragment: `#:~:text=start,end`), else the whole text."""
    found = _DIRECTIVE.search(url)
    parts = [unquote(part) for part in found[1].split(",") if not part.startswith("-") and not part.endswith("-")] if (
        found
    ) else []  # fmt: skip
    start = text.find(parts[0]) if parts else -1
    end = text.find(parts[-1], start) if start >= 0 else -1
    return (start, end + len(parts[-1])) if end >= 0 else (0, len(text))


def _in_force(editions: Sequence[Edition], as_of: str | None) -> Edition:
    """The last revision by then; the first when none was out, so that it is seen to come too early."""
    if as_of is None:
        return editions[-1]
    limit = times.parse(as_of, UTC).last
    dated = ((edition, edition.updated or edition.date) for edition in editions)
    out = [edition for edition, date in dated if date and times.parse(date, UTC).last <= limit]
    return out[-1] if out else editions[0]


def _address(url: str) -> str:
    plain = urldefrag(url).url.rstrip("/")
    return re.sub(r"^https?://(?:www\.)?", "", plain)


def _folded(title: str) -> str:
    return " ".join(title.split()).casefold()
