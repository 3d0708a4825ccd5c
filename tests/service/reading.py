"""A page read as a browser reads it."""

from __future__ import annotations

from html.parser import HTMLParser


class Reading(HTMLParser):
    """What a page holds: its elements, what they carry, and the text of those with an id or class."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.texts: dict[str, str] = {}
        self._open: list[tuple[str, str | None]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Notes an element."""
        self.elements.append((tag, dict(attrs)))
        if tag not in ("meta", "link"):
            self._open.append((tag, dict(attrs).get("id") or dict(attrs).get("class")))

    def handle_endtag(self, tag: str) -> None:
        """Closes it."""
        while self._open and self._open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        """Notes its text, also for the elements around it."""
        for name in {name for _, name in self._open if name}:
            self.texts[name] = self.texts.get(name, "") + data
