"""Links to the cited words: text fragments (WICG Scroll To Text Fragment), so that a browser shows them highlighted."""

from __future__ import annotations

from urllib.parse import quote as percent

_WHOLE = 120  # code points up to which the quote itself is the directive
_ENDS = 5  # words at each end of a longer quote


def link(url: str | None, quote: str) -> str | None:
    """`url` with a directive that finds `quote`; None without a web address."""
    if not url or not url.lower().startswith(("http://", "https://")):
        return None
    joint = ":~:" if "#" in url else "#:~:"
    return f"{url}{joint}text={directive(quote)}"


def directive(quote: str) -> str:
    """The text directive: the quote, or its first and last words when it is long or runs over lines."""
    words = quote.split()
    if (len(quote) <= _WHOLE and "\n" not in quote.strip()) or len(words) <= 2 * _ENDS:
        return _escaped(" ".join(words))
    return f"{_escaped(' '.join(words[:_ENDS]))},{_escaped(' '.join(words[-_ENDS:]))}"


def _escaped(text: str) -> str:
    return percent(text, safe="").replace("-", "%2D")  # `-`, `,` and `&` have a meaning of their own there
